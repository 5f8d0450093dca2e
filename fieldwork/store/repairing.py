"""Repair: every entry that can be proven whole goes into a new file; the damaged one stays as it is.

Entries are proven by their sums, in the file, its journal, the emergency journal and the backups. Nothing is guessed:
an entry whose sum does not fit is listed as lost, unless a backup or a journal holds it whole. Backups from before the
last restoring are left alone: they hold what somebody went back from.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from fieldwork.errors import DamagedFileError, FieldworkError, SealedError, StoreError
from fieldwork.record.describing import field_name
from fieldwork.record.entry import Entry, entry_from_dict, same_value
from fieldwork.record.names import kind_of
from fieldwork.record.record import Record, causal_order
from fieldwork.record.views import Inspection
from fieldwork.store.backups import backups, is_replaced
from fieldwork.store.checking import about, inspection_of_entries, read_beside
from fieldwork.store.file import write_new
from fieldwork.store.journal import END, whole_lines
from fieldwork.store.names import emergency_path, journal_path
from fieldwork.store.proving import Piece, Pieces, pieces_of
from fieldwork.store.reading import LARGEST, parse_tables, require_file
from fieldwork.store.seal import Seal, head_of, inside_of, is_sealed
from fieldwork.store.snapshot import digest_fits, digest_of
from fieldwork.text import clip, counted, shown

_RANDOM_KINDS = ("inspection", "case", "note", "return", "remark")
"""Subjects that no other inspection has."""
_LONGEST = 60


class Repaired(NamedTuple):
    """What a repair saved, and what it could not."""

    target: Path
    saved: int
    """Entries in the new file."""
    from_journal: int
    from_backups: int
    lost: tuple[str, ...]
    """A line each, safe for a terminal."""
    unusable: str
    """Why the new file cannot be opened as an inspection all the same; empty where it can."""


def repaired_path(path: Path) -> Path:
    """A free name beside `path` for its repaired twin: ``x.repaired.json``."""
    for count in range(1, 1000):
        more = "" if count == 1 else f"-{count}"
        candidate = path.with_name(f"{path.stem}.repaired{more}{path.suffix}")
        if not candidate.exists():
            return candidate
    raise StoreError(f"There are a thousand repaired files beside {path.name} already; move some away.")


def repair(path: Path, target: Path, seal: Seal | None = None) -> Repaired:
    """Save what can be proven whole of the file at `path` into a new file at `target`. Changes nothing else.

    What was sealed with `seal` is read, and the new file is sealed with it.

    Raises:
        SealedError: the file is sealed, and there is no seal to open it with.
        StoreError: the file cannot be read, a newer fieldwork wrote it, nothing can be saved, or `target` is already
            there or cannot be written.
    """
    pieces = pieces_of(_salvaged(_contents(path), path.name, seal), path.name)
    made = _Salvage(pieces, seal)
    made.add_journal(journal_path(path), of_this_file=False)
    made.add_journal(emergency_path(path), of_this_file=True)
    made.add_backups(path)
    lost = tuple(made.lost())
    if not made.entries:
        raise StoreError(f"Not one entry of {path.name} can be proven whole; nothing was written.")
    write_new(target, made.in_order(), seal=seal)
    return Repaired(target, len(made.entries), made.from_journal, made.from_backups, lost, _unusable(made.entries))


def _contents(path: Path) -> bytes:
    """The bytes of the damaged file, whatever they are.

    Raises:
        StoreError: there is no such file, it is far too large, or a newer fieldwork wrote it.
    """
    require_file(path)
    try:
        if path.stat().st_size > 2 * LARGEST:
            raise StoreError(f"{path.name} is far larger than any inspection; it was left alone.")
        raw = path.read_bytes()
    except OSError as error:
        raise StoreError(f"Cannot read {path}: {error.strerror or error}.") from None
    if digest_of(raw) is None or digest_fits(raw):
        # an error that is no damage says that a newer fieldwork wrote it: that file is not ours to repair
        with contextlib.suppress(DamagedFileError):
            head_of(raw, path.name) if is_sealed(raw) else parse_tables(raw, path.name)
    return raw


def _salvaged(raw: bytes, name: str, seal: Seal | None) -> bytes:
    """What a file says, or where it is sealed and damaged, what can be opened of it."""
    if seal is None:
        with contextlib.suppress(DamagedFileError):
            return inside_of(raw, name, None)
        raise SealedError(f"{name} is sealed: repairing it takes its passphrase, or its recovery code.")
    try:
        return inside_of(raw, name, seal)
    except DamagedFileError:
        return seal.salvage(raw)


def _unusable(entries: Iterable[Entry]) -> str:
    try:
        Inspection(Record(entries))
    except FieldworkError as error:
        return shown(error)
    return ""


class _Salvage:
    """What has been proven whole so far, and what has not."""

    def __init__(self, pieces: Pieces, seal: Seal | None) -> None:
        self.pieces = pieces
        self.seal = seal
        self.entries: list[Entry] = []
        self.from_journal = 0
        self.from_backups = 0
        self._by_id: dict[str, Entry] = {}
        self._numbers: set[int] = set()
        self._further: list[str] = []
        for piece in pieces.found:
            if piece.entry is not None:
                self._take(piece.entry, piece.place)
                if piece.number is not None:
                    self._numbers.add(piece.number)

    def _take(self, entry: Entry, place: str) -> bool:
        """Keep an entry; gives whether it is new. A redacted one wins over its open twin."""
        old = self._by_id.get(entry.id)
        if old is None:
            self._by_id[entry.id] = entry
            self.entries.append(entry)
            return True
        if _same(old, entry):
            return False
        if _blank(old) == _blank(entry) and (old.redacted or entry.redacted):
            if old.redacted is None:
                self._by_id[entry.id] = entry
                self.entries[self.entries.index(old)] = entry
        else:
            self._further.append(f"{place}: another entry with the id {_short(entry.id)}{about(_told(entry))}")
        return False

    # -- journals and backups ------------------------------------------------------------------------------------

    def add_journal(self, path: Path, *, of_this_file: bool) -> None:
        """Take in the whole lines of a journal, if it is one of this inspection, and list the others."""
        try:
            raw = read_beside(path)
        except DamagedFileError as error:
            self._further.append(str(error))
            return
        if raw is None:
            return
        lines = whole_lines(raw, self.seal)
        found = list(_documents(lines))
        head = next((data for number, data in lines if number == 1), {})
        named, ours = head.get("inspection"), inspection_of_entries(self.entries)
        if of_this_file and named != ours:
            return
        if found and not (named == ours if named and ours else self._concerns(entry for _, entry in found)):
            self._further.append(f"{path.name}: {len(found):,} entries of another inspection; they were left there")
            return
        for number, entry in found:
            self.from_journal += self._take(entry, f"{path.name}, line {number}")
        self._further += _damaged_lines(raw, {number for number, _ in lines}, path.name)

    def _concerns(self, entries: Iterable[Entry]) -> bool:
        """Whether entries are of this inspection: they speak of its cases, or replace its entries."""
        subjects = {entry.subject for entry in self.entries if kind_of(entry.subject) in _RANDOM_KINDS}
        return not self.entries or any(
            entry.subject in subjects or any(other in self._by_id for other in entry.after) for entry in entries
        )

    def add_backups(self, path: Path) -> None:
        """Bring back from the backups, the newest first, what is not there."""
        for backup in backups(path):
            if is_replaced(backup.path):
                break
            try:
                raw = _salvaged(backup.path.read_bytes(), backup.path.name, self.seal)
            except (OSError, SealedError):
                continue
            whole = [piece for piece in pieces_of(raw, backup.path.name).found if piece.entry is not None]
            if not self._concerns(piece.entry for piece in whole if piece.entry is not None):
                continue
            for piece in whole:
                if piece.entry is not None and piece.entry.id not in self._by_id:
                    self.from_backups += self._take(piece.entry, backup.path.name)
                    if piece.number is not None:
                        self._numbers.add(piece.number)

    def in_order(self) -> Iterable[Entry]:
        """The entries as they stood; where some were brought back, what was replaced before what replaced it."""
        return causal_order(self.entries) if self.from_backups else self.entries

    # -- what is lost --------------------------------------------------------------------------------------------

    def lost(self) -> Iterator[str]:
        """What could not be proven, a line each."""
        record = Record(self.entries)
        for piece in self.pieces.found:
            if piece.entry is None and piece.holds_entry and not self._settled(piece):
                yield f"{piece.place}: {piece.wrong}{self._about(piece, record)}"
        yield from (f"{gap}: not in the file" for gap in self._gaps())
        if self.pieces.cut_off:
            yield "whatever stood behind the end of the file, which is cut off"
        for entry in self.entries:
            for other in entry.after:
                if other not in self._by_id and not self._listed(other):
                    yield f"entry {_short(other)}: replaced by {_short(entry.id)}, and not in the file"
        yield from map(shown, self._further)

    def _settled(self, piece: Piece) -> bool:
        """Whether a journal or a backup had the entry: the same, where it can be read at all."""
        entry_id = piece.legible.get("id")
        if entry_id is None:
            return piece.number in self._numbers and not any(
                one.number == piece.number for one in self.pieces.found if one.entry is not None
            )
        saved = self._by_id.get(entry_id)
        return saved is not None and (piece.claimed is None or _same(saved, piece.claimed))

    def _about(self, piece: Piece, record: Record) -> str:
        told = dict(piece.legible)
        subject, field = told.get("subject"), told.get("field")
        if subject and field and record.fields(subject):
            told = {**told, "subject": field_name(record, subject, field)}
            told.pop("field")
        version = "; what a backup holds of it was saved" if told.get("id") in self._by_id else ""
        return f"{about(told)}{version}"

    def _listed(self, entry_id: str) -> bool:
        return any(piece.legible.get("id") == entry_id for piece in self.pieces.found)

    def _gaps(self) -> Iterator[str]:
        """Numbers that are nowhere; a number that does not fit among its neighbours is no sign of a gap."""
        numbers = [piece.number for piece in self.pieces.found if piece.number is not None]
        before = 0
        for place, number in enumerate(numbers):
            following = numbers[place + 1] if place + 1 < len(numbers) else number + 1
            if before < number < following:
                gone = [
                    one for one in range(before + 1, min(number, before + _MOST_MISSING)) if one not in self._numbers
                ]
                if gone:
                    yield f"entry {gone[0]}" if len(gone) == 1 else f"entries {gone[0]} to {gone[-1]}"
                before = number


_MOST_MISSING = 1_000_000


def _documents(lines: Iterable[tuple[int, dict[str, Any]]]) -> Iterator[tuple[int, Entry]]:
    for number, data in lines:
        documents = data.get("entries", [])
        for document in documents if isinstance(documents, list) else []:
            try:
                yield number, entry_from_dict(document, "entry")
            except DamagedFileError:
                continue


def _damaged_lines(raw: bytes, whole: set[int], name: str) -> Iterator[str]:
    """The finished lines of a journal that are not proven; an unfinished last one was never called saved."""
    *lines, _ = raw.split(b"\n")
    for number, line in enumerate(lines, 1):
        if number not in whole and line + b"\n" != END:
            legible = line.count(b'"subject":')
            held = counted(legible, "entry", "entries") if legible else "no legible entries"
            what = "the head of the journal" if number == 1 else held
            yield f"{name}, line {number}: damaged; {what}"


def _same(one: Entry, other: Entry) -> bool:
    return one == other and same_value(one.value, other.value)


def _blank(entry: Entry) -> Entry:
    return entry._replace(value=None, redacted=None)


def _told(entry: Entry) -> dict[str, str]:
    return {"subject": entry.subject, "field": entry.field, "by": entry.by, "at": entry.at}


def _short(text: str) -> str:
    return clip(shown(text), _LONGEST)
