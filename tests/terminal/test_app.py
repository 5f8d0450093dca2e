"""The app in a real pseudo-terminal: what no simulated one shows, from the first byte to a kill -9."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.samples import OPEN, inspection_with_open_case
from benchmarks.terminal import Terminal
from fieldwork.paths import data_folder
from fieldwork.workspace import Workspace

FIELDWORK = [sys.executable, "-m", "fieldwork"]
SAVED = "● saved"


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {"FIELDWORK_HOME": str(tmp_path / "home")}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The Dorset sample would do, but 138 questions are what an inspector has before her."""
    path = tmp_path / "open.json"
    inspection_with_open_case(data_folder() / "samples" / "stockport-2009.json", path)
    return path


def _see(terminal: Terminal, pattern: str) -> None:
    assert terminal.wait_for(pattern, 30) is not None, f"{pattern!r} is not on the screen:\n{terminal.text}"


def _open_case_900(terminal: Terminal) -> None:
    _see(terminal, r"(?m)^ 01 ")
    terminal.press("g", "9", "0", "0", "enter")
    _see(terminal, "Case 900")


def test_answers_typed_faster_than_the_screen_stand_where_they_belong_after_a_kill(file: Path, home: dict[str, str]):
    with Terminal([*FIELDWORK, "open", str(file), "--by", "JN"], environment=home) as terminal:
        _open_case_900(terminal)
        terminal.press(*"ynyyn")
        _see(terminal, r"\b5 of 138|[5-9] of 138|1\d of 138")
        terminal.settle()
        _see(terminal, SAVED)
        terminal.kill()
    with Workspace.open(file, "JN") as workspace:
        case = next(case for case in workspace.cases if case.id == OPEN)
        answered = [q.id for q in workspace.programme.questions if case.own_answer(q.id) is not None]
        assert [case.own_answer(question) for question in answered] == ["yes", "no", "yes", "yes", "no"]
        assert answered[:3] == ["1.1.1", "1.1.2", "1.1.3"]


@pytest.mark.parametrize("exported", [{}, {"COLUMNS": "80", "LINES": "24"}], ids=["", "size exported"])
def test_a_terminal_too_small_says_so_and_comes_back(file: Path, home: dict[str, str], exported: dict[str, str]):
    with Terminal([*FIELDWORK, "open", str(file), "--by", "JN"], environment={**home, **exported}) as terminal:
        _see(terminal, r"(?m)^ 01 ")
        terminal.resize(20, 24)
        _see(terminal, "needs")
        terminal.resize(80, 24)
        _see(terminal, r"(?m)^ 01 ")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0


def test_a_second_window_reads_only(file: Path, home: dict[str, str]):
    command = [*FIELDWORK, "open", str(file), "--by", "JN"]
    with Terminal(command, environment=home) as first:
        _see(first, SAVED)
        with Terminal(command, environment=home) as second:
            _see(second, "read only")
            second.press("ctrl+q")
            assert second.wait() == 0
        first.press("ctrl+q")
        assert first.wait() == 0


def test_the_demo_leaves_nothing_behind(tmp_path: Path, home: dict[str, str]):
    with Terminal([*FIELDWORK, "demo"], environment=home) as terminal:
        _see(terminal, "Stockport")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    assert [path for path in (tmp_path / "home").rglob("*.json") if "stockport" in path.name] == []


def test_without_a_terminal_it_says_so_and_does_not_hang(file: Path, home: dict[str, str]):
    done = subprocess.run(
        [*FIELDWORK, "open", str(file)],
        env={**home, "PATH": "/usr/bin:/bin"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "terminal" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("term", ["xterm", "xterm-256color", "linux"])
def test_no_colour_is_sent_where_none_is_wanted(file: Path, home: dict[str, str], term: str):
    shutil.rmtree(home["FIELDWORK_HOME"], ignore_errors=True)
    environment = {**home, "NO_COLOR": "1", "TERM": term, "COLORTERM": ""}
    with Terminal([*FIELDWORK, "open", str(file), "--by", "JN"], environment=environment) as terminal:
        _see(terminal, r"(?m)^ 01 ")
        colours = {cell.fg for row in terminal.screen.buffer.values() for cell in row.values()}
        grey = {
            colour
            for colour in colours
            if colour != "default" and len(set(zip(*[iter(colour)] * 2, strict=False))) == 1
        }
        assert colours - grey <= {"default", "white", "black", "brightblack", "brightwhite"}
