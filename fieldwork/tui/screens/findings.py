"""Findings: the scores with all that is behind them, and the side and sentence that each question gives a report."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import ScreenResume
from textual.widgets import Input, Static

from fieldwork.analysis.findings import findings
from fieldwork.record.entry import Entry
from fieldwork.text import clip, counted, shown
from fieldwork.tui.checklist_paint import Line
from fieldwork.tui.counting import Counting
from fieldwork.tui.findings_lines import ASSUMED, EDGE, FindingsView, detail_lines, findings_rows
from fieldwork.tui.rows import Row
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.widgets.checklist_view import LinesView
from fieldwork.tui.widgets.field import Field
from fieldwork.tui.widgets.line_list import LineList
from fieldwork.tui.widgets.row_list import RowList

SLICE = 0.015
"""Seconds of counting at a time; between two slices keys are heard."""


class FindingsScreen(WorkScreen):
    """The figures of all cases; Enter opens the cases behind one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "filter", "filter", id="findings.filter"),
        Binding("tab", "next_criterion(1)", "next criterion", id="findings.next"),
        Binding("shift+tab", "next_criterion(-1)", "criterion before", show=False, id="findings.before"),
        Binding("escape", "clear", "clear the filter", show=False, id="findings.clear"),
        Binding("down", "move(1)", "down", show=False, id="findings.down"),
        Binding("up", "move(-1)", "up", show=False, id="findings.up"),
    ]
    DEFAULT_CSS = """
    FindingsScreen #status { height: 1; background: $surface; color: $text-muted; padding: 0 1; }
    FindingsScreen #filter { height: 1; display: none; padding: 0 1; }
    FindingsScreen #filter.-open { display: block; }
    FindingsScreen #detail { height: 7; border-top: solid $panel; }
    FindingsScreen.-flat #detail { display: none; }
    FindingsScreen.-tall #detail { height: 9; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._view: FindingsView | None = None
        self._left = 0

    # -- what is shown -----------------------------------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """How far it is counted, the figures, and all about the one the cursor is on."""
        yield Static("counting…", id="status", markup=False)
        yield RowList(self._rows, id="findings")
        yield Field(placeholder="strength 1.2 quality …", id="filter")
        yield LinesView(self._detail, id="detail")

    def on_mount(self) -> None:
        """Begin to count."""
        super().on_mount()
        self.watch(self.query_one("#filter", Field), "value", self._filter_typed, init=False)
        self.rows.focus()
        self._count()

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    def title_line(self) -> Content:
        """Where it is of."""
        inspection = self.workspace.inspection
        return Content(f" Findings · {shown(inspection.area) or 'no area'} · {shown(inspection.programme.title)}")

    def line_text(self) -> str:
        """What the cursor is on."""
        row = self.rows.here
        return row.about or row.text

    def _rows(self, width: int) -> Sequence[Row]:
        return findings_rows(self._view, width) if self._view is not None else ()

    def _detail(self, width: int, height: int) -> Sequence[Line]:
        if self._view is None:
            return ()
        return detail_lines(self._view, self.rows.here.target, width, height)

    def _count(self) -> None:
        self.run_worker(self._count_in_slices(), exclusive=True, name="counting")

    async def _count_in_slices(self) -> None:
        """Count the cases that changed, a few milliseconds at a time, so that every key is heard at once."""
        counting = self.fieldwork.memory("findings", Counting)
        began = time.perf_counter()
        for left in counting.count(self.workspace):
            if time.perf_counter() - began > SLICE:
                self._show_status(left)
                await asyncio.sleep(0)
                began = time.perf_counter()
        words = self.fieldwork.share_words
        await asyncio.sleep(0)
        scores = counting.scores(self.workspace.programme)
        await asyncio.sleep(0)
        programme = self.workspace.programme
        found = findings(programme, scores, self.workspace.inspection.finding, words)
        self._view = FindingsView(programme, scores, found, words, self.query_one("#filter", Field).value)
        self._show()

    def _show(self) -> None:
        self.rows.renew()
        self.query_one("#detail", LinesView).renew()
        self._show_status()

    def _show_status(self, left: int = 0) -> None:
        view = self._view
        if left or view is None:
            text = f"counting… {counted(left, 'case')} to go"
        else:
            figures = view.scores.sections.values()
            missing = sum(one.unanswered + one.disputed for one in figures)
            parts = [counted(view.scores.cases, "case")]
            parts.append(
                f"◌ provisional: {counted(missing, 'answer')} {'is' if missing == 1 else 'are'} missing"
                if missing
                else "all answered"
            )
            if view.typed.strip():
                shown_now = sum(1 for row in self.rows.rows if row.target.startswith("question:"))
                parts.append(f"{counted(shown_now, 'question')} with “{shown(view.typed)}”")
            parts.append(f"{ASSUMED} wording assumed")
            if view.programme.scores:
                parts.append(f"{EDGE} near an assumed edge")
            text = " · ".join(parts)
        width = max(10, self.app.size.width - 2)
        self.query_one("#status", Static).update(Content(clip(text, width)), layout=False)

    @on(ScreenResume)
    def _come_back(self) -> None:
        if self._view is not None:
            self._count()

    def show_changed(self, entries: Sequence[Entry]) -> None:
        """Count what was undone or redone."""
        del entries
        self._count()

    # -- keys ----------------------------------------------------------------------------------------------------------

    @on(LineList.Moved)
    def _moved(self) -> None:
        self.query_one("#detail", LinesView).renew()

    @on(LineList.Chosen)
    def action_open(self) -> None:
        """The cases behind the figure."""
        target = self.rows.here.target
        if target:
            self.fieldwork.drill("cases_behind", figure=target)

    def action_next_criterion(self, by: int) -> None:
        """The next criterion."""
        self.rows.next_stop(by)

    def action_move(self, by: int) -> None:
        """Move in the list while typing in the filter."""
        self.rows.action_move(by)

    def go_to_reference(self, text: str) -> bool:
        """To a criterion or a question."""
        return any(self.rows.go_to(f"{kind}:{text}") for kind in ("criterion", "question") if "." in text)

    def action_filter(self) -> None:
        """Type what the questions shown have to hold."""
        field = self.query_one("#filter", Field)
        field.add_class("-open")
        field.focus()

    def _filter_typed(self, typed: str) -> None:
        if self._view is not None:
            view = self._view
            self._view = FindingsView(view.programme, view.scores, view.findings, view.share_words, typed)
            self._show()

    @on(Input.Submitted, "#filter")
    def _filter_ended(self) -> None:
        self.rows.focus()
        if not self.query_one("#filter", Field).value.strip():
            self.action_clear()

    def action_clear(self) -> None:
        """Everything again; with nothing to clear, back."""
        field = self.query_one("#filter", Field)
        if not field.has_class("-open"):
            self.action_back()
            return
        field.remove_class("-open")
        self.rows.focus()
        field.value = ""
