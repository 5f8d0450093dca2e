"""The rows of the table of cases, and the line of its titles."""

from __future__ import annotations

from collections.abc import Sequence

from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from fieldwork.tui import cases_table as table
from fieldwork.tui.widgets.line_list import LineList, Segments


class CasesList(LineList):
    """The rows of the table."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self.rows: list[table.CaseRow] = []
        self.shape: Sequence[table.Column] = ()

    def row(self, index: int, width: int) -> Segments:
        """One case; nothing while it has not been read."""
        return () if index >= len(self.rows) else table.layout(self.rows[index], self.shape, width)


class Titles(Static):
    """The titles of the columns, in its last line."""

    class Clicked(Message):
        """A click on the line of titles, at the cell `x`."""

        def __init__(self, x: int) -> None:
            self.x = x
            super().__init__()

    def on_click(self, event: Click) -> None:
        """Say where."""
        if event.y == self.size.height - 1:
            self.post_message(self.Clicked(event.x))
