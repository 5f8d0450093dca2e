"""Going back to a backup keeps what stood there, and can itself be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from store.damage import crashed, lived_in, read_back

from fieldwork.errors import BadInputError, InUseError, StoreError
from fieldwork.record.record import Record
from fieldwork.store import InspectionFile, write_new
from fieldwork.store.backups import backups, is_replaced
from fieldwork.store.checking import check_file
from fieldwork.store.disk import Disk
from fieldwork.store.names import journal_path, kept_files
from fieldwork.store.repairing import repair
from fieldwork.store.restoring import choose, entries_in, restore, restore_to


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.json"


@pytest.fixture
def record(path: Path) -> Record:
    return lived_in(path)


def _ids(path: Path) -> set[str]:
    return set(read_back(path))


def test_going_back_and_forth_loses_nothing(path: Path, record: Record):
    wanted = _ids(path)
    old = choose(path, "2")
    done = restore(path, old)
    assert _ids(path) == {one for one in wanted if one.startswith("made")}
    assert done.entries == len(_ids(path))
    (kept,) = done.kept
    assert is_replaced(kept)
    assert backups(path)[0].path == kept
    restore(path, choose(path, kept.name))
    assert _ids(path) == wanted
    assert check_file(path).problems == ()


def test_a_backup_is_chosen_by_number_or_name(path: Path, record: Record):
    newest = backups(path)[0]
    for which in ("1", newest.path.name, newest.path.stem):
        assert choose(path, which) == newest
    for wrong in ("0", "3", "-1", "", "../x.json", "x", "\x1b[31m", "²"):
        with pytest.raises(BadInputError, match="There is no backup '") as caught:
            choose(path, wrong)
        assert str(caught.value).isprintable()


def test_the_entries_of_a_journal_are_kept_with_the_file(path: Path, record: Record):
    crashed(path, record)
    done = restore(path, backups(path)[-1])
    assert not journal_path(path).exists()
    restore(path, choose(path, done.kept[0].name))
    assert _ids(path) == {entry.id for entry in record}


def test_the_journal_of_another_state_is_kept_aside(path: Path, record: Record):
    crashed(path, record)
    old = backups(path)[-1]
    path.write_bytes(old.path.read_bytes())
    done = restore(path, backups(path)[0])
    assert done.kept[1:] == kept_files(path)
    assert {"cc-1", "cc2-1"} <= _ids(done.kept[1])
    assert not journal_path(path).exists()


def test_the_journal_of_another_inspection_is_kept_as_it_is(path: Path, record: Record, tmp_path: Path):
    other = tmp_path / "other.json"
    theirs = Record(
        [entry._replace(id=f"z{entry.id}", act=f"z{entry.act}", subject=entry.subject + "z") for entry in record]
    )
    write_new(other, theirs)
    crashed(other, theirs, case="case/eightz")
    journal = journal_path(other).read_bytes()
    journal_path(path).write_bytes(journal)
    done = restore(path, backups(path)[0])
    assert done.kept[1].read_bytes() == journal
    assert not journal_path(path).exists()


def test_half_written_files_of_going_back_are_swept_away(path: Path, record: Record):
    backup = backups(path)[0].path
    left = backup.with_name(f".{backup.stem}-replaced.json.0123abcd.tmp")
    left.write_bytes(backup.read_bytes())
    crashed(path, record)
    assert not left.exists()


def test_a_damaged_file_and_its_journal_are_kept_byte_for_byte(path: Path, record: Record):
    crashed(path, record)
    torn, journal = path.read_bytes()[:-50], journal_path(path).read_bytes()
    path.write_bytes(torn)
    done = restore(path, backups(path)[0])
    assert [one.read_bytes() for one in done.kept] == [torn, journal]
    saved = repair(done.kept[0], path.with_name("saved.json"))
    assert saved.from_journal == 2
    assert entries_in(done.kept[0]) is None


def test_a_file_that_is_gone_comes_back(path: Path, record: Record):
    path.unlink()
    assert restore(path, backups(path)[0]).kept == ()
    assert _ids(path) == {entry.id for entry in record if not entry.id.startswith("bb")}


def test_nothing_is_replaced_while_another_window_writes(path: Path, record: Record):
    before = path.read_bytes()
    file = InspectionFile(path)
    with pytest.raises(InUseError):
        restore(path, backups(path)[0])
    file.close()
    assert path.read_bytes() == before


def test_a_damaged_backup_is_refused(path: Path, record: Record):
    before = path.read_bytes()
    backup = backups(path)[0]
    backup.path.write_bytes(backup.path.read_bytes().replace(b"Smalltown", b"Smalltowm"))
    with pytest.raises(StoreError, match="is not as it was written"):
        restore(path, backup)
    with pytest.raises(StoreError, match="is not as it was written"):
        restore_to(backup, path.with_name("other.json"))
    assert path.read_bytes() == before
    assert not path.with_name("other.json").exists()


def test_elsewhere_nothing_is_written_over(path: Path, record: Record):
    before = path.read_bytes()
    other = path.with_name("other.json")
    restore_to(backups(path)[0], other)
    assert path.read_bytes() == before
    assert other.stat().st_mode & 0o777 == 0o600
    with pytest.raises(StoreError, match="already there"):
        restore_to(backups(path)[0], other)
    with pytest.raises(StoreError, match="Cannot write"):
        restore_to(backups(path)[0], path.with_name("no") / "other.json")


@pytest.mark.parametrize("step", ["create", "write", "sync", "replace", "remove", "sync_folder", "make_folder"])
def test_a_step_that_fails_leaves_the_old_state_or_the_new_and_loses_nothing(path: Path, record: Record, step: str):
    crashed(path, record)

    class Failing(Disk):
        def __getattribute__(self, name: str) -> object:
            if name == step:
                raise OSError("no room")
            return super().__getattribute__(name)

    backup = backups(path)[-1]
    with pytest.raises(StoreError, match="Not restored: no room"):
        restore(path, backup, Failing())
    InspectionFile(path).close()
    everything = {entry.id for entry in record}
    there = _everywhere(path)
    assert everything <= there


def _everywhere(path: Path) -> set[str]:
    file = InspectionFile(path, write=False)
    file.close()
    found = {entry.id for entry in file.entries}
    for one in (*(backup.path for backup in backups(path)), *kept_files(path)):
        found |= _ids(one)
    return found
