"""What was keyed differently the second time, who settled it, and the error rate that this measures. Enter settles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import ScreenResume

from fieldwork.analysis.keying_pace import answers_an_hour
from fieldwork.analysis.second_keying import keyers, measured, mismatches
from fieldwork.programme.models import Questionnaire
from fieldwork.programme.twice import twice_rules
from fieldwork.record.entry import Entry
from fieldwork.record.returns import returns
from fieldwork.text import shown
from fieldwork.tui.keying_desk import RecordDesk
from fieldwork.tui.mismatch_lines import MismatchView, mismatch_rows
from fieldwork.tui.rows import Row
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.screens.presence import is_up
from fieldwork.tui.widgets.line_list import LineList
from fieldwork.tui.widgets.row_list import RowList


class MismatchesScreen(WorkScreen):
    """The items of one questionnaire on which two keyings differ, those first that wait for the paper."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "second_keying", "second keying", id="mismatches.key"),
        Binding("tab", "next_item(1)", "next item", id="mismatches.next"),
        Binding("shift+tab", "next_item(-1)", "item before", show=False, id="mismatches.before"),
        Binding("escape,l", "back", "back", key_display="Esc", id="mismatches.back"),
    ]

    def __init__(self, questionnaire: str = "") -> None:
        super().__init__()
        self._wanted = questionnaire
        self._view: MismatchView | None = None

    def compose_body(self) -> ComposeResult:
        """One list."""
        yield RowList(self._rows, start="item:", id="mismatches")

    def on_mount(self) -> None:
        """Compare the keyings."""
        self._compare()
        super().on_mount()
        self.query_one(RowList).focus()

    @property
    def questionnaire(self) -> Questionnaire | None:
        """What was keyed twice; None where the inspection has no such questionnaire."""
        return self.workspace.inspection.questionnaires.get(self._wanted)

    def title_line(self) -> Content:
        """Which questionnaire."""
        found = self.questionnaire
        return Content(f" Keyed differently{'' if found is None else f' · {shown(found.title)}'}")

    def line_text(self) -> str:
        """The item the cursor is on."""
        return self.query_one(RowList).here.about

    def _rows(self, width: int) -> Sequence[Row]:
        return mismatch_rows(self._view, width) if self._view is not None else ()

    def _compare(self) -> None:
        found = self.questionnaire
        if found is None:
            return
        desk = RecordDesk(self.workspace.record, found, self.workspace.by, 2)
        forms = desk.paper_forms()
        self._view = MismatchView(
            mismatches(found, forms),
            measured(found, forms, twice_rules()),
            keyers(found, forms),
            desk.plan(),
            answers_an_hour(found, returns(self.workspace.record, found.id)),
        )

    @on(ScreenResume)
    def _come_back(self) -> None:
        if is_up(self):
            self._compare()
            self.query_one(RowList).renew()

    def show_changed(self, entries: Sequence[Entry]) -> None:
        """Compare anew after an undo."""
        del entries
        self._come_back()

    def action_next_item(self, by: int) -> None:
        """The next item."""
        self.query_one(RowList).next_stop(by)

    def action_second_keying(self) -> None:
        """Key forms a second time."""
        self.fieldwork.go_to("keying", questionnaire=self._wanted, second="yes")

    @on(LineList.Chosen)
    def action_open(self) -> None:
        """The item in the second keying, where a key settles it and comes back to this list.

        Of a form that two people keyed a second time the other one is not gone into: what is keyed in the first keying
        settles it then.
        """
        what, _, rest = self.query_one(RowList).here.target.partition(":")
        item, _, rest = rest.partition(":")
        subject, _, serial = rest.partition(":")
        found = self.questionnaire
        if what == "item" and found is not None:
            known = RecordDesk(self.workspace.record, found, self.workspace.by, 2).find(serial)
            second = "yes" if known is not None and known.subject == subject else ""
            self.fieldwork.drill("keying", questionnaire=found.id, serial=serial, second=second, item=item)
