"""A figure is never a bare number: it knows its k and n, what is missing, its interval, and its cases (DESIGN 2).

Percentages are whole, rounded half up on whole numbers (a float would round some halves down); the comment is read
off the percentage as it is printed, so that a printed 60 never carries SUBSTANTIAL (dossier 1.2, 1.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from fieldwork.programme.models import Band

Interval = Literal["wilson", "clustered"]

MIN_FOR_PERCENT = 10
"""Below this many answers a report prints counts and words, never a percentage (DESIGN 7; dossier 5, small n)."""

EDGE_DISTANCE = 3
"""Per cent. How near a score may come to an assumed edge before the comment is said to hang on the assumption."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What a set of questions adds up to over a set of cases.

    `yes` good answers (whatever the question's polarity) `of` answers that are yes or no; n/a stays out of both.
    `unanswered` counts what is open or waits, parked included; `disputed` what colleagues answered differently:
    neither is in `of`. `percent` is None for an empty set and where the programme publishes none (SQS); `comment`
    only stands by headline threads and criteria. `low` and `high` bound the share in per cent, one decimal, 95%; None
    for an empty set.

    The cases behind it are case ids, sorted. With several questions one case can stand in all three: `cases_for`
    have at least one good answer in the set, `cases_against` at least one that is not good, `cases_open` at least one
    question unanswered or disputed.
    """

    yes: int = 0
    of: int = 0
    unanswered: int = 0
    disputed: int = 0
    percent: int | None = None
    comment: str | None = None
    low: float | None = None
    high: float | None = None
    interval: Interval = "wilson"
    cases_for: tuple[str, ...] = ()
    cases_against: tuple[str, ...] = ()
    cases_open: tuple[str, ...] = ()

    @property
    def provisional(self) -> bool:
        """Whether an answer is still to come that could change it."""
        return self.unanswered + self.disputed > 0

    @property
    def share(self) -> int | None:
        """`yes` of `of` in whole per cent even where the programme publishes none: for deciding, not for printing."""
        return percent(self.yes, self.of)


def percent(yes: int, of: int) -> int | None:
    """100·yes/of rounded half up, exactly; None of nothing: an empty set has no score, not 0% (dossier 1.3)."""
    return (200 * yes + of) // (2 * of) if of else None


def percent_of(share: Fraction) -> int:
    """An exact share (0 to 1) in whole per cent, rounded half up."""
    return (200 * share.numerator + share.denominator) // (2 * share.denominator)


def band(bands: Sequence[Band], score: int) -> Band | None:
    """The band of a printed whole percentage; None where there are no bands (SQS)."""
    reached = [one for one in bands if one.start <= score]
    return max(reached, key=lambda one: one.start, default=None)


def near_assumed_edge(score: int | None, bands: Sequence[Band], distance: int = EDGE_DISTANCE) -> Band | None:
    """The band whose assumed edge a score lies near, so that its comment hangs on the assumption (dossier 1.2).

    The rule: an edge anywhere between the band's `earliest` and `latest` could change the comment; where the evidence
    gives none, an edge up to `distance` per cent away. An edge at 0 is nobody's assumption.

    Returns:
        The band that starts at that edge, the nearest where there are two; None where the comment is safe.
    """
    if score is None:
        return None
    near = [one for one in bands if one.edge == "assumed" and one.start > 0 and _could_lie_at(one, score, distance)]
    return min(near, key=lambda one: abs(one.start - score), default=None)


def _could_lie_at(band: Band, score: int, distance: int) -> bool:
    earliest = band.start - distance if band.earliest is None else band.earliest
    latest = band.start + distance if band.latest is None else band.latest
    return earliest <= score < latest
