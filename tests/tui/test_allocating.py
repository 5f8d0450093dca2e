from __future__ import annotations

import pytest
from builders import CASE_07, CASE_08, small_record
from tui.robot import at_the_keyboard

from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.store import write_new
from fieldwork.tui.allocating import initials_of, what_is_wrong
from fieldwork.tui.app import FieldworkApp
from fieldwork.workspace import Workspace

FIELD = names.attribute("inspector")


@pytest.fixture
def five(tmp_path):
    """Cases 07 to 11, of which 07 is JN's and 10 and 11 are in custody."""
    path = tmp_path / "five.json"
    write_new(path, small_record(cases=["07", "08", "09", "10", "11"]))
    with Workspace.open(path, "JN") as workspace:
        workspace.say([Statement(CASE_07, FIELD, "JN")])
        workspace.say([Statement(f"case/{number}", names.PHASES, "custody") for number in (10, 11)])
        yield workspace


def whose(workspace):
    return [case.attribute("inspector") for case in workspace.cases]


def test_initials_are_parted_by_blanks_or_commas():
    assert initials_of("jn, KM  jn") == ["JN", "KM"]
    assert initials_of("") == []
    assert what_is_wrong("JN [/b]").startswith("Initials are 1 to 8 letters or digits")
    assert what_is_wrong("JN KM") is None


async def test_one_case_is_allocated_by_hand_and_given_up_again(five):
    async with at_the_keyboard(FieldworkApp(five)) as robot:
        await robot.press("j", "a")
        await robot.expect("Whose is case 08?", "So far: JN")
        await robot.type("km po")
        await robot.press("enter")
        await robot.expect("✗ One case is one inspector's")
        await robot.press("ctrl+u")
        await robot.type("km")
        await robot.press("enter")
        assert whose(five)[:2] == ["JN", "KM"]
        assert " KM " in robot.selected
        await robot.press("a", "enter")
        assert len(five.record.history(CASE_08, FIELD)) == 1
        await robot.press("a", "backspace", "enter")
        assert whose(five)[1] is None


async def test_all_shown_are_allocated_evenly_in_one_act_after_a_look(five):
    async with at_the_keyboard(FieldworkApp(five)) as robot:
        await robot.press("A")
        await robot.expect("To whom do the 5 cases shown go?")
        await robot.type("JN KM")
        await robot.press("enter")
        await robot.expect("5 cases to JN, KM", "4 cases change hands; those allocated already stay.")
        assert robot.line_with("inspector  ").split()[1:] == ["inspector", "now", "then", "both", "custody", "│"]
        assert robot.line_with("│  KM ").split()[1:6] == ["KM", "0", "2", "1", "1"]
        await robot.press("enter")
        await robot.expect("4 cases allocated; u takes it back.")
        assert sorted(whose(five)) == ["JN", "JN", "JN", "KM", "KM"]
        await robot.press("u")
        assert whose(five) == ["JN", None, None, None, None]


async def test_what_is_filtered_goes_to_one_and_what_is_hidden_stays(five):
    async with at_the_keyboard(FieldworkApp(five)) as robot:
        await robot.press("f")
        await robot.type("phases:both")
        await robot.press("enter", "A")
        await robot.expect("To whom do the 3 cases shown go?")
        await robot.type("KM")
        await robot.press("enter")
        await robot.expect("3 cases change hands; those allocated already are allocated anew.")
        await robot.press("k")
        await robot.expect("2 cases change hands; those allocated already stay.")
        await robot.press("escape")
        assert whose(five) == ["JN", None, None, None, None]
        await robot.press("A")
        await robot.type("KM")
        await robot.press("enter", "enter")
        assert whose(five) == ["KM", "KM", "KM", None, None]


async def test_no_initials_are_nobody_to_allocate_to(five):
    async with at_the_keyboard(FieldworkApp(five), size=(120, 40)) as robot:
        await robot.press("A", "backspace", "enter")
        await robot.expect("✗ Expected initials, one or several.")
        await robot.type("[x]")
        await robot.press("enter")
        await robot.expect("✗ Initials are 1 to 8 letters or digits")
        await robot.press("escape")
        assert whose(five) == ["JN", None, None, None, None]
