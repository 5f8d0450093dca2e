"""The report as an Excel workbook: its figures with what is behind them, for whoever checks or reworks them.

Whatever was typed is text: no formula and no link is ever made of it, and what a spreadsheet could take for a formula
after a copy has a `'` before it. The same inspection gives the same bytes.
"""

from __future__ import annotations

import io
import math
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from fieldwork.record.judging import judge
from fieldwork.report.document import Chart
from fieldwork.report.steps import in_steps
from fieldwork.report.workbook_cases import cases_grid, contradictions_grid, judgements_grid
from fieldwork.report.workbook_charts import CHARTS, PRINT_SCALE, write_charts
from fieldwork.report.workbook_codebook import codebook_grid
from fieldwork.report.workbook_forms import questionnaires_grid
from fieldwork.report.workbook_scores import questions_grid, summary_grid
from fieldwork.report.workbook_text import cell_text
from fieldwork.text import clean, clip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fieldwork.record.views import Inspection
    from fieldwork.report.contents import Contents
    from fieldwork.report.document import Document
    from fieldwork.report.steps import Progress
    from fieldwork.report.workbook_grid import Grid, Kind, Look, Value

_LONGEST_PROPERTY = 200
_OLDEST = datetime(2000, 1, 1)  # noqa: DTZ001 (a workbook's times have no zone)
_FIRST_YEAR = 1900
"""Excel knows no day before it."""
_A4 = 9
_TALL = 130
"""Height in points of headings that stand upright."""
_LINE, _TALLEST = 15, 409
"""Height in points of a line, and of the tallest row that Excel has."""
_FILLED = 0.9
"""How much of its width in characters a line of words fills."""
_MARKING = 200
"""Characters of a page's header, of which Excel takes 255."""
_FORMATS: dict[Kind, dict[str, Any]] = {
    "text": {"align": "left", "indent": 1},
    "count": {"num_format": "#,##0"},
    "percent": {"num_format": "0%"},
    "bound": {"num_format": "0.0%"},
    "date": {"num_format": "d mmm yyyy", "align": "left"},
}
_NUMBERS = ("count", "percent", "bound")
_LOOKS: dict[Look, dict[str, Any]] = {
    "bad": {"bg_color": "#D9D9D9"},
    "faint": {"italic": True, "font_color": "#595959"},
    "strong": {"bold": True},
}


def grids_of(contents: Contents, title: str) -> tuple[Grid, ...]:
    """The sheets of the workbook besides that of the charts, in their order."""
    inspection = contents.inspection
    judgements = {case.id: judge(inspection.programme, inspection.record, case.id) for case in inspection.cases}
    return (
        summary_grid(contents, title),
        questions_grid(contents),
        judgements_grid(inspection, judgements),
        cases_grid(inspection, judgements),
        questionnaires_grid(contents),
        contradictions_grid(inspection, judgements),
        codebook_grid(inspection),
    )


def to_workbook(contents: Contents, document: Document, *, progress: Progress | None = None) -> bytes:
    """The workbook (.xlsx).

    Args:
        contents: the figures, as `fieldwork.report.contents.gather` gives them.
        document: the report that they make; its charts are on a sheet of their own.
        progress: hears of every row; what it raises ends the work.
    """
    import xlsxwriter  # noqa: PLC0415 (33 ms, only when a workbook is written)

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties(_properties(contents, document.name))
    formats = _Formats(book)
    charts = [block for block in document.blocks if isinstance(block, Chart)]
    rows: list[tuple[Any, Grid, int]] = []
    for grid in grids_of(contents, document.name):
        sheet = book.add_worksheet(grid.name)
        _write_head(sheet, grid, formats)
        _set_printing(sheet, document.marking, grid)
        rows += [(sheet, grid, row) for row in range(len(grid.rows))]
        if grid.name == "summary" and charts:
            write_charts(book, charts)
            _set_printing(book.get_worksheet_by_name(CHARTS), document.marking)
    for _, (sheet, grid, row) in in_steps(rows, progress):
        _write_row(sheet, row, grid, formats)
    book.close()
    return out.getvalue()


def _properties(contents: Contents, title: str) -> dict[str, Any]:
    """What the workbook says of itself: no author, and the time of the newest entry in the place of today's."""
    inspection = contents.inspection
    texts = {
        "title": title,
        "subject": inspection.programme.title,
        "comments": inspection.synthetic,
    }
    shortened = {name: clip(clean(text, lines=False), _LONGEST_PROPERTY) for name, text in texts.items()}
    return {**shortened, "author": "", "created": _newest(inspection)}


def _newest(inspection: Inspection) -> datetime:
    """When the newest entry was made, by its own time; entries whose time is none do not count."""
    found = _OLDEST
    for entry in inspection.record:
        try:
            made = datetime.fromisoformat(entry.at)
        except ValueError:
            continue
        if made.tzinfo is not None:
            made = made.astimezone(UTC).replace(tzinfo=None)
        found = max(found, made.replace(microsecond=0))
    return found


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[object, ...], Any] = {}
        heading = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}
        self.heading = book.add_format({**heading, "align": "left", "indent": 1})
        self.number_heading = book.add_format({**heading, "align": "right"})
        self.upright = book.add_format({"rotation": 90, "text_wrap": True, "valign": "bottom", "font_size": 8})
        self.title = book.add_format({"bold": True, "font_size": 14})

    def of(self, kind: Kind, *, wrap: bool = False, look: Look | None = None, strong: bool = False) -> Any:
        """The format of a cell."""
        key = (kind, wrap, look, strong)
        if key not in self._made:
            form = {"valign": "top", **_FORMATS[kind], **(_LOOKS[look] if look else {})}
            extra = {"text_wrap": wrap, **({"bold": True} if strong else {})}
            self._made[key] = self._book.add_format({**form, **extra})
        return self._made[key]


def _write_head(sheet: Any, grid: Grid, formats: _Formats) -> None:
    """What stands above the rows, and how the sheet is moved through."""
    for number, line in enumerate(grid.above):
        sheet.write_string(
            number, 0, cell_text(line), formats.title if number == 0 and grid.name == "summary" else None
        )
    if grid.over:
        sheet.set_row(grid.header - 1, _TALL)
        for place, text in enumerate(grid.over):
            if text:
                sheet.write_string(grid.header - 1, place, cell_text(text), formats.upright)
    for place, column in enumerate(grid.columns):
        sheet.set_column(place, place, column.width)
        form = formats.number_heading if column.kind in _NUMBERS else formats.heading
        sheet.write_string(grid.header, place, cell_text(column.title), form)
    sheet.freeze_panes(grid.header + 1, grid.frozen)
    sheet.autofilter(grid.header, 0, grid.header + max(1, len(grid.rows)), len(grid.columns) - 1)


def _write_row(sheet: Any, row: int, grid: Grid, formats: _Formats) -> None:
    number, values, strong = grid.header + 1 + row, grid.rows[row], row in grid.strong_rows
    if (lines := _lines(grid, values)) > 1:
        sheet.set_row(number, min(_TALLEST, _LINE * lines))
    for place, (column, value) in enumerate(zip(grid.columns, values, strict=True)):
        if value is None:
            continue
        if isinstance(value, str):
            look = grid.looks.get(value)
            form = formats.of("text", wrap=column.wrap, look=look, strong=strong)
            sheet.write_string(number, place, cell_text(value), form)
        elif not isinstance(value, date):
            printed = round(value / 100, 4) if column.kind in ("percent", "bound") else value
            sheet.write_number(number, place, printed, formats.of(column.kind, strong=strong))
        elif value.year >= _FIRST_YEAR:
            day = datetime(value.year, value.month, value.day)  # noqa: DTZ001 (a day has no zone)
            sheet.write_datetime(number, place, day, formats.of("date", strong=strong))
        else:
            sheet.write_string(number, place, value.isoformat(), formats.of("text", strong=strong))


def _lines(grid: Grid, values: Sequence[Value]) -> int:
    """How many lines a row takes; programs that show a workbook do not agree on working that out themselves."""
    return max(
        (
            sum(_lines_of(line, column.width) for line in value.split("\n"))
            for column, value in zip(grid.columns, values, strict=True)
            if column.wrap and isinstance(value, str)
        ),
        default=1,
    )


def _lines_of(text: str, width: int) -> int:
    return 1 if len(text) <= width else math.ceil(len(text) / (_FILLED * width))


def _set_printing(sheet: Any, marking: str, grid: Grid | None = None) -> None:
    """On A4 across, the headings on each page, and at the foot the sheet and the page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    if grid is None:
        sheet.set_print_scale(PRINT_SCALE)
    else:
        sheet.fit_to_pages(grid.pages_wide, 0)
        sheet.repeat_rows(grid.header - bool(grid.over), grid.header)
        if grid.pages_wide > 1:
            sheet.repeat_columns(0, grid.frozen - 1)
    if marking:
        sheet.set_header("&C&9" + _printable(marking))
    sheet.set_footer("&L&9&A&R&9&P of &N")


def _printable(text: str) -> str:
    """A text for a page's header, in which & begins a command; as long as Excel takes."""
    return clip(clean(text, lines=False), _MARKING).replace("&", "&&")
