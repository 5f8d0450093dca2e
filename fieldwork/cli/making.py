"""`fieldwork new`: a new inspection file."""

from __future__ import annotations

import argparse
from pathlib import Path

from fieldwork.cli.output import line
from fieldwork.errors import BadInputError
from fieldwork.programme.loading import find_programme, load_programme
from fieldwork.programme.models import Programme
from fieldwork.record.record import Statement
from fieldwork.settings import checked_initials, default_initials
from fieldwork.text import clean, counted, shown
from fieldwork.workspace import new_inspection

LONGEST_AREA = 200


def run(args: argparse.Namespace) -> int:
    """Make the inspection.

    Raises:
        FieldworkError: what cannot be made, and why; nothing was written.
    """
    by = initials(args.by)
    programme = programme_named(args.programme)
    area = clean(args.area, lines=False).strip()
    if not area or len(area) > LONGEST_AREA:
        raise BadInputError(f"--area should be the name of the area inspected, at most {LONGEST_AREA} characters.")
    cases: tuple[Statement, ...] = ()
    if args.cases is not None:
        from fieldwork.exchange.cases import cases_from_csv
        from fieldwork.exchange.tables import read_csv_file

        cases = cases_from_csv(read_csv_file(args.cases), args.cases.name, programme, ())
    new_inspection(args.file, programme, area, by, cases)
    made = len({statement.subject for statement in cases})
    line(f"Made {args.file}: {programme.title}, {area}, {counted(made, 'case')}.")
    return 0


def initials(given: str | None) -> str:
    """Who says it: what `--by` gave, else the settings, else the login name.

    Raises:
        BadInputError: these are no initials.
    """
    return default_initials() if given is None else checked_initials(given)


def programme_named(name: str) -> Programme:
    """The shipped programme with an id, or the one in a TOML file.

    Raises:
        DefinitionError: there is none, or it does not hold together.
    """
    return load_programme(Path(name)) if shown(name).lower().endswith(".toml") else find_programme(name)
