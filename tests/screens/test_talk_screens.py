"""How the list and the summary for the talk look on the sample, at the two sizes that are promised."""

from __future__ import annotations

import pytest
from screens.snapshot import picture
from tui.at_the_checklist import checklist

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


@pytest.fixture
def case(stockport):
    """Case 07 of the sample, with something to ask."""
    found = stockport.inspection.case("7").id
    stockport.answer(found, "1.2.3", None)
    stockport.park(found, "1.2.3")
    stockport.answer(found, "1.3.6", "yes")  # though there is no VMP
    stockport.note("ask who signed it, and when", case=found, question="1.2.3")
    stockport.flush()
    return found


@SIZES
async def test_the_list(snapshot_svg, stockport, case, size):
    async with checklist(stockport, case, size=size) as robot:
        await robot.press("l")
        await robot.expect("To ask the case manager, in the order of the file (2)", "● saved")
        assert await picture(robot) == snapshot_svg


@SIZES
async def test_the_summary(snapshot_svg, stockport, case, size):
    async with checklist(stockport, case, size=size) as robot:
        await robot.press("v")
        await robot.expect("summary for the talk", "● saved")
        assert await picture(robot) == snapshot_svg
