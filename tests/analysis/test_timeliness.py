"""The gap between two dates, beside a limit."""

from __future__ import annotations

import dataclasses

import pytest
from builders import CASE_07, said, sitting, small_programme, small_record
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.analysis.timeliness import gap, short_date, undated
from fieldwork.programme.models import Limit
from fieldwork.record import names
from fieldwork.record.views import Case

PROGRAMME = small_programme()
ON_TIME = PROGRAMME.question["1.1.2"]
REVIEWED = dataclasses.replace(ON_TIME, limit=Limit("sentence", "reviews", 91, "assumed"))


def dated(**dates):
    record = small_record()
    if dates:
        said(record, sitting(), *((CASE_07, names.date(id_), value) for id_, value in dates.items()))
    return Case(record, CASE_07)


def test_a_gap_over_the_limit():
    found = gap(PROGRAMME, ON_TIME, dated(sentence="2009-01-12", rosh_screening="2009-02-09"))
    assert (found.days, found.limit, found.over, found.state) == (28, 15, 13, "known")
    assert found.words == "Sentence 12 Jan → RoSH screening 9 Feb = 28 days, limit 15 (assumed): 13 over"


@pytest.mark.parametrize(
    ("end", "days", "words"),
    [
        ("2009-01-27", 15, "Sentence 12 Jan → RoSH screening 27 Jan = 15 days, limit 15 (assumed): within it"),
        ("2009-01-13", 1, "Sentence 12 Jan → RoSH screening 13 Jan = 1 day, limit 15 (assumed): within it"),
        ("2009-01-11", -1, "Sentence 12 Jan → RoSH screening 11 Jan = 1 day before it"),
        (
            "2010-01-12",
            365,
            "Sentence 12 Jan 2009 → RoSH screening 12 Jan 2010 = 365 days, limit 15 (assumed): 350 over",
        ),
    ],
)
def test_the_words_of_a_gap(end, days, words):
    found = gap(PROGRAMME, ON_TIME, dated(sentence="2009-01-12", rosh_screening=end))
    assert (found.days, found.words) == (days, words)


def test_an_undated_document_has_no_gap_and_says_so():
    found = gap(PROGRAMME, ON_TIME, dated(sentence="2009-01-12", rosh_screening="undated"))
    assert (found.days, found.over, found.state) == (None, 0, "undated")
    assert found.words == "Sentence 12 Jan → RoSH screening undated, limit 15 (assumed)"


def test_a_date_that_nobody_typed_is_missing():
    found = gap(PROGRAMME, ON_TIME, dated(sentence="2009-01-12"))
    assert (found.state, found.words) == (
        "missing",
        "Sentence 12 Jan → RoSH screening: no date yet, limit 15 (assumed)",
    )
    assert gap(PROGRAMME, ON_TIME, dated(rosh_screening="undated")).state == "missing"


def test_the_first_review_that_is_not_before_the_start_counts():
    case = dated(sentence="2009-01-12", reviews=["undated", "2009-06-01", "2008-12-30", "2009-04-14"])
    found = gap(PROGRAMME, REVIEWED, case)
    assert (found.days, found.over) == (92, 1)


def test_a_review_on_the_day_itself_counts():
    case = dated(sentence="2009-01-12", reviews=["2009-01-12"])
    assert gap(PROGRAMME, REVIEWED, case).days == 0


@pytest.mark.parametrize(
    ("reviews", "state"),
    [([], "missing"), (["2008-12-30"], "missing"), (["2008-12-30", "undated"], "undated"), (None, "missing")],
)
def test_without_a_review_after_the_start_there_is_no_gap(reviews, state):
    found = gap(PROGRAMME, REVIEWED, dated(sentence="2009-01-12", reviews=reviews))
    assert (found.days, found.state) == (None, state)


def test_only_an_assumed_limit_is_marked():
    published = dataclasses.replace(ON_TIME, limit=Limit("sentence", "rosh_screening", 15, "Stockport 2009, 1.1"))
    case = dated(sentence="2009-01-12", rosh_screening="2009-02-09")
    assert gap(PROGRAMME, published, case).words.endswith("28 days, limit 15: 13 over")
    assert gap(PROGRAMME, ON_TIME, case).words.endswith("28 days, limit 15 (assumed): 13 over")


def test_a_question_without_a_limit_has_no_gap():
    assert gap(PROGRAMME, PROGRAMME.question["1.1.1"], dated()) is None


def test_which_dates_nobody_has_typed():
    case = dated(sentence="2009-01-12", rosh_screening="undated", reviews=[])
    assert undated(PROGRAMME, case) == ("reviews",)


def test_months_are_english_everywhere():
    from datetime import date

    assert short_date(date(2009, 2, 9)) == "9 Feb"
    assert short_date(date(2009, 12, 31), year=True) == "31 Dec 2009"


ANY = st.one_of(
    st.none(), st.integers(), st.text(), st.dates().map(str), st.just("undated"), st.booleans(), st.lists(st.text())
)


@given(start=ANY, end=ANY, reviews=st.one_of(ANY, st.lists(ANY)))
def test_whatever_is_recorded_it_never_raises(start, end, reviews):
    case = dated(sentence=start, rosh_screening=end, reviews=reviews)
    for question in (ON_TIME, REVIEWED):
        found = gap(PROGRAMME, question, case)
        assert (found.days is not None) == (found.state == "known")
        assert found.over == max(0, (found.days or 0) - found.limit)
