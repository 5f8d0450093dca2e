"""What can be written where in the report, and what is said when it is: the places of a draft as texts. Pure.

A part is written with its live values in braces; a finding and a recommendation too. Whatever else stands in a report
comes from somewhere: `source_words` says from where.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fieldwork.record.ordering import moved as past
from fieldwork.record.report_parts import (
    Recommendation,
    is_left,
    leaving,
    recommendations,
    recommending,
    split,
    versions,
    writing,
    written,
)
from fieldwork.report.document import Block, Document, Item, Listing, Paragraph, Remark, Spans
from fieldwork.report.evidence import told_on
from fieldwork.report.parts import all_parts, heading_of_part, known_there
from fieldwork.text import clean, clip
from fieldwork.tui.document_lines import Spot
from fieldwork.tui.figures_now import printed_words
from fieldwork.tui.finding_decisions import as_printed, proposed_wording, reworded

if TYPE_CHECKING:
    from fieldwork.programme.models import ReportPart, Section
    from fieldwork.record.record import Statement
    from fieldwork.record.views import Inspection
    from fieldwork.report.contents import Contents
    from fieldwork.report.live import Resolved

FINDING, RECOMMENDATION, NOTE = "finding", "recommendation", "note"
_LONGEST_HEADING = 28
"""Cells of a heading in a title, which also says how an item and a figure are typed."""


@dataclass(frozen=True, slots=True)
class Place:
    """A text of the report that can be written where it stands.

    `part` is the part of the record, `title` what it is, `hint` what belongs there, `text` what stands there now with
    its live values in braces, `proposed` what an empty text falls back to. With `one_line` it is one sentence, else
    each line is a paragraph.
    """

    part: str
    title: str
    text: str
    proposed: str
    hint: str = ""
    one_line: bool = False


def kind_of(part: str) -> str:
    """What a part is: ``finding``, ``recommendation``, ``note``, or empty for a part of the programme's report."""
    kind, slash, _ = part.partition("/")
    return kind if slash else ""


def id_of(part: str) -> str:
    """The question, recommendation or note of a part."""
    return part.partition("/")[2]


def place_of(contents: Contents, part: str) -> Place | None:
    """The text that can be written as `part`; None where it is none that can."""
    kind = kind_of(part)
    if kind == FINDING:
        return _finding(contents, id_of(part))
    if kind == RECOMMENDATION:
        return _recommendation(contents, id_of(part))
    found = None if kind else part_called(contents, part)
    if found is None:
        return None
    one = found[0]
    own = written(contents.inspection.record, one.id)
    figure = "{score:1.1}" if contents.programme.scores else "{count:1.1}"
    title = f"{clip(_heading_over(contents, part), _LONGEST_HEADING)} · “- ” begins an item, {figure} is a figure"
    found_there = versions(contents.inspection.record, one.id)
    if found_there:
        hint = (
            "Two laptops wrote this differently; both versions stand here, one below the other: leave what is to hold."
        )
        return Place(part, title, "\n".join(found_there), one.text, hint)
    return Place(part, title, one.text if own is None else own, one.text, one.hint)


def _heading_over(contents: Contents, part: str) -> str:
    """The heading that a part stands under: its own, or the last one before it; at the top, its id."""
    heading = ""
    for one, section in all_parts(contents.programme):
        heading = heading_of_part(contents, one, section) or heading
        if one.id == part:
            break
    return heading.rstrip(":") or part


def part_called(contents: Contents, part: str) -> tuple[ReportPart, Section | None] | None:
    """The part of the programme's report with an id, and the section that it is of."""
    return next((found for found in all_parts(contents.programme) if found[0].id == part), None)


def _finding(contents: Contents, question: str) -> Place | None:
    line, asked = contents.findings.get(question), contents.programme.question.get(question)
    if line is None or asked is None:
        return None
    title = f"{question} in other words · {{share}} is its figure, an empty line the programme's words"
    proposed = proposed_wording(line, asked)
    return Place(f"{FINDING}/{question}", title, line.wording or proposed, proposed, asked.text, one_line=True)


def recommendation(contents: Contents, id_: str) -> Recommendation | None:
    """A recommendation as it stands."""
    return next((one for one in recommendations(contents.inspection) if one.id == id_), None)


def _recommendation(contents: Contents, id_: str) -> Place | None:
    one = recommendation(contents, id_)
    if one is None:
        return None
    title = "Recommendation · who is primarily responsible stands in brackets at its end"
    proposed = contents.programme.recommendations[one.number - 1] if one.number is not None else ""
    return Place(one.subject, title, with_brackets(one), proposed, one_line=True)


def with_brackets(one: Recommendation) -> str:
    """A recommendation as it is typed: "plans are reviewed (YOT Manager)"."""
    return f"{one.text} ({one.responsibility})" if one.responsibility else one.text


def noted_for(contents: Contents, place: Place) -> tuple[str, ...]:
    """What was noted for a text, one line each; nothing for a part that takes no judgement."""
    kind = kind_of(place.part)
    if kind == FINDING:
        return told_on(contents.inspection, question=id_of(place.part))
    if kind == RECOMMENDATION:
        return told_on(contents.inspection)
    found = part_called(contents, place.part)
    if found is None or not found[0].hint:
        return ()
    section = found[1]
    return told_on(contents.inspection, section=section.id if section is not None else "")


# -- while one types -------------------------------------------------------------------------------------------


def resolved_lines(contents: Contents, place: Place, text: str) -> list[Resolved]:
    """The lines of a text as they will be printed, the empty ones left out."""
    kind = kind_of(place.part)
    if kind == FINDING:
        question = contents.programme.question[id_of(place.part)]
        return [as_printed(contents.findings[question.id], text, question, contents.figures)]
    section = None
    if not kind and (found := part_called(contents, place.part)) is not None:
        section = found[1]
    if kind == RECOMMENDATION:
        text = " ".join(text.split())
    lines = (line.strip() for line in (clean(text).strip() or place.proposed).splitlines())
    return [contents.resolved(line, known_there(contents, section)) for line in lines if line]


def printed(contents: Contents, place: Place, text: str) -> str:
    """How a line will be printed, to be shown under it; empty where that is what was typed."""
    if not text.strip() and not place.one_line:
        return ""
    lines = resolved_lines(contents, place, text)
    words = " ¶ ".join(printed_words(line) for line in lines)
    return "" if words == text.strip() else words


def kept(contents: Contents, place: Place, text: str) -> list[Statement]:
    """What is said when a text is kept; the proposal typed again, or nothing at all, takes the proposal again.

    A part that was left out is back with its first words.
    """
    kind, words = kind_of(place.part), clean(text).strip()
    if kind == FINDING:
        return reworded(contents.findings[id_of(place.part)], text, place.proposed)
    if kind == RECOMMENDATION:
        return kept_recommendation(contents, id_of(place.part), words or place.proposed)
    back = leaving(place.part, left=False) if is_left(contents.inspection.record, place.part) else []
    return [*writing(place.part, None if not words or words == place.proposed.strip() else words), *back]


def kept_recommendation(contents: Contents, id_: str, text: str) -> list[Statement]:
    """What is said of a recommendation that was written; nothing of a local one that was emptied: `o` leaves it out."""
    said, responsibility = split(" ".join(text.split()))
    if not said:
        return []
    before = recommendation(contents, id_)
    if before is not None and (said, responsibility) == (before.text, before.responsibility) and before.confirmed:
        return []
    return recommending(id_, text=said, responsibility=responsibility, left=False)


def source_words(part: str, block: Block) -> str:
    """Where something comes from that cannot be written where it stands."""
    if kind_of(part) == NOTE:
        return "This is a note: c goes there."
    if isinstance(block, Remark):
        return "A remark of fieldwork's own; it is not printed."
    words = {
        "Heading": "This heading is the programme's.",
        "Paragraph": "This comes from the judgements and the programme; c opens the cases behind a figure.",
        "Listing": "These lines come from the questionnaires and the programme.",
        "Table": "This table is made of what is recorded.",
        "Chart": "This chart is made of what is recorded.",
        "TableOfContents": "The contents are made of the headings.",
    }
    return words.get(type(block).__name__, "There is nothing to write here.")


# -- moving a recommendation -------------------------------------------------------------------------------------


def moved(inspection: Inspection, id_: str, by: int) -> list[Statement]:
    """What is said when a recommendation goes up (-1) or down (1) past its neighbour of the same kind."""
    every = [one for one in recommendations(inspection) if not one.left]
    found = next((one for one in every if one.id == id_), None)
    if found is None:
        return []
    standing = [one for one in every if (one.number is None) == (found.number is None)]
    placed = past([(other.id, other.order) for other in standing], id_, by)
    return [statement for other, order in placed for statement in recommending(other, order=order)]


# -- at once, before the draft is made anew ------------------------------------------------------------------------


def patched(document: Document, spot: Spot, lines: Sequence[Resolved]) -> Document:
    """The document with other words at a spot: those of its part, until the draft is made anew."""
    block = document.blocks[spot.block]
    said = [line.spans for line in lines]
    if isinstance(block, Listing) and spot.item is not None:
        items = tuple(
            replace(item, spans=said[0]) if place == spot.item and said else item
            for place, item in enumerate(block.items)
        )
        return replace(document, blocks=_with(document, spot.block, spot.block + 1, [replace(block, items=items)]))
    if not block.part:
        return document
    start = end = spot.block
    while start > 0 and _is_text_of(document.blocks[start - 1], block.part):
        start -= 1
    while end + 1 < len(document.blocks) and _is_text_of(document.blocks[end + 1], block.part):
        end += 1
    if not _is_text_of(block, block.part):  # on its heading: the text follows
        start += 1
    return replace(document, blocks=_with(document, start, end + 1, _blocks(said, block.part)))


def _is_text_of(block: Block, part: str) -> bool:
    return isinstance(block, Paragraph | Listing | Remark) and block.part == part


def _with(document: Document, start: int, end: int, blocks: Sequence[Block]) -> tuple[Block, ...]:
    return (*document.blocks[:start], *blocks, *document.blocks[end:])


def _blocks(lines: Sequence[Spans], part: str) -> list[Block]:
    blocks: list[Block] = []
    for spans in lines:
        if spans and spans[0].text.startswith("- "):
            item = Item((replace(spans[0], text=spans[0].text.removeprefix("- ")), *spans[1:]))
            if blocks and isinstance(last := blocks[-1], Listing):
                blocks[-1] = replace(last, items=(*last.items, item))
            else:
                blocks.append(Listing((item,), part=part))
        else:
            blocks.append(Paragraph(spans, part))
    return blocks
