"""An inspection file, open: entries in, saved or failed out."""

from __future__ import annotations

import stat
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from filelock import FileLock

from fieldwork.errors import DamagedFileError, NotSavedError, PartlyRedactedError, StoreError
from fieldwork.record.entry import Entry, entry_from_dict, entry_to_dict
from fieldwork.store.database import InspectionDB, storage_of
from fieldwork.store.disk import DISK, Disk, replace_durably
from fieldwork.store.emergency import Emergency
from fieldwork.store.lock import take_lock
from fieldwork.store.names import journal_path
from fieldwork.store.reading import LARGEST, require_file, require_readable_value
from fieldwork.store.recovery import inspection_of
from fieldwork.store.seal import Seal, file_bytes, unlock
from fieldwork.store.snapshot import ENTRIES, document_line
from fieldwork.store.storage import InspectionStorage
from fieldwork.store.writer import Later, SaveState, Writer

LARGEST_SEALED = LARGEST * 7 // 10
"""Bytes; sealed a file is a third larger."""
GATHER = 0.02
"""Seconds that an answer waits for the screen to paint it, and for company, before it is written."""


class InspectionFile:
    """One inspection file. `append` returns at once; `on_change` hears, in the writer's thread, what became of it.

    Opening only reads. An entry that was called saved is on the disk; docs/faults.md says what that promises.
    """

    def __init__(
        self,
        path: Path,
        *,
        write: bool = True,
        on_change: Callable[[SaveState], None] | None = None,
        disk: Disk = DISK,
        passphrase: str | None = None,
        seal: Seal | None = None,
    ) -> None:
        """Open the file at `path`. Where it is sealed, a passphrase (or recovery code) opens it, or its opened `seal`.

        Raises:
            InUseError: it is to be written, and another window has it.
            SealedError: it is sealed, and neither was given; or the extra is not installed.
            WrongPassphraseError: the passphrase is not its own.
            StoreError: it cannot be read, or nothing can be written beside it.
            DamagedFileError: it is not an inspection file, or not whole.
        """
        self._lock: FileLock | None = None
        require_file(path)
        if path.is_symlink():
            path = path.resolve()  # replacing the file must not replace the link
        if write:
            _require_writable(path)
            self._lock = take_lock(path)
        try:
            seal = unlock(path, passphrase) if seal is None else seal
            self._db = InspectionDB(path, disk=disk, seal=seal, storage=InspectionStorage)
            self._storage = storage_of(self._db)
            documents = self._storage.read()[ENTRIES]
            self._entries = _entries_of(documents, path.name)
        except BaseException:
            self._release()
            raise
        self._emergency = Emergency(disk, path, inspection_of(documents), self._storage.emergency, self.seal)
        self._told = 0
        self._turn = threading.Lock()
        """Held by who works on the storage: the writer's thread, or who redacts."""
        self._writer = Writer(self._write, on_change, self._fold, gather=GATHER)

    @classmethod
    def create(
        cls,
        path: Path,
        entries: Iterable[Entry],
        on_change: Callable[[SaveState], None] | None = None,
    ) -> InspectionFile:
        """A new inspection file holding `entries`, on the disk when this returns, and open for writing.

        Raises:
            StoreError: something is already at `path`, or it cannot be written.
        """
        write_new(path, entries)
        return cls(path, on_change=on_change)

    def write_later(self, later: Later) -> None:
        """Let `later` wait the moment that an answer waits before it is written, instead of the writer's thread."""
        self._writer.later = later

    @property
    def path(self) -> Path:
        """Where entries are saved: the file opened, or one beside it if another program has changed that."""
        return self._storage.path

    @property
    def read_only(self) -> bool:
        """Whether it was opened for reading."""
        return self._lock is None

    @property
    def seal(self) -> Seal | None:
        """The opened seal of the file; None where it is not sealed."""
        return self._storage.seal

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that were on the disk when it was opened, what was rescued included."""
        return self._entries

    @property
    def pending(self) -> tuple[Entry, ...]:
        """The entries that are not in the file yet, in order."""
        return self._writer.pending

    @property
    def state(self) -> SaveState:
        """What the save light shows now."""
        return self._writer.state

    def news(self) -> tuple[str, ...]:
        """What the user should know of the file and was not told yet: one sentence or two each."""
        told, self._told = self._told, len(self._storage.notices)
        return tuple(self._storage.notices[told:])

    def append(self, entries: Sequence[Entry]) -> None:
        """Queue entries for the disk; returns at once.

        Raises:
            StoreError: the file is open for reading only, or closed; or an entry could not be read again.
        """
        if self.read_only:
            raise StoreError(f"{self.path.name} is open for reading only: nothing can be recorded.")
        for entry in entries:
            for value in entry:
                require_readable_value(value, f"Not recorded: {entry.field[:40]!r}")
        self._writer.append(entries)

    def retry(self) -> None:
        """Try again to write what is pending."""
        self._writer.retry()

    def flush(self, timeout: float | None = None) -> SaveState:
        """Wait until everything is on the disk or a write has failed; `timeout` in seconds."""
        return self._writer.flush(timeout)

    @property
    def copies(self) -> tuple[Path, ...]:
        """Where else its entries lie: in its backups, in files kept beside it, on the laptop's own disk."""
        own = self._emergency.path
        return (*self._storage.copies, *((own,) if own.exists() else ()))

    def redact(self, entries: Iterable[Entry]) -> None:
        """Put blanked entries in the place of those with their ids, in the file, its backups and kept copies.

        Raises:
            PartlyRedactedError: the file is done, but not a copy; the message names it.
            StoreError: it could not be written; the file is as it was.
        """
        if self.read_only:
            raise StoreError(f"{self.path.name} is open for reading only: nothing can be redacted.")
        if not self.flush().saved:
            raise StoreError("Not redacted: earlier entries are not saved yet.")
        try:
            with self._turn:
                try:
                    self._storage.rewrite({entry.id: entry_to_dict(entry) for entry in entries})
                except PartlyRedactedError:
                    self._emergency.remove()  # the file itself is done
                    raise
                self._emergency.remove()
        except OSError as error:
            raise StoreError(f"Not redacted: {error.strerror or error}.") from None

    def redact_copies(self) -> int:
        """Blank in every backup and copy what is redacted in the file; gives how many had kept something of it.

        Raises:
            PartlyRedactedError: a copy could not be rewritten; the message names it.
            StoreError: the file is open for reading only.
        """
        if self.read_only:
            raise StoreError(f"{self.path.name} is open for reading only: nothing can be redacted.")
        with self._turn:
            return self._storage.redact_copies()

    def reseal(self, seal: Seal | None) -> None:
        """Put the file and all that lies beside it under another seal, or under none; on the disk when this returns.

        Raises:
            PartlySealedError: the file is done, but not a copy; the message names it.
            StoreError: it could not be written; the file is as it was.
        """
        if self.read_only:
            raise StoreError(f"{self.path.name} is open for reading only: it cannot be sealed or unsealed.")
        if seal is not None and _bytes_at(self.path) + _bytes_at(journal_path(self.path)) > LARGEST_SEALED:
            raise StoreError(f"{self.path.name} is too large to be sealed: sealed, no reader would take it.")
        if not self.flush().saved:
            raise StoreError("Not sealed: earlier entries are not saved yet.")
        try:
            with self._turn:
                self._storage.reseal(seal)
        except OSError as error:
            raise StoreError(f"{self.path.name} is as it was: {error.strerror or error}.") from None
        finally:
            self._emergency.seal = self.seal
        self._emergency.remove()

    def lock(self) -> None:
        """Close the file, and forget its key and its entries.

        Raises:
            StoreError: something is not saved, not even on the laptop's own disk: nothing was closed.
        """
        state = self.flush()
        if isinstance(state.error, NotSavedError) and not state.error.kept:
            raise state.error
        self.close()
        self._entries = ()
        self._emergency.forget()
        self._storage.forget()

    def close(self) -> SaveState:
        """Wait for the queue, fold the journal, let the next window in. What could not be written is in `pending`."""
        state = self._writer.close()
        try:
            with self._turn:
                self._storage.finish()
        finally:
            self._db.close()
            self._release()
        return state

    def _write(self, entries: Sequence[Entry]) -> None:
        with self._turn:
            self._save([entry_to_dict(entry) for entry in entries])

    def _save(self, documents: list[dict[str, Any]]) -> None:
        try:
            self._db.table(ENTRIES).insert_multiple(documents)
        except Exception as error:  # noqa: BLE001 (whatever it was, the entries must be kept somewhere)
            reason = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
            kept = self._emergency.keep(documents)
            where = "They are kept safe on this laptop meanwhile." if kept else "They are only on the screen."
            raise NotSavedError(f"Not saved to {self.path.name}: {reason.rstrip('.')}. {where}", kept=kept) from None
        self._emergency.remove()

    def _fold(self) -> None:
        with self._turn:
            if self._storage.worth_folding:
                self._storage.fold()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def _bytes_at(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _require_writable(path: Path) -> None:
    """Renaming over a file asks nobody whether it is marked read-only; we do."""
    try:
        marked = not path.stat().st_mode & stat.S_IWUSR
    except OSError as error:
        raise StoreError(f"Cannot read {path}: {error.strerror or error}.") from None
    if marked:
        raise StoreError(f"{path.name} is marked as read-only; here it can only be read.")


def _entries_of(documents: dict[str, dict[str, Any]], name: str) -> tuple[Entry, ...]:
    """The entries of the file `name`.

    Raises:
        DamagedFileError: a document is none; says which.
    """
    try:
        return tuple(entry_from_dict(document, "") for document in documents.values())
    except DamagedFileError:  # where each of them stands is only worked out when it has to be said
        return tuple(entry_from_dict(document, f"{name}: entry {number}") for number, document in documents.items())


def write_new(path: Path, entries: Iterable[Entry], disk: Disk = DISK, seal: Seal | None = None) -> None:
    """Write a new inspection file, sealed where there is a seal; it is on the disk when this returns.

    Raises:
        StoreError: something is already at `path`, or it cannot be written.
    """
    try:
        if path.exists() or journal_path(path).exists():
            raise StoreError(f"{path} is already there; it was left as it is.")
        lines = [document_line(number, entry_to_dict(entry)) for number, entry in enumerate(entries, 1)]
        replace_durably(disk, path, [file_bytes(lines, seal)[0]])
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise StoreError(f"Cannot write {path}: {reason}.") from None
