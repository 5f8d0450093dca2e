"""A questionnaire in groups side by side, by an item of the form or by batch. Enter shows the forms behind a figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import ScreenResume

from fieldwork.analysis.groups import TWO, attributes, side_by_side, two_where_many
from fieldwork.errors import BadInputError
from fieldwork.programme.models import Questionnaire
from fieldwork.record.batches import batches
from fieldwork.record.entry import Entry
from fieldwork.record.returns import returns
from fieldwork.text import clip, shown
from fieldwork.tui.forms_behind import FORMS, ask_form
from fieldwork.tui.group_lines import GroupsView, columns_that_fit, group_rows
from fieldwork.tui.rows import Row
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.screens.presence import is_up
from fieldwork.tui.screens.prompt import ChoicePrompt
from fieldwork.tui.widgets.line_list import LineList
from fieldwork.tui.widgets.row_list import RowList

if TYPE_CHECKING:  # the app imports the screens
    from fieldwork.tui.app import FieldworkApp


class GroupsScreen(WorkScreen):
    """The groups of one questionnaire (its id) by an item of it, or by ``batch``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "other", "by something else", id="groups.other"),
        Binding("t", "two", "two or each answer", id="groups.two"),
        Binding("right", "turn(1)", "other groups", key_display="→", id="groups.next"),
        Binding("left", "turn(-1)", "groups before", show=False, id="groups.previous"),
        Binding("tab", "next_item(1)", "next item", id="groups.next_item"),
        Binding("shift+tab", "next_item(-1)", "item before", show=False, id="groups.item_before"),
        Binding("escape", "back", "back", key_display="Esc", id="groups.back"),
    ]

    def __init__(self, questionnaire: str = "", by: str = "") -> None:
        super().__init__()
        self._wanted = questionnaire
        self._by = by
        self._first = 0
        self._opened: set[str] = set()
        self._view: GroupsView | None = None

    def compose_body(self) -> ComposeResult:
        """One list."""
        yield RowList(self._rows, start="item:", id="groups")

    def on_mount(self) -> None:
        """Count."""
        self._count()
        super().on_mount()
        self.rows.focus()

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    @property
    def questionnaire(self) -> Questionnaire | None:
        """The one whose groups are shown."""
        return self.workspace.inspection.questionnaires.get(self._wanted)

    def _count(self) -> None:
        """Tally every group anew; where no groups can be made any more, nothing is shown."""
        found, space = self.questionnaire, self.workspace
        self._view = None
        if found is None:
            return
        try:
            sides = side_by_side(
                found,
                returns(space.record, found.id),
                self._by,
                self.fieldwork.share_words,
                among=batches(space.record, found.id),
                rates=space.programme.scores,
            )
        except BadInputError as error:
            self.notify(str(error), timeout=4, markup=False)
            return
        self._first = max(0, min(self._first, len(sides.groups) - 1))
        self._view = GroupsView(sides, self._first, self._opened)

    def _rows(self, width: int) -> Sequence[Row]:
        return group_rows(self._view, width) if self._view is not None else ()

    def title_line(self) -> Content:
        """By what, and of whom."""
        found = self.questionnaire
        return Content(f" Side by side by {shown(self._by)}{'' if found is None else f' · {shown(found.respondents)}'}")

    def line_text(self) -> str:
        """What the cursor is on."""
        return self.rows.here.about

    def _renew(self) -> None:
        self._count()
        self.refresh_title()
        self.rows.renew()

    @on(ScreenResume)
    def _come_back(self) -> None:
        if is_up(self):
            self._renew()

    def show_changed(self, entries: Sequence[Entry]) -> None:
        """Count anew what was undone or redone."""
        del entries
        self._renew()

    def action_other(self) -> None:
        """Groups by something else."""
        if self.questionnaire is not None:
            ask_groups(self.fieldwork, self.questionnaire, self._regroup, self._by.removesuffix(TWO))

    def _regroup(self, by: str) -> None:
        self._by, self._first = by, 0
        self._opened.clear()
        self._renew()

    def action_two(self) -> None:
        """Two groups by the favourable answers, or again one for each answer."""
        if self._view is not None and self._view.sides.turned != self._by:
            self._regroup(self._view.sides.turned)

    def action_turn(self, by: int) -> None:
        """The columns that did not fit."""
        if self._view is None:
            return
        sides = self._view.sides
        last = max(0, len(sides.groups) - columns_that_fit(sides, self.rows.size.width))
        self._first = max(0, min(last, self._first + by))
        self._renew()

    def action_next_item(self, by: int) -> None:
        """The next item."""
        self.rows.next_stop(by)

    @on(LineList.Chosen)
    def action_open(self) -> None:
        """The forms behind the figures of a row, or one of these forms."""
        target = self.rows.here.target
        what = target.partition(":")[0]
        if what == FORMS:
            ask_form(self.fieldwork, self._wanted, target)
        elif what in ("answer", "sums", "n", "apart"):
            self._opened ^= {target}
            self.rows.renew()
            self.rows.show_whole()


def ask_groups(app: FieldworkApp, questionnaire: Questionnaire, chosen: Callable[[str], None], now: str = "") -> None:
    """Ask by what the forms are to be put in groups; `chosen` hears it, unless Esc leaves it."""
    possible = attributes(questionnaire, batches(app.open_workspace.record, questionnaire.id))
    if not possible:
        app.notify("This questionnaire has no item with one answer to make groups by.", timeout=4, markup=False)
        return
    width = max(20, app.size.width - 16)
    choices = [(value, clip(shown(f"{value}  {words}"), width)) for value, words in possible]

    def answered(by: str | None) -> None:
        if by is not None:
            chosen(two_where_many(questionnaire, by))

    app.push_screen(ChoicePrompt("Side by side by which item?", choices, now or None), answered)
