"""A week of work on a sealed inspection, watched: no note stands in clear in any file, at any time, nor in TMPDIR."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest
from builders import CASE_07, small_questionnaire, small_record
from store.sealing import PASSPHRASE, cheap_seal
from tui.robot import Robot, at_the_keyboard

from fieldwork.__main__ import main
from fieldwork.errors import FieldworkError
from fieldwork.store import write_new
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.own_editor import edited
from fieldwork.workspace import Workspace

SECRET = "zanzibar"
"""In every text that is typed."""


class Watcher:
    """Looks at every byte handed to the system, and, in a thread of its own, into every file below some folders."""

    def __init__(self, *folders: Path) -> None:
        self.seen: list[str] = []
        self._folders = folders
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def wrote(self, data: bytes) -> None:
        if SECRET.encode() in bytes(data):
            self.seen.append("a write")

    def look(self) -> None:
        for folder in self._folders:
            for path in folder.rglob("*"):
                try:
                    if path.is_file() and SECRET.encode() in path.read_bytes():
                        self.seen.append(path.name)
                except OSError:
                    continue

    def _run(self) -> None:
        while not self._stop.wait(0.02):
            self.look()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self.look()


@pytest.fixture
def work(tmp_path: Path) -> Path:
    path = tmp_path / "work" / "week.json"
    path.parent.mkdir()
    write_new(path, small_record(questionnaires=[small_questionnaire()]))
    return path


@pytest.fixture
def watcher(tmp_path: Path, work: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watcher]:
    for name in ("home", "temporary"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("FIELDWORK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    with Watcher(work.parent, tmp_path / "home", tmp_path / "temporary") as found:
        real = os.write

        def write(descriptor: int, data: bytes) -> int:
            found.wrote(data)
            return real(descriptor, data)

        monkeypatch.setattr(os, "write", write)
        yield found


async def _note(robot: Robot, text: str) -> None:
    await robot.press("c")
    await robot.expect("Esc keeps it")
    await robot.type(text)
    await robot.press("escape")


async def _a_day(path: Path, passphrase: str | None) -> None:
    app = FieldworkApp(Workspace.open(path, "JN", passphrase=passphrase))
    async with at_the_keyboard(app) as robot:
        app.go_to("checklist", case=CASE_07)
        await robot.expect("1.1.1")
        await _note(robot, f"{SECRET} in a note")
        await robot.press("y", "n")
        app.open_workspace.require_saved()
        if passphrase is not None:
            with pytest.raises(FieldworkError, match="is sealed, and an editor"):
                edited(app, f"{SECRET} in an editor")
            app.idle.lock()
            await robot.expect("locked", gone=SECRET)
            for _ in range(200):
                if not app.screen._busy:  # type: ignore[attr-defined]  # the lock screen
                    break
                await robot.pilot.pause(0.01)
            await robot.type(passphrase)
            await robot.press("enter")
            await robot.expect("1.1.1", gone="passphrase or recovery")
        app.go_to("notes")
        await robot.expect(SECRET)
    app.open_workspace.close()


async def test_a_sealed_week_leaves_no_note_in_clear(work: Path, watcher: Watcher, tmp_path: Path):
    with Workspace.open(work, "JN") as workspace:
        workspace.reseal(cheap_seal()[0])
    phrase = tmp_path / "phrase.txt"
    phrase.write_text(PASSPHRASE, "utf-8")
    given = ("--passphrase-file", str(phrase))
    await _a_day(work, PASSPHRASE)
    colleague = work.with_name("colleague.json")
    shutil.copyfile(work, colleague)
    await _a_day(colleague, PASSPHRASE)
    await _a_day(work, PASSPHRASE)
    merged = work.with_name("merged.json")
    assert main(["merge", str(merged), str(work), str(colleague), "--by", "JN", *given]) == 0
    assert main(["export", str(merged), "--to", str(work.with_name("csv")), *given]) == 0
    assert main(["check", str(merged), "--repair", "--to", str(work.with_name("again.json")), *given]) in (0, 1)
    assert watcher.seen == []
    with Workspace.open(merged, "JN", write=False, passphrase=PASSPHRASE) as workspace:
        assert len([note for note in workspace.inspection.notes if SECRET in (note.text or "")]) >= 2
    watcher.look()
    assert watcher.seen == []


async def test_the_watcher_sees_what_is_not_sealed(work: Path, watcher: Watcher):
    await _a_day(work, None)
    watcher.look()
    assert "a write" in watcher.seen
    assert "week.json" in watcher.seen
