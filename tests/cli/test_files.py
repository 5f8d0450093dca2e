from __future__ import annotations

from pathlib import Path

import pytest
from builders import CASE_07

from fieldwork.cli.files import changing, reading, write_files
from fieldwork.errors import BadInputError, FieldworkError, InUseError, StoreError
from fieldwork.record.record import Statement


def test_a_change_is_on_the_disk_at_the_end(small: Path):
    with changing(small, "JN") as workspace:
        workspace.say([Statement(CASE_07, "status", "read")])
    with reading(small) as workspace:
        assert workspace.record.value(CASE_07, "status") == "read"


def test_what_cannot_be_saved_is_an_error(small: Path, monkeypatch: pytest.MonkeyPatch):
    before = small.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    def change() -> None:
        with changing(small, "JN") as workspace:
            workspace.say([Statement(CASE_07, "status", "read")])

    monkeypatch.setattr("fieldwork.store.disk.Disk.create", full)
    with pytest.raises(StoreError, match="No space left"):
        change()
    assert small.read_bytes() == before


def test_reading_works_while_another_window_writes(small: Path):
    with changing(small, "JN"), reading(small) as workspace:
        assert workspace.read_only
    with reading(small), changing(small, "JN") as workspace:
        assert not workspace.read_only
    with changing(small, "JN"), pytest.raises(InUseError), changing(small, "MB"):
        pass


def test_files_are_written_all_or_none(tmp_path: Path):
    one, two = tmp_path / "one", tmp_path / "two"
    two.write_text("mine")
    with pytest.raises(BadInputError, match="two is already there"):
        write_files({one: b"1", two: b"2"}, force=False)
    assert not one.exists()
    write_files({one: b"1", two: b"2"}, force=True)
    assert (one.read_bytes(), two.read_bytes()) == (b"1", b"2")
    with pytest.raises(BadInputError, match="is a folder"):
        write_files({tmp_path: b""}, force=True)
    with pytest.raises(FieldworkError, match="Cannot write"):
        write_files({tmp_path / "none" / "x": b""}, force=False)


def test_what_befell_the_file_is_said_on_standard_error(small: Path, capsys: pytest.CaptureFixture):
    small.write_bytes(small.read_bytes().replace(b"Smalltown", b"Tinyville"))
    with reading(small) as workspace:
        assert workspace.inspection.area == "Tinyville"
    said = capsys.readouterr()
    assert said.out == ""
    assert "was changed outside fieldwork" in said.err
