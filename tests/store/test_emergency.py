"""The emergency journal: what the file cannot take is kept, comes back, and is never lost to another."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from builders import CASE_07, answered, sitting, small_record

from fieldwork.record.entry import Entry
from fieldwork.record.record import Record
from fieldwork.store import InspectionFile, write_new
from fieldwork.store.disk import Disk
from fieldwork.store.emergency import read_emergency
from fieldwork.store.names import emergency_path


class Pulled(Disk):
    """A stick that can be pulled out; the laptop's own disk stays."""

    gone = False

    def __init__(self) -> None:
        self._on_stick: set[int] = set()

    def create(self, path: Path) -> int:
        return self._opened(super().create(path), path)

    def open_to_write(self, path: Path) -> int:
        return self._opened(super().open_to_write(path), path)

    def _opened(self, descriptor: int, path: Path) -> int:
        self._on_stick.discard(descriptor)
        if path.parent.name != "emergency":
            self._on_stick.add(descriptor)
        return descriptor

    def write(self, descriptor: int, data: bytes, place: int | None = None) -> None:
        if self.gone and descriptor in self._on_stick:
            raise OSError(errno.EIO, "Input/output error")
        super().write(descriptor, data, place)


@pytest.fixture
def record() -> Record:
    return small_record()


@pytest.fixture
def path(tmp_path: Path, record: Record) -> Path:
    path = tmp_path / "x.json"
    write_new(path, record)
    return path


def _pulled_out(path: Path, record: Record, name: str = "s") -> tuple[Entry, ...]:
    """A sitting of which nothing could be written."""
    disk = Pulled()
    disk.gone = True
    file = InspectionFile(path, disk=disk)
    entries = answered(record, sitting(name=name), CASE_07, q1_1_1="yes")
    file.append(entries)
    assert str(file.flush().error).endswith("They are kept safe on this laptop meanwhile.")
    file.close()
    return entries


def test_what_was_kept_in_two_sittings_comes_back(path: Path, record: Record):
    first, second = _pulled_out(path, record, "s"), _pulled_out(path, record, "t")
    file = InspectionFile(path)
    assert file.entries[-2:] == (*first, *second)
    assert "(2 entries) was kept on this laptop" in file.news()[0]
    file.append(answered(record, sitting(name="u"), CASE_07, q1_1_2="yes"))
    assert file.close().saved
    assert not emergency_path(path).exists()
    assert Record(InspectionFile(path, write=False).entries) == record


def test_what_is_said_while_a_write_fails_is_kept_as_well(path: Path, record: Record, monkeypatch):
    disk = Pulled()
    file = InspectionFile(path, disk=disk)
    more = answered(record, sitting(name="m"), CASE_07, q1_1_1="no")
    real = file._save

    def save(documents: list) -> None:
        if len(documents) == 1:
            file.append(more)  # said in the middle of the first attempt
        real(documents)

    monkeypatch.setattr(file, "_save", save)
    disk.gone = True
    first = answered(record, sitting(name="s"), CASE_07, q1_1_1="yes")
    file.append(first)
    assert not file.flush().saved
    assert file.pending == (*first, *more)
    file.close()
    assert InspectionFile(path, write=False).entries[-2:] == (*first, *more)


def test_entries_of_another_inspection_are_never_removed(path: Path, record: Record):
    _pulled_out(path, record)
    kept = emergency_path(path).read_bytes()
    path.unlink()
    other = Record(entry._replace(subject=entry.subject.replace("/small", "/other")) for entry in small_record())
    write_new(path, other)
    file = InspectionFile(path)
    assert "Entries of another inspection" in file.news()[0]
    assert len(file.entries) == len(other)
    file.append(answered(other, sitting(name="u"), CASE_07, q1_1_2="yes"))
    assert file.close().saved
    (aside,) = emergency_path(path).parent.iterdir()
    assert aside.read_bytes() == kept


def test_what_is_whole_in_a_damaged_one_comes_back_and_the_rest_is_put_aside(path: Path, record: Record):
    disk = Pulled()
    file = InspectionFile(path, disk=disk)
    disk.gone = True
    maker = sitting(name="s")
    kept = answered(record, maker, CASE_07, q1_1_1="yes")
    file.append(kept)
    file.flush()
    disk.gone = False
    file._emergency.keep([{"id": "later"}])
    file._emergency.keep([{"id": "last"}])
    file.close()
    there = emergency_path(path)
    there.write_bytes(there.read_bytes().replace(b'"later"', b'"lafer"'))
    found = read_emergency(path, "inspection/small")
    assert [one["id"] for one in found.documents] == [kept[0].id, "last"]
    assert found.strange
    assert "which is damaged" in found.notice


def test_its_folder_is_private(path: Path, record: Record):
    _pulled_out(path, record)
    there = emergency_path(path)
    assert there.stat().st_mode & 0o777 == 0o600
    assert there.parent.stat().st_mode & 0o777 == 0o700
