"""Lines as values, and what of a line has to be painted again: no widget, no terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fieldwork.text import cells, clip, shown

Segment = tuple[str, str]
"""A text and the name of its style; empty for plain."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Cells of a line that mean something when clicked on."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Line:
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
        if text:
            out.append((text, style))
            left -= cells(text)
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


def wrapped(text: str, first: int, rest: int | None = None) -> list[str]:
    """`text` in lines of at most `first` cells, from the second line on `rest`; words longer than a line are cut up."""
    rest = first if rest is None else rest
    if first < 1 or rest < 1:
        return []
    lines: list[str] = []
    line, room = "", first
    for word in shown(text).split():
        for piece in _pieces(word, rest):
            joined = f"{line} {piece}" if line else piece
            if cells(joined) <= room:
                line = joined
                continue
            if line:
                lines.append(line)
                room = rest
            if cells(piece) > room:  # only on a first line that is narrower than the others
                lines.append("")
                room = rest
            line = piece
    return [*lines, line] if line or not lines else lines


def _pieces(word: str, width: int) -> list[str]:
    """A word in pieces of at most `width` cells; what is wider than `width` by itself is left out."""
    if cells(word) <= width:
        return [word]
    pieces = [""]
    for character in word:
        if cells(character) > width:
            continue
        if cells(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return [piece for piece in pieces if piece]


def changed_span(old: Sequence[Segment], new: Sequence[Segment], width: int) -> tuple[int, int] | None:
    """The cells (from, to) that differ between two lines of `width` cells; None where nothing does."""
    if old == new:
        return None
    before, after = _cells_of(old, width), _cells_of(new, width)
    start = 0
    while start < width and before[start] == after[start]:
        start += 1
    if start == width:
        return None
    end = width
    while end > start and before[end - 1] == after[end - 1]:
        end -= 1
    return start, end


def _cells_of(segments: Iterable[Segment], width: int) -> list[tuple[str, str]]:
    """What stands in each cell: a character with its combining marks, and its style.

    Both cells of a wide character hold it, so that it is never painted by half.
    """
    out: list[tuple[str, str]] = []
    for text, style in segments:
        if text.isascii():
            out += [(character, style) for character in text]
            continue
        for character in text:
            size = cells(character)
            if size:
                out += [(character, style)] * size
            elif out:
                out[-1] = (out[-1][0] + character, style)
    out += [(" ", "")] * (width - len(out))
    return out[:width]
