"""Orders as numbers: the smaller the earlier. Moving one thing says as few new numbers as it can. Pure.

A thing that moves takes a number between those of its new neighbours, so that two laptops which move different things
do not come into each other's way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Placed = tuple[str, float]
"""A thing by its id, and its number."""


def moved(standing: Sequence[Placed], which: str, by: int) -> list[Placed]:
    """The new numbers after a thing has gone up (-1) or down (1) past its neighbour; nothing at the end of the line.

    Args:
        standing: all things of the line, in their order.
        which: the thing that moves; there must be one of that id.
        by: -1 or 1.
    """
    place = [id_ for id_, _ in standing].index(which)
    if not 0 <= place + by < len(standing):
        return []
    line = [one for one in standing if one[0] != which]
    low = line[place + by - 1][1] if place + by > 0 else None
    high = line[place + by][1] if place + by < len(line) else None
    number = _between(low, high)
    if number is not None:
        return [(which, number)]
    line.insert(place + by, (which, 0.0))  # some have the same number, as after a merge: all are numbered anew
    return [(id_, float(new)) for new, (id_, _) in enumerate(line)]


def _between(low: float | None, high: float | None) -> float | None:
    """A number between two, or beyond the one there is; None where none is."""
    if low is None or high is None:
        return high - 1 if high is not None else 0.0 if low is None else low + 1
    number = (low + high) / 2
    return number if low < number < high else None
