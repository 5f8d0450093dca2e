"""The lock: one window writes; who has it is told; it is given back, and no note alone holds anybody up."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldwork.errors import InUseError, StoreError
from fieldwork.store import InspectionFile, write_new
from fieldwork.store.lock import take_lock
from fieldwork.store.names import lock_path


def test_one_at_a_time_and_the_owner_is_named(tmp_path: Path):
    lock = take_lock(tmp_path / "x.json")
    with pytest.raises(InUseError, match=r"x\.json is open in another window \(.*process \d+\)"):
        take_lock(tmp_path / "x.json")
    lock.release()
    take_lock(tmp_path / "x.json").release()


@pytest.mark.parametrize("note", ["laptop-7, since Mon, process 1", "\x1b]52;c;AAAA\x07", "x" * 5_000, ""])
def test_a_note_that_was_left_behind_holds_nobody_up_and_shows_nothing_hostile(tmp_path: Path, note: str):
    lock_path(tmp_path / "x.json").write_text(note, "utf-8")
    lock = take_lock(tmp_path / "x.json")
    lock_path(tmp_path / "x.json").write_text(note, "utf-8")
    with pytest.raises(InUseError) as caught:
        take_lock(tmp_path / "x.json")
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 200
    lock.release()


def test_a_folder_in_its_place_is_said(tmp_path: Path):
    lock_path(tmp_path / "x.json").mkdir()
    with pytest.raises(StoreError, match="Cannot write beside"):
        take_lock(tmp_path / "x.json")


def test_a_link_and_its_file_are_one(tmp_path: Path):
    write_new(tmp_path / "x.json", ())
    (tmp_path / "link.json").symlink_to(tmp_path / "x.json")
    file = InspectionFile(tmp_path / "link.json")
    assert file.path == (tmp_path / "x.json").resolve()
    with pytest.raises(InUseError):
        InspectionFile(tmp_path / "x.json")
    file.close()
