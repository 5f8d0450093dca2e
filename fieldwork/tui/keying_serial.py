"""Taking the number of a form: a new one, one that is there, one that is corrected, one that is refused. Pure."""

from __future__ import annotations

from dataclasses import replace

from fieldwork.programme.twice import TwiceRules, twice_rules
from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.text import clean
from fieldwork.tui.keying_moves import arrive, take_up
from fieldwork.tui.keying_state import Desk, Known, NewSubject, State, Step, refused


def why_not(desk: Desk, state: State, typed: str) -> str:
    """Why a number that is typed is not taken, in one sentence; empty where it is.

    A finished form is not opened by its number alone: the number may be a slip, and what is keyed next would count
    instead of what is right.
    """
    known = desk.find(typed)
    if known is None:
        return desk.refused(typed)
    if state.renaming:
        return "" if known.subject == state.renaming else known.already
    if not known.finished:
        return ""
    return known.to_correct if known.keyed_by == desk.by else known.already


def take_serial(desk: Desk, state: State, new_subject: NewSubject) -> Step:
    """Begin the form whose number is typed, or offered where none is; go into one that is there; or say why not."""
    typed = clean(state.typed, lines=False).strip()
    if typed and (wrong := why_not(desk, state, typed)):
        return refused(replace(state, turned_away=state.typed), wrong)
    serial = desk.as_printed(typed) if typed else desk.serial(state.renaming) if state.renaming else desk.offered()
    if not serial:
        return refused(state, _NOTHING_LEFT[desk.keying])
    if state.renaming:
        return _rename(desk, state, serial)
    known = desk.find(serial)
    if known is not None:
        return _go_into(desk, state, known)
    first = desk.first(serial)
    if first is not None:
        serial = first.serial
    elif desk.keying != 1 and state.alone != serial:
        words = f"form {serial} has no first keying here; Enter again: key it, compare after a merge"
        return refused(replace(state, alone=serial), words)
    begun = arrive(desk, State(subject=new_subject(), serial=serial, last=state.last), 0)
    return Step(begun, message=_same_person(desk, first))


_NOTHING_LEFT = {
    1: "every form that went out is keyed: the number of one, then Tab, opens it to correct it",
    2: "every form that is to be keyed twice is: the number of one, then Tab, shows it again; l lists what differs",
}


def open_known(desk: Desk, state: State) -> Step:
    """Go into the form whose number is typed, one's own finished one too: to correct it."""
    typed = clean(state.typed, lines=False).strip()
    known = desk.find(typed) if typed and not state.renaming else None
    if known is None:
        return refused(state, f"there is no form {typed} to open" if typed else _TAB)
    if known.finished and known.keyed_by != desk.by:
        return refused(state, known.already)
    return _go_into(desk, state, known)


_TAB = "Tab opens a form that is keyed already: first its number"


def _go_into(desk: Desk, state: State, known: Known) -> Step:
    own = known.keyed_by == desk.by
    said = "" if own else f"{known.keyed_by} began form {known.serial}; you go on with it"
    if known.finished:
        said = f"form {known.serial} is keyed: what you key here counts instead"
    return Step(take_up(desk, state, known), message=said or _same_person(desk, desk.first(known.serial)))


def _same_person(desk: Desk, first: Known | None) -> str:
    return same_person_words(twice_rules()) if first is not None and first.keyed_by == desk.by else ""


def same_person_words(rules: TwiceRules) -> str:
    """Why another person should key a form the second time."""
    return (
        f"you keyed this form first; another person catches {rules.caught_by_another}% of errors, "
        f"the same one {rules.caught_by_same}%"
    )


def _rename(desk: Desk, state: State, serial: str) -> Step:
    inside = arrive(desk, State(subject=state.renaming, serial=serial, last=state.last), 0)
    if serial == desk.serial(state.renaming):
        return Step(inside)
    return Step(inside, (Statement(state.renaming, names.SERIAL, serial),), f"this is form {serial} now")
