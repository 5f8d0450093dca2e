"""Opening only reads: snapshot, journal and emergency journal are put together in memory, and what is odd is said.

Snapshot and journal know each other (STORAGE rule 3). A journal belongs to the snapshot on the disk when it names its
digest; it is already in it when it names the snapshot before it, or adds nothing. Anything else means that somebody
edited, restored or swapped the file outside fieldwork: then nothing is applied and nothing overwritten.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

from fieldwork.errors import DamagedFileError
from fieldwork.store.copies import in_clear
from fieldwork.store.disk import Stamp, stamp_of
from fieldwork.store.emergency import Found, read_emergency
from fieldwork.store.journal import JournalContents, read_journal
from fieldwork.store.names import counted, journal_path, kept_files
from fieldwork.store.reading import LARGEST, parse_tables, read_bytes
from fieldwork.store.seal import Seal, head_of, inside_of
from fieldwork.store.snapshot import ENTRIES, HEADER, SUM, Header, digest_of, says_digest

Pairing = Literal["none", "applied", "contained", "strange"]
_ATTEMPTS = 4
_PAUSE = 0.05


class Recovered(NamedTuple):
    """An inspection file as it was found, put together in memory."""

    raw: bytes
    """The snapshot, byte for byte."""
    inside: bytes
    """What it says: under a seal the unsealed snapshot, otherwise the same."""
    trusted: bool
    """Whether the snapshot is exactly what fieldwork wrote."""
    header: Header
    digest: str | None
    documents: dict[str, dict[str, Any]]
    """The entries by number: those of the snapshot, then those applied."""
    in_snapshot: int
    """How many of them the snapshot itself holds."""
    pairing: Pairing
    strange: tuple[dict[str, Any], ...]
    """Documents of a journal that does not belong to the snapshot and are not in it."""
    stranger: bool
    """Whether that journal belongs to another inspection."""
    locked: bool
    """Whether that journal is sealed and cannot be read here; then what it holds is not among the documents."""
    rescued: int
    """How many of the documents come from the emergency journal."""
    emergency: Found
    """The emergency journal itself."""
    notices: tuple[str, ...]
    """What the user should know, one sentence or two each."""


def recover(path: Path, seal: Seal | None = None) -> Recovered:
    """The inspection file at `path` with what its journals add. Changes nothing.

    Another window may be replacing both files meanwhile; then they are read again.

    Raises:
        StoreError: it cannot be read.
        SealedError: it is sealed, and `seal` is not its own.
        DamagedFileError: the snapshot or a finished line of the journal is damaged; says where.
    """
    collecting = gc.isenabled()
    gc.disable()  # thousands of small objects that all stay: looking for garbage among them doubles the time
    try:
        for _ in range(_ATTEMPTS - 1):
            before = _stamps(path)
            found = _recover_once(path, seal)
            if _stamps(path) == before:
                return found
            time.sleep(_PAUSE)
        return _recover_once(path, seal)
    finally:
        if collecting:
            gc.enable()


def _stamps(path: Path) -> tuple[Stamp | None, Stamp | None]:
    try:
        return stamp_of(path), stamp_of(journal_path(path))
    except OSError:
        return None, None


class _Snapshot(NamedTuple):
    """The snapshot as it lies on the disk, read: the first of what `Recovered` gives."""

    raw: bytes
    inside: bytes
    digest: str | None
    trusted: bool
    header: Header
    documents: dict[str, dict[str, Any]]

    @property
    def sealed(self) -> bool:
        return self.inside is not self.raw


class _Beside(NamedTuple):
    """What a journal is to the snapshot: `new` is what it adds, `strange` what of it nobody may apply."""

    pairing: Pairing
    new: tuple[dict[str, Any], ...]
    strange: tuple[dict[str, Any], ...]
    stranger: bool
    locked: bool


def _recover_once(path: Path, seal: Seal | None) -> Recovered:
    notices: list[str] = []
    snapshot = _snapshot(path, notices, seal)
    documents = snapshot.documents
    count, inspection = len(documents), inspection_of(documents)
    journal = _journal(path, notices, seal)
    beside = _compared(snapshot, journal, inspection)
    notices += _told_of_end(path, snapshot, journal, beside)
    notices += _told_of_strange(path, beside)
    if not (beside.locked or beside.strange):
        _apply(documents, beside.new)
    notices += _kept_beside(path)
    notices += _clear_beside(path) if snapshot.sealed else ()
    emergency = read_emergency(path, inspection, seal)
    rescued = _rescue(path, documents, emergency, notices)
    return Recovered(
        raw=snapshot.raw,
        inside=snapshot.inside,
        trusted=snapshot.trusted,
        header=snapshot.header,
        digest=snapshot.digest,
        documents=documents,
        in_snapshot=count,
        pairing=beside.pairing,
        strange=beside.strange,
        stranger=beside.stranger,
        locked=beside.locked,
        rescued=rescued,
        emergency=emergency,
        notices=tuple(notices),
    )


def _snapshot(path: Path, notices: list[str], seal: Seal | None) -> _Snapshot:
    raw = read_bytes(path)
    digest = digest_of(raw)
    inside = inside_of(raw, path.name, seal, digest)
    sealed = inside is not raw
    own = digest_of(inside) if sealed else digest
    trusted = says_digest(inside, own)
    tables = parse_tables(inside, path.name, trusted=trusted)
    stated = tables[HEADER]["1"]
    header = head_of(raw, path.name, digest).header if sealed else _header(stated)
    documents = tables[ENTRIES]
    for document in documents.values():
        document.pop(SUM, None)
    if not trusted and (stated["format"] > 1 or own is not None):
        notices.append(
            f"{path.name} was changed outside fieldwork, or damaged, since it was written: what stands in it now is "
            "shown. Its backups are kept; `fieldwork check` says what is wrong with it."
        )
    return _Snapshot(raw, inside, digest, trusted, header, documents)


def _compared(snapshot: _Snapshot, journal: JournalContents | None, inspection: str) -> _Beside:
    """What the journal is to the snapshot of that inspection; changes neither."""
    digest, header = (snapshot.digest, snapshot.header) if snapshot.trusted else (None, None)
    pairing, new = _pair(journal, digest, header, sealed=snapshot.sealed)
    stranger = journal is not None and journal.info.get("inspection", inspection) != inspection
    locked = journal is not None and journal.locked and pairing == "strange" and bool(journal.lines)
    strange: tuple[dict[str, Any], ...] = ()
    if pairing == "strange" and not locked:
        strange = _not_yet(snapshot.documents, new)
        pairing = "strange" if strange else "contained"
    return _Beside(pairing, new, strange, stranger, locked)


def _told_of_end(path: Path, snapshot: _Snapshot, journal: JournalContents | None, beside: _Beside) -> Iterator[str]:
    """That the journal ends in the middle of a save, or is gone."""
    if journal is not None and not journal.ended and beside.pairing != "contained":
        yield (
            f"The journal {journal_path(path).name} ends in the middle of a save ({journal.unfinished} bytes): "
            "fieldwork was stopped before it called that saved, or the end of the journal was lost or damaged since."
        )
    if journal is None and snapshot.header.open and snapshot.trusted and not journal_path(path).exists():
        yield (
            f"{path.name} is without its journal ({journal_path(path).name}): it was copied or moved alone, or the "
            "journal was removed. What was recorded last may be missing here."
        )


def _told_of_strange(path: Path, beside: _Beside) -> Iterator[str]:
    """That what the journal holds was not applied, and why."""
    if beside.locked:
        yield (
            f"The journal beside {path.name} is sealed with another passphrase: what it holds was not applied; with "
            "your next answer it is put aside under a name of its own."
        )
    elif beside.strange and beside.stranger:
        yield (
            f"The journal beside {path.name} belongs to another inspection. What it holds "
            f"({counted(len(beside.strange))}) was not applied; with your next answer it is put aside under a name of "
            "its own."
        )
    elif beside.strange:
        yield (
            f"The journal beside {path.name} belongs to another state of it: the file was edited, restored or replaced "
            f"outside fieldwork. What it adds ({counted(len(beside.strange))}) was not applied; with your next answer "
            "it is kept in a file of its own, to be merged."
        )


def _kept_beside(path: Path) -> Iterator[str]:
    if kept := kept_files(path):
        yield (
            f"Beside {path.name} lies {', '.join(one.name for one in kept)}: entries that could not go into it. Merge "
            "with `fieldwork merge`, then remove what is merged."
        )


def _clear_beside(path: Path) -> Iterator[str]:
    if clear := in_clear(path):
        yield (
            f"{path.name} is sealed, but beside it lies in clear: {', '.join(one.name for one in clear)}. "
            "`fieldwork seal` seals it too."
        )


def _header(document: dict[str, Any]) -> Header:
    upto = document.get("upto", 0)
    return Header(
        document["format"],
        document.get("sha256"),
        document.get("follows"),
        upto if type(upto) is int else 0,
        document.get("open") is True,
    )


def _journal(path: Path, notices: list[str], seal: Seal | None) -> JournalContents | None:
    beside = journal_path(path)
    try:
        if beside.stat().st_size > LARGEST:
            raise DamagedFileError(f"The journal {beside.name} is larger than any that fieldwork writes.")
        raw = beside.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DamagedFileError(f"The journal {beside.name} cannot be read: {error.strerror or error}.") from None
    journal = read_journal(raw, beside.name, seal)
    if journal is None:
        notices.append(f"The journal {beside.name} is empty: what was recorded last may be missing.")
    return journal


def _pair(
    journal: JournalContents | None, digest: str | None, header: Header | None, *, sealed: bool
) -> tuple[Pairing, tuple[dict[str, Any], ...]]:
    if journal is None:
        return "none", ()
    pairing: Pairing = "strange"
    lines = journal.lines
    if digest is not None and journal.snapshot == digest:
        pairing = "applied"
    elif header is not None and journal.snapshot == header.follows:
        pairing, lines = "contained", lines[header.upto :]
    if (journal.locked and lines) or (sealed and not journal.sealed):
        pairing = "strange"  # what nobody can read, or anybody can have written
    return pairing, tuple(document for line in lines for document in line)


def _not_yet(documents: dict[str, dict[str, Any]], new: Iterable[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    known = {document.get("id") for document in documents.values()}
    return tuple(document for document in new if document.get("id") not in known)


def _apply(documents: dict[str, dict[str, Any]], new: Iterable[dict[str, Any]]) -> int:
    new = tuple(new)
    if not new:
        return 0
    largest = max(map(int, documents), default=0)
    added = _not_yet(documents, new)
    documents.update({str(number): document for number, document in enumerate(added, largest + 1)})
    return len(added)


def _rescue(path: Path, documents: dict[str, dict[str, Any]], emergency: Found, notices: list[str]) -> int:
    if emergency.notice:
        notices.append(emergency.notice)
    rescued = _apply(documents, emergency.documents)
    if rescued:
        notices.append(
            f"What could not be written to {path.name} last time ({counted(rescued)}) was kept on this laptop and is "
            "back; it is written with your next answer."
        )
    return rescued


def inspection_of(documents: dict[str, dict[str, Any]]) -> str:
    """The subject of the inspection that the documents belong to; empty where there is none."""
    for document in documents.values():
        subject = document.get("subject")
        if isinstance(subject, str) and subject.startswith("inspection/"):
            return subject
    return ""
