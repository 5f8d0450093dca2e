"""Workbooks of strangers: bounded, named, and quick."""

from __future__ import annotations

import io
import random
import time
import zipfile

import openpyxl
import pytest
from exchange.forms import YES_NO, book

from fieldwork.errors import BadInputError
from fieldwork.exchange.workbooks import LARGEST_FILE, LARGEST_UNPACKED, pages_of, read_workbook_file
from fieldwork.exchange.xlsform import questionnaire_from_xlsform

GOOD = book(survey=[("type", "name", "label"), ("select_one yn", "q1", "A?")], choices=YES_NO)


def refused(content):
    began = time.perf_counter()
    with pytest.raises(BadInputError) as error:
        questionnaire_from_xlsform(content, "bad\x1b[31m.xlsx")
    assert time.perf_counter() - began < 5
    said = str(error.value)
    assert said.startswith("bad[31m.xlsx")
    assert said.endswith(".")
    assert said.count("\n") == 0
    return said


def changed(part, content):
    """The good workbook with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return out.getvalue()


def test_what_is_no_workbook_is_refused():
    assert "not an Excel workbook" in refused(b"")
    assert "not an Excel workbook" in refused(b"type,name,label\ntext,q,A?\n")
    assert "not an Excel workbook" in refused(GOOD[:-200])
    assert "an old or a protected workbook" in refused(b"\xd0\xcf\x11\xe0" + bytes(600))
    assert "larger than 4 MB" in refused(b"PK\3\4" + bytes(LARGEST_FILE))
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    assert "no Excel workbook" in refused(empty.getvalue())


def test_a_bomb_is_refused_before_it_is_unpacked():
    sheet = changed("xl/worksheets/sheet1.xml", bytes(LARGEST_UNPACKED))
    assert len(sheet) < 100_000
    assert "unpacks to more than 64 MB" in refused(sheet)
    for part, content in (
        ("xl/worksheets/sheet1.xml", "<c/>" * 1_000_000),
        ("xl/sharedStrings.xml", "<si><t>a</t></si>" * 100_000),
        ("xl/styles.xml", "<font/>" * 50_000),
        ("xl/styles.xml", random.Random(1).randbytes(2_000_000).hex()),
    ):
        assert f"unpacks to far more than a questionnaire holds ({part})" in refused(changed(part, content))
    many = io.BytesIO(GOOD)
    with zipfile.ZipFile(many, "a") as package:
        for number in range(600):
            package.writestr(f"xl/{number}", "")
    assert "500 parts" in refused(many.getvalue())


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"]
)
@pytest.mark.parametrize("content", ["", "<a", "<a/>", "\x00\xff", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_a_damaged_part_is_one_sentence_or_does_not_matter(part, content):
    try:
        questionnaire_from_xlsform(changed(part, content), "bad.xlsx")
    except BadInputError as error:
        said = str(error)
        assert said.startswith("bad.xlsx")


def test_sheets_and_columns_that_must_be_there_are_named():
    assert "has no sheet 'survey'" in refused(book(choices=YES_NO))
    assert "there is no column 'type'" in refused(book(survey=[]))
    assert "there is no column 'name'" in refused(book(survey=[("type", "label")]))
    assert "two columns are headed 'label'" in refused(book(survey=[("type", "name", "label", "label")]))


def test_merged_cells_and_a_hundred_thousand_empty_rows_are_no_matter():
    made = openpyxl.Workbook()
    page = made.active
    page.title = "Survey"
    for row in (["type", "name", "label"], ["text", "q1", "A?"], [None, "q2", "B?"], ["text", "q3", "C?"]):
        page.append(row)
    page.merge_cells("A2:A3")
    for row in range(5, 20_000):
        page.cell(row, 20).number_format = "0.00"
    page.cell(1_048_576, 16_384).value = "far away"
    out = io.BytesIO()
    made.save(out)
    began = time.perf_counter()
    found = questionnaire_from_xlsform(out.getvalue(), "merged.xlsx")
    assert time.perf_counter() - began < 2
    assert [one.id for one in found.questionnaire.items] == ["q1", "q3"]
    assert [one.place.row for one in found.losses] == [3]


def test_a_sheet_without_end_is_refused():
    rows = [("type", "name", "label"), *(("text", f"q{n}", "A?") for n in range(5_001))]
    assert "sheet survey: more than 5,000 rows" in refused(book(survey=rows))


def test_what_stands_in_a_cell_is_text():
    made = openpyxl.Workbook()
    page = made.active
    page.append(["a", "b ", " c", "d", None, "f"])
    page.append([1.0, True, "  x\u202e\n y ", "=1+1", "under no heading", "#REF!"])
    page["A2"].number_format = "0.00"
    out = io.BytesIO()
    made.save(out)
    (line,) = pages_of(out.getvalue(), "a.xlsx", ("sheet",))["sheet"].lines
    assert line.cells == {"a": "1", "b": "TRUE", "c": "x  y"}
    assert line.faults == {"d": "a formula", "f": "the error #REF!"}


def test_a_file_that_is_not_there_or_a_folder_is_named(tmp_path):
    with pytest.raises(BadInputError, match="cannot be read: No such file"):
        read_workbook_file(tmp_path / "none.xlsx")
    with pytest.raises(BadInputError, match="is a folder"):
        read_workbook_file(tmp_path)
    (tmp_path / "a.xlsx").write_bytes(GOOD)
    assert read_workbook_file(tmp_path / "a.xlsx") == GOOD
