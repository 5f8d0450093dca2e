"""What inspectors write of the report: its parts, and its recommendations. Views of a record, as in `views`.

A standard recommendation is the programme's, and may be reworded, moved, confirmed or left out; a local one is the
inspectors' own. Figures are never kept here: a text holds them as live values (`{score:RoH}`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldwork.record import names
from fieldwork.record.record import Statement, causal_order

if TYPE_CHECKING:
    from fieldwork.record.entry import Value
    from fieldwork.record.record import Record
    from fieldwork.record.views import Inspection

_IN_BRACKETS = re.compile(r"(?s)(.*?)\s*\(([^()]*)\)\s*\.?")


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation as it stands.

    `responsibility` is who is primarily responsible ("YOT Manager"), without its brackets; empty: nobody has said.
    `number` is that of a standard one in the programme, from 1; None for a local one. `confirmed`: an inspector took,
    reworded or left it; local ones always are. `disputed`: two laptops say it differently, or one left it out; what
    they say stands in it side by side, and it is not left out.
    """

    id: str
    text: str
    responsibility: str
    order: float
    left: bool = False
    number: int | None = None
    confirmed: bool = True
    disputed: bool = False

    @property
    def subject(self) -> str:
        """Its subject in the record."""
        return names.recommendation(self.id)


def written(record: Record, part: str) -> str | None:
    """What an inspector wrote in a part of the report; None while nobody did, or where it is disputed."""
    return _text(record, names.report_part(part), names.TEXT)


def versions(record: Record, part: str) -> tuple[str, ...]:
    """What different laptops hold of a part that is disputed, the texts alone; nothing where it is not."""
    return _versions(record, names.report_part(part), names.TEXT)


def is_left(record: Record, part: str) -> bool:
    """Whether a part of the report is left out; not where that is disputed."""
    return record.value(names.report_part(part), names.LEFT) is True


def recommendations(inspection: Inspection) -> tuple[Recommendation, ...]:
    """All recommendations by their order, those that are left out included."""
    standard = inspection.programme.recommendations
    found = [_standard(inspection.record, number, text) for number, text in enumerate(standard, start=1)]
    known = {one.subject for one in found}
    local = [subject for subject in inspection.record.subjects("recommendation") if subject not in known]
    found += [
        one
        for place, subject in enumerate(local, start=len(standard))
        if (one := _local(inspection.record, subject, place)) is not None
    ]
    return tuple(sorted(found, key=lambda one: one.order))


def _standard(record: Record, number: int, proposed: str) -> Recommendation:
    subject = names.recommendation(str(number))
    text, responsibility = split(proposed)
    said = {field: record.value(subject, field) for field in RECOMMENDATION_FIELDS}
    own = _told(record, subject, names.RESPONSIBILITY, responsibility)
    disputed = _is_disputed(record, subject)
    return Recommendation(
        str(number),
        _told(record, subject, names.TEXT, text) or text,
        responsibility if own is None else own,
        _order(said[names.ORDER], number - 1),
        said[names.LEFT] is True,
        number,
        disputed or any(said[field] is not None for field in (names.TEXT, names.RESPONSIBILITY, names.LEFT)),
        disputed,
    )


def _local(record: Record, subject: str, place: int) -> Recommendation | None:
    """None where its text was taken back, or is left by somebody whose programme had more standard ones."""
    text = _told(record, subject, names.TEXT)
    if text is None:
        return None
    return Recommendation(
        subject.partition("/")[2],
        text,
        _told(record, subject, names.RESPONSIBILITY) or "",
        _order(record.value(subject, names.ORDER), place),
        record.value(subject, names.LEFT) is True,
        disputed=_is_disputed(record, subject),
    )


RECOMMENDATION_FIELDS = (names.TEXT, names.RESPONSIBILITY, names.ORDER, names.LEFT)
"""What may be said of a recommendation."""


def split(recommendation: str) -> tuple[str, str]:
    """A recommendation with the brackets at its end as text and responsibility.

    >>> split("plans are reviewed (YOT Manager).")
    ('plans are reviewed', 'YOT Manager')
    """
    found = _IN_BRACKETS.fullmatch(recommendation.strip())
    return (found[1], found[2]) if found else (recommendation, "")


def _text(record: Record, subject: str, field: str) -> str | None:
    found = record.value(subject, field)
    return found if isinstance(found, str) else None


def _told(record: Record, subject: str, field: str, proposed: str = "") -> str | None:
    """What is recorded; where it is disputed, what each laptop has, side by side: nothing of it may be lost."""
    if record.disputed(subject, field):
        return " / ".join(_versions(record, subject, field, proposed)) or None
    return _text(record, subject, field)


def _versions(record: Record, subject: str, field: str, proposed: str = "") -> tuple[str, ...]:
    """The different texts of a disputed field; where one laptop took the proposal again, that."""
    if not record.disputed(subject, field):
        return ()
    held = (
        head.value if isinstance(head.value, str) else proposed for head in causal_order(record.heads(subject, field))
    )
    return tuple(dict.fromkeys(text for text in held if text))


def _is_disputed(record: Record, subject: str) -> bool:
    return any(record.disputed(subject, field) for field in (names.TEXT, names.RESPONSIBILITY, names.LEFT))


def _order(value: Value, place: float) -> float:
    return value if type(value) in (int, float) else place


# -- saying -----------------------------------------------------------------------------------------------------


def writing(part: str, text: str | None) -> list[Statement]:
    """What to say when somebody writes a part of the report; None takes the programme's proposal again."""
    return [Statement(names.report_part(part), names.TEXT, text)]


def leaving(part: str, *, left: bool) -> list[Statement]:
    """What to say when somebody leaves a part out of the report, or puts it back; what was written of it stays."""
    return [Statement(names.report_part(part), names.LEFT, left or None)]


def recommending(
    id_: str,
    *,
    text: str | None = None,
    responsibility: str | None = None,
    order: float | None = None,
    left: bool | None = None,
) -> list[Statement]:
    """What to say when somebody makes, rewords, moves, confirms (`left` false) or leaves a recommendation."""
    fields: dict[str, Value] = {
        names.TEXT: text,
        names.RESPONSIBILITY: responsibility,
        names.ORDER: order,
        names.LEFT: left,
    }
    return [Statement(names.recommendation(id_), field, value) for field, value in fields.items() if value is not None]
