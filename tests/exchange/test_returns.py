from __future__ import annotations

import dataclasses

import pytest
from builders import item, said, sitting, small_questionnaire, small_record

from fieldwork.errors import BadInputError
from fieldwork.exchange.returns import return_columns, returns_from_csv, returns_sheet
from fieldwork.record.record import Record, Statement
from fieldwork.record.returns import returns

PM = sitting("PM", "import")
FORM = small_questionnaire()
HEADER = "serial,keyed_by,keying,q1,q2,q3,q4\n"


def taken(record: Record, text: str) -> tuple[Statement, ...]:
    statements = returns_from_csv(text, "r.csv", FORM, returns(record, FORM.id))
    said(record, PM, *statements)
    return statements


def rows(record: Record) -> list[tuple[str, ...]]:
    return list(returns_sheet(FORM, returns(record, FORM.id)).rows)


def test_a_form_is_taken_in_as_it_was_keyed():
    record = small_record()
    taken(
        record, f'{HEADER}12,JN,1,2,Blank,3;1,"They listened, ""mostly"""\n13,,,MULTIPLE,unreadable,blank,unreadable\n'
    )
    first, second = returns(record, "forms")
    assert (first.serial, first.keyed_by, first.keying) == ("12", "JN", 1)
    assert [first.item(f"q{n}") for n in (1, 2, 3, 4)] == [
        "2",
        "blank",
        ["1", "3"],
        {"text": 'They listened, "mostly"'},
    ]
    assert [second.item(f"q{n}") for n in (1, 2, 3, 4)] == ["multiple", "unreadable", "blank", "unreadable"]


def test_the_words_of_the_marks_can_be_free_text():
    record = small_record()
    taken(record, "serial,q4\n1,'blank\n2,blank\n3,'\n4,''tis\n")
    assert [one.item("q4") for one in returns(record)] == [{"text": "blank"}, "blank", {"text": ""}, {"text": "'tis"}]
    assert [row[-1] for row in rows(record)] == ["'blank", "blank", "'", "''tis"]


def test_the_same_file_twice_changes_nothing_and_an_empty_cell_neither():
    record = small_record()
    text = f"{HEADER}12,JN,1,2,,3;1,said\n12,PM,2,1,1,2,\n"
    assert taken(record, text)
    assert taken(record, text) == ()
    assert taken(record, f"{HEADER}012,,,,,1;3,\n") == ()


def test_items_keyed_later_go_to_the_same_form():
    record = small_record()
    taken(record, f"{HEADER}12,JN,1,2,,,\n")
    (statement,) = taken(record, "serial,q2\n12,3\n")
    assert statement.field == "item:q2"
    assert rows(record) == [("12", "JN", "1", "2", "3", "", "")]


def test_a_column_of_an_item_never_takes_the_place_of_another():
    form = dataclasses.replace(FORM, items=(item("Serial"), item("q1")))
    assert list(return_columns(form)) == ["item_Serial", "q1"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("serial,q1\n1,4\n", "column q1: found '4', expected an option from 1 to 3, or blank, unreadable or multiple."),
        ("serial,q1\n1,1;2\n", "column q1: found '1;2'"),
        ("serial,q3\n1,1;9\n", "column q3: found '1;9', expected an option from 1 to 4, several with ; between them"),
        ("serial,q3\n1,1;1\n", "column q3: found '1;1'"),
        ("serial,q3\n1,multiple\n", "column q3: found 'multiple'"),
        ("serial,q4\n1,multiple\n", "column q4: found 'multiple', expected text, blank or unreadable"),
        ("serial,keying\n1,3\n", "column keying: found '3', expected 1, 2 or settled."),
        ("serial,q1\n,1\n", "column serial: found an empty cell, expected the serial on the form."),
        (f"serial,q1\n{'1' * 50},1\n", "expected a serial of at most 40 characters"),
        (f"serial,keyed_by\n1,{'J' * 50}\n", "expected the initials of who keyed it"),
        ("serial,q9\n1,1\n", "there is no column 'q9'. The columns are serial, keyed_by, keying, q1, q2, q3, q4."),
    ],
)
def test_what_is_wrong_is_named_with_line_and_column(text: str, wanted: str):
    record = small_record()
    with pytest.raises(BadInputError) as caught:
        taken(record, text)
    assert wanted in str(caught.value)
    assert str(caught.value).startswith("r.csv, line ")


def test_a_form_may_stand_in_the_file_once_per_keying():
    with pytest.raises(BadInputError, match="line 3, column serial: found serial '07', keying 1 again, as in line 2"):
        taken(small_record(), "serial,q1\n7,1\n07,1\n")


def test_a_colleagues_keying_is_not_written_over():
    record = small_record()
    taken(record, f"{HEADER}12,JN,1,2,,,\n")
    with pytest.raises(BadInputError, match="column keyed_by: found 'PM', expected 'JN', who keyed this form"):
        taken(record, f"{HEADER}12,PM,1,3,,,\n")


def test_of_two_keyings_the_one_of_the_same_person_is_meant():
    record = small_record()
    for name, by in (("a", "JN"), ("b", "PM")):
        said(
            record,
            sitting(by, name),
            (f"return/{name}", "questionnaire", "forms"),
            (f"return/{name}", "serial", "5"),
            (f"return/{name}", "keying", 1),
            (f"return/{name}", "keyed_by", by),
        )
    assert taken(record, "serial,keyed_by,q1\n5,PM,1\n") == (Statement("return/b", "item:q1", "1"),)
    with pytest.raises(BadInputError, match="column serial: found '5', which is there twice"):
        taken(record, "serial,q1\n5,1\n")


TWICE = f"{HEADER}12,JN,1,1,2,1;3,said\n12,PM,2,2,2,1,said\n12,ES,settled,2,,1;3,\n"


def test_what_was_settled_goes_out_and_comes_back_and_a_second_time_changes_nothing():
    record = small_record()
    taken(record, TWICE)
    first, second = returns(record)
    assert (first.item("q1"), second.item("q1"), first.settled("q1"), first.settled("q3")) == (
        "1",
        "2",
        "2",
        ["1", "3"],
    )
    assert rows(record)[2] == ("12", "PM", "settled", "2", "", "1;3", "")
    assert taken(record, TWICE) == ()
    again = small_record()
    taken(again, f"{HEADER}{chr(10).join(','.join(row) for row in rows(record))}\n")
    assert rows(again) == rows(record)


def test_a_settlement_may_stand_before_the_keyings_and_needs_a_first_one():
    record = small_record()
    taken(record, f"{HEADER}12,ES,Settled,2,,,\n12,JN,1,1,,,\n")
    assert [one.settled("q1") for one in returns(record)] == ["2"]
    (statement,) = taken(record, "serial,keying,q2\n012,settled,3\n")
    assert statement.field == "settled:q2"
    wanted = "line 2, column serial: found '9', expected a form with a first keying, which alone can be settled"
    with pytest.raises(BadInputError, match=wanted):
        taken(record, "serial,keying,q2\n9,settled,3\n")
    with pytest.raises(BadInputError, match="expected a form with a first keying"):
        taken(small_record(), f"{HEADER}12,JN,2,1,,,\n12,ES,settled,2,,,\n")
    with pytest.raises(BadInputError, match="keying settled again, as in line 2"):
        taken(record, "serial,keying,q2\n12,settled,3\n12,settled,2\n")
