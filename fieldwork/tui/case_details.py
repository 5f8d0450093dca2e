"""What is typed once per case, its dates, phases and attributes: how each is read, and how it reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from fieldwork.errors import BadInputError
from fieldwork.programme.models import Attribute, DateField, Option, Programme
from fieldwork.record import names
from fieldwork.record.dates import FORMS, UNDATED, parse_date
from fieldwork.record.entry import Value, day_of
from fieldwork.record.views import Case
from fieldwork.text import clip, fold, shown

PHASES = (Option("community", "community"), Option("custody", "custody"), Option("both", "both"))

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_OLDEST = 120
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing typed of a case: its field in the record, and what it may be."""

    field: str
    title: str
    kind: Literal["date", "dates", "choice", "number", "text"]
    options: tuple[Option, ...] = ()

    @property
    def hint(self) -> str:
        """What may be typed."""
        if self.kind in ("date", "dates"):
            return f"{FORMS}; several with commas" if self.kind == "dates" else FORMS
        if self.kind == "choice":
            return " · ".join(f"{place} {option.label}" for place, option in enumerate(self.options, 1))
        return "a whole number" if self.kind == "number" else "free text; never a name"


def details(programme: Programme) -> tuple[Detail, ...]:
    """What can be typed of a case: dates first, then phases, then the programme's attributes."""
    return (
        *(_date_detail(one) for one in programme.dates),
        Detail(names.PHASES, "Phases inspected", "choice", PHASES),
        *(_attribute_detail(one) for one in programme.attributes),
    )


def _date_detail(one: DateField) -> Detail:
    return Detail(names.date(one.id), one.title, "dates" if one.many else "date")


def _attribute_detail(one: Attribute) -> Detail:
    return Detail(names.attribute(one.id), one.title, one.kind, one.options)


def sentence_of(programme: Programme, case: Case) -> date | None:
    """The day that weeks are counted from: the programme's first date."""
    return day_of(case.date(programme.dates[0].id)) if programme.dates else None


# -- as it reads -----------------------------------------------------------------------------------------------------


def detail_text(detail: Detail, value: Value) -> str:
    """A value as it stands in its field, to be read and to be typed on."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(detail_text(detail, one) for one in value)
    day = day_of(value) if detail.kind in ("date", "dates") else None
    if day is not None:
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return next((option.label for option in detail.options if option.value == value), shown(value))


def detail_note(detail: Detail, value: Value, sentence: date | None) -> str:
    """What stands beside a field: how long after the sentence a document is."""
    first = value[0] if isinstance(value, list) and value else value
    day = day_of(first) if detail.kind in ("date", "dates") else None
    if day is None or sentence is None or day == sentence:
        return ""
    days = (day - sentence).days
    count = "1 day" if abs(days) == 1 else f"{abs(days)} days"
    return f"{count} {'after' if days > 0 else 'before'}"


# -- as it is typed --------------------------------------------------------------------------------------------------


def read_detail(detail: Detail, text: str, *, near: date, sentence: date | None = None) -> Value:
    """The value that `text` means; None where it is empty.

    Raises:
        BadInputError: it means nothing of what is expected; the sentence says what is.
    """
    text = text.strip()
    if not text:
        return None
    if detail.kind == "date":
        return _date_value(text, near, sentence)
    if detail.kind == "dates":
        found = {_date_value(one, near, sentence) for one in text.split(",") if one.strip()}
        return list[Value](sorted(found)) or None
    if detail.kind == "choice":
        return _choice(detail.options, text)
    return _number(text) if detail.kind == "number" else text


def _date_value(text: str, near: date, sentence: date | None) -> str:
    found = parse_date(text, near=sentence or near, start=sentence)
    return UNDATED if found == UNDATED else found.isoformat()


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) > _OLDEST:
        raise BadInputError(f"A whole number up to {_OLDEST} is expected.")
    return int(text)


def _choice(options: Sequence[Option], text: str) -> str:
    """The option with this number, or the only one that begins so; a whole label or value before a beginning."""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= len(options):
        return options[int(text) - 1].value
    typed = fold(text)
    exact = [one.value for one in options if typed in (fold(one.label), fold(one.value))]
    begun = [one.value for one in options if fold(one.label).startswith(typed) or fold(one.value).startswith(typed)]
    if exact:
        return exact[0]
    if typed and len(begun) == 1:
        return begun[0]
    labels = ", ".join(one.label for one in options)
    what = "could be several" if typed and begun else "is none"
    raise BadInputError(f"“{clip(shown(text), _LONGEST)}” {what} of: {labels}.")
