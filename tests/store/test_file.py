"""The inspection file: what `append` has saved is there when it is opened again, and a failure changes nothing."""

from __future__ import annotations

import errno
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from builders import CASE_07, CASE_08, answered, said, sitting, small_record
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.errors import DamagedFileError, InUseError, StoreError
from fieldwork.record.entry import Entry
from fieldwork.record.record import Record
from fieldwork.record.redaction import redact, redaction_of
from fieldwork.store import InspectionFile, write_new
from fieldwork.store.disk import Disk
from fieldwork.store.emergency import Emergency
from fieldwork.store.names import emergency_path, journal_path


@pytest.fixture
def record() -> Record:
    return small_record()


@pytest.fixture
def path(tmp_path: Path, record: Record) -> Path:
    path = tmp_path / "x.json"
    write_new(path, record)
    return path


def _reopened(path: Path) -> Record:
    file = InspectionFile(path, write=False)
    file.close()
    return Record(file.entries)


def test_what_was_appended_is_there_after_reopening(path: Path, record: Record):
    file = InspectionFile(path)
    assert Record(file.entries) == record
    for answer in ("yes", "no", None):
        file.append(answered(record, sitting(name=f"s{answer}"), CASE_07, q1_1_1=answer))
    assert file.close().saved
    assert _reopened(path) == record


def test_opening_changes_nothing(path: Path):
    before = path.read_bytes(), path.stat().st_mtime_ns
    InspectionFile(path).close()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_the_file_is_its_owners_alone(path: Path, record: Record):
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    file = InspectionFile(path)
    file.append(answered(record, sitting(name="s"), CASE_07, q1_1_1="yes"))
    file.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(Path(f"{path}.lock").stat().st_mode) == 0o600


def test_a_new_file_is_never_put_over_another(path: Path, record: Record):
    before = path.read_bytes()
    with pytest.raises(StoreError, match="already there"):
        write_new(path, record)
    with pytest.raises(StoreError, match="already there"):
        InspectionFile.create(path, record)
    assert path.read_bytes() == before


def test_a_second_window_can_only_read(path: Path, record: Record):
    first = InspectionFile(path)
    with pytest.raises(InUseError, match="open in another window"):
        InspectionFile(path)
    second = InspectionFile(path, write=False)
    assert second.read_only
    with pytest.raises(StoreError, match="reading only"):
        second.append(answered(record, sitting(name="s"), CASE_07, q1_1_1="yes"))
    with pytest.raises(StoreError, match="reading only"):
        second.redact(())
    first.close()
    InspectionFile(path).close()


def test_a_lock_dies_with_its_process(path: Path):
    code = (
        "import sys, os\nfrom pathlib import Path\nfrom fieldwork.store import InspectionFile\n"
        "file = InspectionFile(Path(sys.argv[1]))\nprint('open', flush=True)\nos.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=False)
    assert done.stdout == "open\n"
    InspectionFile(path).close()


def test_a_missing_file_or_a_folder_is_refused_and_leaves_no_lock(tmp_path: Path):
    for wrong in (tmp_path / "none.json", tmp_path):
        with pytest.raises(StoreError):
            InspectionFile(wrong)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_entry_is_named_and_the_lock_is_given_back(path: Path):
    text = path.read_text("utf-8").replace('"by":"JN"', '"by":7', 1)
    path.write_text(text, "utf-8")
    for _ in range(2):
        with pytest.raises(DamagedFileError, match=r"x\.json: entry 1: 'by' should be text, found int"):
            InspectionFile(path)


class FailingDisk(Disk):
    """A disk on which one kind of step fails, once `full` is set."""

    def __init__(self, step: str) -> None:
        self.full = False
        self._step = step

    def __getattribute__(self, name: str) -> object:
        get = object.__getattribute__
        if not name.startswith("_") and name != "full" and get(self, "full") and name == get(self, "_step"):

            def fail(*_: object) -> None:
                raise OSError(errno.ENOSPC, "No space left on device")

            return fail
        return get(self, name)


@pytest.mark.parametrize("already", [0, 2])
@pytest.mark.parametrize("step", ["create", "write", "sync", "replace", "make_folder", "sync_folder", "open_to_write"])
def test_a_disk_that_fails_at_any_step_keeps_the_file_whole_and_the_entries_pending(
    path: Path, record: Record, step: str, already: int
):
    disk = FailingDisk(step)
    file = InspectionFile(path, disk=disk)
    for number in range(already):
        file.append(answered(record, sitting(name=f"s{number}"), CASE_07, q1_1_1="yes"))
        assert file.flush().saved
    before = Record(record)
    disk.full = True
    new = answered(record, sitting(name="t"), CASE_08, q1_1_1="yes")
    file.append(new)
    state = file.flush()
    if state.error is None:  # a step that an addition in the middle of a sitting does not take
        assert already
        assert step not in ("write", "sync")
    else:
        assert str(state.error).startswith("Not saved to x.json: No space left on device.")
        assert file.pending == new
        assert _reopened(path) in (before, record)
    assert [p.name for p in path.parent.iterdir() if p.suffix == ".tmp"] == []
    disk.full = False
    file.retry()
    assert file.close().saved
    assert _reopened(path) == record
    assert not journal_path(path).exists()


def test_what_the_file_cannot_take_is_kept_on_the_laptop_and_comes_back(path: Path, record: Record):
    disk = FailingDisk("replace")
    file = InspectionFile(path, disk=disk)
    new = answered(record, sitting(name="t"), CASE_08, q1_1_1="yes")
    whole = Emergency.keep

    def keep(self: Emergency, documents: list) -> bool:
        disk.full = False
        try:
            return whole(self, documents)
        finally:
            disk.full = True

    disk.full = True
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Emergency, "keep", keep)
        file.append(new)
        assert str(file.flush().error).endswith("They are kept safe on this laptop meanwhile.")
    file.close()  # as when the laptop is switched off: the entries are still pending
    assert file.pending == new
    again = InspectionFile(path)
    assert Record(again.entries) == record
    assert "What could not be written to x.json last time (1 entry)" in again.news()[0]
    assert again.news() == ()
    again.append(answered(record, sitting(name="u"), CASE_08, q1_1_2="yes"))
    assert again.close().saved
    assert not emergency_path(path).exists()
    assert _reopened(path) == record


def test_a_file_that_another_program_changes_is_left_alone_and_work_goes_on_beside_it(path: Path, record: Record):
    file = InspectionFile(path)
    file.append(answered(record, sitting(name="s"), CASE_07, q1_1_1="yes"))
    assert file.flush().saved
    theirs = path.read_bytes().replace(b"Smalltown", b"Tinyville")
    path.write_bytes(theirs)
    file.append(answered(record, sitting(name="t"), CASE_07, q1_1_1="no"))
    assert file.flush().saved
    assert file.path != path
    assert "Another program has changed x.json" in file.news()[0]
    file.close()
    assert path.read_bytes() == theirs
    assert _reopened(file.path) == record


def test_a_touched_file_is_still_ours(path: Path, record: Record):
    file = InspectionFile(path)
    file.append(answered(record, sitting(name="s"), CASE_07, q1_1_1="yes"))
    file.flush()
    path.touch()
    file.append(answered(record, sitting(name="t"), CASE_07, q1_1_1="no"))
    file.close()
    assert file.path == path
    assert _reopened(path) == record


def test_a_deleted_file_is_written_again(path: Path, record: Record):
    file = InspectionFile(path)
    file.append(answered(record, sitting(name="s"), CASE_07, q1_1_1="yes"))
    file.flush()
    path.unlink()
    file.append(answered(record, sitting(name="t"), CASE_07, q1_1_1="no"))
    assert file.close().saved
    assert _reopened(path) == record


def test_redaction_reaches_the_file(path: Path, record: Record):
    note = "note/one"
    maker = sitting(name="s")
    file = InspectionFile(path)
    file.append(said(record, maker, (note, "text", "Kylie said so")))
    file.append(said(record, maker, (note, "text", "Kylie did say so")))
    blanked = redaction_of(record, note, "text", "MB").entries
    file.redact(blanked)
    redact(record, blanked)
    assert file.close().saved
    assert b"Kylie" not in path.read_bytes()
    assert _reopened(path) == record


def test_a_journal_removed_under_the_app_is_begun_anew_at_once(path: Path, record: Record):
    file = InspectionFile(path)
    for number, gone in enumerate((journal_path(path), path, path), 1):
        file.append(answered(record, sitting(name=f"s{number}"), CASE_07, q1_1_1="yes"))
        assert file.flush().saved
        gone.unlink()
        file.append(answered(record, sitting(name=f"t{number}"), CASE_07, q1_1_1="no"))
        assert file.flush().saved
        assert _reopened(path) == record
    file.close()


def test_where_the_file_was_changed_and_the_app_closes_everything_is_beside_it(path: Path, record: Record):
    file = InspectionFile(path)
    file.append(answered(record, sitting(name="s"), CASE_07, q1_1_1="yes"))
    assert file.flush().saved
    assert file._storage.fold()
    path.write_bytes(b"theirs")
    file.close()
    assert path.read_bytes() == b"theirs"
    assert not journal_path(path).exists()
    assert _reopened(file.path) == record


def test_where_folding_fails_the_journal_goes_on(path: Path, record: Record):
    disk = FailingDisk("create")
    file = InspectionFile(path, disk=disk)
    file.append(answered(record, sitting(name="s"), CASE_07, q1_1_1="yes"))
    assert file.flush().saved
    disk.full = True
    assert not file._storage.fold()
    file.append(answered(record, sitting(name="t"), CASE_07, q1_1_1="no"))
    assert file.flush().saved
    assert _reopened(path) == record
    disk.full = False
    assert file._storage.fold()
    file.close()


def test_redacting_and_saving_take_turns(path: Path, record: Record, monkeypatch: pytest.MonkeyPatch):
    """An answer that is said in the middle of a redaction is neither lost nor does it bring the old text back."""
    file = InspectionFile(path)
    maker = sitting(name="s")
    file.append(said(record, maker, ("note/one", "text", "Kylie said so")))
    assert file.flush().saved
    real = file._storage._write_snapshot

    def slow() -> object:
        file.append(answered(record, sitting(name="t"), CASE_07, q1_1_1="yes"))
        assert not file.flush(0.05).saved  # it waits for its turn
        return real()

    blanked = redaction_of(record, "note/one", "text", "MB").entries
    with monkeypatch.context() as patch:
        patch.setattr(file._storage, "_write_snapshot", slow)
        file.redact(blanked)
    redact(record, blanked)
    assert file.flush().saved
    assert _reopened(path) == record
    file.close()
    assert _reopened(path) == record


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (2**53 + 1, "larger than"),
        ("\ud800", "half of a character"),
        ([[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]], "nested more than 32 deep"),
        ({"a": float("inf")}, "no value of JSON"),
        ({"a": {1, 2}}, "not JSON serializable"),
        ({"\ud800": 1}, "surrogates not allowed"),
    ],
)
def test_what_could_not_be_read_again_is_not_taken_and_spoils_nothing(path: Path, record: Record, value, words: str):
    file = InspectionFile(path)
    with pytest.raises(StoreError, match=words):
        file.append([Entry("s-1", "s-1", "case/x", "f", value, "JN", "")])
    file.append(answered(record, sitting(name="t"), CASE_07, q1_1_1="yes"))
    assert file.close().saved
    assert _reopened(path) == record


def test_a_file_marked_as_read_only_is_not_written(path: Path):
    path.chmod(0o444)
    with pytest.raises(StoreError, match="marked as read-only"):
        InspectionFile(path)
    InspectionFile(path, write=False).close()


_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.text(max_size=20)),
    lambda inside: st.one_of(st.lists(inside, max_size=3), st.dictionaries(st.text(max_size=4), inside, max_size=3)),
    max_leaves=6,
)
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@given(st.lists(st.tuples(_TEXT, _TEXT, _VALUES), max_size=8))
def test_record_to_file_to_record(tmp_path_factory: pytest.TempPathFactory, rows: list):
    path = tmp_path_factory.mktemp("round") / "x.json"
    record = Record()
    maker = sitting()
    for subject, field, value in rows:
        said(record, maker, (subject, field, value))
    write_new(path, record)
    assert _reopened(path) == record
    assert [entry.id for entry in _reopened(path)] == [entry.id for entry in record]


def test_entries_keep_all_they_hold(path: Path):
    full = Entry("a-1", "a-1", "note/x", "text", {"a": [1, None, "é"]}, "JN", "2009-06-01", ("b-1",), "c-1")
    blank = Entry("a-2", "a-1", "note/x", "source", None, "JN", "2009-06-01", (), None, "MB")
    file = InspectionFile(path)
    file.append([full, blank])
    file.close()
    assert tuple(_reopened(path))[-2:] == (full, blank)
