"""`fieldwork merge`: the files of a team put together in a new one. The inputs are only read."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from fieldwork.cli.files import reading
from fieldwork.cli.making import initials
from fieldwork.cli.output import heading, line
from fieldwork.cli.passphrases import PASSPHRASES
from fieldwork.errors import BadInputError
from fieldwork.record.disputes import dispute_line
from fieldwork.record.record import Record
from fieldwork.record.views import Inspection
from fieldwork.store import write_new
from fieldwork.team.merging import Merged, merge
from fieldwork.text import counted, shown


def run(args: argparse.Namespace) -> int:
    """Merge the files and list what somebody should look at.

    Raises:
        FieldworkError: what cannot be read, merged or written, and why; nothing was written.
    """
    initials(args.by)  # a merge says nothing of its own, but what is asked of every command that writes is checked
    if args.out.exists():
        raise BadInputError(f"{args.out} is already there and was left as it is; merge makes a new file.")
    paths: list[Path] = [args.first, *args.more]
    seals = [PASSPHRASES.seal_of(path) for path in paths]
    merged = merge([_record(path) for path in paths])
    inspection = Inspection(merged.record)
    place = next((number for number, seal in enumerate(seals) if seal is not None), None)
    write_new(args.out, merged.record, seal=None if place is None else seals[place])
    entries, cases = counted(len(merged.record), "entry", "entries"), counted(len(inspection.cases), "case")
    line(f"Merged {counted(len(paths), 'file')} into {args.out}: {entries}, {cases}.")
    if place is not None:
        line(f"It is sealed, and opens with the passphrase of {paths[place]}.")
    _print_sources(paths, merged)
    _print_open_matters(inspection, merged)
    return 0


def _record(path: Path) -> Record:
    with reading(path) as workspace:
        return workspace.record


def _print_sources(paths: Sequence[Path], merged: Merged) -> None:
    for number, (path, added) in enumerate(zip(paths, merged.added, strict=True)):
        line(f"  {shown(path)}: {counted(added, 'entry', 'entries') if not number else f'{added:,} more'}")


def _print_open_matters(inspection: Inspection, merged: Merged) -> None:
    line()
    if not merged.disputed:
        line("Nothing is disputed.")
    else:
        heading(f"Disputed: {len(merged.disputed):,}")
        for dispute in merged.disputed:
            line(f"  {dispute_line(inspection, dispute)}")
    if merged.conflicts_of_definition:
        line("A definition that was revised differently is used as revised last, until somebody settles it.")
    if merged.duplicate_references:
        heading(f"The same name twice: {len(merged.duplicate_references):,}")
        for duplicate in merged.duplicate_references:
            line(f"  {duplicate.name}: {len(duplicate.subjects)} of them")
