"""What one durable answer costs, beside SQLite, stock TinyDB and the disk's own flush; and opening, size, memory.

Everything is measured in turns and all sizes together, so that a busy moment of the disk falls on all.
"""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from tinydb import TinyDB

from fieldwork.record.entry import Entry, entry_to_dict
from fieldwork.store import InspectionFile, write_new

QUESTIONS = 138
BLOCKS, BLOCK, WARM = 30, 15, 3
SIZES = (20, 60, 200, 1000)
OPENED = (80, 1000)

Row = tuple[str, str, str, str]


def an_entry(sitting: str, number: int) -> Entry:
    """An answer as an inspector gives it."""
    return Entry(
        f"{sitting}-{number}",
        f"{sitting}-{number}",
        f"case/{number % 997:012x}",
        f"answer:1.2.{number % 43}",
        "yes",
        "JN",
        "2009-06-08T10:12:00+01:00",
    )


def _entries(cases: int) -> list[Entry]:
    return [an_entry("a", number) for number in range(cases * QUESTIONS)]


class Contestant(Protocol):
    """Something that saves an answer durably."""

    def answer(self, number: int) -> None: ...


class Ours:
    """Said, in the journal, flushed, in the table."""

    def __init__(self, folder: Path, cases: int) -> None:
        path = folder / f"ours-{cases}.json"
        write_new(path, _entries(cases))
        self._file = InspectionFile(path)

    def answer(self, number: int) -> None:
        self._file.append([an_entry("b", number)])
        if not self._file.flush().saved:
            raise SystemExit("not saved")


class Sqlite:
    """A write-ahead log and synchronous=FULL, one row an entry.

    It begins like ours with an empty log, as after opening. Later, where it writes over a log that is long already, the
    file no longer grows and a flush costs a third less.
    """

    def __init__(self, folder: Path, cases: int) -> None:
        self._connection = sqlite3.connect(folder / f"sqlite-{cases}.db", isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute(
            "CREATE TABLE entries (id TEXT PRIMARY KEY, act, subject TEXT, field TEXT, value TEXT, by, at)"
        )
        self._connection.execute("BEGIN")
        self._connection.executemany(
            "INSERT INTO entries VALUES (?,?,?,?,?,?,?)", (entry[:7] for entry in _entries(cases))
        )
        self._connection.execute("COMMIT")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def answer(self, number: int) -> None:
        self._connection.execute("INSERT INTO entries VALUES (?,?,?,?,?,?,?)", an_entry("b", number)[:7])


class Stock:
    """TinyDB's own storage: rewrites the file in place, and can tear it."""

    def __init__(self, folder: Path, cases: int) -> None:
        self._db = TinyDB(folder / f"stock-{cases}.json", encoding="utf-8")
        self._db.table("entries").insert_multiple(entry_to_dict(entry) for entry in _entries(cases))

    def answer(self, number: int) -> None:
        self._db.table("entries").insert(entry_to_dict(an_entry("b", number)))


class Flush:
    """The disk alone: 200 bytes appended and flushed."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / "flush").open("ab", buffering=0)

    def answer(self, _number: int) -> None:
        self._file.write(b"x" * 200)
        os.fdatasync(self._file.fileno())


def in_turns(contestants: Mapping[str, Contestant], blocks: int) -> dict[str, float]:
    """Median seconds an answer, taken in blocks by turns; the first three of each block do not count.

    Not answer by answer: where threads take turns in flushing, ext4 makes each wait four milliseconds for the others.
    """
    taken: dict[str, list[float]] = {name: [] for name in contestants}
    for block in range(blocks):
        for name, contestant in contestants.items():
            for number in range(BLOCK):
                start = time.perf_counter()
                contestant.answer(block * BLOCK + number)
                if number >= WARM:
                    taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in taken.items()}


def answers(folder: Path) -> list[Row]:
    """One durable answer at each size."""
    contestants: dict[str, Contestant] = {"flush": Flush(folder)}
    for cases in SIZES:
        contestants[f"ours {cases}"] = Ours(folder, cases)
        contestants[f"sqlite {cases}"] = Sqlite(folder, cases)
    median = in_turns(contestants, BLOCKS)
    rows = [_row(cases, median) for cases in SIZES]
    ours = [median[f"ours {cases}"] for cases in SIZES]
    rows.append(
        (
            "the same, slowest size",
            _ms(max(ours)),
            f"fastest size {_ms(min(ours))}",
            f"{max(ours) / min(ours):.2f} (≤ 1.2)",
        )
    )
    rows.append(("the disk's own flush", _ms(median["flush"]), "", ""))
    for cases in SIZES:
        stock = in_turns({"stock": Stock(folder, cases)}, 1)["stock"]
        rows.append((f"stock TinyDB, {cases:,} cases", _ms(stock), f"ours {_ms(median[f'ours {cases}'])}", ""))
    return rows


def _row(cases: int, median: Mapping[str, float]) -> Row:
    ours, sqlite = median[f"ours {cases}"], median[f"sqlite {cases}"]
    return f"a durable answer, {cases:,} cases", _ms(ours), f"SQLite {_ms(sqlite)}", f"{ours / sqlite:.2f} (≤ 1.5)"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"


_OPEN = """
import json, os, sys, threading, time
from pathlib import Path
from fieldwork.store import InspectionFile
path = Path(sys.argv[1])
def memory():
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if statm.exists() else 0
before = memory()
done, taken, kept = threading.Event(), [], []
def work():
    start = time.perf_counter()
    kept.append(InspectionFile(path, write=False))
    taken.append(time.perf_counter() - start)
    done.set()
worker, longest = threading.Thread(target=work), 0.0
worker.start()
last = time.perf_counter()
while not done.is_set():
    time.sleep(0.001)
    now = time.perf_counter()
    longest, last = max(longest, now - last), now
more = memory() - before
raw = path.read_bytes()
start = time.perf_counter()
json.loads(raw)
parse = time.perf_counter() - start
print(json.dumps([taken[0], longest, parse, more]))
"""
"""Opens in a worker, as the app does, while the main thread wants to wake every millisecond."""


def opening(folder: Path, cases: int) -> list[Row]:
    """Opening in a worker: how long it takes, how long the screen stands still meanwhile, memory, size on disk."""
    path = folder / f"opened-{cases}.json"
    write_new(path, _entries(cases))
    runs = [_opened(path) for _ in range(7)]
    taken, still, parse, memory = (statistics.median(column) for column in zip(*runs, strict=True))
    size, stock = path.stat().st_size, (folder / f"stock-{min(cases, 1000)}.json")
    beside = f"stock TinyDB's {stock.stat().st_size / 1e6:.1f} MB" if stock.exists() else ""
    aim = " (≤ 100 ms)" if cases == OPENED[0] else ""
    return [
        (f"opening, {cases:,} cases", _ms(taken), f"json.loads alone {_ms(parse)}", f"{taken / parse:.2f}{aim}"),
        (f"… the screen stands still for at most, {cases:,} cases", _ms(still), "", ""),
        (f"… memory besides Python's, {cases:,} cases", f"{memory / 1e6:.0f} MB", "", ""),
        (f"… on the disk, {cases:,} cases", f"{size / 1e6:.1f} MB", beside, ""),
    ]


def _opened(path: Path) -> tuple[float, ...]:
    done = subprocess.run([sys.executable, "-c", _OPEN, path], check=True, capture_output=True, text=True)
    return tuple(json.loads(done.stdout))


def rows(folder: Path) -> list[Row]:
    """All of it."""
    return [*answers(folder), *(row for cases in OPENED for row in opening(folder, cases))]
