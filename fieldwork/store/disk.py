"""The few things the store does to a disk, in one place, so that tests can stop the world after each of them.

Every promise of the file rests on these calls in their order; nothing in the store touches the disk in another way.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

_BINARY = getattr(os, "O_BINARY", 0)
_PRIVATE_FILE = 0o600
_PRIVATE_FOLDER = 0o700


class Disk:
    """The real disk. Methods raise OSError when the system does."""

    def create(self, path: Path) -> int:
        """A new empty file, its owner's alone (0600), open for writing; refused where one is there."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, _PRIVATE_FILE)

    def open_to_append(self, path: Path) -> int:
        """An existing file, open for writing at its end."""
        return os.open(path, os.O_WRONLY | os.O_APPEND | _BINARY)

    def write(self, descriptor: int, data: bytes) -> None:
        """All of `data`, or an error."""
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]

    def sync(self, descriptor: int) -> None:
        """Flush a file to the disk itself; on macOS past the drive's own cache (F_FULLFSYNC)."""
        with contextlib.suppress(ImportError, OSError):
            import fcntl  # noqa: PLC0415 (there is none on Windows)

            full = getattr(fcntl, "F_FULLFSYNC", None)
            if full is not None:
                fcntl.fcntl(descriptor, full)
                return
        getattr(os, "fdatasync", os.fsync)(descriptor)

    def close(self, descriptor: int) -> None:
        """Close a file; after this nothing more can fail that matters."""
        os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Give `source` the name `target`, atomically, in the place of what had it."""
        source.replace(target)

    def remove(self, path: Path) -> None:
        """Take a name away; fine if it is gone already."""
        path.unlink(missing_ok=True)

    def make_folder(self, path: Path) -> None:
        """A folder, its owner's alone (0700); fine if it is there already."""
        path.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)

    def sync_folder(self, folder: Path) -> None:
        """Flush the names in a folder to the disk; Windows cannot and need not."""
        if os.name == "nt":
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


DISK = Disk()


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


def replace_durably(disk: Disk, path: Path, pieces: Iterable[bytes]) -> None:
    """Make `pieces` the contents of `path`: temporary file in the same folder, flush, rename, flush the folder.

    At every moment the file holds the old contents or the new, never a part of either.

    Raises:
        OSError: it did not work; unless only flushing the folder failed, `path` is as it was.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    write_durably(disk, temporary, pieces)
    try:
        disk.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            disk.remove(temporary)
        raise
    disk.sync_folder(path.parent)
