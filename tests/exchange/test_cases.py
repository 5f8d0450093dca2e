from __future__ import annotations

import dataclasses

import pytest
from builders import CASE_07, said, sitting, small_programme, small_record

from fieldwork.errors import BadInputError
from fieldwork.exchange.cases import case_columns, cases_from_csv, cases_sheet
from fieldwork.exchange.tables import csv_text
from fieldwork.programme.models import Attribute
from fieldwork.record import names
from fieldwork.record.record import Record, Statement
from fieldwork.record.views import Case, Inspection


def cases_of(record: Record) -> tuple[Case, ...]:
    return Inspection(record).cases


def taken(record: Record, text: str) -> tuple[Statement, ...]:
    statements = cases_from_csv(text, "cases.csv", small_programme(), cases_of(record))
    said(record, sitting("PM", "import"), *statements)
    return statements


def refusal(text: str, record: Record | None = None) -> str:
    with pytest.raises(BadInputError) as caught:
        cases_from_csv(text, "cases.csv", small_programme(), cases_of(record or small_record()))
    return str(caught.value)


def test_the_columns_are_phases_status_attributes_and_dates():
    assert list(case_columns(small_programme())) == [
        "phases",
        "status",
        "sex",
        "age",
        "inspector",
        "rosh_yot",
        "rosh_own",
        "date_sentence",
        "date_rosh_screening",
        "date_reviews",
    ]


def test_an_attribute_that_is_called_like_another_column_gives_way():
    more = Attribute("Status", "Status in care", "text", "assumed")
    programme = dataclasses.replace(small_programme(), attributes=(more,))
    columns = case_columns(programme)
    assert columns["status"] == names.STATUS
    assert columns["attribute_Status"] == names.attribute("Status")


def test_a_new_case_has_a_subject_of_its_own():
    record = small_record()
    taken(record, "case,phases,sex,age\n9,custody,female,15\n")
    case = Inspection(record).case("9")
    assert case is not None
    assert (case.reference, case.phases) == ("9", "custody")
    assert (case.attribute("sex"), case.attribute("age")) == ("female", 15)


def test_a_reference_that_is_there_is_that_case():
    record = small_record()
    assert taken(record, "case,status\n7,read once\n") == (Statement(CASE_07, names.STATUS, "read once"),)
    assert len(cases_of(record)) == 2


def test_a_status_goes_out_and_comes_back_and_is_known_in_any_spelling():
    record = small_record()
    taken(record, "case,status\n7,Second-Reading\n8,with the manager\n")
    assert [case.status for case in cases_of(record)] == ["second reading", "with the manager"]
    sheet = cases_sheet(small_programme(), cases_of(record))
    assert [row[2] for row in sheet.rows] == ["second reading", "with the manager"]
    assert taken(record, csv_text(sheet)) == ()


def test_an_empty_cell_changes_nothing():
    record = small_record()
    assert taken(record, "case,phases,sex,date_reviews\n07,,, \n") == ()


def test_the_same_file_twice_changes_nothing_the_second_time():
    record = small_record()
    text = (
        "case,phases,sex,date_sentence,date_reviews\n07,custody,male,02/06/2009,2009-07-01;undated\n10,both,,undated,\n"
    )
    assert taken(record, text)
    assert taken(record, text) == ()


def test_options_are_understood_by_value_and_label_in_any_case():
    record = small_record()
    taken(record, "case,phases,sex,rosh_yot\n07,BOTH,Male,Not clear\n")
    case = Case(record, CASE_07)
    assert (case.attribute("sex"), case.attribute("rosh_yot")) == ("male", "not_clear")


def test_dates_are_kept_in_one_form():
    record = small_record()
    header = "case,date_sentence,date_rosh_screening,date_reviews\n"
    taken(record, f"{header}07,2/6/2009,Undated,2009-07-01; 03/08/2009\n")
    case = Case(record, CASE_07)
    assert case.date("sentence") == "2009-06-02"
    assert case.date("rosh_screening") == "undated"
    assert case.date("reviews") == ["2009-07-01", "2009-08-03"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("case,phases\n07,none\n", "line 2, column phases: found 'none', expected community, custody or both."),
        ("case,sex\n\n07,other\n", "line 3, column sex: found 'other', expected male or female."),
        ("case,age\n07,fifteen\n", "column age: found 'fifteen', expected a whole number, 0 or more."),
        ("case,age\n07,-1\n", "column age: found '-1', expected a whole number"),
        (f"case,age\n07,{'0' * 5000}\n", "column age: found '0000"),
        ("case,date_sentence\n07,31/02/2009\n", "found '31/02/2009', expected a date such as 2009-06-02"),
        ("case,date_sentence\n07,20090602\n", "found '20090602', expected a date"),
        ("case,date_reviews\n07,2009-06-02;soon\n", "column date_reviews: found 'soon'"),
        ("case,phases\n,both\n", "column case: found an empty cell, expected the reference of a case."),
        ("case\n7\n07\n", "line 3, column case: found case '07' again, as in line 2, expected each case once."),
        (f"case\n{'9' * 5000}\n", "expected a reference of at most 40 characters"),
    ],
)
def test_what_is_wrong_is_named_with_line_and_column(text: str, wanted: str):
    message = refusal(text)
    assert wanted in message
    assert message.startswith("cases.csv, line ")
    assert message.endswith("Nothing was imported.")


def test_two_cases_with_one_reference_are_no_place_for_an_import():
    record = small_record()
    said(record, sitting("PM", "other"), ("case/twin", names.REFERENCE, "7"))
    assert "found '07', which 2 cases have, expected a reference that one case has" in refusal("case\n07\n", record)


def test_a_table_of_the_cases_holds_what_is_recorded():
    record = small_record()
    taken(record, "case,sex,age,inspector,date_reviews\n08,female,0,=JN,2009-07-01;undated\n")
    sheet = cases_sheet(small_programme(), cases_of(record))
    assert sheet.columns[:3] == ("case", "phases", "status")
    assert sheet.rows == (
        ("07", "both", "", "", "", "", "", "", "", "", ""),
        ("08", "both", "", "female", "0", "'=JN", "", "", "", "", "2009-07-01;undated"),
    )
