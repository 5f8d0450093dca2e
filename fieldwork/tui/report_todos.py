"""All that is left to be done on a draft: what the record shows to be missing or undecided, and what the checks say.

Pure; imported by the thread that looks a draft through, for the checks are much to import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.record.acceptances import acceptance_words
from fieldwork.report.checks.accepting import sight_of, why_not
from fieldwork.report.worklist import NO_CASES
from fieldwork.text import shown
from fieldwork.tui.report_work import ACCEPTED, CHECK, DISPUTED, HEADINGS, Todo

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fieldwork.record.acceptances import Acceptance
    from fieldwork.report.checks.problems import Problem
    from fieldwork.report.worklist import Work

    Accepted = tuple[Problem, tuple[Acceptance, ...]]


def todos(work: Iterable[Work], problems: Iterable[Problem], accepted: Iterable[Accepted] = ()) -> tuple[Todo, ...]:
    """All that is to be done, by kind and then in the order of the report; at the end what was accepted or left out.

    An ellipsis of a part that is still to be written, or that waits for answers, is one thing to do, not two; what is
    provisional is told once, with how much is still to come, and not of every figure that it makes so.
    """
    listed = tuple(work)
    found = [Todo(one.kind, one.what, one.place.rstrip(":"), one.part, one.text, one.field) for one in listed]
    waiting = {one.text or one.part for one in listed if one.kind in ("missing", DISPUTED, "provisional")}
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
        found.append(_of(problem, CHECK))
    found += [_of(problem, ACCEPTED, f" {acceptance_words(those)}") for problem, those in accepted]
    order = list(HEADINGS)
    return tuple(sorted(found, key=lambda one: order.index(one.kind) if one.kind in order else len(order)))


def _of(problem: Problem, kind: str, more: str = "") -> Todo:
    place, what = _placed(problem)
    part = problem.place.part or f"heading/{problem.place.heading}"
    return Todo(kind, what + more, place, part, sight=sight_of(problem), fixed=why_not(problem.kind))


def _placed(problem: Problem) -> tuple[str, str]:
    """The heading that a problem stands under, and the rest of its sentence, which begins with all of them."""
    headings = [shown(heading).rstrip(": ") for heading in problem.place.headings]
    over = f"{', '.join(headings[1:] or headings)}, "
    if not headings or not problem.sentence.startswith(over):
        return "", problem.sentence
    return headings[-1], problem.sentence.removeprefix(over)
