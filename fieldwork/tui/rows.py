"""Rows of a list as values: what stands on a line, what Enter on it means, and where Tab stops."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fieldwork.tui.checklist_paint import Segment, fitted, wrapped


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `target` names what it is of, and is the same when the lines are made anew; `stop`: Tab goes there.

    `about` is the text whose terms can be explained, `number` what a digit typed in the list finds it by.
    """

    segments: tuple[Segment, ...] = ()
    target: str = ""
    stop: bool = False
    about: str = ""
    number: str = ""

    @property
    def text(self) -> str:
        """What a person reads."""
        return "".join(text for text, _ in self.segments)


BLANK = Row()


def paragraph(
    text: str,
    style: str,
    indent: int,
    width: int,
    *,
    target: str = "",
    about: str = "",
    lead: Sequence[Segment] = (),
) -> list[Row]:
    """A text in as many rows as it takes, indented; on the first `lead` stands in the place of the indent."""
    rows = []
    for index, line in enumerate(wrapped(text, max(1, width - indent - 1))):
        before = lead if index == 0 and lead else ((" " * indent, ""),)
        rows.append(Row(fitted((*before, (line, style)), width), target, about=about or text))
    return rows


def index_of(rows: Sequence[Row], target: str, near: int = 0) -> int:
    """Where the first row of `target` stands; `near`, as far as there are rows, where there is none."""
    found = next((index for index, row in enumerate(rows) if target and row.target == target), None)
    return max(0, min(near, len(rows) - 1)) if found is None else found


def stop_after(rows: Sequence[Row], cursor: int, by: int = 1) -> int | None:
    """The next row after `cursor` where Tab stops (before it, where `by` is -1), going round; None without any."""
    stops = [index for index, row in enumerate(rows) if row.stop]
    if not stops:
        return None
    if by > 0:
        return next((index for index in stops if index > cursor), stops[0])
    return next((index for index in reversed(stops) if index < cursor), stops[-1])


def numbered(rows: Iterable[Row], typed: str) -> int | None:
    """The row that `typed` is the number of, else the first whose number begins with it."""
    begins: int | None = None
    for index, row in enumerate(rows):
        if row.number == typed and typed:
            return index
        if begins is None and typed and row.number.startswith(typed):
            begins = index
    return begins
