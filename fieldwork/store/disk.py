"""The few things the store does to a disk, in one place, so that tests can stop the world after each of them.

Every promise of the file rests on these calls in their order; nothing in the store touches the disk in another way.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import time
from collections.abc import Iterable
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]  # there is none, and nobody asks it for anything then

_WINDOWS = os.name == "nt"
_BINARY = getattr(os, "O_BINARY", 0)
_PRIVATE_FILE = 0o600
_PRIVATE_FOLDER = 0o700

Stamp = tuple[int, int, int]
"""What tells a file from another of the same name: number, size, time of the last change."""
_FULL_SYNC = getattr(fcntl, "F_FULLFSYNC", None)
_NO_FULL_SYNC = (errno.ENOTSUP, errno.EINVAL, errno.ENOTTY)
"""What a volume answers (a share, a stick) that knows no flush past the drive's cache; anything else is a failure."""
_SHARING_TRIES = 20
_SHARING_PAUSE = 0.05


class Disk:
    """The real disk. Methods raise OSError when the system does."""

    def create(self, path: Path) -> int:
        """A new empty file, its owner's alone (0600), open for writing; refused where one is there."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, _PRIVATE_FILE)

    def open_to_write(self, path: Path) -> int:
        """An existing file, open for writing."""
        return os.open(path, os.O_WRONLY | _BINARY)

    def write(self, descriptor: int, data: bytes, place: int | None = None) -> None:
        """All of `data`, or an error; at byte `place`, or where the last write ended."""
        if place is not None:
            os.lseek(descriptor, place, os.SEEK_SET)
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]

    def sync(self, descriptor: int) -> None:
        """Flush a file to the disk itself; on macOS past the drive's own cache (F_FULLFSYNC)."""
        if _FULL_SYNC is not None:
            try:
                fcntl.fcntl(descriptor, _FULL_SYNC)
            except OSError as error:
                if error.errno not in _NO_FULL_SYNC:
                    raise
            else:
                return
        getattr(os, "fdatasync", os.fsync)(descriptor)

    def close(self, descriptor: int) -> None:
        """Close a file; after this nothing more can fail that matters."""
        os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Give `source` the name `target`, atomically, in the place of what had it.

        On Windows a virus scanner or an indexer may hold a file for a moment; then it is tried again.
        """
        for _ in range(_SHARING_TRIES if _WINDOWS else 0):
            with contextlib.suppress(PermissionError):
                source.replace(target)
                return
            time.sleep(_SHARING_PAUSE)
        source.replace(target)

    def remove(self, path: Path) -> None:
        """Take a name away; fine if it is gone already."""
        path.unlink(missing_ok=True)

    def make_folder(self, path: Path) -> None:
        """A folder, its owner's alone (0700); fine if it is there already."""
        path.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)

    def sync_folder(self, folder: Path) -> None:
        """Flush the names in a folder to the disk; Windows cannot and need not."""
        if _WINDOWS:
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


DISK = Disk()


def make_folders_durably(disk: Disk, folder: Path) -> None:
    """`folder` with those above it, each its owner's alone, and their names on the disk.

    Raises:
        OSError: it did not work.
    """
    if folder.is_dir():
        return
    make_folders_durably(disk, folder.parent)
    disk.make_folder(folder)
    disk.sync_folder(folder.parent)


def write_durably(disk: Disk, path: Path, pieces: Iterable[bytes]) -> None:
    """A new file of `pieces`, flushed; its name is durable only after the folder was flushed.

    Raises:
        OSError: it did not work; what was begun is gone again if it can be removed.
    """
    descriptor = disk.create(path)
    try:
        try:
            for piece in pieces:
                disk.write(descriptor, piece)
            disk.sync(descriptor)
        finally:
            disk.close(descriptor)
    except BaseException:
        with contextlib.suppress(OSError):
            disk.remove(path)
        raise


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of the file at `path`; None where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 (asked for with every answer; half the time of Path.stat)
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def replace_durably(disk: Disk, path: Path, pieces: Iterable[bytes]) -> Stamp | None:
    """Make `pieces` the contents of `path`: temporary file in the same folder, flush, rename, flush the folder.

    At every moment the file holds the old contents or the new, never a part of either. Gives the stamp of the new.

    Raises:
        OSError: it did not work; unless only flushing the folder failed, `path` is as it was.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    write_durably(disk, temporary, pieces)
    try:
        stamp = stamp_of(temporary)
        disk.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            disk.remove(temporary)
        raise
    disk.sync_folder(path.parent)
    return stamp
