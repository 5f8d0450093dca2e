"""Erasing an inspection: the file, its journal, lock, backups, kept and repaired copies, and its emergency journals.

The key slots of what is sealed go first, overwritten in place and flushed: from then on what is left is noise. Then the
inspection file itself, so that nothing is ever opened without its journal; then the rest. Whatever stops it, doing it
again goes on where it was. It cannot reach other copies, exports, sticks, or blocks that an SSD has put aside.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from fieldwork.errors import NothingFoundError, StoreError
from fieldwork.store.copies import journals_aside, repaired_files
from fieldwork.store.disk import DISK, Disk
from fieldwork.store.lock import take_lock
from fieldwork.store.names import backups_folder, emergency_path, journal_path, kept_files, leftovers, lock_path
from fieldwork.store.seal import is_sealed_file

CANNOT_PROMISE = (
    "What fieldwork cannot reach: copies made elsewhere (sticks, mail, shared folders, backups of the laptop), files "
    "exported from it, and old blocks of the disk, above all of an SSD."
)
"""What is said before and after."""
_SLOTS = b'"slots":['
_HEAD_BYTES = 32 * 1024


class Erasure(NamedTuple):
    """What is to be erased, in the order in which it goes."""

    files: tuple[Path, ...]
    folders: tuple[Path, ...]


def what_to_erase(path: Path) -> Erasure:
    """Every file that fieldwork made of the inspection at `path`, that file first; also where it is gone already."""
    path = path.resolve() if path.is_symlink() else path.absolute()
    found = [path, *_beside(path)]
    for copy in (*kept_files(path), *repaired_files(path)):
        found += (copy, *_beside(copy))
    files = tuple(dict.fromkeys(one for one in found if one.is_symlink() or one.is_file()))
    own = (path, *kept_files(path), *repaired_files(path))
    return Erasure(files, tuple(folder for folder in map(backups_folder, own) if folder.is_dir()))


def _beside(path: Path) -> Iterator[Path]:
    yield journal_path(path)
    yield from leftovers(path)
    yield from _files_in(backups_folder(path))
    yield from journals_aside(path)
    emergency = emergency_path(path)
    yield emergency
    yield from (
        one
        for one in _files_in(emergency.parent)
        if re.fullmatch(rf"{emergency.stem}\.kept-.*\.journal", one.name)
        or re.fullmatch(rf"\.{re.escape(emergency.name)}\.[0-9a-f]{{8}}\.tmp", one.name)
    )


def _files_in(folder: Path) -> list[Path]:
    try:
        return sorted(one for one in folder.iterdir() if one.is_file())
    except (OSError, ValueError):
        return []


def erase(path: Path, disk: Disk = DISK) -> Erasure:
    """Erase the inspection at `path` and all that was made of it; done again, it finishes what was stopped.

    Raises:
        NothingFoundError: nothing of it is there.
        InUseError: another window has it open.
        StoreError: something could not be removed; names it. The rest is gone.
    """
    path = path.resolve() if path.is_symlink() else path.absolute()
    gone = what_to_erase(path)
    if not gone.files and not gone.folders:
        raise NothingFoundError(f"Nothing of {path.name} is there.")
    lock = take_lock(path)
    failed: list[str] = []
    try:
        for one in gone.files:
            with _naming(failed, one):
                _destroy_slots(disk, one)
        for number, one in enumerate(gone.files):
            with _naming(failed, one):
                disk.remove(one)
            if number == 0:  # first the file itself, for good: a file without its journal must never be opened
                disk.sync_folder(one.parent)
        for folder in gone.folders:
            with contextlib.suppress(OSError):  # something of somebody else's is in it
                folder.rmdir()
        for folder in {one.parent for one in gone.files if one.parent.is_dir()}:
            disk.sync_folder(folder)
    except OSError as error:
        raise StoreError(f"Not everything was erased: {error.strerror or error}. Do it again.") from None
    finally:
        lock.release()
    for beside in (lock_path(path), *(lock_path(one) for one in gone.files)):
        with contextlib.suppress(OSError):
            disk.remove(beside)
    if failed:
        raise StoreError(f"Erased, but not {' and '.join(failed)}: remove by hand what was named.")
    return gone


@contextlib.contextmanager
def _naming(failed: list[str], path: Path) -> Iterator[None]:
    """What cannot be done to one file is named, and does not keep the others from it."""
    try:
        yield
    except OSError as error:
        line = f"{path} ({error.strerror or error})"
        if line not in failed:
            failed.append(line)


def _destroy_slots(disk: Disk, path: Path) -> None:
    """Overwrite the key slots of a sealed file in place: neither passphrase nor recovery code opens it any more."""
    if not is_sealed_file(path):
        return
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    begin = head.find(_SLOTS)
    if begin < 0:
        return
    begin += len(_SLOTS)
    end = head.find(b"\n", begin)
    descriptor = disk.open_to_write(path)
    try:
        disk.write(descriptor, b" " * ((end if end > 0 else len(head)) - begin), begin)
        disk.sync(descriptor)
    finally:
        disk.close(descriptor)
