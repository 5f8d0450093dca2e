"""`make bench`: what fieldwork costs, as ratios to a baseline measured in the same minutes.

Baselines: `python -c pass` for what starts and ends; a Textual app of one line (`floor.py`) for what is on a screen.
Each figure is a median; programs are run in turns, so that a busy minute falls on all of them.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import reporting, saving, sealing
from benchmarks.samples import inspection_with_open_case, many_cases
from benchmarks.terminal import Terminal

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable
FLOOR = [PYTHON, str(ROOT / "benchmarks" / "floor.py")]
SHAPE = [PYTHON, str(ROOT / "benchmarks" / "shape.py")]
FIELDWORK = [PYTHON, "-m", "fieldwork"]
RUNS = 15

Row = tuple[str, str, str, str]
"""What, measured, baseline, ratio with its aim."""


def _home(folder: Path) -> dict[str, str]:
    return {"FIELDWORK_HOME": str(folder / "home")}


def _seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _in_turns(*measures: Callable[[], float], runs: int = RUNS) -> list[float]:
    """The median of each measure, taken in turns; the first turn warms the caches and does not count."""
    taken: list[list[float]] = [[] for _ in measures]
    for run in range(runs + 1):
        for place, measure in enumerate(measures):
            value = measure()
            if run:
                taken[place].append(value)
    return [statistics.median(values) for values in taken]


def look_up() -> list[Row]:
    """`fieldwork glossary rosh` against an interpreter that does nothing."""
    nothing, ours = _in_turns(
        lambda: _seconds([PYTHON, "-c", "pass"]), lambda: _seconds([*FIELDWORK, "glossary", "rosh"])
    )
    return [_row("fieldwork glossary rosh", ours, nothing, "python -c pass", 3.0)]


def _row(what: str, ours: float, base: float, name: str, aim: float | None) -> Row:
    wanted = f" (≤ {aim:g})" if aim is not None else ""
    return what, f"{ours * 1000:.1f} ms", f"{name} {base * 1000:.1f} ms", f"{ours / base:.2f}{wanted}"


def _first_paint(command: Sequence[str], pattern: str, home: dict[str, str]) -> float:
    with Terminal(command, 100, 30, home) as terminal:
        stamp = terminal.wait_for(pattern)
        if stamp is None:
            raise SystemExit(f"{command}: {pattern!r} never stood on the screen:\n{terminal.text}")
        return stamp - terminal.started


def first_paint(folder: Path) -> list[Row]:
    """From the start of the process to the first full screen: the cases of the sample, and the checklist of a case."""
    home = _home(folder)

    def opened(file: str, pattern: str, *more: str) -> float:
        return _first_paint([*FIELDWORK, "open", str(folder / file), "--by", "JN", *more], pattern, home)

    floor, cases, case = _in_turns(
        lambda: _first_paint(FLOOR, "presses 0", home),
        lambda: opened("stockport.json", r"Stockport(.|\n)*\n *01 "),
        lambda: opened("open.json", r"Case 900(.|\n)*▌ \d(.|\n)* 1 yes", "--case", "900"),
        runs=9,
    )
    name = "one-line Textual app"
    return [
        _row("first paint, the Stockport sample's cases", cases, floor, name, 1.6),
        _row("first paint, an open case of it (--case)", case, floor, name, 1.6),
    ]


class Keys:
    """Key to paint: milliseconds and bytes for each key, isolated by waiting until the program is quiet."""

    def __init__(self, command: Sequence[str], ready: str, home: dict[str, str]) -> None:
        self.terminal = Terminal(command, 100, 30, home)
        if self.terminal.wait_for(ready) is None:
            raise SystemExit(f"{command}: {ready!r} never stood on the screen:\n{self.terminal.text}")
        self.terminal.settle(0.4)
        self.times: list[float] = []
        self.bytes: list[int] = []

    def go(self, key: str, pattern: str) -> None:
        """Press a key that is not measured and wait for a pattern."""
        self.terminal.press(key)
        if self.terminal.wait_for(pattern) is None:
            raise SystemExit(f"{key}: {pattern!r} never came:\n{self.terminal.text}")
        self.terminal.settle(0.3)

    def press(self, key: str) -> None:
        """Press a key and measure until the text on the screen has changed."""
        self.terminal.settle(0.08)
        before, read = self.terminal.text, self.terminal.bytes_read
        sent = self.terminal.press(key)
        stamp = self.terminal.wait_until(lambda: self.terminal.text != before, 5)
        if stamp is None:
            raise SystemExit(f"the key {key!r} changed nothing:\n{self.terminal.text}")
        self.terminal.settle(0.08)
        self.times.append(stamp - sent)
        self.bytes.append(self.terminal.bytes_read - read)

    def close(self) -> tuple[float, float, float]:
        """(median seconds, 95th percentile, median bytes a key)."""
        self.terminal.__exit__()
        ordered = sorted(self.times)
        return (
            statistics.median(ordered),
            ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))],
            statistics.median(self.bytes),
        )


Measured = tuple[float, float, float]
"""What `Keys.close` gives."""


def _key_rows(what: str, ours: Measured, floor: Measured, aims: tuple[float | None, float | None]) -> list[Row]:
    half, most, size = ours
    base_half, base_most, base_size = floor
    name = "one-line Textual app"
    return [
        _row(f"{what}, median", half, base_half, name, aims[0]),
        _row(f"{what}, 95th percentile", most, base_half, f"{name} (median)", aims[1]),
        (f"{what}, bytes a key", f"{size:.0f}", f"{name} {base_size:.0f} (p95 {base_most * 1000:.1f} ms)", ""),
    ]


def judging(folder: Path) -> list[Row]:
    """A judgement on an open case until the screen shows it, and the next question; key by key in turns."""
    home = _home(folder)
    files = {"68 cases": "open.json", "38 cases": "few.json", "125 cases": "many.json"}
    ours = {
        what: Keys([*FIELDWORK, "open", str(folder / file), "--by", "JN", "--case", "900"], "Case 900", home)
        for what, file in files.items()
    }
    sealed = _opened_sealed(folder, home)
    floor, shape = (Keys(command, "presses 0", home) for command in (FLOOR, SHAPE))
    for number in range(40):
        for keys in (*ours.values(), sealed, floor, shape):
            keys.press("yn"[number % 5 == 4])
    measured, base = {what: keys.close() for what, keys in ours.items()}, floor.close()
    few, many = measured["38 cases"][0], measured["125 cases"][0]
    return [
        *(row for what, one in measured.items() for row in _key_rows(f"judging, {what}", one, base, (1.5, 3.0))),
        _row("judging, 125 cases, median", many, few, "38 cases", 1.2),
        _row("judging, 68 cases, sealed, median", sealed.close()[0], measured["68 cases"][0], "not sealed", 1.2),
        *_key_rows("an empty Textual app of that shape", shape.close(), base, (None, None)),
    ]


def _opened_sealed(folder: Path, home: dict[str, str]) -> Keys:
    """The open case of the sealed sample, its passphrase typed."""
    file = str(folder / "open-sealed.json")
    keys = Keys([*FIELDWORK, "open", file, "--by", "JN", "--case", "900"], "Passphrase of open-sealed", home)
    keys.terminal.press(*sealing.PASSPHRASE)
    keys.go("enter", "Case 900")
    return keys


ONE_FORM = ("enter", *"111111", "0", *"111111", "0", "0")
"""The serial that is offered, and the fifteen items of the children's questionnaire."""


def keying(folder: Path) -> list[Row]:
    """A key on a form until the screen shows it and the next item."""
    home = _home(folder)
    ours = Keys([*FIELDWORK, "open", str(folder / "stockport.json"), "--by", "JN"], r"\n *01 ", home)
    floor = Keys(FLOOR, "presses 0", home)
    ours.go("g", "go ")
    ours.go("k", "which form")
    for key in ONE_FORM * 3:
        ours.press(key)
        floor.press("y")
    return _key_rows("keying a form", ours.close(), floor.close(), (1.5, None))


IDLE = 5.0
"""Seconds."""


def idle(folder: Path) -> list[Row]:
    """Processor time while the checklist stands there and nobody types, a judgement having been made just before."""
    home = _home(folder)
    shares = []
    for command, ready in (
        ([*FIELDWORK, "open", str(folder / "open.json"), "--by", "JN", "--case", "900"], "Case 900"),
        (FLOOR, "presses 0"),
    ):
        keys = Keys(command, ready, home)
        keys.press("y")
        keys.terminal.settle(1.0)
        before = keys.terminal.processor_seconds
        keys.terminal.settle(IDLE)
        shares.append((keys.terminal.processor_seconds - before) / IDLE)
        keys.close()
    ours, base = (f"{100 * share:.2f} %" for share in shares)
    return [("processor while idle, checklist, 5 s", ours, f"one-line Textual app {base}", "(≤ 1 %)")]


def searching(folder: Path) -> list[Row]:
    """A letter typed into the glossary's search until the hits are there."""
    home = _home(folder)
    ours = Keys([*FIELDWORK, "open", str(folder / "stockport.json"), "--by", "JN"], r"\n *01 ", home)
    floor = Keys(FLOOR, "presses 0", home)
    ours.go("/", "a term, its beginning")
    for word in ("vulnerab", "screen", "mappa"):
        for letter in word:
            ours.press(letter)
            floor.press("y")
        for _ in word:
            ours.terminal.press("backspace")
        ours.terminal.settle(0.3)
    return _key_rows("glossary search, a letter", ours.close(), floor.close(), (3.0, 6.0))


def opening(folder: Path) -> list[Row]:
    """Opening a file and folding it, in an interpreter that has everything imported."""
    code = (
        "import sys, time, json\nfrom pathlib import Path\nfrom fieldwork.workspace import Workspace\n"
        "start = time.perf_counter()\nspace = Workspace.open(Path(sys.argv[1]), 'ME')\nspace.all_judgements\n"
        "opened = time.perf_counter() - start\nspace.close()\nraw = Path(sys.argv[1]).read_bytes()\n"
        "start = time.perf_counter()\njson.loads(raw)\nprint(json.dumps([opened, time.perf_counter() - start]))\n"
    )

    def measure(place: int) -> float:
        done = subprocess.run(
            [PYTHON, "-c", code, folder / "stockport.json"], check=True, capture_output=True, text=True
        )
        return float(json.loads(done.stdout)[place])

    ours, parse = _in_turns(lambda: measure(0), lambda: measure(1), runs=7)
    return [_row("open and judge 67 cases", ours, parse, "json.loads of the same file", None)]


def main() -> int:
    """Print the table."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has its byte code
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}; medians of runs in turns\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(ROOT / "data" / "samples" / "stockport-2009.json", folder / "stockport.json")
        inspection_with_open_case(folder / "stockport.json", folder / "open.json")
        sealing.sealed_copy(folder / "open.json", folder / "open-sealed.json")
        many_cases(folder / "few.json", 38)
        many_cases(folder / "many.json", 125)
        rows = [
            *look_up(),
            *opening(folder),
            *first_paint(folder),
            *judging(folder),
            *keying(folder),
            *searching(folder),
            *idle(folder),
            *reporting.rows({"67 cases": folder / "stockport.json", "125 cases": folder / "many.json"}),
            *saving.rows(folder),
            *sealing.rows(folder),
        ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        print("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
