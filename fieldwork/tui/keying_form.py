"""Keying a form heads down, as a pure state machine: where the keyer is, and what a key does there.

A `Desk` says what the record holds; a `State` where the keyer is and what she typed so far; each key gives a `Step`:
what to record, the next state, and perhaps a message. The record is the form: a state holds no answers but what is
not ended yet (a text, the boxes of an item that may have several). Whoever cannot record a step's statements stays
in the old state.

An answer goes on to the next item that is open, so that after a correction one is back where one was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from fieldwork.programme.models import Item, Questionnaire
from fieldwork.record import names
from fieldwork.record.entry import Value, same_value
from fieldwork.record.record import Statement
from fieldwork.record.returns import MARKS
from fieldwork.text import clean

LONGEST_SERIAL = 40
LONGEST_TEXT = 4_000

MARK_WORDS = {"blank": "left blank", "unreadable": "unreadable", "multiple": "two boxes"}


@dataclass(frozen=True, slots=True)
class Known:
    """A first keying that is there: its subject, who keyed it, how many items it has, and whether it is all keyed."""

    subject: str
    serial: str
    keyed_by: str
    keyed: int
    finished: bool


class Desk(Protocol):
    """What lies on the desk: the forms of one questionnaire as the record holds them."""

    @property
    def questionnaire(self) -> Questionnaire:
        """The form that is keyed."""

    @property
    def by(self) -> str:
        """Who keys."""

    def find(self, serial: str) -> Known | None:
        """The first keying of the form with that number; of several the unfinished one, or one's own."""

    def offered(self) -> str:
        """The number of the next form."""

    def begun(self, subject: str) -> bool:
        """Whether the record has the form."""

    def serial(self, subject: str) -> str:
        """Its number; empty where it has none."""

    def values(self, subject: str) -> Mapping[str, Value]:
        """What is keyed, by item; an item that is open or disputed is not in it."""

    def look(self, subject: str) -> tuple[str, ...]:
        """The items to look at again on the page."""


@dataclass(frozen=True, slots=True)
class State:
    """Where the keyer is. Without a `subject` she is asked for the number of a form, else she is at the item `at`.

    `typed` and `cursor` are what she types (a number, a text), `ticked` the boxes of an item that may have several,
    `last` the form that ended last, `renaming` a form whose number she corrects.
    """

    subject: str = ""
    serial: str = ""
    at: int = 0
    typed: str = ""
    cursor: int = 0
    ticked: tuple[str, ...] = ()
    last: str = ""
    renaming: str = ""

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
    """Whether letters are text: at an item of free text."""
    return not state.asks_serial and item_at(desk, state).kind == "text"


# -- arriving ------------------------------------------------------------------------------------------------------


def arrive(desk: Desk, state: State, at: int) -> State:
    """At the item `at`, with what is keyed there already in hand."""
    item = desk.questionnaire.items[at]
    value = desk.values(state.subject).get(item.id)
    text = value.get("text", "") if isinstance(value, dict) else ""
    ticked = tuple(value) if item.kind == "many" and isinstance(value, list) else ()
    return replace(state, at=at, typed=text, cursor=len(text), ticked=ticked)


def ask_serial(state: State, typed: str = "") -> State:
    """Asked for the next number."""
    return State(typed=typed, cursor=len(typed), last=state.last)


def take_up(desk: Desk, state: State, known: Known) -> State:
    """In a form that is there, at its first open item; where all are keyed, at the first to look at again, or first."""
    inside = State(subject=known.subject, serial=known.serial, last=state.last)
    following = _next_open(desk, desk.values(known.subject), -1)
    if following is None:
        marked = desk.look(known.subject)
        following = next((index for index, item in enumerate(desk.questionnaire.items) if item.id in marked), 0)
    return arrive(desk, inside, following)


def at_item(desk: Desk, state: State, subject: str, item_id: str) -> State:
    """At an item of a form: what was undone is gone to. What is no item leaves one where one is in the form."""
    ids = [item.id for item in desk.questionnaire.items]
    here = state.at if state.subject == subject else 0
    if not desk.begun(subject):
        return ask_serial(state, state.serial if state.subject == subject else "")
    inside = State(subject=subject, serial=desk.serial(subject), last=state.last)
    return arrive(desk, inside, ids.index(item_id) if item_id in ids else here)


def _next_open(desk: Desk, values: Mapping[str, Value], after: int) -> int | None:
    """The next item without an answer, going round; None where every item has one."""
    items = desk.questionnaire.items
    order = [*range(after + 1, len(items)), *range(after + 1)]
    return next((index for index in order if items[index].id not in values), None)


def _refused(state: State, message: str) -> Step:
    return Step(state, message=message, wrong=True)


# -- recording -----------------------------------------------------------------------------------------------------


def _beginning(desk: Desk, state: State) -> tuple[Statement, ...]:
    """What the first thing said of a form says besides."""
    if desk.begun(state.subject):
        return ()
    return (
        Statement(state.subject, names.QUESTIONNAIRE, desk.questionnaire.id),
        Statement(state.subject, names.SERIAL, state.serial),
        Statement(state.subject, names.KEYING, 1),
        Statement(state.subject, names.KEYED_BY, desk.by),
    )


def _record(desk: Desk, state: State, value: Value) -> Step:
    """Say `value` of the item and go on; what is there already is not said again."""
    item = item_at(desk, state)
    before = desk.values(state.subject)
    statements: tuple[Statement, ...] = ()
    if item.id not in before or not same_value(before[item.id], value):
        statements = (*_beginning(desk, state), Statement(state.subject, names.item(item.id), value))
    return _onward(desk, state, {**before, item.id: value}, statements)


def _onward(desk: Desk, state: State, values: Mapping[str, Value], statements: tuple[Statement, ...] = ()) -> Step:
    """To the next open item, or to the next form where there is none."""
    following = _next_open(desk, values, state.at)
    if following is not None:
        return Step(arrive(desk, state, following), statements)
    done = ask_serial(replace(state, last=state.subject))
    return Step(done, statements, f"✓ form {state.serial} is keyed; ⌫ goes back into it")


# -- keys ----------------------------------------------------------------------------------------------------------


def option(desk: Desk, state: State, digit: str) -> Step:
    """A digit from 1 to 9: the option; a box ticked or not where an item may have several."""
    if state.asks_serial or typing(desk, state):
        return insert(desk, state, digit)
    item = item_at(desk, state)
    values = [one.value for one in item.options]
    if digit not in values:
        return _refused(state, f"there is no {digit}: {values[0]} to {values[-1]}, 0 left blank, x unreadable")
    if item.kind == "one":
        return _record(desk, state, digit)
    now = set(state.ticked) ^ {digit}
    return Step(replace(state, ticked=tuple(value for value in values if value in now)))


def mark(desk: Desk, state: State, what: str) -> Step:
    """Left blank, unreadable, or two boxes ticked where one is asked for.

    Raises:
        ValueError: `what` is no mark, a defect of the caller.
    """
    if what not in MARKS:
        raise ValueError(f"{what} is no mark")
    if state.asks_serial:
        return _refused(state, "first the number of the form, then Enter")
    item = item_at(desk, state)
    if what == "multiple" and item.kind != "one":
        return _refused(state, "several boxes may be ticked here: press their digits, then Enter")
    if item.kind == "many" and state.ticked and what == "blank":
        return _refused(state, f"{', '.join(state.ticked)} is ticked: Enter keeps it, its digit takes it away")
    if item.kind == "text" and pending(desk, state) is not None:
        return _refused(state, "there is text: Enter keeps it, or rub it out first")
    return _record(desk, state, what)


def enter(desk: Desk, state: State, new_subject: NewSubject) -> Step:
    """Take the number; end a text or a choice of several; pass over an item that is keyed."""
    if state.asks_serial:
        return _take_serial(desk, state, new_subject)
    item = item_at(desk, state)
    held = desk.values(state.subject)
    if item.kind == "text":
        said = _text_said(state)
        if said != "blank" or state.typed.strip() or held.get(item.id) != "unreadable":
            return _record(desk, state, said)
    elif item.kind == "many" and state.ticked:
        return _record(desk, state, list(state.ticked))
    if item.id in held and not isinstance(held[item.id], list):
        return _onward(desk, state, held)
    return _refused(state, _NOT_YET[item.kind])


def _text_said(state: State) -> Value:
    """What a free text says; nothing, or the lone 0 that means it at every other item, is left blank."""
    text = clean(state.typed).strip()
    return "blank" if text in ("", "0") else {"text": text}


_NOT_YET = {
    "one": "one key answers, without Enter: a digit, 0 left blank, x unreadable, m two boxes",
    "many": "no box is ticked yet: its digits, or 0 where the item was left blank",
}


def _take_serial(desk: Desk, state: State, new_subject: NewSubject) -> Step:
    serial = clean(state.typed, lines=False).strip() or desk.offered()
    known = desk.find(serial)
    if state.renaming:
        return _rename(desk, state, serial, known)
    if known is None:
        return Step(arrive(desk, State(subject=new_subject(), serial=serial, last=state.last), 0))
    own = known.keyed_by == desk.by
    if known.finished and not own:
        return _refused(state, _already(known))
    said = "" if own else f"{known.keyed_by} began form {known.serial}; you go on with it"
    if known.finished:
        said = f"form {known.serial} is keyed: what you key here counts instead"
    return Step(take_up(desk, state, known), message=said)


def _already(known: Known) -> str:
    return f"form {known.serial} is already there, keyed by {known.keyed_by or 'nobody known'}: type another number"


def _rename(desk: Desk, state: State, serial: str, known: Known | None) -> Step:
    if known is not None and known.subject != state.renaming:
        return _refused(state, _already(known))
    inside = arrive(desk, State(subject=state.renaming, serial=serial, last=state.last), 0)
    if serial == desk.serial(state.renaming):
        return Step(inside)
    return Step(inside, (Statement(state.renaming, names.SERIAL, serial),), f"this is form {serial} now")


def back(desk: Desk, state: State) -> Step:
    """A letter less while typing; else the item before; from the first to the number, from there to the last form."""
    if state.cursor and (state.asks_serial or typing(desk, state)):
        typed = state.typed[: state.cursor - 1] + state.typed[state.cursor :]
        return Step(replace(state, typed=typed, cursor=state.cursor - 1))
    if state.asks_serial:
        return _into_last(desk, state)
    if state.at:
        return _after_keeping(desk, state, state.at - 1)
    asked = ask_serial(state, state.serial)
    statements = kept(desk, state)
    if statements or desk.begun(state.subject):
        said = "another number for this form? Enter keeps it"
        return Step(replace(asked, renaming=state.subject), statements, said)
    return Step(asked)


def _into_last(desk: Desk, state: State) -> Step:
    if state.renaming:
        return leave(desk, state)
    if state.typed:
        return Step(state)
    if not state.last or not desk.begun(state.last):
        return _refused(state, "there is no form before this one")
    inside = State(subject=state.last, serial=desk.serial(state.last), last=state.last)
    return Step(arrive(desk, inside, len(desk.questionnaire.items) - 1), message=f"back in form {inside.serial}")


def up(desk: Desk, state: State) -> Step:
    """To the item before, whatever is typed; a text that was typed is kept."""
    if state.asks_serial:
        return _into_last(desk, state)
    if not state.at:
        return _refused(state, "this is the first item; ⌫ goes back to the number of the form")
    return _after_keeping(desk, state, state.at - 1)


def down(desk: Desk, state: State) -> Step:
    """To the item after, answered or not; a text that was typed is kept."""
    if state.asks_serial:
        return Step(state)
    if state.at + 1 == len(desk.questionnaire.items):
        return _refused(state, "this is the last item; Esc leaves the form")
    return _after_keeping(desk, state, state.at + 1)


def to_item(desk: Desk, state: State, at: int) -> Step:
    """To any item of the form."""
    return Step(state) if state.asks_serial or at == state.at else _after_keeping(desk, state, at)


def next_open(desk: Desk, state: State) -> Step:
    """To the next item without an answer."""
    if state.asks_serial:
        return Step(state)
    following = _next_open(desk, desk.values(state.subject), state.at)
    if following is None:
        return replace(_onward(desk, state, desk.values(state.subject)), statements=kept(desk, state))
    return _after_keeping(desk, state, following)


def leave(desk: Desk, state: State) -> Step:
    """Out of the form, which stays unfinished; out of keying where no form is open."""
    if state.renaming:
        known = State(subject=state.renaming, serial=desk.serial(state.renaming), last=state.last)
        return Step(arrive(desk, known, 0))
    if state.asks_serial:
        return Step(ask_serial(state), leave=not state.typed)
    statements = kept(desk, state)
    begun = desk.begun(state.subject) or bool(statements)
    values = {*desk.values(state.subject), item_at(desk, state).id if statements else ""}
    unfinished = begun and not all(item.id in values for item in desk.questionnaire.items)
    said = f"form {state.serial} is unfinished: its number takes it up again" if unfinished else ""
    return Step(replace(ask_serial(state), last=state.subject if begun else state.last), statements, said)


def look(desk: Desk, state: State) -> Step:
    """Mark the item, or take the mark away: look at the page again."""
    if state.asks_serial:
        return _refused(state, "first the number of the form, then Enter")
    marked = desk.look(state.subject)
    item_id = item_at(desk, state).id
    wanted = _looks(desk, {*marked} ^ {item_id})
    said = "no longer marked" if item_id in marked else "marked: look at the page again"
    return Step(state, (*_beginning(desk, state), Statement(state.subject, names.LOOK, wanted or None)), said)


def _looks(desk: Desk, marked: set[str]) -> list[str]:
    return [item.id for item in desk.questionnaire.items if item.id in marked]


# -- what is half keyed --------------------------------------------------------------------------------------------


def pending(desk: Desk, state: State) -> Value:
    """What is typed or ticked and not ended by Enter; None where nothing is that the record does not hold."""
    if state.asks_serial:
        return None
    item = item_at(desk, state)
    held = desk.values(state.subject).get(item.id)
    text = clean(state.typed).strip()
    if item.kind == "text" and text and (not isinstance(held, dict) or held.get("text") != text):
        said = _text_said(state)
        return None if said == held else said
    if item.kind == "many" and state.ticked and list(state.ticked) != held:
        return list(state.ticked)
    return None


def kept(desk: Desk, state: State) -> tuple[Statement, ...]:
    """What to say so that leaving loses nothing: what is half keyed, marked to be looked at on the page again."""
    value = pending(desk, state)
    if value is None:
        return ()
    item_id = item_at(desk, state).id
    marked = desk.look(state.subject)
    statements = [*_beginning(desk, state), Statement(state.subject, names.item(item_id), value)]
    if item_id not in marked:
        statements.append(Statement(state.subject, names.LOOK, _looks(desk, {*marked, item_id})))
    return tuple(statements)


def _after_keeping(desk: Desk, state: State, at: int) -> Step:
    """To another item; what is half keyed is kept and marked."""
    statements = kept(desk, state)
    said = "kept, and marked to look at again: Enter would have ended it" if statements else ""
    return Step(arrive(desk, state, at), statements, said)


# -- typing --------------------------------------------------------------------------------------------------------


def takes(desk: Desk, state: State, character: str) -> bool:
    """Whether a character is typed here: all at a text; of a number digits and capitals, more once it has begun."""
    if typing(desk, state):
        return character.isprintable()
    if not state.asks_serial or not character.isprintable():
        return False
    if character.isdecimal() or character.isupper():
        return True
    return bool(state.typed) and (character.isalpha() or character in "-._")


def insert(desk: Desk, state: State, text: str) -> Step:
    """Type, or paste, at the cursor."""
    serial = state.asks_serial
    added = clean(text, lines=False)
    typed = state.typed[: state.cursor] + added + state.typed[state.cursor :]
    if len(typed) > (LONGEST_SERIAL if serial else LONGEST_TEXT):
        return _refused(state, "that is too long")
    if not serial and not typing(desk, state):
        return Step(state)
    return Step(replace(state, typed=typed, cursor=state.cursor + len(added)))


def move_cursor(state: State, key: str) -> State:
    """Left, right, home and end in what is typed."""
    places = {"left": state.cursor - 1, "right": state.cursor + 1, "home": 0, "end": len(state.typed)}
    return replace(state, cursor=max(0, min(places.get(key, state.cursor), len(state.typed))))


def delete(state: State) -> State:
    """Take away the letter under the cursor."""
    return replace(state, typed=state.typed[: state.cursor] + state.typed[state.cursor + 1 :])
