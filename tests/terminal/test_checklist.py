"""The checklist in a real pseudo-terminal: pasted keys, a dragged corner, ctrl+z, no colour and sixteen colours."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

import pytest
from terminal.test_app import FIELDWORK, SAVED, _see
from tui.checklist_states import STATES, inspection_of_states

from benchmarks.terminal import Terminal
from fieldwork.workspace import Workspace

SIXTEEN = {
    *("default", "black", "red", "green", "brown", "blue", "magenta", "cyan", "white"),
    *("brightblack", "brightred", "brightgreen", "brightbrown", "brightblue", "brightmagenta", "brightcyan"),
    "brightwhite",
}


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {"FIELDWORK_HOME": str(tmp_path / "home")}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return inspection_of_states(tmp_path / "states.json")


def opened(file: Path, environment: dict[str, str]) -> Terminal:
    terminal = Terminal([*FIELDWORK, "open", str(file), "--by", "JN"], environment=environment)
    _see(terminal, r"(?m)^ 01 ")
    return terminal


def go_to(terminal: Terminal, case: str, question: str) -> None:
    terminal.press("g", *case, "enter", "g", *question, "enter")
    _see(terminal, f"Case {case}")
    _see(terminal, rf"(?m)^▌ {re.escape(question)} ")
    terminal.settle()


def said(file: Path, reference: str) -> tuple[list[str], list[str]]:
    """The answers of a case in order, and the texts of its notes."""
    with Workspace.open(file, "JN", write=False) as workspace:
        case = workspace.inspection.case(reference)
        answers = [case.own_answer(question.id) for question in workspace.programme.questions]
        notes = [note.text for note in workspace.inspection.notes if note.case == case.id]
        return [answer for answer in answers if answer is not None], notes


def stopped(process: int) -> bool:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "T"


def test_thirty_keys_at_once_resizing_and_suspending_lose_nothing(file: Path, home: dict[str, str]):
    keys = "ynayynnayyynayynyaynyynnayyyny"
    assert len(keys) == 30
    with opened(file, home) as terminal:
        go_to(terminal, "01", "1.1.1")
        os.write(terminal._fd, keys[:15].encode())
        terminal.resize(120, 40)
        os.write(terminal._fd, b"\x1b[200~" + keys[15:].encode() + b"\x1b[201~")  # as a terminal sends a paste
        terminal.resize(80, 24)
        _see(terminal, r"just now")
        terminal.settle()
        os.write(terminal._fd, b"c")
        for part, size in (("seen on ", (100, 30)), ("paper; ", (60, 20)), ("Asset p4", (80, 24))):
            os.write(terminal._fd, part.encode())
            terminal.resize(*size)
        _see(terminal, "seen on paper; Asset p4")
        terminal.press("escape")
        terminal.settle(0.3)  # a letter close behind it would be read as one key with it
        _see(terminal, r"\? line, keys")
        terminal.press("y")
        _see(terminal, r"just now")
        terminal.press("ctrl+z")
        end = time.monotonic() + 20
        while not stopped(terminal.pid) and time.monotonic() < end:
            terminal.settle()
        assert stopped(terminal.pid)
        answers, notes = said(file, "01")  # all of it is on the disk while the app is stopped
        assert len(answers) == 31
        assert notes == ["seen on paper; Asset p4"]
        terminal.screen.reset()
        os.kill(terminal.pid, signal.SIGCONT)
        _see(terminal, "Case 01")
        terminal.press("n")
        _see(terminal, "just now")
        terminal.settle()
        _see(terminal, SAVED)
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    answers, _ = said(file, "01")
    wanted = [{"y": "yes", "n": "no", "a": "na"}[key] for key in [*keys, "y", "n"]]
    assert answers == wanted


@pytest.mark.parametrize(
    ("environment", "colours"),
    [({"NO_COLOR": "1"}, None), ({"TERM": "xterm-16color", "COLORTERM": ""}, SIXTEEN)],
    ids=["no colour", "16 colours"],
)
def test_every_state_can_be_told_apart(file: Path, home: dict[str, str], environment, colours):
    with opened(file, {**home, **environment}) as terminal:
        for case, (question, words) in STATES.items():
            go_to(terminal, case, question)
            for word in words:
                _see(terminal, re.escape(word))
            used = {cell.fg for row in terminal.screen.buffer.values() for cell in row.values()}
            used |= {cell.bg for row in terminal.screen.buffer.values() for cell in row.values()}
            if colours is None:
                assert {colour for colour in used if not _is_grey(colour)} == set()
            else:
                assert used <= colours


def _is_grey(colour: str) -> bool:
    named = {"default", "black", "white", "brightblack", "brightwhite"}
    return colour in named or len({*re.findall("..", colour)}) == 1
