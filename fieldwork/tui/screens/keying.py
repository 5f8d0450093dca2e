"""Keying paper questionnaires heads down: one key an answer. The rules are in `fieldwork.tui.keying_form`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key, Paste

from fieldwork.errors import FieldworkError
from fieldwork.programme.models import Questionnaire
from fieldwork.record.entry import Entry
from fieldwork.record.sitting import new_subject
from fieldwork.text import shown
from fieldwork.tui import keying_form as keying
from fieldwork.tui.checklist_paint import EMPTY, Line
from fieldwork.tui.keying_desk import RecordDesk
from fieldwork.tui.keying_form import State, Step
from fieldwork.tui.keying_lines import Counts, Form, View, keying_lines
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.widgets.checklist_view import LinesView
from fieldwork.tui.widgets.key_bar import Hint
from fieldwork.workspace import Workspace

_CURSOR_KEYS = ("left", "right", "home", "end")


class KeyingScreen(WorkScreen):
    """Keys forms of one questionnaire, beginning with `serial` where one is named.

    The screen hears every key itself, one after the other, so that none typed ahead lands in the wrong place; its
    bindings say which keys those are, and can be rebound.
    """

    AUTO_FOCUS = ""  # keys are the form's own
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"option('{n}')", f"option {n}", show=False, id=f"keying.option_{n}") for n in range(1, 10)),
        Binding("0", "mark('blank')", "left blank", show=False, id="keying.blank"),
        Binding("x,ctrl+x", "mark('unreadable')", "unreadable", show=False, id="keying.unreadable"),
        Binding("m", "mark('multiple')", "two boxes ticked", show=False, id="keying.multiple"),
        Binding("w,ctrl+l", "look", "look at the page again", show=False, id="keying.look"),
        Binding("enter", "enter", "take the number, end the item", show=False, id="keying.enter"),
        Binding("backspace", "back", "back", key_display="⌫", id="keying.back"),
        Binding("tab", "next_open", "next open", id="keying.next_open"),
        Binding("escape", "leave", "leave", key_display="Esc", id="keying.leave"),
        Binding("down", "down", "next item", show=False, id="keying.down"),
        Binding("up", "up", "item before", show=False, id="keying.up"),
        Binding("delete", "rub_out", "rub out", show=False, id="keying.delete"),
    ]

    def __init__(self, questionnaire: str = "", serial: str = "") -> None:
        super().__init__()
        self._wanted = questionnaire, serial
        self._keys: dict[str, tuple[str, str]] = {}
        self._message, self._wrong = "", False
        self._state = State()
        self._typing = False
        self._counts: Counts | None = None
        self._desk: RecordDesk | None = None

    def compose_body(self) -> ComposeResult:
        """One widget for all of it."""
        yield LinesView(self._lines, id="form")

    def on_mount(self) -> None:
        """Begin at the form asked for, or offer an unfinished one of one's own, or the next."""
        self._open: Workspace = self.workspace
        self._desk = self._find_desk()
        if self._desk is not None:
            self._begin(self._desk, self._wanted[1])
        self.app.screen_change_signal.subscribe(self, self._screen_changed, immediate=True)
        super().on_mount()

    def _find_desk(self) -> RecordDesk | None:
        forms = self._open.inspection.questionnaires
        order = [name for name in self._open.programme.questionnaires if name in forms] or list(forms)
        found = self._wanted[0] if self._wanted[0] in forms else next(iter(order), None)
        return None if found is None else RecordDesk(self._open.record, forms[found], self._open.by)

    def _begin(self, desk: RecordDesk, serial: str) -> None:
        self._state = State(last=desk.newest())
        known = desk.find(serial) if serial else None
        if known is not None:
            self._state = keying.take_up(desk, self._state, known)
            return
        unfinished = [one for one in desk.forms() if not one.finished and one.keyed_by in ("", desk.by)]
        if unfinished:
            self._state = keying.ask_serial(self._state, unfinished[0].serial)
            self._message = f"form {unfinished[0].serial} is unfinished: Enter takes it up where it was left"

    # -- what is shown -----------------------------------------------------------------------------------------------

    @property
    def questionnaire(self) -> Questionnaire | None:
        """What is keyed; None where the inspection has no questionnaire."""
        return None if self._desk is None else self._desk.questionnaire

    def title_line(self) -> Content:
        """Which questionnaire."""
        title = "Keying" if self.questionnaire is None else f"Keying · {self.questionnaire.title}"
        return Content(f" {shown(title)}")

    def line_text(self) -> str:
        """The item one is at, with its options."""
        if self._desk is None or self._state.asks_serial:
            return ""
        item = keying.item_at(self._desk, self._state)
        return " ".join([item.text, *(option.label for option in item.options)])

    def _lines(self, width: int, height: int) -> Sequence[Line]:
        if self._desk is None:
            return EMPTY, Line((("  This inspection has no questionnaire to key. ⌫ goes back.", "dim"),))
        return keying_lines(self._view(self._desk), width, height)

    def _view(self, desk: RecordDesk) -> View:
        state = self._state
        if state.asks_serial or self._counts is None:
            forms = desk.forms()
            self._counts = Counts(
                forms=len(forms),
                issued=self._open.inspection.issued(desk.questionnaire.id),
                offered=desk.offered() if not state.renaming else desk.serial(state.renaming),
                unfinished=tuple(one for one in forms if not one.finished),
                look=tuple(one.serial for one in forms if desk.look(one.subject)),
            )
        subject = state.subject or state.renaming
        this, last = _form(desk, subject, state.serial), _form(desk, state.last if state.last != subject else "")
        return View(desk.questionnaire, state, this, last, self._counts, self._message, self._wrong)

    def key_hints(self) -> list[Hint]:
        """While a text is typed the letters are letters: only the keys that still do something are shown."""
        hints = super().key_hints()
        if self._desk is None or not keying.typing(self._desk, self._state):
            return hints
        there = {key: label for key, label in hints if len(key) > 1 or key == "⌫"}
        return [("Enter", "ends it"), *there.items(), ("ctrl+g", "glossary"), ("F9", "cover")]

    def show_changed(self, entries: Sequence[Entry]) -> None:
        """Go to the item that was undone."""
        if self._desk is None:
            return
        found = [entry for entry in entries if entry.subject.startswith("return/")]
        about = next((entry for entry in found if entry.field.startswith("item:")), found[0] if found else None)
        if about is not None:
            item_id = about.field.partition(":")[2]
            self._state = keying.at_item(self._desk, self._state, about.subject, item_id)
        self._say("")

    def _say(self, message: str, *, wrong: bool = False) -> None:
        self._message, self._wrong = message, wrong
        self.query_one(LinesView).renew()
        typing = self._desk is not None and keying.typing(self._desk, self._state)
        if typing != self._typing:
            self._typing = typing
            self.refresh_keys()

    # -- keys ----------------------------------------------------------------------------------------------------------

    def on_key(self, event: Key) -> None:
        """Hear a key: typed where something is typed, else what the bindings say, at once and in order."""
        desk = self._desk
        if desk is None:
            return
        character = event.character or ""
        if character and keying.takes(desk, self._state, character):
            event.stop()
            self._step(keying.insert(desk, self._state, character))
            return
        if event.key in _CURSOR_KEYS:
            event.stop()
            self._step(Step(keying.move_cursor(self._state, event.key)))
            return
        name, argument = self._keys_by_name().get(event.key, ("", ""))
        action: Callable[..., None] | None = self._actions().get(name)
        if action is not None:
            event.stop()
            event.prevent_default()
            action(*([argument] if argument else []))

    def on_paste(self, event: Paste) -> None:
        """A text pasted is typed."""
        if self._desk is not None:
            event.stop()
            self._step(keying.insert(self._desk, self._state, event.text))

    def on_screen_resume(self) -> None:
        """Keys may have been changed meanwhile."""
        self._keys.clear()

    def _keys_by_name(self) -> Mapping[str, tuple[str, str]]:
        """The keys as they are bound now, with what each does."""
        if not self._keys:
            for key, active in self.active_bindings.items():
                name, _, rest = active.binding.action.partition("(")
                self._keys[key] = name, rest.strip(")'\"")
        return self._keys

    def _actions(self) -> Mapping[str, Callable[..., None]]:
        return {
            "option": self.action_option,
            "mark": self.action_mark,
            "back": self.action_back,
            "look": self.action_look,
            "enter": self.action_enter,
            "leave": self.action_leave,
            "next_open": self.action_next_open,
            "down": self.action_down,
            "up": self.action_up,
            "rub_out": self.action_rub_out,
            "undo": self.fieldwork.action_undo,
            "redo": self.fieldwork.action_redo,
        }

    def _step(self, step: Step) -> None:
        """Record what a key said, and be where it leads; where nothing could be recorded, stay."""
        if step.statements and not self.fieldwork.say(step.statements):
            self._say("nothing was recorded", wrong=True)
            return
        if step.state.asks_serial:
            self._counts = None
        self._state = step.state
        self._say(step.message, wrong=step.wrong)
        if step.wrong:
            self.app.bell()
        if step.leave:
            self.fieldwork.go_back()

    def action_option(self, digit: str) -> None:
        """A digit: the option with that number."""
        if self._desk is not None:
            self._step(keying.option(self._desk, self._state, digit))

    def action_mark(self, what: str) -> None:
        """Left blank, unreadable, two boxes ticked."""
        if self._desk is not None:
            self._step(keying.mark(self._desk, self._state, what))

    def action_back(self) -> None:
        """The item before, or the last form."""
        if self._desk is None:
            super().action_back()
        else:
            self._step(keying.back(self._desk, self._state))

    def action_look(self) -> None:
        """Mark the item: look at the page again."""
        if self._desk is not None:
            self._step(keying.look(self._desk, self._state))

    def action_enter(self) -> None:
        """Take the number, or end the item."""
        if self._desk is not None:
            self._step(keying.enter(self._desk, self._state, lambda: new_subject("return")))

    def action_leave(self) -> None:
        """Out of the form, or out of keying."""
        if self._desk is None:
            super().action_back()
        else:
            self._step(keying.leave(self._desk, self._state))

    def action_next_open(self) -> None:
        """The next item without an answer."""
        if self._desk is not None:
            self._step(keying.next_open(self._desk, self._state))

    def action_down(self) -> None:
        """The item after this one."""
        if self._desk is not None:
            self._step(keying.down(self._desk, self._state))

    def action_up(self) -> None:
        """The item before this one."""
        if self._desk is not None:
            self._step(keying.up(self._desk, self._state))

    def action_rub_out(self) -> None:
        """The letter under the cursor."""
        self._step(Step(keying.delete(self._state)))

    @on(LinesView.Clicked)
    def _clicked(self, event: LinesView.Clicked) -> None:
        """A click on an option ticks it; on an item it goes there."""
        event.stop()
        what, _, which = event.target.partition(":")
        if what == "option":
            self.action_option(which)
        elif self._desk is not None:
            self._step(keying.to_item(self._desk, self._state, int(which)))

    def _screen_changed(self, _: object) -> None:
        """Going elsewhere loses nothing of what is half keyed; what only lies over the screen changes nothing."""
        if self not in self.app.screen_stack:
            self._keep()

    def on_unmount(self) -> None:
        """Nor does leaving the app."""
        self._keep()

    def _keep(self) -> None:
        if self._desk is None:
            return
        statements = keying.kept(self._desk, self._state)
        if statements:
            with suppress(FieldworkError):  # the inspection is closed or read only: nothing can be recorded in it
                self._open.say(statements)


def _form(desk: RecordDesk, subject: str, serial: str = "") -> Form:
    if not subject:
        return Form()
    number = desk.serial(subject) or serial
    return Form(number, desk.values(subject), desk.disputed(subject), desk.look(subject))
