from __future__ import annotations

import pytest
from builders import (
    CASE_07,
    CASE_08,
    answered,
    said,
    sitting,
    small_programme,
    small_record,
)

from fieldwork.errors import BadInputError
from fieldwork.exchange.judgements import judgements_from_csv, judgements_sheet
from fieldwork.record import names
from fieldwork.record.judging import judge
from fieldwork.record.record import Record, Statement
from fieldwork.record.views import Inspection

PM = sitting("PM", "import")


def taken(record: Record, text: str) -> tuple[Statement, ...]:
    inspection = Inspection(record)
    statements = judgements_from_csv(text, "j.csv", small_programme(), inspection.cases, inspection.notes)
    said(record, PM, *statements)
    return statements


def rows(record: Record) -> list[tuple[str, ...]]:
    inspection = Inspection(record)
    judged = {case.id: judge(small_programme(), record, case.id) for case in inspection.cases}
    return list(judgements_sheet(small_programme(), inspection.cases, judged, inspection.notes).rows)


def texts(record: Record) -> list[str]:
    return [note.text for note in Inspection(record).notes]


def test_answers_and_notes_are_taken_in():
    record = small_record()
    taken(record, "case,question,answer,note\n7,1.1.1,YES,\n08,1.1.10,na,why\n")
    assert record.value(CASE_07, "answer:1.1.1") == "yes"
    assert record.value(CASE_08, "answer:1.1.10") == "na"
    (note,) = Inspection(record).notes
    assert (note.case, note.question, note.text) == (CASE_08, "1.1.10", "why")


def test_an_empty_answer_changes_nothing():
    record = small_record()
    answered(record, sitting(), CASE_07, q1_1_1="yes")
    assert taken(record, "case,question,answer\n07,1.1.1,\n07,1.1.2, \n") == ()


def test_the_same_file_twice_changes_nothing_the_second_time():
    record = small_record()
    text = 'case,question,answer,note\n07,1.1.1,yes,"a ""note"""\n07,1.1.1,,another\n07,1.1.1,yes,another\n'
    assert len(taken(record, text)) == 1 + 3 + 3
    assert taken(record, text) == ()
    assert texts(record) == ['a "note"', "another"]


def test_an_import_replaces_an_answer_and_settles_a_dispute():
    record = small_record()
    answered(record, sitting("JN"), CASE_07, q1_1_1="yes")
    assert taken(record, "case,question,answer\n07,1.1.1,no\n")
    assert record.value(CASE_07, "answer:1.1.1") == "no"
    other = small_record()
    answered(other, sitting("AB"), CASE_07, q1_1_1="yes")
    record.add(other)
    assert record.disputed(CASE_07, "answer:1.1.1")
    assert taken(record, "case,question,answer\n07,1.1.1,no\n")
    assert record.value(CASE_07, "answer:1.1.1") == "no"


def test_what_is_answered_is_parked_no_longer():
    record = small_record()
    said(record, sitting(), (CASE_07, names.parked("1.1.1"), True))
    taken(record, "case,question,answer\n07,1.1.1,yes\n")
    assert record.value(CASE_07, names.parked("1.1.1")) is None


def test_the_rule_column_is_passed_over():
    record = small_record()
    assert taken(record, "case,question,answer,note,rule\n07,1.1.2,,,n/a: 1.1.1 is no\n") == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("case,question,answer\n07,1.1.1,maybe\n", "line 2, column answer: found 'maybe', expected yes, no or na"),
        (
            "case,question,answer\n07,9.9.9,yes\n",
            "line 2, column question: found '9.9.9', expected the id of a question",
        ),
        ("case,question,answer\n07,,yes\n", "column question: found '', expected the id of a question of small"),
        ("case,question,answer\n99,1.1.1,yes\n", "column case: found '99', expected the reference of a case of this"),
        ("case,question,answer\n,1.1.1,yes\n", "column case: found an empty cell"),
        (
            "case,question,answer\n07,1.1.1,yes\n7,1.1.1,no\n",
            "line 3, column answer: found 'no', expected yes, as line 2 says of case 07, question 1.1.1",
        ),
        ("case,answer\n07,yes\n", "line 1: there is no column question"),
    ],
)
def test_what_is_wrong_is_named_with_line_and_column(text: str, wanted: str):
    record = small_record()
    with pytest.raises(BadInputError) as caught:
        taken(record, text)
    assert wanted in str(caught.value)
    assert str(caught.value).startswith("j.csv, line ")


def test_every_question_of_every_case_has_a_row():
    record = small_record()
    assert [(row[0], row[1]) for row in rows(record)] == [
        (case, question.id) for case in ("07", "08") for question in small_programme().questions
    ]


def test_only_what_a_person_answered_stands_there_and_rules_say_why():
    record = small_record()
    answered(record, sitting(), CASE_07, q1_1_1="no", q1_1_3="yes")
    found = {row[1]: row[2:] for row in rows(record) if row[0] == "07"}
    assert found["1.1.1"] == ("no", "", "")
    assert found["1.1.2"] == ("", "", "n/a: 1.1.1 is no")
    assert found["1.1.3"] == ("yes", "", "")
    assert found["1.1.16"] == ("", "", "")


def test_a_disputed_answer_is_left_empty_and_every_note_has_a_row():
    record = small_record()
    for number, answer in enumerate(("yes", "no")):
        other = small_record()
        answered(other, sitting("AB", f"s{number}"), CASE_07, q1_1_1=answer)
        record.add(other)
    taken(record, "case,question,note\n07,1.1.1,first\n07,1.1.1,=second\n")
    assert [row for row in rows(record) if row[:2] == ("07", "1.1.1")] == [
        ("07", "1.1.1", "", "first", ""),
        ("07", "1.1.1", "", "'=second", ""),
    ]
