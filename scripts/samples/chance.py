"""Choices that look like chance and are always the same.

Each choice hangs on its own labels alone (a case, a question), so that changing one thing in a sample leaves all the
rest of it as it was, on every machine and every Python.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def _number(*labels: object) -> int:
    text = "/".join(str(label) for label in labels)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def name(digits: int, *labels: object) -> str:
    """So many hexadecimal digits, for the ids of subjects and sittings."""
    return hashlib.sha256("/".join(str(label) for label in labels).encode()).hexdigest()[:digits]


def between(low: int, high: int, *labels: object) -> int:
    """A whole number from `low` to `high`, both included."""
    return low + _number(*labels) % (high - low + 1)


def happens(per_cent: int, *labels: object) -> bool:
    """True in so many of a hundred."""
    return _number(*labels) % 100 < per_cent


def one_of(options: Sequence[T], *labels: object) -> T:
    """One of the options."""
    return options[_number(*labels) % len(options)]


def some(count: int, options: Sequence[T], *labels: object) -> list[T]:
    """So many of the options, in the order in which they stand there; all where there are fewer."""
    drawn = sorted(range(len(options)), key=lambda place: (_number(*labels, options[place]), place))[:count]
    return [options[place] for place in sorted(drawn)]
