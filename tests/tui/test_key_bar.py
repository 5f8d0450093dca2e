from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tui.robot import at_the_keyboard

from fieldwork.text import cells
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.widgets.key_bar import fitting

HINTS = [("Enter", "open"), ("f", "filter"), ("s", "sort"), ("?", "help")]


def width_of(hints):
    return sum(cells(key) + 1 + cells(label) for key, label in hints) + 2 * (len(hints) - 1)


def test_whole_keys_are_dropped_from_the_end_and_help_stays():
    assert fitting(HINTS, 100) == HINTS
    assert fitting(HINTS, width_of(HINTS)) == HINTS
    assert fitting(HINTS, width_of(HINTS) - 1) == [HINTS[0], HINTS[1], HINTS[3]]
    assert fitting(HINTS, 1) == [HINTS[3]]
    assert fitting([], 80) == []


words = st.text(st.characters(codec="ascii", min_codepoint=33), min_size=1, max_size=8)


@given(st.lists(st.tuples(words, words), min_size=1, max_size=12), st.integers(0, 120))
def test_what_fits_fits_and_the_most_important_come_first(hints, width):
    kept = fitting(hints, width)
    assert kept[-1] == hints[-1]
    assert kept[:-1] == hints[: len(kept) - 1]
    assert len(kept) == 1 or width_of(kept) <= width


@pytest.mark.parametrize("size", [(40, 10), (60, 20), (80, 24), (120, 40)])
async def test_no_key_is_cut_in_half_and_help_is_always_there(small, size):
    async with at_the_keyboard(FieldworkApp(small), size=size) as robot:
        bar = robot.lines[-1]
        assert bar.startswith("Enter open")
        assert bar.endswith("? line, keys")
        assert cells(bar) <= size[0]


async def test_the_bar_shows_what_can_be_done_while_typing(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("f")
        await robot.expect("Enter keep it")
        await robot.press("escape")
        await robot.expect("f filter")
