"""An inspection file, open: entries in, saved or failed out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from filelock import FileLock

from fieldwork import __version__
from fieldwork.errors import StoreError
from fieldwork.record.entry import Entry, entry_from_dict, entry_to_dict
from fieldwork.store.lock import take_lock
from fieldwork.store.reading import ENTRIES, FORMAT, HEADER, read_tables, require_file
from fieldwork.store.storage import InspectionDB, WholeFileStorage, storage_of
from fieldwork.store.writer import SaveState, Writer

ENDING = ".json"


class InspectionFile:
    """One inspection file. `append` returns at once; `on_change` hears, in the writer's thread, what became of it.

    Torn files are impossible: every write replaces the whole file atomically. Opening only reads.
    """

    def __init__(self, path: Path, *, write: bool = True, on_change: Callable[[SaveState], None] | None = None) -> None:
        """Open the file at `path`.

        Raises:
            InUseError: it is to be written, and another window has it.
            StoreError: it cannot be read, or nothing can be written beside it.
            DamagedFileError: it is not an inspection file, or not whole.
        """
        self.path = path
        self._lock: FileLock | None = None
        if write:
            require_file(path)
            self._lock = take_lock(path)
        try:
            self._db = InspectionDB(path, storage=WholeFileStorage)
            self._storage = storage_of(self._db)
            tables = self._storage.read() or read_tables(path)
            self._entries = [
                entry_from_dict(document, f"{path.name}: entry {number}")
                for number, document in tables[ENTRIES].items()
            ]
        except BaseException:
            self._release()
            raise
        self._writer = Writer(self._write, on_change)

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

    @property
    def read_only(self) -> bool:
        """Whether it was opened for reading."""
        return self._lock is None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that were on the disk when it was opened."""
        return tuple(self._entries)

    @property
    def pending(self) -> tuple[Entry, ...]:
        """The entries that are not on the disk yet, in order."""
        return self._writer.pending

    @property
    def state(self) -> SaveState:
        """What the save light shows now."""
        return self._writer.state

    def append(self, entries: Sequence[Entry]) -> None:
        """Queue entries for the disk; returns at once.

        Raises:
            StoreError: the file is open for reading only, or closed.
        """
        if self.read_only:
            raise StoreError(f"{self.path.name} is open for reading only: nothing can be recorded.")
        self._writer.append(entries)

    def retry(self) -> None:
        """Try again to write what is pending."""
        self._writer.retry()

    def flush(self, timeout: float | None = None) -> SaveState:
        """Wait until everything is on the disk or a write has failed; `timeout` in seconds."""
        return self._writer.flush(timeout)

    def redact(self, entries: Iterable[Entry]) -> None:
        """Put blanked entries in the place of those with their ids; on the disk when this returns.

        Raises:
            StoreError: it could not be written; the file is as it was.
        """
        if self.read_only:
            raise StoreError(f"{self.path.name} is open for reading only: nothing can be redacted.")
        if not self.flush().saved:
            raise StoreError("Not redacted: earlier entries are not saved yet.")
        blanked = {entry.id: entry_to_dict(entry) for entry in entries}
        tables = self._storage.read() or {}
        kept = {number: blanked.get(document["id"], document) for number, document in tables[ENTRIES].items()}
        try:
            self._storage.write({**tables, ENTRIES: kept})
        except OSError as error:
            raise StoreError(f"Not redacted: {error.strerror or error}.") from None

    def close(self) -> SaveState:
        """Wait for the queue and let the next window in. What could not be written is still in `pending`."""
        state = self._writer.close()
        self._db.close()
        self._release()
        return state

    def _write(self, entries: Sequence[Entry]) -> None:
        self._db.table(ENTRIES).insert_multiple([entry_to_dict(entry) for entry in entries])

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def write_new(path: Path, entries: Iterable[Entry]) -> None:
    """Write a new inspection file; it is on the disk when this returns.

    Raises:
        StoreError: something is already at `path`, or it cannot be written.
    """
    try:
        if path.exists():
            raise StoreError(f"{path} is already there; it was left as it is.")
        documents = {str(n): entry_to_dict(entry) for n, entry in enumerate(entries, 1)}
        header = {"1": {"format": FORMAT, "written_by": f"fieldwork {__version__}"}}
        WholeFileStorage(path).write({HEADER: header, ENTRIES: documents})
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise StoreError(f"Cannot write {path}: {reason or error}.") from None
