"""The cases behind one figure: who counts for it and against it, with the first note. Enter opens the question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize, ScreenResume
from textual.widgets import Static

from fieldwork.analysis.makeup import cases_in
from fieldwork.record.entry import Entry
from fieldwork.text import clip, shown
from fieldwork.tui.cases_behind_lines import Behind, behind_rows
from fieldwork.tui.rows import Row
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.widgets.line_list import LineList
from fieldwork.tui.widgets.row_list import RowList


class CasesBehindScreen(WorkScreen):
    """The cases behind `figure`: ``question:1.1.3``, ``criterion:1.1``, ``section:1``, ``thread:RoH``.

    Of a count of the sample it is ``sample:sex=female``.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_group(1)", "next group", id="behind.next"),
        Binding("shift+tab", "next_group(-1)", "group before", show=False, id="behind.before"),
        Binding("escape", "back", "back", key_display="Esc", id="behind.back"),
    ]
    DEFAULT_CSS = """
    CasesBehindScreen #what { height: 1; background: $surface; color: $text-muted; padding: 0 1; }
    """

    def __init__(self, figure: str = "") -> None:
        super().__init__()
        self._kind, _, self._figure = figure.partition(":")
        self._behind: Behind | None = None

    def compose_body(self) -> ComposeResult:
        """What it is of, and the cases."""
        yield Static("", id="what", markup=False)
        yield RowList(self._rows, start="case:", id="behind")

    def on_mount(self) -> None:
        """Read the cases."""
        self._read()
        super().on_mount()
        self.query_one(RowList).focus()

    def _read(self) -> None:
        space = self.workspace
        first: dict[tuple[str | None, str | None], str] = {}
        for note in space.inspection.notes:
            if note.text:
                first.setdefault((note.case, note.question), shown(note.text))
        self._behind = Behind(
            space.programme,
            self._kind,
            self._figure,
            {case.id: shown(case.reference) for case in space.cases},
            space.all_judgements,
            lambda case, question: first.get((case, question), ""),
            cases_in(space.programme, space.cases, self._figure) if self._kind == "sample" else None,
        )
        self._show_what(self.app.size.width)

    def _show_what(self, width: int) -> None:
        title = self._behind.title if self._behind is not None else ""
        self.query_one("#what", Static).update(Content(clip(title, max(10, width - 2))), layout=False)

    @on(Resize)
    def _resized(self, event: Resize) -> None:
        """The title as far as it fits now."""
        self._show_what(event.size.width)

    def _rows(self, width: int) -> Sequence[Row]:
        return behind_rows(self._behind, width) if self._behind is not None else ()

    def title_line(self) -> Content:
        """What the list is."""
        return Content(f" The cases behind {shown(self._behind.name if self._behind is not None else self._figure)}")

    def line_text(self) -> str:
        """The figure, and the note on the line."""
        title = self._behind.title if self._behind is not None else ""
        return f"{title} {self.query_one(RowList).here.about}"

    @on(ScreenResume)
    def _come_back(self) -> None:
        if self._behind is not None:
            self._read()
            self.query_one(RowList).renew()

    def show_changed(self, entries: Sequence[Entry]) -> None:
        """Read anew what was undone or redone."""
        del entries
        self._come_back()

    def action_next_group(self, by: int) -> None:
        """The next group."""
        self.query_one(RowList).next_stop(by)

    @on(LineList.Chosen)
    def action_open(self) -> None:
        """The checklist of the case, at the question; Esc there comes back to this list."""
        what, _, rest = self.query_one(RowList).here.target.partition(":")
        case, _, question = rest.rpartition(":")
        if what == "case":
            self.fieldwork.drill("checklist", case=case, question=question)
