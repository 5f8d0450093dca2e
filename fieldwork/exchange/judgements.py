"""Judgements as a table: case, question, answer, note (DESIGN 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from fieldwork.exchange.cases import (
    CASE,
    cases_by_reference,
    one_case,
    one_of,
    reference_of,
)
from fieldwork.exchange.cells import text_cell, text_of, word_of
from fieldwork.exchange.notes import note_texts
from fieldwork.exchange.tables import Row, Sheet, rows_of
from fieldwork.programme.models import ANSWERS, Programme
from fieldwork.record import names
from fieldwork.record.judging import ANSWER_WORDS, Judgement
from fieldwork.record.record import Statement
from fieldwork.record.sitting import new_subject
from fieldwork.record.views import Case, Note

QUESTION = "question"
ANSWER = "answer"
NOTE = "note"
RULE = "rule"
COLUMNS = (CASE, QUESTION, ANSWER, NOTE, RULE)
"""``rule`` is written for the reader; an import passes it over."""


def judgements_sheet(
    programme: Programme,
    cases: Iterable[Case],
    judgements: Mapping[str, Mapping[str, Judgement]],
    notes: Iterable[Note],
) -> Sheet:
    """A row for every question of every case, and another for every further note on it.

    Only what a person answered stands under ``answer``; what is disputed is left empty. What a rule made stands in
    words under ``rule``.
    """
    texts: dict[tuple[str | None, str | None], list[str]] = {}
    for note in notes:
        texts.setdefault((note.case, note.question), []).extend(note_texts(note))
    rows: list[tuple[str, ...]] = []
    for case in cases:
        reference = text_cell(case.reference)
        for question in programme.questions:
            judgement = judgements[case.id][question.id]
            own = str(judgement.answer) if judgement.status == "answered" else ""
            rule = f"{ANSWER_WORDS[judgement.answer or 'na']}: {judgement.why}" if judgement.status == "rule" else ""
            first, *more = texts.get((case.id, question.id), [""])
            rows.append((reference, question.id, text_cell(own), text_cell(first), text_cell(rule)))
            rows.extend((reference, question.id, "", text_cell(text), "") for text in more)
    return Sheet("judgements", COLUMNS, tuple(rows))


@dataclass
class _Incoming:
    """What the rows so far have said, and what of it the inspection does not say yet."""

    programme: Programme
    notes: set[tuple[str | None, str | None, str]]
    statements: list[Statement] = field(default_factory=list)
    said: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)

    def take(self, row: Row, case: Case) -> None:
        question = word_of(row[QUESTION])
        if question not in self.programme.question:
            expected = f"the id of a question of {self.programme.id}, such as {self.programme.questions[0].id}"
            raise row.error(QUESTION, expected)
        if word_of(row[ANSWER]):
            self._answer(row, case, question)
        text = text_of(row[NOTE])
        if text and (case.id, question, text) not in self.notes:
            self.notes.add((case.id, question, text))
            self._say(new_subject("note"), {names.TEXT: text, names.CASE: case.id, names.QUESTION: question})

    def _answer(self, row: Row, case: Case, question: str) -> None:
        answer = word_of(row[ANSWER]).casefold()
        if answer not in ANSWERS:
            raise row.error(ANSWER, f"{one_of(ANSWERS)}, or an empty cell")
        before, line = self.said.setdefault((case.id, question), (answer, row.line))
        if before != answer:
            expected = f"{before}, as line {line} says of case {case.reference}, question {question}"
            raise row.error(ANSWER, expected)
        if line == row.line and case.own_answer(question) != answer:
            self._say(case.id, {names.answer(question): answer})
            if case.record.value(case.id, names.parked(question)):
                self._say(case.id, {names.parked(question): None})

    def _say(self, subject: str, fields: Mapping[str, str | None]) -> None:
        self.statements.extend(Statement(subject, name, value) for name, value in fields.items())


def judgements_from_csv(
    text: str, file: str, programme: Programme, cases: Sequence[Case], notes: Iterable[Note]
) -> tuple[Statement, ...]:
    """What the CSV `text` says of questions that `cases` and `notes`, those of the inspection, do not say yet.

    Several rows may speak of one question, to hold several notes; their answers must agree. A note is there already
    when the same text stands on the same case and question.

    Raises:
        BadInputError: names the file, line and column, what was found and what was expected.
    """
    there = cases_by_reference(cases)
    held = {(note.case, note.question, held) for note in notes for held in note_texts(note)}
    incoming = _Incoming(programme, held)
    for row in rows_of(text, file, COLUMNS, (CASE, QUESTION)):
        incoming.take(row, one_case(row, reference_of(row), there))
    return tuple(incoming.statements)
