"""`v` on the findings: the scores with their intervals, the make-up of the sample, and the week, in bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import ScreenResume

from fieldwork.analysis.days import judgements_by_day
from fieldwork.errors import FieldworkError
from fieldwork.record.entry import Entry
from fieldwork.report.document import Chart
from fieldwork.text import shown
from fieldwork.tui.asking import in_thread
from fieldwork.tui.chart_sheet import chart_rows, charts_of
from fieldwork.tui.drafting import Drafting
from fieldwork.tui.rows import Row
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.screens.presence import is_up
from fieldwork.tui.widgets.line_list import LineList
from fieldwork.tui.widgets.row_list import RowList


class ChartsScreen(WorkScreen):
    """The charts one below the other; Enter on a bar opens the cases behind it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_chart(1)", "next chart", id="charts.next"),
        Binding("shift+tab", "next_chart(-1)", "chart before", show=False, id="charts.before"),
        Binding("escape,v", "back", "back", key_display="Esc", id="charts.back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._charts: Sequence[Chart] | None = None
        self._drafting = Drafting()
        self._counted = -1

    def compose_body(self) -> ComposeResult:
        """The lines."""
        yield RowList(self._rows, id="charts")

    def on_mount(self) -> None:
        """Count in a thread."""
        super().on_mount()
        self.query_one(RowList).focus()
        self._count()

    @on(ScreenResume)
    def _count(self) -> None:
        entries = list(self.workspace.record)
        if self._counted == len(entries):
            return
        self._counted = len(entries)
        words = self.fieldwork.share_words
        drafting = self._drafting

        def counted() -> tuple[Chart, ...]:
            return charts_of(drafting.contents(entries, words), judgements_by_day(entries))

        def show(charts: tuple[Chart, ...]) -> None:
            if is_up(self):
                self._charts = charts
                self.query_one(RowList).renew()

        def failed(error: FieldworkError) -> None:
            self.notify(str(error), severity="warning", markup=False)

        in_thread(self.fieldwork, counted, show, failed)

    def show_changed(self, entries: Sequence[Entry]) -> None:
        """Count what was undone or redone."""
        del entries
        self._count()

    def title_line(self) -> Content:
        """Of which area."""
        return Content(f" Charts · {shown(self.workspace.inspection.area) or 'no area'}")

    def line_text(self) -> str:
        """What the bar is of."""
        return self.query_one(RowList).here.about

    def _rows(self, width: int) -> Sequence[Row]:
        if self._charts is None:
            return [Row(((" counting …", "dim"),))]
        return chart_rows(self._charts, width)

    def action_next_chart(self, by: int) -> None:
        """The next chart."""
        self.query_one(RowList).next_stop(by)

    @on(LineList.Chosen)
    def action_open(self) -> None:
        """The cases behind the bar."""
        target = self.query_one(RowList).here.target
        if ":" in target:
            self.fieldwork.drill("cases_behind", figure=target)
