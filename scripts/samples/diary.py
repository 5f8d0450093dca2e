"""A diary of who said what when, turned into the entries that fieldwork itself would have made.

Acts are planned in any order and told in the order of the clock, so that every entry replaces what its author could
see, and undo and redo are fieldwork's own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from fieldwork.record.entry import Entry, Value
from fieldwork.record.record import Record, Statement
from fieldwork.record.sitting import Sitting
from fieldwork.record.undo import Restoration, redo, undo
from samples import chance

_PARTS_OF_THE_DAY = (13, 18)
"""A laptop is closed for lunch and for supper: a new sitting begins at each of these hours."""


@dataclass(frozen=True, slots=True)
class _Act:
    at: datetime
    by: str
    statements: tuple[Statement, ...] = ()
    take_back: Callable[[Record, str], Restoration] | None = None


@dataclass
class Diary:
    """Everything that the people of one sample did."""

    sample: str
    _acts: list[_Act] = field(default_factory=list)

    def subject(self, kind: str, *labels: object) -> str:
        """The id of a subject, shaped as fieldwork makes them but always the same."""
        return f"{kind}/{chance.name(12, self.sample, kind, *labels)}"

    def say(self, at: datetime, by: str, *statements: tuple[str, str, Value]) -> None:
        """At `at`, `by` recorded `statements` (subject, field, value) as one act."""
        self._acts.append(_Act(at, by, tuple(Statement(*statement) for statement in statements)))

    def undo(self, at: datetime, by: str) -> None:
        """At `at`, `by` took back the last thing that he or she did."""
        self._acts.append(_Act(at, by, take_back=undo))

    def redo(self, at: datetime, by: str) -> None:
        """At `at`, `by` brought back what he or she had just undone."""
        self._acts.append(_Act(at, by, take_back=redo))

    def told(self, before: datetime | None = None) -> Record:
        """The record of it all, or of what was done before some time."""
        record = Record()
        sittings: dict[tuple[object, ...], _ClockedSitting] = {}
        acts = (act for act in self._acts if before is None or act.at < before)
        for act in sorted(acts, key=lambda act: act.at):
            part = sum(act.at.hour >= hour for hour in _PARTS_OF_THE_DAY)
            key = (act.by, act.at.date(), part)
            if key not in sittings:
                sittings[key] = _ClockedSitting(act.by, chance.name(10, self.sample, "sitting", *key))
            statements, undoes = act.statements, None
            if act.take_back is not None:
                undoes, statements = act.take_back(record, act.by)
            record.add(sittings[key].entries_at(act.at, record, statements, undoes))
        return record


class _ClockedSitting:
    """A sitting whose clock is set by hand before each act."""

    def __init__(self, by: str, name: str) -> None:
        self._now = ""
        self._sitting = Sitting(by, name, lambda: self._now)

    def entries_at(
        self, at: datetime, record: Record, statements: tuple[Statement, ...], undoes: str | None
    ) -> tuple[Entry, ...]:
        self._now = at.isoformat(timespec="seconds")
        return self._sitting.entries(record, statements, undoes)
