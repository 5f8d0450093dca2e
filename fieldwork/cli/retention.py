"""`fieldwork retention`: until when an inspection is kept."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from fieldwork.cli.files import changing, reading
from fieldwork.cli.making import initials
from fieldwork.cli.output import line
from fieldwork.errors import BadInputError
from fieldwork.record import names
from fieldwork.record.dates import parse_day
from fieldwork.record.record import Statement
from fieldwork.record.retention import MONTHS_AFTER, keep_until, proposed, retention_words
from fieldwork.settings import remember_retention
from fieldwork.text import shown


def run(args: argparse.Namespace) -> int:
    """Print the day, or set it.

    Raises:
        BadInputError: it is no day.
        FieldworkError: the inspection cannot be read or written.
    """
    path: Path = args.file
    if args.date is None:
        with reading(path) as workspace:
            day, proposal = keep_until(workspace.inspection), proposed(workspace.inspection)
        _say(path, day, proposal)
    else:
        day = day_of(args.date)
        with changing(path, initials(args.by)) as workspace:
            value = None if day is None else day.isoformat()
            workspace.say([Statement(workspace.inspection.id, names.KEEP_UNTIL, value)])
        line(f"{shown(path.name)} {f'is kept until {day.isoformat()}' if day else 'has no day any more'}.")
    remember_retention(path, day)
    return 0


def day_of(text: str) -> date | None:
    """A day as typed; None for "none".

    Raises:
        BadInputError: it is no day.
    """
    if text.strip().casefold() == "none":
        return None
    try:
        return parse_day(text, near=date.today())  # noqa: DTZ011 (the day where the user sits)
    except BadInputError:
        raise BadInputError(f"DATE should be a day such as 2026-11-30, or none; found {shown(text)[:40]}.") from None


def _say(path: Path, day: date | None, proposal: date | None) -> None:
    name = shown(path.name)
    if day is not None:
        words = retention_words(day, date.today())  # noqa: DTZ011 (the day where the user sits)
        line(f"{name} is kept until {day.isoformat()}{f' ({words})' if words else ''}.")
    elif proposal is not None:
        line(
            f"No day is set. Proposed: {proposal.isoformat()}, {MONTHS_AFTER} months after publication (assumed); "
            f"fieldwork retention {name} {proposal.isoformat()} sets it."
        )
    else:
        line(f"No day is set, and no day of publication to propose one from; fieldwork retention {name} DATE sets it.")
