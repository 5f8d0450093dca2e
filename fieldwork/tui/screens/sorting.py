"""`s` on the cases: by which column to order them. Its letter, or the arrows and Enter; the same one turns it round."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from fieldwork.text import shown
from fieldwork.tui.screens.overlay import Overlay
from fieldwork.tui.widgets.line_list import LineList, Segments

TAKEN = "jkguz"
"""Letters that move in a list, or work everywhere."""


def lettered(titles: Sequence[str]) -> list[tuple[str, str]]:
    """Each title with a letter of its own: the first of its letters that no title before has, else none."""
    used = set(TAKEN)
    found: list[tuple[str, str]] = []
    for title in titles:
        letter = next((c for c in title.lower() if c.isascii() and c.isalpha() and c not in used), "")
        used.add(letter)
        found.append((letter, title))
    return found


class Titles(LineList):
    """The columns, each with its letter."""

    def __init__(self, columns: Sequence[tuple[str, str]], mark: tuple[int, str]) -> None:
        super().__init__(count=len(columns))
        self._columns = columns
        self._mark = mark

    def row(self, index: int, width: int) -> Segments:
        """One column."""
        del width
        letter, title = self._columns[index]
        place, sign = self._mark
        return ((f"  {letter or ' '}  ", "head"), (title, ""), (f" {sign}" if index == place else "", "accent"))


class SortScreen(Overlay[int | None]):
    """Gives the place of the column chosen among `titles`. `present` is the one in force, with its sign."""

    DEFAULT_CSS = """
    SortScreen { align: center bottom; }
    SortScreen > Vertical {
        width: 100%; max-width: 100; height: auto; padding: 0 1; background: $panel; border: round $primary;
    }
    SortScreen .title { text-style: bold; }
    SortScreen .hint { color: $text-muted; }
    """

    def __init__(self, titles: Sequence[str], present: int, sign: str) -> None:
        super().__init__()
        self._columns = lettered([shown(title) for title in titles])
        self._present = present
        self._sign = sign

    def compose(self) -> ComposeResult:
        """Title, columns, hint."""
        with Vertical():
            yield Static(Content("Order the cases by"), classes="title", markup=False)
            yield Titles(self._columns, (self._present, self._sign))
            yield Static(
                Content("its letter, or Enter; the one in force is turned round"), classes="hint", markup=False
            )

    def on_mount(self) -> None:
        """Begin at the column in force."""
        titles = self.query_one(Titles)
        titles.styles.height = "auto"
        titles.styles.max_height = max(3, self.app.size.height - 6)
        titles.set_count(len(self._columns), self._present)

    def on_key(self, event: Key) -> None:
        """A letter chooses at once."""
        for place, (letter, _) in enumerate(self._columns):
            if letter and letter == event.character:
                event.stop()
                self.dismiss(place)
                return

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.dismiss(event.index)
