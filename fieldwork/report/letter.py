"""The letter of a programme without scores, in the order of the Dorset letter: counts and words, no percentage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.report.contents import (
    TO_WRITE,
    Contents,
    criterion_of,
    glossary_appendix,
    on_side,
    questions_table,
    respondents_say,
    sentence,
    top,
)
from fieldwork.report.document import Block, Document, Heading, Remark, listing, paragraph, paragraphs

if TYPE_CHECKING:
    from fieldwork.programme.models import Section


def letter(contents: Contents) -> Document:
    """The whole draft."""
    blocks = [
        *top(contents),
        *_opening(contents),
        *(block for section in contents.programme.sections for block in _theme(contents, section)),
        *_operational_management(contents),
        *_strengths(contents),
        *_improvement(contents),
        *paragraphs(*(contents.furniture(name) for name in ("thanks", "next_steps", "role", "comparison"))),
    ]
    text = Document(tuple(blocks)).text()
    return Document(
        (
            *blocks,
            Heading(2, "Working paper: the questions"),
            Remark("Not a part of the letter."),
            questions_table(contents),
            *glossary_appendix(contents, text, "Working paper: the terms used"),
        )
    )


def _opening(contents: Contents) -> list[Block]:
    blocks: list[Block] = []
    if contents.inspection.fieldwork:
        blocks.append(paragraph(f"Fieldwork: {contents.inspection.fieldwork}."))
    blocks += paragraphs(contents.furniture("foreword"))
    context = paragraphs(contents.furniture("context"), contents.furniture("context_purpose"))
    if context:
        blocks += [Heading(2, "Context"), *context]
    blocks += [Heading(2, contents.opening("summary_heading", "Summary")), paragraph(TO_WRITE)]
    return [*blocks, Heading(2, contents.opening("commentary_heading", "Commentary on the inspection"))]


def _theme(contents: Contents, section: Section) -> list[Block]:
    programme = contents.programme
    criteria = [one.id for one in programme.criteria if one.section == section.id]
    lines = [
        line for criterion in criteria for line in on_side(contents, criterion, "strength", "choice", "improvement")
    ]
    introduction = contents.opening("quotation", "In one case we noted")
    lines += [
        f"{introduction}: “{note.text}”"
        for note in contents.inspection.notes
        if (note.quotation or note.good_practice) and note.text and criterion_of(contents, note) in criteria
    ]
    numbered = [paragraph(f"{section.id}.{number}. {line}") for number, line in enumerate(lines, start=1)]
    return [Heading(3, f"{section.id}. {section.title}"), *(numbered or [paragraph(TO_WRITE)])]


def _operational_management(contents: Contents) -> list[Block]:
    said = [block for found in contents.tallies for block in respondents_say(contents, found, 3)]
    heading = contents.opening("operational_management_heading", "Operational management")
    return [Heading(2, heading), *(said or [paragraph(TO_WRITE)])]


def _strengths(contents: Contents) -> list[Block]:
    """Only what an inspector called a strength: most findings of a good team would otherwise be outstanding."""
    lines = [sentence(line) for line in contents.findings.values() if line.decided == "strength" and line.sentence]
    blocks: list[Block] = [Heading(2, contents.opening("strengths_heading", "Outstanding strengths"))]
    if not lines:
        return [*blocks, Remark("Findings that an inspector marks as strengths are listed here.")]
    return [*blocks, *paragraphs(contents.furniture("strengths_opener")), *listing(lines)]


def _improvement(contents: Contents) -> list[Block]:
    lines = [sentence(line) for line in contents.findings.values() if line.side == "improvement" and line.sentence]
    blocks: list[Block] = [Heading(2, contents.opening("recommendations_heading", "Areas requiring improvement"))]
    if not lines:
        return [*blocks, Remark("No finding is proposed or marked as an area for improvement.")]
    return [
        *blocks,
        *paragraphs(contents.furniture("recommendations_opener")),
        *listing(lines, numbered=True),
        *paragraphs(contents.furniture("recommendations_closing")),
    ]
