"""Scores: from the judgements on every case to a figure for each question, criterion, section and thread.

The score of a set of questions is the share of good answers among all that are yes or no, over all cases and
questions of the set together (``pooled``; dossier 1.3, DESIGN 7), or the mean of the shares of its questions
(``mean_of_questions``), each question that was answered at all weighing the same. Not applicable and unanswered stay
out of the denominator. What a rule made counts like a person's answer. A neutral question, which records a fact, has
its own figure and stays out of every set.

`ScoreBoard` keeps all of it up to date by difference, one case at a time; `score` does one set from scratch. Both
count in whole numbers, so they agree to the last digit.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import fsum
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from fieldwork.analysis.figures import Figure, band, percent, percent_of
from fieldwork.analysis.intervals import (
    Bounds,
    Moments,
    clustered,
    effective_size,
    wilson,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fieldwork.programme.models import Programme, Question
    from fieldwork.record.judging import Judgement

Kind = Literal["thread", "criterion", "section", "question"]

COMMENTED: frozenset[Kind] = frozenset({"thread", "criterion"})
"""What carries a comment in print; section overall scores and single questions carry none (dossier 1.1)."""


class _Count(NamedTuple):
    """What one case adds to a set."""

    yes: int
    of: int
    unanswered: int
    disputed: int

    def plus(self, other: _Count, sign: int = 1) -> _Count:
        return _Count(
            self.yes + sign * other.yes,
            self.of + sign * other.of,
            self.unanswered + sign * other.unanswered,
            self.disputed + sign * other.disputed,
        )


_NOTHING = _Count(0, 0, 0, 0)  # not applicable
_GOOD = _Count(1, 1, 0, 0)
_BAD = _Count(0, 1, 0, 0)
_OPEN = _Count(0, 0, 1, 0)
_DISPUTED = _Count(0, 0, 0, 1)


def _count(question: Question, judgement: Judgement | None) -> _Count:
    """What one judgement adds; a question that nobody judged is open."""
    if judgement is None:
        return _OPEN
    if judgement.answer is None:
        return _DISPUTED if judgement.status == "disputed" else _OPEN
    if judgement.answer == "na":
        return _NOTHING
    return _GOOD if judgement.answer == question.good else _BAD


class _Pool:
    """One set of questions: what each case adds to it, the sums, and the figure until something changes."""

    __slots__ = ("by_case", "disputed", "figure", "moments", "unanswered")

    def __init__(self) -> None:
        self.by_case: dict[str, _Count] = {}
        self.moments = Moments()
        self.unanswered = 0
        self.disputed = 0
        self.figure: Figure | None = None

    def change(self, case: str, by: _Count) -> None:
        """Add `by` (which may be negative) to what `case` adds."""
        old = self.by_case.get(case, _NOTHING)
        new = old.plus(by)
        self.moments = self.moments.changed(old.yes, old.of, -1).changed(new.yes, new.of, 1)
        self.unanswered += by.unanswered
        self.disputed += by.disputed
        self.figure = None
        if new == _NOTHING:
            self.by_case.pop(case, None)
        else:
            self.by_case[case] = new

    def cases(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """The cases for, against and open, each sorted."""
        ordered = sorted(self.by_case.items())
        return (
            tuple(case for case, count in ordered if count.yes),
            tuple(case for case, count in ordered if count.of > count.yes),
            tuple(case for case, count in ordered if count.unanswered or count.disputed),
        )


class ScoreBoard:
    """All figures of an inspection, kept up to date case by case.

    An update costs what has changed; a figure is worked out when asked for and kept until its set changes.
    """

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self._states: dict[str, dict[str, _Count]] = {}
        self._questions = {question.id: _Pool() for question in programme.questions}
        self._members: dict[tuple[Kind, str], tuple[str, ...]] = {}
        self._sets: dict[tuple[Kind, str], _Pool] = {}
        self._sets_of: dict[str, list[tuple[Kind, str]]] = {q.id: [] for q in programme.questions}
        kinds: tuple[tuple[Kind, Mapping[str, Sequence[Question]]], ...] = (
            ("thread", programme.by_thread),
            ("criterion", programme.by_criterion),
            ("section", programme.by_section),
        )
        for kind, sets in kinds:
            for set_id, questions in sets.items():
                self._add_set((kind, set_id), [question for question in questions if not question.neutral])

    def _add_set(self, key: tuple[Kind, str], questions: Iterable[Question]) -> None:
        self._sets[key] = _Pool()
        self._members[key] = tuple(question.id for question in questions)
        for member in self._members[key]:
            self._sets_of[member].append(key)

    @property
    def cases(self) -> int:
        """How many cases are on the board."""
        return len(self._states)

    def update(self, case_id: str, judgements: Mapping[str, Judgement]) -> None:
        """Put the present judgements on a case in place of what was there; a new case joins the board.

        Args:
            case_id: the subject of the case.
            judgements: by question id, as `fieldwork.record.judging.judge` gives them. A question that is missing
                counts as open; one that the programme does not know is passed over.
        """
        now = {question.id: _count(question, judgements.get(question.id)) for question in self.programme.questions}
        self._replace(case_id, self._states.get(case_id, {}), now)
        self._states[case_id] = now

    def remove(self, case_id: str) -> None:
        """Take a case off the board; one that is not there changes nothing."""
        before = self._states.pop(case_id, None)
        if before is not None:
            self._replace(case_id, before, {})

    def _replace(self, case_id: str, before: Mapping[str, _Count], now: Mapping[str, _Count]) -> None:
        changes: dict[tuple[Kind, str], _Count] = {}
        for question, pool in self._questions.items():
            old, new = before.get(question, _NOTHING), now.get(question, _NOTHING)
            if old is new:
                continue
            by = new.plus(old, -1)
            pool.change(case_id, by)
            for key in self._sets_of[question]:
                changes[key] = changes.get(key, _NOTHING).plus(by)
        for key, by in changes.items():
            self._sets[key].change(case_id, by)

    def figure(self, kind: Kind, id_: str) -> Figure:
        """The figure of a thread, criterion, section or question.

        Raises:
            KeyError: the programme has no such thing.
        """
        if kind == "question":
            pool, questions = self._questions[id_], [self._questions[id_]]
        else:
            pool = self._sets[kind, id_]
            questions = [self._questions[member] for member in self._members[kind, id_]]
        if pool.figure is None:
            pool.figure = _figure(self.programme, pool, questions, comment=kind in COMMENTED)
        return pool.figure

    def scores(self) -> Scores:
        """Every figure, each kind in the programme's order."""
        programme = self.programme
        return Scores(
            cases=self.cases,
            threads={one.id: self.figure("thread", one.id) for one in programme.threads},
            criteria={one.id: self.figure("criterion", one.id) for one in programme.criteria},
            sections={one.id: self.figure("section", one.id) for one in programme.sections},
            questions={one.id: self.figure("question", one.id) for one in programme.questions},
        )


@dataclass(frozen=True, slots=True)
class Scores:
    """Every figure of an inspection of `cases` cases, by id and in the programme's order."""

    cases: int
    threads: dict[str, Figure]
    criteria: dict[str, Figure]
    sections: dict[str, Figure]
    questions: dict[str, Figure]

    def figure(self, kind: Kind, id_: str) -> Figure:
        """The figure of a thread, criterion, section or question.

        Raises:
            KeyError: there is none.
        """
        kinds = {
            "thread": self.threads,
            "criterion": self.criteria,
            "section": self.sections,
            "question": self.questions,
        }
        return kinds[kind][id_]


def score(
    programme: Programme,
    judgements_by_case: Mapping[str, Mapping[str, Judgement]],
    question_ids: Iterable[str],
    *,
    comment: bool = False,
) -> Figure:
    """The figure of any set of questions over the cases, from scratch.

    Args:
        programme: says which answer of a question is good, how shares combine, and whether scores are published.
        judgements_by_case: by case id, then question id.
        question_ids: the set; one that is named twice counts once, and a neutral one only where it stands alone.
        comment: whether the figure is of a kind that carries a comment.

    Raises:
        KeyError: the programme has no such question.
    """
    questions = [programme.question[id_] for id_ in dict.fromkeys(question_ids)]
    if len(questions) > 1:
        questions = [question for question in questions if not question.neutral]
    whole, parts = _Pool(), {question.id: _Pool() for question in questions}
    for case, judgements in judgements_by_case.items():
        together = _NOTHING
        for question in questions:
            count = _count(question, judgements.get(question.id))
            parts[question.id].change(case, count)
            together = together.plus(count)
        whole.change(case, together)
    return _figure(programme, whole, list(parts.values()), comment=comment)


def score_all(programme: Programme, judgements_by_case: Mapping[str, Mapping[str, Judgement]]) -> Scores:
    """Every figure of the programme over the cases."""
    board = ScoreBoard(programme)
    for case, judgements in judgements_by_case.items():
        board.update(case, judgements)
    return board.scores()


def _figure(programme: Programme, pool: _Pool, questions: Sequence[_Pool], *, comment: bool) -> Figure:
    moments = pool.moments
    number: int | None = None
    bounds: Bounds | None = None
    if moments.of:
        if programme.aggregator == "mean_of_questions":
            share = _mean(questions)
            number, bounds = percent_of(share), _mean_bounds(pool, questions, share)
        else:
            number = percent(moments.yes, moments.of)
            bounds = _pooled_bounds(moments, len(questions))
    if not programme.scores:
        number = None
    reached = band(programme.bands, number) if comment and number is not None else None
    low, high = bounds.per_cent() if bounds is not None else (None, None)
    return Figure(
        moments.yes,
        moments.of,
        pool.unanswered,
        pool.disputed,
        number,
        reached.comment if reached is not None else None,
        low,
        high,
        "wilson" if len(questions) == 1 else "clustered",
        *pool.cases(),
    )


def _pooled_bounds(moments: Moments, questions: int) -> Bounds:
    if questions == 1:
        return wilson(moments.yes / moments.of, moments.of)
    return clustered(moments)


def _mean(questions: Sequence[_Pool]) -> Fraction:
    """The exact mean of the shares of the questions that have an answer."""
    shares = [Fraction(pool.moments.yes, pool.moments.of) for pool in questions if pool.moments.of]
    return sum(shares, Fraction(0)) / len(shares)


def _mean_bounds(pool: _Pool, questions: Sequence[_Pool], share: Fraction) -> Bounds:
    """As for a pooled share, with the linearised residual of a mean of ratios in place of that of one ratio."""
    answered = [part for part in questions if part.moments.of]
    if len(questions) == 1:
        return wilson(float(share), pool.moments.of)
    residuals: dict[str, list[float]] = {}
    for part in answered:
        of = part.moments.of
        own = part.moments.yes / of
        for case, count in part.by_case.items():
            if count.of:
                residuals.setdefault(case, []).append((count.yes - own * count.of) / (of * len(answered)))
    cases = len(residuals)
    squares = fsum(fsum(terms) ** 2 for terms in residuals.values())
    variance = cases * squares / (cases - 1) if cases > 1 else 0.0
    size = effective_size(float(share), variance, pool.moments.of, cases)
    return wilson(float(share), size)


def figure_to_json(figure: Figure) -> dict[str, Any]:
    """A figure with exactly the keys of the command line's contract (DESIGN 6)."""
    return {
        "yes": figure.yes,
        "of": figure.of,
        "unanswered": figure.unanswered,
        "disputed": figure.disputed,
        "provisional": figure.provisional,
        "percent": figure.percent,
        "comment": figure.comment,
        "low": figure.low,
        "high": figure.high,
        "interval": figure.interval,
    }


def scores_to_json(programme: Programme, scores: Scores) -> dict[str, Any]:
    """The scores as `fieldwork scores --json` prints them (DESIGN 6)."""
    return {
        "programme": programme.id,
        "cases": scores.cases,
        "threads": {id_: figure_to_json(figure) for id_, figure in scores.threads.items()},
        "criteria": {id_: figure_to_json(figure) for id_, figure in scores.criteria.items()},
        "sections": {id_: figure_to_json(figure) for id_, figure in scores.sections.items()},
        "questions": {id_: figure_to_json(figure) for id_, figure in scores.questions.items()},
    }
