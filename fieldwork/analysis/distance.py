"""How far a score is from the next comment: how many answers would have to turn, and what open ones could still do.

The comment is read off the printed whole per cent, rounded half up, so an edge at 60 lies at 59.5% exactly (dossier
1.2, 1.3). Everything is counted in whole numbers or exact fractions.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from fieldwork.analysis.figures import band, percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fieldwork.analysis.figures import Figure
    from fieldwork.programme.models import Band, Programme


@dataclass(frozen=True, slots=True)
class Step:
    """The way to a neighbouring comment.

    `answers` is the fewest answers, 1 or more, that would have to turn for `band`: for a better one from not good to
    good, for a worse one the other way. `edge` is the band at whose start the two meet. `least` says that not any
    answers will do (in a mean of questions an answer to a question that few cases have weighs more than another).
    """

    answers: int
    band: Band
    edge: Band
    least: bool = False


@dataclass(frozen=True, slots=True)
class Distance:
    """From a score to the next better and the next worse comment; None where there is none."""

    better: Step | None = None
    worse: Step | None = None


def distance(programme: Programme, figure: Figure, questions: Iterable[Figure] = ()) -> Distance:
    """How far `figure` is from the comments beside its own.

    Args:
        programme: its bands, and how shares combine.
        figure: of a set of questions; nothing is far or near without a percentage.
        questions: the figure of each question of the set. They are only looked at where the programme takes the mean
            of its questions.
    """
    here = band(programme.bands, figure.percent) if figure.percent is not None else None
    if here is None or not figure.of:
        return Distance()
    if programme.aggregator == "pooled":
        parts = [(figure.yes, figure.of)]
    else:
        parts = [(one.yes, one.of) for one in questions if one.of]
    better = min((one for one in programme.bands if one.start > here.start), key=lambda one: one.start, default=None)
    worse = max((one for one in programme.bands if one.start < here.start), key=lambda one: one.start, default=None)
    least = programme.aggregator != "pooled"
    return Distance(
        None if better is None else _step(_to_reach(parts, better.start), better, better, least=least),
        None if worse is None else _step(_to_fall_under(parts, here.start), worse, here, least=least),
    )


def _step(answers: int | None, to: Band, edge: Band, *, least: bool) -> Step | None:
    return None if answers is None else Step(answers, to, edge, least)


def _edge(start: int) -> Fraction:
    """The exact share from which a percentage is printed as `start` or more."""
    return Fraction(2 * start - 1, 200)


def _share(parts: Sequence[tuple[int, int]]) -> Fraction:
    return sum((Fraction(yes, of) for yes, of in parts), Fraction(0)) / len(parts)


def _to_reach(parts: Sequence[tuple[int, int]], start: int) -> int | None:
    """The fewest answers to turn good for a percentage of `start`."""
    missing = _edge(start) - _share(parts)
    return _fewest([(of - yes, Fraction(1, of * len(parts))) for yes, of in parts], missing, strictly=False)


def _to_fall_under(parts: Sequence[tuple[int, int]], start: int) -> int | None:
    """The fewest good answers to turn for a percentage under `start`."""
    above = _share(parts) - _edge(start)
    return _fewest([(yes, Fraction(1, of * len(parts))) for yes, of in parts], above, strictly=True)


def _fewest(kinds: Iterable[tuple[int, Fraction]], far: Fraction, *, strictly: bool) -> int | None:
    """How many of the heaviest answers add up to `far` (or to more than it); None where all together do not.

    Args:
        kinds: how many answers there are to turn, and what each of them weighs.
        far: the share to cover, 0 or more.
        strictly: whether it has to be more than `far`.
    """
    taken = 0
    for there, weight in sorted(kinds, key=lambda kind: -kind[1]):
        needed = far // weight + 1 if strictly else -(-far // weight)
        if needed <= there:
            return taken + needed
        taken += there
        far -= there * weight
    return None


def could_become(programme: Programme, figure: Figure) -> tuple[Band, Band] | None:
    """The worst and the best comment that the answers still to come could lead to; None where there are none to come.

    All of them bad or all good are the ends; n/a lies between. Only for pooled scores: a mean of questions would
    have to know which questions they belong to.
    """
    missing = figure.unanswered + figure.disputed
    if not missing or not programme.scores or programme.aggregator != "pooled":
        return None
    ends = [
        band(programme.bands, share)
        for yes in (figure.yes, figure.yes + missing)
        if (share := percent(yes, figure.of + missing)) is not None
    ]
    low, high = ends
    return None if low is None or high is None else (low, high)
