"""One window writes: a lock file beside the inspection, held while it is open for writing (STORAGE rule 8)."""

from __future__ import annotations

import contextlib
import os
import socket
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from fieldwork.errors import InUseError, StoreError
from fieldwork.store.names import lock_path
from fieldwork.text import clip, shown


def take_lock(path: Path) -> FileLock:
    """The lock on the inspection file at `path`, taken. The system frees it when the process ends, however it ends.

    The data file itself is never locked: after a replace a second process would get in. The lock file says who has it;
    a note that a process left behind, here or on another machine, holds nobody up: only a live lock does.

    Raises:
        InUseError: another window has it.
        StoreError: the lock file cannot be made (a folder that allows no writing, a disk that knows no locks).
    """
    beside = lock_path(path)
    lock = FileLock(beside, timeout=0, mode=0o600, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout:
        raise InUseError(f"{path.name} is open in another window{_owner(beside)}; here it can only be read.") from None
    except (OSError, NotImplementedError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise StoreError(f"Cannot write beside {path}: {reason}.") from None
    since = datetime.now().astimezone().strftime("%a %d %b %H:%M")
    with contextlib.suppress(OSError):
        beside.write_text(f"{socket.gethostname()}, since {since}, process {os.getpid()}\n", "utf-8")
    return lock


def _owner(beside: Path) -> str:
    try:
        note = clip(shown(beside.read_text("utf-8").strip()), 80)
    except (OSError, ValueError):
        return ""
    return f" ({note})" if note else ""
