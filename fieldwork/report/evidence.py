"""What notes bring to a report: examples of good practice, quotations, and evidence on the area.

Examples and quotations are printed as they stand in the record, without being copied. Evidence on the area is never
printed as it was noted: both published reports have it in the inspector's own sentences (Stockport 2009: 1.1 area for
improvement 7, the commentaries, recommendations 5 and 6; Dorset 2013: 2.5, operational management). So a draft has it
as a remark, and whoever writes a part has it beside the text (`told_on`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.record import names
from fieldwork.report.document import Block, Item, Remark, Span, Table
from fieldwork.report.printed import DISPUTED_MARK
from fieldwork.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fieldwork.programme.models import Programme, ReportPart
    from fieldwork.record.views import Inspection, Note
    from fieldwork.report.contents import Contents

_SOURCES = {
    "document": "a document",
    "policy": "a policy of the area",
    "manager": "managers",
    "partner": "a partner",
}


def criterion_of(contents: Contents, note: Note) -> str | None:
    """The criterion that a note belongs to: its own, else that of its question; None for neither."""
    return _criterion_of(contents.programme, note)


def _criterion_of(programme: Programme, note: Note) -> str | None:
    if note.criterion in programme.criterion:
        return note.criterion
    question = programme.question.get(note.question or "")
    return question.criterion if question is not None else None


def is_marked(note: Note) -> bool:
    """Whether a report draws on a note: an example of good practice, a quotation, evidence; or one laptop says so."""
    marks = (names.GOOD_PRACTICE, names.QUOTATION, names.SOURCE)
    return (
        note.good_practice
        or note.quotation
        or bool(note.source)
        or any(note.record.disputed(note.id, mark) for mark in marks)
    )


def words_of(note: Note) -> str:
    """What a note says; where two laptops say it differently both, marked: a note that is printed is not lost."""
    return f"{' / '.join(note.versions)} {DISPUTED_MARK}" if note.versions else note.text


def told_on(inspection: Inspection, *, question: str = "", section: str = "") -> tuple[str, ...]:
    """What notes hold for whoever writes a text of the report, one line each, what is nearest first.

    Of a question: the notes on it, case by case, then the evidence on its criterion and on the area as a whole. Of a
    section: the evidence on its criteria, then that on the area as a whole. Of neither: all evidence.
    """
    programme = inspection.programme
    asked = programme.question.get(question)
    near = {asked.criterion} if asked is not None else set(_criteria_of(programme, section))
    references = {case.id: case.reference for case in inspection.cases}
    notes = [note for note in inspection.notes if words_of(note).strip()]
    told = [
        f"case {references[note.case]}: {clean(words_of(note), lines=False)}"
        for note in notes
        if question and note.question == question and note.case in references
    ]
    evidence = [(note, _criterion_of(programme, note)) for note in notes if note.source]
    wanted = [(note, of) for note, of in evidence if of in near or of is None]
    wanted.sort(key=lambda one: one[1] is None)
    return (*told, *(_evidence_words(note, of) for note, of in wanted))


def _criteria_of(programme: Programme, section: str) -> list[str]:
    return [one.id for one in programme.criteria if section in ("", one.section)]


def _evidence_words(note: Note, criterion: str | None) -> str:
    on = f", on {criterion}" if criterion is not None else ""
    return f"{_SOURCES.get(note.source or '', note.source)}{on}: {clean(words_of(note), lines=False)}"


def good_practice(contents: Contents, part: ReportPart) -> list[Block]:
    """The examples so marked, by criterion, as a table."""
    programme = contents.programme
    order = list(programme.criterion)
    found = [(criterion_of(contents, note), words_of(note)) for note in _notes(contents) if note.good_practice]
    found.sort(key=lambda one: len(order) if one[0] is None else order.index(one[0]))
    rows = tuple((_place(programme, criterion), text) for criterion, text in found)
    return [Table(("General Criterion", "Example"), rows, part=part.id)] if rows else []


def _place(programme: Programme, criterion: str | None) -> str:
    """Where an example of good practice belongs: "Outcomes, General Criterion 3.2"."""
    if criterion is None:
        return ""
    section = programme.criterion[criterion].section
    title = next((one.title for one in programme.sections if one.id == section), "")
    return f"{title}, General Criterion {criterion}"


def quotations(contents: Contents, criteria: list[str] | None) -> list[Item]:
    """Notes to be quoted of some criteria, with the words that introduce them; None: those of no criterion."""
    introduction = contents.furniture("quotation") or "In one case we noted"
    return [
        Item((Span(f"{introduction}: “{words_of(note)}”"),), note.id)
        for note in _notes(contents)
        if (note.quotation or (note.good_practice and criteria is not None))
        and _is_of(criterion_of(contents, note), criteria)
    ]


def marked_remarks(contents: Contents, criterion: str | None) -> list[Block]:
    """What the notes of a criterion (None: of none) hold for whoever writes: evidence, and in a report quotations."""
    blocks: list[Block] = []
    for note in _notes(contents):
        if criterion_of(contents, note) != criterion or (note.case is not None and not note.quotation):
            continue
        if note.source:
            blocks.append(Remark(f"Evidence from {_SOURCES.get(note.source, note.source)}: {words_of(note)}", note.id))
        elif note.quotation and contents.programme.scores:
            blocks.append(Remark(f"Marked to be quoted: “{words_of(note)}”", note.id))
    return blocks


def _is_of(criterion: str | None, criteria: list[str] | None) -> bool:
    return criterion is None if criteria is None else criterion in criteria


def _notes(contents: Contents) -> Iterator[Note]:
    return (note for note in contents.inspection.notes if words_of(note).strip())
