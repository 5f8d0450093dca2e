"""Does the YOT's classification of a case agree with the inspector's own, and if not, in which direction?

A rule of DESIGN 7, for RoSH and for vulnerability alike: the programme's `Classification` names the two
attributes and their scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fieldwork.programme.models import Classification
    from fieldwork.record.views import Case

Direction = Literal["agree", "too low", "too high", "not clear"]
"""Of the YOT's classification, seen from the inspector's own. ``not clear``: the YOT recorded no clear one."""

DIRECTIONS: tuple[Direction, ...] = ("agree", "too low", "too high", "not clear")


@dataclass(frozen=True, slots=True)
class Agreements:
    """The cases (ids, in the order given) by direction; `unknown` are those where one of the two is not recorded."""

    by_direction: dict[Direction, tuple[str, ...]]
    unknown: tuple[str, ...]

    @property
    def compared(self) -> int:
        """How many cases the YOT had clearly classified and the inspector too: the denominator of agreement."""
        return sum(len(cases) for direction, cases in self.by_direction.items() if direction != "not clear")


def agreement(classification: Classification, case: Case) -> Direction | None:
    """How the YOT's classification of `case` compares; None while either is not recorded, or disputed.

    A recorded value that is not on the scale is no clear classification; an inspector's own that is not on it counts
    as not recorded.
    """
    recorded, own = case.attribute(classification.recorded), case.attribute(classification.own)
    if recorded is None or own not in classification.scale:
        return None
    if recorded not in classification.scale:
        return "not clear"
    difference = classification.scale.index(recorded) - classification.scale.index(own)
    if difference == 0:
        return "agree"
    return "too low" if difference < 0 else "too high"


def agreements(classification: Classification, cases: Iterable[Case]) -> Agreements:
    """The cases by direction; every direction is there, empty or not."""
    found: dict[Direction, list[str]] = {direction: [] for direction in DIRECTIONS}
    unknown: list[str] = []
    for case in cases:
        direction = agreement(classification, case)
        (unknown if direction is None else found[direction]).append(case.id)
    return Agreements({direction: tuple(ids) for direction, ids in found.items()}, tuple(unknown))
