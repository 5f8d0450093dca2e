"""`fieldwork scores`: every figure of an inspection, with what it is made of."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from fieldwork.analysis.figures import Figure, near_assumed_edge
from fieldwork.analysis.scoring import Scores, score_all, scores_to_json
from fieldwork.cli.files import reading
from fieldwork.cli.output import heading, line, paragraph, print_json, table
from fieldwork.programme.models import Programme
from fieldwork.programme.sharewords import ShareWords, load_share_words
from fieldwork.text import counted, k_of_n
from fieldwork.workspace import Workspace

PROVISIONAL, NEAR_EDGE = "*", "~"
Rows = Iterable[tuple[str, str, Figure]]


def run(args: argparse.Namespace) -> int:
    """Print the scores.

    Raises:
        FieldworkError: the inspection cannot be read.
    """
    with reading(args.file) as workspace:
        scores = score_all(workspace.programme, workspace.all_judgements)
        if args.json:
            print_json(scores_to_json(workspace.programme, scores))
        else:
            print_scores(workspace, scores)
    return 0


def print_scores(workspace: Workspace, scores: Scores) -> None:
    """Print headline scores, criteria, sections and questions as tables."""
    programme, inspection = workspace.programme, workspace.inspection
    heading(f"{inspection.area} · {programme.title} · {counted(scores.cases, 'case')}")
    if inspection.synthetic:
        paragraph(inspection.synthetic)
    page = _Page(programme)
    page.add("Headline scores", [("", one.title, scores.threads[one.id]) for one in programme.threads])
    if programme.scores:  # without scores the themes are the sections
        page.add("Criteria", [(one.id, one.title, scores.criteria[one.id]) for one in programme.criteria])
    page.add("Sections", [(one.id, one.title, scores.sections[one.id]) for one in programme.sections])
    page.add_questions(scores)
    page.explain()


class _Page:
    """Tables under headings, and at the end what the marks in them mean."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._words: ShareWords | None = None if programme.scores else load_share_words()
        self._align = "ltllrlrr" if self._words else "ltrlrlrr"
        self._marks: dict[str, str] = {}

    def add(self, title: str, rows: Rows) -> None:
        """A heading and a row for each figure, its title in full; nothing where there are no rows."""
        found = self._cells(rows)
        if found:
            line()
            heading(title)
            for one in table(found, self._align, indent=2, wrap=True):
                line(one)

    def add_questions(self, scores: Scores) -> None:
        """The questions under their criteria, one line each, in columns that all of them share."""
        questions = [one for found in self._programme.by_criterion.values() for one in found]
        rows = self._cells((one.id, one.text, scores.questions[one.id]) for one in questions)
        lines = iter(table(rows, self._align, indent=2))
        for criterion in self._programme.criteria:
            line()
            heading(f"{criterion.id} {criterion.title}")
            for _ in self._programme.by_criterion[criterion.id]:
                line(next(lines))

    def explain(self) -> None:
        """What stands behind a score, and what the marks mean."""
        line()
        if self._words is None:
            paragraph("Behind each score: good answers of all yes and no answers, and the 95% interval in per cent.")
        for mark, meaning in self._marks.items():
            paragraph(f"{mark} {meaning}", "  ")

    def _cells(self, rows: Rows) -> list[tuple[str, ...]]:
        return [(id_, text, *self._figure(figure)) for id_, text, figure in rows]

    def _figure(self, figure: Figure) -> tuple[str, ...]:
        interval = "" if figure.low is None or self._words else f"{figure.low:.1f}–{figure.high:.1f}"
        return (
            self._share(figure),
            self._comment(figure),
            k_of_n(figure.yes, figure.of),
            interval,
            f"{figure.unanswered:,} open" if figure.unanswered else "",
            f"{figure.disputed:,} disputed" if figure.disputed else "",
        )

    def _share(self, figure: Figure) -> str:
        if self._words is not None:
            return self._words.words(figure.yes, figure.of, style="count")
        if figure.percent is None:
            return ""
        if figure.provisional:
            self._marks[PROVISIONAL] = "provisional: answers are still open or disputed"
        return f"{figure.percent}%{PROVISIONAL if figure.provisional else ' '}"

    def _comment(self, figure: Figure) -> str:
        edge = near_assumed_edge(figure.percent, self._programme.bands) if figure.comment else None
        if edge is None:
            return figure.comment or ""
        self._marks[NEAR_EDGE] = f"near the edge of a comment that is assumed ({self._edges()})"
        return f"{figure.comment} {NEAR_EDGE}"

    def _edges(self) -> str:
        assumed = [band for band in self._programme.bands if band.edge == "assumed" and band.start]
        return ", ".join(f"{band.comment} from {band.start}%" for band in assumed)
