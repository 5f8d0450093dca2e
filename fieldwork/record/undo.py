"""Undo and redo: one's own acts taken back newest first, across restarts (DESIGN 2).

Undo is an act that restores what each field held before; redo is the undo of an undo. An act is in effect while no
act that undoes it is; so what was brought back can be undone again, which undoes the act itself once more.

Whether a field was changed since is asked of what was *said* there: an undo only says again what stood before,
so an entry that it made stands for those entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from fieldwork.errors import CannotUndoError
from fieldwork.record import names
from fieldwork.record.describing import field_name, undo_chain
from fieldwork.record.entry import Entry, Value, same_value
from fieldwork.record.record import Record, Statement
from fieldwork.text import shown

_Key = tuple[str, str]


class Restoration(NamedTuple):
    """What to say to take an act back: `act` is the one taken back, `statements` what its fields held before."""

    act: str
    statements: tuple[Statement, ...]


def undo(record: Record, by: str) -> Restoration:
    """What takes back the newest act of `by` that is in effect.

    The act that began the inspection stays: without it there would be nothing to inspect.

    Raises:
        CannotUndoError: there is none, or someone has replaced one of its fields since.
    """
    taken_back: set[str] = set()
    for entry in _own_acts_newest_first(record, by):
        in_effect = entry.act not in taken_back
        if in_effect and entry.undoes is not None:
            taken_back.add(entry.undoes)
        elif in_effect and not _began_the_inspection(record, entry.act):
            return _restore(record, entry.act, entry.act, "undo")
    raise CannotUndoError("Nothing of yours is left to undo.")


def redo(record: Record, by: str) -> Restoration:
    """What brings back the act of `by` that was undone last, as long as nothing new was recorded since.

    Raises:
        CannotUndoError: there is none, or someone has replaced one of its fields since.
    """
    superseded: set[str] = set()
    for entry in _own_acts_newest_first(record, by):
        if entry.undoes is None:
            break
        if entry.act not in superseded:
            chain = undo_chain(record, entry)
            superseded.update(chain)
            if len(chain) % 2 == 0:
                return _restore(record, chain[-1], entry.act, "redo")
    raise CannotUndoError("Nothing of yours is left to redo.")


def _own_acts_newest_first(record: Record, by: str) -> Iterator[Entry]:
    for act in reversed(record.acts()):
        entry = record.begin(act)
        if entry is not None and entry.by == by:
            yield entry


def _began_the_inspection(record: Record, act: str) -> bool:
    return any(
        entry.field == names.PROGRAMME and names.kind_of(entry.subject) == "inspection" for entry in record.act(act)
    )


def _restore(record: Record, root: str, act: str, verb: str) -> Restoration:
    """What takes back `act`: the act `root` that said something new, or its undo."""
    meaning = _Meaning(record)
    statements: list[Statement] = []
    for key, entries in meaning.of_act(root).items():
        own, before = _newest(entries), meaning.of(meaning.replaced(root, key))
        was, back_to = (own, before) if verb == "undo" else (before, own)
        if foreign := meaning.of(entry.id for entry in record.heads(*key)) - was:
            raise _changed_since(record, min(foreign), verb)
        values = _different(record, back_to, verb)
        statements.extend(Statement(*key, value) for value in values or [None])
    if not statements:
        raise _not_here(verb)
    return Restoration(act, tuple(statements))


def _newest(entries: list[Entry]) -> set[str]:
    """Of the entries of one act on one field, those that no other of them replaces."""
    replaced = {other for entry in entries for other in entry.after}
    return {entry.id for entry in entries} - replaced


def _changed_since(record: Record, entry_id: str, verb: str) -> CannotUndoError:
    entry = record.entry(entry_id)
    if entry is None:
        return _not_here(verb)
    place = field_name(record, entry.subject, entry.field)
    return CannotUndoError(
        f"Cannot {verb}: {shown(entry.by)} has changed {place} since; correct it by hand if it is wrong."
    )


def _not_here(verb: str) -> CannotUndoError:
    return CannotUndoError(f"Cannot {verb}: what stood before is not in this file.")


def _different(record: Record, ids: set[str], verb: str) -> list[Value]:
    """The different values of the entries with `ids`, in the order of their ids."""
    values: list[Value] = []
    for entry_id in sorted(ids):
        entry = record.entry(entry_id)
        if entry is None:
            raise _not_here(verb)
        if not any(same_value(entry.value, value) for value in values):
            values.append(entry.value)
    return values


class _Meaning:
    """Which entries an entry stands for: itself, or where an undo made it, what that undo said again."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._acts: dict[str, dict[_Key, list[Entry]]] = {}

    def of_act(self, act: str) -> dict[_Key, list[Entry]]:
        """The entries of an act by subject and field."""
        if act not in self._acts:
            found = self._acts[act] = {}
            for entry in self._record.act(act):
                found.setdefault((entry.subject, entry.field), []).append(entry)
        return self._acts[act]

    def replaced(self, act: str, key: _Key) -> set[str]:
        """What an act replaced in a field; nothing where the field was empty."""
        own = self.of_act(act).get(key, [])
        return {other for entry in own for other in entry.after} - {entry.id for entry in own}

    def of(self, ids: Iterable[str]) -> set[str]:
        """The entries that those with `ids` stand for."""
        found: set[str] = set()
        seen: set[str] = set()
        waiting = list(ids)
        while waiting:
            entry_id = waiting.pop()
            if entry_id in seen:
                continue
            seen.add(entry_id)
            entry = self._record.entry(entry_id)
            if entry is None or entry.undoes is None:
                found.add(entry_id)
            else:
                waiting.extend(self.replaced(entry.undoes, (entry.subject, entry.field)))
        return found


def origin(record: Record, entry: Entry) -> Entry:
    """Who said first what an undo says again: the entry whose value it restored, or `entry` itself."""
    if entry.undoes is None:
        return entry
    meant = (record.entry(other) for other in sorted(_Meaning(record).of([entry.id])))
    return next((old for old in meant if old is not None and same_value(old.value, entry.value)), entry)
