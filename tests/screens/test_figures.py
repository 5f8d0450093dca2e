"""How keying, the tally, the findings and the cases behind a figure look, at the two sizes that are promised."""

from __future__ import annotations

import re

import pytest
from screens.snapshot import picture
from tui.robot import at_the_keyboard

from fieldwork.tui.app import FieldworkApp

_A_BATCH = ["b", "n", *"34", "enter", "1", "minus", *"34", "enter", "5", "slash", "6", "slash", *"2009", "enter"]
SHOTS = {
    "keying": ("keying", "which form?", ["enter", *"121111", "1", "3"], "item 7 of 15"),
    "tally": ("questionnaires", "came back", ["4", "down", "enter"], "n 26"),
    "batches": ("questionnaires", "came back", _A_BATCH, "01 to 34"),
    "findings": ("findings", "67 cases", ["tab", *["down"] * 4], "decided by an inspector"),
    "cases-behind": ("findings", "67 cases", ["tab", *["down"] * 4, "enter"], "Against it"),
}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize("shot", SHOTS)
async def test_figures_and_keying(stockport, snapshot_svg, shot, size):
    place, ready, keys, words = SHOTS[shot]
    app = FieldworkApp(stockport)
    async with at_the_keyboard(app, size=size) as robot:
        app.go_to(place)
        await robot.expect(ready)
        await robot.press(*keys)
        stockport.flush()
        await robot.expect("● saved")
        assert re.search(words, robot.text)
        assert await picture(robot) == snapshot_svg
