"""The table of entries beside stock TinyDB, in full; tests/store/test_storage.py takes a sample."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from store.contract import SEQUENCES, compare


def test_sequences_of_calls(tmp_path: Path, long_faults: bool):
    wanted = 1_500 if long_faults else 40
    count = 0

    @given(calls=SEQUENCES)
    @settings(max_examples=wanted, deadline=None)
    def tried(calls: list) -> None:
        nonlocal count
        count += 1
        compare(tmp_path / f"{count}.json", calls)

    tried()
    assert count >= wanted
