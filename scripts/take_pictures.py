"""Take the pictures of the documentation anew: the app on a made-up case, as SVG.

Usage: python scripts/take_pictures.py [--to FOLDER]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path

from fieldwork.programme.loading import find_programme
from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.tui.app import FieldworkApp
from fieldwork.workspace import Workspace, new_inspection

CASE = "case/000000000007"
_FONTS = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_NUMBER = re.compile(r"terminal-\d+")


def without_addresses(svg: str) -> str:
    """The picture with the reader's own fonts: no address to fetch any from, and no number of the day."""
    return _NUMBER.sub("terminal", _FONTS.sub("", svg)).replace("Fira Code,", "").replace("Fira Code", "monospace")


def begun_case(path: Path) -> None:
    """An inspection with a case that is judged as far as 1.2.1, its dates typed."""
    programme = find_programme("cci-2009")
    said = {
        names.REFERENCE: "07",
        names.PHASES: "both",
        names.attribute("order"): "dto",
        names.attribute("rosh_yot"): "medium",
        names.attribute("rosh_own"): "high",
        names.date("sentence"): "2009-01-12",
        names.date("asset"): "2009-02-09",
        names.date("rosh"): "2009-02-10",
    }
    answers = dict(zip((q.id for q in programme.by_criterion["1.1"]), "yyyyynyyynaaaynny", strict=True))
    words = {"y": "yes", "n": "no", "a": "na"}
    for question, key in answers.items():
        said[names.answer(question)] = words[key]
    said[names.answer("1.2.1")] = "yes"
    said[names.parked("1.2.4")] = True
    new_inspection(path, programme, "Ayton", "JN", [Statement(CASE, field, value) for field, value in said.items()])


def _typed(text: str) -> list[str]:
    return ["space" if character == " " else character for character in text]


async def picture(path: Path, size: tuple[int, int], *keys: str) -> str:
    """The screen after some keys on the begun case."""
    with Workspace.open(path, "JN") as workspace:
        app = FieldworkApp(workspace)
        async with app.run_test(size=size) as pilot:
            await pilot.press("g", "7", "enter")
            await pilot.press(*keys)
            await pilot.pause(0.3)
            return without_addresses(app.export_screenshot(title="fieldwork"))


def main(arguments: list[str]) -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--to", type=Path, default=Path(__file__).parents[1] / "docs", help="the folder to put them in")
    to = parser.parse_args(arguments).to
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FIELDWORK_HOME"] = folder
        path = Path(folder) / "ayton.json"
        begun_case(path)
        svg = asyncio.run(picture(path, (100, 32), "N", *_typed("seven days late"), "escape", "backspace"))
        (to / "checklist.svg").write_text(svg, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
