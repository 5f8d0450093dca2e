from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.exchange.case_columns import day_of, targets_of
from fieldwork.exchange.cases import case_columns
from fieldwork.programme.loading import find_programme

CCI = targets_of(find_programme("cci-2009"))
SQS = targets_of(find_programme("sqs-2013"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12/01/2009", "2009-01-12"),
        ("2/6/2009", "2009-06-02"),
        ("2009-06-02", "2009-06-02"),
        ("2009-06-02T00:00:00", "2009-06-02"),
        ("12/01/2009 00:00", "2009-01-12"),
        ("2-Feb-2009", "2009-02-02"),
        ("2 February 2009", "2009-02-02"),
        ("03/02/09", "2009-02-03"),
        ("03/02/94", "1994-02-03"),
        ("12.1.2009", "2009-01-12"),
        ("Undated", "undated"),
        ("31/02/2009", None),
        ("12 jan", None),
        ("+3w", None),
        ("DTO", None),
        ("1042", None),
        ("", None),
    ],
)
def test_a_day_is_understood_in_common_forms_with_its_year(text, day):
    assert day_of(text) == day


@given(st.text(max_size=20))
def test_whatever_stands_in_a_cell_is_a_day_or_none(text):
    found = day_of(text)
    assert found in (None, "undated") or len(found) == len("2009-06-02")


@given(st.dates())
def test_every_day_is_understood_as_written(day):
    assert day_of(day.isoformat()) == day.isoformat()
    assert day_of(f"{day.day}/{day.month}/{day.year:04}") == day.isoformat()


@pytest.mark.parametrize(
    ("column", "cell", "taken"),
    [
        ("sex", "M", "male"),
        ("sex", " Female ", "female"),
        ("sex", "X", None),
        ("order", "DTO", "dto"),
        ("order", "referral order", "referral"),
        ("order", "Detention and Training Order", "dto"),
        ("order", "YRO", None),
        ("ethnicity", "Asian", "asian"),
        ("rosh_yot", "VH", "very-high"),
        ("rosh_yot", "very high", "very-high"),
        ("rosh_yot", "unknown", "not-clear"),
        ("rosh_own", "unknown", None),
        ("looked_after", "N", "no"),
        ("phases", "Custodial", "custody"),
        ("age", "15 years", "15"),
        ("age", "15.0", "15"),
        ("age", "fifteen", None),
        ("date_reviews", "1/2/2009; 3 Mar 2009", "2009-02-01;2009-03-03"),
        ("date_reviews", "1/2/2009; soon", None),
        ("case", " 1042 ", "1042"),
        ("case", "", ""),
        ("sex", " ", ""),
    ],
)
def test_a_cell_is_understood_by_value_label_acronym_and_synonym(column, cell, taken):
    assert CCI[column].taken(cell) == taken


def test_what_a_programme_has_not_is_no_target():
    assert SQS["order"].taken("YRO") == "yro"
    assert "offence" in CCI
    assert "offence" not in SQS


@pytest.mark.parametrize("name", ["cci-2009", "sqs-2013"])
def test_there_is_a_target_for_every_column_and_each_option_is_understood(name):
    programme = find_programme(name)
    targets = targets_of(programme)
    assert list(targets) == ["case", *case_columns(programme)]
    for target in targets.values():
        assert target.is_called(target.column)
        for option in target.options:
            if target.kind == "choice":
                assert target.taken(option.value) == target.taken(option.label.upper()) == option.value
        assert set((target.values or {}).values()) <= {option.value for option in target.options}


@pytest.mark.parametrize("heading", ["YOT RoSH", "RoSH level (YOT)", "Vulnerability - YOT"])
def test_a_heading_may_say_whose_classification_it_is(heading):
    (found,) = [target.column for target in CCI.values() if target.is_called(heading)]
    assert found.endswith("_yot")
