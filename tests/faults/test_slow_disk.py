"""A slow disk: saying returns at once, what waits together shares a flush, the light tells the truth, closing waits.

The disk is stopped at a gate, so nothing here depends on how long anything takes.
"""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from faults.stories import BASE, an_entry

from fieldwork.store import InspectionFile, write_new
from fieldwork.store.disk import Disk


class GatedDisk(Disk):
    """A disk whose flushes of files wait at a gate while it is shut, and are counted."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.waiting = threading.Event()
        self.flushes = 0

    def sync(self, descriptor: int) -> None:
        self.waiting.set()
        assert self.gate.wait(30)
        self.flushes += 1
        super().sync(descriptor)


@pytest.fixture
def disk() -> GatedDisk:
    return GatedDisk()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "x.json"
    write_new(path, BASE)
    return path


def test_keys_do_not_wait_and_the_light_tells_the_truth(path: Path, disk: GatedDisk):
    file = InspectionFile(path, disk=disk)
    file.append([an_entry("s", 1)])
    assert file.flush().saved
    disk.gate.clear()
    disk.waiting.clear()
    disk.flushes = 0
    file.append([an_entry("s", 2)])
    assert disk.waiting.wait(30)  # the writer stands at the gate
    for number in range(3, 50):
        file.append([an_entry("s", number)])  # returns, or this test never ends
    assert not file.state.saved
    assert file.state.pending == 48
    assert not file.flush(0.01).saved
    disk.gate.set()
    assert file.flush().saved
    assert disk.flushes == 2  # one for the first, one for the 47 that waited
    file.close()
    assert len(InspectionFile(path, write=False).entries) == len(BASE) + 49


def test_quitting_waits_for_the_disk(path: Path, disk: GatedDisk):
    file = InspectionFile(path, disk=disk)
    disk.gate.clear()
    file.append([an_entry("s", 1)])
    closed = threading.Event()
    closing = threading.Thread(target=lambda: (file.close(), closed.set()))
    closing.start()
    assert disk.waiting.wait(30)
    assert not closed.is_set()
    disk.gate.set()
    closing.join(30)
    assert closed.is_set()
    assert InspectionFile(path, write=False).entries[-1] == an_entry("s", 1)


def test_the_listener_hears_saved_only_after_the_flush(path: Path, disk: GatedDisk):
    order: list[str] = []
    file = InspectionFile(path, disk=disk, on_change=lambda state: order.append("saved" if state.saved else "not"))
    real = disk.sync

    def sync(descriptor: int) -> None:
        real(descriptor)
        order.append("flushed")

    disk.sync = sync  # type: ignore[method-assign]  # this one disk only
    file.append([an_entry("s", 1)])
    file.close()
    assert order.index("saved") > order.index("flushed")
    assert order[: order.index("saved")].count("flushed") == disk.flushes - 1  # the last one is of the last snapshot
