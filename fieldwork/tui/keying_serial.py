"""Taking the number of a form: a new one, one that is there, one that is corrected, one that is refused. Pure."""

from __future__ import annotations

from dataclasses import replace

from fieldwork.programme.twice import TwiceRules, twice_rules
from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.text import clean
from fieldwork.tui.keying_moves import arrive, take_up
from fieldwork.tui.keying_state import Desk, Known, NewSubject, State, Step, refused


def take_serial(desk: Desk, state: State, new_subject: NewSubject) -> Step:
    """Begin the form whose number is typed, or offered where none is; go into one that is there; or say why not."""
    typed = clean(state.typed, lines=False).strip()
    if typed and (wrong := desk.refused(typed)):
        return refused(state, wrong)
    serial = desk.as_printed(typed) if typed else desk.serial(state.renaming) if state.renaming else desk.offered()
    if not serial:
        return refused(state, _NOTHING_LEFT[desk.keying])
    known = desk.find(serial)
    if state.renaming:
        return _rename(desk, state, serial, known)
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
    1: "every form that went out is keyed: type the number of one to correct it",
    2: "every form that is to be keyed twice is: type the number of one to see it again, or l lists what differs",
}


def _go_into(desk: Desk, state: State, known: Known) -> Step:
    own = known.keyed_by == desk.by
    if known.finished and not own:
        return refused(state, known.already)
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


def _rename(desk: Desk, state: State, serial: str, known: Known | None) -> Step:
    if known is not None and known.subject != state.renaming:
        return refused(state, known.already)
    inside = arrive(desk, State(subject=state.renaming, serial=serial, last=state.last), 0)
    if serial == desk.serial(state.renaming):
        return Step(inside)
    return Step(inside, (Statement(state.renaming, names.SERIAL, serial),), f"this is form {serial} now")
