from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from builders import CASE_07, CASE_08, small_programme, small_record
from cli.running import Run

from fieldwork.store import write_new
from fieldwork.workspace import Workspace

FIGURE = ["yes", "of", "unanswered", "disputed", "provisional", "percent", "comment", "low", "high", "interval"]


@pytest.fixture
def judged(small: Path) -> Path:
    with Workspace.open(small, "JN") as workspace:
        for case, answer in ((CASE_07, "yes"), (CASE_08, "no")):
            workspace.answer(case, "1.1.1", answer)
        workspace.answer(CASE_07, "1.2.1", "yes")
    return small


def test_the_json_is_that_of_the_contract(fieldwork: Run, judged: Path):
    found = json.loads(fieldwork("scores", judged, "--json").out)
    assert list(found) == ["programme", "cases", "threads", "criteria", "sections", "questions"]
    assert (found["programme"], found["cases"]) == ("small", 2)
    assert list(found["threads"]) == ["RoH", "LoR", "Safeguarding"]
    assert list(found["criteria"]) == ["1.1", "1.2", "2.1"]
    assert list(found["questions"]) == [question.id for question in small_programme().questions]
    assert list(found["questions"]["1.1.1"]) == FIGURE
    assert found["questions"]["1.1.1"] | {"low": None, "high": None} == {
        "yes": 1,
        "of": 2,
        "unanswered": 0,
        "disputed": 0,
        "provisional": False,
        "percent": 50,
        "comment": None,
        "low": None,
        "high": None,
        "interval": "wilson",
    }
    assert found["threads"]["Safeguarding"]["percent"] is None


def test_the_text_shows_what_stands_behind_each_score(fieldwork: Run, judged: Path):
    lines = fieldwork("scores", judged).out.splitlines()
    assert lines[0] == "Smalltown · Small inspection · 2 cases"
    assert lines[1:3] == ["", "Headline scores"]
    (roh,) = [line for line in lines if line.startswith("  Risk of Harm to others")]
    assert roh.split()[5:8] == ["50%*", "SUBSTANTIAL", "1"]
    assert "8 open" in roh
    assert "* provisional: answers are still open or disputed" in lines
    assert all(len(line) <= 80 for line in lines)


def test_a_score_near_an_assumed_edge_says_so(fieldwork: Run, tmp_path: Path):
    record = small_record(cases=[str(number) for number in range(1, 5)])
    write_new(tmp_path / "edge.json", record)
    with Workspace.open(tmp_path / "edge.json", "JN") as workspace:
        for case, answer in zip(workspace.cases, ("yes", "yes", "yes", "no"), strict=True):
            workspace.answer(case.id, "1.2.1", answer)
    out = fieldwork("scores", tmp_path / "edge.json").out
    assert "75%* MINIMUM ~" in " ".join(out.split())
    assert "~ near the edge of a comment that is assumed (SUBSTANTIAL from 40%, MINIMUM from 75%)" in " ".join(
        out.split()
    )


def test_a_programme_without_scores_has_counts_and_words(fieldwork: Run, tmp_path: Path):
    programme = dataclasses.replace(small_programme(), scores=False, bands=(), threads=())
    programme = dataclasses.replace(
        programme, questions=tuple(dataclasses.replace(one, threads=()) for one in programme.questions)
    )
    write_new(tmp_path / "counts.json", small_record(programme))
    with Workspace.open(tmp_path / "counts.json", "JN") as workspace:
        workspace.answer(CASE_07, "1.1.1", "yes")
        workspace.answer(CASE_08, "1.1.1", "yes")
    out = fieldwork("scores", tmp_path / "counts.json").out
    assert "%" not in out
    (line,) = [line for line in out.splitlines() if line.startswith("  1.1.1 ")]
    assert line.split()[-4:] == ["both", "2", "of", "2"]
    found = json.loads(fieldwork("scores", tmp_path / "counts.json", "--json").out)
    assert found["questions"]["1.1.1"]["percent"] is None


def test_a_text_that_people_typed_cannot_act_on_the_terminal(fieldwork: Run, tmp_path: Path):
    path = tmp_path / "odd.json"
    fieldwork("new", path, "--programme", "sqs-2013", "--area", "Dor\x1b]0;x\x07set\u202e")
    out = fieldwork("scores", path).out
    assert out.startswith("Dor]0;xset · ")
    assert not set(out) & set("\x1b\x07\u202e")
