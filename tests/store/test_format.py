"""A reader written from docs/file-format.md alone reads what fieldwork wrote, at every moment of a sitting."""

from __future__ import annotations

from pathlib import Path

from builders import CASE_07, answered, said, sitting, small_record
from store.described import journal, read, snapshot

from fieldwork.record.entry import entry_to_dict
from fieldwork.record.record import Record
from fieldwork.store import InspectionFile, write_new
from fieldwork.store.names import journal_path


def _same(path: Path, record: Record) -> bool:
    return read(path) == [entry_to_dict(entry) for entry in record]


def test_the_description_is_enough_to_read_a_file_at_any_moment(tmp_path: Path):
    path, record, maker = tmp_path / "x.json", small_record(), sitting(name="s")
    write_new(path, record)
    assert _same(path, record)
    file = InspectionFile(path)
    for number, answer in enumerate(("yes", "no", None, "na"), 1):
        file.append(answered(record, maker, CASE_07, q1_1_1=answer))
        assert file.flush().saved
        assert _same(path, record)
        head, lines, ended = journal(journal_path(path))
        assert ended
        assert head["inspection"] == "inspection/small"
        assert len(lines) == (number if number < 3 else number - 2)
        if number == 2:
            before = snapshot(path)[0]["sha256"]
            file._storage.fold()
            header, _, untouched = snapshot(path)
            assert (header["follows"], header["upto"], header["open"], untouched) == (before, 2, True, True)
            assert _same(path, record)
    file.append(said(record, maker, ("note/x", "text", 'An "odd" – note\nin two lines')))
    file.close()
    assert _same(path, record)
    assert snapshot(path)[0]["open"] is False
    assert not journal_path(path).exists()


def test_what_the_description_says_of_a_crash_between_snapshot_and_journal(tmp_path: Path):
    path, record = tmp_path / "x.json", small_record()
    write_new(path, record)
    file = InspectionFile(path)
    file.append(answered(record, sitting(name="s"), CASE_07, q1_1_1="yes"))
    assert file.flush().saved
    old = journal_path(path).read_bytes()
    file._storage.fold()
    journal_path(path).write_bytes(old)
    assert _same(path, record)
    file._release()
    again = InspectionFile(path)
    assert Record(again.entries) == record
    assert again.news() == ()
    again.close()


def test_the_description_names_every_field_that_is_written(tmp_path: Path):
    text = (Path(__file__).parents[2] / "docs" / "file-format.md").read_text("utf-8")
    path, record = tmp_path / "x.json", small_record()
    write_new(path, record)
    file = InspectionFile(path)
    file.append(answered(record, sitting(name="s"), CASE_07, q1_1_1="yes"))
    assert file.flush().saved
    header, _, _ = snapshot(path)
    head, _, _ = journal(journal_path(path))
    keys = {*header, *head, *(key for entry in record for key in entry_to_dict(entry)), "of", "seq", "entries", "sum"}
    assert [key for key in keys if f"`{key}`" not in text and f'"{key}"' not in text] == []
    file.close()
