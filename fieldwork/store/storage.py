"""TinyDB's Storage and Table, made so that the file cannot be torn and nothing in it can be changed or removed.

The storage keeps a snapshot (the inspection file) and a journal beside it. Stock TinyDB opens the snapshot: it is
TinyDB's own layout. Memory changes only after the disk did.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from tinydb import Storage, TinyDB
from tinydb.table import Document, Table

from fieldwork.errors import StoreError
from fieldwork.store.backups import backups, take_backup
from fieldwork.store.disk import DISK, Disk, replace_durably
from fieldwork.store.journal import Journal
from fieldwork.store.names import journal_path, kept_files, kept_path
from fieldwork.store.reading import Tables, read_bytes, read_tables
from fieldwork.store.recovery import Recovered, recover
from fieldwork.store.snapshot import (
    ENTRIES,
    HEADER,
    SUM,
    digest_of,
    document_line,
    lines_of,
    snapshot_bytes,
)

LARGEST_JOURNAL = 4 * 1024 * 1024
"""Bytes; beyond this the journal is folded into a new snapshot."""
_QUIET_JOURNAL = 64 * 1024

Stamp = tuple[int, int, int]


class InspectionStorage(Storage):
    """A TinyDB Storage of one table that grows: a snapshot, replaced atomically, and a journal of what came since.

    Opening reads. The first addition of a sitting takes a backup, writes a snapshot and begins a journal; each addition
    is one line of the journal, flushed. After any failed write the journal is left alone and the next addition begins
    anew with a snapshot: a flush is never tried again on the same file.
    """

    def __init__(self, path: Path, disk: Disk = DISK) -> None:
        self.path = path
        self.notices: list[str] = []
        self._disk = disk
        self._tables: Tables | None = None
        self._found: Recovered | None = None
        self._lines: list[bytes] = []
        self._digest: str | None = None
        self._stamp: Stamp | None = None
        self._journal: Journal | None = None
        self._upto = 0
        self._backed_up = False

    # -- reading -------------------------------------------------------------------------------------------------

    def read(self) -> Tables:
        """The tables; read from the disk the first time only."""
        if self._tables is None:
            self._stamp = self._stamp_on_disk()
            found = self._found = recover(self.path)
            self._digest = found.digest if found.trusted else None
            self.notices.extend(found.notices)
            self._tables = {HEADER: {"1": {"format": found.header.format}}, ENTRIES: found.documents}
        return self._tables

    @property
    def _documents(self) -> dict[str, dict[str, Any]]:
        return self.read()[ENTRIES]

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> NoReturn:  # noqa: ARG002 (TinyDB's name)
        """Refused: entries are only ever added, with `add`."""
        raise StoreError("Entries are only ever added: an inspection's tables cannot be written over.")

    # -- adding --------------------------------------------------------------------------------------------------

    def add(self, documents: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
        """Add numbered documents to the entries; they are on the disk when this returns.

        Raises:
            OSError: it did not work; neither the table nor a finished line of the journal has them.
        """
        new = {str(number): dict(document) for number, document in documents}
        lines = [document_line(int(number), document) for number, document in new.items()]
        try:
            journal = self._ready_journal()
            journal.append(list(new.values()))
        except BaseException:
            self._abandon_journal()
            raise
        self._documents.update(new)
        self._lines.extend(lines)
        if journal.size > LARGEST_JOURNAL:
            self.fold()

    def _ready_journal(self) -> Journal:
        if self._journal is not None and self._is_ours():
            return self._journal
        self.read()
        if self._journal is None:
            self._begin()
        else:
            self._abandon_journal()
        if not self._is_ours():
            self._move_beside()
        return self._write_snapshot(is_open=True)

    def _begin(self) -> None:
        """The first change of a sitting: lines ready, backup taken, what could not be applied put aside."""
        found = self._found
        if found is None:
            return
        if found.trusted and len(found.documents) == found.in_snapshot:
            self._lines = lines_of(found.raw)
        else:
            self._lines = [document_line(int(n), document) for n, document in found.documents.items()]
        if not self._backed_up:
            take_backup(self._disk, self.path, self._backup_contents(found))
            self._backed_up = True
        if found.strange:
            self._keep_aside(found)
        self._upto = 0
        self._found = None

    def _backup_contents(self, found: Recovered) -> bytes:
        if found.pairing in ("applied", "contained") and len(found.documents) > found.in_snapshot:
            return snapshot_bytes(self._lines, follows=None, upto=0, is_open=False)[0]
        return found.raw

    def _keep_aside(self, found: Recovered) -> None:
        number = max(map(int, found.documents), default=0)
        more = [document_line(n, document) for n, document in enumerate(found.strange, number + 1)]
        target = kept_path(self.path)
        contents, _ = snapshot_bytes([*self._lines, *more], follows=None, upto=0, is_open=False)
        replace_durably(self._disk, target, [contents])
        self.notices.append(
            f"{len(found.strange)} entries that were not in {self.path.name} are kept in {target.name}."
        )

    # -- snapshots -----------------------------------------------------------------------------------------------

    def _write_snapshot(self, *, is_open: bool) -> Journal:
        contents, digest = snapshot_bytes(self._lines, follows=self._digest, upto=self._upto, is_open=is_open)
        self._replace(contents, digest)
        self._journal = Journal(self._disk, journal_path(self.path), digest)
        return self._journal

    def _replace(self, contents: bytes, digest: str) -> None:
        try:
            replace_durably(self._disk, self.path, [contents])
        finally:
            # even where only flushing the folder failed, what stands there now is ours
            with contextlib.suppress(OSError, StoreError):
                if self._stamp_on_disk() != self._stamp and digest_of(read_bytes(self.path)) == digest:
                    self._remember(digest)
        self._remember(digest)

    def _remember(self, digest: str) -> None:
        self._digest = digest
        self._stamp = self._stamp_on_disk()
        self._upto = 0

    def _abandon_journal(self) -> None:
        if self._journal is not None:
            self._upto = self._journal.sequence
            with contextlib.suppress(OSError):
                self._journal.close()
            self._journal = None

    def fold(self) -> bool:
        """Fold the journal into a new snapshot; gives whether that worked. Nothing is lost if not."""
        journal = self._journal
        if journal is None or journal.sequence == 0:
            return False
        self._abandon_journal()
        try:
            if self._is_ours():
                self._write_snapshot(is_open=True)
        except OSError:
            self._abandon_journal()
            return False
        return self._journal is not None

    @property
    def worth_folding(self) -> bool:
        """Whether the journal has grown enough for a quiet moment."""
        return self._journal is not None and self._journal.size > _QUIET_JOURNAL

    def finish(self) -> None:
        """On closing: a snapshot of everything, and no journal beside it. Where that fails the journal stays."""
        if self._journal is None:
            return
        self._abandon_journal()
        try:
            if self._is_ours():
                contents, digest = snapshot_bytes(self._lines, follows=self._digest, upto=self._upto, is_open=False)
                self._replace(contents, digest)
                self._disk.remove(journal_path(self.path))
        except OSError:
            return

    # -- redaction -----------------------------------------------------------------------------------------------

    def rewrite(self, blanked: Mapping[str, Mapping[str, Any]]) -> None:
        """Put blanked documents (by entry id) in the place of those with their ids: here, in backups and kept copies.

        Raises:
            OSError: the inspection file could not be written; it is as it was.
            StoreError: a copy could not be rewritten; says which. The inspection file is done.
        """
        self._ready_journal()
        documents = {n: dict(blanked.get(d.get("id", ""), d)) for n, d in self._documents.items()}
        lines = [document_line(int(number), document) for number, document in documents.items()]
        old, self._lines = self._lines, lines
        self._abandon_journal()
        try:
            self._write_snapshot(is_open=True)
        except BaseException:
            self._lines = old
            self._abandon_journal()
            raise
        self._documents.clear()
        self._documents.update(documents)
        self._redact_copies(blanked)

    def _redact_copies(self, blanked: Mapping[str, Mapping[str, Any]]) -> None:
        """Redact in every copy; one that cannot be done does not keep the others from it."""
        failed: list[str] = []
        for copy in (*(backup.path for backup in backups(self.path)), *kept_files(self.path)):
            try:
                documents = read_tables(copy)[ENTRIES]
                for number, document in documents.items():
                    document.pop(SUM, None)
                    documents[number] = dict(blanked.get(document.get("id", ""), document))
                lines = [document_line(int(number), document) for number, document in documents.items()]
                replace_durably(self._disk, copy, [snapshot_bytes(lines, follows=None, upto=0, is_open=False)[0]])
            except (OSError, StoreError) as error:
                failed.append(f"{copy} ({str(error).rstrip('.')})")
        if failed:
            raise StoreError(
                f"Redacted in {self.path.name}, but not in {' and '.join(failed)}: remove what was named by hand."
            )

    # -- whose file it is ----------------------------------------------------------------------------------------

    def _is_ours(self) -> bool:
        """Whether the file on the disk is the one last read or written. A file that is gone may be written again."""
        there = self._stamp_on_disk()
        if there is None or there == self._stamp:
            return True
        try:
            raw = read_bytes(self.path)
        except StoreError:
            return False
        if self._digest is not None and digest_of(raw) == self._digest:
            self._stamp = there
            return True
        return False

    def _move_beside(self) -> None:
        """Somebody else has changed the file: leave it as it is and go on in a file of our own beside it."""
        old = self.path
        self.path = kept_path(old)
        self._digest, self._stamp, self._upto = None, None, 0
        self.notices.append(
            f"Another program has changed {old.name} since it was opened; it was left as it is. What you have is saved "
            f"in {self.path.name}, beside it: merge the two with `fieldwork merge`."
        )

    def _stamp_on_disk(self) -> Stamp | None:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns


class EntriesTable(Table):
    """The table of entries: inserts and reads as in TinyDB, everything else refused.

    Raises:
        StoreError: from every call that would change or remove a document.
    """

    # the largest number among `_counted` documents: finding it anew for every answer would cost a millisecond
    _newest = 0
    _counted = 0

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Insert documents and give their ids; all are on the disk when this returns, or none.

        Where numbered documents stand among others, stock TinyDB can overwrite; here no number is given twice.
        """
        storage: Any = self._storage
        known = storage.read()[ENTRIES]
        newest = self._newest if len(known) == self._counted else max(map(int, known), default=0)
        numbered: dict[int, Mapping[str, Any]] = {}
        for document in documents:
            if not isinstance(document, Mapping):
                raise ValueError("Document is not a Mapping")  # noqa: TRY004 (what TinyDB raises)
            number = document.doc_id if isinstance(document, Document) else newest + 1
            if str(number) in known or number in numbered:
                raise ValueError(f"Document with ID {number} already exists")
            newest = max(newest, number)
            numbered[number] = document
        if numbered:
            storage.add(numbered.items())
            self.clear_cache()
            self._newest, self._counted = newest, len(known)
        return list(numbered)

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert one document and give its id."""
        return self.insert_multiple([document])[0]

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> NoReturn:  # noqa: ARG002 (TinyDB hands it over)
        raise StoreError("Entries are only ever added: the table of entries allows inserts and reads.")


class InspectionDB(TinyDB):
    """The TinyDB database of an inspection file: one table, which only grows; dropping it is refused."""

    table_class = EntriesTable
    default_table_name = ENTRIES

    def drop_tables(self) -> NoReturn:
        """Refused."""
        raise StoreError("Entries are only ever added: an inspection's tables cannot be dropped.")

    def drop_table(self, name: str) -> NoReturn:
        """Refused."""
        raise StoreError(f"Entries are only ever added: the table {name} cannot be dropped.")


def storage_of(db: InspectionDB) -> InspectionStorage:
    """The storage under an inspection's database."""
    storage = db.storage
    if not isinstance(storage, InspectionStorage):
        raise StoreError("An inspection's database stands on an InspectionStorage.")
    return storage
