"""What in a workbook could not be taken as it stands: sheet, row, column, found, expected, and what became of it.

A form in the manner of real ones has several such places. All of them are collected, not only the first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from fieldwork.text import clip, shown

_LONGEST = 90
_MOST_ROWS = 5


class Place(NamedTuple):
    """A place in a workbook. `row` is Excel's number, 0 where the whole sheet is meant; `column` may be empty."""

    sheet: str
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """One place of a form that was not taken as it stands; `outcome` says what became of it.

    `loss`: something that the form asks, or of whom, is not in the definition; else it was only said otherwise.
    """

    place: Place
    found: str
    expected: str
    outcome: str
    loss: bool

    def __str__(self) -> str:
        sheet, row, column = self.place
        place = [f"sheet {sheet}"]
        place += [f"row {row}"] if row else []
        place += [f"column {column}"] if column else []
        return shown(f"{', '.join(place)}: found {self.found}, expected {self.expected}; {self.outcome}.")


@dataclass(slots=True)
class Remarks:
    """Collects remarks."""

    found: list[Remark] = field(default_factory=list)

    def lose(self, place: Place, found: str, expected: str, outcome: str) -> None:
        """Something is left out."""
        self.found.append(Remark(place, found, expected, outcome, loss=True))

    def change(self, place: Place, found: str, expected: str, outcome: str) -> None:
        """Something is said otherwise than the form says it."""
        self.found.append(Remark(place, found, expected, outcome, loss=False))

    def in_order(self) -> tuple[Remark, ...]:
        """What is left out first; within that as the workbook goes."""
        sheets = {"settings": 0, "choices": 1, "survey": 2}
        return tuple(sorted(self.found, key=lambda one: (not one.loss, sheets.get(one.place.sheet, 3), one.place.row)))


def cited(text: str) -> str:
    """`text` as a remark shows it: in quotation marks, safe for a terminal, never long."""
    return f"'{clip(shown(text), _LONGEST)}'"


def rows_said(rows: Iterable[int]) -> str:
    """Rows in a sentence: "row 7", "rows 3, 4 and 9 more"."""
    numbers = list(rows)
    if len(numbers) == 1:
        return f"row {numbers[0]}"
    listed = ", ".join(str(number) for number in numbers[:_MOST_ROWS])
    more = len(numbers) - _MOST_ROWS
    return f"rows {listed}{f' and {more} more' if more > 0 else ''}"
