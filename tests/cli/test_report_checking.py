"""`fieldwork report FILE --check`, on the samples and on drafts that came back from Word."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from cli.running import Refused, Run

from fieldwork.glossary.terms import load_terms
from fieldwork.paths import data_folder
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record.acceptances import accepting
from fieldwork.record.names import WORDING, report_part
from fieldwork.record.record import Statement
from fieldwork.record.report_parts import leaving
from fieldwork.record.returns import returns
from fieldwork.report.checks.accepting import sight_of
from fieldwork.report.checks.checking import check_document, grounds
from fieldwork.report.checks.problems import Problem
from fieldwork.report.drafting import draft_document
from fieldwork.report.parts import all_parts
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


def test_what_is_still_to_be_written_is_named_and_nothing_is_written(fieldwork: Run, stockport: Path, in_folder: Path):
    done = fieldwork("report", stockport, "--check")
    assert done.status == 1
    assert "to look at\n" in done.out
    assert "YJB performance data, paragraph 1: “…” still stands for something" in " ".join(done.out.split())
    assert "stands where" not in done.out
    assert list(in_folder.iterdir()) == [stockport]


def test_a_part_that_the_report_needs_and_somebody_left_out_is_named(fieldwork: Run, stockport: Path):
    with Workspace.open(stockport, "JN") as workspace:
        needed = next(part for part, _ in all_parts(workspace.programme) if part.needed)
        workspace.say(leaving(needed.id, left=True))
    problems = json.loads(fieldwork("report", stockport, "--check", "--json").out)["problems"]
    (found,) = (one for one in problems if "left out, but the report needs it" in one["sentence"])
    assert (found["kind"], found["part"], found["wrong"]) == ("placeholder", needed.id, True)


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
    with Workspace.open(stockport, "JN") as workspace:
        text = "The area had 284,528 people in 2001, and 51 in every 1,000 moved."
        workspace.say([Statement(report_part("context.area"), "text", text)])
    out = " ".join(fieldwork("report", stockport, "--check").out.split())
    assert "paragraph 1: 284,528, 51, 1,000 were not checked: they rest on nothing" in out
    assert out.count("checked: ") == 1


def test_an_accepted_remark_is_told_apart_and_fails_nothing_and_no_wrong_figure_is_accepted(
    fieldwork: Run, stockport: Path
):
    assert fieldwork("report", stockport, "--check").status == 1
    kinds = ("small number", "placeholder")
    with Workspace.open(stockport, "JN") as workspace:
        found = json.loads(fieldwork("report", stockport, "--check", "--json").out)["problems"]
        (few,) = [one for one in found if one["kind"] == "small number"]
        problems = [one for one in _problems(workspace) if one.kind in kinds]
        for one in problems:
            workspace.say(accepting(sight_of(one), "both agreed"))
    told = json.loads(fieldwork("report", stockport, "--check", "--json").out)
    assert [one["sentence"] for one in told["accepted"]] == [few["sentence"]]
    (acceptance,) = told["accepted"][0]["acceptances"]
    assert (acceptance["by"], acceptance["reason"]) == ("JN", "both agreed")
    assert {one["kind"] for one in told["problems"] if one["wrong"]} == {"placeholder"}
    out = fieldwork("report", stockport, "--check").out
    assert "1 accepted\n" in out
    assert "Accepted by JN" in " ".join(out.split())


def _problems(workspace: Workspace) -> tuple[Problem, ...]:
    terms = load_terms()
    by = grounds(workspace.inspection, load_share_words(), terms, datetime(2009, 6, 1, tzinfo=UTC).date())
    forms = {form: returns(workspace.record, form) for form in workspace.inspection.questionnaires}
    draft = draft_document(
        workspace.inspection, workspace.all_judgements, forms, load_share_words(), terms, published=True
    )
    return check_document(draft, by)


def test_a_draft_edited_in_word_is_read_and_its_changed_figure_named(fieldwork: Run, stockport: Path, in_folder: Path):
    fieldwork("report", stockport, "--to", "draft.docx")
    edited = docx.Document(str(in_folder / "draft.docx"))
    (found,) = (one for one in edited.paragraphs if one.text.startswith("The RoSH screening was of sufficient"))
    found.runs[0].text, *_ = found.text.replace("41%", "42%"), *(run.clear() for run in found.runs)
    edited.save(str(in_folder / "edited.docx"))
    done = fieldwork("report", stockport, "--check", "--text", "edited.docx")
    assert done.status == 1
    told = " ".join(done.out.split())
    assert "1.1 Risk of Harm to others, item 7: 42% stands where the data give 41% (question 1.1.3, 23 of 56)" in told
    assert told.count("stands where") == 1


def test_a_draft_that_comes_back_unchanged_has_no_figure_to_look_at(fieldwork: Run, dorset: Path, in_folder: Path):
    for name in ("draft.docx", "draft.md"):
        fieldwork("report", dorset, "--to", name)
        found = json.loads(fieldwork("report", dorset, "--check", "--text", name, "--json").out)["problems"]
        assert found == []
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
