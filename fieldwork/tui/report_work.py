"""What is left to be done on a draft, as a list that empties: what is missing, out of step, doubtful, only proposed.

It joins the work that the record shows (`fieldwork.report.worklist`) with what the checks say of the text. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldwork.report.worklist import NO_CASES
from fieldwork.text import clip, shown
from fieldwork.tui.checklist_paint import Line, fitted, wrapped
from fieldwork.tui.rows import BLANK, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fieldwork.report.checks.problems import Problem
    from fieldwork.report.worklist import Work

HEADINGS = {
    "missing": "still to be written or said",
    "out of step": "out of step",
    "check": "to be looked at before it goes out",
    "proposed": "only proposed: t takes it, s i o move it",
    "provisional": "provisional: answers are still to come",
}
"""How each kind of work is headed, the most pressing first."""


_PLACE = 12
"""Cells that the place of a thing to do has at least; at most it has a third of the line: what is to be done counts."""


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: its kind (of `HEADINGS`), what it is, the heading it stands under, and the part it is of."""

    kind: str
    what: str
    place: str
    part: str

    @property
    def words(self) -> str:
        """All of it in one line."""
        return f"{self.place}: {self.what}" if self.place else self.what


def todos(work: Iterable[Work], problems: Iterable[Problem]) -> tuple[Todo, ...]:
    """All that is to be done, by kind and then in the order of the report.

    An ellipsis of a part that is still to be written, or that waits for answers, is one thing to do, not two; what is
    provisional is told once, with how much is still to come, and not of every figure that it makes so.
    """
    listed = tuple(work)
    found = [Todo(one.kind, one.what, one.place.rstrip(":"), one.part) for one in listed]
    waiting = {one.text or one.part for one in listed if one.kind in ("missing", "provisional")}
    no_cases = any(one.what == NO_CASES for one in listed)
    told = {(one.place, one.kind) for one in found}
    for problem in problems:
        part = problem.place.part
        if problem.kind == "provisional":
            continue
        if problem.kind == "placeholder" and (
            part in waiting
            or (no_cases and part.startswith("criterion/"))
            or (problem.place.heading.rstrip(":"), "missing") in told
        ):
            continue
        place, what = _placed(problem)
        found.append(Todo("check", what, place, part or f"heading/{problem.place.heading}"))
    order = list(HEADINGS)
    return tuple(sorted(found, key=lambda one: order.index(one.kind) if one.kind in order else len(order)))


def _placed(problem: Problem) -> tuple[str, str]:
    """The heading that a problem stands under, and the rest of its sentence, which begins with all of them."""
    headings = [shown(heading).rstrip(": ") for heading in problem.place.headings]
    over = f"{', '.join(headings[1:] or headings)}, "
    if not headings or not problem.sentence.startswith(over):
        return "", problem.sentence
    return headings[-1], problem.sentence.removeprefix(over)


def work_rows(work: Sequence[Todo], width: int, *, checked: bool = True) -> list[Row]:
    """The list under its headings; the target of a line is its place in `work`."""
    rows: list[Row] = []
    for kind in dict.fromkeys(one.kind for one in work):
        those = [(place, one) for place, one in enumerate(work) if one.kind == kind]
        rows += [BLANK] if rows else []
        rows.append(Row(fitted(((f" {HEADINGS.get(kind, kind)} · {len(those)}", "head"),), width)))
        for place, one in those:
            where = ((f"{clip(one.place, max(_PLACE, width // 3))}: ", "dim"),) if one.place else ()
            line = fitted((("   ", ""), *where, (one.what, "")), width)
            rows.append(Row(line, str(place), stop=True, about=one.words))
    if rows:
        return rows
    words = " Nothing is left to be done on this report." if checked else " The report is being looked through …"
    return [Row(fitted(((words, "good" if checked else "dim"),), width))]


def whole_lines(todo: Todo | None, width: int, height: int) -> list[Line]:
    """One thing to do in full, in at most `height` lines."""
    if todo is None:
        return []
    lines = [Line(fitted(((f" {line}", ""),), width)) for line in wrapped(todo.words, max(1, width - 2))]
    return lines[:height]
