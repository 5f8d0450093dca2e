"""A sealed inspection is locked after some minutes without a key: covered at once, its key dropped from the store.

What was read stays on the screens under the cover, so that a text half typed is not lost; docs/privacy.md says so.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.events import Event, Key, MouseDown, MouseScrollDown, MouseScrollUp, Paste
from textual.timer import Timer

if TYPE_CHECKING:  # the app imports this module
    from fieldwork.tui.app import FieldworkApp

LOOKS = 5.0
"""Seconds between two looks at the clock."""
_ACTIVITY = (Key, Paste, MouseDown, MouseScrollDown, MouseScrollUp)


class Idle:
    """How long nobody has done anything. `clock` gives seconds; tests set their own."""

    def __init__(self) -> None:
        self.clock: Callable[[], float] = time.monotonic
        self._since = self.clock()
        self._app: FieldworkApp | None = None
        self._timer: Timer | None = None

    def heard(self, event: Event) -> None:
        """Somebody may have done something."""
        if isinstance(event, _ACTIVITY):
            self._since = self.clock()

    def watch(self, app: FieldworkApp) -> None:
        """Look at the clock now and then while a sealed inspection is open."""
        self._app = app
        self._since = self.clock()
        if self._timer is None and app.workspace is not None and app.workspace.seal is not None:
            self._timer = app.set_interval(LOOKS, self.look)

    def look(self) -> None:
        """Lock where nobody has done anything for as long as the settings say."""
        app = self._app
        if app is None or app.settings.lock_after == 0:
            return
        if self.clock() - self._since >= 60 * app.settings.lock_after:
            self.lock()

    def lock(self) -> None:
        """Cover the screen and lock, where the open inspection is sealed; not while something is written or opened."""
        app = self._app
        if app is None or app.workspace is None or app.workspace.seal is None:
            return
        from fieldwork.tui.locking import lock  # noqa: PLC0415 (only sealed inspections are locked)

        lock(app)
