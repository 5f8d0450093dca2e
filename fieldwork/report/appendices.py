"""What stands at the end of a report: all scores as table and chart, the case sample, the questions, the glossary."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from fieldwork.analysis.agreement import agreements
from fieldwork.report.document import Block, Chart, ChartBand, ChartRow, FigureRef, Remark, Span, Table, paragraphs
from fieldwork.report.live import comment_span, score_span
from fieldwork.report.printed import NO_FIGURE, interval, k_of_n, printed, still_to_come

if TYPE_CHECKING:
    from fieldwork.analysis.figures import Figure
    from fieldwork.programme.models import Attribute, Band, ReportPart
    from fieldwork.record.entry import Value
    from fieldwork.report.contents import Contents
    from fieldwork.report.document import Cell, Of

PHASES = "phases"
"""The phases inspected, as a sample's part names them beside attributes of cases."""

_PHASES = {"both": "Custody and community", "community": "Community", "custody": "Custody"}

FEW = 3
"""Fewer cases than this in one bar are remarked."""

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
            k_of_n(figure),
            interval(figure),
            still_to_come(figure),
        )
        for kind, id_, title, figure in figures
    )
    header = ("", "Score", "Comment", "Good answers", "95% interval", "Still to come")
    table = Table(header, rows, "Scores and comments", (1, 3, 4), part.id)
    bars = tuple(_bar(kind, id_, title, figure) for kind, id_, title, figure in figures)
    told = "; ".join(f"{bar.label} {_told(bar)}" for bar in bars)
    alternative = f"A bar for each score, with its comment and the interval around it: {told}."
    chart = Chart("Scores, from 0% to 100%", alternative, "scores", bars, _bands(programme.bands), part.id)
    return [table, *paragraphs(_INTERVALS, part=part.id), chart]


def _bar(kind: Of, id_: str, title: str, figure: Figure) -> ChartRow:
    ref = FigureRef(kind, id_, "percent", figure.yes, figure.of, figure.provisional)
    return ChartRow(title, figure.percent, figure.low, figure.high, figure.comment or "", figure.yes, figure.of, ref)


def _told(bar: ChartRow) -> str:
    if bar.value is None:
        return "without a score"
    return f"{bar.value:g}%" + (f" ({bar.note})" if bar.note else "")


def _bands(bands: tuple[Band, ...]) -> tuple[ChartBand, ...]:
    edges = pairwise([*(one.start for one in bands), 100])
    return tuple(ChartBand(one.comment, start, end) for one, (start, end) in zip(bands, edges, strict=True))


# -- the case sample --------------------------------------------------------------------------------------------


def sample(contents: Contents, part: ReportPart) -> list[Block]:
    """The make-up of the sample: a chart for the phases and for each attribute that the part is of."""
    programme = contents.programme
    wanted = part.of or (PHASES, *(one.id for one in programme.attributes if one.kind == "choice"))
    charts: list[Block] = []
    for id_ in wanted:
        if id_ == PHASES:
            counted = Counter(_PHASES.get(case.phases or "", "Not recorded") for case in contents.inspection.cases)
            found = _counts("Phases inspected", PHASES, sorted(counted.items()), part)
        elif id_ in programme.attribute:
            found = _attribute(contents, programme.attribute[id_], part)
        else:
            found = None
        charts += [found] if found is not None else []
    return [*charts, *_small_numbers(charts)]


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


def _attribute(contents: Contents, attribute: Attribute, part: ReportPart) -> Chart | None:
    values = [case.attribute(attribute.id) for case in contents.inspection.cases]
    counted = Counter(_value(value) for value in values)
    labels = {option.value: option.label for option in attribute.options}
    order = [*labels, *sorted((value for value in counted if value not in labels), key=_by_number)]
    rows = [(labels.get(value, value) or "Not recorded", counted[value]) for value in order if counted[value]]
    return (
        _counts(attribute.title, attribute.id, rows, part) if any(counted[value] for value in order if value) else None
    )


def _value(value: Value) -> str:
    return "" if value is None else str(value)


def _by_number(value: str) -> tuple[bool, int, str]:
    """Numbers in their order, what is not recorded last."""
    return not value, int(value) if value.isascii() and value.isdecimal() else 0, value


def _counts(title: str, id_: str, rows: list[tuple[str, int]], part: ReportPart) -> Chart | None:
    total = sum(count for _, count in rows)
    bars = tuple(
        ChartRow(label, count, k=count, n=total, figure=FigureRef("cases", f"{id_}={label}", "number", count, total))
        for label, count in rows
    )
    told = "; ".join(f"{label} {count}" for label, count in rows)
    alternative = f"{title}, a bar for the number of cases of {total}: {told}."
    return Chart(title, alternative, "counts", bars, part=part.id) if rows else None


def inspection_data(contents: Contents, part: ReportPart) -> list[Block]:
    """How the recorded classifications compare with the inspectors' own."""
    blocks: list[Block] = []
    for classification in contents.programme.classifications:
        found = agreements(classification, contents.inspection.cases)
        rows = tuple((direction, str(len(cases))) for direction, cases in found.by_direction.items())
        header = f"{classification.title}: the recorded classification, in the inspector's view"
        counts = (*rows, ("not recorded yet", str(len(found.unknown))))
        blocks.append(Table((header, "Cases"), counts, numbers=(1,), part=part.id))
    return blocks


# -- working papers ---------------------------------------------------------------------------------------------


def questions(contents: Contents, part: ReportPart) -> list[Block]:
    """Every question with its figure, and a mark where no published page bears it out."""
    published = contents.programme.scores
    rows: list[tuple[Cell, ...]] = []
    for question in contents.programme.questions:
        figure = contents.scores.questions[question.id]
        ref = FigureRef("question", question.id, "percent", figure.yes, figure.of, figure.provisional)
        counts = FigureRef("question", question.id, "count", figure.yes, figure.of, figure.provisional)
        scored: tuple[Cell, ...] = (Span(printed(figure), figure=ref), interval(figure)) if published else ()
        rows.append(
            (
                question.id,
                question.text,
                Span(k_of_n(figure), figure=counts),
                *scored,
                still_to_come(figure),
                "assumed" if question.assumed else "",
            )
        )
    extra = ("Score", "95% interval") if published else ()
    header = ("", "Question", "Good answers", *extra, "Still to come", "Source")
    told = paragraphs("Questions marked as assumed are not borne out by a published page.", part=part.id)
    return [*told, Table(header, tuple(rows), numbers=(2, 3, 4) if published else (2,), part=part.id)]
