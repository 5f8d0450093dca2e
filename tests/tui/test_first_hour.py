"""An inspector's first hour at 80 × 24, played by a robot that reads what she would read.

She opens the inspection, goes to case 7, makes ten judgements with a note and a correction, looks a term up in the
middle of it, keys three forms, reads their tally, and asks what is left.
"""

from __future__ import annotations

import pytest
from tui.robot import at_the_keyboard

from fieldwork.programme.loading import find_programme
from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.record.returns import returns
from fieldwork.tui.app import FieldworkApp
from fieldwork.workspace import Workspace, new_inspection

CASE_7 = "case/000000000007"


@pytest.fixture
def file(tmp_path):
    statements = []
    for number in range(1, 11):
        case = f"case/{number:012}"
        statements += [Statement(case, names.REFERENCE, f"{number:02}"), Statement(case, names.PHASES, "community")]
    path = tmp_path / "ayton.json"
    new_inspection(path, find_programme("cci-2009"), "Ayton", "RK", statements)
    return path


async def _judge(robot):
    await robot.expect("Ayton", "10 cases, 0 complete")
    await robot.press("g", "7", "enter")
    await robot.expect("Case 07", "19 of 138 answered", "▌ 1.1.1   Has an Asset RoSH screening been completed?")
    await robot.type("yyny")
    await robot.expect("23 of 138 answered", "▌ 1.1.5")
    await robot.press("N")
    await robot.type("dated 9 Feb, sentence [12 Jan]")
    await robot.press("escape")
    await robot.expect('just now 1.1.5 ✗ no ✎ "dated 9 Feb, sentence [12 Jan]"', "▌ 1.1.6")


async def _look_up(robot):
    await robot.press("slash")
    await robot.type("mapa")
    await robot.expect("Multi-Agency Public Protection Arrangements")
    await robot.press("escape")
    await robot.expect("▌ 1.1.6", gone="Multi-Agency")


async def _correct_and_go_on(robot):
    await robot.press("backspace")
    await robot.expect("▌ 1.1.5")
    await robot.press("y")
    assert "✓ yes" in robot.line_with("1.1.5   Was")
    await robot.expect("▌ 1.1.5")  # a correction stays
    await robot.press("tab")
    await robot.type("nynay")
    await robot.expect("▌ 1.1.11", "just now 1.1.10 ✓ yes", "30 of 138 answered")
    assert "– n/a (rule)" in robot.line_with("1.1.13")


async def _key_three_forms(robot):
    await robot.press("g", "k")
    await robot.expect("which form?")
    for _ in range(3):
        await robot.press("enter")
        for item in robot.app.workspace.inspection.questionnaires["children-2009"].items:
            await robot.press(*{"one": ["1"], "many": ["1", "enter"], "text": ["enter"]}[item.kind])
    await robot.expect("3 forms", "which form?")
    await robot.press("g", "q")
    await robot.expect("3 came back")
    assert "3 of 3" in robot.text or "all three" in robot.text
    assert "%" not in robot.text  # below ten answers there are counts and words


async def _what_is_left(robot):
    await robot.press("g", "7", "enter", "l")
    await robot.expect("what is left", "Open")
    await robot.press("escape")
    await robot.expect("Case 07")
    await robot.press("g", "c")
    await robot.expect("10 cases, 0 complete")


async def test_the_first_hour(file):
    with Workspace.open(file, "JN") as workspace:
        async with at_the_keyboard(FieldworkApp(workspace), size=(80, 24)) as robot:
            for part in (_judge, _look_up, _correct_and_go_on, _key_three_forms, _what_is_left):
                await part(robot)
            await robot.expect("● saved")
    with Workspace.open(file, "JN") as workspace:
        judged = workspace.judgements(CASE_7)
        by_person = {number: one.answer for number, one in judged.items() if one.status == "answered"}
        assert by_person == {
            "1.1.1": "yes",
            "1.1.2": "yes",
            "1.1.3": "no",
            "1.1.4": "yes",
            "1.1.5": "yes",
            "1.1.6": "no",
            "1.1.7": "yes",
            "1.1.8": "no",
            "1.1.9": "na",
            "1.1.10": "yes",
        }
        assert [entry.value for entry in workspace.record.history(CASE_7, names.answer("1.1.5"))] == ["no", "yes"]
        assert [note.text for note in workspace.inspection.notes] == ["dated 9 Feb, sentence [12 Jan]"]
        forms = returns(workspace.record, "children-2009")
        assert [(form.serial, form.keyed_by) for form in forms] == [("1", "JN"), ("2", "JN"), ("3", "JN")]
        assert all(form.finished(workspace.inspection.questionnaires["children-2009"]) for form in forms)
