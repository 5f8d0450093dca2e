"""The TinyDB side: stock TinyDB opens our files, and the entries table allows inserts and reads as TinyDB does."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import INSPECTION
from builders import small_record as a_record
from hypothesis import given, settings
from store.contract import SEQUENCES, compare
from tinydb import TinyDB, where
from tinydb.table import Document

from fieldwork.errors import StoreError
from fieldwork.store.database import InspectionDB
from fieldwork.store.file import write_new
from fieldwork.store.recovery import recover
from fieldwork.store.storage import InspectionStorage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "x.json"
    write_new(path, a_record())
    return path


def test_stock_tinydb_opens_the_file(path: Path):
    with TinyDB(path, encoding="utf-8") as db:
        assert len(db.table("entries")) == len(a_record())
        assert db.table("entries").search(where("subject") == INSPECTION)
        assert db.table("fieldwork").all()[0]["format"] == 2


def test_one_document_stands_on_one_line(path: Path):
    lines = path.read_text("utf-8").splitlines()
    assert sum('"subject":' in line for line in lines) == len(a_record())


def test_inserts_are_on_the_disk_when_they_return(path: Path):
    db = InspectionDB(path, storage=InspectionStorage)
    before = len(db.table("entries"))
    numbers = db.table("entries").insert_multiple([{"id": "n-1"}, {"id": "n-2"}])
    assert numbers == [before + 1, before + 2]
    assert recover(path).documents[str(before + 2)] == {"id": "n-2"}
    assert db.table("entries").get(doc_id=before + 1) == {"id": "n-1"}


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.update({"value": "no"}),
        lambda t: t.update_multiple([({"value": "no"}, where("value") == "yes")]),
        lambda t: t.upsert({"value": "no"}, where("value") == "yes"),
        lambda t: t.remove(doc_ids=[1]),
        lambda t: t.truncate(),
    ],
)
def test_changing_and_removing_is_refused(path: Path, change):
    before = path.read_bytes()
    db = InspectionDB(path, storage=InspectionStorage)
    with pytest.raises(StoreError, match="only ever added"):
        change(db.table("entries"))
    with pytest.raises(StoreError, match="cannot be dropped"):
        db.drop_tables()
    with pytest.raises(StoreError, match="cannot be dropped"):
        db.drop_table("entries")
    assert path.read_bytes() == before


@given(calls=SEQUENCES)
@settings(max_examples=60, deadline=None)
def test_the_same_calls_give_what_stock_tinydb_gives(tmp_path_factory: pytest.TempPathFactory, calls: list):
    """`make faults` tries 1,500 sequences."""
    compare(tmp_path_factory.mktemp("same") / "x.json", calls)


def test_numbered_documents_among_others_overwrite_nothing(path: Path):
    table = InspectionDB(path, storage=InspectionStorage).table("entries")
    before = len(table)
    numbers = table.insert_multiple([{"a": 1}, Document({"a": 2}, before + 2), {"a": 3}])
    assert len(set(numbers)) == 3
    assert len(table) == before + 3
    with pytest.raises(ValueError, match="already exists"):
        table.insert_multiple([{"a": 4}, Document({"a": 5}, 1)])
    assert len(table) == before + 3
