"""A list of rows that are made anew for every width, with Tab stops and digits that find a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events

from fieldwork.tui.rows import Row, index_of, numbered, stop_after
from fieldwork.tui.typed_number import TypedNumber, is_digit
from fieldwork.tui.widgets.line_list import LineList, Segments

Source = Callable[[int], Sequence[Row]]
"""Gives the rows for a width."""


class RowList(LineList):
    """Shows the rows that `source` gives for its width; `renew` asks it again.

    The cursor begins on the first row whose target begins with `start`.
    """

    def __init__(self, source: Source, *, start: str = "", id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._source = source
        self._start = start
        self._width = 0
        self._typed = TypedNumber()
        self.rows: Sequence[Row] = ()

    def row(self, index: int, width: int) -> Segments:
        """One row."""
        del width
        return self.rows[index].segments

    @property
    def here(self) -> Row:
        """The row the cursor is on; an empty one where there are none."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else Row()

    def renew(self, target: str = "") -> None:
        """Ask for the rows anew; the cursor stays on what it is on, or goes to `target`."""
        if not self.size.width:
            return
        before, first = self.here.target, not self.rows
        self._width, self.rows = self._laid_out()
        if first and not target:
            target = next((row.target for row in self.rows if self._start and row.target.startswith(self._start)), "")
        self.set_count(len(self.rows), index_of(self.rows, target or before, self.cursor))

    def _laid_out(self) -> tuple[int, Sequence[Row]]:
        """The rows and the width they are for: beside the scroll bar wherever they need one.

        Rows for the wrong width would be cut at their right end, where the figures stand.
        """
        bar, there = self.styles.scrollbar_size_vertical, self.show_vertical_scrollbar
        width = self._width_beside(bar if there else 0)
        rows = tuple(self._source(width))
        needed = len(rows) > self.size.height
        if needed != there:
            width = self._width_beside(bar if needed else 0)
            rows = tuple(self._source(width))
        return width, rows

    def _width_beside(self, bar: int) -> int:
        return max(1, self.size.width - bar)

    def on_resize(self, event: events.Resize) -> None:
        """Other rows at another width, and where the scroll bar comes or goes with the height."""
        super().on_resize(event)
        bar = self.styles.scrollbar_size_vertical if len(self.rows) > event.size.height else 0
        if self._width_beside(bar) != self._width:
            self.renew()
        self._show_heading()

    def _show_heading(self) -> None:
        """Show the heading of the first rows again where nothing but it is scrolled away."""
        first = next((index for index, row in enumerate(self.rows) if not row.stop), 0)
        if 0 < self.scroll_offset.y <= first and self.cursor < self.size.height:
            self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def go_to(self, target: str) -> bool:
        """To the first row of `target`, if there is one."""
        found = next((index for index, row in enumerate(self.rows) if row.target == target), None)
        if found is not None:
            self.cursor = found
        return found is not None

    def next_stop(self, by: int = 1) -> None:
        """To the next row where Tab stops, and as much of what belongs to it as fits."""
        found = stop_after(self.rows, self.cursor, by)
        if found is not None:
            self._show_from(found)
            self.cursor = found

    def _show_from(self, index: int) -> None:
        following = stop_after(self.rows, index) or 0
        self._show_rows(index, following if following > index else len(self.rows))

    def show_whole(self) -> None:
        """Show as much as fits of what stands under the cursor, up to the next empty row."""
        rest = range(self.cursor + 1, len(self.rows))
        self._show_rows(self.cursor, next((index for index in rest if not self.rows[index].target), len(self.rows)))

    def _show_rows(self, start: int, end: int) -> None:
        if end > self.scroll_offset.y + self.size.height:
            self.scroll_to(y=min(start, max(0, end - self.size.height)), animate=False, force=True, immediate=True)

    def on_key(self, event: events.Key) -> None:
        """Digits and dots go to the row with that number; once the cursor has moved otherwise they begin anew."""
        character = event.character or ""
        if not (is_digit(character) or (character == "." and self._typed.text)):
            return
        event.stop()
        found = numbered(self.rows, self._typed.add(character, self.cursor))
        if found is not None:
            self._show_from(found)
            self.cursor = found
        self._typed.led_to(self.cursor)
