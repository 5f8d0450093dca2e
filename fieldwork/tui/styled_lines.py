"""Text with styles broken into lines, and tables set in columns of it: values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fieldwork.text import cells, shown
from fieldwork.tui.checklist_paint import Segment, size_of

StyledLine = tuple[Segment, ...]
_Word = list[Segment]

_GAP = 2
"""Cells between columns; one where there is no room for more."""
_LEAST = 5
"""Cells that a column of words keeps, however narrow the screen is."""


def styled_lines(pieces: Iterable[Segment], width: int) -> list[StyledLine]:
    """Pieces of text, which follow each other as they are, in lines of at most `width` cells; at least one line.

    Lines break between words where that is possible. A word may change its style in the middle ("84" and "%").
    """
    width = max(1, width)
    lines: list[list[Segment]] = [[]]
    used = 0
    for word in (part for whole in _words(pieces) for part in _cut(whole, width)):
        size = size_of(word)
        if used and used + 1 + size > width:
            lines.append([])
            used = 0
        if used:
            lines[-1].append((" ", lines[-1][-1][1] if lines[-1][-1][1] == word[0][1] else ""))
            used += 1
        lines[-1] += word
        used += size
    return [_joined(line) for line in lines]


def _words(pieces: Iterable[Segment]) -> Iterable[_Word]:
    word: _Word = []
    for raw, style in pieces:
        text = shown(raw)
        for place, chunk in enumerate(text.split(" ")):
            if place and word:
                yield word
                word = []
            if chunk:
                word.append((chunk, style))
    if word:
        yield word


def _cut(word: _Word, width: int) -> Iterable[_Word]:
    """A word in parts of at most `width` cells; what is wider by itself is left out."""
    if size_of(word) <= width:
        yield word
        return
    part: _Word = []
    used = 0
    for text, style in word:
        for character in text:
            size = cells(character)
            if used + size > width and part:
                yield part
                part, used = [], 0
            if size <= width:
                part.append((character, style))
                used += size
    if part:
        yield part


def _joined(line: Sequence[Segment]) -> StyledLine:
    out: list[Segment] = []
    for text, style in line:
        if out and out[-1][1] == style:
            out[-1] = (out[-1][0] + text, style)
        else:
            out.append((text, style))
    return tuple(out)


def columns(header: Sequence[str], rows: Sequence[Sequence[Segment]], numbers: Sequence[int], width: int) -> list[int]:
    """How wide each column of a table is: as wide as it needs to be, and less where that does not fit.

    Then titles are broken before any cell is, and after that the widest columns of words.
    """
    count = len(header)
    cells_of = [max((cells(shown(row[place][0])) for row in rows), default=1) for place in range(count)]
    needed = [max(1, cells(shown(title)), size) for title, size in zip(header, cells_of, strict=True)]
    room = max(count, width - gap_of(count, width) * (count - 1))
    if sum(needed) > room:
        words_of = [max((cells(word) for word in shown(title).split()), default=1) for title in header]
        needed = [max(1, word, size) for word, size in zip(words_of, cells_of, strict=True)]
    while sum(needed) > room:
        words = [place for place in range(count) if place not in numbers and needed[place] > _LEAST]
        place = max(words or range(count), key=lambda one: needed[one])
        if needed[place] <= 1:
            break
        over = sum(needed) - room
        others = sorted((needed[one] for one in (words or range(count)) if one != place), reverse=True)
        least = max(_LEAST if words else 1, others[0] if others else 1)
        needed[place] = max(min(needed[place] - 1, least), needed[place] - over)
    return needed


def gap_of(count: int, width: int) -> int:
    """The cells between `count` columns."""
    return _GAP if width >= count * (_LEAST + _GAP) else 1


def table_lines(
    header: Sequence[str], rows: Sequence[Sequence[Segment]], numbers: Sequence[int], width: int
) -> list[StyledLine]:
    """A table: its header, a rule, and the rows with cells broken into lines where they must be.

    Args:
        header: a title for each column; may be all empty.
        rows: the cells, each a text and its style.
        numbers: the columns of numbers, from 0, which are set to the right.
        width: cells there are.
    """
    return [line for _, line in table_rows(header, rows, numbers, width)]


def table_rows(
    header: Sequence[str], rows: Sequence[Sequence[Segment]], numbers: Sequence[int], width: int
) -> list[tuple[int | None, StyledLine]]:
    """The lines of `table_lines`, each with the row that it is of (from 0); None for the header and its rule."""
    if not header:
        return []
    widths = columns(header, rows, numbers, width)
    gap = gap_of(len(widths), width)
    out: list[tuple[int | None, StyledLine]] = []
    if any(header):
        out += [(None, line) for line in _row([(text, "bold") for text in header], widths, numbers, gap)]
        out.append((None, (("─" * min(width, sum(widths) + gap * (len(widths) - 1)), "rest"),)))
    for place, row in enumerate(rows):
        out += [(place, line) for line in _row(row, widths, numbers, gap)]
    return out


def _row(row: Sequence[Segment], widths: Sequence[int], numbers: Sequence[int], apart: int) -> list[StyledLine]:
    broken = [styled_lines([cell], size) for cell, size in zip(row, widths, strict=True)]
    out: list[StyledLine] = []
    for place in range(max((len(lines) for lines in broken), default=0)):
        line: list[Segment] = []
        for column, (lines, size) in enumerate(zip(broken, widths, strict=True)):
            cell = lines[place] if place < len(lines) else ()
            space = " " * (size - size_of(cell))
            gap = " " * apart if column else ""
            line += [(gap + space, ""), *cell] if column in numbers else [(gap, ""), *cell, (space, "")]
        out.append(_joined([one for one in line if one[0]]))
    return out
