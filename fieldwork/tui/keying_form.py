"""Keying a form heads down, as a pure state machine: where the keyer is, and what a key does there.

Each key gives a `Step`: what to record, the next state, and perhaps a message. The record is the form: a state holds
no answers but what is not ended yet (a text, the boxes of an item that may have several). Whoever cannot record a
step's statements stays in the old state.

An answer goes on to the next item that is asked and open, so that after a correction one is back where one was. At the
second keying an answer that the first one does not bear out stays where it is: what the paper says is asked for
(`fieldwork.tui.keying_settling`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fieldwork.record import names
from fieldwork.record.entry import Value, same_value
from fieldwork.record.record import Statement
from fieldwork.record.returns import MARKS, WRITTEN
from fieldwork.tui import keying_settling as settling
from fieldwork.tui.keying_moves import (
    arrive,
    ask_serial,
    asked_now,
    beside,
    has_skips,
    next_open_item,
    onward,
)
from fieldwork.tui.keying_serial import open_known, take_serial
from fieldwork.tui.keying_state import Desk, NewSubject, State, Step, item_at, refused, typing
from fieldwork.tui.keying_typing import insert, pending, text_said

# -- recording -----------------------------------------------------------------------------------------------------


def _beginning(desk: Desk, state: State) -> tuple[Statement, ...]:
    """What the first thing said of a form says besides."""
    if desk.begun(state.subject):
        return ()
    return (
        Statement(state.subject, names.QUESTIONNAIRE, desk.questionnaire.id),
        Statement(state.subject, names.SERIAL, state.serial),
        Statement(state.subject, names.KEYING, desk.keying),
        Statement(state.subject, names.KEYED_BY, desk.by),
    )


def _record(desk: Desk, state: State, value: Value) -> Step:
    """Say `value` of the item and go on; what is there already is not said again."""
    item = item_at(desk, state)
    if state.settling:
        return settling.settle(desk, state, value)
    if not _asked(desk, state):
        return refused(state, f"{item.id} is not asked on this form, by what is keyed before it")
    before = desk.values(state.subject)
    after = {**before, item.id: value}
    field = desk.field(state.subject, item.id)
    statements: tuple[Statement, ...] = ()
    if item.id not in before or not same_value(before[item.id], value):
        statements = (*_beginning(desk, state), Statement(state.subject, field, value))
    if desk.differs(state.serial, item.id, value):
        return Step(replace(state, ticked=(), settling=True), statements)
    said = _no_longer_asked(desk, state, before, after)
    if statements and field == names.settled(item.id):
        said = f"{item.id} settled: form {state.serial} was keyed twice, and both keyings stay as they are"
    return onward(desk, state, after, Step(state, statements, said))


def _asked(desk: Desk, state: State) -> bool:
    asked = asked_now(desk, state.subject, desk.values(state.subject)) if has_skips(desk) else {}
    return asked.get(item_at(desk, state).id) is not False


def _no_longer_asked(desk: Desk, state: State, before: Mapping[str, Value], after: Mapping[str, Value]) -> str:
    """What is said where an answer takes the question away that was answered already."""
    if not has_skips(desk):
        return ""
    was, now = (asked_now(desk, state.subject, values) for values in (before, after))
    gone = [item_id for item_id in after if now[item_id] is False and was[item_id] is not False]
    if not gone:
        return ""
    return f"not asked now: {', '.join(gone)}; what was keyed there is kept and not counted"


# -- keys ----------------------------------------------------------------------------------------------------------


def option(desk: Desk, state: State, digit: str) -> Step:
    """A digit from 1 to 9: the option; a box ticked or not where an item may have several."""
    if state.asks_serial or typing(desk, state):
        return insert(desk, state, digit)
    item = item_at(desk, state)
    if state.settling and not state.anew:
        return refused(state, settling.CHOOSE)
    if item.kind == "text":
        return _something_written(desk, state, digit)
    values = [one.value for one in item.options]
    if digit not in values:
        return refused(state, f"there is no {digit}: {values[0]} to {values[-1]}, 0 left blank, x unreadable")
    if item.kind == "one":
        return _record(desk, state, digit)
    now = set(state.ticked) ^ {digit}
    return Step(replace(state, ticked=tuple(value for value in values if value in now)))


def _something_written(desk: Desk, state: State, digit: str) -> Step:
    """A text at the second keying: whether there is one is keyed twice, its words are not."""
    if digit != "1":
        return refused(state, "1 something is written, 0 left blank, x unreadable")
    return _record(desk, state, {"text": WRITTEN})


def mark(desk: Desk, state: State, what: str) -> Step:
    """Left blank, unreadable, or two boxes ticked where one is asked for.

    Raises:
        ValueError: `what` is no mark, a defect of the caller.
    """
    if what not in MARKS:
        raise ValueError(f"{what} is no mark")
    if state.asks_serial:
        return refused(state, "first the number of the form, then Enter")
    item = item_at(desk, state)
    if state.settling and not state.anew:
        return refused(state, settling.CHOOSE)
    if what == "multiple" and item.kind != "one":
        return refused(state, _NO_TWO_BOXES[item.kind])
    if item.kind == "many" and state.ticked and what == "blank":
        return refused(state, f"{', '.join(state.ticked)} is ticked: Enter keeps it, its digit takes it away")
    if (state.anew and state.typed.strip()) or (item.kind == "text" and pending(desk, state) is not None):
        return refused(state, "there is text: Enter keeps it, or rub it out first")
    return _record(desk, state, what)


_NO_TWO_BOXES = {
    "many": "several boxes may be ticked here: press their digits, then Enter",
    "text": "there are no boxes here",
}


def enter(desk: Desk, state: State, new_subject: NewSubject) -> Step:
    """Take the number; end a text or a choice of several; pass over an item that is keyed."""
    if state.asks_serial:
        return take_serial(desk, state, new_subject)
    item = item_at(desk, state)
    held = desk.values(state.subject)
    said = text_said(state) if typing(desk, state) else list(state.ticked) or None
    if said == "blank" and not state.typed.strip() and held.get(item.id) == "unreadable":
        said = None
    if said is not None:
        return _record(desk, state, said)
    if state.settling and not state.anew:
        return settling.pass_over(desk, state)
    if item.id in held and not state.anew and not isinstance(held[item.id], list):
        return onward(desk, state, held)
    return refused(state, _NOT_YET[item.kind])


_NOT_YET = {
    "one": "one key answers, without Enter: a digit, 0 left blank, x unreadable, m two boxes",
    "many": "no box is ticked yet: its digits, or 0 where the item was left blank",
    "text": "one key answers, without Enter: 1 something is written, 0 left blank, x unreadable",
}


def back(desk: Desk, state: State) -> Step:
    """A letter less while typing; else the item before; from the first to the number, from there to the last form."""
    if state.cursor and (state.asks_serial or typing(desk, state)):
        typed = state.typed[: state.cursor - 1] + state.typed[state.cursor :]
        return Step(replace(state, typed=typed, cursor=state.cursor - 1))
    if state.asks_serial:
        return _into_last(desk, state)
    if state.anew:
        return Step(arrive(desk, state, state.at))
    before = beside(desk, state, -1)
    if before is not None:
        return _after_keeping(desk, state, before)
    asked = ask_serial(state, state.serial)
    statements = kept(desk, state)
    if desk.keying == 1 and (statements or desk.begun(state.subject)):
        said = "another number for this form? Enter keeps it"
        return Step(replace(asked, renaming=state.subject), statements, said)
    return Step(asked, statements)


def _into_last(desk: Desk, state: State) -> Step:
    if state.renaming:
        return leave(desk, state)
    if state.typed:
        return Step(state)
    if not state.last or not desk.begun(state.last):
        return refused(state, "there is no form before this one")
    inside = State(subject=state.last, serial=desk.serial(state.last), last=state.last)
    end = beside(desk, replace(inside, at=len(desk.questionnaire.items)), -1)
    return Step(arrive(desk, inside, end or 0), message=f"back in form {inside.serial}")


def up(desk: Desk, state: State) -> Step:
    """To the item before, whatever is typed; a text that was typed is kept."""
    if state.asks_serial:
        return _into_last(desk, state)
    before = beside(desk, state, -1)
    if before is None:
        return refused(state, "this is the first item; ⌫ goes back to the number of the form")
    return _after_keeping(desk, state, before)


def down(desk: Desk, state: State) -> Step:
    """To the item after that is asked, answered or not; a text that was typed is kept."""
    if state.asks_serial:
        return Step(state)
    after = beside(desk, state, 1)
    if after is None:
        return refused(state, "this is the last item; Esc leaves the form")
    return _after_keeping(desk, state, after)


def to_item(desk: Desk, state: State, at: int) -> Step:
    """To any item of the form that is asked."""
    if state.asks_serial or at == state.at:
        return Step(state)
    if not _asked(desk, replace(state, at=at)):
        return refused(state, f"{desk.questionnaire.items[at].id} is not asked on this form")
    return _after_keeping(desk, state, at)


def next_open(desk: Desk, state: State) -> Step:
    """To the next item without an answer; where a number is asked for, into the form that has it already."""
    if state.asks_serial:
        return open_known(desk, state)
    values = desk.values(state.subject)
    following = next_open_item(desk, state.subject, values, state.at)
    if following is None:
        return onward(desk, state, values, Step(state, kept(desk, state)))
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
    values = dict(desk.values(state.subject))
    if statements:
        values[item_at(desk, state).id] = pending(desk, state)
    unfinished = begun and next_open_item(desk, state.subject, values, -1) is not None
    said = f"form {state.serial} is unfinished: its number takes it up again" if unfinished else ""
    return Step(replace(ask_serial(state), last=state.subject if begun else state.last), statements, said)


def look(desk: Desk, state: State) -> Step:
    """Mark the item, or take the mark away: look at the page again. Where two keyings differ: not now."""
    if state.asks_serial:
        return refused(state, "first the number of the form, then Enter")
    if state.settling:
        return settling.put_off(desk, state)
    marked = desk.look(state.subject)
    item_id = item_at(desk, state).id
    wanted = _looks(desk, {*marked} ^ {item_id})
    said = "no longer marked" if item_id in marked else "marked: look at the page again"
    return Step(state, (*_beginning(desk, state), Statement(state.subject, names.LOOK, wanted or None)), said)


def _looks(desk: Desk, marked: set[str]) -> list[str]:
    return [item.id for item in desk.questionnaire.items if item.id in marked]


# -- what is half keyed --------------------------------------------------------------------------------------------


def kept(desk: Desk, state: State) -> tuple[Statement, ...]:
    """What to say so that leaving loses nothing: what is half keyed, marked to be looked at on the page again."""
    value = pending(desk, state)
    if value is None or not _asked(desk, state):
        return ()
    item_id = item_at(desk, state).id
    marked = desk.look(state.subject)
    statements = [*_beginning(desk, state), Statement(state.subject, desk.field(state.subject, item_id), value)]
    if item_id not in marked:
        statements.append(Statement(state.subject, names.LOOK, _looks(desk, {*marked, item_id})))
    return tuple(statements)


def _after_keeping(desk: Desk, state: State, at: int) -> Step:
    """To another item; what is half keyed is kept and marked."""
    statements = kept(desk, state)
    said = "kept, and marked to look at again: Enter would have ended it" if statements else ""
    return Step(arrive(desk, state, at), statements, said)
