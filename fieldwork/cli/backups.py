"""`fieldwork backups`: list the backups of an inspection, and go back to one."""

from __future__ import annotations

import argparse
from pathlib import Path

from fieldwork.cli.output import heading, line, table
from fieldwork.cli.passphrases import PASSPHRASES
from fieldwork.errors import BadInputError, NothingFoundError
from fieldwork.record.describing import when_words
from fieldwork.store.backups import backups
from fieldwork.store.restoring import choose, entries_in, restore, restore_to
from fieldwork.text import counted, shown


def run(args: argparse.Namespace) -> int:
    """List the backups, or restore the one that is named.

    Raises:
        NothingFoundError: there are none.
        FieldworkError: it cannot be restored; the file is as it was.
    """
    path: Path = args.file
    if args.restore is not None:
        _restore(path, args.restore, args.to)
        return 0
    if args.to is not None:
        raise BadInputError("--to goes with --restore.")
    found = backups(path)
    if not found:
        raise NothingFoundError(f"There are no backups of {path}.")
    heading(f"Backups of {path}, newest first")
    seal = PASSPHRASES.seal_for_repair(path)
    rows = []
    for number, backup in enumerate(found, 1):
        entries = entries_in(backup.path, seal)
        rows.append(
            (
                str(number),
                when_words(backup.taken.isoformat()),
                f"{backup.size:,} bytes",
                "not whole" if entries is None else counted(entries, "entry", "entries"),
                backup.path.name,
            )
        )
    for row in table(rows, "rlrrl", indent=2):
        line(row)
    return 0


def _restore(path: Path, which: str, to: Path | None) -> None:
    backup = choose(path, which)
    seal = PASSPHRASES.seal_for_repair(path)
    if to is not None:
        done = restore_to(backup, to, seal=seal)
        line(
            f"Wrote {backup.path.name} to {to}: {counted(done.entries, 'entry', 'entries')}. {path} was left as it is."
        )
        return
    done = restore(path, backup, seal=seal)
    line(f"{path} is again as in {backup.path.name}: {counted(done.entries, 'entry', 'entries')}.")
    for kept in done.kept:
        line(f"What stood there is kept in {shown(kept)}.")
