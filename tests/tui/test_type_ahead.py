"""Keys typed faster than the screen goes along: each one means what it would have meant typed slowly."""

from __future__ import annotations

import pytest
from builders import CASE_07, CASE_08
from textual.events import Key, Paste
from textual.keys import _character_to_key
from tui.at_the_checklist import checklist, said_to_her
from tui.robot import Robot, at_the_keyboard, until

from fieldwork.record import names
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.screens.checklist import ChecklistScreen
from fieldwork.tui.screens.findings import FindingsScreen

SPECIAL = {"enter": "\r", "escape": "\x1b", "backspace": "\x7f"}


def burst(robot: Robot, *keys: str) -> None:
    """All keys in the app's queue at once, as a paste or a slow line brings them."""
    for key in keys:
        character = SPECIAL.get(key, key)
        robot.app.post_message(Key(key if key in SPECIAL else _character_to_key(key), character))


async def test_going_to_a_case_and_judging_there(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        burst(robot, "g", "8", "enter", "y")
        await until(robot, lambda: small.record.value(CASE_08, names.answer("1.1.1")) == "yes")
        assert isinstance(robot.app.screen, ChecklistScreen)


async def test_opening_a_case_from_the_list_and_judging_there(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        burst(robot, "j", "enter", "y")
        await until(robot, lambda: small.record.value(CASE_08, names.answer("1.1.1")) == "yes")


async def test_a_new_case_and_its_phases(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        burst(robot, "n", "enter", "3")
        await until(robot, lambda: len(small.cases) == 3)
        assert small.cases[2].phases == "both"
        await until(robot, lambda: robot.selected.startswith("09"))


async def test_filtering_and_going_on_in_what_is_left(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        burst(robot, "f", "0", "8", "enter", "enter")
        await until(robot, lambda: isinstance(robot.app.screen, ChecklistScreen))
        await robot.expect("Case 08")


@pytest.mark.parametrize("times", [1, 5])
async def test_going_round_the_screens(small, times):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        for _ in range(times):
            burst(robot, "g", "f", "g", "c", "g", "8", "enter", "g", "f")
        await until(robot, lambda: isinstance(robot.app.screen, FindingsScreen))
        assert len(robot.app.screen_stack) == 2
        assert robot.app.current_case == CASE_08


async def test_escape_and_a_letter_at_once_which_a_terminal_sends_as_the_letter_with_alt(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        burst(robot, "f", "0", "8", "enter", "enter")
        await until(robot, lambda: isinstance(robot.app.screen, ChecklistScreen))
        robot.app.post_message(Key("alt+g", "g"))  # Esc leaves the checklist, and g f goes to the findings
        burst(robot, "f")
        await until(robot, lambda: isinstance(robot.app.screen, FindingsScreen))


async def test_covered_at_once_whatever_else_is_typed(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        burst(robot, "z", "g", "f", "j", "8")
        await robot.expect("covered", gone="2 cases")
        burst(robot, "z", "j")
        await robot.expect("2 cases")
        assert robot.selected.startswith("08")


async def test_pasted_answers_count_in_order_and_other_text_answers_nothing(small):
    async with checklist(small) as robot:
        robot.app.post_message(Paste("yn a\n1"))
        await until(robot, lambda: small.record.value(CASE_07, names.answer("1.1.10")) == "yes")
        assert [small.record.value(CASE_07, names.answer(one)) for one in ("1.1.1", "1.1.2", "1.1.3")] == [
            "yes",
            "no",
            "na",
        ]
        before = len(small.record)
        for text in ("any paragraph of the file", "", "yes", "[/]"):
            robot.app.post_message(Paste(text))
            await robot.press()
        await said_to_her(robot, "Only answers can be pasted here")
        assert len(small.record) == before
        await robot.press("c")
        robot.app.post_message(Paste("yn"))
        await robot.press("escape")
        assert small.inspection.notes[0].text == "yn"
        assert sum(entry.field.startswith("answer:") for entry in small.record) == 4
