"""The report as a workbook, read back by another library."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import zipfile
from types import SimpleNamespace

import openpyxl
import pytest
from builders import (
    CASE_07,
    CASE_08,
    INSPECTION,
    answered,
    said,
    sitting,
    small_programme,
    small_record,
)
from report.samples import HOSTILE

from fieldwork.analysis.scoring import scores_to_json
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record import names
from fieldwork.record.judging import judge
from fieldwork.record.record import Record
from fieldwork.record.returns import returns
from fieldwork.record.views import Inspection
from fieldwork.report.contents import gather
from fieldwork.report.document import Chart, ChartRow, Document
from fieldwork.report.drafting import laid_out
from fieldwork.report.steps import StoppedError, Watch
from fieldwork.report.workbook import to_workbook
from fieldwork.report.workbook_charts import PRINT_SCALE
from fieldwork.report.workbook_text import cell_text
from fieldwork.text import clean

WORDS = load_share_words()
SHEETS = ["summary", "charts", "scores", "judgements", "cases", "questionnaires", "contradictions", "codebook"]
COUNTED = dataclasses.replace(
    small_programme(),
    scores=False,
    bands=(),
    threads=(),
    questions=tuple(dataclasses.replace(one, threads=()) for one in small_programme().questions),
)


def inspected(programme=None):
    record = small_record(programme)
    yes_and_no = {"q1_1_1": "yes", "q1_1_2": "no", "q1_1_10": "na", "q1_1_13": "yes", "q1_2_2": "no", "q2_1_3": "yes"}
    answered(record, sitting(), CASE_07, **yes_and_no)
    answered(record, sitting("JN", "jn2", 11), CASE_08, q1_1_1="no", q1_1_2="yes", q2_1_3="no")
    said(record, sitting("JN", "jn3", 12), (CASE_07, names.date("sentence"), "2009-01-12"))
    said(record, sitting("JN", "jn4", 12), (CASE_07, names.attribute("sex"), "male"))
    said(record, sitting("JN", "jn5", 12), (CASE_07, names.attribute("age"), 15))
    return record


def contents_of(record):
    inspection = Inspection(record)
    judgements = {case.id: judge(inspection.programme, record, case.id) for case in inspection.cases}
    forms = {form: returns(record, form) for form in inspection.questionnaires}
    return gather(inspection, judgements, forms, WORDS)


def made(record):
    contents = contents_of(record)
    return to_workbook(contents, laid_out(contents))


def opened(record):
    return openpyxl.load_workbook(io.BytesIO(made(record)))


def table(sheet, first):
    """The rows below the headings as dictionaries; the headings are in the row that begins with `first`."""
    rows = list(sheet.iter_rows(values_only=True))
    header = next(number for number, row in enumerate(rows) if row[0] == first)
    return [dict(zip(rows[header], row, strict=True)) for row in rows[header + 1 :] if row[0] is not None]


def test_the_sheets_are_there_with_headings_that_stay_filters_and_pages():
    book = opened(inspected())
    assert book.sheetnames == SHEETS
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        properties = sheet.sheet_properties.pageSetUpPr
        assert bool(properties and properties.fitToPage) is (
            sheet.title != "charts"
        )  # Excel breaks no page that is fitted
        assert "&P" in sheet.oddFooter.right.text
        if sheet.title != "charts":
            header = int("".join(filter(str.isdigit, sheet.freeze_panes))) - 1
            assert sheet.auto_filter.ref.startswith(f"A{header}:")
            assert sheet.print_title_rows.endswith(f"${header}")
            assert all(sheet.cell(header, column).font.bold for column in range(1, sheet.max_column + 1))
    assert (book["scores"].page_setup.fitToHeight, book["scores"].page_setup.fitToWidth or 1) == (0, 1)
    assert book["cases"].print_title_cols == "$A:$A"  # its pages stand beside each other


def test_it_names_nobody_and_the_same_inspection_gives_the_same_bytes(monkeypatch):
    monkeypatch.setenv("LOGNAME", "jdoe17")
    record = inspected()
    content = made(record)
    assert content == made(record)
    properties = openpyxl.load_workbook(io.BytesIO(content)).properties
    assert (properties.creator, properties.lastModifiedBy) == (None, None)
    assert properties.created == dt.datetime.fromisoformat("2009-06-02T11:12:00")  # the newest, 12:12 in summer
    assert "Smalltown" in properties.title
    assert b"jdoe17" not in b"".join(read_parts(content))


def read_parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return [package.read(name) for name in package.namelist()]


def test_the_summary_and_the_scores_are_those_of_the_command():
    record = inspected()
    contents = contents_of(record)
    expected = scores_to_json(contents.programme, contents.scores)
    book = opened(record)
    kinds = {"headline": "threads", "criterion": "criteria", "section": "sections"}
    found = table(book["summary"], "What")
    assert [row["Id"] for row in found] == [
        *(id_ for kind in kinds.values() for id_ in expected[kind]),
    ]
    for row in found:
        figure = expected[kinds[row["What"]]][row["Id"]]
        assert (row["Good answers"], row["Of"]) == (figure["yes"], figure["of"])
        assert row["Score"] == (None if figure["percent"] is None else figure["percent"] / 100)
        assert (row["Comment"], row["Unanswered"]) == (figure["comment"], figure["unanswered"])
        assert row["Standing"] == ("provisional" if figure["provisional"] else "complete")
        assert row["To"] == (None if figure["high"] is None else round(figure["high"] / 100, 3))
    for row in table(book["scores"], "Question"):
        figure = expected["questions"][row["Question"]]
        assert (row["Good answers"], row["Of"], row["Score"]) == (
            figure["yes"],
            figure["of"],
            None,
        )  # under ten answers
    assert {cell.number_format for cell in book["summary"]["D"] if isinstance(cell.value, float)} == {"0%"}


def test_a_judgement_says_what_counts_and_why():
    book = opened(inspected())
    rows = {row["Case"]: row for row in table(book["judgements"], "Case")}
    assert [rows["07"][q] for q in ("1.1.1", "1.1.2", "1.1.10", "1.2.1")] == ["yes", "no", "n/a", "open"]
    assert (rows["08"]["1.1.1"], rows["08"]["1.1.2"]) == ("no", "yes!")
    assert rows["08"]["1.1.3"] == "open"
    assert book["judgements"]["B2"].value == small_programme().questions[0].text
    (against,) = table(book["contradictions"], "Kind")
    assert [against[name] for name in ("Kind", "Of", "Question or field", "Counts", "The rule makes")] == [
        *("against a rule", "case 08", "1.1.2", "yes", "n/a")
    ]


def test_a_case_shows_what_is_recorded_a_day_as_a_day():
    sheet = opened(inspected())["cases"]
    seven, eight = table(sheet, "Case")
    assert (seven["Sex"], seven["Age at start"], seven["Sentence (date)"]) == (
        "male",
        15,
        dt.datetime.fromisoformat("2009-01-12"),
    )
    assert (eight["Sex"], eight["Left to answer"], eight["Against a rule"]) == (None, 8, 1)


def test_what_the_team_disagrees_on_is_listed():
    record = inspected()
    theirs = Record(record)
    answered(record, sitting("JN", "mine", 13), CASE_07, q1_2_1="yes")
    record.add(answered(theirs, sitting("MB", "theirs", 14), CASE_07, q1_2_1="no"))
    book = opened(record)
    assert table(book["judgements"], "Case")[0]["1.2.1"] == "disputed"
    dispute = table(book["contradictions"], "Kind")[-1]
    assert (dispute["Kind"], dispute["Of"], dispute["Question or field"]) == ("disputed", "case 07", "1.2.1")
    assert dispute["Because, or who said what"].startswith("JN yes (")
    unanswered = next(row for row in table(book["scores"], "Question") if row["Question"] == "1.2.1")
    assert (unanswered["Unanswered"], unanswered["Disputed"]) == (1, 1)


def keyed(record, count, *, blank=1):
    for number in range(count + blank):
        value = "blank" if number >= count else "1" if number else "2"
        form = f"return/{number}"
        said(record, sitting("JN", f"form{number}", 15), (form, names.QUESTIONNAIRE, "forms"))
        said(record, sitting("JN", f"serial{number}", 15), (form, names.SERIAL, str(number + 1)))
        said(record, sitting("JN", f"item{number}", 15), (form, names.item("q1"), value))
    return record


@pytest.mark.parametrize(("count", "percent"), [(9, None), (10, 0.9)])
def test_an_item_has_a_percentage_from_ten_answers_on(count, percent):
    rows = table(opened(keyed(inspected(), count))["questionnaires"], "Questionnaire")
    item, first, second, _ = (row for row in rows if row["Item"] == "q1")
    assert (item["Favourable"], item["Of"], item["Percent"], item["Blank"]) == (count - 1, count, percent, 1)
    assert (first["Option"], first["Ticked"], first["Good"]) == ("1", count - 1, "yes")
    assert (second["Ticked"], second["Small numbers"]) == (1, "!")


def test_a_programme_without_scores_has_counts_and_no_percentage_anywhere():
    book = opened(keyed(inspected(COUNTED), 12))
    for sheet in book:
        headings = {cell.value for row in sheet.iter_rows(max_row=8) for cell in row}
        assert headings.isdisjoint({"Score", "Comment", "Percent", "From", "Interval"}), sheet.title
        assert not any("%" in cell.number_format for row in sheet.iter_rows() for cell in row), sheet.title
        assert not any("%" in str(cell.value) for row in sheet.iter_rows() for cell in row), sheet.title
    first = table(book["summary"], "What")[0]
    assert (first["What"], first["Id"], first["Of"]) == ("theme", "1", 6)
    assert first["In words"] == WORDS.words(first["Good answers"], 6, in_words_only=True, style="count")


def test_hostile_texts_arrive_as_text_everywhere():
    record = inspected()
    evil = sitting("JN", "evil", 16)
    for number, text in enumerate(("=1+1", "@SUM(A1)", "-1", "+1", *HOSTILE)):
        note = f"note/{number}"
        said(record, evil, (note, names.TEXT, text), (note, names.CASE, CASE_08), (note, names.QUESTION, "1.1.2"))
        said(record, evil, (CASE_07, names.STATUS, text), (INSPECTION, names.AREA, text))
        said(record, evil, (CASE_07, names.attribute("sex"), text), (INSPECTION, "synthetic", text))
        content = made(record)
        for sheet in openpyxl.load_workbook(io.BytesIO(content)):
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                assert cell.data_type in ("n", "s", "d"), (sheet.title, cell.coordinate)
                assert cell.hyperlink is None
                assert not str(cell.value).startswith(("=", "+", "@"))
        assert not [name for name in zipfile.ZipFile(io.BytesIO(content)).namelist() if "external" in name.casefold()]
    status = table(openpyxl.load_workbook(io.BytesIO(content))["cases"], "Case")[0]["Status"]
    assert status == clean(HOSTILE[-1])


def test_a_text_is_cut_where_no_cell_could_hold_it():
    assert cell_text("=x") == "'=x"
    assert cell_text("word " * 2_000) == "word " * 2_000
    long = cell_text("\N{GRINNING FACE}" * 40_000)
    assert len(long.encode("utf-16-le")) // 2 < 32_767
    assert long.endswith("…")


def test_no_page_of_paper_cuts_a_chart_and_each_has_its_title():
    bars = [ChartRow(f"value {number}", number) for number in range(12)]
    charts = [Chart(f"Chart {size}", "Bars.", "counts", tuple(bars[:size])) for size in (2, 12, 3, 3, 9, 1, 5)]
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(contents_of(inspected()), Document(tuple(charts)))))
    sheet = book["charts"]
    breaks = [0, *(one.id for one in sheet.row_breaks.brk)]
    spans = [(one.anchor._from.row, one.anchor.to.row) for one in sheet._charts]
    assert len(spans) == len(charts)
    for (first, last), chart in zip(spans, charts, strict=True):
        begins = next(row for row in range(1, first) if sheet.cell(row, 1).value == chart.title) - 1
        page = max(one for one in breaks if one <= begins)
        assert not any(begins < one <= last for one in breaks)
        assert (last - page + 2) * 20 * PRINT_SCALE / 100 < 660  # pixels of a page across, without its margins
    titles = [one.title.tx.rich.p[0].r[0].t for one in sheet._charts]
    assert titles == [chart.title for chart in charts]
    assert sheet.page_setup.scale == PRINT_SCALE


def test_the_charts_of_the_report_are_excels_own():
    content = made(inspected())
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        charts = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    contents = contents_of(inspected())
    wanted = [block for block in laid_out(contents).blocks if type(block).__name__ == "Chart"]
    assert len(charts) == len(wanted) >= 2
    assert all(f'descr="{chart.alternative[:20]}' in drawing for chart in wanted)


def test_it_can_be_stopped_and_an_empty_inspection_makes_one_too():
    watch = Watch()
    watch.stop()
    contents = contents_of(inspected())
    with pytest.raises(StoppedError):
        to_workbook(contents, laid_out(contents), progress=watch)
    empty = opened(small_record(cases=(), questionnaires=()))
    assert table(empty["cases"], "Case") == []
    assert SimpleNamespace(**table(empty["summary"], "What")[0]).Score is None
    assert "q1" not in str(list(empty["codebook"].values))
