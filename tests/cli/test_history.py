from __future__ import annotations

from pathlib import Path

import pytest
from builders import CASE_07, CASE_08
from cli.running import Refused, Run

from fieldwork.record.record import Statement
from fieldwork.workspace import Workspace


@pytest.fixture
def judged(small: Path) -> Path:
    with Workspace.open(small, "JN") as workspace:
        workspace.answer(CASE_07, "1.1.1", "yes")
        workspace.answer(CASE_07, "1.1.1", "no")
        workspace.answer(CASE_08, "1.1.10", "na")
    return small


def test_a_question_of_a_case_tells_its_whole_story(fieldwork: Run, judged: Path):
    lines = fieldwork("history", judged, "--case", "7", "--question", "1.1.1").out.splitlines()
    assert [line.partition("  JN  ")[2] for line in lines] == ["case 07 1.1.1 yes", "case 07 1.1.1 yes → no"]


def test_without_a_choice_everything_is_told(fieldwork: Run, judged: Path):
    everything = fieldwork("history", judged).out.splitlines()
    of_one = fieldwork("history", judged, "--case", "08").out.splitlines()
    assert len(everything) > len(of_one) > 0
    assert set(of_one) <= set(everything)


def test_what_is_not_there_is_not_found(refused: Refused, judged: Path):
    assert "no case 99" in refused("history", judged, "--case", "99", status=1)
    assert "Nothing was recorded there." in refused("history", judged, "--question", "1.2.1", status=1)
    assert "small has no question '9.9'" in refused("history", judged, "--question", "9.9")


def test_what_a_note_is_on_is_told_by_name(fieldwork: Run, judged: Path):
    with Workspace.open(judged, "JN") as workspace:
        begun = workspace.note("Late", case=CASE_07, question="1.1.1")
        workspace.say([Statement(begun[0].subject, "case", CASE_08)])
    out = fieldwork("history", judged).out
    words = [one.partition("  JN  ")[2] for one in out.splitlines() if "note on" in one]
    assert words == ['note on case 08 1.1.1 "Late"', "note on case 08 1.1.1 put on case 07 → case 08"]
    assert "case/" not in out
