"""Backups: the newest ten and one a day for two weeks; only one that is on the disk lets another go."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.store.backups import DAYS, NEWEST, Backup, backups, take_backup, unwanted
from fieldwork.store.disk import DISK, Disk

NOW = datetime(2009, 6, 8, 10, 12).astimezone()


@given(st.lists(st.integers(-60 * 24 * 40, 60 * 24), max_size=60, unique=True))
def test_what_is_let_go_of_is_neither_new_nor_the_last_of_a_day(minutes: list[int]):
    taken = tuple(
        Backup(Path(f"{n}.json"), NOW + timedelta(minutes=minute), 1)
        for n, minute in enumerate(sorted(minutes, reverse=True))
    )
    gone = set(unwanted(taken, NOW))
    assert not gone & set(taken[:NEWEST])
    for one in gone:
        same_day = [other for other in taken if other.taken.date() == one.taken.date()]
        assert one.taken < NOW - timedelta(days=DAYS) or one != same_day[0]
    kept = [one for one in taken if one not in gone]
    assert len(kept) <= NEWEST + DAYS + 2


def test_two_in_one_second_are_two(tmp_path: Path):
    path = tmp_path / "x.json"
    names = {take_backup(DISK, path, str(n).encode(), NOW).name for n in range(3)}
    assert len(names) == len(backups(path)) == 3
    assert {one.path.read_bytes() for one in backups(path)} == {b"0", b"1", b"2"}


def test_where_a_backup_fails_none_is_let_go_of(tmp_path: Path):
    path = tmp_path / "x.json"
    for day in range(12):
        take_backup(DISK, path, b"old", NOW - timedelta(days=400 - day))
    before = {one.path.name for one in backups(path)}

    class Full(Disk):
        def write(self, *_: object) -> None:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        take_backup(Full(), path, b"new", NOW)
    assert {one.path.name for one in backups(path)} == before
    take_backup(DISK, path, b"new", NOW)
    assert len(backups(path)) == NEWEST


def test_what_lies_there_besides_is_no_backup(tmp_path: Path):
    path = tmp_path / "x.json"
    take_backup(DISK, path, b"one", NOW)
    folder = tmp_path / "x.json.backups"
    for name in ("notes.txt", "2009-06-08T101200.txt", ".2009-06-08T101200.json.0a1b2c3d.tmp"):
        (folder / name).write_text("?")
    assert [one.path.read_bytes() for one in backups(path)] == [b"one"]
    assert folder.stat().st_mode & 0o777 == 0o700
