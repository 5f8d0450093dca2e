"""Notes, each brought to a case whose answers, dates and attributes bear it out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timezone
from pathlib import Path
from typing import Any

from fieldwork.analysis.timeliness import short_date
from fieldwork.record import names
from fieldwork.record.entry import Value
from samples import chance
from samples.dates import UNDATED, CaseDates
from samples.diary import Diary

_FIELDS = (names.TEXT, names.CRITERION, names.GOOD_PRACTICE, names.QUOTATION, names.SOURCE)
"""What a note of the table says of itself; the rest says where it belongs."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a note can be checked against. `notes` grows, by question."""

    reference: str
    answers: Mapping[str, str]
    attributes: Mapping[str, Value]
    dates: CaseDates
    notes: dict[str, list[dict[str, Value]]] = field(default_factory=dict)

    def words(self) -> dict[str, object]:
        """The dates as a note says them ("9 Feb"), and the days from the sentence to each."""
        days = {name: date.fromisoformat(day) for name, day in self.dates.items() if _is_day(day)}
        gaps = {f"{name}_gap": (day - days["sentence"]).days for name, day in days.items()}
        return {**{name: short_date(day) for name, day in days.items()}, **gaps}

    def bears_out(self, note: Mapping[str, Any]) -> bool:
        """Whether the note could have been written on this case."""
        question = note.get("question", "")
        return (
            note.get("case", self.reference) == self.reference
            and (not question or self.answers.get(question) == note["answer"])
            and all(self.attributes.get(name) == value for name, value in note.get("where", {}).items())
            and ("undated" not in note or self.dates.get(note["undated"]) == UNDATED)
            and question not in self.notes
            and _sayable(note["text"], self.words())
        )


def _is_day(value: object) -> bool:
    return isinstance(value, str) and value != UNDATED


def _sayable(text: str, words: Mapping[str, object]) -> bool:
    try:
        text.format_map(words)
    except KeyError:
        return False
    return True


def read_notes(file: Path) -> dict[str, Any]:
    """The tables of a file of notes: `notes`, `inspection`, and `known`, the attributes that they take for granted."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def distribute(notes: Sequence[Mapping[str, Any]], cases: Sequence[Facts]) -> None:
    """Give each note to a case that bears it out: first those that name their case, the rest to cases with few notes.

    Raises:
        LookupError: there is no such case.
    """
    for note in sorted(notes, key=lambda note: "case" not in note):
        fitting = [case for case in cases if case.bears_out(note)]
        if not fitting:
            raise LookupError(f"no case bears out the note {note['text']!r}")
        case = min(fitting, key=lambda case: (len(case.notes), chance.name(8, note["text"], case.reference)))
        said: dict[str, Value] = {name: note[name] for name in _FIELDS if name in note}
        said[names.TEXT] = note["text"].format_map(case.words())
        case.notes.setdefault(note.get("question", ""), []).append(said)


def note_on_the_inspection(diary: Diary, notes: Sequence[Mapping[str, Any]], zone: timezone) -> None:
    """Record the notes that are on no case."""
    for number, note in enumerate(notes):
        subject = diary.subject("note", "inspection", number)
        said = [(subject, name, note[name]) for name in _FIELDS if name in note]
        diary.say(note["at"].replace(tzinfo=zone), note["by"], *said)
