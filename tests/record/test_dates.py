"""Dates as people type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.errors import BadInputError
from fieldwork.record.dates import UNDATED, parse_date

NEAR = date(2009, 2, 9)
SENTENCE = date(2009, 1, 12)


def parsed(text, near=NEAR, start=SENTENCE):
    return parse_date(text, near=near, start=start)


@pytest.mark.parametrize(
    "text",
    [
        "12 jan",
        "12 Jan",
        "12jan",
        "12th January 2009",
        "12 january 09",
        "12/1/09",
        "12/1",
        "12.1.2009",
        "12.1.",
        "12-1-09",
        "12 1 09",
        "12. Jan. 2009",
        "2009-01-12",
        " 12/01/2009 ",
    ],
)
def test_common_forms_of_one_day(text):
    assert parsed(text) == date(2009, 1, 12)


@pytest.mark.parametrize("text", ["undated", "Undated", "und", " UN "])
def test_undated_is_a_value(text):
    assert parsed(text) == UNDATED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+3w", date(2009, 2, 2)),
        ("+21d", date(2009, 2, 2)),
        ("+ 3 weeks", date(2009, 2, 2)),
        ("+1m", date(2009, 2, 12)),
        ("+0d", SENTENCE),
        ("+14m", date(2010, 3, 12)),
    ],
)
def test_counted_from_the_sentence(text, expected):
    assert parsed(text) == expected


def test_a_month_after_the_31st_ends_with_the_month():
    assert parsed("+1m", start=date(2009, 1, 31)) == date(2009, 2, 28)


def test_without_a_sentence_nothing_can_be_counted():
    with pytest.raises(BadInputError, match="type that first"):
        parsed("+3w", start=None)


def test_without_a_year_it_is_the_nearest_one():
    assert parsed("28 dec", near=date(2009, 1, 5)) == date(2008, 12, 28)
    assert parsed("5 jan", near=date(2008, 12, 28)) == date(2009, 1, 5)
    assert parsed("29 feb", near=date(2009, 6, 1)) == date(2008, 2, 29)


@pytest.mark.parametrize(
    "text",
    ["", "u", "soon", "12", "31 feb", "31/2/09", "13/13/09", "0/1/09", "12 ja", "+3", "+3y", "2009-13-01", "+9999m"],
)
def test_anything_else_is_refused_in_one_sentence(text):
    with pytest.raises(BadInputError) as refused:
        parsed(text)
    assert str(refused.value).endswith(".")


def test_september_has_two_short_forms():
    assert parsed("3 sep") == parsed("3 sept") == parsed("3 september")


DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@given(DAYS, DAYS)
def test_whole_dates_are_read_as_written_wherever_one_is(day, near):
    for text in (day.isoformat(), f"{day.day}/{day.month}/{day.year}", f"{day.day} {day:%B} {day.year}"):
        assert parse_date(text, near=near) == day


@given(DAYS, st.integers(-150, 150))
def test_a_day_without_its_year_is_found_from_near_by(day, distance):
    assert parse_date(f"{day.day}.{day.month}.", near=day + timedelta(days=distance)) == day


@given(st.text(max_size=40), DAYS)
def test_whatever_is_typed_is_a_day_or_one_sentence(text, near):
    try:
        found = parse_date(text, near=near, start=near)
    except BadInputError as error:
        assert "\n" not in str(error)  # noqa: PT017 (either way out is right)
    else:
        assert found == UNDATED or isinstance(found, date)
