"""What notes bring to a report: examples of good practice, quotations, and evidence on the area.

Nothing is copied: a note so marked is printed as it stands in the record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.report.document import Block, Item, Remark, Span, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fieldwork.programme.models import Programme, ReportPart
    from fieldwork.record.views import Note
    from fieldwork.report.contents import Contents

_SOURCES = {
    "document": "a document",
    "policy": "a policy of the area",
    "manager": "managers",
    "partner": "a partner",
}


def criterion_of(contents: Contents, note: Note) -> str | None:
    """The criterion that a note belongs to: its own, else that of its question; None for neither."""
    programme = contents.programme
    if note.criterion in programme.criterion:
        return note.criterion
    question = programme.question.get(note.question or "")
    return question.criterion if question is not None else None


def good_practice(contents: Contents, part: ReportPart) -> list[Block]:
    """The examples so marked, by criterion, as a table."""
    programme = contents.programme
    order = list(programme.criterion)
    found = [(criterion_of(contents, note), note.text) for note in _notes(contents) if note.good_practice]
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
        Item((Span(f"{introduction}: “{note.text}”"),), note.id)
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
            blocks.append(Remark(f"Evidence from {_SOURCES.get(note.source, note.source)}: {note.text}", note.id))
        elif note.quotation and contents.programme.scores:
            blocks.append(Remark(f"Marked to be quoted: “{note.text}”", note.id))
    return blocks


def _is_of(criterion: str | None, criteria: list[str] | None) -> bool:
    return criterion is None if criteria is None else criterion in criteria


def _notes(contents: Contents) -> Iterator[Note]:
    return (note for note in contents.inspection.notes if note.text.strip())
