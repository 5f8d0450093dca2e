"""Somebody watches the folder, the laptop's state and the temporary folder through a sealed sitting."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from builders import CASE_07, CASE_08, small_record
from store.sealing import CHEAP, PASSPHRASE, cheap_seal

from fieldwork.store import write_new
from fieldwork.store.checking import check_file
from fieldwork.store.disk import Disk
from fieldwork.store.repairing import repair
from fieldwork.store.restoring import choose, restore, restore_to
from fieldwork.workspace import Workspace

WORDS = [f"Zebra{number}" for number in range(1, 9)]
"""One in each note that is written."""


class Watcher:
    """Looks at every file below a folder after every step that the store takes on the disk."""

    def __init__(self, root: Path, patch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.looks = 0
        self.seen: set[str] = set()
        self.files: set[str] = set()
        for step in ("create", "write", "sync", "close", "replace", "remove", "make_folder", "sync_folder"):
            patch.setattr(Disk, step, self._watched(getattr(Disk, step)))

    def _watched(self, real: object) -> object:
        def step(*arguments: object, **named: object) -> object:
            assert callable(real)
            done = real(*arguments, **named)
            self.look()
            return done

        return step

    def look(self) -> None:
        """Read everything that is there now."""
        self.looks += 1
        for path in self.root.rglob("*"):
            if path.is_file():
                raw = path.read_bytes()
                self.files.add(path.suffix)
                self.seen |= {
                    f"{word} in {path.name}" for word in (*WORDS, "Smalltown", "case/") if word.encode() in raw
                }


def test_nothing_that_is_said_stands_in_clear_anywhere_at_any_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FIELDWORK_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    path = tmp_path / "x.json"
    write_new(path, small_record(), seal=cheap_seal()[0])
    watcher = Watcher(tmp_path, monkeypatch)
    words = iter(WORDS)

    def note(space: Workspace, case: str = CASE_07) -> None:
        space.note(f"A note that says {next(words)}, and “more”", case=case)

    with Workspace.open(path, "JN", passphrase=PASSPHRASE) as space:
        note(space)
        space.answer(CASE_08, "1.1.1", "no")
        note(space, CASE_08)
        space.require_saved()
        space._file._storage.fold()
        note(space)
        space.require_saved()
        space.undo()
    space = Workspace.open(path, "JN", passphrase=PASSPHRASE)
    real = space._file._storage.add
    monkeypatch.setattr(space._file._storage, "add", _full)
    note(space)
    assert not space.flush().saved  # it went to the laptop's own disk
    monkeypatch.setattr(space._file._storage, "add", real)
    note(space)
    space.require_saved()
    assert space.seal is not None
    space.reseal(space.seal.with_passphrase("another horse battery", CHEAP)[0])
    note(space)
    space.lock()
    seal = Workspace.open(path, "JN", passphrase="another horse battery").seal
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b'"part":"', b'"part":"A', 1))
    assert check_file(path, seal).problems
    repair(path, tmp_path / "x.repaired.json", seal)
    path.write_bytes(raw)
    restore_to(choose(path, "1"), tmp_path / "old.json", seal=seal)
    with Workspace.open(path, "JN", seal=seal, write=False) as found:
        found.save_copy(tmp_path / "copy.json")
    restore(path, choose(path, "1"), seal=seal)
    assert watcher.seen == set()
    assert watcher.looks > 60
    assert watcher.files >= {".json", ".journal", ".tmp"}
    write_new(tmp_path / "clear.json", small_record())
    assert {"Smalltown in clear.json", "case/ in clear.json"} <= watcher.seen  # it does see what is in clear


def _full(_: object) -> None:
    raise OSError(28, "No space left on device")
