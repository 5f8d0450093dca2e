"""What one durable answer costs: fieldwork's store beside SQLite, stock TinyDB and the disk's own flush, in one run."""

from __future__ import annotations

import os
import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from tinydb import TinyDB

from fieldwork.record.entry import Entry, entry_to_dict
from fieldwork.store import InspectionFile, write_new

QUESTIONS = 138
ROUNDS = 60
SIZES = (20, 60, 200, 1000)


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


def _median(action: Callable[[int], None], rounds: int = ROUNDS) -> float:
    times = []
    for number in range(rounds):
        start = time.perf_counter()
        action(number)
        times.append(time.perf_counter() - start)
    return statistics.median(times[2:])


def ours(folder: Path, cases: int) -> float:
    """Seconds for one answer: said, in the journal, flushed, in the table."""
    path = folder / f"ours-{cases}.json"
    write_new(path, [an_entry("a", number) for number in range(cases * QUESTIONS)])
    file = InspectionFile(path)

    def answer(number: int) -> None:
        file.append([an_entry("b", number)])
        if not file.flush().saved:
            raise SystemExit("not saved")

    answer(-1)
    taken = _median(answer)
    file.close()
    return taken


def sqlite(folder: Path, cases: int) -> float:
    """The same in SQLite with a write-ahead log and synchronous=FULL, one row an entry."""
    connection = sqlite3.connect(folder / f"sqlite-{cases}.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE entries (id TEXT PRIMARY KEY, subject TEXT, field TEXT, value TEXT, by, at)")
    rows = (an_entry("a", number) for number in range(cases * QUESTIONS))
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO entries VALUES (?,?,?,?,?,?)", ((e.id, e.subject, e.field, e.value, e.by, e.at) for e in rows)
    )
    connection.execute("COMMIT")

    def answer(number: int) -> None:
        entry = an_entry("b", number)
        connection.execute(
            "INSERT INTO entries VALUES (?,?,?,?,?,?)",
            (entry.id, entry.subject, entry.field, entry.value, entry.by, entry.at),
        )

    taken = _median(answer)
    connection.close()
    return taken


def stock(folder: Path, cases: int) -> float:
    """The same in stock TinyDB, whose save rewrites the file in place and can tear it."""
    path = folder / f"stock-{cases}.json"
    with TinyDB(path, encoding="utf-8") as db:
        db.table("entries").insert_multiple(entry_to_dict(an_entry("a", number)) for number in range(cases * QUESTIONS))
        return _median(lambda number: _insert(db, number), rounds=5 if cases > 200 else 12)


def _insert(db: TinyDB, number: int) -> None:
    db.table("entries").insert(entry_to_dict(an_entry("b", number)))


def flush(folder: Path) -> float:
    """The disk's own flush of 200 bytes appended to a file."""
    with (folder / "flush").open("ab", buffering=0) as file:

        def append(_: int) -> None:
            file.write(b"x" * 200)
            os.fdatasync(file.fileno())

        return _median(append)
