"""What stands on a sheet of the report's workbook, before it is Excel: plain values in columns of one kind each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Kind = Literal["text", "count", "percent", "bound", "date"]
"""How the values of a column print: whole per cent ("53%"), a bound of an interval ("48.1%"), a day, …"""

Value = str | int | float | date | None
"""Text, a count, a percentage as it is printed (53 for 53%), a day, or nothing."""

Look = Literal["bad", "faint", "strong"]
"""How a text is set apart besides what it says: on grey, in italics, in bold."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the kind of its values, its width in characters, and whether long texts are broken."""

    title: str
    kind: Kind = "text"
    width: int = 12
    wrap: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: lines above the table, the table with its headings, and how it is printed.

    `over` stands upright over the headings, one text for each column (empty: nothing is there). `frozen` columns at
    the left stay in sight, and are repeated on each printed page where the sheet is too wide for one. `looks` says
    which texts are set apart.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    above: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    frozen: int = 1
    pages_wide: int = 1
    looks: Mapping[str, Look] = field(default_factory=dict)
    strong_rows: frozenset[int] = frozenset()

    @property
    def header(self) -> int:
        """The row of the headings, from 0."""
        return len(self.above) + bool(self.over)
