from __future__ import annotations

from builders import CASE_07, CASE_08, answered, said, sitting, small_record
from histories import branches
from hypothesis import given

from fieldwork.analysis.days import days_of, judgements_by_day
from fieldwork.record import names
from fieldwork.record.sitting import Sitting
from fieldwork.record.undo import redo, undo

DAY, NEXT = "2009-06-02", "2009-06-03"


def on_the_next_day(by):
    return Sitting(by, f"{by.lower()}next", lambda: f"{NEXT}T09:00:00+01:00")


def test_judgements_are_counted_by_day_and_initials():
    record = small_record()
    answered(record, sitting("JN"), CASE_07, q1_1_1="yes", q1_2_1="no")
    answered(record, sitting("KM"), CASE_08, q1_1_1="na")
    answered(record, on_the_next_day("JN"), CASE_08, q1_2_1="yes")
    said(record, sitting("KM", "km2"), (CASE_08, names.PHASES, "custody"), (CASE_08, names.parked("1.2.2"), True))
    counts = judgements_by_day(record)
    assert counts == {"JN": {DAY: 2, NEXT: 1}, "KM": {DAY: 1}}
    assert days_of(counts) == (DAY, NEXT)


def test_a_correction_on_the_same_day_is_no_second_judgement_and_a_cleared_answer_is_none():
    record = small_record()
    by = sitting("JN")
    answered(record, by, CASE_07, q1_1_1="yes", q1_2_1="no")
    answered(record, by, CASE_07, q1_1_1="no")
    answered(record, by, CASE_07, q1_2_1=None)
    answered(record, on_the_next_day("JN"), CASE_07, q1_1_1="yes")
    assert judgements_by_day(record) == {"JN": {DAY: 1, NEXT: 1}}


def taken_back(record, by, what):
    act, statements = what(record, by.by)
    record.add(by.entries(record, statements, act))


def test_what_is_undone_does_not_count_and_what_is_redone_counts_once():
    record = small_record()
    by = sitting("JN")
    answered(record, by, CASE_07, q1_1_1="yes")
    answered(record, by, CASE_07, q1_2_1="no")
    taken_back(record, by, undo)
    assert judgements_by_day(record) == {"JN": {DAY: 1}}
    taken_back(record, by, redo)
    assert judgements_by_day(record) == {"JN": {DAY: 2}}
    taken_back(record, by, undo)
    taken_back(record, by, undo)
    assert judgements_by_day(record) == {}


def test_an_undone_correction_leaves_the_first_answer():
    record = small_record()
    by = sitting("JN")
    answered(record, by, CASE_07, q1_1_1="yes")
    answered(record, by, CASE_07, q1_1_1=None)
    assert judgements_by_day(record) == {}
    taken_back(record, by, undo)
    assert judgements_by_day(record) == {"JN": {DAY: 1}}


def test_a_time_that_is_none_is_of_no_day():
    record = small_record()
    answered(record, Sitting("JN", "jn1", lambda: "yesterday"), CASE_07, q1_1_1="yes")
    assert judgements_by_day(record) == {"JN": {"": 1}}


@given(branches())
def test_whatever_was_said_every_count_is_of_an_answer_that_was_given(records):
    for record in records:
        counts = judgements_by_day(record)
        said_by = [one.by for one in record if one.field.startswith("answer:") and one.undoes is None]
        assert all(sum(of_one.values()) <= said_by.count(by) for by, of_one in counts.items())
        assert all(count > 0 for of_one in counts.values() for count in of_one.values())
