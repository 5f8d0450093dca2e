from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fieldwork.text import cells
from fieldwork.tui.checklist_paint import size_of
from fieldwork.tui.styled_lines import styled_lines, table_lines


def words(lines):
    return ["".join(text for text, _ in line) for line in lines]


def test_pieces_follow_each_other_as_they_are_and_break_between_words():
    lines = styled_lines([("work was done well enough ", ""), ("53", "accent"), ("% of the time", "")], 18)
    assert words(lines) == ["work was done well", "enough 53% of the", "time"]
    assert lines[1] == (("enough ", ""), ("53", "accent"), ("% of the", ""))


def test_a_word_longer_than_the_line_is_cut_up():
    assert words(styled_lines([("abcdefgh ij", "")], 3)) == ["abc", "def", "gh", "ij"]


def test_nothing_is_one_empty_line():
    assert styled_lines([], 20) == [()]


def test_a_table_keeps_its_numbers_whole_and_breaks_its_words():
    rows = [[("Risk of Harm to others", ""), ("326 of 610", "")], [("Safeguarding", ""), ("4 of 5", "")]]
    assert words(table_lines(("Criterion", "Good answers"), rows, (1,), 26)) == [
        "Criterion             Good",
        "                   answers",
        "──────────────────────────",
        "Risk of Harm    326 of 610",
        "to others                 ",
        "Safeguarding        4 of 5",
    ]


@given(
    st.lists(st.tuples(st.text(max_size=40), st.sampled_from(["", "bold", "accent"])), max_size=6), st.integers(1, 60)
)
def test_no_line_is_wider_than_it_may_be_and_no_letter_is_lost(pieces, width):
    lines = styled_lines(pieces, width)
    assert all(size_of(line) <= width for line in lines)
    assert all(cells(text) for line in lines for text, _ in line)


@given(
    st.integers(1, 5).flatmap(
        lambda count: st.tuples(
            st.lists(st.text(max_size=12), min_size=count, max_size=count),
            st.lists(st.lists(st.text(max_size=30), min_size=count, max_size=count), max_size=4),
            st.sets(st.integers(0, count - 1)),
        )
    ),
    st.integers(12, 100),
)
def test_a_table_fits_whatever_stands_in_it(table, width):
    header, rows, numbers = table
    lines = table_lines(header, [[(cell, "") for cell in row] for row in rows], sorted(numbers), width)
    assert all(size_of(line) <= width for line in lines)
