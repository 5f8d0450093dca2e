from __future__ import annotations

import pytest
from builders import said, sitting, small_programme, small_record
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.errors import BadInputError
from fieldwork.exchange.case_layout import (
    Layout,
    cases_by_layout,
    checked_layout,
    guessed,
    headings_of,
    previewed,
)
from fieldwork.exchange.tables import table_of
from fieldwork.programme.loading import find_programme
from fieldwork.record.views import Case, Inspection

EXPORT = (
    "Client Ref,Surname,DOB,Sex,Order Type,Order Start Date,ROSH Level,Key Worker,Added,Offence name,Age,Notes\n"
    "1042,Smith,12/03/1994,M,DTO,12/01/2009 00:00,H,Jane Brown,1994-03-12,Violence,15,late\n"
    "1043,Jones,1/5/1993,F,YRO ISS,2-Feb-2009,Medium,Tom Green,1993-05-01,Robbery,16 years,\n"
    "1044,Khan,,M,Referral order,03/02/09,unknown,Jane Brown,1993-06-01,Drugs,14,\n"
)
SMALL = "Ref;Gender;Sentence date\n7;M;12/1/2009\n9;F;\n"


def small(text=SMALL):
    return table_of(text, "yot.csv")


def cases_of(record):
    return Inspection(record).cases


def test_an_export_is_understood_by_its_headings_and_cells():
    table = table_of(EXPORT, "yot.csv")
    assert guessed(table, find_programme("cci-2009")).columns == {
        "Client Ref": "case",
        "Sex": "sex",
        "Order Type": "order",
        "Order Start Date": "date_sentence",
        "ROSH Level": "rosh_yot",
        "Offence name": "offence",
        "Age": "age",
    }


def test_names_and_dates_of_birth_are_marked_and_none_of_their_cells_is_shown():
    headings = {one.name: one for one in headings_of(table_of(EXPORT, "yot.csv"), find_programme("cci-2009"))}
    personal = {name for name, one in headings.items() if one.personal}
    assert personal == {"Surname", "DOB", "Key Worker", "Added"}
    assert all(not headings[name].samples for name in personal)
    assert headings["Sex"].samples == ("M", "F")


@pytest.mark.parametrize(
    ("heading", "cells", "column"),
    [
        ("Sentence", ("12/01/2009", "3/2/2009"), "date_sentence"),
        ("Sentence", ("DTO", "Referral order"), "order"),
        ("Inspector (initials)", ("JN", "KM"), "inspector"),
        ("Date of sentence (court)", ("12/01/2009", ""), "date_sentence"),
        ("Age", ("old", "young"), None),
        ("Case name", ("Ali Khan", "Ann Jones"), None),
    ],
)
def test_cells_decide_where_a_heading_means_two_things(heading, cells, column):
    table = table_of("URN," + heading + "\n" + "".join(f"{n},{cell}\n" for n, cell in enumerate(cells, 1)), "x.csv")
    assert guessed(table, find_programme("cci-2009")).columns.get(heading) == column


def test_what_is_taken_in_is_what_cases_csv_would_say():
    record = small_record()
    table = small()
    layout = guessed(table, small_programme())
    statements = cases_by_layout(table, layout, small_programme(), cases_of(record))
    said(record, sitting("PM", "import"), *statements)
    assert [case.reference for case in cases_of(record)] == ["07", "08", "9"]
    seven, nine = cases_of(record)[0], cases_of(record)[2]
    assert (seven.attribute("sex"), seven.date("sentence")) == ("male", "2009-01-12")
    assert nine.attribute("sex") == "female"
    assert cases_by_layout(table, layout, small_programme(), cases_of(record)) == ()
    again = previewed(table, layout, small_programme(), cases_of(record))
    assert (again.rows, again.new, again.changed, again.statements) == (2, 0, 0, ())


def test_a_preview_says_what_would_change_and_what_is_not_understood():
    table = small("Ref,Gender\n7,M\n9,X\n10,x\n")
    layout = guessed(table, small_programme())
    preview = previewed(table, layout, small_programme(), cases_of(small_record()))
    assert (preview.rows, preview.new, preview.changed, preview.problem) == (3, 2, 1, "")
    assert preview.unknown == (("Gender", "X", 1), ("Gender", "x", 1))
    assert preview.first[1] == {"case": "9", "sex": ""}
    with pytest.raises(BadInputError, match="line 3, column Gender: found 'X', expected male or female"):
        cases_by_layout(table, layout, small_programme(), ())
    left = layout.with_value("Gender", "X", "")
    assert previewed(table, left, small_programme(), ()).told == (("Gender", "X", 1), ("Gender", "x", 1))
    female = layout.with_value("Gender", "X", "female")
    preview = previewed(table, female, small_programme(), ())
    assert preview.unknown == ()
    assert [row["sex"] for row in preview.first] == ["male", "female", "female"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Gender\nM\n", "Which column holds the reference"),
        ("Ref,Age\n7,15\n07,16\n", "yot.csv, line 3, column Ref: found case '07' again, as in line 2"),
        ("Ref,Age\n7,15\n8,16\n,17\n", "yot.csv, line 4, column Ref: found an empty cell"),
        ("Ref,Age\n7,15\n8,16\n9,old\n", "yot.csv, line 4, column Age: found 'old', expected a whole number"),
        (
            "Ref,Sentence date\n7,1/2/2009\n8,2/2/2009\n9,soon\n",
            "line 4, column Sentence date: found 'soon', expected a",
        ),
    ],
)
def test_a_preview_says_what_keeps_a_table_out(text, wanted):
    table = small(text)
    preview = previewed(table, guessed(table, small_programme()), small_programme(), ())
    assert wanted in preview.problem
    assert preview.statements == ()


def test_a_column_is_taken_in_once():
    layout = Layout({"A": "case", "B": "sex"}, {"B": {"x": "male"}})
    assert layout.with_column("C", "case").columns == {"B": "sex", "C": "case"}
    assert layout.with_column("B", "").columns == {"A": "case"}
    assert layout.with_column("B", "age").values == {}


@pytest.mark.parametrize(
    ("pairs", "wanted"),
    [
        ((("Colour", "case"),), "there is no column 'Colour'; found the columns Client Ref, Surname"),
        ((("Sex", "hair"),), "There is nothing called 'hair' to take in; there are: case, phases, status, sex,"),
        ((("Surname", "case"),), "the column Surname looks like names of people; it is not taken in."),
        ((("Added", "date_sentence"),), "the column Added looks like dates of birth"),
        ((("Sex", "sex"),), "no column is taken in as case"),
        ((("Sex", "case"), ("sex", "sex")), "a column is taken in once"),
        ((("Sex", "case"), ("Age", "case")), "a column is taken in once"),
    ],
)
def test_what_is_asked_for_by_hand_is_checked(pairs, wanted):
    with pytest.raises(BadInputError) as caught:
        checked_layout(pairs, table_of(EXPORT, "yot.csv"), find_programme("cci-2009"))
    assert wanted in str(caught.value)


def test_what_is_asked_for_by_hand_may_be_written_in_any_case():
    layout = checked_layout((("client ref", "case"),), table_of(EXPORT, "yot.csv"), find_programme("cci-2009"))
    assert layout.columns == {"Client Ref": "case"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", "yot.csv is empty"),
        (",,\n1,2\n", "expected the names of the columns, found none"),
        ("Ref,REF\n1,2\n", "line 1: the column 'Ref' is there twice"),
        ("Ref\n1,2\n", "line 2: found '2' in cell 2, which has no heading"),
        ('Ref\n"1\n', "never closed"),
    ],
)
def test_a_table_has_to_be_one(text, wanted):
    with pytest.raises(BadInputError) as caught:
        small(text)
    assert wanted in str(caught.value)


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6))
def test_whatever_stands_in_a_table_it_is_taken_in_or_refused_in_a_sentence(rows):
    lines = ["Ref,Gender,Sentence date", *(",".join(f'"{cell.replace(chr(34), "")}"' for cell in row) for row in rows)]
    table = small("\n".join(lines) + "\n")
    programme = small_programme()
    columns = {"Ref": "case", "Gender": "sex", "Sentence date": "date_sentence"}
    preview = previewed(table, Layout(columns), programme, ())
    assert bool(preview.problem) != bool(preview.statements) or not table.rows
    if preview.statements:
        record = small_record(cases=())
        said(record, sitting(), *preview.statements)
        layout = Layout(columns)
        for _, cell, _ in preview.unknown:
            layout = layout.with_value("Gender", cell, "")
        assert cases_by_layout(table, layout, programme, [Case(record, one.id) for one in cases_of(record)]) == ()
