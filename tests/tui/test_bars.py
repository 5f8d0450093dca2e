"""Bars: as long as they are to be, and never full or empty where that would be untrue."""

from hypothesis import given
from hypothesis import strategies as st

from fieldwork.text import cells
from fieldwork.tui.bars import bar, done_bar


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 60))
def test_bars_fill_their_room_and_show_the_smallest_count(count, more, width):
    filled, rest = bar(count, count + more, width)
    assert len(filled) + len(rest) == width
    assert bool(filled) == (count > 0 and width > 0)


@given(st.integers(0, 200), st.integers(0, 200), st.integers(1, 30))
def test_a_bar_is_full_only_when_all_is_done_and_empty_only_when_nothing_is(part, total, width):
    part = min(part, total)
    done, rest = done_bar(part, total, width)
    assert cells(done) + cells(rest) == width
    assert (done == "") == (part == 0)
    assert (done == "█" * width) == (part == total > 0)


def test_the_least_and_the_nearly_whole():
    assert "".join(done_bar(0, 17, 5, "░")) == "░░░░░"
    assert "".join(done_bar(17, 17, 5, "░")) == "█████"
    assert "".join(done_bar(1, 1_000, 5, "░")) == "▏░░░░"
    assert done_bar(999, 1_000, 5)[0][-1] != "█"
