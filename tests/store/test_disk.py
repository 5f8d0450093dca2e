"""Writing durably: whole or not at all, private, and nothing left behind by what failed."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from fieldwork.store import disk as disk_module
from fieldwork.store.disk import DISK, Disk, make_folders_durably, replace_durably, stamp_of


def test_a_file_is_replaced_whole_and_private(tmp_path: Path):
    path = tmp_path / "x"
    path.write_text("old")
    stamp = replace_durably(DISK, path, [b"ne", b"w"])
    assert path.read_bytes() == b"new"
    assert stamp == stamp_of(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("step", ["create", "write", "sync", "replace"])
def test_what_fails_leaves_the_old_and_nothing_else(tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "x"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Disk, step, fail)
    with pytest.raises(OSError, match="No space"):
        replace_durably(DISK, path, [b"new"])
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_short_write_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, bytes(data[:3])))
    replace_durably(DISK, tmp_path / "x", [b"a long text"])
    assert (tmp_path / "x").read_bytes() == b"a long text"


def test_folders_are_made_private_and_their_names_flushed_from_above(tmp_path: Path):
    order: list[Path] = []

    class Watching(Disk):
        def make_folder(self, path: Path) -> None:
            super().make_folder(path)
            order.append(path)

        def sync_folder(self, folder: Path) -> None:
            order.append(folder)

    deep = tmp_path / "a" / "b"
    make_folders_durably(Watching(), deep)
    assert order == [tmp_path / "a", tmp_path, deep, tmp_path / "a"]
    assert stat.S_IMODE(deep.stat().st_mode) == 0o700
    make_folders_durably(Watching(), deep)
    assert len(order) == 4


class _FullSync:
    """What a Mac's fcntl does, with an answer of our choosing."""

    def __init__(self, answer: int | None) -> None:
        self.asked = 0
        self._answer = answer

    def fcntl(self, _descriptor: int, _what: int) -> None:
        self.asked += 1
        if self._answer is not None:
            raise OSError(self._answer, os.strerror(self._answer))


@pytest.mark.parametrize("answer", [None, errno.ENOTSUP, errno.EIO])
def test_on_a_mac_the_drive_is_asked_and_its_failures_are_failures(tmp_path: Path, answer, monkeypatch):
    mac, flushed = _FullSync(answer), []
    monkeypatch.setattr(disk_module, "fcntl", mac)
    monkeypatch.setattr(disk_module, "_FULL_SYNC", 51)
    monkeypatch.setattr(os, "fdatasync", flushed.append, raising=False)
    if answer == errno.EIO:
        with pytest.raises(OSError, match="Input/output"):
            replace_durably(DISK, tmp_path / "x", [b"1"])
    else:
        replace_durably(DISK, tmp_path / "x", [b"1"])
    assert mac.asked == 1
    assert len(flushed) == (1 if answer == errno.ENOTSUP else 0)


def test_on_windows_a_file_that_is_held_for_a_moment_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    held = [True, True, False]
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if held.pop(0):
            raise PermissionError(13, "The process cannot access the file")
        return real(self, target)

    (tmp_path / "a").write_text("new")
    monkeypatch.setattr(disk_module, "_SHARING_PAUSE", 0)
    monkeypatch.setattr(disk_module, "_WINDOWS", True)
    monkeypatch.setattr(Path, "replace", replace)
    DISK.replace(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_text() == "new"
    assert held == []
