"""Lines as values, and what of them is painted again."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fieldwork.text import cells, shown
from fieldwork.tui.checklist_paint import Line, Spot, changed_width, fitted, pad, spread, wrapped

TEXTS = st.text(st.sampled_from("ab c✓漢́[/]…"), max_size=30)
SEGMENTS = st.lists(st.tuples(TEXTS, st.sampled_from(["", "dim", "bold"])), max_size=4).map(tuple)


def painted(segments, width):
    """The cells of a line, each with its style; a space looks the same in every style."""
    found = []
    for text, style in segments:
        for character in text:
            if cells(character):
                found += [(character, "" if character == " " else style)] * cells(character)
            elif found:
                found[-1] = (found[-1][0] + character, found[-1][1])
    return [*found, *[(" ", "")] * (width - len(found))]


@given(SEGMENTS, SEGMENTS, st.integers(1, 60))
def test_what_lies_beyond_the_change_is_the_same(old, new, width):
    old, new = fitted(old, width), fitted(new, width)
    end = changed_width(old, new)
    assert 0 <= end <= width
    assert painted(old, width)[end:] == painted(new, width)[end:]


def test_a_change_near_the_beginning_leaves_the_end_alone():
    assert changed_width((("abc def", ""),), (("abd def", ""),)) == 3
    assert changed_width((("abc ef", ""),), (("ab  ef", ""),)) == 3
    assert changed_width((("ab     ", ""),), (("abc    ", ""),)) == 3
    assert changed_width((("漢a", ""),), (("字a", ""),)) == 2
    assert changed_width((("abc", ""), ("d", "dim")), (("abc", ""), ("d", "dim"))) == 0


@given(SEGMENTS, st.integers(0, 40))
def test_fitted_is_never_wider_and_joins_equal_styles(segments, width):
    found = fitted(segments, width)
    assert sum(cells(text) for text, _ in found) <= width
    assert all(one[1] != other[1] for one, other in pairwise(found))


@given(SEGMENTS, SEGMENTS, st.integers(1, 60))
def test_two_ends_of_a_line_fit(left, right, width):
    assert sum(cells(text) for text, _ in spread(left, right, width)) <= width


def test_the_right_end_goes_where_it_would_take_over_half():
    assert spread([("left", "")], [("right", "")], 30) == (("left                     right", ""),)
    assert spread([("left side", "")], [("right", "")], 9) == (("left side", ""),)


@given(st.text(max_size=80), st.integers(1, 30))
def test_wrapping_loses_no_word_and_fits(text, width):
    lines = wrapped(text, width)
    assert lines
    assert all(cells(line) <= width for line in lines)
    if all(cells(c) <= width for c in shown(text)):
        assert "".join("".join(lines).split()) == "".join(shown(text).split())


def test_words_longer_than_a_line_are_cut_up():
    assert wrapped("to Rumpelstiltskin now", 8) == ("to", "Rumpelst", "iltskin", "now")


@given(TEXTS, st.integers(1, 20))
def test_padding_gives_exactly_the_width(text, width):
    assert cells(pad(text, width)) == width


def test_a_click_means_the_spot_or_the_line():
    line = Line((("ab cd", ""),), "line", spots=(Spot(0, 2, "ab"),))
    assert (line.target_at(1), line.target_at(3)) == ("ab", "line")
