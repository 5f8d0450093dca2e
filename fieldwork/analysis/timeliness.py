"""The gap between two dates of a case, beside the limit of a question (DESIGN 7).

It never answers for the inspector: it only says what the dates say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from fieldwork.record.dates import UNDATED
from fieldwork.record.entry import day_of

if TYPE_CHECKING:
    from fieldwork.programme.models import Limit, Programme, Question
    from fieldwork.record.entry import Value
    from fieldwork.record.views import Case

Known = Literal["known", "undated", "missing"]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Gap:
    """What the dates of a case say about a question with a limit.

    `days` from the first date to the second (negative where the second comes first), None where one of the two is
    undated or not recorded; `limit` in days, from the programme; `over` how many days past it, 0 within it and where
    `days` is None. `state` is ``known``, ``undated`` (a document bears no date) or ``missing`` (nobody has typed one).
    `words` is one line for the screen.
    """

    days: int | None
    limit: int
    over: int
    state: Known
    words: str


@dataclass(frozen=True, slots=True)
class _End:
    """One of the two dates: its title, and the day, or why there is none."""

    title: str
    day: date | None
    state: Known

    def said(self, year: bool) -> str:
        if self.day is not None:
            return f"{self.title} {short_date(self.day, year=year)}"
        return f"{self.title} undated" if self.state == "undated" else f"{self.title}: no date yet"


def gap(programme: Programme, question: Question, case: Case) -> Gap | None:
    """The gap that bears on `question` in `case`; None where the question has no limit.

    Of several dates (reviews) the first one counts that is not before the start.
    """
    limit = question.limit
    if limit is None:
        return None
    titles = {one.id: one.title for one in programme.dates}
    start = _start(titles.get(limit.start, limit.start), case.date(limit.start))
    end = _end(titles.get(limit.end, limit.end), case.date(limit.end), start.day)
    if start.day is None or end.day is None:
        state: Known = "missing" if "missing" in (start.state, end.state) else "undated"
        return Gap(None, limit.days, 0, state, f"{_arrow(start, end)}, {_limit(limit)}")
    days = (end.day - start.day).days
    over = max(0, days - limit.days)
    return Gap(days, limit.days, over, "known", f"{_arrow(start, end)} = {_verdict(days, over, limit)}")


def undated(programme: Programme, case: Case) -> tuple[str, ...]:
    """The ids of the dates of a case that nobody has typed yet; ``undated`` counts as typed."""
    return tuple(one.id for one in programme.dates if not _values(case.date(one.id)))


def short_date(day: date, *, year: bool = False) -> str:
    """A day as "9 Feb", or "9 Feb 2009" with its `year`, whatever the language of the computer."""
    return f"{day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


def _arrow(start: _End, end: _End) -> str:
    if start.state == end.state == "missing":
        return f"no dates yet: {start.title} → {end.title}"
    year = start.day is not None and end.day is not None and start.day.year != end.day.year
    return f"{start.said(year)} → {end.said(year)}"


def _verdict(days: int, over: int, limit: Limit) -> str:
    if days < 0:
        return f"{_days(-days)} before it"
    return f"{_days(days)}, {_limit(limit)}: " + (f"{over} over" if over else "within it")


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


def _limit(limit: Limit) -> str:
    """The limit, and whether it is one that no published page bears out."""
    return f"limit {limit.days}" + (" (assumed)" if limit.assumed else "")


def _start(title: str, value: Value) -> _End:
    return _picked(title, value, None)


def _end(title: str, value: Value, start: date | None) -> _End:
    return _picked(title, value, start if isinstance(value, list) else None)


def _picked(title: str, value: Value, not_before: date | None) -> _End:
    values = _values(value)
    days = sorted(day for day in map(day_of, values) if day is not None)
    fitting = [day for day in days if not_before is None or day >= not_before]
    if fitting:
        return _End(title, fitting[0], "known")
    return _End(title, None, "undated" if UNDATED in values else "missing")


def _values(value: Value) -> list[Value]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]
