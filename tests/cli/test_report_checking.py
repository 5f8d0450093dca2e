"""`fieldwork report FILE --check`, on the samples and on drafts that came back from Word."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from cli.running import Refused, Run

from fieldwork.paths import data_folder
from fieldwork.record.names import WORDING, report_part
from fieldwork.record.record import Statement
from fieldwork.workspace import Workspace


@pytest.fixture
def stockport(tmp_path: Path) -> Path:
    file = tmp_path / "stockport.json"
    file.write_bytes((data_folder() / "samples" / "stockport-2009.json").read_bytes())
    return file


@pytest.fixture
def dorset(tmp_path: Path) -> Path:
    file = tmp_path / "dorset.json"
    file.write_bytes((data_folder() / "samples" / "dorset-2013.json").read_bytes())
    return file


def test_what_is_still_to_be_written_is_named_and_nothing_is_written(fieldwork: Run, dorset: Path, in_folder: Path):
    done = fieldwork("report", dorset, "--check")
    assert done.status == 1
    assert "to look at\n" in done.out
    assert "  Summary, paragraph 1: “…” still stands for something" in done.out
    assert "stands where" not in done.out
    assert list(in_folder.iterdir()) == [dorset]


def test_a_figure_typed_into_a_wording_is_compared_with_the_data(fieldwork: Run, stockport: Path):
    with Workspace.open(stockport, "JN") as workspace:
        workspace.say(
            [
                Statement("finding/1.1.1", WORDING, "A RoSH screening had been completed in 48% of cases."),
                Statement(
                    "finding/1.1.3", WORDING, "The RoSH screening was of sufficient quality in only 41% of cases."
                ),
                Statement(
                    report_part("context.area"), "text", "The area had 284,528 people in 2001, of {cases} cases."
                ),
            ]
        )
    found = json.loads(fieldwork("report", stockport, "--check", "--json").out)["problems"]
    figures = [one for one in found if one["kind"] in {"changed", "gone", "unchecked"}]
    assert [(one["kind"], one["found"], one["expected"], one["wrong"]) for one in figures] == [
        ("changed", "48%", "84%", True),
        ("unchecked", "284,528", "", False),
    ]
    assert "question 1.1.1, 56 of 67" in figures[0]["sentence"]


def test_a_draft_edited_in_word_is_read_and_its_changed_figure_named(fieldwork: Run, stockport: Path, in_folder: Path):
    fieldwork("report", stockport, "--to", "draft.docx")
    edited = docx.Document(str(in_folder / "draft.docx"))
    (found,) = (one for one in edited.paragraphs if one.text.startswith("The RoSH screening was of sufficient"))
    found.runs[0].text, *_ = found.text.replace("41%", "42%"), *(run.clear() for run in found.runs)
    edited.save(str(in_folder / "edited.docx"))
    done = fieldwork("report", stockport, "--check", "--text", "edited.docx")
    assert done.status == 1
    told = " ".join(done.out.split())
    assert "1.1 Risk of Harm to others, item 8: 42% stands where the data give 41% (question 1.1.3, 23 of 56)" in told
    assert told.count("stands where") == 1


def test_a_draft_that_comes_back_unchanged_has_no_figure_to_look_at(fieldwork: Run, dorset: Path, in_folder: Path):
    for name in ("draft.docx", "draft.md"):
        fieldwork("report", dorset, "--to", name)
        found = json.loads(fieldwork("report", dorset, "--check", "--text", name, "--json").out)["problems"]
        assert {one["kind"] for one in found} == {"placeholder"}
    (in_folder / "empty.txt").write_text("")
    assert fieldwork("report", dorset, "--check", "--text", "empty.txt") == (0, "Nothing to look at.\n", "")


def test_what_cannot_be_read_is_one_sentence(refused: Refused, dorset: Path, in_folder: Path):
    (in_folder / "a.docx").write_bytes(b"no word file")
    assert "a.docx cannot be read as a Word file" in refused("report", dorset, "--check", "--text", "a.docx")
    (in_folder / "a.txt").write_bytes(b"\xff\xfe\xfa")
    assert "not text in UTF-8" in refused("report", dorset, "--check", "--text", "a.txt")
    (in_folder / "b.txt").write_bytes(b"a " * 1_000_001)
    assert "b.txt is larger than any report" in refused("report", dorset, "--check", "--text", "b.txt")
    (in_folder / "b.docx").mkdir()
    assert "Cannot read b.docx: Is a directory." in refused("report", dorset, "--check", "--text", "b.docx")
    (in_folder / "c.docx").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    assert "c.docx has a passphrase" in refused("report", dorset, "--check", "--text", "c.docx")
    assert "should end in .docx, .md or .txt" in refused("report", dorset, "--check", "--text", "a.pdf")
    assert "Cannot read nowhere.md" in refused("report", dorset, "--check", "--text", "nowhere.md")
    assert "--text and --json go with --check" in refused("report", dorset, "--to", "x.md", "--json")
