"""What lies over everything while a thread works: it goes when the work has ended, and only then is the end told.

Something may lie over it by then: the cover, the glossary, a terminal that was made too small. That stays until
whoever put it there takes it away.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.events import ScreenResume

from fieldwork.tui.screens.overlay import Overlay


class WaitingScreen(Overlay[None]):
    """A screen to wait behind. It cannot be closed; `end` takes it away."""

    def __init__(self) -> None:
        super().__init__()
        self._then: Callable[[], None] | None = None

    def action_close(self) -> None:
        """It cannot be stopped half-way."""

    def end(self, then: Callable[[], None]) -> None:
        """The work has ended: go as soon as nothing lies over it, then do what comes after it."""
        self._then = then
        self._leave()

    @on(ScreenResume)
    def _leave(self) -> None:
        if self._then is not None and self.is_mounted and self.is_active:
            then, self._then = self._then, None
            self.dismiss()
            then()
