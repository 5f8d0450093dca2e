"""Adding a questionnaire, or revising one with forms keyed already: what it does is shown before it is recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from fieldwork.analysis.revising import revision_effects
from fieldwork.exchange.definitions import whole_definition
from fieldwork.programme.loading import questionnaire_to_dict
from fieldwork.programme.models import Questionnaire
from fieldwork.record import names
from fieldwork.record.record import Record, Statement
from fieldwork.record.returns import returns
from fieldwork.text import shown
from fieldwork.tui.asking import ask_until_done, in_thread
from fieldwork.tui.revising_lines import Plan, plan_rows
from fieldwork.tui.rows import Row
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.screens.presence import is_up
from fieldwork.tui.widgets.line_list import LineList
from fieldwork.tui.widgets.row_list import RowList

if TYPE_CHECKING:  # the app imports the screens
    from fieldwork.tui.app import FieldworkApp


def ask_definition(app: FieldworkApp) -> None:
    """Ask for a definition, read it in a thread, and show what it would do."""

    def read(text: str) -> tuple[str, Questionnaire]:
        path = Path(text.strip()).expanduser()
        return path.name, whole_definition(path)

    def show(found: tuple[str, Questionnaire]) -> None:
        seen = len(app.open_workspace.record)
        _planned(app, *found, lambda plan: app.push_screen(RevisingScreen(plan, seen)))

    title = "Definition of a questionnaire to add, or to revise one with"
    ask_until_done(
        app, title, read, show, hint="a .toml file, an XLSForm .xlsx or an id; nothing is recorded yet. Esc leaves"
    )


def _planned(app: FieldworkApp, file: str, new: Questionnaire, done: Callable[[Plan], object]) -> None:
    """Find out, in a thread, what taking `new` from a file would do to the inspection as it is now; then `done`.

    With a thousand forms it takes a second; the thread has a record of its own, for this one may go on meanwhile.
    """
    old = app.open_workspace.inspection.questionnaires.get(new.id)
    entries = () if old is None else tuple(app.open_workspace.record)

    def plan() -> Plan:
        effects = () if old is None else revision_effects(old, new, returns(Record(entries), new.id))
        return Plan(shown(file), new, old, effects)

    in_thread(
        app, plan, lambda found: _still_here(app, found, done), lambda error: app.notify(str(error), markup=False)
    )


def _still_here(app: FieldworkApp, plan: Plan, done: Callable[[Plan], object]) -> None:
    if app.workspace is not None:  # locked, or closed, meanwhile
        done(plan)


class RevisingScreen(WorkScreen):
    """One plan: `y` records it, Esc leaves everything as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "record", "record it", id="revising.record"),
        Binding("escape", "back", "leave it", key_display="Esc", id="revising.back"),
        Binding("tab", "next_effect(1)", "next", id="revising.next"),
        Binding("shift+tab", "next_effect(-1)", "before", show=False, id="revising.before"),
    ]

    def __init__(self, plan: Plan, seen: int) -> None:
        super().__init__()
        self._plan = plan
        self._seen = seen  # so many entries there were
        self._opened: set[str] = set()

    def compose_body(self) -> ComposeResult:
        """The rows."""
        yield RowList(self._rows, start="effect:", id="plan")

    def on_mount(self) -> None:
        """Begin on the gravest effect."""
        super().on_mount()
        self.query_one(RowList).focus()

    def _rows(self, width: int) -> Sequence[Row]:
        return plan_rows(self._plan, self._opened, width)

    def title_line(self) -> Content:
        """Which questionnaire."""
        what = "Add" if self._plan.old is None else "Revise"
        return Content(f" {what} {shown(self._plan.new.id)}?")

    def line_text(self) -> str:
        """What the cursor is on."""
        row = self.query_one(RowList).here
        return row.about or row.text

    def action_next_effect(self, by: int) -> None:
        """The next effect."""
        self.query_one(RowList).next_stop(by)

    @on(LineList.Chosen)
    def action_open(self) -> None:
        """Show the forms that an effect is on, or hide them."""
        rows = self.query_one(RowList)
        if rows.here.target.startswith("effect:"):
            self._opened ^= {rows.here.target}
            rows.renew()
            rows.show_whole()

    def action_record(self) -> None:
        """Record the definition as one act, and show the questionnaire; what changed meanwhile is shown first."""
        now = len(self.workspace.record)
        if now == self._seen:
            self._record()
            return
        self._seen = now
        _planned(self.fieldwork, self._plan.file, self._plan.new, self._look_again)

    def _look_again(self, plan: Plan) -> None:
        if plan == self._plan:
            self.action_record()
        elif is_up(self):
            self._plan = plan
            self.query_one(RowList).renew()
            self.notify("The forms have changed meanwhile: this is what it does now.", markup=False)

    def _record(self) -> None:
        plan = self._plan
        new = plan.new
        if plan.old == new:
            self.notify("There is nothing to record.", markup=False)
            return
        subject = f"questionnaire/{new.id}"
        if self.fieldwork.say([Statement(subject, names.DEFINITION, questionnaire_to_dict(new))]):
            app, done = self.fieldwork, "Added" if plan.old is None else "Revised"
            app.go_to("questionnaires", questionnaire=new.id)
            app.notify(f"{done} {shown(new.id)}; {app.key('app.undo', 'u')} takes it back.", markup=False)
