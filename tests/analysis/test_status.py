from __future__ import annotations

import pytest
from builders import CASE_07, answered, said, sitting, small_programme, small_record

from fieldwork.analysis.progress import case_progress
from fieldwork.analysis.status import STATUSES, CaseStatus, case_status, known_status
from fieldwork.record import names
from fieldwork.record.judging import judge
from fieldwork.record.views import Case


def status(record):
    programme = small_programme()
    return case_status(Case(record, CASE_07), case_progress(programme, CASE_07, judge(programme, record, CASE_07)))


def test_while_nobody_said_what_is_answered_decides():
    record = small_record()
    assert status(record) == CaseStatus("to read", derived=True)
    said(record, sitting("JN", "jn0"), (CASE_07, names.PHASES, "custody"))  # a rule answers the community's question
    assert status(record) == CaseStatus("to read", derived=True)
    answered(record, sitting("JN"), CASE_07, q1_1_1="yes")
    assert status(record) == CaseStatus("reading", derived=True)
    ids = [f"q{one.id.replace('.', '_')}" for one in small_programme().questions]
    answered(record, sitting("JN", "jn2"), CASE_07, **dict.fromkeys(ids, "yes"))
    assert status(record) == CaseStatus("complete", derived=True)


def test_what_someone_said_counts_whatever_is_answered():
    record = small_record()
    said(record, sitting("JN"), (CASE_07, names.STATUS, "interview done"))
    assert status(record) == CaseStatus("interview done")
    said(record, sitting("JN", "jn2"), (CASE_07, names.STATUS, "with the manager"))
    assert status(record) == CaseStatus("with the manager")
    said(record, sitting("JN", "jn3"), (CASE_07, names.STATUS, None))
    assert status(record).derived


def test_two_who_say_different_things_dispute_it():
    record, other = small_record(), small_record()
    said(record, sitting("JN"), (CASE_07, names.STATUS, "reading"))
    said(other, sitting("KM"), (CASE_07, names.STATUS, "complete"))
    record.add(other)
    assert status(record) == CaseStatus("disputed")


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Second-Reading", "second reading"),
        ("TO READ", "to read"),
        ("interview done", "interview done"),
        ("read", None),
        ("", None),
    ],
)
def test_a_status_is_known_in_any_case_and_punctuation(text, known):
    assert known_status(text) == known


def test_statuses_are_ranked_in_the_order_a_case_goes_through_them():
    assert [CaseStatus(one).rank for one in (*STATUSES, "else")] == [0, 1, 2, 3, 4, 5]
