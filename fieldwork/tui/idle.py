"""What is done while nobody is at the keys: memory is freed; a sealed inspection is locked after some minutes.

Locked, it is covered at once, and its key dropped from the store. What was read stays on the screens under the cover,
so that a text half typed is not lost; docs/privacy.md says so.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.events import Event, Key, MouseDown, MouseScrollDown, MouseScrollUp, Paste
from textual.timer import Timer

from fieldwork.tui.collecting import collect_all

if TYPE_CHECKING:  # the app imports this module
    from fieldwork.tui.app import FieldworkApp

LOOKS = 5.0
"""Seconds between two looks at the clock."""
REST = 20.0
"""Seconds without a key after which memory is freed."""
GROWTH = 2
"""How many times as many objects as the last time are left alone when it is."""
_ACTIVITY = (Key, Paste, MouseDown, MouseScrollDown, MouseScrollUp)


class Idle:
    """How long nobody has done anything. `clock` gives seconds; tests set their own."""

    def __init__(self) -> None:
        self.clock: Callable[[], float] = time.monotonic
        self._since = self.clock()
        self._app: FieldworkApp | None = None
        self._timer: Timer | None = None
        self._left_alone = 0

    def heard(self, event: Event) -> None:
        """Somebody may have done something."""
        if isinstance(event, _ACTIVITY):
            self._since = self.clock()

    def watch(self, app: FieldworkApp) -> None:
        """Look at the clock now and then while an inspection is open."""
        self._app = app
        self._since = self.clock()
        if self._timer is None and app.workspace is not None:
            self._timer = app.set_interval(LOOKS, self.look)

    def look(self) -> None:
        """Free memory at rest; lock where nobody has done anything for as long as the settings say."""
        self._left_alone = self._left_alone or gc.get_freeze_count()
        still = self.clock() - self._since
        if still >= REST:
            self._free()
        app = self._app
        if app is not None and app.settings.lock_after and still >= 60 * app.settings.lock_after:
            self.lock()

    def _free(self) -> None:
        """Free memory, where Python's collector leaves alone much more than when that was last done.

        It stops every thread, so it is done seldom: most rests find little to free.
        """
        if gc.get_freeze_count() > GROWTH * self._left_alone:
            collect_all()
            self._left_alone = gc.get_freeze_count()

    def lock(self) -> None:
        """Cover the screen and lock, where the open inspection is sealed; not while something is written or opened."""
        app = self._app
        if app is None or app.workspace is None or app.workspace.seal is None:
            return
        from fieldwork.tui.locking import lock  # noqa: PLC0415 (only sealed inspections are locked)

        lock(app)
