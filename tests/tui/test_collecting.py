from __future__ import annotations

import gc
import time
import weakref

import pytest

from fieldwork.tui.collecting import collect_all, uncollected
from fieldwork.tui.idle import REST, Idle


class Screen:
    """Something that holds itself, as a screen does."""

    def __init__(self) -> None:
        self.itself = self


def left_screen() -> weakref.ref[Screen]:
    """A screen that was left after a report was made behind it."""
    screen = Screen()
    with uncollected():
        return weakref.ref(screen)


@pytest.fixture(autouse=True)
def as_it_was():
    yield
    gc.enable()


def test_the_collector_rests_inside_and_works_again_afterwards_whatever_happened():
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="oops"), uncollected():
        raise ValueError("oops")
    assert gc.isenabled()


def test_where_it_rested_before_it_goes_on_resting():
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()


def test_a_screen_that_was_left_after_a_report_was_made_is_freed():
    screen = left_screen()
    gc.collect()
    assert screen() is not None
    collect_all()
    assert screen() is None


def test_nothing_is_collected_while_a_thread_makes_something_large():
    screen = left_screen()
    with uncollected():
        collect_all()
        assert screen() is not None


def test_memory_is_freed_only_when_nobody_is_at_the_keys_and_there_is_much_of_it(monkeypatch):
    gc.freeze()
    idle = Idle()
    idle.look()
    screen = left_screen()
    idle.clock = lambda: time.monotonic() + REST
    idle.look()
    assert screen() is not None  # too little for a pause
    monkeypatch.setattr("fieldwork.tui.idle.GROWTH", 0)
    idle.clock = time.monotonic
    idle.look()
    assert screen() is not None
    idle.clock = lambda: time.monotonic() + REST
    idle.look()
    assert screen() is None
    assert gc.isenabled()
