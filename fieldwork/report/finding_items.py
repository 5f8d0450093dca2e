"""Findings as items of a list: the sentence with its live figure, in the inspector's order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.record import names
from fieldwork.report.document import Item, Span
from fieldwork.report.live import Resolved, own_share
from fieldwork.report.printed import DISPUTED_MARK, still_to_come

if TYPE_CHECKING:
    from fieldwork.analysis.findings import FindingLine
    from fieldwork.report.contents import Contents


def finding_part(question: str) -> str:
    """The part of a report that a finding is: its subject in the record."""
    return names.finding(question)


def said(contents: Contents, line: FindingLine) -> Resolved:
    """The sentence of a finding with its figures, its first letter a capital."""
    found = contents.resolved(line.wording, own=own_share(line))
    spans = found.spans
    if spans and spans[0].figure is None:
        spans = (Span(spans[0].text[:1].upper() + spans[0].text[1:], spans[0].strong), *spans[1:])
    return Resolved(spans, found.unknown, found.missing)


def finding_item(contents: Contents, line: FindingLine) -> Item:
    """A finding as printed, marked where an answer behind it is still missing, or it is disputed."""
    spans = said(contents, line).spans
    if line.figure.provisional:
        spans = (*spans, Span(f" [provisional: {still_to_come(line.figure)}]"))
    if contents.inspection.finding(line.question).disputed:
        spans = (*spans, Span(f" {DISPUTED_MARK}"))
    return Item(spans, finding_part(line.question))


def on_side(contents: Contents, criterion: str, *sides: str) -> list[Item]:
    """A criterion's findings on any of `sides`, in the inspectors' order, else the programme's."""
    lines = [contents.findings[question.id] for question in contents.programme.by_criterion[criterion]]
    return items_of(contents, [line for line in lines if line.side in sides])


def items_of(contents: Contents, lines: list[FindingLine]) -> list[Item]:
    """Findings in the inspectors' order; those that nothing is answered for yet have no sentence."""
    return [finding_item(contents, line) for line in sorted(lines, key=lambda line: line.order) if line.sentence]
