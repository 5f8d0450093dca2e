"""A note while it is being written: what it is on, what is kept of it already, and what is still to be recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fieldwork.record import names
from fieldwork.record.entry import Entry, Value
from fieldwork.record.record import Record, Statement
from fieldwork.record.sitting import new_subject
from fieldwork.record.views import Note
from fieldwork.text import clean


@dataclass(frozen=True, slots=True)
class Draft:
    """A note on a question of a case. `text` and `good_practice` are what is recorded; `note` None: nothing yet."""

    case: str
    question: str
    criterion: str
    note: str | None = None
    text: str = ""
    good_practice: bool = False


def draft_of(record: Record, note_id: str, case: str, question: str, criterion: str) -> Draft:
    """The draft that goes on with a recorded note."""
    note = Note(record, note_id)
    return Draft(case, question, criterion, note_id, note.text, note.good_practice)


def to_keep(draft: Draft, text: str, *, good_practice: bool) -> tuple[tuple[Statement, ...], Draft]:
    """What has to be said so that everything typed is recorded, and the draft as it is then.

    Nothing is said of what is recorded already, or of a new note without text; a note emptied is taken away.
    """
    text = clean(text).strip()
    if draft.note is None and not text:
        return (), draft
    note = draft.note or new_subject("note")
    wanted: dict[str, Value] = {}
    if text != draft.text:
        wanted[names.TEXT] = text or None
    if draft.note is None:
        wanted |= {names.CASE: draft.case, names.QUESTION: draft.question}
    if good_practice != draft.good_practice:
        wanted |= {
            names.GOOD_PRACTICE: True if good_practice else None,
            names.CRITERION: draft.criterion if good_practice else None,
        }
    said = tuple(Statement(note, field, value) for field, value in wanted.items())
    return said, replace(draft, note=note, text=text, good_practice=good_practice)


def changed_place(record: Record, entries: tuple[Entry, ...] | list[Entry]) -> tuple[str, str | None] | None:
    """The case that `entries` are about, and the question; None where they are about no case."""
    for entry in entries:
        kind = entry.subject.partition("/")[0]
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
