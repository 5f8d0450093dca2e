"""What goes out comes back in: the same cases, own answers, notes and returns, whatever people typed."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from builders import said, sitting, small_programme, small_questionnaire, small_record
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.errors import BadInputError
from fieldwork.exchange.cases import case_columns, cases_from_csv
from fieldwork.exchange.export import LONGEST_EXCEL_CELL, csv_files, sheets_of, workbook
from fieldwork.exchange.judgements import judgements_from_csv
from fieldwork.exchange.notes import notes_from_csv
from fieldwork.exchange.returns import returns_from_csv
from fieldwork.exchange.tables import Sheet
from fieldwork.programme.models import ANSWERS
from fieldwork.record import names
from fieldwork.record.judging import judge
from fieldwork.record.record import Record
from fieldwork.record.returns import MARKS, returns
from fieldwork.record.views import Inspection
from fieldwork.text import clean

PROGRAMME = small_programme()
QUESTIONS = [question.id for question in PROGRAMME.questions]
FORM = small_questionnaire()

NASTY = st.sampled_from(['"', '""', "a\nb", "=1+1", "+4", "-", "@x", "'", "''", "blank", "Multiple ", "a;b", ",", "\t"])
TEXT = st.one_of(NASTY, st.text(max_size=30)).map(clean).filter(bool)
REFERENCE = st.one_of(
    st.integers(1, 99).map(str),
    st.text("abcÄ=+-@'\"; ,07", min_size=1, max_size=8).map(str.strip).filter(bool),
)
DAY = st.one_of(st.just("undated"), st.dates().map(lambda day: day.isoformat()))
ATTRIBUTES: dict[str, st.SearchStrategy[Any]] = {
    names.PHASES: st.sampled_from(["community", "custody", "both"]),
    names.STATUS: TEXT,
    names.attribute("sex"): st.sampled_from(["male", "female"]),
    names.attribute("age"): st.integers(0, 20),
    names.attribute("inspector"): TEXT,
    names.attribute("rosh_yot"): st.sampled_from(["low", "not_clear"]),
    names.date("sentence"): DAY,
    names.date("reviews"): st.lists(DAY, min_size=1, max_size=3),
}
MARK = st.sampled_from(["blank", "unreadable"])
ITEMS: dict[str, st.SearchStrategy[Any]] = {
    "item:q1": st.one_of(st.sampled_from(["1", "2", "3"]), st.sampled_from(MARKS)),
    "item:q2": st.one_of(st.sampled_from(["1", "2", "3"]), st.sampled_from(MARKS)),
    "item:q3": st.one_of(st.lists(st.sampled_from(["1", "2", "3", "4"]), min_size=1, unique=True).map(sorted), MARK),
    "item:q4": st.one_of(st.one_of(TEXT, st.just("")).map(lambda text: {"text": text}), MARK),
}


def fields_of(known: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=known)


@st.composite
def records(draw: st.DrawFn) -> Record:
    record = small_record(cases=())
    maker = sitting("JN", "drawn")
    key = lambda text: int(text) if text.isdecimal() else text.casefold()  # noqa: E731 (what makes two references one)
    for number, reference in enumerate(draw(st.lists(REFERENCE, unique_by=key, max_size=4))):
        case = f"case/{number}"
        said(record, maker, (case, names.REFERENCE, reference))
        answers = draw(st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(ANSWERS), max_size=5))
        said(record, maker, *((case, field, value) for field, value in draw(fields_of(ATTRIBUTES)).items()))
        said(record, maker, *((case, names.answer(question), value) for question, value in answers.items()))
    for number, text in enumerate(draw(st.lists(TEXT, unique=True, max_size=4))):
        note = f"note/{number}"
        said(record, maker, (note, names.TEXT, text))
        if number < len(record.subjects("case")):
            said(record, maker, (note, names.CASE, f"case/{number}"))
            said(record, maker, (note, names.QUESTION, draw(st.sampled_from(QUESTIONS))))
        if draw(st.booleans()):
            said(record, maker, (note, names.GOOD_PRACTICE, True), (note, names.SOURCE, draw(TEXT)))
    for number, (serial, keying) in enumerate(
        draw(
            st.lists(
                st.tuples(REFERENCE, st.sampled_from([1, 2])),
                unique_by=lambda form: (key(form[0]), form[1]),
                max_size=4,
            )
        )
    ):
        form = f"return/{number}"
        said(
            record,
            maker,
            (form, names.QUESTIONNAIRE, FORM.id),
            (form, names.SERIAL, serial),
            (form, names.KEYING, keying),
            (form, names.KEYED_BY, "JN"),
            *((form, field, value) for field, value in draw(fields_of(ITEMS)).items()),
        )
    return record


def files_of(record: Record) -> dict[str, str]:
    inspection = Inspection(record)
    judged = {case.id: judge(PROGRAMME, record, case.id) for case in inspection.cases}
    return {name: content.decode() for name, content in csv_files(sheets_of(inspection, judged)).items()}


def imported(record: Record, files: dict[str, str], *, judgements: bool = True) -> int:
    """Take the files into `record`; gives how many statements they made."""
    maker = sitting("PM", f"import{len(record)}")
    count = 0

    def take(statements: tuple[Any, ...]) -> None:
        nonlocal count
        count += len(statements)
        said(record, maker, *statements)

    take(cases_from_csv(files["cases.csv"], "cases.csv", PROGRAMME, Inspection(record).cases))
    now = Inspection(record)
    if judgements:
        take(judgements_from_csv(files["judgements.csv"], "judgements.csv", PROGRAMME, now.cases, now.notes))
    take(notes_from_csv(files["notes.csv"], "notes.csv", PROGRAMME, now.cases, now.notes))
    take(returns_from_csv(files["returns-forms.csv"], "returns-forms.csv", FORM, returns(record, FORM.id)))
    return count


def state(record: Record) -> dict[str, Any]:
    """All that a table can hold, without the random names of subjects."""
    inspection = Inspection(record)
    fields = [*case_columns(PROGRAMME).values(), *map(names.answer, QUESTIONS)]
    references = {case.id: case.reference for case in inspection.cases}
    return {
        "cases": [(case.reference, [record.value(case.id, field) for field in fields]) for case in inspection.cases],
        "notes": sorted(
            {
                (references.get(note.case or ""), note.question, note.text, note.good_practice, note.source)
                for note in inspection.notes
            },
            key=repr,
        ),
        "returns": [
            (one.serial, one.keyed_by, one.keying, [one.item(item.id) for item in FORM.items])
            for one in returns(record, FORM.id)
        ],
    }


@given(records())
def test_what_goes_out_comes_back_in(record: Record):
    files = files_of(record)
    fresh = small_record(cases=())
    imported(fresh, files)
    assert state(fresh) == state(record)
    assert imported(fresh, files) == 0
    assert imported(record, files) == 0


@given(records())
def test_the_notes_on_questions_stand_with_the_judgements_too(record: Record):
    files = files_of(record)
    fresh = small_record(cases=())
    imported(fresh, files | {"notes.csv": "text\n"})
    wanted = [(case, question, text) for case, question, text, *_ in state(record)["notes"] if question]
    assert [note[:3] for note in state(fresh)["notes"]] == sorted(set(wanted), key=repr)


@given(records())
def test_no_cell_begins_a_formula_and_every_file_is_plain_utf8(record: Record):
    inspection = Inspection(record)
    judged = {case.id: judge(PROGRAMME, record, case.id) for case in inspection.cases}
    for sheet in sheets_of(inspection, judged):
        assert not [cell for row in sheet.rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]


def cells_of(content: bytes) -> dict[str, list[str]]:
    """The texts of each sheet of a workbook; fails if it holds a formula, a link or a number."""
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        shared = [
            "".join(node.text or "" for node in entry.iterfind(".//m:t", space))
            for entry in ET.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314 (made by the test itself)
        ]
        names_of = [
            str(sheet.get("name"))
            for sheet in ET.fromstring(book.read("xl/workbook.xml")).iterfind(".//m:sheet", space)  # noqa: S314 (the same)
        ]
        found = {}
        for number, name in enumerate(names_of, 1):
            page = ET.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314 (the same)
            assert page.find(".//m:f", space) is None
            assert page.find(".//m:hyperlinks", space) is None
            cells = page.findall(".//m:c", space)
            assert {cell.get("t") for cell in cells} <= {"s"}
            found[name] = [shared[int(cell.findtext("m:v", "", space))] for cell in cells]
        return found


def test_a_workbook_holds_the_same_tables_as_text():
    record = small_record()
    maker = sitting()
    said(record, maker, ("note/1", "text", "=HYPERLINK(1)"), ("note/2", "text", "https://example.org"))
    inspection = Inspection(record)
    sheets = sheets_of(inspection, {case.id: judge(PROGRAMME, record, case.id) for case in inspection.cases})
    found = cells_of(workbook(sheets))
    assert list(found) == ["cases", "judgements", "notes", "returns-forms"]
    for sheet in sheets:
        assert found[sheet.name] == [*sheet.columns, *(cell for row in sheet.rows for cell in row if cell)]
    assert "'=HYPERLINK(1)" in found["notes"]
    assert "https://example.org" in found["notes"]


def test_names_of_worksheets_fit_and_differ():
    long = "returns-a-questionnaire-with-a-long-name"
    sheets = (Sheet(f"{long}-1", ("a",), ()), Sheet(f"{long.upper()}-2", ("a",), ()))
    first, second = cells_of(workbook(sheets))
    assert first.casefold() != second.casefold()
    assert max(len(first), len(second)) <= 31


def test_a_text_too_long_for_excel_is_refused_rather_than_cut():
    sheet = Sheet("notes", ("text",), (("x" * (LONGEST_EXCEL_CELL + 1),),))
    with pytest.raises(BadInputError, match="notes, line 2, column text: a text has 32,768 characters"):
        workbook((sheet,))


HEADERS = {
    "cases": "case,phases,age,sex,date_sentence,date_reviews",
    "judgements": "case,question,answer,note",
    "notes": "text,case,question,good_practice",
    "returns": "serial,keying,q1,q3,q4",
}
PLAUSIBLE = st.sampled_from(
    ["07", "1.1.1", "yes", "no", "both", "male", "1", "2", "1;3", "blank", "undated", "'", '"', ""]
)


@given(st.sampled_from(sorted(HEADERS)), st.lists(st.lists(st.one_of(PLAUSIBLE, st.text(max_size=5)), max_size=6)))
def test_any_table_is_taken_in_or_refused_in_one_sentence(kind: str, rows: list[list[str]]):
    text = "\n".join([HEADERS[kind], *(",".join(row) for row in rows)])
    record = small_record()
    files = {f"{name}.csv": f"{header}\n" for name, header in HEADERS.items()}
    files["returns-forms.csv"] = files.pop("returns.csv")
    files["returns-forms.csv" if kind == "returns" else f"{kind}.csv"] = text
    try:
        imported(record, files)
    except BadInputError as error:
        message = str(error)
    else:
        assert imported(record, files) == 0
        return
    assert message.endswith(".")
    assert "\n" not in message
    assert "csv, line " in message
