"""Where else the entries of an inspection file lie: backups, files kept beside it; and what of that is in clear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from fieldwork.store.backups import backups
from fieldwork.store.names import backups_folder, journal_path, kept_files, leftovers
from fieldwork.store.seal import is_sealed_file

_BEGINNING = 1024
"""Bytes; the first line of a journal says here whether it is sealed."""


def copies_of(path: Path) -> tuple[Path, ...]:
    """The backups of the inspection file at `path`, and the files that keep what could not go into it."""
    return (*(backup.path for backup in backups(path)), *kept_files(path))


def in_clear(path: Path) -> tuple[Path, ...]:
    """What lies in clear beside the sealed file at `path`, as far as its name says that it is of it.

    A journal of an empty line or two tells nothing and is left out, and so is what cannot be read.
    """
    return tuple(dict.fromkeys(_in_clear(path)))


def _in_clear(path: Path) -> Iterator[Path]:
    for one in (*copies_of(path), *_repaired(path)):
        if one != path and not is_sealed_file(one):
            yield one
    journals = (journal_path(path), *_journals_aside(path), *_in_folder(backups_folder(path), r".*\.json\.journal"))
    for one in journals:
        if is_clear_journal(one):
            yield one
    for one in leftovers(path):
        if is_clear_journal(one) if ".journal." in one.name else not is_sealed_file(one):
            yield one


def is_clear_journal(path: Path) -> bool:
    """Whether there is a journal at `path` that says something in clear."""
    try:
        with path.open("rb") as file:
            head, _, rest = file.read(_BEGINNING).partition(b"\n")
    except (OSError, ValueError):
        return False
    return b'"sealed":"' not in head and b'"entries":[' in rest


def _repaired(path: Path) -> list[Path]:
    return _in_folder(path.parent, rf"{re.escape(path.stem)}\.repaired(-\d+)?{re.escape(path.suffix)}")


def _journals_aside(path: Path) -> list[Path]:
    return _in_folder(path.parent, rf"{re.escape(path.stem)}\.kept-.*\.journal")


def _in_folder(folder: Path, pattern: str) -> list[Path]:
    try:
        return sorted(one for one in folder.iterdir() if re.fullmatch(pattern, one.name))
    except (OSError, ValueError):
        return []
