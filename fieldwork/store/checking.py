"""What is wrong with an inspection file, in plain words: the file itself, its journals, its backups. Only reads.

Whether what the entries *say* fits together (programme, cases, figures) is asked elsewhere; here it is whether they
are the entries that were written, all of them, once each.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from fieldwork.errors import DamagedFileError, StoreError
from fieldwork.record.entry import Entry
from fieldwork.store.backups import backups
from fieldwork.store.copies import in_clear
from fieldwork.store.journal import END, JournalContents, read_journal
from fieldwork.store.names import emergency_path, journal_path, kept_files
from fieldwork.store.proving import Piece, Pieces, is_old_format, pieces_of
from fieldwork.store.reading import parse_tables, read_bytes, require_file
from fieldwork.store.recovery import inspection_of
from fieldwork.store.seal import Seal, head_of, is_sealed
from fieldwork.store.snapshot import HEADER, digest_fits, digest_of
from fieldwork.text import clip, counted, shown

_ATTEMPTS = 4
_PAUSE = 0.05
_LONGEST = 80
_HEAD_BYTES = 400


class FileCheck(NamedTuple):
    """What was found."""

    problems: tuple[str, ...]
    """What is wrong; a sentence each, safe for a terminal. None: the file is as it was written."""
    remarks: tuple[str, ...]
    """What is worth knowing and harms nothing."""


def check_file(path: Path, seal: Seal | None = None) -> FileCheck:
    """Check the inspection file at `path` with all that stands beside it.

    Of a sealed file without its seal only the checksums are checked, which need no key. Another window may be writing
    meanwhile: what only seems wrong is looked at again.

    Raises:
        StoreError: there is no such file, it cannot be read, or a newer fieldwork wrote it.
    """
    for attempt in range(_ATTEMPTS):
        found = _check_once(path, seal)
        if not found.problems or attempt == _ATTEMPTS - 1:
            break
        time.sleep(_PAUSE)
    return FileCheck(tuple(shown(one) for one in found.problems), tuple(shown(one) for one in found.remarks))


def _check_once(path: Path, seal: Seal | None) -> FileCheck:
    try:
        raw = read_bytes(path)
        inside = _inside(raw, path.name, seal)
    except DamagedFileError as error:
        return FileCheck((str(error),), tuple(_backups(path)))
    if inside is None:
        return _unopened(path)
    pieces = pieces_of(inside, path.name)
    problems = list(_contents(inside, path.name))
    problems += _entries(pieces)
    entries = [entry for piece in pieces.found if (entry := piece.entry or piece.claimed) is not None]
    problems += tangles(entries)
    remarks = list(_age(inside))
    # what a repair could not save is no fault of the repaired file, but worth knowing
    (remarks if digest_fits(inside) else problems).extend(dangling(entries))
    for wrong, worth_knowing in (_journal(path, raw, entries, seal), _emergency(path, entries, seal)):
        problems += wrong
        remarks += worth_knowing
    if is_sealed(raw):
        problems += _clear_beside(path)
    remarks += _backups(path)
    if kept := kept_files(path):
        remarks.append(f"Kept beside it, to be merged: {', '.join(one.name for one in kept)}.")
    return FileCheck(tuple(problems), tuple(remarks))


def _inside(raw: bytes, name: str, seal: Seal | None) -> bytes | None:
    """What the file says; None where it is sealed and there is no seal to open it with."""
    if not is_sealed(raw):
        return raw
    head_of(raw, name)
    return None if seal is None else seal.inside(raw, name)


def _unopened(path: Path) -> FileCheck:
    """What can be said of a sealed file without its key: its checksums fit, those of its journal do or do not."""
    remarks = [f"{path.name} is sealed, and its checksums fit; what stands in it was not looked at."]
    beside = journal_path(path)
    problems = list(_clear_beside(path))
    try:
        contents = read_beside(beside)
        journal = read_journal(contents, beside.name) if contents is not None else None
    except DamagedFileError as error:
        return FileCheck((str(error), *problems), (*remarks, *_backups(path)))
    if journal is not None:
        remarks += _with_end(FileCheck((), ()), contents or b"", journal, beside.name).remarks
    return FileCheck(tuple(problems), (*remarks, *_backups(path)))


def _clear_beside(path: Path) -> Iterator[str]:
    if clear := in_clear(path):
        yield f"It is sealed, but in clear lies beside it: {', '.join(one.name for one in clear)}."


# -- the file ----------------------------------------------------------------------------------------------------


def _contents(raw: bytes, name: str) -> Iterator[str]:
    """Whether the file as a whole is what was written."""
    named = digest_of(raw) is not None
    try:
        version = parse_tables(raw, name)[HEADER]["1"]["format"]
    except DamagedFileError as error:
        yield str(error)
        return
    except StoreError:
        if not named or digest_fits(raw):
            raise
        yield f"{name} claims to be of a newer format, and its digest does not fit."
        return
    if (named or version > 1) and not digest_fits(raw):
        yield f"{name} was changed outside fieldwork, or damaged: its digest does not fit its contents."


def _age(raw: bytes) -> Iterator[str]:
    if is_old_format(raw):
        yield "It is of the older format 1, in which damage shows less surely; with the next answer it is upgraded."


def _entries(pieces: Pieces) -> Iterator[str]:
    for piece in pieces.found:
        if piece.entry is None:
            yield f"{_capital(piece.place)}: {piece.wrong}{about(piece.legible)}."
    if pieces.cut_off:
        yield "The end of the file is missing."
    places: dict[str, Piece] = {}
    for piece in pieces.found:
        entry = piece.entry or piece.claimed
        if entry is None:
            continue
        first = places.setdefault(entry.id, piece)
        if first is not piece:
            yield f"{_capital(piece.place)}: the entry {_clipped(entry.id)} is there already ({first.place})."


def about(legible: Mapping[str, str]) -> str:
    """What can be read of a damaged entry, in brackets: of what, by whom, when. Never what it says."""
    parts = [" ".join(_clipped(legible[key]) for key in ("subject", "field") if key in legible)]
    parts += [f"by {_clipped(legible['by'])}"] if "by" in legible else []
    parts += [_clipped(legible["at"])] if "at" in legible else []
    told = ", ".join(part for part in parts if part)
    return f" ({told})" if told else ""


def _clipped(text: str) -> str:
    return clip(shown(text), _LONGEST)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# -- entries among each other ------------------------------------------------------------------------------------


def dangling(entries: Sequence[Entry]) -> Iterator[str]:
    """What entries name that is not there."""
    there = {entry.id for entry in entries}
    acts = {entry.act for entry in entries}
    for entry in entries:
        for other in entry.after:
            if other not in there:
                yield f"Entry {_clipped(entry.id)} replaces entry {_clipped(other)}, which is not there."
        if entry.undoes is not None and entry.undoes not in acts:
            yield f"Entry {_clipped(entry.id)} undoes act {_clipped(entry.undoes)}, which is not there."


def tangles(entries: Sequence[Entry]) -> Iterator[str]:
    """What entries replace that is of another field, and what goes round in a circle."""
    there = {entry.id: entry for entry in entries}
    for entry in entries:
        for other in entry.after:
            old = there.get(other, entry)
            if (old.subject, old.field) != (entry.subject, entry.field):
                yield f"Entry {_clipped(entry.id)} replaces entry {_clipped(other)}, which is of something else."
    if circle := _in_circles(there):
        yield f"Entries replace each other in a circle: {', '.join(_clipped(one) for one in sorted(circle)[:5])}."


def _in_circles(there: Mapping[str, Entry]) -> set[str]:
    """The entries that are left when what is replaced by nobody is taken away again and again."""
    replaced_by: dict[str, int] = dict.fromkeys(there, 0)
    for entry in there.values():
        for other in {one for one in entry.after if one in there}:
            replaced_by[other] += 1
    free = [one for one, count in replaced_by.items() if not count]
    while free:
        entry = there[free.pop()]
        del replaced_by[entry.id]
        for other in {one for one in entry.after if one in replaced_by}:
            replaced_by[other] -= 1
            if not replaced_by[other]:
                free.append(other)
    return set(replaced_by)


# -- what stands beside it ---------------------------------------------------------------------------------------


def read_beside(path: Path) -> bytes | None:
    """The bytes of a file that need not be there; None where it is not.

    Raises:
        DamagedFileError: it is there and cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DamagedFileError(f"{path.name} cannot be read: {error.strerror or error}.") from None


def _journal(path: Path, raw: bytes, entries: list[Entry], seal: Seal | None) -> FileCheck:
    beside = journal_path(path)
    try:
        contents = read_beside(beside)
        journal = read_journal(contents, beside.name, seal) if contents is not None else None
    except DamagedFileError as error:
        return FileCheck((str(error),), ())
    if journal is not None:
        return _with_end(_pairing(path, raw, journal, entries), contents or b"", journal, beside.name)
    if contents is not None:
        return FileCheck((f"The journal {beside.name} is empty: what was recorded last may be missing.",), ())
    if b'"open":true' in raw[:_HEAD_BYTES] and digest_fits(raw):
        what = f"{path.name} is without its journal ({beside.name}): it was copied or moved alone, or the journal was "
        return FileCheck((f"{what}removed. What was recorded last may be missing.",), ())
    return FileCheck((), ())


def _with_end(found: FileCheck, contents: bytes, journal: JournalContents, name: str) -> FileCheck:
    """Findings with what the end of the journal says."""
    if journal.ended:
        return found
    if contents.endswith(b"\n" + END):
        return FileCheck(
            (*found.problems, f"{name}: the last line is damaged; what it held is not shown."), found.remarks
        )
    remark = (
        f"{name} ends in the middle of a save: fieldwork was stopped before it called that saved, or the end of the "
        "journal was lost since."
    )
    return FileCheck(found.problems, (remark, *found.remarks))


def _pairing(path: Path, raw: bytes, journal: JournalContents, entries: list[Entry]) -> FileCheck:
    name = journal_path(path).name
    remarks: list[str] = []
    documents = [document for line in journal.lines for document in line]
    if journal.locked:
        return FileCheck((f"The journal {name} is sealed with another passphrase: it cannot be read here.",), ())
    if not (belongs(raw, journal) and digest_fits(raw) and journal.sealed == is_sealed(raw)):
        more = _not_in(entries, documents)
        wrong = f"The journal {name} belongs to another state of {path.name}; {more:,} entries are only in it."
        return FileCheck((wrong,), tuple(remarks))
    if documents:
        remarks.append(f"The journal {name} holds {len(documents):,} entries of the last sitting; they count.")
    return FileCheck((), tuple(remarks))


def _not_in(entries: Iterable[Entry], documents: Iterable[Mapping[str, object]]) -> int:
    known = {entry.id for entry in entries}
    return sum(document.get("id") not in known for document in documents)


def belongs(raw: bytes, journal: JournalContents) -> bool:
    """Whether a journal names this state of the file or the one before it, by what the head of the file claims."""
    head = raw[:_HEAD_BYTES]
    return any(
        b'"%b":"%b"' % (key, journal.snapshot.encode("utf-8", "replace")) in head for key in (b"sha256", b"follows")
    )


def _emergency(path: Path, entries: list[Entry], seal: Seal | None) -> FileCheck:
    kept = emergency_path(path)
    try:
        contents = read_beside(kept)
        journal = read_journal(contents, kept.name, seal) if contents is not None else None
    except DamagedFileError as error:
        return FileCheck((f"The emergency journal {kept} is damaged: {error}",), ())
    if journal is None or journal.info.get("inspection") != inspection_of_entries(entries):
        return FileCheck((), ())
    return _with_end(_waiting(journal, entries, kept), contents or b"", journal, f"The emergency journal {kept}")


def _waiting(journal: JournalContents, entries: list[Entry], kept: Path) -> FileCheck:
    waiting = _not_in(entries, (document for line in journal.lines for document in line))
    where = f"{waiting:,} entries that could not be written wait in {kept}; they come back when the file is opened."
    return FileCheck((), (where,) if waiting else ())


def inspection_of_entries(entries: Iterable[Entry]) -> str:
    """The subject of the inspection that entries belong to; empty where none says it."""
    return inspection_of({str(number): {"subject": entry.subject} for number, entry in enumerate(entries)})


def _backups(path: Path) -> Iterator[str]:
    found = backups(path)
    if not found:
        yield "There are no backups."
        return
    damaged = [one.path.name for one in found if not _is_whole(one.path)]
    whole = f"; not whole: {', '.join(damaged)}" if damaged else ""
    yield f"{counted(len(found), 'backup')}, the newest of {found[0].taken:%d %b %Y %H:%M}{whole}."


def _is_whole(path: Path) -> bool:
    try:
        require_file(path)
        raw = read_bytes(path)
        return digest_fits(raw) or (is_old_format(raw) and bool(parse_tables(raw, path.name)))
    except StoreError:
        return False
