"""Undo and redo: one's own acts taken back newest first, across restarts (DESIGN 2).

Undo is an act that restores what each field held before; redo is the undo of an undo. An act and everything that
took it back and brought it again form a chain; an odd chain is in effect, an even one is taken back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from fieldwork.errors import CannotUndoError
from fieldwork.record.entry import Entry, same_value
from fieldwork.record.record import Record, Statement


class Restoration(NamedTuple):
    """What to say to take an act back: `act` is the one taken back, `statements` what its fields held before."""

    act: str
    statements: tuple[Statement, ...]


class _Chain(NamedTuple):
    root: int
    newest: int
    acts: tuple[str, ...]

    @property
    def in_effect(self) -> bool:
        return len(self.acts) % 2 == 1


def undo(record: Record, by: str) -> Restoration:
    """What takes back the newest act of `by` that is in effect.

    Raises:
        CannotUndoError: there is none, or someone has replaced one of its fields since.
    """
    chains = [chain for chain in _chains(record, by) if chain.in_effect]
    if not chains:
        raise CannotUndoError("Nothing of yours is left to undo.")
    return _restore(record, max(chains, key=lambda chain: chain.root).acts[-1], "undo")


def redo(record: Record, by: str) -> Restoration:
    """What brings back the act of `by` that was undone last, as long as nothing new was recorded since.

    Raises:
        CannotUndoError: there is none, or someone has replaced one of its fields since.
    """
    chains = _chains(record, by)
    newest_act = max((chain.root for chain in chains), default=-1)
    undone = [chain for chain in chains if not chain.in_effect and chain.newest > newest_act]
    if not undone:
        raise CannotUndoError("Nothing of yours is left to redo.")
    return _restore(record, max(undone, key=lambda chain: chain.newest).acts[-1], "redo")


def _chains(record: Record, by: str) -> list[_Chain]:
    chains: dict[str, _Chain] = {}
    root_of: dict[str, str] = {}
    for position, act in enumerate(record.acts()):
        first = record.act(act)[0]
        if first.by != by:
            continue
        if first.undoes is None:
            root_of[act] = act
            chains[act] = _Chain(position, position, (act,))
        elif (root := root_of.get(first.undoes)) is not None:
            root_of[act] = root
            chains[root] = _Chain(chains[root].root, position, (*chains[root].acts, act))
    return list(chains.values())


def _restore(record: Record, act: str, verb: str) -> Restoration:
    entries = record.act(act)
    own = {entry.id for entry in entries}
    statements: list[Statement] = []
    done: set[tuple[str, str]] = set()
    for entry in entries:
        key = (entry.subject, entry.field)
        if key in done:
            continue
        done.add(key)
        for head in record.heads(*key):
            if head.id not in own:
                raise CannotUndoError(
                    f"Cannot {verb}: {head.by} has changed {entry.field.replace(':', ' ')} since; "
                    "correct it by hand if it is wrong."
                )
        statements.extend(Statement(*key, value) for value in _held_before(record, entry, own))
    return Restoration(act, tuple(statements))


def _held_before(record: Record, entry: Entry, own: set[str]) -> list[object]:
    before = [record.entry(other) for other in entry.after if other not in own]
    values: list[object] = []
    for old in before:
        if old is not None and not any(same_value(old.value, value) for value in values):
            values.append(old.value)
    return values or [None]


def describe(record: Record, restoration: Restoration, name: Callable[[Entry], str]) -> str:
    """One line on what was taken back: the first field by `name`, and how many more."""
    entries = record.act(restoration.act)
    more = len({(entry.subject, entry.field) for entry in entries}) - 1
    return name(entries[0]) + (f" and {more} more" if more else "")
