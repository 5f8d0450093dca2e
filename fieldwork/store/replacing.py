"""Atomic replacement: at every moment the file holds the old contents or the new, never a part of either."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path


def replace_file(path: Path, pieces: Iterable[bytes], on_renamed: Callable[[], None] | None = None) -> None:
    """Make `pieces` the contents of `path`: temporary file in the same folder (0600), fsync, rename, fsync the folder.

    The returned call promises that the new contents survive a power cut. `on_renamed` is called as soon as the file
    holds the new contents, even if flushing the folder fails afterwards.

    Raises:
        OSError: it did not work; `path` is as it was, and the temporary file is gone if it can be removed.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
            file.flush()
            sync_file(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    if on_renamed is not None:
        on_renamed()
    sync_folder(path.parent)


def sync_file(descriptor: int) -> None:
    """Flush a file to the disk itself; on macOS past the drive's own cache (F_FULLFSYNC)."""
    try:
        import fcntl  # noqa: PLC0415 (there is none on Windows)

        full = getattr(fcntl, "F_FULLFSYNC", None)
        if full is not None:
            fcntl.fcntl(descriptor, full)
            return
    except (ImportError, OSError):
        pass
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Flush the names in a folder to the disk; Windows cannot and need not."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
