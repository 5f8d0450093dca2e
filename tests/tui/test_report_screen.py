"""The report at the keyboard: read, gone about in, written, decided on, exported; the list empties with the work."""

from __future__ import annotations

import stat
import time

import pytest
from builders import CASE_07
from textual.events import Paste
from tui.conftest import sample, undecided
from tui.robot import at_the_keyboard

from fieldwork.record import names
from fieldwork.record.report_parts import recommendations, written
from fieldwork.tui.app import FieldworkApp
from fieldwork.workspace import Workspace


@pytest.fixture
def dorset_undecided(tmp_path):
    with Workspace.open(undecided("dorset-2013", tmp_path), "JN") as workspace:
        yield workspace


async def whole(app, robot):
    """Wait until the draft holds everything that was said, and was looked through."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        await robot.pilot.pause()
        drafting = app.screen.drafting
        if not drafting.is_busy and drafting.entries == len(app.open_workspace.record) and drafting.work is not None:
            await robot.pilot.pause()
            return drafting
    raise AssertionError("the draft was not made")


async def at_the_report(app, robot, **where):
    app.go_to("report", **where)
    await robot.pilot.pause()
    return await whole(app, robot)


# -- reading -----------------------------------------------------------------------------------------------------------


async def test_it_stands_there_as_it_will_print_with_what_is_left_in_the_title(stockport):
    app = FieldworkApp(stockport)
    async with at_the_keyboard(app) as robot:
        drafting = await at_the_report(app, robot)
        assert robot.lines[0].startswith(f" Report · Stockport · {len(drafting.work)} on the list")
        for words in ("Foreword", "We judged that the Safeguarding aspects of the work were done well enough 60%"):
            await robot.expect(words)


async def test_headings_stand_beside_it_where_there_is_room_and_over_it_where_there_is_none(stockport):
    app = FieldworkApp(stockport)
    async with at_the_keyboard(app, size=(120, 40)) as robot:
        await at_the_report(app, robot)
        assert "│" in robot.line_with("Acknowledgements")
        await robot.pilot.resize_terminal(80, 24)
        await robot.press("h")
        assert robot.lines[1].startswith(" Core Case Inspection")
        await robot.press("down", "down", "enter")
        assert robot.selected.startswith("Acknowledgements")
        await robot.press("right")
        assert robot.selected.startswith("Scoring and summary")


async def test_words_are_found_as_they_are_typed_and_found_again(stockport):
    app = FieldworkApp(stockport)
    async with at_the_keyboard(app) as robot:
        await at_the_report(app, robot)
        await robot.press("f")
        await robot.type("victims")
        assert " · 1 of " in robot.lines[0]
        await robot.press("enter")
        first = app.screen.document_list.cursor
        assert "ictims" in robot.selected
        await robot.press("n")
        assert app.screen.document_list.cursor > first
        assert "ictims" in robot.selected
        await robot.press("N")
        assert app.screen.document_list.cursor == first


async def test_the_cases_behind_a_figure_are_one_key_away_and_back_is_exactly_there(stockport):
    app = FieldworkApp(stockport)
    async with at_the_keyboard(app) as robot:
        await at_the_report(app, robot, part="finding/1.1.3")
        before = robot.selected
        await robot.press("c")
        await robot.expect("The cases behind 1.1.3", "Against it · 33 cases")
        await robot.press("escape")
        await robot.expect("Report · Stockport")
        assert robot.selected == before
        document = app.screen.document_list
        document.go_to(
            next(
                row.target
                for row in document.rows
                if row.text.split()[:1] == ["Custody"] and "█" in row.text and "community" not in row.text
            )
        )
        await robot.press("c")
        await robot.expect("The cases behind Phases inspected: Custody", "Counted · ")
        await robot.press("escape")
        document.go_to(
            next(row.target for row in document.rows if row.text.split()[:3] == ["1.3", "Safeguarding", "48%"])
        )
        await robot.press("c")
        await robot.expect("The cases behind 1.3", "The weakest first")


# -- writing -----------------------------------------------------------------------------------------------------------


async def test_a_part_is_written_where_it_stands_and_the_list_is_one_shorter(stockport_undecided):
    app = FieldworkApp(stockport_undecided)
    async with at_the_keyboard(app) as robot:
        before = len((await at_the_report(app, robot, part="foreword.verdict")).work)
        await robot.press("enter", "f3")
        await robot.expect("noted for this (1 of ", "· managers, on 1.1: RMPs and VMPs came in this spring.")
        while "noted for this" in robot.text:
            await robot.press("f3")
        await robot.press("ctrl+u")
        await robot.type("A [/] sound set at {score:RoH}, {nobody} said.")
        await robot.expect("prints: A [/] sound set at 53%, … said.", "{nobody} is no")
        await robot.press("escape")
        await robot.expect("A [/] sound set at 53%, … said.", gone="prints:")
        said = written(stockport_undecided.record, "foreword.verdict")
        assert said == "A [/] sound set at {score:RoH}, {nobody} said."
        work = (await whole(app, robot)).work
        assert any("{nobody} stands for nothing" in one.what for one in work)
        await robot.press("enter", "ctrl+u")
        await robot.type("A sound set at {score:RoH}.")
        await robot.press("escape")
        assert len((await whole(app, robot)).work) == before - 1
        await robot.press("u", "u")
        await whole(app, robot)
        await robot.expect("Overall, we consider this …")
        assert written(stockport_undecided.record, "foreword.verdict") is None


async def test_a_finding_is_decided_on_and_reworded_in_the_report(ten):
    app = FieldworkApp(ten)
    async with at_the_keyboard(app) as robot:
        await at_the_report(app, robot, part="finding/1.1.1")
        assert robot.selected.endswith("In 80% of cases 1.1.1 was as it should be.")
        await robot.press("i")
        await whole(app, robot)
        assert robot.selected.endswith("In 80% of cases 1.1.1 was not as it should be.")
        await robot.press("enter", "ctrl+u")
        await robot.type("Only {share} of cases were in order.")
        await robot.expect("prints: Only 80% of cases were in order.")
        await robot.press("enter")
        await robot.expect("Only 80% of cases were in order.", gone="prints:")
        finding = ten.inspection.finding("1.1.1")
        assert (finding.side, finding.wording) == ("improvement", "Only {share} of cases were in order.")
        await whole(app, robot)
        await robot.press("o")
        await whole(app, robot)
        assert "were in order" not in robot.text
        await robot.press("u")
        await whole(app, robot)
        await robot.expect("Only 80% of cases were in order.")


async def test_a_figure_typed_by_hand_that_is_not_the_one_of_the_data_is_on_the_list(ten):
    app = FieldworkApp(ten)
    async with at_the_keyboard(app) as robot:
        await at_the_report(app, robot, part="finding/1.1.1")
        await robot.press("enter", "ctrl+u")
        await robot.type("In 70% of cases 1.1.1 was as it should be.")
        await robot.press("enter")
        work = (await whole(app, robot)).work
        assert any(one.kind == "check" and "70%" in one.what and "80%" in one.what for one in work)


async def test_a_local_recommendation_is_made_moved_reworded_and_left_out(stockport_undecided):
    app = FieldworkApp(stockport_undecided)
    async with at_the_keyboard(app) as robot:
        await at_the_report(app, robot)
        for words in ("plans are reviewed (YOT Manager)", "managers countersign (Chair)"):
            await robot.press("a")
            await robot.type(words)
            await robot.press("enter")
            await whole(app, robot)
        assert robot.selected.endswith("managers countersign (Chair)")
        await robot.press("K")
        await whole(app, robot)
        assert robot.selected.endswith("managers countersign (Chair)")
        local = [one for one in recommendations(stockport_undecided.inspection) if one.number is None]
        assert [one.text for one in local] == ["managers countersign", "plans are reviewed"]
        assert local[0].responsibility == "Chair"
        await robot.press("enter")
        await robot.type(", always (Manager)")
        await robot.press("enter")
        await whole(app, robot)
        assert "(Manager)" in robot.text
        await robot.press("o")
        await whole(app, robot)
        assert "countersign" not in robot.selected
        left = [one.id for one in recommendations(stockport_undecided.inspection) if one.left]
        assert left == [local[0].id]


async def test_dates_and_the_lead_are_asked_for_from_the_list(stockport_undecided):
    app = FieldworkApp(stockport_undecided)
    async with at_the_keyboard(app) as robot:
        await at_the_report(app, robot)
        await robot.press("d", "1")
        await robot.type("30 Sep 2009")
        await robot.press("enter")
        await whole(app, robot)
        assert stockport_undecided.record.value(stockport_undecided.inspection.id, names.PUBLICATION) == "2009-09-30"
        assert "28 October 2009" in " ".join(app.screen.document.text().split())
        await robot.press("d", "1")
        await robot.type("soon")
        await robot.press("enter")
        await robot.expect("✗")
        await robot.press("escape", "l")
        await robot.expect("the initials of the lead inspector")
        while "initials" not in robot.selected:
            await robot.press("down")
        await robot.press("enter")
        await robot.type("EP")
        await robot.press("enter")
        await whole(app, robot)
        assert stockport_undecided.inspection.lead == "EP"
        assert "initials of the lead" not in robot.text


async def test_what_is_only_proposed_is_taken_from_the_list_and_enter_goes_there(ten):
    app = FieldworkApp(ten)
    async with at_the_keyboard(app) as robot:
        before = len((await at_the_report(app, robot)).work)
        await robot.press("l")
        await robot.expect("only proposed")
        assert app.screen.todo is not None, "the cursor begins on a thing to do, not on the heading over it"
        while "In 80% of cases 1.1.1" not in robot.selected:
            await robot.press("down")
        await robot.press("enter")
        assert "In 80% of cases 1.1.1" in robot.selected
        await robot.press("l", "t")
        work = (await whole(app, robot)).work
        assert len(work) == before - 1
        assert not any(one.part == "finding/1.1.1" for one in work)


async def test_what_cannot_be_written_goes_to_its_cases_or_says_where_it_comes_from(stockport):
    app = FieldworkApp(stockport)
    async with at_the_keyboard(app) as robot:
        await at_the_report(app, robot)
        document = app.screen.document_list
        document.action_move_to(-1)
        await robot.press("enter")
        await robot.expect("The cases behind 3.2.4")
        await robot.press("escape")
        document.go_to(document.here.target.partition(":")[0])  # the head of the table
        await robot.press("enter")
        await robot.expect("This table is made of what is recorded.")


async def test_for_reading_only_nothing_is_written(tmp_path):
    path = sample("stockport-2009", tmp_path)
    with Workspace.open(path, "JN", write=False) as workspace:
        app = FieldworkApp(workspace)
        async with at_the_keyboard(app) as robot:
            await at_the_report(app, robot, part="foreword.verdict")
            await robot.press("enter")
            await robot.expect("open for reading only")
            await robot.press("o")
            assert len(workspace.record) == app.screen.drafting.entries


# -- export ------------------------------------------------------------------------------------------------------------


async def test_the_report_is_written_beside_the_inspection_and_never_over_a_file_unasked(stockport, tmp_path):
    app = FieldworkApp(stockport)
    async with at_the_keyboard(app) as robot:
        drafting = await at_the_report(app, robot)
        await robot.press("P")
        await robot.expect(f"{len(drafting.work)} things left on the list", "Markdown")
        await robot.press("3", "enter")
        await robot.expect("Written to")
        path = tmp_path / "stockport-2009-report.md"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        text = path.read_text()
        assert "done well enough 53% of the time" in text
        assert "Remarks like this one" not in text
        path.write_text("mine")
        await robot.press("P", "3", "enter")
        await robot.expect("is already there")
        await robot.press("3")
        assert path.read_text() == "mine"
        await robot.press("P", "3", "enter")
        await robot.expect("is already there")
        await robot.press("2")
        await robot.expect("Written to")
        assert path.read_text() == text


async def test_a_name_that_ends_in_something_else_is_asked_for_again(stockport, tmp_path):
    app = FieldworkApp(stockport)
    async with at_the_keyboard(app) as robot:
        await at_the_report(app, robot)
        await robot.press("P", "7")
        await robot.expect("draft.md")
        await robot.press("ctrl+u")
        await robot.type(str(tmp_path / "x.pdf"))
        await robot.press("enter")
        await robot.expect("✗", "x.pdf")
        assert not (tmp_path / "x.pdf").exists()


# -- letters, and what changes -----------------------------------------------------------------------------------------


async def test_a_letter_without_percentages_is_written_the_same_way(dorset_undecided):
    app = FieldworkApp(dorset_undecided)
    async with at_the_keyboard(app, size=(120, 40)) as robot:
        await at_the_report(app, robot, part="summary")
        assert "%" not in app.screen.document.text()
        await robot.press("enter", "ctrl+u")
        app.post_message(Paste("Good\x1b[31m in\u202e {count:1.1} of cases."))
        await robot.expect("Good[31m in {count:1.1} of cases.")
        assert app.screen.focused.text == "Good[31m in {count:1.1} of cases."
        await robot.press("ctrl+u")
        await robot.type("Good in {count:1.1} of cases.")
        await robot.expect("prints: Good in 19 of 20 cases.")
        await robot.pilot.resize_terminal(40, 10)
        await robot.expect("│ Good in {count:1.1} of cases.", "prints: Good in 19 of 20 cases.")
        await robot.pilot.resize_terminal(120, 40)
        await robot.expect("“- ” begins an item, {count:1.1} is a figure")
        await robot.press("escape")
        await robot.expect("Good in 19 of 20 cases.")


async def test_answers_given_meanwhile_are_in_the_next_draft(ten):
    app = FieldworkApp(ten)
    async with at_the_keyboard(app) as robot:
        await at_the_report(app, robot, part="finding/1.1.1")
        ten.answer(CASE_07, "1.1.1", "no")
        await at_the_report(app, robot, part="finding/1.1.1")
        assert "In 70% of cases" in robot.selected


async def test_the_keys_are_heard_while_a_draft_is_made(stockport):
    app = FieldworkApp(stockport)
    async with at_the_keyboard(app) as robot:
        await at_the_report(app, robot)
        stockport.answer(stockport.cases[0].id, "1.1.1", "no")
        app.screen.draft_anew()
        await robot.press("end")
        assert robot.selected
        await whole(app, robot)
