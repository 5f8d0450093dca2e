"""Settling an item on which the two keyings differ: what does the paper say? Pure.

One key each: the first keying is right, the second is, or a third reading is keyed anew. No key that answers settles by
itself: whoever keys heads down has the next answers in her fingers before she sees that two keyings differ. What is
settled is one more entry, kept with the first keying: neither of the two is changed, and who settles is recorded.
"""

from __future__ import annotations

from dataclasses import replace

from fieldwork.record import names
from fieldwork.record.entry import Value
from fieldwork.record.record import Statement
from fieldwork.record.returns import WRITTEN, agree, same_answer
from fieldwork.tui.keying_moves import onward
from fieldwork.tui.keying_state import Desk, State, Step, item_at, refused

LOOK_AT_THE_PAPER = "the two keyings differ: look at the paper"
CHOOSE = "the two keyings differ: take one of them, key it anew from the paper, or leave it for now"


def settle(desk: Desk, state: State, value: Value) -> Step:
    """Say that the paper says `value`, and go on."""
    item = item_at(desk, state)
    found, first = desk.mismatch(state.subject, item.id), desk.first(state.serial)
    if found is None or first is None:  # someone else's undo or a merge has taken one of the two away
        return refused(replace(state, settling=False, anew=False), "there is nothing to settle here any more")
    statements: tuple[Statement, ...] = ()
    if found.settled is None or not same_answer(found.settled, value):
        statements = (Statement(first.subject, names.settled(item.id), value),)
    whose = "a third reading"
    if agree(item, value, found.first):
        whose = "as keyed first"
    elif agree(item, value, found.second):
        whose = "as keyed second"
    step = Step(state, statements, f"{item.id} settled: {whose}")
    return onward(desk, state, desk.values(state.subject), step, {item.id: value})


def first_one(desk: Desk, state: State) -> Step:
    """The first keying is right."""
    found = _found(desk, state)
    return found if isinstance(found, Step) else settle(desk, state, found[0])


def second_one(desk: Desk, state: State) -> Step:
    """The second keying is right; of a text it only says that there is one, so the words are asked for."""
    found = _found(desk, state)
    if isinstance(found, Step):
        return found
    _, second = found
    return key_anew(desk, state) if second == {"text": WRITTEN} else settle(desk, state, second)


def key_anew(desk: Desk, state: State) -> Step:
    """Key what stands on the paper: a third reading."""
    if state.asks_serial or not state.settling:
        return refused(state, "an item is keyed anew where two keyings of it differ")
    words = "type what is written; Enter settles it" if item_at(desk, state).kind == "text" else "key what is on paper"
    return Step(replace(state, anew=True, typed="", cursor=0, ticked=()), message=words)


def put_off(desk: Desk, state: State) -> Step:
    """Leave it unsettled, and go on; it stays on the list of what differs."""
    step = Step(
        state,
        message=f"{item_at(desk, state).id} put off: it counts nowhere, and is listed, until it is settled",
    )
    return onward(desk, state, desk.values(state.subject), step)


def pass_over(desk: Desk, state: State) -> Step:
    """Enter goes on where it is settled; it settles nothing by itself."""
    found = desk.mismatch(state.subject, item_at(desk, state).id)
    if found is None or found.settled is None:
        return refused(state, CHOOSE)
    return onward(desk, state, desk.values(state.subject))


def _found(desk: Desk, state: State) -> tuple[Value, Value] | Step:
    if state.asks_serial or not state.settling:
        return refused(state, "f and s settle an item on which the two keyings differ")
    found = desk.mismatch(state.subject, item_at(desk, state).id)
    if found is None:
        return refused(replace(state, settling=False, anew=False), "there is nothing to settle here any more")
    return found.first, found.second
