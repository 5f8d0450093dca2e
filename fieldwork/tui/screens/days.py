"""`d` on the cases: who has made how many judgements on which day, and what each inspector has left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from fieldwork.analysis.days import judgements_by_day
from fieldwork.analysis.progress import case_progress, totals_by
from fieldwork.record.entry import Entry
from fieldwork.tui.asking import in_thread
from fieldwork.tui.cases_table import INSPECTOR
from fieldwork.tui.days_lines import days_rows
from fieldwork.tui.rows import Row
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.screens.presence import is_up
from fieldwork.tui.widgets.row_list import RowList


class DaysScreen(WorkScreen):
    """One table. What it counts is counted in a thread."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,D", "back", "back", key_display="Esc", id="days.back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[str, dict[str, int]] | None = None

    def compose_body(self) -> ComposeResult:
        """The table."""
        yield RowList(self._rows, id="days")

    def on_mount(self) -> None:
        """Count."""
        self.query_one(RowList).focus()
        self._count()

    def show_changed(self, entries: Sequence[Entry]) -> None:
        """Something was undone: count again."""
        del entries
        self._count()

    def _count(self) -> None:
        entries = list(self.workspace.record)

        def counted(counts: dict[str, dict[str, int]]) -> None:
            self._counts = counts
            if is_up(self):
                rows = self.query_one(RowList)
                rows.renew()
                if not rows.here.stop:  # on a heading, before there were inspectors
                    rows.next_stop()

        in_thread(self.fieldwork, lambda: judgements_by_day(entries), counted, lambda _: None)  # counting never fails

    def title_line(self) -> Content:
        """What it is."""
        return Content(" Judgements by inspector and day")

    def _rows(self, width: int) -> list[Row]:
        if self._counts is None:
            return [Row(((" counting …", "dim"),))]
        space = self.workspace
        rows = (
            (
                str(case.attribute(INSPECTOR) or ""),
                case_progress(space.programme, case.id, space.judgements(case.id)),
            )
            for case in space.cases
        )
        return days_rows(self._counts, totals_by(rows), width)
