"""Notes as a table: what each is on, what it is for, and its text.

``judgements.csv`` holds the notes on a question of a case too; this table holds all of them, with everything that was
said of them, so that an export leaves nothing out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fieldwork.exchange.cases import CASE, cases_by_reference, one_case, reference_of
from fieldwork.exchange.cells import text_cell, text_of, word_of
from fieldwork.exchange.tables import Row, Sheet, rows_of
from fieldwork.programme.models import Programme
from fieldwork.record import names
from fieldwork.record.entry import Value
from fieldwork.record.record import Statement
from fieldwork.record.sitting import new_subject
from fieldwork.record.views import Case, Note

TEXT = "text"
FLAGS = (names.GOOD_PRACTICE, names.QUOTATION)
COLUMNS = (CASE, names.QUESTION, names.CRITERION, *FLAGS, names.SOURCE, TEXT, "by", "at")
"""``by`` and ``at`` are written for the reader; an import passes them over."""

Key = tuple[str | None, str | None, str | None, str]
"""What makes two notes the same: case, question, criterion (where there is no question), text."""


def note_texts(note: Note) -> list[str]:
    """The text of a note; all of them, in a lasting order, where it is disputed."""
    heads = note.record.heads(note.id, names.TEXT)
    return sorted({head.value for head in heads if isinstance(head.value, str) and head.value})


def notes_sheet(notes: Iterable[Note], cases: Iterable[Case]) -> Sheet:
    """Every note; a disputed one has a row for each of its texts. A note on the inspection itself has no case."""
    references = {case.id: case.reference for case in cases}
    rows = (
        (
            text_cell(references.get(note.case or "", "")),
            text_cell(note.question or ""),
            text_cell(note.criterion or ""),
            "yes" if note.good_practice else "",
            "yes" if note.quotation else "",
            text_cell(note.source or ""),
            text_cell(text),
            text_cell(note.first.by),
            text_cell(note.first.at),
        )
        for note in notes
        for text in note_texts(note)
    )
    return Sheet("notes", COLUMNS, tuple(rows))


def notes_from_csv(
    text: str, file: str, programme: Programme, cases: Sequence[Case], notes: Iterable[Note]
) -> tuple[Statement, ...]:
    """What the CSV `text` says of notes that `notes`, those of the inspection, do not say yet.

    Raises:
        BadInputError: names the file, line and column, what was found and what was expected.
    """
    there = cases_by_reference(cases)
    held = {_key(note.case, note.question, note.criterion, one): note for note in notes for one in note_texts(note)}
    seen: set[Key] = set()
    statements: list[Statement] = []
    for row in rows_of(text, file, COLUMNS, (TEXT,)):
        fields = _fields(row, programme)
        if text_of(row[CASE]):
            fields[names.CASE] = one_case(row, reference_of(row), there).id
        key = _key(fields.get(names.CASE), fields.get(names.QUESTION), fields.get(names.CRITERION), fields[names.TEXT])
        if key not in seen:
            seen.add(key)
            statements += _missing(held.get(key), fields)
    return tuple(statements)


def _key(case: str | None, question: str | None, criterion: str | None, text: str) -> Key:
    return case, question, None if question else criterion, text


def _fields(row: Row, programme: Programme) -> dict[str, Value]:
    fields: dict[str, Value] = {names.TEXT: text_of(row[TEXT])}
    if not fields[names.TEXT]:
        raise row.error(TEXT, "the text of a note", "an empty cell")
    for column, known in ((names.QUESTION, programme.question), (names.CRITERION, programme.criterion)):
        if word := word_of(row[column]):
            if word not in known:
                raise row.error(column, f"the id of a {column} of {programme.id}, such as {next(iter(known))}")
            fields[column] = word
    for column in FLAGS:
        if word := word_of(row[column]).casefold():
            if word != "yes":
                raise row.error(column, "yes, or an empty cell")
            fields[column] = True
    if source := text_of(row[names.SOURCE]):
        fields[names.SOURCE] = source
    return fields


def _missing(note: Note | None, fields: dict[str, Value]) -> list[Statement]:
    """What makes the note say `fields`: all of it where there is none."""
    if note is None:
        subject = new_subject("note")
        return [Statement(subject, field, value) for field, value in fields.items()]
    return [
        Statement(note.id, field, value)
        for field, value in fields.items()
        if field != names.TEXT and note.record.value(note.id, field) != value
    ]
