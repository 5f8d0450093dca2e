"""One window writes: a lock file beside the inspection, held while it is open for writing (STORAGE rule 8)."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from fieldwork.errors import InUseError, StoreError


def take_lock(path: Path) -> FileLock:
    """The lock on the inspection file at `path`, taken. The system frees it when the process ends, however it ends.

    The data file itself is never locked: after a replace a second process would get in.

    Raises:
        InUseError: another window has it.
        StoreError: the lock file cannot be made (a folder that allows no writing).
    """
    lock = FileLock(f"{path}.lock", timeout=0, mode=0o600, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout:
        raise InUseError(f"{path.name} is open in another window; here it can only be read.") from None
    except OSError as error:
        raise StoreError(f"Cannot write beside {path}: {error.strerror or error}.") from None
    return lock
