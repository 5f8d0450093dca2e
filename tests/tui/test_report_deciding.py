"""Decisions in the report by key: remarks that may stand, parts left out, sentences in order, disputes settled."""

from __future__ import annotations

from builders import CASE_07, CASE_08, INSPECTION, answered, said, sitting, small_record
from tui.robot import at_the_keyboard
from tui.test_report_screen import at_the_report, whole

from fieldwork.record import names
from fieldwork.record.acceptances import acceptances
from fieldwork.record.record import Record
from fieldwork.record.report_parts import is_left, recommendations, recommending, writing, written
from fieldwork.store import write_new
from fieldwork.tui.app import FieldworkApp
from fieldwork.workspace import Workspace


async def on_the_list(robot, words):
    """Put the cursor on a line of the list."""
    await robot.press("home")
    for _ in range(400):
        if words in robot.selected:
            return
        await robot.press("down")
    raise AssertionError(f"{words} is not on the list")


async def test_a_remark_is_accepted_a_part_left_out_and_a_sentence_moved_and_each_comes_back(stockport):
    app = FieldworkApp(stockport)
    async with at_the_keyboard(app, size=(120, 40)) as robot:
        before = len((await at_the_report(app, robot)).left)
        await robot.press("l")
        await on_the_list(robot, "“One of the two” is said of 2")
        await robot.press("y")
        await robot.expect("Why may it stand?", "Enter accepts it")
        await robot.type("born 12.3.1994, agreed")
        await robot.press("enter")
        await robot.expect("✗", "Enter again keeps it")
        await robot.press("enter")
        drafting = await whole(app, robot)
        assert len(drafting.left) == before - 1
        assert f"{before - 1} on the list" in robot.lines[0]
        (accepted,) = acceptances(stockport.record)
        assert (accepted.by, accepted.reason) == ("JN", "born 12.3.1994, agreed")
        await on_the_list(robot, "“One of the two” is said of 2")
        await robot.expect("accepted as it stands: p takes that back · 1", "Accepted by JN")
        await robot.press("p")
        assert len((await whole(app, robot)).left) == before
        await robot.press("u")
        assert len((await whole(app, robot)).left) == before - 1
        await on_the_list(robot, "the day of publication")
        await robot.press("y")
        await robot.expect("Only a remark of the checks is accepted")
        await robot.press("escape")

        app.screen.go_to_part("scoring.comparison")
        await robot.press("o")
        await whole(app, robot)
        assert is_left(stockport.record, "scoring.comparison")
        assert "This part is left out." in robot.selected
        await robot.press("p")
        await whole(app, robot)
        assert "Readers should not compare" in robot.text

        app.screen.go_to_part("finding/1.1.1")
        first = robot.selected
        assert first.startswith("1. A RoSH screening had")
        await robot.press("J")
        await whole(app, robot)
        assert robot.selected.startswith("2. A RoSH screening had")
        await robot.press("u")
        await whole(app, robot)
        assert robot.selected == first
        app.screen.go_to_part("finding/1.1.3")
        for _ in range(3):  # faster than a draft is made
            app.screen.action_shift(1)
        await whole(app, robot)
        assert robot.selected.startswith("4. The RoSH screening was")


async def test_what_two_laptops_say_differently_is_on_the_list_and_settled_by_key(tmp_path):
    record = small_record()
    answered(record, sitting(), CASE_07, q1_1_1="yes", q1_1_2="yes")
    answered(record, sitting("AB"), CASE_08, q1_1_1="yes", q1_1_2="no")
    said(record, sitting("LL", "begun"), *recommending("x", text="Train"))
    other = Record(record)
    for one, by, side, day in ((record, "MK", "strength", "2009-09-01"), (other, "PQ", "improvement", "2009-09-02")):
        statements = (*recommending("x", text=f"Train {by}"), ("finding/1.1.1", names.WORDING, f"{by} says."))
        facts = ((INSPECTION, names.PUBLICATION, day), ("finding/1.1.1", names.SIDE, side))
        said(one, sitting(by, f"laptop{by}"), *statements, *facts, *writing("summary", f"Words of {by}."))
    record.add(other)
    write_new(tmp_path / "two.json", record)
    with Workspace.open(tmp_path / "two.json", "JN") as workspace:
        app = FieldworkApp(workspace)
        async with at_the_keyboard(app, size=(120, 40)) as robot:
            before = len((await at_the_report(app, robot)).left)
            app.screen.go_to_part("recommendation/x")
            await robot.expect("Train MK / Train PQ [disputed: ")
            await robot.press("l")
            await on_the_list(robot, "published on: MK 1 Sep 2009")
            await robot.press("enter")
            await robot.expect("Which is to hold? inspection published on", "2  PQ (")
            await robot.press("2")
            assert len((await whole(app, robot)).left) == before - 1
            assert workspace.record.value(INSPECTION, names.PUBLICATION) == "2009-09-02"
            await on_the_list(robot, "wording: ")
            await robot.press("equals_sign", "1")
            await robot.expect("Which is to hold? finding on 1.1.1 side")
            await robot.press("2")
            await whole(app, robot)
            finding = workspace.inspection.finding("1.1.1")
            assert (finding.side, finding.wording) == ("improvement", "MK says.")
            await robot.press("escape")
            app.screen.go_to_part("recommendation/x")
            await robot.press("equals_sign", "1")
            await whole(app, robot)
            assert recommendations(workspace.inspection)[-1].text == "Train MK"
            assert "[disputed" not in robot.selected
            await robot.press("equals_sign")
            await robot.expect("Nothing is disputed here.")
            await robot.press("u")
            await whole(app, robot)
            await robot.expect("Train MK / Train PQ [disputed: ")
            assert written(workspace.record, "summary") is None
            app.screen.go_to_part("foreword")
            await robot.press("enter")
            await robot.type("born 12.3.1994")
            await robot.press("escape")
            await robot.expect("Esc keeps it", "? ")
            assert written(workspace.record, "foreword") is None, "it is not recorded before the question was seen"
            await robot.press("escape")
            assert written(workspace.record, "foreword") == "born 12.3.1994"
