"""A keyer without a screen, for tests of the state machine: what a key means is the same as on the screen."""

from __future__ import annotations

from itertools import count

from builders import said, sitting, small_questionnaire, small_record

from fieldwork.programme.models import Questionnaire
from fieldwork.record.record import Record
from fieldwork.record.undo import undo
from fieldwork.tui import keying_form as keying
from fieldwork.tui import keying_settling as settling
from fieldwork.tui.keying_desk import RecordDesk
from fieldwork.tui.keying_moves import at_item
from fieldwork.tui.keying_state import State, Step, item_at
from fieldwork.tui.keying_typing import delete, insert, move_cursor, takes


class Keyer:
    """A person at the keyboard, without a screen: keys in, entries out. `keying` 2 is the second keying."""

    def __init__(
        self,
        questionnaire: Questionnaire | None = None,
        by: str = "JN",
        record: Record | None = None,
        keying: int = 1,
    ) -> None:
        form = questionnaire or small_questionnaire()
        self.record = small_record(questionnaires=[form]) if record is None else record
        self.sitting = sitting(by, f"{by.lower()}k{keying}")
        self.desk = RecordDesk(self.record, form, by, keying)
        self.state = State()
        self.step = Step(self.state)
        self._count = count(1)
        self._kind = "" if keying == 1 else "second"

    def press(self, *keys: str) -> Keyer:
        for key in keys:
            self._take(self._meant(key))
        return self

    def type(self, text: str) -> Keyer:
        self._take(insert(self.desk, self.state, text))
        return self

    def _meant(self, key: str) -> Step:
        desk, state = self.desk, self.state
        if len(key) == 1 and takes(desk, state, key):
            return insert(desk, state, key)
        if len(key) == 1 and key in "123456789":
            return keying.option(desk, state, key)
        marks = {"0": "blank", "x": "unreadable", "ctrl+x": "unreadable", "m": "multiple"}
        if key in marks:
            return keying.mark(desk, state, marks[key])
        simple = {
            "enter": lambda desk, state: keying.enter(desk, state, lambda: f"return/{next(self._count)}{self._kind}"),
            "delete": lambda _, state: Step(delete(state)),
            **{arrow: lambda _, state: Step(move_cursor(state, key)) for arrow in ("left", "right", "home", "end")},
            "backspace": keying.back,
            "up": keying.up,
            "down": keying.down,
            "tab": keying.next_open,
            "escape": keying.leave,
            "f": settling.first_one,
            "s": settling.second_one,
            "t": settling.key_anew,
            "w": keying.look,
            "ctrl+l": keying.look,
        }
        return simple[key](desk, state) if key in simple else Step(state)

    def _take(self, step: Step) -> None:
        self.step = step
        if step.statements:
            said(self.record, self.sitting, *step.statements)
        self.state = step.state

    def undo(self) -> Keyer:
        act, statements = undo(self.record, self.desk.by)
        taken = self.record.act(act)
        self.record.add(self.sitting.entries(self.record, statements, act))
        about = next((one for one in taken if ":" in one.field), taken[0])
        kind, _, item_id = about.field.partition(":")
        settled = kind == "settled" and self.desk.keying == 2
        subject = self.desk.second_of(about.subject) if settled else about.subject
        self.state = at_item(self.desk, self.state, subject, item_id)
        return self

    @property
    def at(self) -> str:
        return "serial" if self.state.asks_serial else item_at(self.desk, self.state).id

    def form(self, serial: str) -> dict[str, object]:
        known = self.desk.find(serial)
        return dict(self.desk.values(known.subject)) if known else {}
