"""Crash enumeration: after every operation on the disk, whatever a crash can leave is readable and whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from faults.crashes import FULL, SHORT
from faults.mutants import MUTANTS
from faults.stories import explore, tell
from faults.tellings import TALES


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FIELDWORK_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.mark.parametrize("name", TALES)
def test_no_crash_at_any_moment_loses_or_invents_anything(
    root: Path, name: str, long_faults: bool, record_property: pytest.FixtureRequest
):
    tale = TALES[name]
    story = tell(root, tale.tell, notices=tale.notices)
    done = explore(story, tale.rules, FULL if long_faults else SHORT, again=20 if long_faults else 0)
    record_property("crashes", f"{done.moments} moments, {done.images} folders")
    assert done.wrong == ()
    assert done.images > done.moments


@pytest.mark.parametrize("name", MUTANTS)
def test_each_safety_step_is_missed_when_it_is_taken_out(root: Path, name: str, monkeypatch: pytest.MonkeyPatch):
    mutant = MUTANTS[name]
    tale = TALES[mutant.tale]
    mutant.apply(monkeypatch)
    story = tell(root, tale.tell, notices=tale.notices)
    assert explore(story, tale.rules, SHORT, stop=True).wrong != ()
