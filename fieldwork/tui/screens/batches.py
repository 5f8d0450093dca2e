"""The batches of a questionnaire: print forms, record what went out and when, see what came back."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import ScreenResume

from fieldwork.analysis.responses import responses
from fieldwork.errors import BadInputError
from fieldwork.programme.models import Questionnaire
from fieldwork.programme.serials import serial_value
from fieldwork.record.batches import (
    MOST_ISSUED,
    Batch,
    BatchDetails,
    begin_batch,
    change_batch,
    issued_outside,
    span_words,
    take_out_batch,
)
from fieldwork.record.dates import DAYS, parse_day
from fieldwork.record.entry import Entry
from fieldwork.record.record import Statement
from fieldwork.text import shown
from fieldwork.tui.batch_lines import batch_rows
from fieldwork.tui.form_printing import print_forms
from fieldwork.tui.rows import Row
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.screens.presence import is_up
from fieldwork.tui.screens.prompt import ChoicePrompt, TextPrompt
from fieldwork.tui.widgets.line_list import LineList
from fieldwork.tui.widgets.row_list import RowList

_BATCH = "batch/"


class BatchesScreen(WorkScreen):
    """The batches of one questionnaire (its id)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "print", "print forms", id="batches.print"),
        Binding("n", "new", "printed elsewhere", id="batches.new"),
        Binding("i", "change('issued')", "went out", id="batches.issued"),
        Binding("s", "change('sent')", "sent on", id="batches.sent"),
        Binding("b", "change('back')", "came back on", id="batches.back_on"),
        Binding("delete", "take_out", "take out", show=False, id="batches.take_out"),
        Binding("tab", "next_batch(1)", "next batch", show=False, id="batches.next"),
        Binding("shift+tab", "next_batch(-1)", "batch before", show=False, id="batches.before"),
        Binding("escape", "back", "back", key_display="Esc", id="batches.back"),
    ]

    def __init__(self, questionnaire: str) -> None:
        super().__init__()
        self._which = questionnaire

    @property
    def questionnaire(self) -> Questionnaire:
        """The one whose batches are shown."""
        return self.workspace.inspection.questionnaires[self._which]

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    @property
    def chosen_batch(self) -> Batch | None:
        """The batch the cursor is on; where there is only one, that one."""
        record = self.workspace.record
        there = [row.target for row in self.rows.rows if row.target.startswith(_BATCH)]
        here = self.rows.here.target
        if here in there:
            return Batch(record, here)
        return Batch(record, there[0]) if len(there) == 1 else None

    def compose_body(self) -> ComposeResult:
        """One list."""
        yield RowList(self._rows, start=_BATCH, id="batches")

    def on_mount(self) -> None:
        """Begin in the list."""
        super().on_mount()
        self.rows.focus()

    def _rows(self, width: int) -> Sequence[Row]:
        space = self.workspace
        issued, rates = space.inspection.issued(self._which), space.programme.scores
        return batch_rows(space.record, responses(space.record, self._which), issued, width, rates=rates)

    def title_line(self) -> Content:
        """Of which questionnaire."""
        return Content(f" Batches · {shown(self.questionnaire.title)}")

    def line_text(self) -> str:
        """What the cursor is on."""
        row = self.rows.here
        return row.about or row.text

    @on(ScreenResume)
    def _come_back(self) -> None:
        if is_up(self):
            self.rows.renew()

    def show_changed(self, entries: Sequence[Entry]) -> None:
        """Show what was undone or redone, and go to it."""
        self.rows.renew(next((one.subject for one in entries if one.subject.startswith(_BATCH)), ""))

    def action_next_batch(self, by: int) -> None:
        """The next batch, or the one before."""
        self.rows.next_stop(by)

    def action_print(self) -> None:
        """Print forms."""
        print_forms(self.fieldwork, self.questionnaire, self.rows.renew)

    # -- a batch of forms from elsewhere ---------------------------------------------------------------------------

    def action_new(self) -> None:
        """Ask what went out, under which numbers, and when; record it as one act."""

        def issued(typed: str | None) -> None:
            if typed is not None:
                self._ask_numbers(BatchDetails(self._which, int(typed)))

        whose = self.questionnaire.respondents
        self._ask(f"How many copies went out to {whose}?", "", "a whole number", _issued_wrong, issued)

    def _ask_numbers(self, details: BatchDetails) -> None:
        record = self.workspace.record

        def wrong(typed: str) -> str | None:
            return _refusal(lambda: begin_batch(record, _numbered(details, typed)))

        def numbers(typed: str | None) -> None:
            if typed is not None:
                self._ask_sent(_numbered(details, typed))

        hint = "as in 1-34, with c behind where a check digit follows each; empty: no numbers"
        self._ask("Their running numbers, first and last?", "", hint, wrong, numbers)

    def _ask_sent(self, details: BatchDetails) -> None:
        record = self.workspace.record

        def sent(typed: str | None) -> None:
            if typed is None:
                return
            outside = issued_outside(record, self._which)
            self._say(begin_batch(record, dataclasses.replace(details, sent=_day(typed))))
            if outside not in (None, details.issued):
                self.app.notify(f"The {outside:,} recorded before count no more: now the batches do.", markup=False)

        title = "When did they go out?"
        self._ask(title, _today().isoformat(), f"{DAYS}; empty: not known", _day_wrong, sent)

    # -- changing one ------------------------------------------------------------------------------------------------

    def action_change(self, what: str) -> None:
        """Ask anew how many went out, when, or when what came back was counted in."""
        batch = self.chosen_batch
        if batch is None:
            self.app.notify("Go to a batch first; there is none yet, or the cursor is on none.", markup=False)
            return
        before = batch.details
        title, hint = _ASKED[what]
        now = getattr(before, what)

        def changed(typed: str) -> BatchDetails:
            if what == "issued":
                return dataclasses.replace(before, issued=int(typed))
            day = _day(typed)
            return dataclasses.replace(before, sent=day) if what == "sent" else dataclasses.replace(before, back=day)

        def wrong(typed: str) -> str | None:
            if what == "issued" and (found := _issued_wrong(typed)):
                return found
            return _refusal(lambda: change_batch(batch, changed(typed)))

        def answered(typed: str | None) -> None:
            if typed is not None:
                self._say(change_batch(batch, changed(typed)))

        offered = "" if now is None else str(now)
        if what == "back" and now is None:
            offered = _today().isoformat()
        self._ask(f"{span_words(before)}: {title}", offered, hint, wrong, answered)

    @on(LineList.Chosen)
    def action_open(self) -> None:
        """Choose what to change of the batch one is on."""
        batch = self.chosen_batch
        if batch is None:
            return
        choices = [(what, title.rstrip("?").lower()) for what, (title, _) in _ASKED.items()]
        choices.append(("out", "take it out: it was recorded by mistake"))

        def chosen(what: str | None) -> None:
            if what == "out":
                self.action_take_out()
            elif what is not None:
                self.action_change(what)

        self.app.push_screen(ChoicePrompt(f"Batch {span_words(batch.details)}", choices), chosen)

    def action_take_out(self) -> None:
        """Take a batch out again; its forms stay, and undo brings it back."""
        batch = self.chosen_batch
        if batch is not None:
            self._say(take_out_batch(batch))

    def _ask(
        self,
        title: str,
        initial: str,
        hint: str,
        wrong: Callable[[str], str | None],
        answered: Callable[[str | None], None],
    ) -> None:
        self.app.push_screen(TextPrompt(title, initial, hint, wrong), answered)

    def _say(self, statements: Sequence[Statement]) -> None:
        if statements:
            self.fieldwork.say(statements)
            self.rows.renew(statements[0].subject)


_ASKED = {
    "issued": ("How many copies went out?", "a whole number"),
    "sent": ("When did they go out?", f"{DAYS}; empty: not known"),
    "back": ("When was counted what came back?", f"{DAYS}; empty: not yet"),
}


def _issued_wrong(typed: str) -> str | None:
    text = typed.strip()
    if text.isascii() and text.isdecimal() and len(text) <= len(str(MOST_ISSUED)) and int(text) <= MOST_ISSUED:
        return None
    return f"Expected a whole number up to {MOST_ISSUED:,}, found {shown(text)[:20] or 'nothing'}."


def _numbered(details: BatchDetails, typed: str) -> BatchDetails:
    """The details with the numbers typed: "1-34", "1 34 c"; without any where nothing was."""
    text = typed.casefold().strip()
    if not text:
        return details
    check_digit = text.endswith("c")
    parts = text.removesuffix("c").replace("–", " ").replace("-", " ").split()
    if len(parts) != 2 or any(serial_value(part) is None for part in parts):  # noqa: PLR2004 (first and last)
        raise BadInputError("Expected two whole numbers, as in 1-34 or 1-34c.")
    return dataclasses.replace(details, numbers=(int(parts[0]), int(parts[1])), check_digit=check_digit)


def _today() -> date:
    return date.today()  # noqa: DTZ011 (the day as it is here)


def _day(typed: str) -> str | None:
    """A day as ISO text; None where nothing was typed."""
    return parse_day(typed, near=_today()).isoformat() if typed.strip() else None


def _day_wrong(typed: str) -> str | None:
    return _refusal(lambda: _day(typed))


def _refusal(check: Callable[[], object]) -> str | None:
    try:
        check()
    except BadInputError as error:
        return str(error)
    return None
