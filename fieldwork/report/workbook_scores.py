"""The sheets of figures in the report's workbook: the summary, and the scores by question.

A programme without published scores gets counts and share words in their place (DESIGN 7).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.analysis.figures import MIN_FOR_PERCENT, near_assumed_edge
from fieldwork.analysis.findings import word_of
from fieldwork.report.workbook_grid import Column, Grid
from fieldwork.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fieldwork.analysis.figures import Figure
    from fieldwork.analysis.findings import FindingLine
    from fieldwork.programme.models import Programme
    from fieldwork.report.contents import Contents
    from fieldwork.report.workbook_grid import Value

_SIDES = {
    "strength": "strength",
    "improvement": "area for improvement",
    "choice": "inspector’s choice",
    "theme": "in its theme",
    "left": "left out",
}
_COUNTS = (Column("Good answers", "count", 9), Column("Of", "count", 8))
_MISSING = (Column("Unanswered", "count", 12), Column("Disputed", "count", 10))
_INTERVAL = (Column("From", "bound", 9), Column("To", "bound", 9))


def summary_grid(contents: Contents, title: str) -> Grid:
    """The headline scores, criteria and sections, each with what it is made of."""
    programme, scores = contents.programme, contents.scores
    titles = (Column("What", width=11), Column("Id", width=13), Column("Title", width=44, wrap=True))
    share = (Column("Score", "percent", 8), Column("Comment", width=15)) if programme.scores else ()
    interval = (*_INTERVAL, Column("Interval", width=10)) if programme.scores else ()
    words = () if programme.scores else (Column("In words", width=26),)
    edge = (Column("Assumed edge", width=44, wrap=True),) if programme.scores else ()
    return Grid(
        "summary",
        (*titles, *share, *words, *_COUNTS, *interval, *_MISSING, Column("Standing", width=12), *edge),
        tuple((what, id_, text, *_summed(contents, figure)) for what, id_, text, figure in _sets(contents)),
        (
            title,
            *((contents.inspection.synthetic,) if contents.inspection.synthetic else ()),
            f"{contents.inspection.area}: {programme.title}, {counted(scores.cases, 'case')}",
        ),
        frozen=3,
        looks={"provisional": "faint"},
    )


def _sets(contents: Contents) -> Iterator[tuple[str, str, str, Figure]]:
    programme, scores = contents.programme, contents.scores
    yield from (("headline", one.id, one.title, scores.threads[one.id]) for one in programme.threads)
    if programme.scores:  # without scores the themes are the sections
        yield from (("criterion", one.id, one.title, scores.criteria[one.id]) for one in programme.criteria)
    name = "section" if programme.scores else "theme"
    yield from ((name, one.id, one.title, scores.sections[one.id]) for one in programme.sections)


def _summed(contents: Contents, figure: Figure) -> tuple[Value, ...]:
    standing = "provisional" if figure.provisional else "complete"
    counts, missing = (figure.yes, figure.of), (figure.unanswered, figure.disputed, standing)
    if not contents.programme.scores:
        return (word_of(contents.programme, *counts, contents.share_words) or None, *counts, *missing)
    bounds = (figure.low, figure.high, figure.interval if figure.of else None)
    return (figure.percent, figure.comment, *counts, *bounds, *missing, _edge(contents.programme, figure))


def _edge(programme: Programme, figure: Figure) -> str | None:
    """What a comment hangs on; only where there is a comment."""
    edge = near_assumed_edge(figure.percent, programme.bands) if figure.comment else None
    return None if edge is None else f"That {edge.comment} starts at {edge.start}% is assumed."


def questions_grid(contents: Contents) -> Grid:
    """Every question with its figure; a percentage only from ten answers, as in the report."""
    programme = contents.programme
    titles = (
        Column("Question", width=11),
        Column("Criterion", width=9),
        *((Column("Headline scores", width=20),) if programme.threads else ()),
        Column("Asks", width=64, wrap=True),
        Column("Good answer", width=8),
    )
    share = (Column("Score", "percent", 8), *_INTERVAL) if programme.scores else ()
    rest = (Column("In words", width=24), *_MISSING, Column("Finding", width=30), Column("Source", width=10))
    rows: list[tuple[Value, ...]] = []
    for question in programme.questions:
        figure, line = contents.scores.questions[question.id], contents.findings[question.id]
        threads = (", ".join(question.threads) or None,) if programme.threads else ()
        score = (_printed(figure), figure.low, figure.high) if programme.scores else ()
        rows.append(
            (
                *(question.id, question.criterion, *threads, question.text),
                None if question.neutral else "n/a" if question.good == "na" else question.good,
                *(figure.yes, figure.of, *score, line.words or None, figure.unanswered, figure.disputed),
                *(_side(line), "assumed" if question.assumed else None),
            )
        )
    return Grid("scores", (*titles, *_COUNTS, *share, *rest), tuple(rows), looks={"assumed": "faint"})


def _printed(figure: Figure) -> int | None:
    return figure.percent if figure.of >= MIN_FOR_PERCENT else None


def _side(line: FindingLine) -> str | None:
    """On which side the finding stands, and whether anybody decided that."""
    if line.side is None:
        return None
    return _SIDES[line.side] if line.decided else f"{_SIDES[line.side]} (proposed)"
