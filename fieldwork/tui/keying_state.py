"""Where a keyer is, what lies on her desk, and what a key can do: the values that the keying of a form is made of.

A `Desk` says what the record holds, for the first or for the second keying; a `State` where the keyer is and what she
typed so far; a `Step` what a key does: what to record, the next state, and perhaps a message.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from fieldwork.programme.models import Item, Questionnaire
from fieldwork.record.entry import Value
from fieldwork.record.record import Statement

LONGEST_SERIAL = 40
LONGEST_TEXT = 4_000

MARK_WORDS = {"blank": "left blank", "unreadable": "unreadable", "multiple": "two boxes"}


@dataclass(frozen=True, slots=True)
class Known:
    """A keying that is there: its subject, who keyed it, how many items it has, and whether it is all keyed."""

    subject: str
    serial: str
    keyed_by: str
    keyed: int
    finished: bool

    @property
    def already(self) -> str:
        """Why its number is refused for another form."""
        return f"form {self.serial} is already there, keyed by {self.keyed_by or 'nobody known'}: type another number"

    @property
    def to_correct(self) -> str:
        """Why one's own finished form is refused at its number, which may be a slip, and what opens it."""
        return f"form {self.serial} is keyed already: type another, or Tab opens it to correct"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """An item on which the two keyings differ: what each says, by whom, and what the paper was settled to say."""

    first: Value
    second: Value
    first_by: str = ""
    settled: Value = None
    settled_by: str = ""


class Desk(Protocol):
    """What lies on the desk: the forms of one questionnaire, for one of their two keyings.

    At the second keying nothing here gives a value of the first one before the second has its own of that item.
    """

    @property
    def questionnaire(self) -> Questionnaire:
        """The form that is keyed."""

    @property
    def by(self) -> str:
        """Who keys."""

    @property
    def keying(self) -> int:
        """1 for the first keying, 2 for the second."""

    def find(self, serial: str) -> Known | None:
        """This keying of the form with that number; of several the unfinished one, or one's own."""

    def offered(self) -> str:
        """The number of the next form; empty where there is none."""

    def refused(self, serial: str) -> str:
        """Why no new form can have that number, with what is expected; empty where one can."""

    def as_printed(self, serial: str) -> str:
        """The number as it is printed on the form: with its zeros in front."""

    def serial_length(self) -> int | None:
        """How many digits every number has; None where that is not known."""

    def begun(self, subject: str) -> bool:
        """Whether the record has the form."""

    def serial(self, subject: str) -> str:
        """Its number; empty where it has none."""

    def values(self, subject: str) -> Mapping[str, Value]:
        """What is keyed, by item; an item that is open or disputed is not in it."""

    def settled(self, subject: str) -> Mapping[str, Value]:
        """What the paper was settled to say, by item, as far as `values` does not say so: at the second keying."""

    def field(self, subject: str, item_id: str) -> str:
        """The field that a correction of an item goes to: what was keyed twice is settled, not keyed over."""

    def look(self, subject: str) -> tuple[str, ...]:
        """The items to look at again on the page."""

    def first(self, serial: str) -> Known | None:
        """The first keying that this second one is compared with; None at the first keying."""

    def differs(self, serial: str, item_id: str, value: Value) -> bool:
        """Whether the first keying of a form says something else of an item than `value`."""

    def mismatch(self, subject: str, item_id: str) -> Mismatch | None:
        """Where the two keyings of an item differ, both; None at the first keying."""


@dataclass(frozen=True, slots=True)
class State:
    """Where the keyer is. Without a `subject` she is asked for the number of a form, else she is at the item `at`.

    `typed` and `cursor` are what she types (a number, a text), `ticked` the boxes of an item that may have several,
    `last` the form that ended last, `renaming` a form whose number she corrects. At the second keying `settling` says
    that the two keyings of the item differ and it is asked what the paper says, `anew` that she keys it anew, and
    `alone` is the number of a form without a first keying here, which another Enter takes all the same. `turned_away`
    is the number that was refused: what is typed on, heads down, does not make another number of it.
    """

    subject: str = ""
    serial: str = ""
    at: int = 0
    typed: str = ""
    cursor: int = 0
    ticked: tuple[str, ...] = ()
    last: str = ""
    renaming: str = ""
    settling: bool = False
    anew: bool = False
    alone: str = ""
    turned_away: str = ""

    @property
    def asks_serial(self) -> bool:
        """Whether the number of a form is asked for."""
        return not self.subject


@dataclass(frozen=True, slots=True)
class Step:
    """What a key does. `wrong`: the message says why nothing was done; `leave`: she wants to go away."""

    state: State
    statements: tuple[Statement, ...] = ()
    message: str = ""
    wrong: bool = False
    leave: bool = False


NewSubject = Callable[[], str]


def item_at(desk: Desk, state: State) -> Item:
    """The item one is at."""
    return desk.questionnaire.items[state.at]


def typing(desk: Desk, state: State) -> bool:
    """Whether letters are text: at an item of free text, at the second keying only when it is keyed anew."""
    return not state.asks_serial and item_at(desk, state).kind == "text" and (desk.keying == 1 or state.anew)


def refused(state: State, message: str) -> Step:
    """Nothing is done, and the message says why."""
    return Step(state, message=message, wrong=True)
