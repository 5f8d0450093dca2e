"""Every byte of a file and of its journal, changed or cut off: noticed or harmless, never silently different."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from faults.stories import BASE, an_entry

from fieldwork.errors import StoreError
from fieldwork.record.entry import Entry
from fieldwork.store import InspectionFile, write_new
from fieldwork.store.names import journal_path

PATTERNS = (lambda byte: byte ^ 0x01, lambda byte: byte ^ 0x80, lambda _: 0)


def _damaged(raw: bytes, patterns: tuple) -> Iterator[bytes]:
    for place, byte in enumerate(raw):
        for pattern in patterns:
            if pattern(byte) != byte:
                yield raw[:place] + bytes([pattern(byte)]) + raw[place + 1 :]
        yield raw[:place]


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """A file whose window was killed: snapshot and journal."""
    path = tmp_path / "x.json"
    write_new(path, BASE[:2])
    file = InspectionFile(path)
    for number in range(1, 4):
        file.append([an_entry("s", number)])
        assert file.flush().saved
    file._release()
    return path


def _outcome(path: Path, entries: tuple[Entry, ...]) -> str:
    try:
        file = InspectionFile(path, write=False)
    except StoreError as error:
        return "refused" if str(error).startswith("x.json") else f"said of something else: {error}"
    if file.news():
        return "said"
    return "harmless" if file.entries == entries else "silently different"


def _count(path: Path, target: Path, entries: tuple[Entry, ...], long: bool) -> Counter[str]:
    found: Counter[str] = Counter()
    raw = target.read_bytes()
    for damaged in _damaged(raw, PATTERNS if long else PATTERNS[:1]):
        target.write_bytes(damaged)
        found[_outcome(path, entries)] += 1
    target.write_bytes(raw)
    assert _outcome(path, entries) == "harmless"
    assert found.keys() <= {"refused", "said", "harmless", "silently different"}
    return found


def test_every_byte_of_the_file(crashed: Path, long_faults: bool):
    entries = InspectionFile(crashed, write=False).entries
    found = _count(crashed, crashed, entries, long_faults)
    assert found["silently different"] == 0
    assert found["refused"] > 100
    assert found["said"] > 100


def test_every_byte_of_a_closed_file(tmp_path: Path, long_faults: bool):
    path = tmp_path / "x.json"
    write_new(path, BASE[:2])
    found = _count(path, path, BASE[:2], long_faults)
    assert found["silently different"] == found["harmless"] == 0


def test_every_byte_of_the_journal(crashed: Path, long_faults: bool):
    entries = InspectionFile(crashed, write=False).entries
    found = _count(crashed, journal_path(crashed), entries, long_faults)
    assert found["silently different"] == 0
    assert found["harmless"] == 1  # the line end of the mark, cut off
    assert found["refused"] > 100
    assert found["said"] > 100
