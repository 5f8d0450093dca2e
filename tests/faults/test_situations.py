"""Hostile situations: what the user is told is what docs/faults.md says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from faults.situations import SITUATIONS, a_disk_that_is_full

FAULTS = Path(__file__).parents[2] / "docs" / "faults.md"


def _table() -> dict[str, str]:
    """Situation and sentence of each row of the table."""
    text = FAULTS.read_text("utf-8").partition("| situation | what the user is told |")[2].partition("\n\n")[0]
    rows = [row.strip("| ").split(" | ", 1) for row in text.splitlines()[2:]]
    return {row[0]: row[1] for row in rows}


def test_every_situation_stands_in_the_table():
    assert list(_table()) == list(SITUATIONS)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A disk is mounted for one situation only with `--long-faults`; the next one is like it."""
    if "name" in metafunc.fixturenames:
        in_full = metafunc.config.getoption("--long-faults", default=False)
        metafunc.parametrize("name", [n for n in SITUATIONS if in_full or SITUATIONS[n] is not a_disk_that_is_full])


def test_the_user_is_told_what_the_table_says(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FIELDWORK_HOME", str(tmp_path / "home"))
    try:
        told = SITUATIONS[name](tmp_path)
    except NotImplementedError as error:
        pytest.skip(str(error))
    pattern = ".+?".join(map(re.escape, _table()[name].split("…")))
    assert re.fullmatch(pattern, told), told
