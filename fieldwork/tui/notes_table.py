"""All notes of an inspection as rows: what each is on, whose it is, what it says; filtered and ordered. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fieldwork.programme.models import Programme
from fieldwork.record import names
from fieldwork.record.describing import when_words
from fieldwork.record.record import Record
from fieldwork.record.views import Note, reference_key
from fieldwork.text import cells, clip, fold, shown
from fieldwork.tui.checklist_paint import Line, fitted, pad, wrapped
from fieldwork.tui.note_draft import Marks, Place, marks_of, place_of, place_words

AREA = "area"
MARKED = (("good practice", "★"), ("quotation", "❝"), (AREA, AREA))
"""The words of a filter that mean a mark, and what a note with it has."""

_PLACE, _LONGEST_PLACE, _BY, _SIGNS, _WHEN = 13, 24, 4, 2, 22
_WIDE = 100


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note. `order` puts it in its place: the area, then cases, then questions; `number`: when it was begun."""

    id: str
    number: int
    by: str
    at: str
    text: str
    place: Place
    marks: Marks
    reference: str
    """What its case is called; empty for a note on the area."""
    where: str
    order: tuple[object, ...]
    words: str
    """Folded text, every word after a space."""
    references: str
    """What it is found by besides: case, question, criterion, initials, source."""

    @property
    def signs(self) -> str:
        """``★``, ``❝`` or both; nothing for a plain note."""
        return self.marks.sign.replace("✎", "")

    @property
    def when(self) -> str:
        """When it was begun, in words."""
        return when_words(self.at)


class NotesTable:
    """The rows of a record's notes; only those that changed are made anew."""

    def __init__(self, record: Record, programme: Programme) -> None:
        self._record = record
        self._programme = programme
        self._places = {question: index for index, question in enumerate(programme.question)}
        self._kept: dict[str, tuple[tuple[int, str], NoteRow | None]] = {}

    def rows(self) -> list[NoteRow]:
        """All notes that hold a text, in the order in which they were begun."""
        found = (self._row(number, subject) for number, subject in enumerate(self._record.subjects("note"), 1))
        return [row for row in found if row is not None]

    def _row(self, number: int, subject: str) -> NoteRow | None:
        case = self._record.value(subject, names.CASE)
        reference = str(self._record.value(case, names.REFERENCE) or "?") if isinstance(case, str) else ""
        key = self._record.revision(subject), reference
        kept = self._kept.get(subject)
        if kept is None or kept[0] != key:
            kept = self._kept[subject] = (key, self._made(number, Note(self._record, subject), reference))
        return kept[1]

    def _made(self, number: int, note: Note, reference: str) -> NoteRow | None:
        heads = self._record.heads(note.id, names.TEXT)
        text = " / ".join(dict.fromkeys(head.value for head in heads if isinstance(head.value, str)))
        if not text:
            return None
        first = heads[0] if len(heads) == 1 and not heads[0].after else note.first  # most were never changed
        place, marks = place_of(note), marks_of(note)
        about = place.question or marks.criterion
        where = " ".join(word for word in (reference or marks.source or AREA, about) if word)
        return NoteRow(
            id=note.id,
            number=number,
            by=shown(first.by),
            at=first.at,
            text=text,
            place=place,
            marks=marks,
            reference=reference,
            where=shown(where),
            order=(bool(reference), reference_key(reference), self._place(place, marks), number),
            words=f" {fold(text)}",
            references=_references(reference, place, marks, first.by),
        )

    def _place(self, place: Place, marks: Marks) -> int:
        """A criterion stands before its questions, a whole case before its criteria."""
        if place.question is not None:
            return self._places.get(place.question, len(self._places)) * 2 + 1
        questions = self._programme.by_criterion.get(marks.criterion or "", ())
        return self._places[questions[0].id] * 2 if questions else -1


def _references(reference: str, place: Place, marks: Marks, by: str) -> str:
    found = (reference, reference.lstrip("0"), place.question, marks.criterion, by, marks.source)
    return "".join(f" {word.casefold()}" for word in found if word)


def filtered(rows: Iterable[NoteRow], typed: str) -> list[NoteRow]:
    """The rows that have everything typed: beginnings of words, references ("7", "1.2.3"), initials, or a mark.

    "good practice", "quotation" and "area" mean what is marked so, not the words in a text.
    """
    found = list(rows)
    rest = f" {' '.join(shown(typed).casefold().split())} "
    for words, sign in MARKED:
        if f" {words} " in rest or f" {sign} " in rest:
            rest = rest.replace(f" {words} ", " ").replace(f" {sign} ", " ")
            found = [row for row in found if _has(row, sign)]
    for word in rest.split():
        begin, folded = f" {word}", f" {fold(word)}"
        is_number = word[0].isdecimal() and "." in word  # 1.2 is a criterion, and not 12
        found = [
            row for row in found if begin in row.references or (folded != " " and not is_number and folded in row.words)
        ]
    return found


def _has(row: NoteRow, sign: str) -> bool:
    return row.place.case is None if sign == AREA else sign in row.signs


def in_order(rows: Iterable[NoteRow], *, by_place: bool) -> list[NoteRow]:
    """The rows newest first, or by place."""
    if by_place:
        return sorted(rows, key=lambda row: row.order)
    return sorted(rows, key=lambda row: -row.number)


def place_width(rows: Iterable[NoteRow]) -> int:
    """How many cells the places of notes take: all alike, so that the texts stand under one another."""
    return min(max([_PLACE, *(cells(row.where) for row in rows)]), _LONGEST_PLACE)


def row_segments(row: NoteRow, width: int, place: int = _PLACE) -> tuple[tuple[str, str], ...]:
    """One line: its place in `place` cells, initials, marks, text; when it was begun where there is room."""
    when = f"{row.when} " if width >= _WIDE else ""
    lead = f" {pad(row.where, place)} {pad(row.by, _BY)} "
    room = width - cells(lead) - _SIGNS - 1 - (_WHEN if when else 0)
    return (
        (lead, "head"),
        (pad(row.signs, _SIGNS) + " ", "accent"),
        (pad(clip(shown(row.text), room), room), ""),
        (f"{when:>{_WHEN}}" if when else "", "dim"),
    )


def whole_note(record: Record, programme: Programme, row: NoteRow, width: int, height: int) -> Sequence[Line]:
    """The note under the cursor: what it is on, who wrote it and when, then as much of its text as fits."""
    case = f"case {row.reference} · " if row.place.question else ""
    words = case + place_words(record, programme, row.place, row.marks)
    head = f" {row.marks.sign} {row.marks.words} by {row.by} · {row.when} · {words}"
    lines = [Line(fitted(((head, "dim"),), width))]
    texts = list(wrapped(row.text, max(1, width - 2)))
    if len(texts) > height - 1:
        texts = texts[: height - 1]
        texts[-1:] = [clip(f"{texts[-1]} …", width - 2)] if texts else []
    return [*lines, *(Line(fitted(((f" {text}", ""),), width)) for text in texts)]
