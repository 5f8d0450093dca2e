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
from fieldwork.record import names
from fieldwork.record.entry import Entry
from fieldwork.record.returns import Return
from fieldwork.record.sitting import new_subject
from fieldwork.text import shown
from fieldwork.tui import keying_form as keying
from fieldwork.tui import keying_settling as settling
from fieldwork.tui.checklist_paint import EMPTY, Line
from fieldwork.tui.keying_counts import keying_counts
from fieldwork.tui.keying_desk import RecordDesk
from fieldwork.tui.keying_lines import Counts, Form, View, keying_lines
from fieldwork.tui.keying_moves import ask_serial, at_item, take_up
from fieldwork.tui.keying_state import State, Step, item_at, typing
from fieldwork.tui.keying_typing import delete, insert, move_cursor, takes
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.widgets.checklist_view import LinesView
from fieldwork.tui.widgets.key_bar import Hint
from fieldwork.workspace import Workspace

_CURSOR_KEYS = ("left", "right", "home", "end")


class KeyingScreen(WorkScreen):
    """Keys forms of one questionnaire, beginning with `serial` where one is named, and at its item `item`.

    `second`: anything but empty is the second keying, blind. With an `item` it is left when that item is done with.
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
        Binding("f", "take('first')", "as keyed first", show=False, id="keying.first"),
        Binding("s", "take('second')", "as keyed second", show=False, id="keying.second"),
        Binding("t", "key_anew", "key it anew from the paper", show=False, id="keying.anew"),
        Binding("enter", "enter", "take the number, end the item", show=False, id="keying.enter"),
        Binding("backspace", "back", "back", key_display="⌫", id="keying.back"),
        Binding("tab", "next_open", "next open", id="keying.next_open"),
        Binding("escape", "leave", "leave", key_display="Esc", id="keying.leave"),
        Binding("v", "other_keying", "first or second keying", show=False, id="keying.other"),
        Binding("l", "differs", "what differs", show=False, id="keying.differs"),
        Binding("down", "down", "next item", show=False, id="keying.down"),
        Binding("up", "up", "item before", show=False, id="keying.up"),
        Binding("delete", "rub_out", "rub out", show=False, id="keying.delete"),
    ]

    def __init__(self, questionnaire: str = "", serial: str = "", second: str = "", item: str = "") -> None:
        super().__init__()
        self._wanted = questionnaire, serial, item
        self._keying = 2 if second else 1
        self._keys: dict[str, tuple[str, str]] = {}
        self._message, self._wrong = "", False
        self._state = State()
        self._hinted = False, True
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
            self._begin(self._desk, *self._wanted[1:])
        self.app.screen_change_signal.subscribe(self, self._screen_changed, immediate=True)
        super().on_mount()

    def _find_desk(self) -> RecordDesk | None:
        forms = self._open.inspection.questionnaires
        order = [name for name in self._open.programme.questionnaires if name in forms] or list(forms)
        found = self._wanted[0] if self._wanted[0] in forms else next(iter(order), None)
        return None if found is None else RecordDesk(self._open.record, forms[found], self._open.by, self._keying)

    def _begin(self, desk: RecordDesk, serial: str = "", item: str = "") -> None:
        self._state = State(last=desk.newest())
        known = desk.find(serial) if serial else None
        if known is not None:
            at = take_up(desk, self._state, known)
            self._state = at_item(desk, at, known.subject, item) if item else at
            return
        unfinished = [one for one in desk.forms() if not one.finished and one.keyed_by in ("", desk.by)]
        if unfinished:
            self._state = ask_serial(self._state, unfinished[0].serial)
            self._message = f"form {unfinished[0].serial} is unfinished: Enter takes it up where it was left"

    # -- what is shown -----------------------------------------------------------------------------------------------

    @property
    def questionnaire(self) -> Questionnaire | None:
        """What is keyed; None where the inspection has no questionnaire."""
        return None if self._desk is None else self._desk.questionnaire

    def title_line(self) -> Content:
        """Which questionnaire."""
        what = "SECOND KEYING" if self._keying != 1 else "Keying"
        return Content(f" {shown(what if self.questionnaire is None else f'{what} · {self.questionnaire.title}')}")

    def line_text(self) -> str:
        """The item one is at, with its options."""
        if self._desk is None or self._state.asks_serial:
            return ""
        item = item_at(self._desk, self._state)
        return " ".join([item.text, *(option.label for option in item.options)])

    def _lines(self, width: int, height: int) -> Sequence[Line]:
        if self._desk is None:
            return EMPTY, Line((("  This inspection has no questionnaire to key. ⌫ goes back.", "dim"),))
        return keying_lines(self._view(self._desk), width, height)

    def _view(self, desk: RecordDesk) -> View:
        state = self._state
        if self._counts is None:
            issued = self._open.inspection.issued(desk.questionnaire.id)
            self._counts = keying_counts(desk, issued, state.renaming)
        subject = state.subject or state.renaming
        this, last = _form(desk, subject, state.serial), _form(desk, state.last if state.last != subject else "")
        mismatch = desk.mismatch(subject, item_at(desk, state).id) if state.settling else None
        second = self._keying != 1
        said, own = (self._message, self._wrong), self.fieldwork.own_keys
        return View(desk.questionnaire, state, this, last, self._counts, *said, second, mismatch, own)

    def key_hints(self) -> list[Hint]:
        """While a text is typed the letters are letters: only the keys that still do something are shown."""
        hints, key = super().key_hints(), self.fieldwork.key
        if self._desk is None:
            return hints
        if self._state.asks_serial:
            other, differs = key("keying.other", "v"), key("keying.differs", "l")
            own = (
                [(other, "second keying")]
                if self._keying == 1
                else [(other, "first keying"), (differs, "what differs")]
            )
            return [*own, *(one for one in hints if one[1] != "next open")]
        if not typing(self._desk, self._state):
            return hints
        there = {name: label for name, label in hints if len(name) > 1 or name == "⌫"}
        glossary, cover = key("app.glossary_typing", "ctrl+g"), key("app.cover_typing", "F9")
        return [(key("keying.enter", "Enter"), "ends it"), *there.items(), (glossary, "glossary"), (cover, "cover")]

    def show_changed(self, entries: Sequence[Entry]) -> None:
        """Go to the item that was undone."""
        if self._desk is None:
            return
        desk = self._desk
        found = [entry for entry in entries if names.kind_of(entry.subject) == "return"]
        about = next((entry for entry in found if ":" in entry.field), found[0] if found else None)
        if about is not None:
            kind, _, item_id = about.field.partition(":")
            settled = kind == "settled" and self._keying != 1
            subject = desk.second_of(about.subject) if settled else about.subject
            self._state = at_item(desk, self._state, subject, item_id)
        self._counts = None
        self._say("")

    def undone_words(self, entries: Sequence[Entry]) -> str:
        """At the second keying the value of a first one is not shown, undone neither."""
        if self._keying == 1:
            return ""
        item = names.item("")
        about = next((one for one in entries if one.field.startswith(item)), None)
        if about is None or Return(self._open.record, about.subject).keying != 1:
            return ""
        return f"{shown(about.field.removeprefix(item))} of a first keying (not shown)"

    def _say(self, message: str, *, wrong: bool = False) -> None:
        self._message, self._wrong = message, wrong
        self.query_one(LinesView).renew()
        types = self._desk is not None and typing(self._desk, self._state)
        if (types, self._state.asks_serial) != self._hinted:
            self._hinted = types, self._state.asks_serial
            self.refresh_keys()

    # -- keys ----------------------------------------------------------------------------------------------------------

    def on_key(self, event: Key) -> None:
        """Hear a key: typed where something is typed, else what the bindings say, at once and in order."""
        desk = self._desk
        if desk is None:
            return
        character = event.character or ""
        if character and takes(desk, self._state, character):
            event.stop()
            self._step(insert(desk, self._state, character))
            return
        if event.key in _CURSOR_KEYS:
            event.stop()
            self._step(Step(move_cursor(self._state, event.key)))
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
            self._step(insert(self._desk, self._state, event.text))

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
            "take": self.action_take,
            "key_anew": self.action_key_anew,
            "other_keying": self.action_other_keying,
            "differs": self.action_differs,
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
        if _moved(self._state, step.state) or self._state.settling or step.state.settling:
            self._counts = None
        self._state = step.state
        self._say(step.message, wrong=step.wrong)
        if step.wrong or (step.state.settling and step.statements):  # heads down, one hears that two keyings differ
            self.app.bell()
        if step.leave or (self._wanted[2] and not step.wrong and self._is_elsewhere(step.state)):
            self.fieldwork.go_back()

    def _is_elsewhere(self, state: State) -> bool:
        """Whether the item that the screen was opened for is done with: then one is back where one came from."""
        return self._desk is None or state.asks_serial or item_at(self._desk, state).id != self._wanted[2]

    def action_option(self, digit: str) -> None:
        """A digit: the option with that number."""
        if self._desk is not None:
            self._step(keying.option(self._desk, self._state, digit))

    def action_mark(self, what: str) -> None:
        """Left blank, unreadable, two boxes ticked."""
        if self._desk is not None:
            self._step(keying.mark(self._desk, self._state, what))

    def action_take(self, which: str) -> None:
        """Where two keyings differ: the first one is right, or the second."""
        if self._desk is not None:
            take = settling.first_one if which == "first" else settling.second_one
            self._step(take(self._desk, self._state))

    def action_key_anew(self) -> None:
        """Where two keyings differ: key what stands on the paper."""
        if self._desk is not None:
            self._step(settling.key_anew(self._desk, self._state))

    def action_other_keying(self) -> None:
        """From the first keying to the second, or back; what is half keyed is kept."""
        found = self.questionnaire
        if found is not None:
            self._keep()
            self._keying = 3 - self._keying
            self._desk = RecordDesk(self._open.record, found, self._open.by, self._keying)
            self._counts, self._message = None, ""
            self._begin(self._desk)
            self.refresh_title()
            self._say(self._message)
            self.refresh_keys()

    def action_differs(self) -> None:
        """The list of what was keyed differently the second time."""
        found = self.questionnaire
        if found is not None:
            self._keep()
            self.fieldwork.drill("mismatches", questionnaire=found.id)

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
        self._step(Step(delete(self._state)))

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


def _moved(before: State, after: State) -> bool:
    """Whether one is in another form, or asked for a number: how far one is is counted only then."""
    return (before.subject, before.renaming) != (after.subject, after.renaming)


def _form(desk: RecordDesk, subject: str, serial: str = "") -> Form:
    if not subject:
        return Form()
    number = desk.serial(subject) or serial
    return Form(number, desk.values(subject), desk.disputed(subject), desk.look(subject), desk.not_asked(subject))
