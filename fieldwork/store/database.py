"""The TinyDB database of an inspection file: its one table grows, and nothing in it can be changed or removed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn

from tinydb import TinyDB
from tinydb.table import Document, Table

from fieldwork.errors import StoreError
from fieldwork.store.snapshot import ENTRIES
from fieldwork.store.storage import InspectionStorage


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
