"""Who reads which case when: a team by initials, and the hours at which each begins a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone


@dataclass(frozen=True, slots=True)
class Slot:
    """Somebody begins a case."""

    start: datetime
    by: str


def slots(monday: date, zone: timezone, hours: Mapping[str, Sequence[str]]) -> list[Slot]:
    """Every slot of a week, in time order. `hours`: by initials, a word for each day: "10:30 14:00"."""
    found = [
        Slot(datetime.combine(monday + timedelta(day), time.fromisoformat(hour), zone), by)
        for by, days in hours.items()
        for day, starts in enumerate(days)
        for hour in starts.split()
    ]
    return sorted(found, key=lambda slot: (slot.start, slot.by))
