from __future__ import annotations

from datetime import date

import pytest

from fieldwork.exchange.personal import BIRTH, CONTACT, NAMES, born, personal_by_heading, personal_by_values


@pytest.mark.parametrize(
    ("heading", "why"),
    [
        ("Surname", NAMES),
        ("First name", NAMES),
        ("Client Name", NAMES),
        ("Also known as", NAMES),
        ("DOB", BIRTH),
        ("D.O.B.", BIRTH),
        ("Date of birth", BIRTH),
        ("Postcode", CONTACT),
        ("NHS No", CONTACT),
        ("Sentence date", ""),
        ("Client ref", ""),
        ("Order", ""),
    ],
)
def test_some_headings_are_left_out_whatever_they_hold(heading, why):
    assert personal_by_heading(heading) == why


@pytest.mark.parametrize(
    ("heading", "values", "why"),
    [
        ("YP", ["Ali Khan", "Khan, Ali", "Mary-Ann O'Neil", ""], NAMES),
        ("Client", ["Ali", "Ann", "Tom"], NAMES),
        ("Allocated worker", ["Green", "Brown"], NAMES),
        ("Case manager role", ["Social Worker", "Yot Officer"], ""),
        ("Client", ["1042", "1043"], ""),
        ("Team", ["North", "South"], ""),
        ("Notes", ["late twice", "Ali Khan was late", "fine"], ""),
        ("Ref", ["AB", "CD"], ""),
        ("Anything", [], ""),
    ],
)
def test_others_by_what_they_hold(heading, values, why):
    assert personal_by_values(heading, values) == why


def test_dates_long_before_all_others_are_dates_of_birth():
    latest = date(2009, 3, 1)
    assert born([date(1994, 3, 1), date(1996, 1, 1)], latest)
    assert not born([date(1994, 3, 1), date(2008, 1, 1)], latest)
    assert not born([], latest)
