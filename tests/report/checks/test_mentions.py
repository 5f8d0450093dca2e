"""What counts as a figure in a text, and what it says."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.programme.sharewords import load_share_words
from fieldwork.report.checks.mentions import Reader, number_of, sentences

READER = Reader(load_share_words(), ["DRASTIC", "SUBSTANTIAL"])


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("done in 84% of cases", "percent", "84%"),
        ("10.7 per cent of them", "percent", "10.7 per cent"),
        ("Over 90% of children", "percent", "Over 90%"),
        ("26 of 40 answers", "count", "26 of 40"),
        ("616 of 1,153 answers", "count", "616 of 1,153"),
        ("1,120 of the 1,153.", "count", "1,120 of the 1,153"),
        ("in 19 out of the 20 cases", "count", "19 out of the 20"),
        ("only one of the five", "count", "one of the five"),
        ("in all but 2 out of the 20 cases", "count", "all but 2 out of the 20"),
        ("over three quarters of them", "share", "over three quarters"),
        ("a SUBSTANTIAL improvement", "comment", "SUBSTANTIAL"),
        ("a substantial improvement", None, ""),
        ("a population of 284,528", "number", "284,528"),
        ("question 1.1.3.", "number", "1.1.3"),
        ("Twenty seven children", "word", "Twenty seven"),
    ],
)
def test_a_figure_is_found_with_its_kind(by, text, kind, said):
    found = [one for one in by.reader.mentions(text) if one.kind != "word" or kind == "word"]
    assert [(one.kind, one.text) for one in found] == ([(kind, said)] if kind else [])


def test_days_and_hyphens_are_the_same_however_they_are_written(by):
    days, plainly = (by.reader.mentions(text)[0].plain for text in ("18th-20th February", "18-20 February"))
    assert days == plainly


def test_a_figure_knows_its_value(by):
    (percent,) = by.reader.mentions("nearly 10.75%")
    assert (percent.value, percent.rough, percent.decimals) == (Fraction("10.75"), "nearly", 2)
    (count,) = by.reader.mentions("all but two of the 20")
    assert (count.k, count.n) == (18, 20)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,000", 1000), ("Twenty-seven", 27), ("48.5", Fraction("48.5")), ("053", None), ("q1", None), ("", None)],
)
def test_numbers_in_digits_and_words(text, number):
    assert number_of(text) == number


@given(st.text(max_size=200))
def test_any_text_is_read_in_order_and_in_whole(text):
    ends = 0
    for one in READER.mentions(text):
        assert ends <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        ends = one.end
    bounds = sentences(text)
    assert "".join(text[start:end] for start, end in bounds) == text
