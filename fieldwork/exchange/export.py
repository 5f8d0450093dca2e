"""Everything that an inspection holds, as tables: for a folder of CSV files or for one workbook (DESIGN 6)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from fieldwork.errors import BadInputError
from fieldwork.exchange.cases import case_columns, cases_sheet
from fieldwork.exchange.judgements import judgements_sheet
from fieldwork.exchange.notes import notes_sheet
from fieldwork.exchange.returns import return_columns, returns_sheet
from fieldwork.exchange.tables import Sheet, csv_text
from fieldwork.record import names
from fieldwork.record.judging import Judgement
from fieldwork.record.returns import returns
from fieldwork.record.views import Inspection

LONGEST_EXCEL_CELL = 32_767
LONGEST_EXCEL_NAME = 31
_WIDEST_COLUMN = 60


def sheets_of(
    inspection: Inspection, judgements: Mapping[str, Mapping[str, Judgement]], *, typed: bool = True
) -> tuple[Sheet, ...]:
    """The tables of an inspection: cases, judgements, notes, and the returns of each questionnaire.

    Args:
        inspection: what is exported.
        judgements: those on every question by case, as `fieldwork.record.judging.judge` gives them.
        typed: whether what somebody typed is in it: notes, comments on forms, attributes that are text. If not, there
            is no table of notes and those cells are empty: references, answers, choices, numbers and dates are left.
    """
    cases, notes = inspection.cases, inspection.notes
    if not typed:
        return _references_only(inspection, judgements)
    return (
        cases_sheet(inspection.programme, cases),
        judgements_sheet(inspection.programme, cases, judgements, notes),
        notes_sheet(notes, cases),
        *(
            returns_sheet(questionnaire, returns(inspection.record, questionnaire.id))
            for questionnaire in inspection.questionnaires.values()
        ),
    )


def _references_only(inspection: Inspection, judgements: Mapping[str, Mapping[str, Judgement]]) -> tuple[Sheet, ...]:
    programme, cases = inspection.programme, inspection.cases
    texts = [names.attribute(one.id) for one in programme.attributes if one.kind == "text"]
    return (
        _without(cases_sheet(programme, cases), [c for c, field in case_columns(programme).items() if field in texts]),
        judgements_sheet(programme, cases, judgements, ()),
        *(
            _without(
                returns_sheet(questionnaire, returns(inspection.record, questionnaire.id)),
                [column for column, item in return_columns(questionnaire).items() if item.kind == "text"],
            )
            for questionnaire in inspection.questionnaires.values()
        ),
    )


def _without(sheet: Sheet, columns: Collection[str]) -> Sheet:
    """A sheet with these columns empty: a reader sees that there are such, and an import still takes it."""
    left = [column in columns for column in sheet.columns]
    rows = (tuple("" if gone else cell for cell, gone in zip(row, left, strict=True)) for row in sheet.rows)
    return Sheet(sheet.name, sheet.columns, tuple(rows))


def csv_files(sheets: tuple[Sheet, ...]) -> dict[str, bytes]:
    """The sheets as CSV files, by file name: UTF-8 without BOM."""
    return {f"{sheet.name}.csv": csv_text(sheet).encode() for sheet in sheets}


def workbook(sheets: tuple[Sheet, ...], marking: str = "") -> bytes:
    """The sheets as one Excel workbook, `marking` over each page and in its title.

    Every cell is text: no formula and no link is ever made of one.

    Raises:
        BadInputError: a text is longer than a cell of Excel can hold.
    """
    import io  # noqa: PLC0415 (only who exports a workbook pays for the imports)

    import xlsxwriter  # noqa: PLC0415 (only who exports a workbook pays for the imports)

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    heading = book.add_format({"bold": True})
    if marking:
        book.set_properties({"title": marking})
    for name, sheet in zip(_names(sheets), sheets, strict=True):
        page = book.add_worksheet(name)
        page.freeze_panes(1, 1)
        if marking:
            page.set_header(f"&C{marking.replace('&', '&&')}")
        for column, title in enumerate(sheet.columns):
            page.write_string(0, column, title, heading)
            longest = max((len(row[column]) for row in sheet.rows), default=0)
            page.set_column(column, column, min(_WIDEST_COLUMN, max(len(title), longest) + 2))
        for number, row in enumerate(sheet.rows, 1):
            for column, cell in enumerate(row):
                if len(cell) > LONGEST_EXCEL_CELL:
                    raise BadInputError(
                        f"{sheet.name}, line {number + 1}, column {sheet.columns[column]}: a text has {len(cell):,} "
                        f"characters and a cell of Excel holds {LONGEST_EXCEL_CELL:,}. Export to a folder instead."
                    )
                if cell:
                    page.write_string(number, column, cell)
    book.close()
    return out.getvalue()


def _names(sheets: tuple[Sheet, ...]) -> list[str]:
    """Names of worksheets: Excel allows 31 characters, each name once."""
    found: list[str] = []
    for sheet in sheets:
        name, number = sheet.name[:LONGEST_EXCEL_NAME], 1
        while name.casefold() in (one.casefold() for one in found):
            number += 1
            name = f"{sheet.name[: LONGEST_EXCEL_NAME - len(str(number)) - 1]}-{number}"
        found.append(name)
    return found
