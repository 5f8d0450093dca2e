"""How the checklist and what opens over it look, at the two sizes that are promised."""

from __future__ import annotations

import pytest
from builders import CASE_07
from screens.snapshot import picture
from tui.at_the_checklist import checklist

from fieldwork.record import names
from fieldwork.record.record import Statement

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


@pytest.fixture
def in_the_middle(small):
    """A case with something of everything: answers, a rule's, parked, against a rule, notes, dates."""
    small.say(
        [
            Statement(CASE_07, names.attribute("rosh_yot"), "medium"),
            Statement(CASE_07, names.attribute("rosh_own"), "high"),
            Statement(CASE_07, names.date("sentence"), "2009-01-12"),
            Statement(CASE_07, names.date("rosh_screening"), "2009-02-09"),
        ]
    )
    small.answer(CASE_07, "1.1.1", "yes")
    small.answer(CASE_07, "1.1.10", "no")
    small.answer(CASE_07, "1.1.16", "yes")
    small.park(CASE_07, "1.2.1")
    small.note("countersigned, [never] read; Asset p4", case=CASE_07, question="1.1.1")
    small.note("a mentor of his own age", case=CASE_07, question="1.2.2", criterion="1.2", good_practice=True)
    small.flush()
    return small


@SIZES
async def test_a_case_in_the_middle(snapshot_svg, in_the_middle, size):
    async with checklist(in_the_middle, question="1.1.2", size=size) as robot:
        await robot.press("n")
        await robot.expect("just now 1.1.2", "● saved")
        await robot.press("up")
        assert await picture(robot) == snapshot_svg


@pytest.mark.parametrize("theme", ["fieldwork-light", "fieldwork-contrast", "fieldwork-plain"])
async def test_a_case_in_other_themes(snapshot_svg, in_the_middle, theme):
    async with checklist(in_the_middle, question="1.1.2") as robot:
        robot.app.theme = theme
        assert await picture(robot) == snapshot_svg


@SIZES
async def test_a_note_being_typed(snapshot_svg, in_the_middle, size):
    async with checklist(in_the_middle, question="1.1.3", size=size) as robot:
        await robot.press("asterisk")
        await robot.type("sent back twice")
        assert await picture(robot) == snapshot_svg


@SIZES
async def test_dates_and_details(snapshot_svg, in_the_middle, size):
    async with checklist(in_the_middle, size=size) as robot:
        await robot.press("d")
        assert await picture(robot) == snapshot_svg


@SIZES
async def test_what_is_left(snapshot_svg, in_the_middle, size):
    async with checklist(in_the_middle, size=size) as robot:
        await robot.press("l")
        assert await picture(robot) == snapshot_svg


@SIZES
async def test_finding_a_question(snapshot_svg, in_the_middle, size):
    async with checklist(in_the_middle, size=size) as robot:
        await robot.press("f")
        await robot.type("1.1")
        assert await picture(robot) == snapshot_svg
