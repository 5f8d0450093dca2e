"""The codebook of the report's workbook: what its columns hold, and what each value in them means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.analysis.codebook import CodebookRow, case_rows, item_rows, judgement_rows
from fieldwork.analysis.figures import MIN_FOR_PERCENT
from fieldwork.report.workbook_cases import MARKS, case_columns
from fieldwork.report.workbook_grid import Column, Grid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fieldwork.programme.models import Programme
    from fieldwork.record.views import Inspection

_FIGURES = {
    "Good answers": "answers that are good practice, whatever the question’s polarity",
    "Of": "answers that are yes or no; what is not applicable, unanswered or disputed stays out",
    "Unanswered": "judgements that nobody has made yet; they are in no figure",
    "Disputed": "judgements on which inspectors differ; they are in no figure until somebody settles them",
    "In words": "the share of good answers in words",
}
_SCORES = {
    "Score": "100 × good answers / of, in whole per cent, rounded half up; none of an empty set",
    "From": "the lower bound of the 95% interval of the score, in per cent",
    "To": "the upper bound",
}
_SUMMARY = {
    "Comment": "read off the printed score",
    "Interval": "wilson: one answer a case; clustered: the answers of one case go together",
    "Assumed edge": "where the comment hangs on an edge that no published page proves",
}
_FORMS = {
    "Ticked": "of an option: forms on which it is ticked",
    "Favourable": "of an item: forms with a favourable option; none where no option is better",
    "Of": "forms with an answer to the item; left blank, unreadable and two boxes stay out",
    "Not counted": "forms that count nowhere yet: not keyed, disputed, or keyed twice and not settled",
    "Small numbers": "by which somebody could be known",
}


def codebook_grid(inspection: Inspection) -> Grid:
    """Every column and value of the other sheets."""
    columns = (
        Column("Sheet", width=15),
        Column("Column", width=24, wrap=True),
        Column("Asks", width=50, wrap=True),
        Column("Kind", width=18),
        Column("Value", width=12),
        Column("Means", width=40, wrap=True),
        Column("Favourable", width=10),
        Column("Asked when", width=28, wrap=True),
        Column("Source", width=36, wrap=True),
    )
    rows = tuple(tuple(cell or None for cell in row) for row in _rows(inspection))
    return Grid("codebook", columns, rows, frozen=2)


def _rows(inspection: Inspection) -> Iterator[CodebookRow]:
    programme = inspection.programme
    yield from _figure_rows(programme)
    yield from (CodebookRow("judgements", "all", value=mark, means=means) for mark, means in MARKS.items())
    yield from judgement_rows("judgements", programme)
    yield from case_rows("cases", case_columns(inspection), programme)
    for form in inspection.questionnaires.values():
        yield from item_rows("questionnaires", {f"{form.id} {item.id}": item for item in form.items})


def _figure_rows(programme: Programme) -> Iterator[CodebookRow]:
    scores = _SCORES if programme.scores else {}
    summary = _SUMMARY if programme.scores else {}
    for sheet, columns in (("summary", _FIGURES | scores | summary), ("scores", _FIGURES | scores)):
        for column, means in columns.items():
            rule = f"; none below {MIN_FOR_PERCENT} answers" if (sheet, column) == ("scores", "Score") else ""
            yield CodebookRow(sheet, column, f"{means}{rule}")
    share = f"favourable of answers, in whole per cent; none below {MIN_FOR_PERCENT} answers"
    forms = {**_FORMS, **({"Percent": share} if programme.scores else {})}
    yield from (CodebookRow("questionnaires", column, means) for column, means in forms.items())
