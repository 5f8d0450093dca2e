"""The codebook of the workbook of raw tables: what every column holds, and what each value in it means."""

from __future__ import annotations

from fieldwork.analysis.codebook import CodebookRow, case_rows, item_rows, judgement_rows
from fieldwork.exchange.cases import case_columns
from fieldwork.exchange.cells import text_cell
from fieldwork.exchange.returns import return_columns
from fieldwork.exchange.tables import Sheet
from fieldwork.record.views import Inspection

COLUMNS = CodebookRow._fields
"""A column of the workbook has one row that says what it asks, and one for each value that may stand in it.

The judgements have a row for every question of a case: there `column` holds the question's id.
"""


def codebook_sheet(inspection: Inspection) -> Sheet:
    """The codebook of an inspection: its cases, its judgements, and every questionnaire."""
    programme = inspection.programme
    rows = [*case_rows("cases", case_columns(programme), programme), *judgement_rows("judgements", programme)]
    for questionnaire in inspection.questionnaires.values():
        rows.extend(item_rows(f"returns-{questionnaire.id}", return_columns(questionnaire)))
    return Sheet("codebook", COLUMNS, tuple(tuple(text_cell(cell) for cell in row) for row in rows))
