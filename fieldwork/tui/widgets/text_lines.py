"""Lines of text to scroll through, made anew for every width."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events

from fieldwork.tui.widgets.line_list import LineList, Segments


class TextLines(LineList):
    """Shows what `make(width)` gives. Without a cursor: moving scrolls."""

    DEFAULT_CSS = """
    TextLines > .line--cursor { background: transparent; color: $foreground; text-style: none; }
    """

    def __init__(self, make: Callable[[int], Sequence[Segments]], *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._make = make
        self._lines: Sequence[Segments] = ()

    def show(self, make: Callable[[int], Sequence[Segments]] | None = None) -> None:
        """Show other lines, from the top."""
        self._make = make or self._make
        self._lay()
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def _lay(self) -> None:
        width = self.outer_size.width - self.gutter.width - self.styles.scrollbar_size_vertical
        self._lines = self._make(max(1, width))  # the scroll bar may come and go: its column stays free
        self.set_count(len(self._lines), 0)

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines anew."""
        del event
        self._lay()

    @property
    def has_focus_shown(self) -> bool:
        """There is no cursor to show."""
        return False

    def row(self, index: int, width: int) -> Segments:
        """One line."""
        del width
        return self._lines[index]

    def action_move(self, by: int) -> None:
        """Scroll by lines."""
        self.scroll_to(y=self.scroll_offset.y + by, animate=False, force=True, immediate=True)

    def action_move_to(self, index: int) -> None:
        """Scroll to the first or last line."""
        self.scroll_to(y=index if index >= 0 else self.count, animate=False, force=True, immediate=True)
