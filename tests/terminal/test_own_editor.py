"""A note in one's own editor, in a real terminal: it is lent, and comes back whatever the editor does."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from benchmarks.terminal import Terminal
from fieldwork.paths import data_folder
from fieldwork.workspace import Workspace

F4 = "\x1bOS"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "dorset.json"
    shutil.copyfile(data_folder() / "samples" / "dorset-2013.json", path)
    return path


def _see(terminal: Terminal, pattern: str) -> None:
    assert terminal.wait_for(pattern, 30) is not None, f"{pattern!r} is not on the screen:\n{terminal.text}"


def _editor(tmp_path: Path, script: str) -> str:
    path = tmp_path / "editor.py"
    path.write_text(f"import sys\nfrom pathlib import Path\nnote = Path(sys.argv[1])\n{script}\n", "utf-8")
    return f"{sys.executable} {path}"


@pytest.mark.parametrize(
    ("script", "seen", "text"),
    [
        ("print('what more?'); note.write_text(note.read_text() + input())", "begun, and more", "begun, and more"),
        ("raise SystemExit(2)", "ended with status 2", "begun"),
        (None, "Cannot use the editor", "begun"),
    ],
    ids=["writes", "fails", "is not there"],
)
def test_the_terminal_is_lent_and_comes_back(file: Path, tmp_path: Path, script: str | None, seen: str, text: str):
    editor = "no-such-editor" if script is None else _editor(tmp_path, script)
    home = {"FIELDWORK_HOME": str(tmp_path / "home"), "EDITOR": editor, "VISUAL": ""}
    command = [sys.executable, "-m", "fieldwork", "open", str(file), "--by", "JN"]
    with Terminal(command, environment=home) as terminal:
        _see(terminal, r"(?m)^ 01 ")
        terminal.press("g", "n")
        _see(terminal, "newest first")
        terminal.press("n", "1")
        _see(terminal, "note on the area")
        terminal.press("begun", F4)
        if text != "begun":
            _see(terminal, "what more")
            terminal.press(", and more", "enter")
        _see(terminal, seen)
        terminal.press("escape")
        terminal.settle()
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    with Workspace.open(file, "JN", write=False) as workspace:
        assert [note.text for note in workspace.inspection.notes if note.text.startswith("begun")] == [text]
    assert not list((tmp_path / "home" / "state").glob("note-*"))
