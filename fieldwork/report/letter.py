"""What a letter of a programme without scores is made of, in the order of the Dorset letter: counts and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.analysis.findings import IN_A_THEME
from fieldwork.report.document import Block, Heading, Remark, Span, listing, paragraph
from fieldwork.report.evidence import marked_remarks, quotations
from fieldwork.report.finding_items import items_of, on_side
from fieldwork.report.live import TO_WRITE
from fieldwork.report.parts import part_blocks, section_parts

if TYPE_CHECKING:
    from fieldwork.programme.models import ReportPart, Section
    from fieldwork.report.contents import Contents


def themes(contents: Contents, _part: ReportPart) -> list[Block]:
    """Every theme with its findings as numbered paragraphs, then what is quoted of it."""
    return [block for section in contents.programme.sections for block in _theme(contents, section)]


def _theme(contents: Contents, section: Section) -> list[Block]:
    criteria = [one.id for one in contents.programme.criteria if one.section == section.id]
    found = [item for id_ in criteria for item in on_side(contents, id_, *IN_A_THEME)]
    found += quotations(contents, criteria)
    blocks: list[Block] = [Heading(3, f"{section.id}. {section.title}", f"section/{section.id}")]
    blocks += [
        paragraph((Span(f"{section.id}.{number}. "), *item.spans), part=item.part)
        for number, item in enumerate(found, start=1)
    ] or [paragraph(TO_WRITE, part=f"criterion/{criteria[0]}" if criteria else "")]
    for id_ in criteria:
        blocks += marked_remarks(contents, id_)
    for part in section_parts(contents.programme, section):
        blocks += part_blocks(contents, part, section)
    return blocks


def quoted(contents: Contents, _part: ReportPart) -> list[Block]:
    """What is quoted of no theme, a paragraph each, and the evidence on the area as a whole."""
    found: list[Block] = [paragraph(item.spans, part=item.part) for item in quotations(contents, None)]
    return [*found, *marked_remarks(contents, None)]


def strengths(contents: Contents, _part: ReportPart) -> list[Block]:
    """Only what an inspector called a strength: most findings of a good team would otherwise be outstanding."""
    lines = [line for line in contents.findings.values() if line.decided == "strength"]
    return listing(items_of(contents, lines)) or [
        Remark("Findings that an inspector marks as strengths are listed here.")
    ]


def improvement(contents: Contents, _part: ReportPart) -> list[Block]:
    """What is proposed or marked as an area for improvement."""
    lines = [line for line in contents.findings.values() if line.side == "improvement"]
    return listing(items_of(contents, lines), numbered=True) or [
        Remark("No finding is proposed or marked as an area for improvement.")
    ]
