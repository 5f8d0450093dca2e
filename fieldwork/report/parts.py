"""The parts of a report that are written: what the programme proposes, what an inspector wrote, with live values.

A line is a paragraph, and one that begins with "- " an item of a list; all else is plain text.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fieldwork.record import names
from fieldwork.record.report_parts import is_left, versions, written
from fieldwork.report.document import Block, Heading, Item, Listing, Remark, paragraph
from fieldwork.report.live import TO_WRITE, score_span
from fieldwork.report.older import older_parts
from fieldwork.report.printed import DISPUTED_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fieldwork.programme.models import Programme, ReportPart, Section
    from fieldwork.report.contents import Contents
    from fieldwork.report.document import Span
    from fieldwork.report.live import Resolved

_ITEM = "- "

PART_FIELDS = (names.TEXT, names.LEFT)
"""What may be said of a part."""


def parts_of(programme: Programme) -> tuple[ReportPart, ...]:
    """The parts of a programme's report in their order, those of each section left where the programme has them."""
    return programme.parts or older_parts(programme)


def section_parts(programme: Programme, section: Section) -> Iterator[ReportPart]:
    """The parts that stand in a section, under ids of their own: ``commentary.1``."""
    for part in parts_of(programme):
        if part.each == "section":
            yield replace(part, id=f"{part.id}.{section.id}")


def all_parts(programme: Programme) -> Iterator[tuple[ReportPart, Section | None]]:
    """Every part that can be written, each with the section that it is of."""
    for part in parts_of(programme):
        if part.each:
            for section in programme.sections:
                yield replace(part, id=f"{part.id}.{section.id}"), section
        else:
            yield part, None


def text_of_part(contents: Contents, part: ReportPart) -> str:
    """What stands in a part now: what was written, else what the programme proposes; live values in braces.

    Where two laptops hold different texts, both, one below the other; nothing where it is left out.
    """
    record = contents.inspection.record
    if is_left(record, part.id):
        return ""
    if different := versions(record, part.id):
        return "\n".join(different)
    own = written(record, part.id)
    return part.text if own is None else own


def is_written(contents: Contents, part: ReportPart) -> bool:
    """Whether an inspector wrote it, and did not leave it out."""
    record = contents.inspection.record
    return not is_left(record, part.id) and bool((written(record, part.id) or "").strip())


def is_disputed(contents: Contents, part: ReportPart) -> bool:
    """Whether two laptops hold different texts of it, or one of them left it out."""
    record, subject = contents.inspection.record, names.report_part(part.id)
    return any(record.disputed(subject, field) for field in PART_FIELDS)


def heading_of_part(contents: Contents, part: ReportPart, section: Section | None = None) -> str:
    """Its heading with its names filled in; empty where it has none."""
    return contents.resolved(part.heading, known_there(contents, section)).text


def known_there(contents: Contents, section: Section | None) -> Mapping[str, str | Span | None]:
    """What a part may name besides what all may: in a section `{section}` and its `{overall}` score."""
    if section is None:
        return {}
    figure = contents.scores.sections[section.id]
    return {"section": section.title, "overall": score_span("section", section.id, figure)}


def resolved_lines(contents: Contents, part: ReportPart, section: Section | None = None) -> list[Resolved]:
    """Its lines with their figures, the empty ones left out."""
    more = known_there(contents, section)
    lines = (line.strip() for line in text_of_part(contents, part).splitlines())
    return [contents.resolved(line, more) for line in lines if line]


def part_blocks(contents: Contents, part: ReportPart, section: Section | None = None) -> list[Block]:
    """Its heading and its text, and a remark where it is still to be written or disputed."""
    heading = heading_of_part(contents, part, section)
    if contents.published and is_left(contents.inspection.record, part.id):
        return []
    blocks: list[Block] = [Heading(part.level, heading, part.id)] if heading else []
    return [*blocks, *text_blocks(contents, part, section)]


def text_blocks(contents: Contents, part: ReportPart, section: Section | None = None) -> list[Block]:
    """Its text, and a remark where it is still to be written, disputed or left out."""
    if is_left(contents.inspection.record, part.id):
        what = "The text of this part" if part.holds else "This part"
        return [Remark(f"{what} is left out.{' The report needs it.' if part.needed else ''}", part.id)]
    blocks: list[Block] = []
    items: list[Item] = []
    lines = resolved_lines(contents, part, section)
    for line in lines:
        if line.text.startswith(_ITEM) and line.spans[0].figure is None:
            first = replace(line.spans[0], text=line.spans[0].text.removeprefix(_ITEM))
            items.append(Item(tuple(span for span in (first, *line.spans[1:]) if span.text)))
            continue
        blocks += _list(items, part)
        blocks.append(paragraph(line.spans, part=part.id))
        items = []
    blocks += _list(items, part)
    if any(span.figure is not None and span.figure.provisional for line in lines for span in line.spans):
        blocks.append(Remark("Provisional: answers behind a figure of this part are still to come.", part.id))
    if is_disputed(contents, part):
        blocks += [paragraph(DISPUTED_MARK, part=part.id)] if contents.published else []
        blocks.append(Remark("Two versions of this part are recorded; one of them is to be settled on.", part.id))
    elif part.needed and not is_written(contents, part):
        blocks += [] if blocks else [paragraph(TO_WRITE, part=part.id)]
        blocks.append(Remark(f"To be written. {part.hint}".rstrip(), part.id))
    return blocks


def _list(items: list[Item], part: ReportPart) -> list[Block]:
    return [Listing(tuple(items), part=part.id)] if items else []
