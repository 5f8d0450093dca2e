"""Going back to a backup. What stands in the file now is kept first, so that going back can be taken back.

The present file becomes a backup itself, with what its journal holds; a journal that belongs to another state is kept
beside it as the store always does. Only then is the file replaced, atomically. A crash in between leaves the old state
or the new one, and a journal that is noticed.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from fieldwork.errors import BadInputError, DamagedFileError, SealedError, StoreError
from fieldwork.record.entry import entry_from_dict
from fieldwork.store.backups import Backup, backups, take_backup
from fieldwork.store.checking import read_beside
from fieldwork.store.disk import DISK, Disk, replace_durably
from fieldwork.store.lock import take_lock
from fieldwork.store.names import journal_path, kept_path
from fieldwork.store.proving import is_old_format
from fieldwork.store.reading import parse_tables, read_bytes
from fieldwork.store.recovery import Recovered, recover
from fieldwork.store.seal import Seal, file_bytes, inside_of, is_sealed_file
from fieldwork.store.snapshot import ENTRIES, digest_fits, document_line, lines_of
from fieldwork.text import clip, shown

_LONGEST = 60


class Restored(NamedTuple):
    """What going back did."""

    entries: int
    """Entries in the file now."""
    kept: tuple[Path, ...]
    """Where what stood there before is kept; none where nothing did."""


def choose(path: Path, which: str) -> Backup:
    """The backup of the inspection at `path` that `which` names: its number, newest first from 1, or its file name.

    Raises:
        BadInputError: there is none.
    """
    found = backups(path)
    for number, backup in enumerate(found, 1):
        if which in (str(number), backup.path.name, backup.path.stem):
            return backup
    there = f"there are {len(found):,}" if found else "there are none"
    raise BadInputError(
        f"There is no backup '{clip(shown(which), _LONGEST)}' of {path.name}; {there}, and fieldwork backups FILE "
        "lists them."
    )


def entries_in(backup: Path, seal: Seal | None = None) -> int | None:
    """How many entries a backup holds; None where it is not whole, or sealed and `seal` is not its own."""
    try:
        return len(_lines(backup, seal))
    except StoreError:
        return None


def restore_to(backup: Backup, target: Path, disk: Disk = DISK, seal: Seal | None = None) -> Restored:
    """Write a backup as a new inspection file, sealed as the backup is.

    Raises:
        SealedError: the backup is sealed, and `seal` is not its own.
        StoreError: the backup is not whole, something is already at `target`, or it cannot be written.
    """
    lines = _lines(backup.path, seal)
    try:
        if target.exists() or journal_path(target).exists():
            raise StoreError(f"{target} is already there; it was left as it is.")
        sealed = is_sealed_file(backup.path)
        replace_durably(disk, target, [_snapshot(lines, seal if sealed else None)])
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise StoreError(f"Cannot write {target}: {reason}.") from None
    return Restored(len(lines), ())


def restore(path: Path, backup: Backup, disk: Disk = DISK, seal: Seal | None = None) -> Restored:
    """Put a backup in the place of the file at `path`, after what stands there was kept.

    All of it is written under `seal` if the file or the backup is sealed.

    Raises:
        SealedError: file or backup is sealed, and `seal` is not its own.
        InUseError: another window has the file open for writing.
        StoreError: the backup is not whole, or something could not be written; the file is as it was then.
    """
    lines = _lines(backup.path, seal)
    seal = seal if is_sealed_file(path) or is_sealed_file(backup.path) else None
    lock = take_lock(path)
    try:
        kept = _keep_present(path, disk, seal)
        replace_durably(disk, path, [_snapshot(lines, seal)])
        disk.remove(journal_path(path))
        disk.sync_folder(path.parent)
    except OSError as error:
        raise StoreError(f"Not restored: {error.strerror or error}.") from None
    finally:
        lock.release()
    return Restored(len(lines), kept)


def _snapshot(lines: list[bytes], seal: Seal | None) -> bytes:
    return file_bytes(lines, seal)[0]


def _lines(backup: Path, seal: Seal | None) -> list[bytes]:
    """The document lines of a backup that is whole.

    Raises:
        StoreError: it cannot be read, or is not whole.
    """
    raw = inside_of(read_bytes(backup), backup.name, seal)
    tables = parse_tables(raw, backup.name)
    documents = tables[ENTRIES]
    if digest_fits(raw):
        return lines_of(raw)
    if not is_old_format(raw):
        raise DamagedFileError(
            f"{backup.name} is not as it was written; fieldwork check with --repair saves what is whole in it."
        )
    for number, document in documents.items():
        entry_from_dict(document, f"{backup.name}: entry {number}")
    return [document_line(int(number), document) for number, document in documents.items()]


def _keep_present(path: Path, disk: Disk, seal: Seal | None) -> tuple[Path, ...]:
    """Keep the present file and its journal, damaged or not."""
    try:
        found = recover(path, seal)
    except SealedError:
        raise
    except StoreError:
        return _keep_raw(path, disk)
    lines = [document_line(int(number), document) for number, document in found.documents.items()]
    if found.locked:
        target = journal_path(kept_path(path))
        replace_durably(disk, target, [read_beside(journal_path(path)) or b""])
        return (take_backup(disk, path, found.raw, replaced=True), target)
    if found.pairing == "strange":
        return (
            take_backup(disk, path, found.raw, replaced=True),
            *_keep_strange(path, lines, found, disk, seal),
        )
    more = len(found.documents) > found.in_snapshot
    return (take_backup(disk, path, _snapshot(lines, seal) if more else found.raw, replaced=True),)


def _keep_strange(path: Path, lines: list[bytes], found: Recovered, disk: Disk, seal: Seal | None) -> tuple[Path, ...]:
    """The entries of a journal that is not of this state: with ours in a file, or as they are if they are not ours."""
    if not found.strange:
        return ()
    if found.stranger:
        target = journal_path(kept_path(path))
        replace_durably(disk, target, [read_beside(journal_path(path)) or b""])
        return (target,)
    number = max(map(int, found.documents), default=0)
    target = kept_path(path)
    more = [document_line(n, document) for n, document in enumerate(found.strange, number + 1)]
    replace_durably(disk, target, [_snapshot([*lines, *more], seal)])
    return (target,)


def _keep_raw(path: Path, disk: Disk) -> tuple[Path, ...]:
    """A damaged file, or a journal without its file, byte for byte; the journal goes beside the backup."""
    raw, journal = read_beside(path), read_beside(journal_path(path))
    if raw is None and journal is None:
        return ()
    kept = take_backup(disk, path, raw or b"", replaced=True)
    if journal is None:
        return (kept,)
    replace_durably(disk, journal_path(kept), [journal])
    return kept, journal_path(kept)
