"""Dates for a case that agree with its answers: on time within the limit, late over it or undated, missing without one.

Where several questions hang on one date (the reviews), one `yes` means that it was in time; a `no` beside it is then of
what the review left out, not of when it was held.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from fieldwork.programme.models import Programme
from samples import chance

UNDATED = "undated"
_SATURDAY = 5
_HOLIDAYS = {
    *("2008-03-21", "2008-03-24", "2008-05-05", "2008-05-26", "2008-08-25", "2008-12-25", "2008-12-26"),
    *("2009-01-01", "2009-04-10", "2009-04-13", "2009-05-04", "2009-05-25"),
    *("2012-08-27", "2012-12-25", "2012-12-26", "2013-01-01"),
}
_FOLLOWS = {"full": "rosh", "rmp": "full", "vmp": "vulnerability"}
"""What cannot have been written before what."""

CaseDates = dict[str, str | list[str]]


def working(day: date) -> bool:
    """Whether an office is open."""
    return day.weekday() < _SATURDAY and day.isoformat() not in _HOLIDAYS


def dates_of(
    programme: Programme, reference: str, answers: Mapping[str, str], sentence: date, until: date
) -> CaseDates:
    """The dates that the case file holds, by id. `answers` are a person's, `until` is the day before the fieldwork."""
    return _CaseFile(programme, reference, answers, sentence, until).dates()


class _CaseFile:
    def __init__(
        self, programme: Programme, reference: str, answers: Mapping[str, str], sentence: date, until: date
    ) -> None:
        self._programme, self._reference, self._answers = programme, reference, answers
        self._sentence, self._until = sentence, until
        self._gaps: dict[str, int] = {}

    def dates(self) -> CaseDates:
        found: CaseDates = {"sentence": self._sentence.isoformat()}
        for field in self._programme.dates:
            if field.many:
                found[field.id] = self._reviews(field.id)
            elif field.id not in found and (day := self._document(field.id)):
                found[field.id] = day
        return {field: day for field, day in found.items() if day}

    def _limit(self, field: str) -> int:
        return next(q.limit.days for q in self._programme.questions if q.limit and q.limit.end == field)

    def _judged(self, field: str) -> set[str]:
        """What was answered to the questions on whether this was in time."""
        asked = (q.id for q in self._programme.questions if q.limit and q.limit.end == field)
        return {self._answers[question] for question in asked if question in self._answers}

    def _document(self, field: str) -> str:
        judged, limit = self._judged(field), self._limit(field)
        if "yes" in judged:
            return self._on(field, self._day(field, self._earliest(field, 2), limit))
        if "no" not in judged:
            return ""
        in_time = any("yes" in self._judged(later) for later, first in _FOLLOWS.items() if first == field)
        if in_time or chance.happens(20, "undated", self._reference, field):
            return UNDATED
        return self._on(field, self._day(field, max(limit + 1, self._earliest(field, 0)), limit + 45))

    def _earliest(self, field: str, otherwise: int) -> int:
        return max(otherwise, self._gaps.get(_FOLLOWS.get(field, ""), 0))

    def _on(self, field: str, gap: int) -> str:
        self._gaps[field] = gap
        return (self._sentence + timedelta(gap)).isoformat()

    def _day(self, field: str, low: int, high: int) -> int:
        """Days from the sentence to a working day between `low` and `high`."""
        high = min(high, (self._until - self._sentence).days)
        days = [gap for gap in range(low, high + 1) if working(self._sentence + timedelta(gap))]
        return chance.one_of(days, "gap", self._reference, field)

    def _reviews(self, field: str) -> list[str]:
        judged, limit = self._judged(field), self._limit(field)
        if "yes" in judged:
            first = self._day(field, 50, limit)
        elif "no" in judged and chance.happens(55, "late review", self._reference):
            first = self._day(field, limit + 2, limit + 40)
        else:
            return [UNDATED] if "no" in judged and chance.happens(15, "undated", self._reference, field) else []
        gaps: Sequence[int] = [first]
        if first + 60 <= (self._until - self._sentence).days and chance.happens(45, "again", self._reference):
            gaps = [first, self._day("second review", first + 50, first + 95)]
        return [(self._sentence + timedelta(gap)).isoformat() for gap in gaps]
