"""What is said when a key decides on a finding, a recommendation or a part of the report. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from fieldwork.analysis.findings import Side, deciding, shifting
from fieldwork.record import names
from fieldwork.record.record import Record, Statement
from fieldwork.record.report_parts import is_left, leaving, recommendations, recommending
from fieldwork.report.parts import text_of_part
from fieldwork.tui.finding_decisions import put_back, taken
from fieldwork.tui.report_writing import FINDING, RECOMMENDATION, id_of, kind_of, moved, part_called, recommendation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fieldwork.programme.models import ReportPart
    from fieldwork.record.report_parts import Recommendation
    from fieldwork.record.views import Inspection
    from fieldwork.report.contents import Contents

_NOT_HERE = "That key decides on a finding, a recommendation or a text of the report; the cursor is on none."
_NO_TEXT = "There is no text of its own here that could be left out."
_NOT_LEFT = "This part is not left out; an empty text takes the programme's again."
_PARTS_ARE_WRITTEN = "A text of the report is written (Enter) or left out; it is on no side."
_SIDES_ARE_OF_FINDINGS = "A recommendation is on no side; o leaves it out, t confirms it."


def decided(contents: Contents, record: Record, part: str, what: str, choice: str) -> Sequence[Statement] | str:
    """What is said, or why nothing is.

    Args:
        contents: what the draft was made of.
        record: the record as it is now.
        part: what the cursor is on.
        what: ``take``, ``back``, or a side: ``strength``, ``improvement``, ``left``.
        choice: what to say of a finding that is the inspector's choice.
    """
    kind = kind_of(part)
    if kind == FINDING and (line := contents.findings.get(id_of(part))) is not None:
        if what == "take":
            return taken(line, choice)
        return put_back(line, record) if what == "back" else deciding(line, side=cast("Side", what))
    if kind == RECOMMENDATION:
        return _recommendation(contents, id_of(part), what)
    found = None if kind else part_called(contents, part)
    return _NOT_HERE if found is None else _part(contents, found[0], what)


def _part(contents: Contents, part: ReportPart, what: str) -> Sequence[Statement] | str:
    left = is_left(contents.inspection.record, part.id)
    if what == "back":
        return leaving(part.id, left=False) if left else _NOT_LEFT
    if what != "left":
        return _PARTS_ARE_WRITTEN
    if part.holds and not (part.text or text_of_part(contents, part)):
        return _NO_TEXT
    return () if left else leaving(part.id, left=True)


def _recommendation(contents: Contents, id_: str, what: str) -> Sequence[Statement] | str:
    if what in ("take", "left"):
        return recommending(id_, left=what == "left")
    if what == "back":
        one = recommendation(contents, id_)
        return recommending_back([one]) if one is not None and one.left else restored(contents)
    return _SIDES_ARE_OF_FINDINGS


def restored(contents: Contents) -> Sequence[Statement] | str:
    """What brings the recommendations back that were left out."""
    gone = [one for one in recommendations(contents.inspection) if one.left]
    if not gone:
        return "No recommendation is left out."
    return recommending_back(gone)


def recommending_back(gone: Sequence[Recommendation]) -> list[Statement]:
    """What is said when recommendations that were left out go back into the report."""
    return [Statement(one.subject, names.LEFT, None) for one in gone]


def shifted(contents: Contents, inspection: Inspection, part: str, by: int) -> list[Statement]:
    """What is said when a finding or a recommendation goes up (-1) or down (1) in its list; nothing at its end.

    Args:
        contents: what the draft was made of; keys may be faster than drafts, so it tells no place.
        inspection: as it is now, which tells the places.
        part: what goes.
        by: -1 or 1.
    """
    if kind_of(part) == FINDING:
        lines = contents.findings
        places = _places_now(contents, inspection, id_of(part))
        now = {id_: replace(line, order=places.get(id_, line.order)) for id_, line in lines.items()}
        return shifting(contents.programme, now, id_of(part), by)
    return moved(inspection, id_of(part), by) if kind_of(part) == RECOMMENDATION else []


def _places_now(contents: Contents, inspection: Inspection, question: str) -> dict[str, float]:
    """Where the findings of the criterion of a question stand now: where somebody put them, else in the programme's."""
    asked = contents.programme.by_criterion[contents.programme.question[question].criterion]
    order = {id_: place for place, id_ in enumerate(contents.findings)}
    said = {one.id: inspection.finding(one.id).order for one in asked}
    return {id_: order[id_] if place is None else place for id_, place in said.items() if id_ in order}
