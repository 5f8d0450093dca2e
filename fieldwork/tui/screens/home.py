"""Home: the inspections opened last, a new one, any other file, and the samples."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.widgets import Static
from textual.worker import get_current_worker

from fieldwork.paths import is_private_copy
from fieldwork.settings import recent_files
from fieldwork.text import shown
from fieldwork.tui.opening import SAMPLES, ask_path, open_path, open_sample
from fieldwork.tui.recent import Recent, read_recent, recent_line
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.screens.prompt import ChoicePrompt
from fieldwork.tui.widgets.key_bar import Hint
from fieldwork.tui.widgets.line_list import LineList, Segments

NONE_YET = "No inspection has been opened on this computer yet.\n\n"

EMPTY = """  {}   makes a new inspection
  {}   opens a file: a colleague's, or one from a stick
  {}   opens a sample with made-up cases, to try things out

  {}   looks up a term,  {}  shows every key,  {}  quits
"""
EMPTY_KEYS = (
    ("home.new", "n"),
    ("home.open", "o"),
    ("home.sample", "s"),
    ("app.glossary", "/"),
    ("app.explain", "?"),
    ("app.quit", "ctrl+q"),
)
"""The keys that it names: action and default."""


class RecentList(LineList):
    """The recent inspections."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self.found: list[Recent] = []

    def row(self, index: int, width: int) -> Segments:
        """One inspection."""
        number = f" {index + 1}" if index < 9 else "  "  # noqa: PLR2004 (one digit)
        return ((number, "dim"), *recent_line(self.found[index], width - 2))


class HomeScreen(WorkScreen):
    """Where one begins, and where one changes to another inspection."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "new inspection", id="home.new"),
        Binding("o", "open_file", "open a file", id="home.open"),
        Binding("s", "sample", "sample", id="home.sample"),
        Binding("X", "erase", "erase for good", show=False, id="home.erase"),
        Binding("escape", "back", "back", show=False, id="home.back"),
    ]
    DEFAULT_CSS = """
    HomeScreen #recent-title { height: 2; padding: 0 1; color: $text-primary; text-style: bold; }
    HomeScreen #open { display: none; height: auto; padding: 1 1 0 1; }
    HomeScreen #empty { height: 1fr; padding: 1 2; }
    HomeScreen #where { height: 1; padding: 0 1; color: $text-muted; background: $surface; }
    """

    def compose_body(self) -> ComposeResult:
        """The recent ones, or what to do where there are none."""
        yield Static("", id="open", markup=False)
        yield Static(Content("\nOpened last"), id="recent-title", markup=False)
        yield RecentList(id="recent")
        yield Static(Content(NONE_YET + self._begin_words()), id="empty", markup=False)
        yield Static("", id="where", markup=False)

    def title_line(self) -> Content:
        """The product's name."""
        return Content(" fieldwork · inspections of youth offending work")

    def on_mount(self) -> None:
        """Show the names at once, and read the files one after the other."""
        paths = recent_files()
        rows = self.rows
        rows.found = [Recent(path) for path in paths]
        rows.set_count(len(paths), 0)
        for selector, there in (("#recent", bool(paths)), ("#recent-title", bool(paths)), ("#empty", not paths)):
            self.query_one(selector).display = there
        self._show_open()
        self._show_where()
        if paths:
            rows.focus()
            self.run_worker(lambda: self._read(paths), thread=True, exclusive=True, group="recent")

    @property
    def rows(self) -> RecentList:
        """The list."""
        return self.query_one(RecentList)

    def _begin_words(self) -> str:
        return EMPTY.format(*(self.fieldwork.key(*one) for one in EMPTY_KEYS))

    def _show_open(self) -> None:
        """Say what is open, and how to go back to it."""
        workspace = self.fieldwork.workspace
        if workspace is None:
            return
        name = shown(workspace.inspection.area or workspace.path.stem)
        sample = ", a private copy of a sample" if is_private_copy(workspace.path) else ""
        there, go = self.query_one("#open", Static), self.fieldwork.key("app.go", "g")
        there.update(Content(f"{name} is open{sample}: Esc or {go} c goes back to it."))
        there.display = True
        self.query_one("#empty", Static).update(Content(self._begin_words()))

    def _read(self, paths: Sequence[Path]) -> None:
        """In a thread: read each file and hand its line over."""
        worker = get_current_worker()
        for index, path in enumerate(paths):
            if worker.is_cancelled:
                return
            self.call_later(self._show_read, index, read_recent(path, self.fieldwork.by))

    def _show_read(self, index: int, recent: Recent) -> None:
        self.rows.found[index] = recent
        self.rows.refresh_rows([index])
        self._show_where()

    @on(LineList.Moved)
    def _show_where(self) -> None:
        rows = self.rows
        chosen = rows.found[rows.cursor] if rows.cursor < len(rows.found) else None
        line = Content("") if chosen is None else Content(chosen.broken or shown(chosen.path))
        self.query_one("#where", Static).update(line, layout=False)

    def key_hints(self) -> list[Hint]:
        """Enter first, where there is something to open, and Esc where there is something to go back to."""
        hints = super().key_hints()
        if self.fieldwork.workspace is not None:
            hints = [("Esc", "back to the open one"), *hints]
        return [("Enter", "open"), *hints] if self.rows.found else hints

    def line_text(self) -> str:
        """The inspection the cursor is on."""
        rows = self.rows
        return rows.found[rows.cursor].title if rows.cursor < len(rows.found) else ""

    def on_key(self, event: Key) -> None:
        """A digit goes to that line."""
        digit = event.character or ""
        if len(digit) == 1 and digit in "123456789":
            event.stop()
            self.rows.action_move_to(int(digit) - 1)

    @on(LineList.Chosen)
    def _open_recent(self, event: LineList.Chosen) -> None:
        recent = self.rows.found[event.index]
        if recent.broken:  # it says why already; perhaps it was put right meanwhile
            self.run_worker(lambda: self._read_again(event.index, recent.path), thread=True, group="again")
        else:
            open_path(self.fieldwork, recent.path)

    def _read_again(self, index: int, path: Path) -> None:
        """In a thread: read a broken file once more, and open it where it is whole now."""
        found = read_recent(path, self.fieldwork.by)
        self.call_later(self._show_read, index, found)
        if not found.broken:
            self.call_later(open_path, self.fieldwork, path)

    def action_open_file(self) -> None:
        """Ask for a file."""
        ask_path(self.fieldwork)

    def action_erase(self) -> None:
        """Erase the inspection that the cursor is on, after asking."""
        from fieldwork.tui.keeping import ask_erase  # noqa: PLC0415 (imported when it is needed)

        rows = self.rows
        if rows.cursor < len(rows.found):
            ask_erase(self.fieldwork, rows.found[rows.cursor].path)

    def action_new(self) -> None:
        """Ask what a new inspection is of."""
        from fieldwork.tui.beginning import ask_new  # noqa: PLC0415 (imported when it is needed)

        ask_new(self.fieldwork)

    def action_sample(self) -> None:
        """Offer the samples."""

        def chosen(name: str | None) -> None:
            if name is not None:
                open_sample(self.fieldwork, name)

        hint = "a private copy, gone when you leave: try what you like"
        self.app.push_screen(ChoicePrompt("Which sample?", list(SAMPLES.items()), hint=hint), chosen)
