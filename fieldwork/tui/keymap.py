"""A user's own keys: whether they can hold, what is in the way, and how a key is taken over or swapped. Pure.

`Own` maps the id of an action to its keys as Textual takes them, with commas between ("1,y"), for the actions whose
keys were changed; all others have their default.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fieldwork.text import clip, shown
from fieldwork.tui.bindings import KeyAction, Keyboard
from fieldwork.tui.key_names import NO_KEY, is_typed, known_key, written

Own = Mapping[str, str]

LONGEST = 60
"""Cells of what stands in a file that are repeated in a sentence."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a file says of one action, not yet checked: its id, and its keys as written."""

    action: str
    keys: tuple[str, ...]

    def __str__(self) -> str:
        keys = [f'"{key}"' for key in self.keys]
        value = keys[0] if len(keys) == 1 else f"[{', '.join(keys)}]"
        return clip(shown(f"{self.action} = {value}"), LONGEST)


@dataclass(frozen=True, slots=True)
class Checked:
    """The keys that hold, and a sentence for each that does not; for that one the default holds."""

    own: dict[str, str]
    complaints: tuple[str, ...]


def checked(board: Keyboard, wanted: Iterable[Wanted], file: str) -> Checked:
    """What of a key file can hold beside each other; `file` is what the sentences call it."""
    complaints: list[str] = []
    said: dict[str, Wanted] = {}
    for one in wanted:
        wrong = _wrong(board, one)
        if wrong:
            complaints.append(f"{file}: {one} {wrong}")
        else:
            said[one.action] = one
    own = {action: as_textual(one.keys) for action, one in said.items()}
    while (clash := _first_clash(board, own)) is not None:
        action, sentence = clash
        complaints.append(f"{file}: {said[action]} {sentence}")
        del own[action]  # the default holds, which may be in the way of another one: look again
    return Checked(own, tuple(complaints))


def named(wanted: Iterable[Wanted]) -> dict[str, str]:
    """The keys of a file that a terminal can send, unchecked otherwise: what holds until the check is done."""
    return {one.action: as_textual(one.keys) for one in wanted if one.keys and all(map(known_key, one.keys))}


def as_textual(keys: Iterable[str]) -> str:
    """Keys that are known, as Textual takes them."""
    return ",".join(dict.fromkeys(known_key(key) or NO_KEY for key in keys))


def _wrong(board: Keyboard, wanted: Wanted) -> str:
    """What is wrong with one line by itself; empty where nothing is."""
    action = board.actions.get(wanted.action)
    if action is None:
        near = difflib.get_close_matches(wanted.action, board.actions, 1, 0.75)
        hint = f"; did you mean {near[0]}?" if near else "; expected an id that `fieldwork keys` lists."
        return f"names no action{hint}"
    if not wanted.keys:
        return f'gives no key; expected a key such as "f7", or "{NO_KEY}"; {_default(action)}.'
    for key in wanted.keys:
        name = known_key(key)
        if name is None:
            found = clip(shown(key), LONGEST)
            expected = 'expected one such as "f", "f7" or "ctrl+k"'
            return f'has a key that no terminal sends, "{found}"; {expected}; {_default(action)}.'
        refusal = cannot_be(action, name)
        if refusal:
            return f"{refusal}; {_default(action)}."
    return ""


def cannot_be(action: KeyAction, key: str) -> str:
    """Why `key` can never be that of `action`, whatever other keys are; empty where it can."""
    if not action.typing or key == NO_KEY:
        return ""
    if is_typed(key):
        return f'is heard while one types, where "{written(key)}" is typed; expected one such as "f7" or "ctrl+k"'
    if key in action.field_keys:
        return f'is heard while one types, where "{key}" moves in the text or changes it; expected one such as "f7"'
    return ""


def _default(action: KeyAction) -> str:
    return f"{' '.join(map(written, action.keys))} still does it"


def _first_clash(board: Keyboard, own: Own) -> tuple[str, str] | None:
    """The first of the changed actions, last in the file first, whose key another one has, and a sentence on it."""
    for action in reversed(list(own)):
        for key in board.keys(own, action):
            holders = board.holders(own, action, key) if key != NO_KEY else ()
            if holders:
                other, place = holders[0]
                about = board.actions[other]
                return action, (
                    f'is taken: on {place.title} "{written(key)}" is {other} ({about.description}); '
                    f"expected a key that is free there; {_default(board.actions[action])}."
                )
    return None


def taken(board: Keyboard, own: Own, action: str, key: str) -> tuple[str, ...]:
    """The ids of the actions that have `key` where `action` is heard."""
    return tuple(dict.fromkeys(other for other, _ in board.holders(own, action, key)))


Changes = dict[str, str | None]
"""What is to be written: id to keys, None for the default."""


def rebound(board: Keyboard, own: Own, action: str, key: str, *, besides: bool = False) -> Changes:
    """`key` for `action`, in place of its keys or `besides` them; whoever else has it loses it."""
    mine = board.keys(own, action) if besides else ()
    changes = {action: _joined((*mine, key))}
    for other in taken(board, own, action, key):
        changes[other] = _joined(one for one in board.keys(own, other) if one != key)
    return _without_defaults(board, changes)


def swapped(board: Keyboard, own: Own, action: str, key: str) -> Changes:
    """`key` for `action`, and its present keys for whoever had `key`."""
    mine = board.keys(own, action)
    changes = {action: _joined([key])}
    for other in taken(board, own, action, key):
        theirs = (one for old in board.keys(own, other) for one in (mine if old == key else (old,)))
        changes[other] = _joined(theirs)
    return _without_defaults(board, changes)


def changed(own: Own, changes: Changes) -> dict[str, str]:
    """The keys after some changes."""
    after = {action: keys for action, keys in own.items() if action not in changes}
    return after | {action: keys for action, keys in changes.items() if keys is not None}


def in_the_way(board: Keyboard, own: Own, changes: Changes) -> str:
    """Why some changes cannot be made: a sentence; empty where they can."""
    after = changed(own, changes)
    for action in changes:
        for key in board.keys(after, action):
            refusal = cannot_be(board.actions[action], key)
            if refusal:
                return f"{board.actions[action].description} {refusal}."
            holders = board.holders(after, action, key) if key != NO_KEY else ()
            if holders:
                other, place = holders[0]
                return f"{written(key)} is taken on {place.title}: {board.actions[other].description}."
    return ""


def _joined(keys: Iterable[str]) -> str:
    return ",".join(dict.fromkeys(key for key in keys if key != NO_KEY)) or NO_KEY


def _without_defaults(board: Keyboard, changes: Mapping[str, str]) -> Changes:
    return {
        action: None if set(keys.split(",")) == set(board.actions[action].keys) else keys
        for action, keys in changes.items()
    }
