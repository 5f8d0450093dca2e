"""Until when an inspection is kept: a day that somebody set, or the one that is proposed until then.

UK GDPR Article 5(1)(e): no longer than is necessary. No published page says how long the inspectorate kept its working
files, so the proposal is assumed: six months after publication, when the improvement plan is in and followed up.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from fieldwork.record import names
from fieldwork.record.views import Inspection

MONTHS_AFTER = 6
"""Assumed."""
SOON = timedelta(days=30)
"""How long before its day an inspection is due; assumed."""


def keep_until(inspection: Inspection) -> date | None:
    """The day that was set; None while nobody has."""
    value = inspection.record.value(inspection.id, names.KEEP_UNTIL)
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def proposed(inspection: Inspection) -> date | None:
    """The day that is proposed: six months after publication; None while nobody has said when that is."""
    day = inspection.publication
    if day is None:
        return None
    months = day.month - 1 + MONTHS_AFTER
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def retention_words(day: date | None, today: date) -> str:
    """What is to be said on Home: nothing until a month before the day."""
    if day is None or day - today > SOON:
        return ""
    if day < today:
        return f"overdue: was to be erased by {day.isoformat()}"
    return f"to be erased by {day.isoformat()}"
