"""Dates as people type them: 12 jan, 12/1/09, 12.1.2009, 2009-01-12, +3w after the sentence, undated."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Literal

from fieldwork.errors import BadInputError
from fieldwork.text import clip, fold, shown

UNDATED: Literal["undated"] = "undated"
"""What is recorded of a document that bears no date."""

FORMS = "12 jan, 12/1/09, 2009-01-12, +3w, undated"
"""The forms that are understood, for hints."""

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SHORTEST_MONTH = 3
_DAYS_IN = {"d": 1, "w": 7}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})(?:\s*[/.\- ]\s*(\d{4}|\d{2}))?\.?", re.ASCII)
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ?([a-z]+)(?: (\d{4}|\d{2}))?", re.ASCII)
_AFTER = re.compile(r"\+\s*(\d{1,3})\s*([dwm])[a-z]*", re.ASCII)
_LONGEST = 30


def parse_date(text: str, *, near: date, start: date | None = None) -> date | Literal["undated"]:
    """The day that `text` means, or ``undated``.

    Days stand before months, as on the forms. Without a year, or with two digits of one, it is the year that brings
    the day nearest to `near`. ``+3w`` (also d and m) counts from `start`, the sentence.

    Raises:
        BadInputError: it means no day, or there is no sentence to count from; the sentence says which forms do.
    """
    typed = shown(text).strip().lower()
    if len(typed) > 1 and UNDATED.startswith(typed):
        return UNDATED
    try:
        found = _after(typed, start) or _iso(typed) or _numbers(typed, near) or _words(typed, near)
    except (ValueError, OverflowError):
        raise BadInputError(f"There is no day {_quoted(text)} in the calendar.") from None
    if found is None:
        raise BadInputError(f"{_quoted(text)} is not understood as a date; write it as in: {FORMS}.")
    return found


DAYS = "12 jan, 12/1/09, 2009-01-12"
"""The forms of a day, for hints."""


def parse_day(text: str, *, near: date) -> date:
    """The day that `text` means, as in `parse_date`; a day and nothing else.

    Raises:
        BadInputError: it means none.
    """
    found = UNDATED if text.lstrip().startswith("+") else parse_date(text, near=near)
    if found == UNDATED:
        raise BadInputError(f"{_quoted(text)} is not understood as a day; write it as in: {DAYS}.")
    return found


def _quoted(text: str) -> str:
    return f"“{clip(shown(text).strip(), _LONGEST)}”"


def _after(typed: str, start: date | None) -> date | None:
    match = _AFTER.fullmatch(typed)
    if match is None:
        return None
    if start is None:
        raise BadInputError("There is no date of the sentence yet to count from; type that first.")
    number, unit = int(match[1]), match[2]
    if unit == "m":
        return _months_after(start, number)
    return start + timedelta(days=number * _DAYS_IN[unit])


def _months_after(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    if year > date.max.year:
        raise ValueError(year)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _iso(typed: str) -> date | None:
    match = _ISO.fullmatch(typed)
    return None if match is None else date(int(match[1]), int(match[2]), int(match[3]))


def _numbers(typed: str, near: date) -> date | None:
    match = _NUMBERS.fullmatch(typed)
    return None if match is None else _day(int(match[1]), int(match[2]), match[3], near)


def _words(typed: str, near: date) -> date | None:
    match = _WORDS.fullmatch(fold(typed))
    if match is None or len(match[2]) < _SHORTEST_MONTH:
        return None
    month = next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(match[2])), None)
    if match[2] == "sept":
        month = 9
    return None if month is None else _day(int(match[1]), month, match[3], near)


def _day(day: int, month: int, year: str | None, near: date) -> date:
    if year is not None and len(year) > 2:  # noqa: PLR2004 (all four digits)
        return date(int(year), month, day)
    if year is not None:
        century = near.year - near.year % 100
        years = [century - 100 + int(year), century + int(year), century + 100 + int(year)]
    else:
        years = [*range(near.year - 4, near.year + 5)]  # 29 February is in one of them, or nearly always
    days = [found for one in years if (found := _real(one, month, day)) is not None]
    if not days:
        raise ValueError(day)
    return min(days, key=lambda found: abs(found - near))


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
