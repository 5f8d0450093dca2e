"""The lines of the checklist in every state at the two sizes that are promised: text, not looks."""

from __future__ import annotations

import pytest
from screens.snapshot import TextGoldens
from tui.checklist_states import STATES, inspection_of_states
from tui.robot import at_the_keyboard

from fieldwork.programme.loading import find_programme
from fieldwork.text import cells, shown
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.screens.checklist import ChecklistScreen
from fieldwork.workspace import Workspace, new_inspection

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])

NAMES = {
    "01": "first case",
    "02": "half done",
    "03": "complete",
    "04": "contradicted",
    "05": "phases not recorded",
    "06": "disputed",
    "07": "parked",
    "08": "wide and combining",
    "09": "right to left",
    "10": "very long question",
}


def page(robot) -> str:
    """The lines but the key bar's, which has tests of its own; each no wider than the screen and safe to be sent."""
    for line in robot.lines:
        assert cells(line) <= robot.app.size.width, line
        assert shown(line) == line
    return "\n".join(robot.lines[:-1]) + "\n"


@SIZES
async def test_every_state(snapshot, tmp_path, size):
    with Workspace.open(inspection_of_states(tmp_path / "states.json"), "JN") as workspace:
        async with at_the_keyboard(FieldworkApp(workspace), size=size) as robot:
            screen = ChecklistScreen("case/01")
            await robot.app.push_screen(screen)
            for reference, (question, words) in STATES.items():
                screen.show_case(f"case/{reference}", question)
                await robot.expect(*words)
                assert page(robot) == snapshot(name=NAMES[reference], extension_class=TextGoldens)
            screen.show_case("case/01", "1.1.2")
            await robot.expect("↳ waits for 1.1.1")
            assert page(robot) == snapshot(name="waiting", extension_class=TextGoldens)
            await robot.press("f")
            await robot.type("xylophone")
            await robot.expect("No question with these words.")
            assert page(robot) == snapshot(name="filtered to nothing", extension_class=TextGoldens)


@SIZES
async def test_an_empty_inspection_has_no_checklist_and_says_what_to_do(tmp_path, size):
    new_inspection(tmp_path / "new.json", find_programme("cci-2009"), "Newtown", "JN")
    with Workspace.open(tmp_path / "new.json", "JN") as workspace:
        async with at_the_keyboard(FieldworkApp(workspace), size=size) as robot:
            await robot.expect("● saved", "No cases yet.", "n makes the first one")
            page(robot)
