"""Going about in a form: to the next item that is asked and open, to the one before, into a form, out of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from fieldwork.record.entry import Value
from fieldwork.record.skips import asked_items
from fieldwork.tui.keying_state import Desk, Known, State, Step

_NOTHING: Mapping[str, Value] = MappingProxyType({})


def arrive(desk: Desk, state: State, at: int) -> State:
    """At the item `at`, with what is keyed there already in hand."""
    item = desk.questionnaire.items[at]
    state = replace(state, at=at, typed="", cursor=0, ticked=(), settling=False, anew=False)
    if desk.mismatch(state.subject, item.id) is not None:
        return replace(state, settling=True)
    value = desk.values(state.subject).get(item.id)
    text = value.get("text", "") if isinstance(value, dict) and desk.keying == 1 else ""
    ticked = tuple(value) if item.kind == "many" and isinstance(value, list) else ()
    return replace(state, typed=text, cursor=len(text), ticked=ticked)


def ask_serial(state: State, typed: str = "") -> State:
    """Asked for the next number."""
    return State(typed=typed, cursor=len(typed), last=state.last)


def take_up(desk: Desk, state: State, known: Known) -> State:
    """In a form that is there, at its first open item; where all are keyed, at the first to look at again, or first."""
    inside = State(subject=known.subject, serial=known.serial, last=state.last)
    following = next_open_item(desk, known.subject, desk.values(known.subject), -1)
    if following is None:
        marked = desk.look(known.subject)
        following = next((index for index, item in enumerate(desk.questionnaire.items) if item.id in marked), 0)
    return arrive(desk, inside, following)


def at_item(desk: Desk, state: State, subject: str, item_id: str) -> State:
    """At an item of a form: what was undone is gone to. What is no item leaves one where one is in the form.

    A form of the other keying is not gone into: at the second one nothing of the first is shown.
    """
    ids = [item.id for item in desk.questionnaire.items]
    here = state.at if state.subject == subject else 0
    if not desk.begun(subject):
        return ask_serial(state, state.serial if state.subject == subject else "")
    inside = State(subject=subject, serial=desk.serial(subject), last=state.last)
    return arrive(desk, inside, ids.index(item_id) if item_id in ids else here)


def asked_now(
    desk: Desk, subject: str, values: Mapping[str, Value], settled: Mapping[str, Value] = _NOTHING
) -> dict[str, bool | None]:
    """Which items are asked, by id, where `values` are keyed: what is settled, and `settled` now, comes before them."""
    return asked_items(desk.questionnaire, {**values, **desk.settled(subject), **settled})


def next_open_item(
    desk: Desk, subject: str, values: Mapping[str, Value], after: int, settled: Mapping[str, Value] = _NOTHING
) -> int | None:
    """The next item that is asked and has no answer, going round; None where every one has."""
    items = desk.questionnaire.items
    asked = asked_now(desk, subject, values, settled) if has_skips(desk) else None
    order: list[int] = [*range(after + 1, len(items)), *range(after + 1)]
    for index in order:
        item_id = items[index].id
        if item_id not in values and (asked is None or asked[item_id]):
            return index
    return None


def has_skips(desk: Desk) -> bool:
    """Whether any item is asked only sometimes."""
    return any(item.asked_when for item in desk.questionnaire.items)


def beside(desk: Desk, state: State, step: int) -> int | None:
    """The nearest item that is asked after (`step` 1) or before (-1) the present one; None where there is none."""
    asked = asked_now(desk, state.subject, desk.values(state.subject))
    items = desk.questionnaire.items
    at = state.at + step
    while 0 <= at < len(items):
        if asked[items[at].id] is not False:
            return at
        at += step
    return None


def onward(
    desk: Desk,
    state: State,
    values: Mapping[str, Value],
    step: Step | None = None,
    settled: Mapping[str, Value] = _NOTHING,
) -> Step:
    """What `step` records, and on to the next open item, or to the next form where there is none.

    `values` and `settled` are what is keyed and settled once the step is recorded.
    """
    said = step or Step(state)
    following = next_open_item(desk, state.subject, values, state.at, settled)
    if following is not None:
        return replace(said, state=arrive(desk, state, following))
    done = ask_serial(replace(state, last=state.subject))
    twice = "" if desk.keying == 1 else " a second time"
    ended = f"✓ form {state.serial} is keyed{twice}; ⌫ goes back into it"
    return replace(said, state=done, message=f"{said.message} · {ended}" if said.message else ended)
