"""The app itself in a pseudo-terminal: keys pressed, killed as soon as the light says saved, opened again."""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

from benchmarks.samples import OPEN, inspection_with_open_case
from benchmarks.terminal import Terminal
from fieldwork.paths import data_folder
from fieldwork.record import names
from fieldwork.record.returns import returns
from fieldwork.workspace import Workspace


def _answered_on_screen(text: str) -> int:
    found = re.search(r"(\d+) of 138 answered", text)
    assert found, text
    return int(found[1])


def _answer_and_kill(file: Path, home: Path, keys: list[str]) -> int:
    """Press keys on the open case, kill the app once the light says saved; gives what the screen counted then."""
    command = [sys.executable, "-m", "fieldwork", "open", str(file), "--by", "JN"]
    with Terminal(command, environment={"FIELDWORK_HOME": str(home)}) as terminal:
        assert terminal.wait_for(r"(?m)^ 01 ", 60), terminal.text
        terminal.press("g", "9", "0", "0", "enter")
        assert terminal.wait_for("Case 900", 60), terminal.text
        before = terminal.text
        terminal.press(*keys)
        assert terminal.wait_until(lambda: terminal.text != before, 60), terminal.text
        terminal.settle(0.3)
        assert terminal.wait_for("● saved", 60), terminal.text
        counted = _answered_on_screen(terminal.text)
        terminal.kill()
    return counted


def test_nothing_that_the_light_called_saved_is_lost_when_the_app_is_killed(tmp_path: Path, long_faults: bool):
    file, chance = tmp_path / "open.json", random.Random(20090608)
    inspection_with_open_case(data_folder() / "samples" / "stockport-2009.json", file)
    said = 0
    for _ in range(50 if long_faults else 3):
        keys = [chance.choice("yyn") for _ in range(chance.randint(1, 2))]
        counted = _answer_and_kill(file, tmp_path / "home", keys)
        said += len(keys)
        with Workspace.open(file, "JN", write=False) as workspace:
            judged = workspace.judgements(OPEN)
            assert sum(one.answer is not None for one in judged.values()) == counted
            fields = [names.answer(question) for question in workspace.programme.question]
            kept = sum(len(workspace.record.history(OPEN, field)) for field in fields)
            assert kept == said


def _at_keying(terminal: Terminal) -> None:
    assert terminal.wait_for(r"(?m)^ 01 ", 60), terminal.text
    terminal.press("g", "k")
    assert terminal.wait_for("which form", 60), terminal.text


def test_killed_in_the_middle_of_a_form_it_reopens_at_the_next_item_with_everything_keyed(tmp_path: Path):
    file = tmp_path / "keying.json"
    inspection_with_open_case(data_folder() / "samples" / "stockport-2009.json", file)
    command = [sys.executable, "-m", "fieldwork", "open", str(file), "--by", "JN"]
    with Terminal(command, environment={"FIELDWORK_HOME": str(tmp_path / "home")}) as terminal:
        _at_keying(terminal)
        terminal.press("enter", "3", "0", "2", "x")
        assert terminal.wait_for("item 5 of 15 · 4 keyed", 60), terminal.text
        terminal.settle(0.3)
        assert terminal.wait_for("● saved", 60), terminal.text
        terminal.kill()
    with Terminal(command, environment={"FIELDWORK_HOME": str(tmp_path / "home")}) as terminal:
        _at_keying(terminal)
        assert terminal.wait_for("form 28 is unfinished: Enter takes it up where it was left", 60), terminal.text
        terminal.press("enter")
        assert terminal.wait_for("form 28 · item 5 of 15 · 4 keyed", 60), terminal.text
        terminal.kill()
    with Workspace.open(file, "JN", write=False) as workspace:
        form = next(one for one in returns(workspace.record, "children-2009") if one.serial == "28")
        assert [form.item(f"q{n}") for n in range(1, 6)] == ["3", "blank", "2", "unreadable", None]
