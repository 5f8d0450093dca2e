from __future__ import annotations

from itertools import count
from types import SimpleNamespace

import pytest

from fieldwork.report import steps
from fieldwork.report.steps import StoppedError, Watch, in_steps


def test_whoever_watches_sees_how_far_it_is():
    watch = Watch()
    seen = [(thing, watch.done, watch.of) for _, thing in in_steps("abc", watch)]
    assert seen == [("a", 0, 0), ("b", 1, 3), ("c", 2, 3)]
    assert (watch.done, watch.of) == (3, 3)


def test_what_is_stopped_ends_at_its_next_step():
    watch = Watch()
    going = in_steps("abc", watch)
    assert [next(going), next(going)] == [(0, "a"), (1, "b")]
    watch.stop()
    with pytest.raises(StoppedError, match="nothing was written"):
        next(going)


def test_nobody_need_watch():
    assert list(in_steps("ab", None)) == [(0, "a"), (1, "b")]


def test_work_that_has_run_for_a_while_pauses_so_that_the_screen_has_its_turn(monkeypatch):
    clock, pauses = count(step=2), []
    monkeypatch.setattr(steps, "time", SimpleNamespace(perf_counter=lambda: next(clock) / 1000, sleep=pauses.append))
    assert len(list(steps.in_steps(range(10)))) == 10
    assert len(pauses) == 3
    assert all(pause > 0 for pause in pauses)
