"""What is said when a key decides on a finding or a recommendation in the report. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from fieldwork.analysis.findings import Side, deciding
from fieldwork.record import names
from fieldwork.record.record import Record, Statement
from fieldwork.record.report_parts import recommendations, recommending
from fieldwork.tui.finding_decisions import put_back, taken
from fieldwork.tui.report_writing import FINDING, RECOMMENDATION, id_of, kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fieldwork.report.contents import Contents

_NOT_HERE = "That key decides on a finding or a recommendation; the cursor is on neither."
_SIDES_ARE_OF_FINDINGS = "A recommendation is on no side; o leaves it out, t confirms it."


def decided(contents: Contents, record: Record, part: str, what: str) -> Sequence[Statement] | str:
    """What is said, or why nothing is.

    Args:
        contents: what the draft was made of.
        record: the record as it is now.
        part: what the cursor is on.
        what: ``take``, ``back``, or a side: ``strength``, ``improvement``, ``left``.
    """
    kind = kind_of(part)
    if kind == FINDING and (line := contents.findings.get(id_of(part))) is not None:
        if what == "take":
            return taken(line)
        return put_back(line, record) if what == "back" else deciding(line, side=cast("Side", what))
    if kind == RECOMMENDATION:
        return _recommendation(contents, id_of(part), what)
    return _NOT_HERE


def _recommendation(contents: Contents, id_: str, what: str) -> Sequence[Statement] | str:
    if what in ("take", "left"):
        return recommending(id_, left=what == "left")
    if what == "back":
        return restored(contents)
    return _SIDES_ARE_OF_FINDINGS


def restored(contents: Contents) -> Sequence[Statement] | str:
    """What brings the recommendations back that were left out."""
    gone = [one for one in recommendations(contents.inspection) if one.left]
    if not gone:
        return "No recommendation is left out."
    return [Statement(one.subject, names.LEFT, None) for one in gone]
