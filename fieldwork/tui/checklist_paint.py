"""Lines as values, and what of a line has to be painted again: no widget, no terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from fieldwork.text import cells, clip, shown
from fieldwork.text import wrapped as text_lines

Segment = tuple[str, str]
"""A text and the name of its style; empty for plain."""


class Spot(NamedTuple):
    """Cells of a line that mean something when clicked on."""

    start: int
    end: int
    target: str


class Line(NamedTuple):
    """A line of a screen. `target` is what a click on it means, `now` whether it belongs to the current question."""

    segments: tuple[Segment, ...] = ()
    target: str = ""
    now: bool = False
    spots: tuple[Spot, ...] = ()

    @property
    def text(self) -> str:
        """What a person reads."""
        return "".join(text for text, _ in self.segments)

    def target_at(self, x: int) -> str:
        """What a click on the cell `x` means."""
        return next((spot.target for spot in self.spots if spot.start <= x < spot.end), self.target)


EMPTY = Line()


def fitted(segments: Iterable[Segment], width: int) -> tuple[Segment, ...]:
    """`segments` as safe text in at most `width` cells; what does not fit is cut with an ellipsis."""
    out: list[Segment] = []
    left = width
    for raw, style in segments:
        text = clip(shown(raw), left)
        if not text:
            continue
        left -= cells(text)
        if out and out[-1][1] == style:  # each change of style is forty bytes to the terminal
            out[-1] = (out[-1][0] + text, style)
        else:
            out.append((text, style))
    return tuple(out)


def spread(left: Sequence[Segment], right: Sequence[Segment], width: int) -> tuple[Segment, ...]:
    """`left` and `right` at the two ends of a line. What is at the right goes where it would take over half."""
    size = size_of(right)
    if 2 * size > width:
        return fitted(left, width)
    cut = fitted(left, width - size - 1)
    return fitted((*cut, (" " * (width - size - size_of(cut)), ""), *right), width)


def size_of(segments: Iterable[Segment]) -> int:
    """How many cells segments take."""
    return sum(cells(shown(text)) for text, _ in segments)


def pad(text: str, width: int) -> str:
    """`text` in exactly `width` cells, cut or filled."""
    text = clip(shown(text), width)
    return text + " " * (width - cells(text))


@lru_cache(maxsize=1_000)
def wrapped(text: str, width: int) -> tuple[str, ...]:
    """`text` in lines of at most `width` cells (`fieldwork.text.wrapped`); at least one line. Kept from key to key."""
    return tuple(text_lines(text, width)) or ("",)


def changed_width(old: tuple[Segment, ...], new: tuple[Segment, ...]) -> int:
    """How many cells of a line have to be painted again, from its beginning to the last change.

    Textual sends a line from the beginning of its widget on, so where a change begins makes no difference. Blanks at
    the end look the same in every style.
    """
    if old == new:
        return 0
    before, after = "".join(text for text, _ in old), "".join(text for text, _ in new)
    if cells(before) != cells(after):
        return max(cells(before.rstrip(" ")), cells(after.rstrip(" ")))
    same = _same_end(old, new)
    return max(cells(before[: len(before) - same]), cells(after[: len(after) - same]))


def _same_end(old: tuple[Segment, ...], new: tuple[Segment, ...]) -> int:
    """How many characters at the end of two lines look the same. Goes from one change of style to the next."""
    ours, theirs = list(old), list(new)
    same = 0
    while ours and theirs:
        one, style = ours.pop()
        other, other_style = theirs.pop()
        if one == other and style == other_style:
            same += len(one)
            continue
        size = min(len(one), len(other))
        end, other_end = one[len(one) - size :], other[len(other) - size :]
        alike = _same_suffix(end, other_end)
        if style != other_style:
            alike = min(alike, size - len(end.rstrip(" ")))
        same += alike
        if alike < size:
            break
        if len(one) > size:
            ours.append((one[: len(one) - size], style))
        if len(other) > size:
            theirs.append((other[: len(other) - size], other_style))
    return same


def _same_suffix(one: str, other: str) -> int:
    """How many characters two texts of one length have in common at their end."""
    if one == other:
        return len(one)
    return next(place for place, (a, b) in enumerate(zip(reversed(one), reversed(other), strict=True)) if a != b)
