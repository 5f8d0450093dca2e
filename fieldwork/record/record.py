"""Entries folded into a present state: who said what of which field, and what is disputed (DESIGN 2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from heapq import heappop, heappush
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from fieldwork.errors import RecordError
from fieldwork.record.entry import Entry, Value, same_value
from fieldwork.text import shown


class Statement(NamedTuple):
    """What someone wants to say: `value` of the `field` of `subject`. The record makes an entry of it."""

    subject: str
    field: str
    value: Value


class _Field:
    """All entries of one field, and which of them no other replaces.

    Most fields have a single entry: they make do with one tuple, which the garbage collector thanks at opening.
    """

    __slots__ = ("entries", "heads", "replaced")

    def __init__(self, first: Entry) -> None:
        self.entries: list[Entry] | tuple[Entry, ...] = (first,)
        self.replaced: set[str] | None = None
        self.heads: tuple[Entry, ...] = self.entries
        if first.after:
            self.replaced = set(first.after)
            self.heads = self.entries if first.id not in first.after else ()

    def add(self, entry: Entry) -> None:
        if isinstance(self.entries, tuple):
            self.entries = list(self.entries)
        self.entries.append(entry)
        replaced = self.replaced = self.replaced or set()
        heads = self.heads
        if entry.after:
            replaced.update(entry.after)
            heads = tuple(head for head in heads if head.id not in replaced)
        self.heads = heads if entry.id in replaced else (*heads, entry)

    def swap(self, old: Entry, new: Entry) -> None:
        self.entries = [new if entry is old else entry for entry in self.entries]
        self.heads = tuple(new if head is old else head for head in self.heads)

    @property
    def disputed(self) -> bool:
        heads = self.heads
        return len(heads) > 1 and any(not same_value(heads[0].value, head.value) for head in heads[1:])


class _Subject:
    """All fields of one subject, and the present values of those that are recorded and undisputed."""

    __slots__ = ("fields", "revision", "values")

    def __init__(self) -> None:
        self.fields: dict[str, _Field] = {}
        self.values: dict[str, Value] = {}
        self.revision = 0

    def add(self, entry: Entry) -> None:
        self.revision += 1
        name = entry.field
        field = self.fields.get(name)
        if field is None:
            self.fields[name] = field = _Field(entry)
            if not entry.after:  # as nearly all are that are read: nothing to settle
                if entry.value is not None:
                    self.values[name] = entry.value
                return
        else:
            field.add(entry)
        self._settle(name, field)

    def swap(self, old: Entry, new: Entry) -> None:
        self.revision += 1
        field = self.fields[old.field]
        field.swap(old, new)
        self._settle(old.field, field)

    def _settle(self, name: str, field: _Field) -> None:
        heads = field.heads
        if heads and (value := heads[0].value) is not None and (len(heads) == 1 or not field.disputed):
            self.values[name] = value
        else:
            self.values.pop(name, None)


_NOBODY = _Subject()


class Record:
    """All entries of an inspection, and the state they make. Entries may arrive in any order.

    The state of a field is its newest entries: those that no other entry of the field names in `after`.
    Several newest with different values are a dispute: `value` is then None and `disputed` true.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries: dict[str, Entry] = {}
        self._subjects: dict[str, _Subject] = {}
        self._kinds: dict[str, list[str]] = {}
        self._acts: dict[str, list[str]] = {}
        self._filed = 0
        self.add(entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __contains__(self, entry_id: object) -> bool:
        return entry_id in self._entries

    def __eq__(self, other: object) -> bool:
        """Two records are equal when they hold the same entries, in whatever order these arrived."""
        return (
            isinstance(other, Record)
            and len(self) == len(other)
            and all((twin := other.entry(entry.id)) is not None and _same_entry(entry, twin) for entry in self)
        )

    __hash__ = None  # type: ignore[assignment]  # a record changes

    def add(self, entries: Iterable[Entry]) -> None:
        """Take `entries` in. One that is already there changes nothing; a redacted one blanks its open twin.

        Raises:
            RecordError: an entry has the id of another with different contents; nothing after it is taken in.
        """
        known = self._entries
        for entry in entries:
            old = known.get(entry.id)
            if old is None:
                self._take(entry)
            elif old is not entry and not _same_entry(old, entry):
                self._settle_twins(old, entry)

    def _take(self, entry: Entry) -> None:
        self._entries[entry.id] = entry
        subject = self._subjects.get(entry.subject)
        if subject is None:
            subject = self._subjects[entry.subject] = _Subject()
            self._kinds.setdefault(entry.subject.partition("/")[0], []).append(entry.subject)
        subject.add(entry)

    def _settle_twins(self, old: Entry, new: Entry) -> None:
        marks = [mark for mark in (old.redacted, new.redacted) if mark is not None]
        blank = old._replace(value=None, redacted=None)
        if not marks or blank != new._replace(value=None, redacted=None):
            raise RecordError(
                f"Two different entries have the id {shown(new.id)}; these cannot belong to one inspection."
            )
        self.replace_redacted(blank._replace(redacted=min(marks)))

    def replace_redacted(self, entry: Entry) -> None:
        """Put the blanked `entry` in the place of the one with its id.

        Raises:
            RecordError: there is none.
        """
        old = self._entries.get(entry.id)
        if old is None:
            raise RecordError(f"There is no entry {shown(entry.id)} to redact.")
        self._entries[entry.id] = entry
        self._subjects[entry.subject].swap(old, entry)

    # -- the present state -----------------------------------------------------------------------------------

    def heads(self, subject: str, field: str) -> tuple[Entry, ...]:
        """The newest entries of a field; empty where nobody ever said anything."""
        found = self._subjects.get(subject, _NOBODY).fields.get(field)
        return found.heads if found is not None else ()

    def value(self, subject: str, field: str) -> Value:
        """What is recorded; None where nothing is, or where it is disputed."""
        return self._subjects.get(subject, _NOBODY).values.get(field)

    def values(self, subject: str) -> Mapping[str, Value]:
        """What is recorded of a subject, by field: a view of it as it is now, without what is disputed."""
        return MappingProxyType(self._subjects.get(subject, _NOBODY).values)

    def disputed(self, subject: str, field: str) -> bool:
        """Whether the newest entries of the field differ."""
        found = self._subjects.get(subject, _NOBODY).fields.get(field)
        return found is not None and found.disputed

    def disputes(self) -> list[tuple[str, str]]:
        """Every disputed field, as (subject, field), in the order of subjects and fields."""
        return [
            (subject_id, name)
            for subject_id, subject in self._subjects.items()
            for name, field in subject.fields.items()
            if len(field.heads) > 1 and field.disputed
        ]

    def subjects(self, kind: str) -> tuple[str, ...]:
        """The subjects of a kind (``case``, ``note``, …) in the order in which they first appeared."""
        return tuple(self._kinds.get(kind, ()))

    def fields(self, subject: str) -> tuple[str, ...]:
        """The fields of which anything was ever said of the subject."""
        return tuple(self._subjects.get(subject, _NOBODY).fields)

    def revision(self, subject: str) -> int:
        """A number that grows with every entry on the subject: whoever keeps a view compares it."""
        return self._subjects.get(subject, _NOBODY).revision

    # -- what led to it --------------------------------------------------------------------------------------

    def entry(self, entry_id: str) -> Entry | None:
        """The entry with the id, if there is one."""
        return self._entries.get(entry_id)

    def history(self, subject: str, field: str) -> tuple[Entry, ...]:
        """All entries of a field, what was replaced before what replaced it."""
        found = self._subjects.get(subject, _NOBODY).fields.get(field)
        return causal_order(found.entries) if found is not None else ()

    def acts(self) -> tuple[str, ...]:
        """The acts in the order in which they arrived."""
        return tuple(self._file_acts())

    def act(self, act_id: str) -> tuple[Entry, ...]:
        """The entries of one act, in order; empty where there is no such act."""
        found = (self._entries[entry_id] for entry_id in self._file_acts().get(act_id, ()))
        return tuple(sorted(found, key=_when))

    def begin(self, act_id: str) -> Entry | None:
        """One entry of an act, to see whose it is and what it undoes; None where there is no such act."""
        found = self._file_acts().get(act_id)
        return self._entries[found[0]] if found else None

    def _file_acts(self) -> dict[str, list[str]]:
        """The ids of the entries by act. Filed when asked for: only undo and histories do, opening does not."""
        if self._filed < len(self._entries):
            for entry in islice(self._entries.values(), self._filed, None):
                self._acts.setdefault(entry.act, []).append(entry.id)
            self._filed = len(self._entries)
        return self._acts


def _same_entry(one: Entry, other: Entry) -> bool:
    return one == other and same_value(one.value, other.value)


def causal_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """`entries` so ordered that what was replaced stands before what replaced it, else by time and id.

    The entries of one sitting stay in the order of their numbers, and an undo after what it undoes, even where
    a clock was put back in between. The same set of entries gives the same order, however it arrived. Entries
    that replace each other in a circle, which only a forged file has, come last.
    """
    ordered = sorted(entries, key=_when)
    before = _before(ordered)
    place = {entry.id: index for index, entry in enumerate(ordered)}
    if all(place[other] < index for index, others in enumerate(before) for other in others):
        return tuple(ordered)
    return tuple(ordered[index] for index in _untangled(before, place))


def _before(ordered: list[Entry]) -> list[set[str]]:
    """For each entry the ids, among those of `ordered`, that must stand before it."""
    there = {entry.id for entry in ordered}
    before = [there.intersection(entry.after) if entry.after else set() for entry in ordered]
    last: dict[str, str] = {}
    for index in sorted(range(len(ordered)), key=lambda index: _id_key(ordered[index].id)):
        entry = ordered[index]
        sitting = entry.id.rpartition("-")[0]
        if (previous := last.get(sitting)) is not None:
            before[index].add(previous)
        if entry.undoes in there:
            before[index].add(entry.undoes)
        last[sitting] = entry.id
    return before


def _untangled(before: list[set[str]], place: dict[str, int]) -> list[int]:
    """The indices so ordered that each comes after those `before` it; among the possible ones the lowest first."""
    missing = [len(others) for others in before]
    followers: list[list[int]] = [[] for _ in before]
    for index, others in enumerate(before):
        for other in others:
            followers[place[other]].append(index)
    ready = [index for index, count in enumerate(missing) if not count]  # sorted, so already a heap
    out: list[int] = []
    while ready:
        out.append(heappop(ready))
        for follower in followers[out[-1]]:
            missing[follower] -= 1
            if not missing[follower]:
                heappush(ready, follower)
    return [*out, *(index for index, count in enumerate(missing) if count)]


def _when(entry: Entry) -> tuple[str, str, int, str]:
    return (entry.at, *_id_key(entry.id))


_LONGEST_NUMBER = 18


def _id_key(entry_id: str) -> tuple[str, int, str]:
    sitting, _, number = entry_id.rpartition("-")
    counts = number.isdecimal() and len(number) <= _LONGEST_NUMBER
    return sitting, int(number) if counts else 0, entry_id
