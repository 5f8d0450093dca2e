"""The line under a list into which one types what the rows shown have to have; hidden while there is no filter."""

from __future__ import annotations

from textual.widget import Widget

from fieldwork.tui.widgets.field import Field


class FilterLine(Field):
    """A field that is there while a filter is. Whoever shows it watches its `value`."""

    DEFAULT_CSS = """
    FilterLine#filter { height: 1; display: none; padding: 0 1; }
    FilterLine#filter.-open { display: block; }
    """

    def __init__(self, value: str, placeholder: str) -> None:
        super().__init__(value, placeholder=placeholder, id="filter")
        self.set_class(bool(value), "-open")

    def begin(self) -> None:
        """Show it, to be typed into."""
        self.add_class("-open")
        self.focus()

    def end(self, back_to: Widget) -> None:
        """Keep what is typed and go back to the list; an empty filter goes."""
        back_to.focus()
        self.set_class(bool(self.value.strip()), "-open")

    def clear_away(self, back_to: Widget) -> bool:
        """Take the filter away and go back to the list; False where there was none."""
        there = self.has_class("-open")
        if there:
            back_to.focus()
            self.remove_class("-open")
            self.value = ""
        return there
