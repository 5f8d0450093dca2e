"""The writer thread: order kept, nothing dropped, the state never says saved too early."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest
from builders import INSPECTION, small_record
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.errors import StoreError
from fieldwork.record.entry import Entry
from fieldwork.store.writer import SaveState, Writer

ENTRIES = tuple(small_record())


def test_what_is_appended_is_written_in_order_and_then_saved():
    written: list[Entry] = []
    writer = Writer(written.extend)
    for entry in ENTRIES:
        writer.append([entry])
    assert writer.flush() == SaveState(0)
    assert tuple(written) == ENTRIES
    assert writer.close().saved


def test_appending_never_waits_for_a_slow_disk_and_what_waits_is_written_together():
    gate, batches = threading.Event(), []

    def slow(entries: Sequence[Entry]) -> None:
        gate.wait(20)
        batches.append(len(entries))

    writer = Writer(slow)
    for entry in ENTRIES[:5]:
        writer.append([entry])
    assert not writer.state.saved
    assert writer.pending
    gate.set()
    assert writer.close() == SaveState(0)
    assert sum(batches) == 5
    assert len(batches) <= 3


def written_with(later: list, **how) -> tuple[Writer, list[Entry], threading.Event]:
    """A writer that is awake (it has written the first entry), with a clock that only remembers what it is to call."""
    written: list[Entry] = []
    wrote = threading.Event()

    def write(entries: Sequence[Entry]) -> None:
        written.extend(entries)
        wrote.set()

    writer = Writer(write, gather=0.01, **how)
    writer.later = lambda seconds, call: later.append((seconds, call))
    writer.append(ENTRIES[:1])  # it was at rest: woken at once
    assert wrote.wait(5)
    writer.flush()
    wrote.clear()
    assert not later
    return writer, written, wrote


def test_who_has_a_clock_wakes_the_writer_once_for_what_was_said_in_one_breath():
    later: list = []
    writer, written, wrote = written_with(later)
    for entry in ENTRIES[1:4]:
        writer.append([entry])
    ((seconds, call),) = later
    assert seconds == 0.01
    assert writer.state.pending == 3
    call()
    assert wrote.wait(5)
    assert writer.flush().saved
    call()  # too late: there is nothing to write
    writer.append(ENTRIES[4:5])
    assert len(later) == 2
    later[1][1]()
    assert writer.close().saved
    assert tuple(written) == ENTRIES[:5]


def test_nobody_who_waits_for_the_disk_waits_for_the_clock():
    later: list = []
    writer, written, _ = written_with(later)
    writer.append(ENTRIES[1:2])
    assert writer.flush(5).saved
    writer.append(ENTRIES[2:3])
    assert writer.close().saved
    assert tuple(written) == ENTRIES[:3]


def test_a_clock_that_stands_still_delays_the_writer_until_it_would_rest_and_no_longer():
    later: list = []
    writer, written, wrote = written_with(later, rest=0.05)
    writer.append(ENTRIES[1:2])
    assert wrote.wait(5)
    assert writer.close().saved
    assert tuple(written) == ENTRIES[:2]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), StoreError("No."), ZeroDivisionError("x")])
def test_a_failed_write_keeps_everything_pending_and_says_why(error: Exception):
    failing, written, heard = True, [], []

    def write(entries: Sequence[Entry]) -> None:
        if failing:
            raise error
        written.extend(entries)

    writer = Writer(write, heard.append)
    writer.append(ENTRIES[:2])
    state = writer.flush()
    assert state.pending == 2
    assert state.error is not None
    assert not state.saved
    assert writer.pending == ENTRIES[:2]
    failing = False
    writer.append(ENTRIES[2:3])
    assert writer.flush().saved
    assert tuple(written) == ENTRIES[:3]
    assert heard[0].error is not None
    assert heard[-1].saved
    writer.close()


def test_retry_and_close_after_a_failure():
    def full(entries: Sequence[Entry]) -> None:
        raise OSError(28, "No space left on device")

    writer = Writer(full)
    writer.append(ENTRIES[:1])
    writer.flush()
    writer.retry()
    state = writer.close()
    assert str(state.error) == "Not saved: No space left on device."
    assert writer.pending == ENTRIES[:1]
    with pytest.raises(StoreError, match="is closed"):
        writer.append(ENTRIES[1:2])


def test_closing_without_ever_writing_starts_no_thread():
    before = threading.active_count()
    assert Writer(lambda _: None).close().saved
    assert threading.active_count() == before


@given(st.lists(st.booleans(), max_size=12))
def test_under_any_failures_what_is_written_is_what_was_appended_in_order(failures: list[bool]):
    plan, written = list(failures), []

    def write(entries: Sequence[Entry]) -> None:
        if plan and plan.pop(0):
            raise OSError(5, "Input/output error")
        written.extend(entries)

    writer = Writer(write)
    appended = [Entry(f"s-{n}", f"s-{n}", INSPECTION, "area", n, "JN", "") for n in range(8)]
    for entry in appended:
        writer.append([entry])
        state = writer.flush()
        assert [*written, *writer.pending] == appended[: len(written) + len(writer.pending)]
        assert state.pending == len(writer.pending)
    while not writer.flush().saved:
        writer.retry()
    assert written == appended
    writer.close()


def test_what_is_said_in_one_breath_is_gathered_unless_somebody_waits():
    batches: list[int] = []
    writer = Writer(lambda entries: batches.append(len(entries)), gather=60)
    for entry in ENTRIES[:4]:
        writer.append([entry])
    assert writer.flush().saved  # at once, not after a minute
    assert batches == [4]
    writer.append(ENTRIES[4:5])
    assert writer.close().saved
    assert sum(batches) == 5


def test_a_listener_that_raises_does_not_end_the_saving():
    written: list[Entry] = []

    def gone(_state: SaveState) -> None:
        raise RuntimeError("the app is closed")

    writer = Writer(written.extend, gone)
    for entry in ENTRIES[:3]:
        writer.append([entry])
        assert writer.flush().saved
    writer.close()
    assert tuple(written) == ENTRIES[:3]


def test_what_is_said_during_a_failed_write_is_tried_too():
    tried: list[int] = []

    def full(entries: Sequence[Entry]) -> None:
        tried.append(len(entries))
        if len(tried) == 1:
            writer.append(ENTRIES[1:3])
        raise OSError(28, "No space left on device")

    writer = Writer(full)
    writer.append(ENTRIES[:1])
    assert writer.flush().pending == 3
    assert tried == [1, 3]
    writer.close()
