"""A note while it is being written: what it is on, what is kept of it already, and what is still to be recorded."""

from __future__ import annotations

from typing import NamedTuple

from fieldwork.programme.models import Programme
from fieldwork.record import names
from fieldwork.record.describing import subject_name
from fieldwork.record.entry import Value
from fieldwork.record.record import Record, Statement
from fieldwork.record.sitting import new_subject
from fieldwork.record.views import Note
from fieldwork.text import clean, shown


class Place(NamedTuple):
    """What a note is on: a question of a case, a criterion of a case, a case; of all None the inspection itself.

    `criterion` is only given where the note is on one: the criterion of a question goes without saying. `source` is
    where a note on the inspection itself comes from.
    """

    case: str | None = None
    question: str | None = None
    criterion: str | None = None
    source: str | None = None


class Marks(NamedTuple):
    """What is said of a note besides its text. `criterion`: the one it is on, or for which it is good practice."""

    good_practice: bool = False
    quotation: bool = False
    criterion: str | None = None
    source: str | None = None

    @property
    def sign(self) -> str:
        """The signs before a note: ``★`` good practice, ``❝`` quotation, ``✎`` neither."""
        return ("★" if self.good_practice else "") + ("❝" if self.quotation else "") or "✎"

    @property
    def words(self) -> str:
        """What the signs mean: "good practice, quotation", "note"."""
        said = [word for word, is_so in (("good practice", self.good_practice), ("quotation", self.quotation)) if is_so]
        return ", ".join(said) or "note"


NO_MARKS = Marks()


class Draft(NamedTuple):
    """A note on a place. `text` and `marks` are what is recorded; `note` None: nothing yet."""

    place: Place
    note: str | None = None
    text: str = ""
    marks: Marks = NO_MARKS

    @property
    def begun(self) -> Marks:
        """The marks to begin with: a new note has the criterion or the source that it is begun with."""
        return self.marks if self.note is not None else Marks(criterion=self.place.criterion, source=self.place.source)


def marks_of(note: Note) -> Marks:
    """The marks that are recorded of a note."""
    said = note.record.values(note.id)
    criterion, source = _text(said.get(names.CRITERION)), _text(said.get(names.SOURCE))
    return Marks(said.get(names.GOOD_PRACTICE) is True, said.get(names.QUOTATION) is True, criterion, source)


def place_of(note: Note) -> Place:
    """What a recorded note is on."""
    said = note.record.values(note.id)
    question = _text(said.get(names.QUESTION))
    criterion = None if question else _text(said.get(names.CRITERION))
    return Place(_text(said.get(names.CASE)), question, criterion, _text(said.get(names.SOURCE)))


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None


def draft_of(record: Record, note_id: str) -> Draft:
    """The draft that goes on with a recorded note."""
    note = Note(record, note_id)
    return Draft(place_of(note), note_id, note.text, marks_of(note))


def to_keep(draft: Draft, text: str, marks: Marks) -> tuple[tuple[Statement, ...], Draft]:
    """What has to be said so that everything typed and marked is recorded, and the draft as it is then.

    Nothing is said of what is recorded already, or of a new note without text; a note emptied is taken away.
    """
    text = clean(text).strip()
    if draft.note is None and not text:
        return (), draft
    wanted: dict[str, Value] = {}
    if text != draft.text:
        wanted[names.TEXT] = text or None
    if draft.note is None:
        place = {names.CASE: draft.place.case, names.QUESTION: draft.place.question}
        wanted |= {field: value for field, value in place.items() if value is not None}
    for field in Marks._fields:  # called as the fields of a note are
        value = getattr(marks, field)
        if value != getattr(draft.marks, field):
            wanted[field] = value or None
    note = draft.note or new_subject("note")
    said = tuple(Statement(note, field, value) for field, value in wanted.items())
    return said, draft._replace(note=note, text=text, marks=marks)


def with_good_practice(marks: Marks, place: Place, programme: Programme, *, good: bool) -> Marks:
    """`marks` as an example to share, with the criterion of its question; or without the mark.

    The criterion that came with the mark goes with it; that of a note on a criterion stays.
    """
    question = programme.question.get(place.question or "")
    if question is None:
        return marks._replace(good_practice=good)
    if good:
        return marks._replace(good_practice=True, criterion=marks.criterion or question.criterion)
    came_along = marks.criterion == question.criterion
    return marks._replace(good_practice=False, criterion=None if came_along else marks.criterion)


def place_words(record: Record, programme: Programme, place: Place, marks: Marks) -> str:
    """What a note is on, in words: "1.2.2 Was it completed on time?", "case 07", "the area · policy"."""
    question = programme.question.get(place.question or "")
    if question is not None:
        return f"{question.id} {question.text}"
    words = [] if place.case is None else [subject_name(record, place.case)]
    criterion = programme.criterion.get(marks.criterion or "")
    if criterion is not None:
        words.insert(0, f"{criterion.id} {criterion.title}")
    elif place.question:
        words.insert(0, shown(place.question))
    if place.case is None:
        words.append("the area")
        if marks.source:
            words.append(shown(marks.source))
    return " · ".join(words)
