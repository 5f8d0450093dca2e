"""How home, cases, the glossary and the help look, at the two sizes that are promised."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import CASE_07, CASE_08
from screens.snapshot import picture
from tui.robot import at_the_keyboard

from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.screens import home

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


@pytest.fixture
def half_done(small):
    """Two cases with something of everything."""
    small.say(
        [
            Statement(CASE_07, names.attribute("rosh_yot"), "low"),
            Statement(CASE_07, names.attribute("rosh_own"), "high"),
            Statement(CASE_07, names.attribute("inspector"), "JN"),
            Statement(CASE_08, names.attribute("inspector"), "KM"),
            Statement(CASE_08, names.PHASES, "custody"),
        ]
    )
    for question in ("1.1.1", "1.1.10", "1.2.1"):
        small.answer(CASE_07, question, "yes")
    small.park(CASE_07, "1.2.2")
    small.note("kept well [north]", case=CASE_07, good_practice=True)
    small.flush()
    return small


@SIZES
async def test_home_when_nothing_was_opened_yet(snapshot_svg, size):
    async with at_the_keyboard(FieldworkApp(by="JN"), size=size) as robot:
        assert await picture(robot) == snapshot_svg


@pytest.fixture
def two_recent(small_file, tmp_path, monkeypatch):
    """A good and a torn file, by names that are the same in every run."""
    (tmp_path / "torn.json").write_text("{")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(home, "recent_files", lambda: (Path(small_file.name), Path("torn.json")))


@SIZES
async def test_home_with_recent_inspections(snapshot_svg, two_recent, size):
    async with at_the_keyboard(FieldworkApp(by="JN"), size=size) as robot:
        await robot.expect("22 left", "✗")
        assert await picture(robot) == snapshot_svg


@SIZES
@pytest.mark.parametrize("theme", ["dark", "light", "contrast", "plain"])
async def test_cases(snapshot_svg, half_done, size, theme):
    app = FieldworkApp(half_done)
    async with at_the_keyboard(app, size=size) as robot:
        app.theme = f"fieldwork-{theme}"
        await robot.expect("● saved")
        assert await picture(robot) == snapshot_svg


@SIZES
async def test_cases_of_the_stockport_sample(snapshot_svg, stockport, size):
    async with at_the_keyboard(FieldworkApp(stockport), size=size) as robot:
        await robot.expect("67 complete")
        assert await picture(robot) == snapshot_svg


@SIZES
async def test_cases_filtered_to_nothing_by_what_is_half_typed(snapshot_svg, half_done, size):
    async with at_the_keyboard(FieldworkApp(half_done), size=size) as robot:
        await robot.press("f")
        await robot.type("custody -km left>")
        await robot.expect("No case fits", "expects a number")
        assert await picture(robot) == snapshot_svg


@SIZES
async def test_the_columns_to_order_cases_by(snapshot_svg, half_done, size):
    async with at_the_keyboard(FieldworkApp(half_done), size=size) as robot:
        await robot.press("S", "s", "down")
        assert await picture(robot) == snapshot_svg


@SIZES
async def test_an_allocation_before_it_is_recorded(snapshot_svg, half_done, size):
    async with at_the_keyboard(FieldworkApp(half_done), size=size) as robot:
        await robot.press("A")
        await robot.type("KM PO")
        await robot.press("enter", "k")
        assert await picture(robot) == snapshot_svg


CASE_LIST = "Client ref,Surname,Gender,Sentence date,Remarks\n7,Khan,M,12/1/2009,late\n1042,Jones,X,3 Feb 2009,[/b]\n"


@SIZES
async def test_the_import_of_a_list_of_cases(snapshot_svg, half_done, size, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "yot.csv").write_text(CASE_LIST)
    async with at_the_keyboard(FieldworkApp(half_done), size=size) as robot:
        await robot.press("i")
        await robot.type("yot.csv")
        await robot.press("enter")
        await robot.expect("“X”", "● saved")
        assert await picture(robot) == snapshot_svg


@SIZES
async def test_the_form_of_a_case(snapshot_svg, half_done, size):
    async with at_the_keyboard(FieldworkApp(half_done), size=size) as robot:
        await robot.press("e", "down")
        assert await picture(robot) == snapshot_svg


@SIZES
async def test_the_glossary(snapshot_svg, small, size):
    async with at_the_keyboard(FieldworkApp(small), size=size) as robot:
        await robot.press("slash")
        await robot.type("fte")
        assert await picture(robot) == snapshot_svg


@SIZES
async def test_the_help(snapshot_svg, small, size):
    async with at_the_keyboard(FieldworkApp(small), size=size) as robot:
        await robot.press("question_mark")
        assert await picture(robot) == snapshot_svg


@SIZES
async def test_going(snapshot_svg, small, size):
    async with at_the_keyboard(FieldworkApp(small), size=size) as robot:
        await robot.press("g")
        assert await picture(robot) == snapshot_svg
