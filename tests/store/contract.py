"""The calls of TinyDB that the table of entries allows, at random, beside stock TinyDB."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st
from tinydb import TinyDB
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from fieldwork.store.database import InspectionDB, storage_of
from fieldwork.store.file import write_new
from fieldwork.store.storage import InspectionStorage

_DOCUMENTS = st.dictionaries(
    st.text(max_size=3).filter(lambda key: key != "sum"), st.one_of(st.none(), st.integers(-9, 9), st.text(max_size=3))
)
_NUMBERED = st.builds(Document, _DOCUMENTS, st.integers(1, 12))
_CALLS = st.one_of(
    st.tuples(st.just("insert"), st.one_of(_DOCUMENTS, _NUMBERED)),
    st.tuples(st.just("insert_multiple"), st.lists(_DOCUMENTS, max_size=4)),
    st.tuples(st.sampled_from(["all", "__len__"])),
    st.tuples(st.just("get"), st.none(), st.integers(1, 15)),
    st.tuples(st.just("contains"), st.none(), st.integers(1, 15)),
)
SEQUENCES = st.lists(_CALLS, max_size=12)


def _outcome(table: object, call: tuple) -> object:
    name, *arguments = call
    try:
        return getattr(table, name)(*arguments)
    except ValueError as error:
        return str(error)


def compare(path: Path, calls: list) -> None:
    """The same calls give the same, and stock TinyDB opens the file afterwards."""
    write_new(path, ())
    db = InspectionDB(path, storage=InspectionStorage)
    ours = db.table("entries")
    theirs = TinyDB(storage=MemoryStorage).table("entries")
    for call in calls:
        assert _outcome(ours, call) == _outcome(theirs, call)
        assert ours.all() == theirs.all()
    storage_of(db).finish()
    with TinyDB(path, encoding="utf-8") as again:
        assert [{k: v for k, v in one.items() if k != "sum"} for one in again.table("entries")] == theirs.all()
        assert [one.doc_id for one in again.table("entries")] == [one.doc_id for one in theirs]
