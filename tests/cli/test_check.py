from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders import CASE_07, small_record
from cli.running import Refused, Run

from fieldwork.workspace import Workspace


def test_a_whole_file_is_said_to_be_whole(fieldwork: Run, small: Path):
    before = small.read_bytes()
    with Workspace.open(small, "JN"):
        done = fieldwork("check", small)
    assert done == (0, f"small.json is whole: {len(small_record())} entries, 2 cases.\n", "")
    assert small.read_bytes() == before


def spoilt(path: Path, spoil: Callable[[dict[str, Any]], object]) -> None:
    data = json.loads(path.read_text("utf-8"))
    spoil(data)
    path.write_text(json.dumps(data), "utf-8")


def entry_with(data: dict[str, Any], field: str) -> dict[str, Any]:
    return next(entry for entry in data["entries"].values() if entry["field"] == field)


@pytest.mark.parametrize(
    ("spoil", "wanted"),
    [
        (lambda data: data["entries"].clear(), "should hold one inspection, found 0"),
        (lambda data: entry_with(data, "reference").pop("by"), "the entry has no 'by'"),
        (lambda data: entry_with(data, "reference").update(after=["gone-1"]), "replaces entry gone-1, which is not"),
        (lambda data: entry_with(data, "reference").update(undoes="gone-1"), "undoes act gone-1, which is not there"),
        (lambda data: entry_with(data, "phases").update(field="answer:1.1.1"), "case 07 answers 1.1.1 with 'both'"),
        (lambda data: entry_with(data, "definition")["value"].pop("title"), "title"),
        (lambda data: data.pop("entries"), "has no table 'entries'"),
    ],
)
def test_what_does_not_fit_is_named(refused: Refused, small: Path, spoil: Callable[[Any], object], wanted: str):
    spoilt(small, spoil)
    before = small.read_bytes()
    assert wanted in refused("check", small, status=1)
    assert small.read_bytes() == before


@pytest.mark.parametrize("keep", [0, 1, 40, -1])
def test_a_torn_file_fails_the_check(refused: Refused, small: Path, keep: int):
    small.write_bytes(small.read_bytes().rstrip()[:keep])
    assert "small.json" in refused("check", small, status=1)


def test_a_file_that_is_not_there_cannot_be_checked(refused: Refused, small: Path):
    assert "There is no file" in refused("check", small.with_name("none.json"))


def test_an_answer_that_the_form_does_not_know_is_named(refused: Refused, small: Path):
    with Workspace.open(small, "JN") as workspace:
        workspace.answer(CASE_07, "1.1.1", "yes")
    spoilt(small, lambda data: entry_with(data, "answer:1.1.1").update(value="maybe"))
    assert "case 07 answers 1.1.1 with 'maybe'" in refused("check", small, status=1)


def test_nothing_is_repaired_yet(refused: Refused, small: Path):
    before = small.read_bytes()
    assert "can check a file but not repair it" in refused("check", small, "--repair")
    assert small.read_bytes() == before
