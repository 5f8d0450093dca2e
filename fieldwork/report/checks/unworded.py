"""The inspection as if nobody had worded anything: what its report would say of the data by itself."""

from __future__ import annotations

from fieldwork.record import names
from fieldwork.record.record import Record
from fieldwork.record.views import Inspection

_WORDED = ("report", "recommendation")


def unworded(inspection: Inspection) -> Inspection:
    """The same data, notes and sides of findings, without the wordings and parts that inspectors wrote.

    A draft made of it has every figure where the programme puts it, and so is what an edited text is compared with.
    """
    kept = (
        entry
        for entry in inspection.record
        if names.kind_of(entry.subject) not in _WORDED
        and not (names.kind_of(entry.subject) == "finding" and entry.field == names.WORDING)
    )
    return Inspection(Record(kept))
