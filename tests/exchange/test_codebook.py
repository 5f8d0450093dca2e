"""The codebook: every column of every sheet, and every value that may stand in it."""

from __future__ import annotations

import dataclasses
import io

import openpyxl
from builders import item, small_programme, small_questionnaire, small_record

from fieldwork.exchange.cases import case_columns
from fieldwork.exchange.codebook import COLUMNS, codebook_sheet
from fieldwork.exchange.export import sheets_of, workbook
from fieldwork.programme.models import Condition, Option
from fieldwork.record.views import Inspection

FORM = small_questionnaire()


def codebook(*items):
    form = dataclasses.replace(FORM, items=(*FORM.items, *items))
    return codebook_sheet(Inspection(small_record(questionnaires=(form,))))


def rows(sheet, name, column):
    return [dict(zip(COLUMNS, row, strict=True)) for row in sheet.rows if row[:2] == (name, column)]


def test_every_column_question_and_item_is_there_once():
    found = codebook()
    asks = [row[:2] for row in found.rows if row[COLUMNS.index("asks")]]
    assert asks == [
        *(("cases", column) for column in case_columns(small_programme())),
        *(("judgements", one.id) for one in small_programme().questions),
        *(("returns-forms", one.id) for one in FORM.items),
    ]
    values = [(row[0], row[1], row[4]) for row in found.rows if row[4]]
    assert len(values) == len(set(values))


def test_an_item_has_its_options_its_marks_and_its_skip():
    skipped = dataclasses.replace(item("q5"), asked_when=(Condition("q1", ("1", "2")),))
    first, *values = rows(codebook(skipped), "returns-forms", "q5")
    assert (first["asks"], first["kind"], first["asked_when"]) == ("Which of q5?", "one option", "q1 is 1 or 2")
    assert [(one["value"], one["means"], one["favourable"]) for one in values] == [
        ("1", "option 1", "yes"),
        ("2", "option 2", ""),
        ("3", "option 3", ""),
        ("blank", "left blank", ""),
        ("unreadable", "cannot be read", ""),
        ("multiple", "two boxes ticked where one was asked for", ""),
    ]
    assert [one["value"] for one in rows(codebook(), "returns-forms", "q4")] == ["", "blank", "unreadable"]


def test_a_question_has_its_answers_its_rule_and_its_phase():
    first, *values = rows(codebook(), "judgements", "2.1.2")
    assert first["asked_when"] == "custody was inspected, and 2.1.1 is yes, else na"
    assert [(one["value"], one["favourable"]) for one in values] == [("yes", "yes"), ("no", ""), ("na", "")]
    assert [one["favourable"] for one in rows(codebook(), "judgements", "1.2.2")] == ["", "", "yes", ""]


def test_an_attribute_has_its_options():
    assert [one["means"] for one in rows(codebook(), "cases", "sex")] == ["", "male", "female"]


def test_no_cell_is_a_formula_and_every_sheet_is_in_the_workbook():
    evil = dataclasses.replace(item("q5"), text="=HYPERLINK(1)", options=(Option("1", "+1"), Option("2", "@x")))
    found = codebook(evil)
    asks, *values = rows(found, "returns-forms", "q5")
    assert (asks["asks"], values[0]["means"], values[1]["means"]) == ("'=HYPERLINK(1)", "'+1", "'@x")
    inspection = Inspection(small_record(cases=()))
    book = openpyxl.load_workbook(io.BytesIO(workbook((*sheets_of(inspection, {}), found))))
    assert book.sheetnames == ["cases", "judgements", "notes", "returns-forms", "codebook"]
    assert all(cell.data_type != "f" for row in book["codebook"].iter_rows() for cell in row)
