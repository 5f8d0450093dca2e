"""What stands at the end of a report: all scores as table and chart, the case sample, the questions, the glossary."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from fieldwork.analysis.makeup import AGREEMENT, PHASES, group_id, makeup
from fieldwork.report.document import Block, Chart, ChartBand, ChartRow, FigureRef, Remark, Span, Table, paragraphs
from fieldwork.report.live import comment_span, score_span
from fieldwork.report.printed import NO_FIGURE, counts, interval, printed, still_to_come
from fieldwork.text import grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fieldwork.analysis.figures import Figure
    from fieldwork.analysis.makeup import Group, Makeup
    from fieldwork.programme.models import Band, ReportPart
    from fieldwork.report.contents import Contents
    from fieldwork.report.document import Cell, Of

FEW = 3
"""Fewer cases than this in one bar are remarked."""

_STILL_TO_COME, _SOURCE = "Still to come", "Source"

_INTERVALS = (
    "The intervals are in per cent. They are estimates of how far the score of another sample of such "
    "cases might lie from this one, and take into account that the answers of one case go together."
)


def summary(contents: Contents, part: ReportPart) -> list[Block]:
    """Every score with its comment, as a table and as a chart."""
    scores, programme = contents.scores, contents.programme
    figures: list[tuple[Of, str, str, Figure]] = [
        *(("thread", one.id, one.title, scores.threads[one.id]) for one in programme.threads),
        *(("criterion", one.id, f"{one.id} {one.title}", scores.criteria[one.id]) for one in programme.criteria),
        *(
            ("section", one.id, f"Section {one.id} {one.title}, overall", scores.sections[one.id])
            for one in programme.sections
        ),
    ]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            title,
            score_span(kind, id_, figure) or NO_FIGURE,
            comment_span(kind, id_, figure) or "",
            _count(kind, id_, figure),
            interval(figure),
            still_to_come(figure),
        )
        for kind, id_, title, figure in figures
    )
    header = ("", "Score", "Comment", "Good answers", "95% interval", _STILL_TO_COME)
    table = _without_empty(Table(header, rows, "Scores and comments", (1, 3, 4), part.id), _STILL_TO_COME)
    bars = tuple(_bar(kind, id_, title, figure) for kind, id_, title, figure in figures)
    told = "; ".join(f"{bar.label} {_told(bar)}" for bar in bars)
    alternative = f"A bar for each score, with its comment and the interval around it: {told}."
    chart = Chart("Scores, from 0% to 100%", alternative, "scores", bars, _bands(programme.bands), part.id)
    return [table, *paragraphs(_INTERVALS, part=part.id), chart]


def _count(kind: Of, id_: str, figure: Figure) -> Cell:
    """The good answers of all answers, as a figure."""
    return Span(counts(figure), figure=FigureRef(kind, id_, "count", figure.yes, figure.of, figure.provisional))


def _without_empty(table: Table, *titles: str) -> Table:
    """A table without those of the columns called `titles` that say nothing in any row."""
    said = [any(row[place] for row in table.texts) for place in range(len(table.header))]
    kept = [place for place, title in enumerate(table.header) if title not in titles or said[place]]

    def of(row: Sequence[Cell]) -> tuple[Cell, ...]:
        return tuple(row[place] for place in kept)

    numbers = tuple(new for new, old in enumerate(kept) if old in table.numbers)
    header = tuple(table.header[place] for place in kept)
    return Table(header, tuple(map(of, table.rows)), table.caption, numbers, table.part)


def _bar(kind: Of, id_: str, title: str, figure: Figure) -> ChartRow:
    ref = FigureRef(kind, id_, "percent", figure.yes, figure.of, figure.provisional)
    return ChartRow(title, figure.percent, figure.low, figure.high, figure.comment or "", figure.yes, figure.of, ref)


def _told(bar: ChartRow) -> str:
    if bar.value is None:
        return "without a score"
    return f"{grouped(bar.value)}%" + (f" ({bar.note})" if bar.note else "")


def _bands(bands: tuple[Band, ...]) -> tuple[ChartBand, ...]:
    edges = pairwise([*(one.start for one in bands), 100])
    return tuple(ChartBand(one.comment, start, end) for one, (start, end) in zip(bands, edges, strict=True))


# -- the case sample --------------------------------------------------------------------------------------------


def sample(contents: Contents, part: ReportPart) -> list[Block]:
    """The make-up of the sample: a chart for the phases and for each attribute that the part is of."""
    programme = contents.programme
    wanted = part.of or (PHASES, *(one.id for one in programme.attributes if one.kind == "choice"))
    found = (makeup(programme, contents.inspection.cases, by) for by in wanted)
    charts: list[Block] = [_counts(one, part) for one in found if one is not None and _is_told(one)]
    return [*charts, *_small_numbers(charts)]


def _is_told(found: Makeup) -> bool:
    """Whether there is anything to show: of an attribute, that it is recorded of any case."""
    return any(one.cases and (one.value or found.by == PHASES) for one in found.groups)


def _small_numbers(charts: list[Block]) -> list[Block]:
    """A remark on bars so small that a child could be known by them (a rule of fieldwork's own: assumed)."""
    few = [
        f"{chart.title}, {row.label}: {row.k}"
        for chart in charts
        if isinstance(chart, Chart)
        for row in chart.rows
        if row.k < FEW
    ]
    if not few:
        return []
    told = f"Small numbers, by which a child or young person could be known: {'; '.join(few)}."
    return [Remark(f"{told} Before this is printed, think of who will read it.")]


def _figure(found: Makeup, group: Group) -> FigureRef:
    """The number of the cases of a group, of all."""
    return FigureRef("sample", group_id(found.by, group.value), "number", len(group.cases), found.cases)


def _counts(found: Makeup, part: ReportPart) -> Chart:
    rows = [(one, len(one.cases)) for one in found.groups]
    bars = tuple(ChartRow(one.label, count, k=count, n=found.cases, figure=_figure(found, one)) for one, count in rows)
    told = "; ".join(f"{one.label} {grouped(count)}" for one, count in rows)
    alternative = f"{found.title}, a bar for the number of cases of {grouped(found.cases)}: {told}."
    return Chart(found.title, alternative, "counts", bars, part=part.id)


def inspection_data(contents: Contents, part: ReportPart) -> list[Block]:
    """How the recorded classifications compare with the inspectors' own."""
    blocks: list[Block] = []
    for classification in contents.programme.classifications:
        found = makeup(contents.programme, contents.inspection.cases, f"{AGREEMENT}{classification.id}")
        if found is not None:
            rows = tuple((one.label, Span(grouped(len(one.cases)), figure=_figure(found, one))) for one in found.groups)
            header = f"{found.title}: the recorded classification, in the inspector's view"
            blocks.append(Table((header, "Cases"), rows, numbers=(1,), part=part.id))
    return blocks


# -- working papers ---------------------------------------------------------------------------------------------


def questions(contents: Contents, part: ReportPart) -> list[Block]:
    """Every question with its figure, and a mark where no published page bears it out."""
    published = contents.programme.scores
    rows: list[tuple[Cell, ...]] = []
    for question in contents.programme.questions:
        figure = contents.scores.questions[question.id]
        ref = FigureRef("question", question.id, "percent", figure.yes, figure.of, figure.provisional)
        scored: tuple[Cell, ...] = (Span(printed(figure), figure=ref), interval(figure)) if published else ()
        rows.append(
            (
                question.id,
                question.text,
                _count("question", question.id, figure),
                *scored,
                still_to_come(figure),
                "assumed" if question.assumed else "",
            )
        )
    extra = ("Score", "95% interval") if published else ()
    header = ("", "Question", "Good answers", *extra, _STILL_TO_COME, _SOURCE)
    told = paragraphs("Questions marked as assumed are not borne out by a published page.", part=part.id)
    table = Table(header, tuple(rows), numbers=(2, 3, 4) if published else (2,), part=part.id)
    return [*told, _without_empty(table, _STILL_TO_COME, _SOURCE)]
