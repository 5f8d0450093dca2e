"""The questionnaires: what came back, how each item was answered, and the forms behind every count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import ScreenResume
from textual.widgets import Static

from fieldwork.analysis.tallies import tally
from fieldwork.programme.models import Questionnaire
from fieldwork.record import names
from fieldwork.record.batches import MOST_ISSUED, batches
from fieldwork.record.entry import Entry
from fieldwork.record.record import Statement
from fieldwork.record.returns import returns
from fieldwork.text import clip, shown
from fieldwork.tui.forms_behind import FORMS, ask_form
from fieldwork.tui.keying_desk import RecordDesk
from fieldwork.tui.rows import Row
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.screens.presence import is_up
from fieldwork.tui.screens.prompt import TextPrompt
from fieldwork.tui.tally_lines import DIFFERS, ISSUED, KEY_FORMS, TallyView, tally_rows
from fieldwork.tui.widgets.line_list import LineList
from fieldwork.tui.widgets.row_list import RowList


class QuestionnairesScreen(WorkScreen):
    """The tally of one questionnaire at a time; `questionnaire` is the one to begin with."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "key_forms", "key forms", id="questionnaires.key"),
        Binding("v", "key_twice", "second keying", id="questionnaires.key_twice"),
        Binding("l", "differs", "what differs", show=False, id="questionnaires.differs"),
        Binding("c", "comments", "comments", id="questionnaires.comments"),
        Binding("s", "side_by_side", "side by side", id="questionnaires.side_by_side"),
        Binding("right", "turn(1)", "other form", key_display="→", id="questionnaires.next"),
        Binding("left", "turn(-1)", "questionnaire before", show=False, id="questionnaires.previous"),
        Binding("i", "issued", "went out", id="questionnaires.issued"),
        Binding("b", "batches", "batches, print", id="questionnaires.batches"),
        Binding("d", "definition", "add or revise from a file", show=False, id="questionnaires.definition"),
        Binding("tab", "next_item(1)", "next item", show=False, id="questionnaires.next_item"),
        Binding("shift+tab", "next_item(-1)", "item before", show=False, id="questionnaires.item_before"),
        Binding("escape", "back", "back", show=False, id="questionnaires.back"),
    ]
    DEFAULT_CSS = """
    QuestionnairesScreen #which { height: 1; background: $surface; color: $text-muted; }
    QuestionnairesScreen #none { height: 1fr; padding: 1 2; color: $text-muted; }
    """

    def __init__(self, questionnaire: str = "") -> None:
        super().__init__()
        self._ids: list[str] = []
        self._at = 0
        self._wanted = questionnaire
        self._opened: set[str] = set()
        self._view: TallyView | None = None

    # -- what is shown -----------------------------------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """Which questionnaires there are, and the rows of one."""
        yield Static("", id="which", markup=False)
        yield RowList(self._rows, start=KEY_FORMS, id="tally")
        yield Static("This inspection has no questionnaires.", id="none", markup=False)

    def on_mount(self) -> None:
        """Begin with the questionnaire asked for, else the programme's first."""
        self._count()
        super().on_mount()
        self.rows.focus()

    def _find(self) -> None:
        """Which questionnaires there are now: one may have been added, or taken back."""
        there = self.workspace.inspection.questionnaires
        order = self.workspace.programme.questionnaires
        if self._ids:
            self._wanted = self._ids[self._at]
        self._ids = [*(name for name in order if name in there), *(name for name in there if name not in order)]
        self._at = self._ids.index(self._wanted) if self._wanted in self._ids else 0
        self.query_one("#none").display = not self._ids
        self.rows.display = bool(self._ids)

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    @property
    def questionnaire(self) -> Questionnaire | None:
        """The one that is shown."""
        return self.workspace.inspection.questionnaires.get(self._ids[self._at]) if self._ids else None

    def title_line(self) -> Content:
        """Which questionnaire."""
        found = self.questionnaire
        return Content(f" {shown(found.title) if found is not None else 'Questionnaires'}")

    def line_text(self) -> str:
        """What the cursor is on."""
        row = self.rows.here
        return row.about or row.text

    def _rows(self, width: int) -> Sequence[Row]:
        return tally_rows(self._view, width) if self._view is not None else ()

    def _count(self) -> None:
        """Tally anew."""
        self._find()
        found = self.questionnaire
        if found is None:
            return
        space = self.workspace
        desk = RecordDesk(space.record, found, space.by)
        forms = desk.forms()
        looks = tuple((one, desk.look(one.subject)) for one in forms)
        self._view = TallyView(
            tally(
                found,
                returns(space.record, found.id),
                space.inspection.issued(found.id),
                self.fieldwork.share_words,
                rates=space.programme.scores,
            ),
            forms,
            tuple((one, items) for one, items in looks if items),
            desk.offered(),
            self._opened,
        )
        self._show_which()

    def _show_which(self) -> None:
        parts: list[Content] = []
        there = self.workspace.inspection.questionnaires
        for index, name in enumerate(self._ids):
            whose = clip(shown(there[name].respondents), 34)
            parts.append(
                Content.styled(f" ▸{whose} ", "bold $foreground") if index == self._at else Content(f"  {whose} ")
            )
        if len(self._ids) > 1:
            parts.append(Content("  ← → chooses"))
        self.query_one("#which", Static).update(Content("").join(parts), layout=False)

    @on(ScreenResume)
    def _come_back(self) -> None:
        if is_up(self):
            self._count()
            self.rows.renew()

    def show_changed(self, entries: Sequence[Entry]) -> None:
        """Count anew what was undone or redone."""
        del entries
        self._count()
        self.refresh_title()
        self.rows.renew()

    # -- keys ----------------------------------------------------------------------------------------------------------

    def action_turn(self, by: int) -> None:
        """Another questionnaire."""
        if len(self._ids) < 2:  # noqa: PLR2004 (one is the one that is shown)
            return
        self._at = (self._at + by) % len(self._ids)
        self._opened.clear()
        self._count()
        self.refresh_title()
        self.rows.renew(ISSUED)
        self.rows.go_to(KEY_FORMS)

    def action_next_item(self, by: int) -> None:
        """The next item, or problem."""
        self.rows.next_stop(by)

    def action_key_forms(self, serial: str = "") -> None:
        """Key forms of this questionnaire."""
        if self.questionnaire is not None:
            self.fieldwork.go_to("keying", questionnaire=self.questionnaire.id, serial=serial)

    def action_key_twice(self) -> None:
        """Key forms of this questionnaire a second time, blind."""
        if self.questionnaire is not None:
            self.fieldwork.go_to("keying", questionnaire=self.questionnaire.id, second="yes")

    def action_differs(self) -> None:
        """The list of what was keyed differently the second time."""
        if self.questionnaire is not None:
            self.fieldwork.drill("mismatches", questionnaire=self.questionnaire.id)

    @on(LineList.Chosen)
    def action_open(self) -> None:
        """Show the forms behind a count, the comments, or key a form."""
        target = self.rows.here.target
        what, _, which = target.partition(":")
        if target == ISSUED:
            self.action_issued()
        elif target == KEY_FORMS:
            self.action_key_forms()
        elif target == DIFFERS:
            self.action_differs()
        elif what == "form":
            self.action_key_forms("" if which == "?" else which)
        elif what == FORMS:
            if self.questionnaire is not None:
                ask_form(self.fieldwork, self.questionnaire.id, target)
        elif what == "text":
            self.action_comments(which.partition(":")[0])
        elif what in ("answer", "sums", "texts"):
            self._opened ^= {target}
            self.rows.renew()
            self.rows.show_whole()

    def action_comments(self, item: str = "") -> None:
        """What people wrote in their own words."""
        if self.questionnaire is not None:
            self.fieldwork.drill("comments", questionnaire=self.questionnaire.id, item=item)

    def action_side_by_side(self) -> None:
        """Two groups or more side by side: ask by what."""
        from fieldwork.tui.screens.groups import ask_groups  # noqa: PLC0415 (imported when it is asked for)

        if (found := self.questionnaire) is not None:
            ask_groups(self.fieldwork, found, lambda by: self.fieldwork.drill("groups", questionnaire=found.id, by=by))

    def action_definition(self) -> None:
        """Add a questionnaire from a file, or revise one."""
        from fieldwork.tui.screens.revising import ask_definition  # noqa: PLC0415 (imported when it is asked for)

        ask_definition(self.fieldwork)

    def action_issued(self) -> None:
        """Ask how many copies went out; where there are batches, show them: they are what is counted."""
        found = self.questionnaire
        if found is None:
            return
        if batches(self.workspace.record, found.id):
            self.action_batches()
            return
        now = self.workspace.inspection.issued(found.id)
        prompt = TextPrompt(
            f"How many copies went out to {found.respondents}?",
            "" if now is None else str(now),
            "a whole number; empty: nobody knows. Esc leaves it as it is",
            _wrong_number,
        )
        self.app.push_screen(prompt, lambda typed: self._issue(found.id, typed))

    def action_batches(self) -> None:
        """What went out and came back, batch by batch; forms are printed from there."""
        if self.questionnaire is not None:
            self.fieldwork.drill("batches", questionnaire=self.questionnaire.id)

    def _issue(self, questionnaire_id: str, typed: str | None) -> None:
        if typed is None:
            return
        value = int(typed) if typed.strip() else None
        if value != self.workspace.inspection.issued(questionnaire_id):
            self.fieldwork.say([Statement(f"questionnaire/{questionnaire_id}", names.ISSUED, value)])
            self._count()
            self.rows.renew()


def _wrong_number(typed: str) -> str | None:
    text = typed.strip()
    if not text or (
        text.isascii() and text.isdecimal() and int(text[:9]) <= MOST_ISSUED and len(text) < len("1000000")
    ):
        return None
    return f"Expected a whole number up to {MOST_ISSUED}, found {shown(text)[:20]}."
