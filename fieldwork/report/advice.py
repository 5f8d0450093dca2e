"""Recommendations: the programme's standard ones as the inspectors left them, then their own, numbered on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.record.report_parts import recommendations
from fieldwork.report.document import Block, Item, Listing, Remark, Span
from fieldwork.report.evidence import marked_remarks
from fieldwork.report.printed import DISPUTED_MARK

if TYPE_CHECKING:
    from fieldwork.programme.models import ReportPart
    from fieldwork.record.report_parts import Recommendation
    from fieldwork.report.contents import Contents
    from fieldwork.report.live import Resolved


def standing(contents: Contents, *, local: bool) -> list[Recommendation]:
    """The recommendations that are printed: standard or local."""
    return [one for one in recommendations(contents.inspection) if not one.left and (one.number is None) is local]


def recommendation_text(contents: Contents, one: Recommendation) -> Resolved:
    """Its text with its figures."""
    return contents.resolved(one.text.strip())


def standard(contents: Contents, part: ReportPart) -> list[Block]:
    """The standard ones."""
    return _listing(contents, part, standing(contents, local=False), 1)


def local(contents: Contents, part: ReportPart) -> list[Block]:
    """The inspectors' own, numbered on from the standard ones, and what evidence on the area there is for more."""
    found = standing(contents, local=True)
    blocks = _listing(contents, part, found, 1 + len(standing(contents, local=False)))
    if not found:
        blocks = [Remark("Local recommendations go here.", part.id)]
    return [*blocks, *marked_remarks(contents, None)]


def _listing(contents: Contents, part: ReportPart, found: list[Recommendation], start: int) -> list[Block]:
    items = tuple(Item(_spans(contents, one), one.subject) for one in found)
    return [Listing(items, numbered=True, part=part.id, start=start)] if items else []


def _spans(contents: Contents, one: Recommendation) -> tuple[Span, ...]:
    brackets = f" ({one.responsibility})" if one.responsibility else ""
    mark = f" {DISPUTED_MARK}" if one.disputed else ""
    return (*recommendation_text(contents, one).spans, *(Span(words) for words in (brackets, mark) if words))
