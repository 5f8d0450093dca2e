"""Long work in steps: who waits for it hears how far it is and can stop it, and other threads have their turn."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from fieldwork.errors import FieldworkError

Progress = Callable[[int, int], None]
"""Hears how many steps of how many are done. What it raises ends the work, and is raised to whoever began it."""

T = TypeVar("T")

_LONGEST = 0.005
_PAUSE = 0.0002
"""Seconds: how long the work runs between two pauses, and a pause. It must be a real one: lxml lets the interpreter go
and takes it back so often that a waiting thread wakes each time too late, and never gets to ask for it."""


class StoppedError(FieldworkError):
    """The work was stopped by whoever waited for it; nothing was written."""


class Watch:
    """A `Progress` for one thread to hand to another's work: it can see how far that is, and stop it."""

    def __init__(self) -> None:
        """Nothing is done yet."""
        self.done, self.of = 0, 0
        """Steps that are done, and how many there are; both 0 before the first."""
        self._stopped = False

    def __call__(self, done: int, of: int) -> None:
        """Note how far the work is; end it where it was stopped.

        Raises:
            StoppedError: it was stopped.
        """
        if self._stopped:
            raise StoppedError("Stopped: nothing was written.")
        self.done, self.of = done, of

    def stop(self) -> None:
        """Let the work end at its next step."""
        self._stopped = True


def in_steps(things: Sequence[T], progress: Progress | None = None) -> Iterator[tuple[int, T]]:
    """Each of `things` with its number from 0; between any two, `progress` hears of it and other threads may run."""
    since = time.perf_counter()
    for number, thing in enumerate(things):
        yield number, thing
        if progress is not None:
            progress(number + 1, len(things))
        if time.perf_counter() - since > _LONGEST:
            time.sleep(_PAUSE)
            since = time.perf_counter()
