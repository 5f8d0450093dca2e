"""Where else the entries of an inspection file lie: backups, files kept beside it; and what of that is in clear."""

from __future__ import annotations

import re
from pathlib import Path

from fieldwork.store.backups import backups
from fieldwork.store.names import backups_folder, journal_path, kept_files, leftovers
from fieldwork.store.seal import is_sealed

_BEGINNING = 32 * 1024
_SEALED_LINE = rb'[0-9a-f]{32} \{"journal":1,[^\n]*"sealed":"'
"""The first line of a sealed journal; nothing but its own lines is ever added to one."""
_ENTRY = b'"subject":"'


def copies_of(path: Path) -> tuple[Path, ...]:
    """The backups of the inspection file at `path`, the files that keep what could not go into it, repaired twins."""
    twins = repaired_files(path)
    of_twins = (one for twin in twins for one in (*(backup.path for backup in backups(twin)), *kept_files(twin)))
    return (*(backup.path for backup in backups(path)), *kept_files(path), *twins, *of_twins)


def in_clear(path: Path) -> tuple[Path, ...]:
    """What lies in clear beside the sealed file at `path`, as far as its name says that it is of it."""
    named = (
        *copies_of(path),
        journal_path(path),
        *journals_aside(path),
        *_in_folder(backups_folder(path), r".*\.json\.journal"),
        *leftovers(path),
    )
    return tuple(one for one in dict.fromkeys(named) if one != path and is_in_clear(one))


def is_in_clear(path: Path) -> bool:
    """Whether there is a file at `path` in which an entry stands, damaged or torn as it may be."""
    try:
        with path.open("rb") as file:
            begin = file.read(_BEGINNING)
            return not is_sealed(begin) and not re.match(_SEALED_LINE, begin) and _ENTRY in begin + file.read()
    except (OSError, ValueError):  # ValueError: a name that no system takes
        return False


def repaired_files(path: Path) -> list[Path]:
    """What `fieldwork check --repair` made of the file at `path`, where its name says so."""
    return _in_folder(path.parent, rf"{re.escape(path.stem)}\.repaired(-\d+)?{re.escape(path.suffix)}")


def journals_aside(path: Path) -> list[Path]:
    """The journals that were put aside because they are not of the file at `path`, or could not be read."""
    return _in_folder(path.parent, rf"{re.escape(path.stem)}\.kept-.*\.journal")


def _in_folder(folder: Path, pattern: str) -> list[Path]:
    try:
        return sorted(one for one in folder.iterdir() if re.fullmatch(pattern, one.name))
    except (OSError, ValueError):
        return []
