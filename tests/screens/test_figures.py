"""How keying, the tally and the findings look, as pictures; behaviour is shown by lines of text in `tests/tui`."""

from __future__ import annotations

import re

import pytest
from syrupy.extensions.image import SVGImageSnapshotExtension
from tui.conftest import home, sample  # noqa: F401 (home is a fixture: settings of this test only)
from tui.robot import at_the_keyboard

from fieldwork.tui.app import FieldworkApp
from fieldwork.workspace import Workspace

SHOTS = {
    "keying": ("keying", ["enter", *"121111", "1", "3"], "item 7 of 15"),
    "tally": ("questionnaires", ["4", "down", "enter"], "27 came back|n 26"),
    "findings": ("findings", ["tab", "down", "down", "down", "down"], "proposed: an area"),
    "cases-behind": ("findings", ["tab", "down", "down", "down", "down", "enter"], "Against it"),
}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize("shot", SHOTS)
async def test_it_looks_as_it_did(tmp_path, snapshot, shot, size):
    place, keys, words = SHOTS[shot]
    with Workspace.open(sample("stockport-2009", tmp_path), "JN") as workspace:
        app = FieldworkApp(workspace)
        async with at_the_keyboard(app, size=size) as robot:
            app.go_to(place)
            await robot.expect({"findings": "67 cases", "keying": "which form?"}.get(place, "came back"))
            await robot.press(*keys)
            workspace.flush()
            await robot.expect("● saved")
            assert re.search(words, robot.text)
            picture = re.sub(r"terminal-\d+", "terminal", app.export_screenshot())
    assert picture == snapshot(extension_class=SVGImageSnapshotExtension)
