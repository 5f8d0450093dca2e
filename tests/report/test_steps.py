from __future__ import annotations

import pytest

from fieldwork.report.steps import StoppedError, Watch, in_steps


def test_whoever_watches_sees_how_far_it_is():
    watch = Watch()
    seen = [(thing, watch.done, watch.of) for _, thing in in_steps("abc", watch)]
    assert seen == [("a", 0, 0), ("b", 1, 3), ("c", 2, 3)]
    assert (watch.done, watch.of) == (3, 3)


def test_what_is_stopped_ends_at_its_next_step():
    watch = Watch()
    steps = in_steps("abc", watch)
    assert [next(steps), next(steps)] == [(0, "a"), (1, "b")]
    watch.stop()
    with pytest.raises(StoppedError, match="nothing was written"):
        next(steps)


def test_nobody_need_watch():
    assert list(in_steps("ab", None)) == [(0, "a"), (1, "b")]
