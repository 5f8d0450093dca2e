"""One writer thread: keys never wait for the disk, and what waits together is written together (STORAGE rule 6)."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from typing import NamedTuple

from fieldwork.errors import FieldworkError, StoreError
from fieldwork.record.entry import Entry

REST = 20.0
"""Seconds without an entry that make a quiet moment."""


Later = Callable[[float, Callable[[], None]], object]
"""Calls a function, in any thread, after so many seconds."""


class SaveState(NamedTuple):
    """What the save light shows: how many entries are not on the disk yet, and why the last write failed, if it did."""

    pending: int
    error: StoreError | None = None

    @property
    def saved(self) -> bool:
        """Whether everything said is on the disk."""
        return self.pending == 0 and self.error is None


class Writer:
    """Hands batches of entries to `write` in a thread of its own, in order, and keeps what could not be written.

    After a failure everything stays pending, in order, and is tried again with the next entries or on `retry`.
    `on_change` is called in the writer's thread whenever the state changes, `at_rest` when nothing was asked of it for
    `rest` seconds after a write. Before each write the thread waits `gather` seconds, so that the screen paints first
    and what is said in one breath shares one flush; whoever waits in `flush` or `close` cuts that short.

    Where `later` is set, it does that waiting: a thread that is woken only to wait takes the interpreter from the one
    that paints. The thread is woken at once all the same where it would not wake by itself when `rest` is over.
    """

    def __init__(
        self,
        write: Callable[[Sequence[Entry]], None],
        on_change: Callable[[SaveState], None] | None = None,
        at_rest: Callable[[], None] | None = None,
        rest: float = REST,
        gather: float = 0.0,
    ) -> None:
        self._write = write
        self._at_rest = at_rest
        self._rest = rest
        self._rested = True
        self._gather = gather
        self._gathered = False
        self.later: Later | None = None
        self._hurry = 0
        self._on_change = on_change
        self._pending: list[Entry] = []
        self._error: StoreError | None = None
        self._try = False
        self._closing = False
        self._condition = threading.Condition()
        self._thread: threading.Thread | None = None

    @property
    def state(self) -> SaveState:
        """The state now."""
        with self._condition:
            return SaveState(len(self._pending), self._error)

    @property
    def pending(self) -> tuple[Entry, ...]:
        """What is not on the disk yet, in order."""
        with self._condition:
            return tuple(self._pending)

    def append(self, entries: Sequence[Entry]) -> None:
        """Queue entries; returns at once."""
        with self._condition:
            if self._closing:
                raise StoreError("The inspection is closed: nothing more can be recorded.")
            self._pending.extend(entries)
            asked, self._try = self._try, True
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="fieldwork-writer", daemon=True)
                self._thread.start()
            if self.later is None or self._rested:
                self._condition.notify_all()
            elif not asked:
                self._gathered = False
                self.later(self._gather, self._wake)

    def _wake(self) -> None:
        with self._condition:
            self._gathered = True
            self._condition.notify_all()

    def retry(self) -> None:
        """Try again to write what is pending."""
        self.append(())

    def flush(self, timeout: float | None = None) -> SaveState:
        """Wait until everything is on the disk or a write has failed; `timeout` in seconds."""
        with self._condition:
            self._hurry += 1
            self._condition.notify_all()
            self._condition.wait_for(lambda: not self._try, timeout)
            self._hurry -= 1
            return SaveState(len(self._pending), self._error)

    def close(self) -> SaveState:
        """Wait for the queue, then end the thread. What could not be written is still in `pending`."""
        self.flush()
        with self._condition:
            self._closing = True
            self._condition.notify_all()
        if self._thread is not None:
            self._thread.join()
        return self.state

    def _run(self) -> None:
        while True:
            with self._condition:
                asked = self._condition.wait_for(
                    lambda: self._try or self._closing, None if self._rested else self._rest
                )
                if asked and not self._try:
                    return
                if asked and self._gather and not self._gathered:
                    self._condition.wait_for(lambda: self._hurry > 0, self._gather)
                self._gathered = False
                batch = list(self._pending)
            if not asked:
                self._take_a_rest()
                continue
            error = self._attempt(batch)
            with self._condition:
                if error is None:
                    del self._pending[: len(batch)]
                self._error = error
                # what was said meanwhile is tried at once even after a failure: it may have to be kept elsewhere
                self._try = len(self._pending) > (0 if error is None else len(batch))
                self._rested = error is not None
                state = SaveState(len(self._pending), self._error)
                self._condition.notify_all()
            if self._on_change is not None:
                with contextlib.suppress(Exception):  # a listener that is gone must not end the saving
                    self._on_change(state)

    def _take_a_rest(self) -> None:
        self._rested = True
        if self._at_rest is not None:
            with contextlib.suppress(Exception):  # nothing is lost where tidying up fails; the next write tells
                self._at_rest()

    def _attempt(self, batch: Sequence[Entry]) -> StoreError | None:
        try:
            if batch:
                self._write(batch)
        except FieldworkError as error:
            return error if isinstance(error, StoreError) else StoreError(str(error))
        except OSError as error:
            return StoreError(f"Not saved: {error.strerror or error}.")
        except Exception as error:  # noqa: BLE001 (a defect here must light the lamp, not end the thread unseen)
            return StoreError(f"Not saved: {type(error).__name__}: {error}.")
        return None
