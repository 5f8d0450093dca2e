"""Figures and days as a report prints them: "616 of 1,153", "53%", "48.1 to 58.7", "26 August 2009"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.analysis.figures import MIN_FOR_PERCENT
from fieldwork.text import grouped, k_of_n

if TYPE_CHECKING:
    from datetime import date

    from fieldwork.analysis.figures import Figure

DISPUTED_MARK = "[disputed: laptops say it differently]"
"""Stands behind what is printed of something that is disputed, until it is settled."""
NO_FIGURE = "\u2013"
"""An en dash, where there is no figure to print."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def counts(figure: Figure) -> str:
    """The counts behind a figure as "616 of 1,153"; a dash where nothing was answered."""
    return k_of_n(figure.yes, figure.of) if figure.of else NO_FIGURE


def printed(figure: Figure) -> str:
    """The percentage of a question or set as printed: none below ten answers."""
    if figure.percent is None or figure.of < MIN_FOR_PERCENT:
        return NO_FIGURE
    return f"{figure.percent}%"


def interval(figure: Figure) -> str:
    """The bounds of a figure as "48.1 to 58.7"; a dash where there are none."""
    if figure.low is None or figure.high is None:
        return NO_FIGURE
    return f"{figure.low} to {figure.high}"


def still_to_come(figure: Figure) -> str:
    """What is missing in a figure, in words: "12 unanswered, 1 disputed"."""
    parts = ((figure.unanswered, "unanswered"), (figure.disputed, "disputed"))
    return ", ".join(f"{grouped(count)} {what}" for count, what in parts if count)


def day(value: date | None) -> str:
    """A day as "26 August 2009", in English whatever the machine speaks; empty where there is none."""
    return "" if value is None else f"{value.day} {month(value)}"


def month(value: date | None) -> str:
    """The month of a day, as "August 2009"; empty where there is none."""
    return "" if value is None else f"{_MONTHS[value.month - 1]} {value.year}"
