"""How far a case is, what is left to do in it, and which question comes next. Never a score (DESIGN 5).

All of it is read off the judgements on a case (`fieldwork.record.judging.judge`).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fieldwork.programme.models import Programme
    from fieldwork.record.judging import Judgement

LeftKind = Literal["parked", "disputed", "open", "waits", "contradicted"]


@dataclass(frozen=True, slots=True)
class Part:
    """How many of `total` questions have an answer, a rule's or a person's: the length of a bar."""

    answered: int
    total: int


@dataclass(frozen=True, slots=True)
class CaseProgress:
    """How far one case is.

    `answered` counts what has an answer, `by_rule` those of them that a rule made, `left` the rest (open, waiting and
    disputed; answered + left = total). `parked` and `disputed` are among `left`. `contradictions` are the questions
    where an inspector's own answer counts against a rule; `criteria` has a part for each criterion, in order.
    """

    case: str
    total: int
    answered: int
    by_rule: int
    left: int
    parked: int
    disputed: int
    contradictions: tuple[str, ...]
    criteria: dict[str, Part]

    @property
    def complete(self) -> bool:
        """Whether nothing is left to answer."""
        return self.left == 0


@dataclass(frozen=True, slots=True)
class Totals:
    """What an inspector (or the team) has done: sums over her cases."""

    cases: int = 0
    complete: int = 0
    total: int = 0
    answered: int = 0
    left: int = 0
    parked: int = 0
    disputed: int = 0
    contradictions: int = 0

    def plus(self, progress: CaseProgress) -> Totals:
        """These with one more case."""
        return Totals(
            self.cases + 1,
            self.complete + progress.complete,
            self.total + progress.total,
            self.answered + progress.answered,
            self.left + progress.left,
            self.parked + progress.parked,
            self.disputed + progress.disputed,
            self.contradictions + len(progress.contradictions),
        )


def case_progress(programme: Programme, case: str, judgements: Mapping[str, Judgement]) -> CaseProgress:
    """How far `case` is, given the judgements on all its questions."""
    by_rule = left = parked = disputed = 0
    criteria: dict[str, Part] = {}
    against = False
    for criterion, questions in programme.by_criterion.items():  # one round: the checklist counts at every key
        open_here = 0
        for question in questions:
            one = judgements[question.id]
            status = one.status
            if status == "rule":
                by_rule += 1
            elif status == "answered":
                against = against or one.contradiction
            else:
                open_here += 1
                parked += one.parked
                disputed += status == "disputed"
        criteria[criterion] = Part(len(questions) - open_here, len(questions))
        left += open_here
    total = len(programme.questions)
    return CaseProgress(
        case=case,
        total=total,
        answered=total - left,
        by_rule=by_rule,
        left=left,
        parked=parked,
        disputed=disputed,
        contradictions=tuple(q.id for q in programme.questions if judgements[q.id].contradiction) if against else (),
        criteria=criteria,
    )


def left_kind(judgement: Judgement) -> LeftKind | None:
    """Why a question is on the list of what is left; None where there is nothing to do."""
    if judgement.parked:
        return "parked"
    if judgement.status in ("disputed", "open", "waits"):
        return judgement.status
    return "contradicted" if judgement.contradiction else None


def next_open(order: Sequence[str], judgements: Mapping[str, Judgement], from_id: str | None = None) -> str | None:
    """The next question after `from_id` that someone can answer now, going round at the end.

    Rule-made answers are passed over, and so is what waits (answering its parent opens it). What is open or disputed
    comes before what is parked: a parked question is only offered when nothing else is open. `from_id` itself comes
    last; None starts at the beginning.

    Returns:
        None where nothing is left that could be answered.
    """
    return _next(order, judgements, from_id)


def previous_open(order: Sequence[str], judgements: Mapping[str, Judgement], from_id: str | None = None) -> str | None:
    """As `next_open`, going backwards."""
    return _next(tuple(reversed(order)), judgements, from_id)


def _next(order: Sequence[str], judgements: Mapping[str, Judgement], from_id: str | None) -> str | None:
    start = order.index(from_id) + 1 if from_id in order else 0
    first_parked = None
    for one in chain(islice(order, start, None), islice(order, start)):
        judgement = judgements[one]
        if judgement.status in ("open", "disputed"):
            if not judgement.parked:
                return one
            first_parked = first_parked or one
    return first_parked


def totals(rows: Iterable[CaseProgress]) -> Totals:
    """The sums over cases."""
    found = Totals()
    for row in rows:
        found = found.plus(row)
    return found


def totals_by(rows: Iterable[tuple[str, CaseProgress]]) -> dict[str, Totals]:
    """The sums per inspector (or whatever the first of each pair names), by name; "" for cases of nobody."""
    found: dict[str, Totals] = {}
    for name, progress in rows:
        found[name] = found.get(name, Totals()).plus(progress)
    return dict(sorted(found.items()))
