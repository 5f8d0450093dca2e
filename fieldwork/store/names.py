"""The names beside an inspection file."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from pathlib import Path

from fieldwork.paths import state_folder


def counted(number: int) -> str:
    """``1 entry``, ``2 entries``."""
    return f"{number:,} entr{'y' if number == 1 else 'ies'}"


def journal_path(path: Path) -> Path:
    """The journal of the inspection file at `path`."""
    return path.with_name(f"{path.name}.journal")


def lock_path(path: Path) -> Path:
    """The lock file of the inspection file at `path`."""
    return path.with_name(f"{path.name}.lock")


def backups_folder(path: Path) -> Path:
    """The folder of the backups of the inspection file at `path`."""
    return path.with_name(f"{path.name}.backups")


def emergency_path(path: Path) -> Path:
    """Where entries go that cannot be written to `path`: in the user's own state folder, on the laptop itself."""
    name = hashlib.sha256(str(path.absolute()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return state_folder() / "emergency" / f"{name}.journal"


def kept_path(path: Path) -> Path:
    """A free name beside `path` for what cannot go into it: ``x.kept-2009-06-08-1012.json``."""
    moment = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    for count in range(1, 1000):
        more = "" if count == 1 else f"-{count}"
        candidate = path.with_name(f"{path.stem}.kept-{moment}{more}{path.suffix}")
        if not candidate.exists():
            return candidate
    return path.with_name(f"{path.stem}.kept-{moment}-many{path.suffix}")


def leftovers(path: Path) -> tuple[Path, ...]:
    """Temporary files that a crash left of the inspection file at `path`, its journal and its backups."""
    ours = re.compile(rf"\.{re.escape(path.name)}(\.journal)?\.[0-9a-f]{{8}}\.tmp")
    backup = re.compile(r"\.[0-9T:-]+(replaced)?\.json(\.journal)?\.[0-9a-f]{8}\.tmp")
    return (*_matching(path.parent, ours), *_matching(backups_folder(path), backup))


def _matching(folder: Path, pattern: re.Pattern[str]) -> list[Path]:
    try:
        return [one for one in folder.iterdir() if pattern.fullmatch(one.name)]
    except OSError:
        return []


def kept_files(path: Path) -> tuple[Path, ...]:
    """The files that hold what could not go into `path`, oldest first."""
    folder = path.parent
    begin = f"{path.stem}.kept-"
    try:
        found = [one for one in folder.iterdir() if one.name.startswith(begin) and one.suffix == path.suffix]
    except (OSError, ValueError):  # ValueError: a name that no system takes
        return ()
    return tuple(sorted(found))
