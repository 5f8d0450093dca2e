"""A repair saves whatever can be proven whole, says what is lost, and leaves the damaged file as it is."""

from __future__ import annotations

import codecs
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from store.damage import crashed, edited, lived_in, read_back, rewritten

from fieldwork.errors import StoreError
from fieldwork.record.record import Record
from fieldwork.store import write_new
from fieldwork.store.backups import backups, take_backup
from fieldwork.store.checking import check_file
from fieldwork.store.disk import DISK
from fieldwork.store.names import backups_folder, journal_path
from fieldwork.store.repairing import Repaired, repair, repaired_path
from fieldwork.store.snapshot import lines_of


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fieldwork.store.checking._PAUSE", 0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.json"


@pytest.fixture
def record(path: Path) -> Record:
    return lived_in(path)


def _without_backups(path: Path) -> None:
    for one in backups(path):
        one.path.unlink()


def _repaired(path: Path) -> tuple[Repaired, dict]:
    before = path.read_bytes()
    done = repair(path, repaired_path(path))
    assert path.read_bytes() == before
    assert done.target.stat().st_mode & 0o777 == 0o600
    assert check_file(done.target).problems == ()
    found = read_back(done.target)
    assert len(found) == done.saved
    return done, found


def _by_id(record: Record) -> dict:
    return {entry.id: entry for entry in record}


def test_one_damaged_entry_costs_one_entry(path: Path, record: Record):
    _without_backups(path)
    path.write_bytes(path.read_bytes().replace(b"Note of bb", b"Note\x80of bb"))
    done, found = _repaired(path)
    wanted = _by_id(record)
    del wanted["bbn-1"]
    assert found == wanted
    assert len(done.lost) == 1
    assert done.lost[0].endswith("it is damaged (note/bb text, by MB, 2009-06-02T10:12:00+01:00)")


def test_a_backup_brings_a_damaged_entry_back(path: Path, record: Record):
    path.write_bytes(path.read_bytes().replace(b"Note of aa", b"Note\x80of aa"))
    done, found = _repaired(path)
    assert found == _by_id(record)
    assert (done.from_backups, done.lost) == (1, ())


def test_what_is_left_of_an_entry_behind_a_whole_one_is_listed(path: Path, record: Record):
    _without_backups(path)
    raw = path.read_bytes()
    behind = raw.index(b',\n"12":')
    path.write_bytes(raw[:behind] + raw[raw.index(b'14":{') :])
    done, found = _repaired(path)
    assert found == {entry_id: entry for entry_id, entry in _by_id(record).items() if not entry_id.startswith("bb")}
    assert done.lost == ("line 16: it is damaged (note/bb text, by MB, 2009-06-02T10:12:00+01:00)",)


def test_what_was_written_by_hand_is_listed_and_not_taken(path: Path, record: Record):
    names = [entry.id for entry in record]
    in_a_backup, newest = names.index("aa-1") + 1, names.index("bb-1") + 1

    def edit(data: dict) -> None:
        data["entries"][str(in_a_backup)].update(value="na")
        data["entries"][str(newest)].update(value="na")

    edited(path, edit)
    done, found = _repaired(path)
    wanted = _by_id(record)
    del wanted["bb-1"]
    assert found == wanted
    what = "its sum does not fit (case 07 1.1.1, by JN, 2009-06-02T10:12:00+01:00)"
    assert done.lost == (
        f"entry {in_a_backup}: {what}; what a backup holds of it was saved",
        f"entry {newest}: {what}",
    )


def test_a_file_that_was_only_laid_out_anew_loses_nothing(path: Path, record: Record):
    for change in (
        lambda raw: json.dumps(json.loads(raw), indent=4).encode(),
        lambda raw: codecs.BOM_UTF8 + raw.replace(b"\n", b"\r\n"),
        lambda raw: raw.decode().encode("utf-16"),
        lambda raw: raw.replace(b"\n", b""),
        lambda raw: raw + b"\n\0\0",
    ):
        whole = path.read_bytes()
        _without_backups(path)
        path.write_bytes(change(whole))
        done, found = _repaired(path)
        assert found == _by_id(record)
        assert [one for one in done.lost if "end of the file" not in one and "layout" not in one] == []
        path.write_bytes(whole)


def test_the_journal_is_saved_with_it(path: Path, record: Record):
    crashed(path, record)
    _without_backups(path)
    path.write_bytes(path.read_bytes().replace(b"Smalltown", b"Smalltowm"))
    done, found = _repaired(path)
    assert set(_by_id(record)) - set(found) == {"made-2"}
    assert done.from_journal == 2


def test_the_whole_lines_of_a_damaged_journal_are_saved(path: Path, record: Record):
    crashed(path, record)
    beside = journal_path(path)
    beside.write_bytes(beside.read_bytes().replace(b'"yes"', b'"yea"'))
    done, found = _repaired(path)
    assert set(_by_id(record)) - set(found) == {"cc-1"}
    assert done.lost == ("x.json.journal, line 2: damaged; 1 entry",)


def test_the_journal_of_another_inspection_stays_where_it_is(path: Path, record: Record, tmp_path: Path):
    other = tmp_path / "other.json"
    theirs = Record(
        [entry._replace(id=f"z{entry.id}", act=f"z{entry.act}", subject=entry.subject + "z") for entry in record]
    )
    write_new(other, theirs)
    crashed(other, theirs, case="case/eightz")
    shutil.copy(journal_path(other), journal_path(path))
    done, found = _repaired(path)
    assert found == _by_id(record)
    assert done.lost == ("x.json.journal: 2 entries of another inspection; they were left there",)


def test_what_somebody_went_back_from_is_not_brought_back(path: Path, record: Record):
    take_backup(DISK, path, path.read_bytes(), replaced=True)
    first = backups(path)[-1].path.read_bytes()
    path.write_bytes(first.replace(b"Smalltown", b"Smalltowm"))
    done, found = _repaired(path)
    assert done.from_backups == 0
    assert not [one for one in found if one.startswith(("aa", "bb"))]


def test_missing_entries_are_listed_by_number(path: Path, record: Record):
    _without_backups(path)
    lines = lines_of(path.read_bytes())
    rewritten(path, lines[:3] + lines[4:9] + lines[11:])
    path.write_bytes(path.read_bytes().replace(b'"open":false', b'"open":true '))
    done, _ = _repaired(path)
    assert done.lost[:2] == ("entry 4: not in the file", "entries 10 to 11: not in the file")


def test_a_file_without_a_provable_entry_is_left_alone(path: Path):
    for contents in (b"", b"{}", b"nothing\n" * 9, b"\0" * 4096):
        path.write_bytes(contents)
        with pytest.raises(StoreError, match="Not one entry"):
            repair(path, repaired_path(path))
        assert [one.name for one in path.parent.iterdir()] == ["x.json"]


def test_a_lost_file_is_brought_back_from_its_backups_alone(path: Path, record: Record):
    path.write_bytes(b"\0" * 4096)
    done, found = _repaired(path)
    assert done.from_backups == len(found) == len(record) - 3
    assert "whatever stood behind the end of the file, which is cut off" in done.lost


def test_when_the_programme_is_lost_that_is_said(path: Path, record: Record):
    _without_backups(path)
    path.write_bytes(path.read_bytes().replace(b'"Small inspection"', b'"Small inspectiom"'))
    assert _repaired(path)[0].unusable == "The file holds no programme to inspect with."


def test_names_that_are_taken_are_never_written_over(path: Path, record: Record):
    repaired_path(path).write_bytes(b"mine")
    assert repaired_path(path).name == "x.repaired-2.json"
    with pytest.raises(StoreError, match="already there"):
        repair(path, path.with_name("x.repaired.json"))


def test_a_newer_file_is_left_alone(path: Path):
    path.write_text('{"fieldwork":{"1":{"format":7}},"entries":{}}')
    with pytest.raises(StoreError, match="update fieldwork"):
        repair(path, repaired_path(path))


# -- any damage --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, dict]:
    path = tmp_path_factory.mktemp("sound") / "x.json"
    record = lived_in(path)
    return path.read_bytes(), _by_id(record)


def _survives(folder: Path, raw: bytes, wanted: dict, most_lost: int) -> None:
    path = folder / "x.json"
    path.write_bytes(raw)
    found = check_file(path)
    assert found.problems
    try:
        done = repair(path, repaired_path(path))
    except StoreError:
        assert most_lost >= len(wanted)
        return
    saved = read_back(done.target)
    assert saved.items() <= wanted.items()
    assert len(wanted) - len(saved) <= most_lost
    assert done.lost or saved == wanted


@given(place=st.integers(0, 10**6), byte=st.integers(0, 255))
@example(place=0, byte=0)
@settings(max_examples=150)
def test_any_byte_changed_costs_at_most_two_entries(
    tmp_path_factory: pytest.TempPathFactory, sound: tuple[bytes, dict], place: int, byte: int
):
    raw, wanted = sound
    place %= len(raw) - 1  # the last line end says nothing
    if raw[place] != byte:
        _survives(tmp_path_factory.mktemp("flip"), raw[:place] + bytes([byte]) + raw[place + 1 :], wanted, 2)


@given(begin=st.integers(0, 10**6), length=st.integers(1, 10**6))
@settings(max_examples=100)
def test_any_piece_cut_out_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, sound: tuple[bytes, dict], begin: int, length: int
):
    raw, wanted = sound
    begin %= len(raw) - 1
    _survives(tmp_path_factory.mktemp("cut"), raw[:begin] + raw[begin + length :], wanted, len(wanted))


@given(st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)))
@settings(max_examples=100)
def test_any_bytes_at_all_are_told_and_never_raise(tmp_path_factory: pytest.TempPathFactory, raw: bytes):
    _survives(tmp_path_factory.mktemp("any"), raw, {}, 0)


@given(journal=st.binary(max_size=300), backup=st.binary(max_size=300))
@settings(max_examples=40)
def test_any_bytes_beside_it_harm_nothing(
    tmp_path_factory: pytest.TempPathFactory, sound: tuple[bytes, dict], journal: bytes, backup: bytes
):
    folder = tmp_path_factory.mktemp("beside")
    path = folder / "x.json"
    path.write_bytes(sound[0])
    journal_path(path).write_bytes(journal)
    backups_folder(path).mkdir()
    (backups_folder(path) / "2009-06-02T101200.json").write_bytes(backup)
    check_file(path)
    done = repair(path, repaired_path(path))
    assert read_back(done.target) == sound[1]
