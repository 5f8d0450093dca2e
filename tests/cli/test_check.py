from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders import CASE_07, answered, sitting, small_record
from cli.running import Refused, Run

from fieldwork.store import write_new
from fieldwork.workspace import Workspace


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fieldwork.store.checking._PAUSE", 0)


def test_a_whole_file_is_said_to_be_whole(fieldwork: Run, small: Path):
    before = small.read_bytes()
    with Workspace.open(small, "JN"):
        done = fieldwork("check", small)
    whole = f"small.json is whole: {len(small_record())} entries, 2 cases.\nThere are no backups.\n"
    assert done == (0, whole, "")
    assert small.read_bytes() == before
    assert fieldwork("check", small, "--repair") == (0, f"{whole}There is nothing to repair.\n", "")


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
        (lambda data: entry_with(data, "reference").update(by="XX"), "Entry 5: its sum does not fit (case/seven refer"),
        (lambda data: data.pop("entries"), "has no table 'entries'"),
    ],
)
def test_what_does_not_fit_is_named(fieldwork: Run, small: Path, spoil: Callable[[Any], object], wanted: str):
    spoilt(small, spoil)
    before = small.read_bytes()
    done = fieldwork("check", small)
    assert done.status == 1
    assert done.out.startswith("small.json: ")
    assert wanted in done.out
    assert done.err.startswith("fieldwork: small.json is not whole; it was left as it is.")
    assert done.err.count("\n") == 1
    assert small.read_bytes() == before


@pytest.mark.parametrize("keep", [0, 1, 40, -1])
def test_a_torn_file_fails_the_check(fieldwork: Run, small: Path, keep: int):
    small.write_bytes(small.read_bytes().rstrip()[:keep])
    done = fieldwork("check", small)
    assert done.status == 1
    assert "small.json" in done.out
    assert "There are no backups." in done.out


def test_a_file_that_is_not_there_cannot_be_checked(refused: Refused, small: Path):
    assert "There is no file" in refused("check", small.with_name("none.json"))
    assert "There is no file" in refused("check", small.with_name("none.json"), "--repair")


def test_an_answer_that_the_form_does_not_know_is_named(fieldwork: Run, small: Path):
    """The file is as it was written: there is nothing to repair in what it says."""
    record = small_record()
    answered(record, sitting(name="s"), CASE_07, q1_1_1="maybe")
    path = small.with_name("other.json")
    write_new(path, record)
    done = fieldwork("check", path, "--repair")
    assert (done.status, done.err.strip()) == (
        1,
        "fieldwork: other.json does not fit together. There is nothing that a repair could mend.",
    )
    assert "case 07 answers 1.1.1 with 'maybe'" in done.out


def test_a_repair_saves_in_a_new_file_and_lists_what_is_lost(fieldwork: Run, small: Path):
    torn = small.read_bytes()[:-30]
    small.write_bytes(torn)
    done = fieldwork("check", small, "--repair")
    assert done.status == 1
    assert f"Saved {len(small_record()) - 1} entries in {small.with_name('small.repaired.json')}.\n" in done.out
    assert f"{small} was left as it is.\nLost: 2\n" in done.out
    assert "  whatever stood behind the end of the file, which is cut off\n" in done.out
    assert done.err == "fieldwork: small.json could not be repaired without loss.\n"
    assert small.read_bytes() == torn
    assert fieldwork("check", small.with_name("small.repaired.json")).status == 0


def test_a_repair_without_loss_is_done(fieldwork: Run, refused: Refused, small: Path):
    spoilt(small, dict)
    new = small.with_name("new.json")
    done = fieldwork("check", small, "--repair", "--to", new)
    assert (done.status, done.err) == (0, "")
    assert done.out.endswith("Nothing is lost.\n")
    with Workspace.open(new, "JN", write=False) as workspace:
        assert workspace.record == small_record()
    assert "already there" in fieldwork("check", small, "--repair", "--to", new).err
    assert "--to goes with --repair" in refused("check", small, "--to", new)


def test_what_is_in_a_damaged_file_cannot_act_on_the_terminal(fieldwork: Run, small: Path):
    raw = small.read_bytes().replace(b'"subject":"case/seven"', b'"subject":"case/\x1b[31m\xe2\x80\xae"')
    small.write_bytes(raw)
    for arguments in (["check", small], ["check", small, "--repair"]):
        done = fieldwork(*arguments)
        assert done.status == 1
        assert all(one.isprintable() for one in (done.out + done.err).splitlines())
