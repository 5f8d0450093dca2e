"""kill -9 at random moments, while answers are saved, the journal folded, the file closed: nothing saved is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import small_record
from faults.saving_child import NOTE, a_seal

from fieldwork.store import InspectionFile, is_sealed_file, write_new

CHILD = Path(__file__).parent / "saving_child.py"
RENEWED = 40
"""Kills after which a fresh file is taken: long files only take longer."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 and no fork on Windows")


class Victims:
    """Starts a process that saves, kills it at the moment asked for, and gives what it said before."""

    def __init__(self, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, CHILD, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def killed(self, path: Path, lines: int, aim: str, delay: float) -> list[list[str]]:
        """Kill it `delay` seconds after so many lines and the next one that begins with `aim`."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        word, child = self._line()
        assert word == "child"
        said: list[list[str]] = []
        while len(said) < lines or not said[-1][0].startswith(aim):
            said.append(self._line())
            assert said[-1] != ["end"], self._problems()
        time.sleep(delay)
        os.kill(int(child), signal.SIGKILL)
        while (line := self._line()) != ["end"]:
            said.append(line)
        return said

    def _line(self) -> list[str]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, self._problems()
        return line.split()

    def _problems(self) -> str:
        return self._process.communicate()[1]

    def close(self) -> None:
        """No more of them."""
        _, problems = self._process.communicate()
        assert problems == ""


@pytest.fixture
def victims() -> Iterator[Victims]:
    found = Victims()
    yield found
    found.close()


def test_nothing_saved_is_lost_when_the_process_is_killed(victims: Victims, tmp_path: Path, long_faults: bool):
    chance = random.Random(2009)
    struck: Counter[str] = Counter()
    before: list[str] = []
    path = tmp_path
    for number in range(1_000 if long_faults else 24):
        if number % RENEWED == 0:
            path = tmp_path / f"{number}.json"
            write_new(path, small_record())
            before = []
        aim = chance.choice(("", "saved", "fold", "close"))
        said = victims.killed(path, chance.randrange(1, 30), aim, chance.random() * 0.004)
        struck[said[-1][0]] += 1
        file = InspectionFile(path, write=False)
        ids = [entry.id for entry in file.entries]
        acknowledged = [line for line in said if line[0] in ("saved", "closed")]
        assert ids[: len(before)] == before
        if acknowledged:
            _, count, last = acknowledged[-1]
            assert ids[int(count) - 1] == last
        assert file.news() == ()
        before = ids
    assert {"saved", "fold", "close"} <= struck.keys()  # it was hit in each of them


@pytest.fixture
def sealing_victims() -> Iterator[Victims]:
    found = Victims("--sealed")
    yield found
    found.close()


def test_nothing_is_lost_or_shown_when_it_is_killed_while_being_sealed(
    sealing_victims: Victims, tmp_path: Path, long_faults: bool
):
    chance = random.Random(2013)
    struck: Counter[str] = Counter()
    path, before, hidden = tmp_path, [], False
    for number in range(1_000 if long_faults else 8):
        if number % RENEWED == 0:
            path = tmp_path / str(number) / "x.json"
            path.parent.mkdir()
            write_new(path, small_record())
            before, hidden = [], False
        aim = chance.choice(("", "saved", "sealing", "changing", "unsealing"))
        said = sealing_victims.killed(path, chance.randrange(1, 20), aim, chance.random() ** 3 * 0.01)
        struck[said[-1][0]] += 1
        for word in (line[0] for line in said):
            hidden = word in ("sealed", "changed") or (hidden and word != "unsealing")
        file = InspectionFile(path, write=False, seal=a_seal() if is_sealed_file(path) else None)
        ids = [entry.id for entry in file.entries]
        assert ids[: len(before)] == before
        if acknowledged := [line for line in said if line[0] == "saved"]:
            assert ids[int(acknowledged[-1][1]) - 1] == acknowledged[-1][2]
        assert [one for one in file.news() if "lies in clear" not in one or hidden] == []
        if hidden:
            assert [one for one in path.parent.rglob("*") if one.is_file() and NOTE.encode() in one.read_bytes()] == []
        before = ids
    inside = {"sealing", "changing", "unsealing"} & struck.keys()
    assert len(inside) == 3 if long_faults else inside  # it was hit in each of them
