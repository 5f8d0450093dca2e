"""Backups: taken before the first change of a sitting; the newest ten, and one a day for two weeks (STORAGE rule 7)."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from fieldwork.store.disk import Disk, replace_durably
from fieldwork.store.names import backups_folder

NEWEST = 10
DAYS = 14
_REPLACED = "-replaced"
_NAME = re.compile(rf".{{17}}(?:-(\d{{1,4}}))?(?:{_REPLACED})?\.json", re.DOTALL)
_STAMP = "%Y-%m-%dT%H%M%S"


class Backup(NamedTuple):
    """One backup: an ordinary inspection file."""

    path: Path
    taken: datetime
    size: int
    """Bytes."""


def backups(path: Path) -> tuple[Backup, ...]:
    """The backups of the inspection file at `path`, newest first."""
    found = []
    try:
        for one in backups_folder(path).iterdir():
            with contextlib.suppress(ValueError, OSError):
                taken = datetime.strptime(one.name[: len("2009-06-08T101200")], _STAMP).astimezone()
                if one.suffix == ".json":
                    found.append(Backup(one, taken, one.stat().st_size))
    except (OSError, ValueError):  # ValueError: a name that no system takes
        return ()
    return tuple(sorted(found, key=lambda backup: (backup.taken, _count(backup.path)), reverse=True))


def _count(path: Path) -> int:
    """Which of several backups of one second this is."""
    found = _NAME.fullmatch(path.name)
    return int(found[1] or 0) if found else -1


def is_replaced(backup: Path) -> bool:
    """Whether a backup is of a state that somebody went back from."""
    return backup.stem.endswith(_REPLACED)


def take_backup(
    disk: Disk, path: Path, contents: bytes, now: datetime | None = None, *, replaced: bool = False
) -> Path:
    """Keep `contents` as a backup of `path`, and let go of those that are no longer wanted.

    `replaced` says that an older state is about to take its place.

    Raises:
        OSError: it could not be written; nothing was let go of.
    """
    now = now or datetime.now().astimezone()
    folder = backups_folder(path)
    disk.make_folder(folder)
    stamp = now.strftime(_STAMP)
    count = max((_count(one.path) + 1 for one in backups(path) if one.path.name.startswith(stamp)), default=0)
    more = (f"-{count}" if count else "") + (_REPLACED if replaced else "")
    target = folder / f"{stamp}{more}.json"
    replace_durably(disk, target, [contents])
    disk.sync_folder(path.parent)
    for old in unwanted(backups(path), now):
        with contextlib.suppress(OSError):
            disk.remove(old.path)
    return target


def unwanted(taken: Sequence[Backup], now: datetime) -> tuple[Backup, ...]:
    """Which of the backups (newest first) are neither among the newest nor the last of one of the last days."""
    kept = set(range(min(NEWEST, len(taken))))
    days = set()
    for place, backup in enumerate(taken):
        day = backup.taken.date()
        if day not in days and backup.taken >= now - timedelta(days=DAYS):
            days.add(day)
            kept.add(place)
    return tuple(backup for place, backup in enumerate(taken) if place not in kept)
