"""How the notes look: all of them, one that is questioned, one that is to be redacted."""

from __future__ import annotations

import pytest
from screens.snapshot import picture
from tui.robot import at_the_keyboard

from fieldwork.tui.app import FieldworkApp

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


@SIZES
async def test_the_notes_of_the_stockport_sample(snapshot_svg, stockport, size):
    async with at_the_keyboard(FieldworkApp(stockport), size=size) as robot:
        await robot.press("g", "n", "o", "4", "5")
        await robot.expect("by place")
        assert await picture(robot) == snapshot_svg


async def test_a_note_that_is_questioned(snapshot_svg, stockport):
    async with at_the_keyboard(FieldworkApp(stockport)) as robot:
        await robot.press("g", "n", "f")
        await robot.type("mappa plan")
        await robot.press("enter", "enter")
        await robot.type(" Seen with Jamie Heaton, 943 476 5919.")
        await robot.press("escape")
        await robot.expect("looks like")
        assert await picture(robot) == snapshot_svg
