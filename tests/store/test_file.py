"""The inspection file: what `append` has saved is there when it is opened again, and a failure changes nothing."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from builders import CASE_07, answered, said, sitting, small_record
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.errors import DamagedFileError, InUseError, StoreError
from fieldwork.record.entry import Entry
from fieldwork.record.record import Record
from fieldwork.record.redaction import redact, redacted_entries
from fieldwork.store import InspectionFile, replacing, write_new


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


@pytest.mark.parametrize("step", ["open", "sync_file", "rename", "sync_folder"])
def test_a_full_disk_at_any_step_keeps_the_file_whole_and_the_entries_pending(
    path: Path, record: Record, monkeypatch: pytest.MonkeyPatch, step: str
):
    before = Record(record)
    new = answered(record, sitting(name="s"), CASE_07, q1_1_1="yes")
    file = InspectionFile(path)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        if step == "rename":
            patch.setattr(Path, "replace", full)
        elif step == "open":
            patch.setattr(os, "open", full)
        else:
            patch.setattr(replacing, step, full)
        file.append(new)
        state = file.flush()
    assert str(state.error) == "Not saved: No space left on device."
    assert file.pending == new
    assert _reopened(path) in (before, record)
    assert [p.name for p in path.parent.iterdir() if p.suffix == ".tmp"] == []
    file.retry()
    assert file.close().saved
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
    blanked = redacted_entries(record, note, "text", "MB")
    file.redact(blanked)
    redact(record, blanked)
    assert file.close().saved
    assert b"Kylie" not in path.read_bytes()
    assert _reopened(path) == record


def test_a_torn_file_never_happens_under_kill(path: Path):
    """A short run: `make faults` makes a thousand."""
    code = Path(__file__).parents[1] / "faults" / "saving_child.py"
    for number in range(12):
        child = subprocess.Popen(
            [sys.executable, code, path, f"k{number}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        acknowledged = ""
        for _ in range(3 + 5 * number):
            acknowledged = child.stdout.readline().strip() or acknowledged
        child.kill()
        rest, problems = child.communicate()
        assert problems == ""
        acknowledged = rest.strip().splitlines()[-1] if rest.strip() else acknowledged
        ids = {entry.id for entry in _reopened(path)}
        assert {f"k{number}-{n}" for n in range(1, int(acknowledged) + 1)} <= ids


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
