"""Files of format 1 (no digest, no sums) open and are upgraded at the first save, after a backup; newer are refused."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from builders import CASE_07, answered, sitting, small_record
from hypothesis import given, settings
from hypothesis import strategies as st
from store.damage import read_back
from tinydb import TinyDB

from fieldwork.errors import DamagedFileError, StoreError
from fieldwork.record.entry import entry_to_dict
from fieldwork.record.record import Record
from fieldwork.store import InspectionFile
from fieldwork.store.backups import backups
from fieldwork.store.checking import check_file
from fieldwork.store.names import journal_path
from fieldwork.store.repairing import repair
from fieldwork.store.restoring import restore


def format_1(record: Record) -> bytes:
    """What the first fieldwork wrote: one document a line, without digest and sums."""

    def lines(documents: dict) -> str:
        texts = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in documents.values())
        return ",\n".join(f'"{number}":{text}' for number, text in zip(documents, texts, strict=True))

    header = lines({1: {"format": 1, "written_by": "fieldwork 0.1.0"}})
    entries = lines({number: entry_to_dict(entry) for number, entry in enumerate(record, 1)})
    return f'{{\n"fieldwork":{{\n{header}\n}},\n"entries":{{\n{entries}\n}}\n}}\n'.encode()


@pytest.fixture
def record() -> Record:
    return small_record()


@pytest.fixture
def path(tmp_path: Path, record: Record) -> Path:
    path = tmp_path / "x.json"
    path.write_bytes(format_1(record))
    return path


def test_an_old_file_opens_without_a_word_and_is_not_touched(path: Path, record: Record):
    before = path.read_bytes()
    assert read_back(path) == {entry.id: entry for entry in record}
    InspectionFile(path).close()
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir() if one.suffix != ".lock"] == ["x.json"]


def test_the_first_save_upgrades_it_after_a_backup_of_the_old_bytes(path: Path, record: Record):
    before = path.read_bytes()
    file = InspectionFile(path)
    assert file.news() == ()
    file.append(answered(record, sitting(name="new"), CASE_07, q1_1_1="yes"))
    assert file.close().saved
    assert read_back(path) == {entry.id: entry for entry in record}
    with TinyDB(path, encoding="utf-8") as db:
        assert db.table("fieldwork").all()[0]["format"] == 2
    (backup,) = backups(path)
    assert backup.path.read_bytes() == before
    assert check_file(path).problems == ()
    assert not journal_path(path).exists()


def test_an_upgrade_can_be_taken_back(path: Path, record: Record):
    old = read_back(path)
    file = InspectionFile(path)
    file.append(answered(record, sitting(name="new"), CASE_07, q1_1_1="yes"))
    file.close()
    restore(path, backups(path)[0])
    assert read_back(path) == old


def test_a_check_says_that_it_is_old_and_whole(path: Path):
    found = check_file(path)
    assert found.problems == ()
    assert "older format 1" in found.remarks[0]


def test_a_torn_old_file_gives_back_its_whole_lines(path: Path, record: Record):
    path.write_bytes(path.read_bytes()[:-40])
    assert check_file(path).problems
    done = repair(path, path.with_name("new.json"))
    assert set(read_back(done.target)) == {entry.id for entry in list(record)[:-1]}
    assert len(done.lost) == 2


@given(place=st.integers(0, 10**6), byte=st.integers(0, 255))
@settings(max_examples=60)
def test_no_change_to_an_old_file_raises(tmp_path_factory: pytest.TempPathFactory, place: int, byte: int):
    folder = tmp_path_factory.mktemp("old")
    raw = bytearray(format_1(small_record()))
    raw[place % len(raw)] = byte
    path = folder / "x.json"
    path.write_bytes(raw)
    for act in (check_file, lambda one: repair(one, folder / "new.json"), lambda one: InspectionFile(one).close()):
        with contextlib.suppress(StoreError):
            act(path)


@pytest.mark.parametrize("version", [4, 5, 2**53])
def test_a_newer_file_is_refused_clearly_and_left_alone(path: Path, version: int):
    raw = path.read_bytes().replace(b'"format":1', b'"format":%d' % version)
    path.write_bytes(raw)
    for act in (InspectionFile, check_file, lambda one: repair(one, one.with_name("new.json"))):
        with pytest.raises(StoreError, match=f"newer fieldwork \\(format {version}; this one reads 3\\): update"):
            act(path)
    assert path.read_bytes() == raw


@pytest.mark.parametrize("version", [b"0", b"-1", b"1.0", b'"1"', b"true", b"null"])
def test_what_is_no_format_is_damage(path: Path, version: bytes):
    path.write_bytes(path.read_bytes().replace(b'"format":1', b'"format":%b' % version))
    with pytest.raises(DamagedFileError, match="does not say which format it has"):
        InspectionFile(path)
    assert check_file(path).problems
