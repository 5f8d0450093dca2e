"""Scores in a report: the headlines, and the sections with their criteria (in the Stockport report's order)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.analysis.figures import near_assumed_edge
from fieldwork.report.document import Block, Heading, Remark, Span, listing, paragraph
from fieldwork.report.evidence import marked_remarks
from fieldwork.report.finding_items import on_side
from fieldwork.report.live import TO_WRITE, comment_span, score_span
from fieldwork.report.parts import part_blocks, section_parts
from fieldwork.report.printed import still_to_come

if TYPE_CHECKING:
    from fieldwork.analysis.figures import Figure
    from fieldwork.programme.models import Criterion, ReportPart, Section
    from fieldwork.report.contents import Contents
    from fieldwork.report.document import Of


def headline(contents: Contents, part: ReportPart) -> list[Block]:
    """The scores of the threads that a part is of, with their comments."""
    threads = contents.scores.threads
    return [block for id_ in part.of if id_ in threads for block in score(contents, "thread", id_, threads[id_])]


def score(contents: Contents, kind: Of, id_: str, figure: Figure) -> list[Block]:
    """Score and comment, then what an editor should know about them."""
    number = score_span(kind, id_, figure)
    if number is None:
        blocks: list[Block] = [paragraph(Span("Score:", strong=True), "no score, because nothing was answered")]
    else:
        comment = comment_span(kind, id_, figure, f"{figure.comment} improvement required") or Span(TO_WRITE)
        blocks = [paragraph(Span("Score:", strong=True), number, Span("Comment:", strong=True), comment)]
    if figure.provisional:
        blocks.append(Remark(f"Provisional: {still_to_come(figure)}."))
    edge = near_assumed_edge(figure.percent, contents.programme.bands)
    if edge is not None:
        blocks.append(
            Remark(f"The comment hangs on an assumption: that {edge.comment} starts at {edge.start}% is assumed.")
        )
    return blocks


def sections(contents: Contents, _part: ReportPart) -> list[Block]:
    """Every section with its criteria, its overall score and what is written on it as a whole."""
    return [block for section in contents.programme.sections for block in _section(contents, section)]


def _section(contents: Contents, section: Section) -> list[Block]:
    blocks: list[Block] = [Heading(2, f"{section.id}. {section.title}", f"section/{section.id}")]
    for criterion in contents.programme.criteria:
        if criterion.section == section.id:
            blocks += _criterion(contents, criterion)
    figure = contents.scores.sections[section.id]
    if figure.provisional:
        blocks.append(Remark(f"Provisional: {still_to_come(figure)}."))
    for part in section_parts(contents.programme, section):
        blocks += part_blocks(contents, part, section)
    return blocks


def _criterion(contents: Contents, criterion: Criterion) -> list[Block]:
    blocks: list[Block] = [Heading(3, f"{criterion.id} {criterion.title}", f"criterion/{criterion.id}")]
    blocks.append(paragraph(Span("General Criterion:", strong=True), criterion.general))
    blocks += score(contents, "criterion", criterion.id, contents.scores.criteria[criterion.id])
    for heading, side in (("Strengths:", "strength"), ("Areas for improvement:", "improvement")):
        found = on_side(contents, criterion.id, side)
        if found:
            blocks.append(paragraph(Span(heading, strong=True)))
            blocks += listing(found, numbered=True)
    undecided = on_side(contents, criterion.id, "choice")
    if undecided and not contents.published:
        programme = contents.programme
        between = f"{programme.improvement_below}% to {programme.strength_from - 1}%"
        blocks.append(Remark(f"For the inspector to place on one side or leave out ({between}):"))
        blocks += listing(undecided)
    return [*blocks, *marked_remarks(contents, criterion.id)]
