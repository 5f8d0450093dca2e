"""Opening: snapshot and journal are put together where they belong together, and what is odd is said, once."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import CASE_07, answered, sitting, small_record

from fieldwork.errors import DamagedFileError, StoreError
from fieldwork.record.entry import Entry
from fieldwork.record.record import Record
from fieldwork.store import InspectionFile, Seal, recovery, write_new
from fieldwork.store.names import journal_path, leftovers
from fieldwork.store.recovery import recover
from fieldwork.store.snapshot import digest_of


@pytest.fixture
def record() -> Record:
    return small_record()


@pytest.fixture
def crashed(tmp_path: Path, record: Record) -> Path:
    path = tmp_path / "x.json"
    write_new(path, record)
    file = InspectionFile(path)
    file.append(answered(record, sitting(name="s"), CASE_07, q1_1_1="yes"))
    assert file.flush().saved
    file._writer.close()
    file._release()
    return path


def test_a_journal_that_names_the_file_is_applied(crashed: Path, record: Record):
    found = recover(crashed)
    assert (found.pairing, found.notices, len(found.documents)) == ("applied", (), len(record))
    assert found.in_snapshot == len(record) - 1


def test_reading_twice_changes_nothing_and_says_the_same(crashed: Path):
    before = {path.name: path.read_bytes() for path in crashed.parent.iterdir() if path.is_file()}
    assert recover(crashed) == recover(crashed)
    assert {path.name: path.read_bytes() for path in crashed.parent.iterdir() if path.is_file()} == before


def test_a_journal_that_adds_nothing_is_no_news_whatever_it_names(crashed: Path, record: Record):
    raw = journal_path(crashed).read_bytes()
    crashed.unlink()
    journal_path(crashed).unlink()
    write_new(crashed, record)
    journal_path(crashed).write_bytes(raw)
    found = recover(crashed)
    assert (found.pairing, found.notices) == ("contained", ())


def test_a_file_that_changes_while_it_is_read_is_read_again(crashed: Path, monkeypatch: pytest.MonkeyPatch):
    """Another window folds between our reading of the file and of its journal."""
    monkeypatch.setattr(recovery, "_PAUSE", 0)
    real, meddled = recovery._journal, []

    def journal(path: Path, notices: list[str], seal: Seal | None) -> object:
        if not meddled:
            meddled.append(path)
            file = InspectionFile(path)
            file.append([Entry("z-1", "z-1", CASE_07, "f", 1, "JN", "")])
            assert file.close().saved
        return real(path, notices, seal)

    monkeypatch.setattr(recovery, "_journal", journal)
    found = recover(crashed)
    assert found.notices == ()
    assert "z-1" in {document["id"] for document in found.documents.values()}


def test_a_claim_to_be_of_format_1_hides_no_damage(crashed: Path):
    crashed.write_bytes(crashed.read_bytes().replace(b'"format":2', b'"format":1'))
    assert "changed outside fieldwork, or damaged" in recover(crashed).notices[0]


def test_a_giant_or_unreadable_journal_is_refused(crashed: Path):
    beside = journal_path(crashed)
    beside.unlink()
    with beside.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(DamagedFileError, match="larger than any"):
        recover(crashed)
    beside.unlink()
    beside.mkdir()
    with pytest.raises(StoreError, match="cannot be read"):
        recover(crashed)


def test_what_a_crash_left_half_written_is_swept_with_the_first_answer_and_nothing_else(crashed: Path, record: Record):
    folder = crashed.parent
    ours = [
        ".x.json.0a1b2c3d.tmp",
        ".x.json.journal.0a1b2c3d.tmp",
        "x.json.backups/.2009-06-08T101200.json.0a1b2c3d.tmp",
    ]
    others = [".x.json.y.json.0a1b2c3d.tmp", ".y.json.0a1b2c3d.tmp", ".x.json.notes.tmp", "x.json.tmp"]
    for name in (*ours, *others):
        (folder / name).write_text("half")
    assert sorted(leftovers(crashed)) == sorted(folder / name for name in ours)
    file = InspectionFile(crashed)
    assert all((folder / name).exists() for name in ours)
    file.append(answered(record, sitting(name="t"), CASE_07, q1_1_1="no"))
    file.close()
    assert [name for name in (*ours, *others) if (folder / name).exists()] == others


def test_the_digest_is_what_a_journal_knows_the_file_by(crashed: Path):
    assert recover(crashed).digest == digest_of(crashed.read_bytes())
