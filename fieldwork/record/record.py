"""Entries folded into a present state: who said what of which field, and what is disputed (DESIGN 2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from fieldwork.errors import RecordError
from fieldwork.record.entry import Entry, Value, same_value


class Statement(NamedTuple):
    """What someone wants to say: `value` of the `field` of `subject`. The record makes an entry of it."""

    subject: str
    field: str
    value: Value


class _Field:
    """All entries of one field, and which of them no other replaces."""

    __slots__ = ("entries", "heads", "replaced")

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.replaced: set[str] = set()
        self.heads: list[Entry] = []

    def add(self, entry: Entry) -> None:
        self.entries.append(entry)
        if entry.after:
            self.replaced.update(entry.after)
            self.heads = [head for head in self.heads if head.id not in self.replaced]
        if entry.id not in self.replaced:
            self.heads.append(entry)

    def swap(self, old: Entry, new: Entry) -> None:
        self.entries[self.entries.index(old)] = new
        if old in self.heads:
            self.heads[self.heads.index(old)] = new


class Record:
    """All entries of an inspection, and the state they make. Entries may arrive in any order.

    The state of a field is its newest entries: those that no other entry of the field names in `after`. Several
    newest with different values are a dispute: `value` is then None and `disputed` true.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries: dict[str, Entry] = {}
        self._subjects: dict[str, dict[str, _Field]] = {}
        self._kinds: dict[str, list[str]] = {}
        self._acts: dict[str, list[str]] = {}
        self._revisions: dict[str, int] = {}
        self.add(entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __contains__(self, entry_id: object) -> bool:
        return entry_id in self._entries

    def __eq__(self, other: object) -> bool:
        """Two records are equal when they hold the same entries, in whatever order these arrived."""
        return isinstance(other, Record) and self._entries == other._entries

    __hash__ = None  # type: ignore[assignment]  # a record changes

    def add(self, entries: Iterable[Entry]) -> None:
        """Take `entries` in. One that is already there changes nothing; a redacted one blanks its open twin.

        Raises:
            RecordError: an entry has the id of another with different contents; nothing after it is taken in.
        """
        for entry in entries:
            old = self._entries.get(entry.id)
            if old is None:
                self._take(entry)
            elif old != entry:
                self._settle_twins(old, entry)

    def _take(self, entry: Entry) -> None:
        self._entries[entry.id] = entry
        fields = self._subjects.get(entry.subject)
        if fields is None:
            fields = self._subjects[entry.subject] = {}
            self._kinds.setdefault(entry.subject.partition("/")[0], []).append(entry.subject)
        field = fields.get(entry.field)
        if field is None:
            field = fields[entry.field] = _Field()
        field.add(entry)
        self._acts.setdefault(entry.act, []).append(entry.id)
        self._revisions[entry.subject] = self._revisions.get(entry.subject, 0) + 1

    def _settle_twins(self, old: Entry, new: Entry) -> None:
        blank = old._replace(value=None, redacted=None)
        if blank != new._replace(value=None, redacted=None) or (old.redacted is None and new.redacted is None):
            raise RecordError(
                f"Two different entries have the id {new.id}; these files cannot belong to one inspection."
            )
        marks = [mark for mark in (old.redacted, new.redacted) if mark is not None]
        self.replace_redacted(blank._replace(redacted=min(marks)))

    def replace_redacted(self, entry: Entry) -> None:
        """Put the blanked `entry` in the place of the one with its id."""
        old = self._entries[entry.id]
        self._entries[entry.id] = entry
        self._subjects[entry.subject][entry.field].swap(old, entry)
        self._revisions[entry.subject] += 1

    # -- the present state ---------------------------------------------------------------------------------------

    def heads(self, subject: str, field: str) -> tuple[Entry, ...]:
        """The newest entries of a field; empty where nobody ever said anything."""
        found = self._subjects.get(subject, {}).get(field)
        return tuple(found.heads) if found is not None else ()

    def value(self, subject: str, field: str) -> Value:
        """What is recorded; None where nothing is, or where it is disputed."""
        fields = self._subjects.get(subject)
        found = fields.get(field) if fields is not None else None
        if found is None or not found.heads:
            return None
        first = found.heads[0].value
        if len(found.heads) > 1 and any(not same_value(first, head.value) for head in found.heads[1:]):
            return None
        return first

    def disputed(self, subject: str, field: str) -> bool:
        """Whether the newest entries of the field differ."""
        heads = self.heads(subject, field)
        return len(heads) > 1 and any(not same_value(heads[0].value, head.value) for head in heads[1:])

    def disputes(self) -> list[tuple[str, str]]:
        """Every disputed field, as (subject, field), in the order of subjects and fields."""
        return [
            (subject, name)
            for subject, fields in self._subjects.items()
            for name, field in fields.items()
            if len(field.heads) > 1 and self.disputed(subject, name)
        ]

    def subjects(self, kind: str) -> tuple[str, ...]:
        """The subjects of a kind (``case``, ``note``, …) in the order in which they first appeared."""
        return tuple(self._kinds.get(kind, ()))

    def fields(self, subject: str) -> tuple[str, ...]:
        """The fields of which anything was ever said of the subject."""
        return tuple(self._subjects.get(subject, ()))

    def revision(self, subject: str) -> int:
        """A number that grows with every entry on the subject: whoever keeps a view compares it."""
        return self._revisions.get(subject, 0)

    # -- what led to it ------------------------------------------------------------------------------------------

    def entry(self, entry_id: str) -> Entry | None:
        """The entry with the id, if there is one."""
        return self._entries.get(entry_id)

    def history(self, subject: str, field: str) -> tuple[Entry, ...]:
        """All entries of a field, what was replaced before what replaced it."""
        found = self._subjects.get(subject, {}).get(field)
        return causal_order(found.entries) if found is not None else ()

    def acts(self) -> tuple[str, ...]:
        """The acts in the order in which they arrived."""
        return tuple(self._acts)

    def act(self, act_id: str) -> tuple[Entry, ...]:
        """The entries of one act, in order; empty where there is no such act."""
        return tuple(self._entries[entry_id] for entry_id in self._acts.get(act_id, ()))


def causal_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """`entries` so ordered that what was replaced stands before what replaced it, else by time and id.

    The same set of entries gives the same order, however it arrived.
    """
    ordered = sorted(entries, key=lambda entry: (entry.at, *_id_key(entry.id)))
    there = {entry.id for entry in ordered}
    done: set[str] = set()
    out: list[Entry] = []
    while ordered:
        held: list[Entry] = []
        for entry in ordered:
            if all(other in done or other not in there for other in entry.after):
                done.add(entry.id)
                out.append(entry)
            else:
                held.append(entry)
        if len(held) == len(ordered):  # entries that replace each other in a circle: only a forged file has them
            return (*out, *held)
        ordered = held
    return tuple(out)


def _id_key(entry_id: str) -> tuple[str, int, str]:
    sitting, _, number = entry_id.rpartition("-")
    return sitting, int(number) if number.isdecimal() else 0, entry_id
