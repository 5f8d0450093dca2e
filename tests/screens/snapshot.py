"""Pictures of screens, to see that their looks did not change by accident. Behaviour is tested with lines of text.

from screens.snapshot import picture  (tests lies on the path)

async def test_home(snapshot_svg):
    async with at_the_keyboard(app, size=(80, 24)) as robot:
        assert await picture(robot) == snapshot_svg
"""

from __future__ import annotations

import re

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from tui.robot import Robot

_ID = re.compile(r"terminal-\d+")
_FONT_FACES = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


class SvgPictures(SingleFileSnapshotExtension):
    """One `.svg` for each picture."""

    _write_mode = WriteMode.TEXT
    file_extension = "svg"


class TextGoldens(SingleFileSnapshotExtension):
    """One `.txt` for each screen: the lines that a person reads."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


def normal(svg: str) -> str:
    """`svg` without what differs from run to run: Textual numbers the classes of each picture anew."""
    return _FONT_FACES.sub("", _ID.sub("terminal", svg))


async def picture(robot: Robot) -> str:
    """The screen as it looks now, once nothing is moving."""
    await robot.app.workers.wait_for_complete()
    await robot.pilot.pause()
    return normal(robot.app.export_screenshot(title="fieldwork"))
