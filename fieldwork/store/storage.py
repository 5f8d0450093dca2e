"""TinyDB's Storage and Table, made so that the file cannot be torn and nothing in it can be changed or removed.

Stock TinyDB opens the files: they are its own layout, one document a line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from tinydb import Storage, TinyDB
from tinydb.table import Document, Table

from fieldwork.errors import StoreError
from fieldwork.store.reading import ENTRIES, Tables, read_tables
from fieldwork.store.replacing import replace_file


class WholeFileStorage(Storage):
    """A TinyDB Storage that reads the file once and replaces it atomically.

    The documents stay serialised, one line each, so that adding one to thousands costs writing, not serialising.
    Memory changes only after the disk did.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tables: Tables | None = None
        self._lines: dict[str, list[bytes]] = {}
        self._stamp: tuple[int, int, int] | None = None

    def read(self) -> Tables | None:
        """The tables; read from the disk the first time only."""
        if self.tables is None and self.path.exists():
            stamp = self._stamp_on_disk()
            self.tables = read_tables(self.path)
            self._stamp = stamp
        return self.tables

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        """Replace everything (TinyDB calls this; also how a redaction reaches the file)."""
        tables = {
            table: {str(number): dict(document) for number, document in documents.items()}
            for table, documents in data.items()
        }
        lines = {table: [_line(n, d) for n, d in documents.items()] for table, documents in tables.items()}
        self._replace(lines)
        self.tables, self._lines = tables, lines

    def add(self, table: str, documents: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
        """Add documents to a table; the file is on the disk when this returns.

        Raises:
            OSError: it did not work; nothing changed, neither on the disk nor in memory.
            StoreError: somebody else has changed the file since it was read; nothing changed.
        """
        tables = self.read() or {}
        new = {str(number): dict(document) for number, document in documents}
        new_lines = [_line(n, d) for n, d in new.items()]
        lines = {name: self._lines_of(name) for name in (*tables, *(() if table in tables else (table,)))}
        lines[table] = lines[table] + new_lines
        self._replace(lines)
        self.tables = tables
        tables.setdefault(table, {}).update(new)
        self._lines = lines

    def _lines_of(self, table: str) -> list[bytes]:
        if table not in self._lines:
            documents = (self.tables or {}).get(table, {})
            self._lines[table] = [_line(number, document) for number, document in documents.items()]
        return self._lines[table]

    def _replace(self, lines: Mapping[str, list[bytes]]) -> None:
        if self._stamp is not None and (there := self._stamp_on_disk()) is not None and there != self._stamp:
            raise StoreError(
                f"Another program has changed {self.path.name} since it was opened; nothing was overwritten. "
                "Save what you have under another name and merge the two."
            )
        replace_file(self.path, _pieces(lines), self._remember_stamp)

    def _remember_stamp(self) -> None:
        self._stamp = self._stamp_on_disk()

    def _stamp_on_disk(self) -> tuple[int, int, int] | None:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns


def _line(number: str, document: Mapping[str, Any]) -> bytes:
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return f'"{number}":{text}'.encode()


def _pieces(lines: Mapping[str, list[bytes]]) -> Iterator[bytes]:
    yield b"{"
    for position, (table, documents) in enumerate(lines.items()):
        yield b",\n" if position else b"\n"
        yield json.dumps(table, ensure_ascii=False).encode() + b":{"
        if documents:
            yield b"\n" + b",\n".join(documents) + b"\n"
        yield b"}"
    yield b"\n}\n"


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
        known = (self._storage.read() or {}).get(self._name, {})
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
            storage: Any = self._storage
            storage.add(self._name, numbered.items())
            self.clear_cache()
            self._newest, self._counted = newest, len(known)
        return list(numbered)

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert one document and give its id."""
        return self.insert_multiple([document])[0]

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> NoReturn:  # noqa: ARG002 (TinyDB hands it over)
        raise StoreError("Entries are only ever added: the table of entries allows inserts and reads.")


class InspectionDB(TinyDB):
    """The TinyDB database of an inspection file. Its tables only grow; dropping one is refused."""

    table_class = EntriesTable
    default_table_name = ENTRIES

    def drop_tables(self) -> NoReturn:
        """Refused."""
        raise StoreError("Entries are only ever added: an inspection's tables cannot be dropped.")

    def drop_table(self, name: str) -> NoReturn:
        """Refused."""
        raise StoreError(f"Entries are only ever added: the table {name} cannot be dropped.")


def storage_of(db: InspectionDB) -> WholeFileStorage:
    """The storage under an inspection's database."""
    storage = db.storage
    if not isinstance(storage, WholeFileStorage):
        raise StoreError("An inspection's database stands on a WholeFileStorage.")
    return storage
