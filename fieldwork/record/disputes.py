"""What the team disagrees on: every disputed field with its sides, in plain words for the command line and a screen."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from fieldwork.record import names
from fieldwork.record.describing import field_words, subject_name, value_words, when_words
from fieldwork.record.entry import Entry, Value
from fieldwork.record.record import Record
from fieldwork.record.undo import origin
from fieldwork.record.views import Inspection, reference_key
from fieldwork.text import shown

_ONE_WEEK = timedelta(days=6)
_KINDS = ("inspection", "programme", "questionnaire", "case", "note", "batch", "return", "finding")


class Side(NamedTuple):
    """One side of a dispute: the value, who said it, and when. `entry` is the newest entry that holds it."""

    value: Value
    by: str
    at: str
    entry: Entry


class Dispute(NamedTuple):
    """A field that different people recorded differently, and its sides by time and initials."""

    subject: str
    field: str
    sides: tuple[Side, ...]


def disputes(record: Record) -> tuple[Dispute, ...]:
    """Every disputed field: definitions first, then cases by reference, notes, batches, returns and findings.

    The same entries give the same listing, in whatever order they arrived.
    """
    keys = sorted(record.disputes(), key=lambda key: _place(record, *key))
    return tuple(Dispute(subject, field, _sides(record, subject, field)) for subject, field in keys)


def _sides(record: Record, subject: str, field: str) -> tuple[Side, ...]:
    sides = []
    for head in record.heads(subject, field):
        said = origin(record, head)
        sides.append(Side(head.value, said.by, said.at, head))
    return tuple(sorted(sides, key=lambda side: (side.at, side.by, side.entry.id)))


def _place(record: Record, subject: str, field: str) -> tuple[object, ...]:
    kind = subject.partition("/")[0]
    rank = _KINDS.index(kind) if kind in _KINDS else len(_KINDS)
    name = record.value(subject, names.REFERENCE if kind == "case" else names.SERIAL)
    prefix, _, rest = field.partition(":")
    return rank, reference_key(str(name if name is not None else "")), subject, prefix, _numbers(rest), rest


def _numbers(text: str) -> tuple[int, ...]:
    """The numbers of an id, so that 1.1.2 stands before 1.1.10."""
    return tuple(reference_key(part)[1] for part in text.split("."))


def dispute_line(source: Record | Inspection, dispute: Dispute) -> str:
    """One line: ``case 07 · 1.1.3: JN yes (Tue 10:12) / MB no (Tue 11:40)``; with dates where over a week apart."""
    what = field_words(source, dispute.subject, dispute.field)
    place = subject_name(source, dispute.subject) + (f" · {what}" if what else "")
    return f"{place}: {dispute_sides(source, dispute)}"


def dispute_sides(source: Record | Inspection, dispute: Dispute) -> str:
    """Who said what, and when: ``JN yes (Tue 10:12) / MB no (Tue 11:40)``; with dates where over a week apart."""
    dated = not _within_a_week(dispute.sides)
    return " / ".join(
        f"{shown(side.by)} {value_words(source, dispute.field, side.value)} ({when_words(side.at, year=dated)})"
        for side in dispute.sides
    )


def _within_a_week(sides: tuple[Side, ...]) -> bool:
    try:
        times = [datetime.fromisoformat(side.at).replace(tzinfo=None) for side in sides]
    except ValueError:
        return False
    return max(times) - min(times) <= _ONE_WEEK
