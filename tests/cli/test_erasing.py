"""`erase` and `retention`."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from builders import CASE_07
from cli.running import Refused, Run
from store.sealing import PASSPHRASE, cheap_seal

from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.settings import recent_files, remember_file, retention_of
from fieldwork.workspace import Workspace


def _typed(monkeypatch: pytest.MonkeyPatch, text: str) -> list[str]:
    asked: list[str] = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda prompt: asked.append(prompt) or text)
    return asked


def test_it_lists_what_goes_and_asks_for_the_area(fieldwork: Run, small: Path, monkeypatch: pytest.MonkeyPatch):
    with Workspace.open(small, "JN") as workspace:
        workspace.answer(CASE_07, "1.1.1", "yes")
    remember_file(small)
    asked = _typed(monkeypatch, "Bigtown")
    done = fieldwork("erase", small)
    assert (done.status, "Nothing was erased." in done.err) == (1, True)
    assert small.is_file()
    assert "Type the name of the area, Smalltown" in asked[0]
    assert str(small) in done.out
    assert ".backups" in done.out
    assert "cannot reach" in done.out
    _typed(monkeypatch, " smalltown ")
    assert fieldwork("erase", small).status == 0
    assert [one for one in small.parent.iterdir() if one.name.startswith("small")] == []
    assert recent_files() == ()
    assert fieldwork("erase", small).status == 1


def test_a_sealed_file_goes_without_its_passphrase(fieldwork: Run, small: Path, monkeypatch: pytest.MonkeyPatch):
    with Workspace.open(small, "JN") as workspace:
        workspace.reseal(cheap_seal()[0])
    _typed(monkeypatch, "small.json")
    assert fieldwork("erase", small).status == 0
    assert not small.exists()


def test_without_a_terminal_it_wants_to_be_told(fieldwork: Run, refused: Refused, small: Path):
    assert "--yes erases without asking" in refused("erase", small)
    with Workspace.open(small, "JN"):
        assert "open in another window" in fieldwork("erase", small, "--yes").err
    assert small.is_file()
    assert fieldwork("erase", small, "--yes").status == 0
    assert not small.exists()


def test_retention_is_proposed_set_remembered_and_taken_away(fieldwork: Run, refused: Refused, small: Path):
    assert "no day of publication" in fieldwork("retention", small).out
    with Workspace.open(small, "JN") as workspace:
        workspace.say([Statement(workspace.inspection.id, names.PUBLICATION, "2026-08-31")])
    assert "Proposed: 2027-02-28" in fieldwork("retention", small).out
    assert "found the week after" in refused("retention", small, "the week after")
    day = date.today() - timedelta(days=1)  # noqa: DTZ011 (as the command does)
    assert "kept until" in fieldwork("retention", small, day.isoformat(), "--by", "JN").out
    assert "overdue" in fieldwork("retention", small).out
    assert retention_of(small) == day
    assert f"to be erased by {day}" in fieldwork("where", small).out
    assert fieldwork("retention", small, "none", "--by", "JN").status == 0
    assert retention_of(small) is None


def test_an_export_of_a_sealed_inspection_is_marked_and_leaves_out_what_was_typed(
    fieldwork: Run, small: Path, tmp_path: Path
):
    note = "Plan was countersigned, never read"
    with Workspace.open(small, "JN") as workspace:
        workspace.note(note, case=CASE_07, question="1.1.1")
    fieldwork("export", small, "--to", tmp_path / "open")
    assert note in (tmp_path / "open" / "judgements.csv").read_text("utf-8")
    assert not (tmp_path / "open" / "OFFICIAL-SENSITIVE.txt").exists()
    phrase = tmp_path / "phrase.txt"
    phrase.write_text(PASSPHRASE, "utf-8")
    with Workspace.open(small, "JN") as workspace:
        workspace.reseal(cheap_seal()[0])
    done = fieldwork("export", small, "--to", tmp_path / "bare", "--passphrase-file", phrase)
    assert "is sealed, and what is written is not" in done.err
    written = {one.name: one.read_text("utf-8") for one in (tmp_path / "bare").iterdir()}
    assert "personal data of children" in written["OFFICIAL-SENSITIVE.txt"]
    assert "notes.csv" not in written
    assert not any(note in text for text in written.values())
    assert "07" in written["judgements.csv"]
    fieldwork("export", small, "--to", tmp_path / "whole", "--with-notes", "--passphrase-file", phrase)
    assert note in (tmp_path / "whole" / "notes.csv").read_text("utf-8")
    fieldwork("report", small, "--to", tmp_path / "r.html", "--passphrase-file", phrase)
    assert "OFFICIAL-SENSITIVE" in (tmp_path / "r.html").read_text("utf-8")
    fieldwork("case", small, "07", "--summary", "--to", tmp_path / "c.html", "--passphrase-file", phrase)
    assert "OFFICIAL-SENSITIVE" in (tmp_path / "c.html").read_text("utf-8")
