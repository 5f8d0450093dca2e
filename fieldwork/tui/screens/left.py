"""The list for the talk: what to ask the case manager, then what else is left in a case. Enter goes there, P prints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from fieldwork.record.entry import Entry
from fieldwork.record.views import Case
from fieldwork.text import cells, clip, shown
from fieldwork.tui.checklist_left import LeftRow, left_rows, next_target
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.widgets.line_list import LineList, Segments


class LeftList(LineList):
    """What is left, under headings."""

    def __init__(self) -> None:
        super().__init__(id="left")
        self.rows: tuple[LeftRow, ...] = ()

    def show(self, rows: tuple[LeftRow, ...]) -> None:
        """Show other rows; the cursor stays where it can, never on a heading."""
        self.rows = rows
        place = next_target(rows, min(self.cursor, len(rows) - 1), 0) if rows else 0
        self.set_count(max(1, len(rows)), place)

    def row(self, index: int, width: int) -> Segments:
        """A heading, or a question with the reason why it is there."""
        if not self.rows:
            return ((" Nothing is left in this case: every question has an answer, every document a date.", "good"),)
        row = self.rows[index]
        if row.heading:
            return ((f" {row.text}", "head"),)
        why = f"  {row.why} " if row.why else ""
        room = width - 3 - cells(why)
        text = clip(shown(row.text), room)
        return ((f"   {text}", ""), (" " * (room - cells(text)) + why, "dim"))

    def action_move(self, by: int) -> None:
        """Over headings."""
        if self.rows:
            self.cursor = next_target(self.rows, self.cursor, by)

    def action_move_to(self, index: int) -> None:
        """First and last."""
        if self.rows:
            self.cursor = next_target(self.rows, index if index >= 0 else len(self.rows) + index, 0)


class LeftScreen(WorkScreen):
    """What is left in a case (its subject). `go` is called with the question chosen, `dates` where it is a date."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "go there", key_display="Enter", id="left.open"),
        Binding("d", "dates", "dates", id="left.dates"),
        Binding("P", "print", "print", key_display="P", id="left.print"),
        Binding("escape,l", "back", "back", key_display="Esc", id="left.back"),
    ]

    def __init__(self, case: str, go: Callable[[str], None], dates: Callable[[], None]) -> None:
        super().__init__()
        self._case = case
        self._go = go
        self._dates = dates

    def compose_body(self) -> ComposeResult:
        """One list."""
        yield LeftList()

    def on_mount(self) -> None:
        """Fill it."""
        self._fill()

    def on_screen_resume(self) -> None:
        """What is left may have become less."""
        self._fill()

    def _fill(self) -> None:
        case = Case(self.workspace.record, self._case)
        rows = left_rows(self.workspace.programme, self.workspace.judgements(self._case), case)
        self.query_one(LeftList).show(rows)
        self.refresh_title()

    def title_line(self) -> Content:
        """Which case."""
        return Content(f" Case {shown(Case(self.workspace.record, self._case).reference)} · what is left")

    def line_text(self) -> str:
        """The row one is on."""
        found = self.query_one(LeftList)
        return found.rows[found.cursor].text if found.rows else ""

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        rows = self.query_one(LeftList).rows
        kind, _, name = (rows[event.index].target if rows else "").partition(":")
        if kind == "question":
            self.app.pop_screen()
            self._go(name)
        elif kind == "date":
            self.action_dates()

    def action_open(self) -> None:
        """Go to the row one is on."""
        self.query_one(LeftList).action_choose()

    def action_dates(self) -> None:
        """The dates of this case."""
        self._dates()

    def show_changed(self, entries: Sequence[Entry]) -> None:
        """What was undone may be left again."""
        del entries
        self._fill()

    def action_print(self) -> None:
        """The list on paper, for the talk."""
        from fieldwork.report.case_pages import left_page  # noqa: PLC0415 (what is printed is made when it is)
        from fieldwork.tui.printing import print_page  # noqa: PLC0415 (the same)

        case = Case(self.workspace.record, self._case)
        document = left_page(self.workspace.inspection, case, self.workspace.judgements(self._case))
        print_page(self.fieldwork, document, f"case-{case.reference}-to-ask")
