from __future__ import annotations

import pytest
from builders import CASE_07, CASE_08, said, sitting, small_programme, small_record
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.errors import BadInputError
from fieldwork.exchange.notes import COLUMNS, note_texts, notes_from_csv, notes_sheet
from fieldwork.exchange.tables import csv_text
from fieldwork.record import names
from fieldwork.record.record import Record, Statement
from fieldwork.record.views import Inspection
from fieldwork.text import clean

JN = sitting("JN", "notes")
PM = sitting("PM", "import")


def taken(record: Record, text: str) -> tuple[Statement, ...]:
    inspection = Inspection(record)
    statements = notes_from_csv(text, "n.csv", small_programme(), inspection.cases, inspection.notes)
    said(record, PM, *statements)
    return statements


def with_notes() -> Record:
    record = small_record()
    said(record, JN, ("note/1", "text", "Good plan"), ("note/1", "case", CASE_07), ("note/1", "question", "1.1.1"))
    said(record, JN, ("note/2", "text", "=seen"), ("note/2", "source", "manager"), ("note/2", "good_practice", True))
    return record


def test_every_note_has_a_row():
    inspection = Inspection(with_notes())
    sheet = notes_sheet(inspection.notes, inspection.cases)
    assert sheet.columns == COLUMNS
    assert [row[:8] for row in sheet.rows] == [
        ("07", "1.1.1", "", "", "", "", "Good plan", "JN"),
        ("", "", "", "yes", "", "manager", "'=seen", "JN"),
    ]


def test_a_disputed_note_keeps_both_texts():
    record = with_notes()
    for number, text in enumerate(("one", "two")):
        other = with_notes()
        said(other, sitting("AB", f"s{number}"), ("note/9", "text", text))
        record.add(entry for entry in other if entry.subject == "note/9")
    note = Inspection(record).notes[-1]
    assert note.text == ""
    assert note_texts(note) == ["one", "two"]
    assert [row[6] for row in notes_sheet([note], ()).rows] == ["one", "two"]


def test_notes_are_taken_in_and_the_second_time_nothing_changes():
    record = small_record()
    text = "text,case,question,criterion,good_practice,source,by,at\nFine,07,1.1.1,,yes,,JN,\nSeen,,,1.2,,policy,,\n"
    assert taken(record, text)
    assert taken(record, text) == ()
    fine, seen = Inspection(record).notes
    assert (fine.text, fine.case, fine.question, fine.good_practice) == ("Fine", CASE_07, "1.1.1", True)
    assert (seen.text, seen.case, seen.criterion, seen.source) == ("Seen", None, "1.2", "policy")


def test_a_note_that_is_there_is_added_to():
    record = with_notes()
    assert taken(record, "text,case,question,good_practice\nGood plan,07,1.1.1,Yes\n") == (
        Statement("note/1", "good_practice", True),
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("text\n\n,\n", ""),
        ("case,text\n07,\n", "column text: found an empty cell"),
        ("case,text\n99,x\n", "column case: found '99'"),
        (
            "question,text\n9.9,x\n",
            "column question: found '9.9', expected the id of a question of small, such as 1.1.1",
        ),
        ("criterion,text\n9.9,x\n", "column criterion: found '9.9', expected the id of a criterion of small"),
        ("good_practice,text\nno,x\n", "column good_practice: found 'no', expected yes, or an empty cell"),
    ],
)
def test_what_is_wrong_is_named_with_line_and_column(text: str, wanted: str):
    record = small_record()
    if not wanted:
        assert taken(record, text) == ()
        return
    with pytest.raises(BadInputError) as caught:
        taken(record, text)
    assert wanted in str(caught.value)
    assert str(caught.value).startswith("n.csv, line 2")


PLACES = ({"case": CASE_07, "question": "1.1.1"}, {"case": CASE_08}, {"case": CASE_07, "criterion": "1.2"}, {})
FIELDS = st.fixed_dictionaries(
    {"text": st.text(min_size=1, max_size=20).filter(clean)},
    optional={
        "good_practice": st.just(True),
        "quotation": st.just(True),
        "criterion": st.sampled_from(["1.1", "1.2"]),
        "source": st.sampled_from(names.SOURCES),
    },
)


@given(st.lists(st.tuples(st.sampled_from(PLACES), FIELDS), max_size=4))
def test_every_note_on_every_place_goes_out_and_comes_in_and_the_second_time_nothing_changes(notes):
    record, seen = small_record(), set()
    for number, (place, fields) in enumerate(notes):
        said_of = {**fields, **place, "text": clean(fields["text"])}
        key = tuple(said_of.get(name) for name in ("case", "question", "text"))
        if key not in seen:  # two notes that say the same of the same are one in a table
            seen.add(key)
            said(record, JN, *((f"note/{number}", field, value) for field, value in said_of.items()))
    sheet = notes_sheet(Inspection(record).notes, Inspection(record).cases)
    text = csv_text(sheet)
    assert taken(record, text) == ()
    fresh = small_record()
    taken(fresh, text)
    again = notes_sheet(Inspection(fresh).notes, Inspection(fresh).cases)
    assert [row[:7] for row in again.rows] == [row[:7] for row in sheet.rows]
    assert taken(fresh, text) == ()
