"""How the report, its list, its charts and a finding being reworded read, at the two sizes that are promised."""

from __future__ import annotations

import pytest
from tui.conftest import sample
from tui.robot import at_the_keyboard
from tui.test_report_screen import whole

from fieldwork.tui.app import FieldworkApp
from fieldwork.workspace import Workspace

SHOTS = {
    "report": ([], ""),
    "list": (["l", "down"], ""),
    "written": (["enter"], "Esc keeps it"),
}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize(("name", "part"), [("stockport-2009", "foreword.scores"), ("dorset-2013", "closing")])
async def test_the_report_reads_as_it_did(tmp_path, snapshot_txt, name, part, size):
    with Workspace.open(sample(name, tmp_path), "JN") as workspace:
        app = FieldworkApp(workspace)
        async with at_the_keyboard(app, size=size) as robot:
            read = []
            for keys, words in SHOTS.values():
                app.go_to("report", part=part)
                await robot.pilot.pause()
                await whole(app, robot)
                workspace.flush()
                await robot.press(*keys)
                await robot.expect("● saved", words)
                read.append(robot.text)
            assert "\n\n".join(read) == snapshot_txt


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize(("name", "words"), [("stockport-2009", "Scores, from 0%"), ("dorset-2013", "Good answers to")])
async def test_the_charts_read_as_they_did(tmp_path, snapshot_txt, name, words, size):
    with Workspace.open(sample(name, tmp_path), "JN") as workspace:
        app = FieldworkApp(workspace)
        async with at_the_keyboard(app, size=size) as robot:
            app.drill("charts")
            await robot.expect(words)
            workspace.flush()
            await robot.expect("● saved")
            assert robot.text == snapshot_txt
