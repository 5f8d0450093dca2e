"""A chart said as a table, where no picture can stand: in Markdown, in plain text, and for whoever cannot see one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.report.document import Table
from fieldwork.report.printed import NO_FIGURE

if TYPE_CHECKING:
    from fieldwork.report.document import Cell, Chart, ChartRow


def chart_table(chart: Chart) -> Table:
    """What a chart shows, a row for each bar."""
    if chart.kind == "counts":
        rows: tuple[tuple[Cell, ...], ...] = tuple((row.label, chart.said(row) or NO_FIGURE) for row in chart.rows)
        return Table(("", "Cases"), rows, chart.title, (1,), chart.part)
    rows = tuple((row.label, chart.said(row) or NO_FIGURE, row.note, _interval(row)) for row in chart.rows)
    return Table(("", "Score", "Comment", "95% interval"), rows, chart.title, (1,), chart.part)


def _interval(row: ChartRow) -> str:
    return NO_FIGURE if row.low is None or row.high is None else f"{row.low} to {row.high}"
