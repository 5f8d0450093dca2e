"""The charts of an inspection one below the other: scores, the sample's make-up, the week. Values in, values out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fieldwork.analysis.days import ByDay, days_of
from fieldwork.analysis.makeup import PHASES
from fieldwork.programme.models import ReportPart
from fieldwork.report.appendices import sample, summary
from fieldwork.report.document import Chart, ChartRow, FigureRef
from fieldwork.text import cells, clip, grouped, shown
from fieldwork.tui.chart_lines import ABOVE, bar_at, chart_lines
from fieldwork.tui.days_lines import day_words
from fieldwork.tui.rows import BLANK, Row

if TYPE_CHECKING:
    from fieldwork.report.contents import Contents

CASES = ("thread", "criterion", "section", "question", "sample")
"""The kinds of figures that have cases behind them."""

_LONGEST_QUESTION = 60


def charts_of(contents: Contents, days: ByDay) -> tuple[Chart, ...]:
    """The charts: scores (of a programme without scores, counts), the make-up of the sample, judgements by day."""
    programme = contents.programme
    sheet = ReportPart("charts", "", of=(PHASES, *(one.id for one in programme.attributes if one.kind != "text")))
    figures = summary(contents, sheet) if programme.scores else [_counts(contents)]
    charts = [block for block in (*figures, *sample(contents, sheet)) if isinstance(block, Chart)]
    return (*charts, week(days))


def _counts(contents: Contents) -> Chart:
    """How many answers to each question are good, of how many: no share, where none is published."""
    rows = tuple(
        ChartRow(
            f"{one.id} {clip(one.text, _LONGEST_QUESTION)}",
            figure.yes,
            note=f"of {grouped(figure.of)}",
            k=figure.yes,
            n=figure.of,
            figure=FigureRef("question", one.id, "count", figure.yes, figure.of, figure.provisional),
        )
        for one in contents.programme.questions
        if (figure := contents.scores.questions[one.id]).of
    )
    return Chart(
        f"Good answers to each question, {ABOVE} the others",
        "How many answers to each question are good.",
        "counts",
        rows,
    )


def week(days: ByDay) -> Chart:
    """How many judgements were made on each day, and by whom."""
    rows = []
    for day in days_of(days):
        by = {name: of_one[day] for name, of_one in days.items() if day in of_one}
        note = ", ".join(f"{shown(name) or 'nobody'} {count:,}" for name, count in by.items())
        rows.append(ChartRow(" ".join(day_words(day)), sum(by.values()), note=note, k=sum(by.values())))
    return Chart("Judgements by day", "How many judgements were made on each day.", "counts", tuple(rows))


def chart_rows(charts: Sequence[Chart], width: int) -> list[Row]:
    """All charts as lines; Tab stops at each, and a bar that has cases behind it is a target: "criterion:1.1"."""
    rows: list[Row] = []
    for chart in charts:
        rows += [BLANK] if rows else []
        rows.append(Row(((f" {clip(shown(chart.title), max(1, width - 2))}", "head"),), chart.title, stop=True))
        lines = chart_lines(_narrowed(chart, width), width - 1)
        for place, line in enumerate(lines):
            at = bar_at(chart, place)
            bar = None if at is None else chart.rows[at]
            rows.append(Row(((" ", ""), *line), target_of(bar), about="" if bar is None else bar.label))
    return rows


def _narrowed(chart: Chart, width: int) -> Chart:
    """The chart with notes that leave the bars a third of the line: the longest are cut."""
    most = width // 3
    if all(cells(row.note) <= most for row in chart.rows):
        return chart
    rows = tuple(
        ChartRow(row.label, row.value, row.low, row.high, clip(row.note, most), row.k, row.n, row.figure)
        for row in chart.rows
    )
    return Chart(chart.title, chart.alternative, chart.kind, rows, chart.bands, chart.part)


def target_of(bar: ChartRow | None) -> str:
    """What Enter on a bar opens the cases of; empty where there are none behind it."""
    figure = None if bar is None else bar.figure
    return f"{figure.kind}:{figure.id}" if figure is not None and figure.kind in CASES else ""
