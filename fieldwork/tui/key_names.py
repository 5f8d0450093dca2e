"""The names of keys: what a person may write, what Textual hears, and what a terminal can send at all."""

from __future__ import annotations

import unicodedata

from textual.keys import KEY_NAME_REPLACEMENTS, KEY_TO_UNICODE_NAME, REPLACED_KEYS, Keys, key_to_character

NO_KEY = "none"
"""Stands where an action has no key: no terminal sends it."""

_UNSENT = {"<any>", "<ignore>", "<scroll-up>", "<scroll-down>", "ctrl-at", "return", "ctrl+h", "ctrl+i", "ctrl+m"}
"""Names that Textual has but that never arrive: a terminal sends backspace, tab and enter for the last three."""

_SENT = {key.value for key in Keys} - _UNSENT | {"alt+enter", "alt+backspace"}

_OTHER_NAMES = {
    "esc": "escape",
    "return": "enter",
    "pgup": "pageup",
    "page_up": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "page_down": "pagedown",
    "del": "delete",
    "ins": "insert",
    "comma": "comma",
    "⌫": "backspace",
    "↑": "up",
    "↓": "down",
    "←": "left",
    "→": "right",
    " ": "space",
}
_CHARACTER_NAMES = {*KEY_TO_UNICODE_NAME, *KEY_NAME_REPLACEMENTS.values(), "comma", "asterisk", "colon", "semicolon"}


def known_key(text: str) -> str | None:
    """The name under which Textual hears the key that `text` means; None where no terminal sends such a key.

    "F7" is ``f7``, "?" is ``question_mark``, "Ctrl+G" is ``ctrl+g``, "Esc" is ``escape``; "G" stays a capital. "none"
    says that there shall be no key.
    """
    if len(text) == 1:
        return _OTHER_NAMES.get(text) or (_name_of(text) if text.isprintable() else None)
    *before, last = (part.strip() for part in text.strip().split("+"))
    modifiers = sorted({"ctrl" if one.lower() in ("control", "strg") else one.lower() for one in before})
    if not modifiers and last.lower() == NO_KEY:
        return NO_KEY
    last = _OTHER_NAMES.get(last.lower(), last if len(last) == 1 and not modifiers else last.lower())
    if modifiers in ([], ["shift"]) and last in _CHARACTER_NAMES:
        return last if not modifiers else None  # a shifted character is another character
    if modifiers == ["alt"] and len(last) == 1 and last.isascii() and last.isalnum():
        return f"alt+{last}"
    name = "+".join([*modifiers, last])
    return name if name in _SENT or (not modifiers and len(last) == 1 and last.isprintable()) else None


def _name_of(character: str) -> str:
    if character.isalnum() or not character.isascii():
        return character
    name = unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


def is_typed(key: str) -> bool:
    """Whether a field takes the key as a letter, digit or sign, so that it does nothing else while one types."""
    return _character(key) is not None


def written(key: str) -> str:
    """A key as it is written in a file: its character where it has one that is clear to read, else its name."""
    character = _character(key)
    return key if character is None or character in ' ,"\\' else character


def _character(key: str) -> str | None:
    found = " " if key == "space" else key_to_character(REPLACED_KEYS.get(key, key))
    return found if found is not None and found.isprintable() else None
