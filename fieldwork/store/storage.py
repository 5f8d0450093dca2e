"""TinyDB's Storage, made so that the file cannot be torn.

The storage keeps a snapshot (the inspection file) and a journal beside it. Stock TinyDB opens the snapshot: it is
TinyDB's own layout. Memory changes only after the disk did.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from tinydb import Storage

from fieldwork.errors import PartlyRedactedError, PartlySealedError, StoreError
from fieldwork.store.backups import take_backup
from fieldwork.store.copies import copies_of, in_clear
from fieldwork.store.disk import DISK, Disk, Stamp, replace_durably, stamp_of
from fieldwork.store.emergency import Found
from fieldwork.store.journal import Journal
from fieldwork.store.names import counted, journal_path, kept_path, leftovers
from fieldwork.store.reading import Tables, read_bytes
from fieldwork.store.recovery import Recovered, inspection_of, recover
from fieldwork.store.rewriting import blank_copy, each_copy, reseal_copy
from fieldwork.store.seal import Seal, file_bytes, head_of, is_sealed
from fieldwork.store.snapshot import (
    ENTRIES,
    HEADER,
    digest_of,
    document_line,
    document_text,
    line_of,
    lines_of,
)

LARGEST_JOURNAL = 4 * 1024 * 1024
"""Bytes; beyond this the journal is folded into a new snapshot."""
_QUIET_JOURNAL = 64 * 1024


class InspectionStorage(Storage):
    """A TinyDB Storage of one table that grows: a snapshot, replaced atomically, and a journal of what came since.

    Opening reads. The first addition of a sitting takes a backup, writes a snapshot and begins a journal; each addition
    is one line of the journal, flushed. After any failed write the journal is left alone and the next addition begins
    anew with a snapshot: a flush is never tried again on the same file. It is for one thread at a time.
    """

    def __init__(self, path: Path, disk: Disk = DISK, seal: Seal | None = None) -> None:
        self.path = path
        self.seal = seal
        self.notices: list[str] = []
        self.emergency = Found()
        self._opened = path
        self._inspection = ""
        self._fold_above = LARGEST_JOURNAL
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
            self._stamp = stamp_of(self.path)
            found = self._found = recover(self.path, self.seal)
            if self.seal is not None:
                raw, name = found.raw, self.path.name
                self.seal = self.seal.adopting(head_of(raw, name, found.digest).slots) if is_sealed(raw) else None
            self.emergency = found.emergency
            self._inspection = inspection_of(found.documents)
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
        texts = {number: document_text(document) for number, document in new.items()}
        try:
            journal = self._ready_journal()
            journal.append(list(texts.values()))
        except BaseException:
            self._abandon_journal()
            raise
        self._documents.update(new)
        self._lines.extend(line_of(int(number), text) for number, text in texts.items())
        if journal.size > self._fold_above:
            self.fold()

    def _ready_journal(self) -> Journal:
        old = self._journal
        if old is not None and self._undisturbed(old):
            return old
        self.read()
        self._begin()
        self._abandon_journal()
        if self._is_ours():
            return self._write_snapshot()
        self._move_beside()
        journal = self._write_snapshot()
        self._remove_left(old)
        return journal

    def _undisturbed(self, journal: Journal) -> bool:
        """Whether file and journal are there and are the ones last written."""
        there = stamp_of(self.path)
        return there is not None and journal.in_place and (there == self._stamp or self._is_ours())

    def _begin(self, *, backup: bool = True) -> None:
        """The first change of a sitting: lines ready, backup taken, what could not be applied put aside."""
        found = self._found
        if found is None:
            return
        self._sweep()
        if found.trusted and len(found.documents) == found.in_snapshot:
            self._lines = lines_of(found.inside)
        else:
            self._lines = [document_line(int(n), document) for n, document in found.documents.items()]
        if backup and not self._backed_up:
            take_backup(self._disk, self.path, self._backup_contents(found))
            self._backed_up = True
        if found.locked or (found.strange and found.stranger):
            self._put_journal_aside(found)
        elif found.strange:
            self._keep_aside(found)
        self._upto = 0
        self._found = None

    def _sweep(self) -> None:
        """Remove what a crash left half written: nothing in it was ever called saved."""
        for left in leftovers(self.path):
            with contextlib.suppress(OSError):
                self._disk.remove(left)

    def _put_journal_aside(self, found: Recovered) -> None:
        target = journal_path(kept_path(self.path))
        self._disk.replace(journal_path(self.path), target)
        what = "that cannot be read here" if found.locked else "of another inspection"
        self.notices.append(f"The journal {what} is kept in {target.name}.")

    def _backup_contents(self, found: Recovered) -> bytes:
        if found.trusted and len(found.documents) > found.in_snapshot:
            return file_bytes(self._lines, self.seal)[0]
        return found.raw

    def _keep_aside(self, found: Recovered) -> None:
        number = max(map(int, found.documents), default=0)
        more = [document_line(n, document) for n, document in enumerate(found.strange, number + 1)]
        target = kept_path(self.path)
        contents, _ = file_bytes([*self._lines, *more], self.seal)
        replace_durably(self._disk, target, [contents])
        self.notices.append(
            f"What was not in {self.path.name} ({counted(len(found.strange))}) is kept in {target.name}."
        )

    # -- snapshots -----------------------------------------------------------------------------------------------

    def _write_snapshot(self) -> Journal:
        """A snapshot of everything, and only when it is on the disk a fresh journal for it.

        Where there is no journal yet, it is begun first: an open snapshot without one has been copied without it.
        """
        contents, digest = file_bytes(self._lines, self.seal, follows=self._digest, upto=self._upto, is_open=True)
        fresh = None if journal_path(self.path).exists() else self._new_journal(digest)
        try:
            self._replace(contents, digest)
        except BaseException:
            if fresh is not None:
                fresh.close()
            raise
        self._journal = fresh or self._new_journal(digest)
        self._fold_above = LARGEST_JOURNAL
        return self._journal

    def _new_journal(self, digest: str) -> Journal:
        return Journal(self._disk, journal_path(self.path), digest, seal=self.seal, inspection=self._inspection)

    def _replace(self, contents: bytes, digest: str) -> None:
        try:
            stamp = replace_durably(self._disk, self.path, [contents])
        except BaseException:
            # where only flushing the folder failed, what stands there now is ours
            with contextlib.suppress(OSError, StoreError):
                stamp = stamp_of(self.path)
                if stamp != self._stamp and digest_of(read_bytes(self.path)) == digest:
                    self._remember(digest, stamp)
            raise
        self._remember(digest, stamp)

    def _remember(self, digest: str, stamp: Stamp | None) -> None:
        """The snapshot of this digest has taken the place of the old one, which the journal went with."""
        self._abandon_journal()
        self._digest, self._stamp, self._upto = digest, stamp, 0

    def _abandon_journal(self) -> None:
        if self._journal is not None:
            self._upto = self._journal.sequence
            with contextlib.suppress(OSError):
                self._journal.close()
            self._journal = None

    def _remove_left(self, journal: Journal | None) -> None:
        """Take away a journal of ours of which all is elsewhere now."""
        if journal is not None and journal.in_place:
            with contextlib.suppress(OSError):
                self._disk.remove(journal.path)

    def fold(self) -> bool:
        """Fold the journal into a new snapshot; gives whether that worked. If not, the journal goes on if it can."""
        journal = self._journal
        if journal is None or journal.sequence == 0:
            return False
        self._upto = journal.sequence
        try:
            if self._is_ours():  # if not, the next addition finds out
                self._write_snapshot()
                return True
        except OSError:
            self._fold_above = journal.size + LARGEST_JOURNAL
        return False

    @property
    def worth_folding(self) -> bool:
        """Whether the journal has grown enough for a quiet moment."""
        return self._journal is not None and self._journal.size > _QUIET_JOURNAL

    def finish(self) -> None:
        """On closing: a snapshot of everything, and no journal beside it. Where that fails the journal stays."""
        journal = self._journal
        if journal is None:
            return
        self._abandon_journal()
        try:
            if not self._is_ours():
                self._move_beside()
            contents, digest = file_bytes(self._lines, self.seal, follows=self._digest, upto=self._upto)
            self._replace(contents, digest)
            self._remove_left(journal)
            self._disk.sync_folder(journal.path.parent)
        except OSError:
            return

    def forget(self) -> None:
        """Drop the key and everything that was read; for who has closed it."""
        if self.seal is not None:
            self.seal.forget()
        self._tables, self._found, self._lines, self.emergency = None, None, [], Found()

    # -- redaction -----------------------------------------------------------------------------------------------

    def rewrite(self, blanked: Mapping[str, Mapping[str, Any]]) -> None:
        """Put blanked documents (by entry id) in the place of those with their ids: here, in backups and kept copies.

        Raises:
            OSError: the inspection file could not be written; it is as it was.
            PartlyRedactedError: a copy could not be rewritten; says which. The inspection file is done.
        """
        self._ready_journal()
        documents = {n: dict(blanked.get(d.get("id", ""), d)) for n, d in self._documents.items()}
        lines = [document_line(int(number), document) for number, document in documents.items()]
        old, self._lines, before = self._lines, lines, self._digest
        self._abandon_journal()
        try:
            self._write_snapshot()
        except BaseException:
            if self._digest == before:  # otherwise it is done, and only the fresh journal is wanting
                self._lines = old
                raise
        self._documents.clear()
        self._documents.update(documents)
        self.redact_copies()

    @property
    def copies(self) -> tuple[Path, ...]:
        """The backups of the file, and the files that keep what could not go into it."""
        found = (copy for path in (self._opened, self.path) for copy in copies_of(path))
        return tuple(dict.fromkeys(copy for copy in found if copy != self.path))

    def redact_copies(self) -> int:
        """Blank in every copy what is redacted in the file, this time or before; gives how many held such a thing.

        Raises:
            PartlyRedactedError: a copy could not be rewritten; says which. It did not keep the others from it.
        """
        self.read()
        blanked = {str(one["id"]): one for one in self._documents.values() if "redacted" in one}
        reached: list[bool] = []
        failed = each_copy(self.copies, lambda copy: reached.append(blank_copy(self._disk, copy, self.seal, blanked)))
        if failed:
            raise PartlyRedactedError(
                f"Redacted in {self.path.name}, but not in {' and '.join(_named(failed))}: "
                "remove what was named by hand."
            )
        return sum(reached)

    # -- sealing -------------------------------------------------------------------------------------------------

    def reseal(self, seal: Seal | None) -> None:
        """Put the file, its journal, its backups and kept copies under another seal, or none. Says nothing new.

        The file itself is first; the journal and copies follow. Done again, it reaches what a crash left.

        Raises:
            OSError: the inspection file could not be written; it is as it was.
            StoreError: another program has changed it; it was left as it is.
            PartlySealedError: a copy could not be reached; says which. The inspection file is done.
        """
        self.read()
        if not self._is_ours():
            raise StoreError(f"Another program has changed {self.path.name} since it was opened: nothing was sealed.")
        if self.seal is not None and (seal is None or seal.key_id != self.seal.key_id):
            self._ready_journal()  # what is in it is in the snapshot then: whoever has not the key need not read it
        old, before = self.seal, self._digest
        self.seal = seal
        try:
            self._begin(backup=False)
            self._abandon_journal()
            self._write_snapshot()
        except BaseException:
            if self._digest == before:  # otherwise it is done, and only the fresh journal is wanting
                self.seal = old
                raise
        self._reseal_copies(old)

    def _reseal_copies(self, old: Seal | None) -> None:
        """Seal every copy; one that cannot be done does not keep the others from it."""
        self._sweep()
        failed = each_copy(self.copies, lambda copy: reseal_copy(self._disk, copy, old, self.seal))
        if not self._backed_up:  # what the first change of a sitting asks for; in clear it had no business here
            with contextlib.suppress(OSError):  # nothing in the file was changed
                take_backup(self._disk, self.path, file_bytes(self._lines, self.seal)[0])
            self._backed_up = True
        if self.seal is not None:
            failed = dict.fromkeys(in_clear(self._opened), "") | failed
        if failed:
            names = " and ".join(_named(failed))
            raise PartlySealedError(f"{self.path.name} is done, but not {names}: remove by hand what was named.")

    # -- whose file it is ----------------------------------------------------------------------------------------

    def _is_ours(self) -> bool:
        """Whether the file on the disk is the one last read or written. A file that is gone may be written again."""
        there = stamp_of(self.path)
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


def _named(failed: Mapping[Path, str]) -> list[str]:
    """The copies that could not be reached, each with why where that is known."""
    return [f"{path} ({why})" if why else str(path) for path, why in failed.items()]
