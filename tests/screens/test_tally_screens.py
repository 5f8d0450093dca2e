"""What is read on the tally, its comments and its groups, line by line, at both sizes."""

from __future__ import annotations

import pytest
from tui.robot import at_the_keyboard

from fieldwork.tui.app import FieldworkApp

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


@SIZES
async def test_the_tally_reads_as_it_did(stockport, snapshot_txt, size):
    app = FieldworkApp(stockport)

    async def reads(name, *words):
        stockport.flush()
        await robot.expect("● saved", *words)
        assert "\n".join(robot.lines) + "\n" == snapshot_txt(name=name)

    async with at_the_keyboard(app, size=size) as robot:
        app.go_to("questionnaires")
        await reads("tally", "27 came back", "“Nearly all children")
        await robot.press("9", *["down"] * 4, "enter")
        await reads("opened", "otherwise: forms ")
        await robot.press("right", *["tab"] * 4)
        await reads("small-numbers", "tells each what the other said")
        await robot.press("left", "c")
        await reads("comments", "37 · 0 picked")
        await robot.press("down", "quotation_mark", "f")
        await robot.type("help")
        await reads("comments-found", "of 37 · 1 picked")


@SIZES
async def test_groups_read_as_they_did(stockport, snapshot_txt, size):
    app = FieldworkApp(stockport)
    async with at_the_keyboard(app, size=size) as robot:
        app.go_to("questionnaires")
        await robot.expect("27 came back")
        await robot.press("s", "1", "1")
        stockport.flush()
        await robot.expect("● saved", "22 of 22")
        assert "\n".join(robot.lines) + "\n" == snapshot_txt(name="two-groups")
        await robot.press("t", "tab")
        await robot.expect("1 Very good")
        assert "\n".join(robot.lines) + "\n" == snapshot_txt(name="each-answer")
