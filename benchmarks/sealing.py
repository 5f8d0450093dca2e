"""What a seal costs: a durable answer and opening, sealed and not, in turns; and the derivation of the key alone."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.saving import Contestant, Row, an_entry, in_turns
from fieldwork.store import InspectionFile, Seal, unlock, write_new

PASSPHRASE = "correct horse battery"  # noqa: S105 (of the benchmark's own file)
CASES, QUESTIONS = 80, 138
RUNS = 9


def sealed_copy(source: Path, target: Path) -> None:
    """A sealed copy of an inspection file, at the usual cost of a key."""
    write_new(target, InspectionFile(source, write=False).entries, seal=Seal.new(PASSPHRASE)[0])


class Answers:
    """Said, in the journal, flushed, in the table."""

    def __init__(self, path: Path, seal: Seal | None = None) -> None:
        self._file = InspectionFile(path, seal=seal)

    def answer(self, number: int) -> None:
        self._file.append([an_entry("b", number)])
        if not self._file.flush().saved:
            raise SystemExit("not saved")


def rows(folder: Path) -> list[Row]:
    """All of it."""
    clear, sealed = folder / "clear-80.json", folder / "sealed-80.json"
    write_new(clear, [an_entry("a", number) for number in range(CASES * QUESTIONS)])
    sealed_copy(clear, sealed)
    return [*_opening(clear, sealed), _answers(clear, sealed)]


def _answers(clear: Path, sealed: Path) -> Row:
    contestants: dict[str, Contestant] = {
        "open": Answers(clear),
        "sealed": Answers(sealed, unlock(sealed, PASSPHRASE)),
    }
    median = in_turns(contestants, 30)
    return (
        "a durable answer, sealed, 80 cases",
        f"{median['sealed'] * 1000:.2f} ms",
        f"not sealed {median['open'] * 1000:.2f} ms",
        f"{median['sealed'] / median['open']:.2f} (≤ 1.2)",
    )


def _opening(clear: Path, sealed: Path) -> list[Row]:
    seal = unlock(sealed, PASSPHRASE)
    measures: dict[str, Callable[[], object]] = {
        "open": lambda: InspectionFile(clear, write=False),
        "sealed": lambda: InspectionFile(sealed, write=False, seal=seal),
        "key": lambda: unlock(sealed, PASSPHRASE),
    }
    taken: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(RUNS):
        for name, measure in measures.items():
            start = time.perf_counter()
            measure()
            taken[name].append(time.perf_counter() - start)
    half = {name: statistics.median(times) * 1000 for name, times in taken.items()}
    more = half["sealed"] / half["open"]
    return [
        ("the key of a passphrase (64 MiB, 3 passes)", f"{half['key']:.0f} ms", "", "in a thread"),
        (
            "opening, 80 cases, sealed, the key at hand",
            f"{half['sealed']:.1f} ms",
            f"not sealed {half['open']:.1f} ms",
            f"{more:.2f}",
        ),
    ]
