"""Where on the checklist a change belongs: undo goes there."""

from __future__ import annotations

from fieldwork.record import names
from fieldwork.record.entry import Entry
from fieldwork.record.record import Record


def changed_place(record: Record, entries: tuple[Entry, ...] | list[Entry]) -> tuple[str, str | None] | None:
    """The case that `entries` are about, and the question; None where they are about no case."""
    for entry in entries:
        kind = names.kind_of(entry.subject)
        if kind == "case":
            field, _, rest = entry.field.partition(":")
            return entry.subject, rest if field in ("answer", "parked") else None
        if kind == "note":
            case = _ever(record, entry.subject, names.CASE)
            if case is not None:
                return case, _ever(record, entry.subject, names.QUESTION)
    return None


def _ever(record: Record, subject: str, field: str) -> str | None:
    """What a field holds, or held last."""
    said = [entry.value for entry in record.history(subject, field) if isinstance(entry.value, str)]
    return said[-1] if said else None
