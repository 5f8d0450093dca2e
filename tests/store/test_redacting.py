"""A redacted value is gone from every file that fieldwork made: no byte of it is left in the folder or the state."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import CASE_07, answered, said, sitting, small_record
from store.damage import lived_in

from fieldwork.errors import PartlyRedactedError
from fieldwork.paths import state_folder
from fieldwork.record.entry import entry_to_dict
from fieldwork.record.record import Record
from fieldwork.store import InspectionFile, write_new
from fieldwork.store.backups import backups
from fieldwork.store.database import storage_of
from fieldwork.store.disk import DISK
from fieldwork.store.emergency import Emergency
from fieldwork.store.names import emergency_path, journal_path, kept_files
from fieldwork.store.repairing import repair, repaired_path
from fieldwork.store.restoring import restore
from fieldwork.store.storage import InspectionStorage
from fieldwork.team.merging import merge
from fieldwork.workspace import Workspace

CHILD = "Kylie-Ann"
NOTE = "note/child"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.json"


@pytest.fixture
def record(path: Path) -> Record:
    """Two sittings that said it, each in another way."""
    record = small_record()
    write_new(path, record)
    for name, text in (("a", f"{CHILD} said so"), ("b", f"She, {CHILD}, said so")):
        _sit(path, said(record, sitting("JN", name), (NOTE, "text", text)))
    _sit(path, answered(record, sitting("JN", "c"), CASE_07, q1_1_1="yes"))
    return record


def _sit(path: Path, entries: tuple) -> None:
    file = InspectionFile(path)
    file.append(entries)
    assert file.close().saved


def _crash(path: Path, entries: tuple) -> None:
    file = InspectionFile(path)
    file.append(entries)
    assert file.flush().saved
    storage_of(file._db)._abandon_journal()
    file._release()


def _holding(path: Path) -> list[str]:
    folders = (path.parent, state_folder())
    files = [one for folder in folders for one in folder.rglob("*") if one.is_file()]
    return [one.name for one in files if CHILD.encode() in one.read_bytes()]


def _redact(path: Path) -> None:
    with Workspace.open(path, "MB") as workspace:
        workspace.redact(NOTE, "text")
        assert _holding(path) == []
    assert _holding(path) == []
    with Workspace.open(path, "MB", write=False) as workspace:
        assert all(entry.redacted == "MB" for entry in workspace.record.history(NOTE, "text"))


def test_backups_and_the_file_of_a_closed_sitting(path: Path, record: Record):
    assert len(_holding(path)) >= 2
    _redact(path)


def test_within_the_sitting_that_said_it(path: Path, record: Record):
    with Workspace.open(path, "JN") as workspace:
        begun = workspace.note(f"{CHILD} again")
        assert workspace.flush().saved
        assert journal_path(path).name in _holding(path)
        workspace.redact(begun[0].subject, "text")
        workspace.redact(NOTE, "text")
        assert _holding(path) == []
    assert _holding(path) == []


def test_the_journal_of_a_crash(path: Path, record: Record):
    _crash(path, said(record, sitting("JN", "d"), (NOTE, "text", f"Really {CHILD}")))
    assert journal_path(path).name in _holding(path)
    _redact(path)


def test_the_journal_of_another_state_and_the_file_it_is_kept_in(path: Path, record: Record):
    _crash(path, said(record, sitting("JN", "d"), (NOTE, "text", f"Really {CHILD}")))
    path.write_bytes(backups(path)[0].path.read_bytes())
    _redact_what_is_there(path)


def test_files_kept_and_backups_made_when_going_back(path: Path, record: Record):
    _crash(path, said(record, sitting("JN", "d"), (NOTE, "text", f"Really {CHILD}")))
    path.write_bytes(backups(path)[0].path.read_bytes())
    restore(path, backups(path)[0])
    assert kept_files(path)
    _redact_what_is_there(path)


def _redact_what_is_there(path: Path) -> None:
    """What only a kept file holds is another entry, which this record does not know."""
    with Workspace.open(path, "MB") as workspace:
        workspace.redact(NOTE, "text")
    left = _holding(path)
    assert left == [one.name for one in kept_files(path)]
    for kept in kept_files(path):
        assert f"She, {CHILD}".encode() not in kept.read_bytes()
        with Workspace.open(kept, "MB") as workspace:
            workspace.redact(NOTE, "text")
    assert _holding(path) == []


def test_what_waits_on_the_laptop(path: Path, record: Record):
    more = Record(record)
    kept = Emergency(DISK, path, record.subjects("inspection")[0])
    waiting = said(more, sitting("JN", "e"), (NOTE, "text", f"Still {CHILD}"))
    assert kept.keep([entry_to_dict(one) for one in waiting])
    assert emergency_path(path).name in _holding(path)
    _redact(path)


def test_half_written_files_that_a_crash_left(path: Path, record: Record):
    path.with_name(f".{path.name}.0123abcd.tmp").write_bytes(path.read_bytes())
    _redact(path)


def test_a_copy_that_cannot_be_done_is_named(path: Path, record: Record):
    oldest = backups(path)[0].path
    oldest.write_bytes(oldest.read_bytes()[:-40])
    with Workspace.open(path, "MB") as workspace:
        with pytest.raises(PartlyRedactedError) as caught:
            workspace.redact(NOTE, "text")
        assert CHILD not in repr(list(workspace.record)), "what the file holds no longer is shown no longer"
    assert oldest.name in str(caught.value)
    assert CHILD not in str(caught.value)
    assert _holding(path) == [oldest.name]


def test_a_file_without_the_value_is_as_it_was_but_for_it(path: Path):
    whole = lived_in(path)
    with Workspace.open(path, "MB") as workspace:
        workspace.redact("note/aa", "text")
        left = {entry.id: entry for entry in workspace.record}
    wanted = {entry.id: entry for entry in whole}
    assert {key for key in wanted if left[key] != wanted[key]} == {"aan-1"}


def _repair(path: Path) -> Path:
    target = repaired_path(path)
    repair(path, target)
    return target


@pytest.mark.usefixtures("record")
def test_a_repaired_twin_and_its_own_backups_are_reached_too(path: Path):
    twin = _repair(path)
    _sit(twin, answered(small_record(), sitting("JN", "d"), CASE_07, q1_1_1="no"))
    assert len([name for name in _holding(path) if name != "x.json"]) >= 2
    _redact(path)
    assert twin.is_file()


@pytest.mark.usefixtures("record")
def test_redacting_again_reaches_the_backup_that_a_crash_left_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as patch, Workspace.open(path, "MB") as workspace:
        patch.setattr(InspectionStorage, "redact_copies", lambda *_: None)  # it stopped before them
        workspace.redact(NOTE, "text")
    assert _holding(path)
    with Workspace.open(path, "MB") as workspace:
        assert workspace.redact_copies() > 0
        assert workspace.redact_copies() == 0
    assert _holding(path) == []


@pytest.mark.usefixtures("record")
def test_merging_with_an_older_file_that_has_the_name_still_keeps_it_blank(path: Path, tmp_path: Path):
    older = tmp_path / "elsewhere" / "older.json"
    older.parent.mkdir()
    older.write_bytes(path.read_bytes())
    with Workspace.open(path, "MB") as workspace:
        workspace.redact(NOTE, "text")
    for files in ((path, older), (older, path)):
        with Workspace.open(files[0], "MB", write=False) as one, Workspace.open(files[1], "MB", write=False) as other:
            together = merge([one.record, other.record])
        assert all(CHILD not in str(entry.value) for entry in together.record)
