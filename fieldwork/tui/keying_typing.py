"""What is typed while keying: the number of a form, a free text; and what of it is half keyed. Pure."""

from __future__ import annotations

from dataclasses import replace

from fieldwork.record.entry import Value
from fieldwork.text import clean
from fieldwork.tui.keying_serial import why_not
from fieldwork.tui.keying_state import LONGEST_SERIAL, LONGEST_TEXT, Desk, State, Step, item_at, refused, typing


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
    """Type, or paste, at the cursor. A number of known length is refused at its last digit if no form can have it.

    Whoever keys on heads down after a refusal is told so at every key: her answers make no number.
    """
    serial = state.asks_serial
    if serial and state.turned_away and state.typed == state.turned_away:
        return refused(state, f"{why_not(desk, state, state.typed.strip())} (⌫ rubs out)")
    added = clean(text, lines=False)
    typed = state.typed[: state.cursor] + added + state.typed[state.cursor :]
    if len(typed) > (LONGEST_SERIAL if serial else LONGEST_TEXT):
        return refused(state, "that is too long")
    if not serial and not typing(desk, state):
        return Step(state)
    after = replace(state, typed=typed, cursor=state.cursor + len(added), turned_away="")
    length = desk.serial_length() if serial else None
    if length is not None and len(typed) >= length and (wrong := why_not(desk, state, typed)):
        return refused(replace(after, turned_away=typed), wrong)
    return Step(after)


def move_cursor(state: State, key: str) -> State:
    """Left, right, home and end in what is typed."""
    places = {"left": state.cursor - 1, "right": state.cursor + 1, "home": 0, "end": len(state.typed)}
    return replace(state, cursor=max(0, min(places.get(key, state.cursor), len(state.typed))))


def delete(state: State) -> State:
    """Take away the letter under the cursor."""
    return replace(state, typed=state.typed[: state.cursor] + state.typed[state.cursor + 1 :])


def text_said(state: State) -> Value:
    """What a free text says; nothing, or the lone 0 that means it at every other item, is left blank."""
    text = clean(state.typed).strip()
    return "blank" if text in ("", "0") else {"text": text}


def pending(desk: Desk, state: State) -> Value:
    """What is typed or ticked and not ended by Enter; None where nothing is that the record does not hold."""
    if state.asks_serial or state.settling:
        return None
    item = item_at(desk, state)
    held = desk.values(state.subject).get(item.id)
    text = clean(state.typed).strip()
    if item.kind == "text" and text and (not isinstance(held, dict) or held.get("text") != text):
        said = text_said(state)
        return None if said == held else said
    if item.kind == "many" and state.ticked and list(state.ticked) != held:
        return list(state.ticked)
    return None
