"""Deciding on findings at the keyboard: taken, moved, left out, put back, reworded, out of step, disputed."""

from __future__ import annotations

from builders import CASE_07, CASE_08, answered, case_id, said, sitting, small_record
from tui.conftest import TEN
from tui.robot import at_the_keyboard

from fieldwork.record import names
from fieldwork.record.record import Record
from fieldwork.store import write_new
from fieldwork.tui.app import FieldworkApp
from fieldwork.workspace import Workspace


async def at_first_finding(app, robot):
    app.go_to("findings")
    await robot.expect("10 cases", "8 of 10")
    app.screen.go_to_reference("1.1.1")
    await robot.pilot.pause()
    assert robot.selected.startswith("1.1.1")


async def test_a_finding_is_taken_moved_left_out_and_put_back_and_every_step_undone(ten):
    app = FieldworkApp(ten)
    async with at_the_keyboard(app) as robot:
        await at_first_finding(app, robot)
        await robot.press("t")
        assert robot.selected.startswith("1.1.2")  # what was open is done: on to the next
        await robot.press("k")
        assert robot.selected.endswith("✓▲ strength")
        for key, words in (("i", "!▼ improve"), ("o", "!· left out"), ("p", "▲ strength"), ("s", "✓▲ strength")):
            await robot.press(key)
            app.screen.go_to_reference("1.1.1")
            assert robot.selected.endswith(words), key
        assert ten.inspection.finding("1.1.1").side == "strength"
        for words in ("▲ strength", "!· left out", "!▼ improve", "✓▲ strength", "▲ strength"):
            await robot.press("u")
            await robot.expect(words)
            assert robot.selected.endswith(words)
        assert ten.inspection.finding("1.1.1").side is None


async def test_a_sentence_is_reworded_where_it_stands_with_its_figure_shown_as_it_will_print(ten):
    app = FieldworkApp(ten)
    async with at_the_keyboard(app) as robot:
        await at_first_finding(app, robot)
        await robot.press("w")
        await robot.expect("prints: In 80% of cases 1.1.1 was as it should be.")
        await robot.press(*["ctrl+u"])
        await robot.type("[b]Good[/] in {share} of cases")
        await robot.expect("prints: [b]Good[/] in 80% of cases")
        await robot.press("escape")
        await robot.expect("“[b]Good[/] in 80% of cases” ✎")
        assert ten.inspection.finding("1.1.1").wording == "[b]Good[/] in {share} of cases"
        ten.answer(CASE_07, "1.1.1", "no")
        app.go_to("findings")
        await robot.expect("7 of 10")
        app.screen.go_to_reference("1.1.1")
        await robot.expect("“[b]Good[/] in 70% of cases” ✎")
        await robot.press("w", "ctrl+u", "enter")
        await robot.expect("“In 70% of cases 1.1.1 was as it should be.”", gone="✎")
        assert ten.inspection.finding("1.1.1").wording is None


async def test_a_finding_whose_figure_changed_its_side_is_flagged_until_someone_takes_note(ten):
    app = FieldworkApp(ten)
    async with at_the_keyboard(app) as robot:
        await at_first_finding(app, robot)
        await robot.press("t")
        for reference in TEN[:5]:
            ten.answer(case_id(reference), "1.1.1", "no")
        app.go_to("findings")
        await robot.expect("3 of 10", "↯ 1 out of step")
        await robot.press("n")
        assert robot.selected.startswith("1.1.1")
        assert robot.selected.endswith("↯▲ strength")
        await robot.expect("↯ was a strength, is an area for improvement; was ")
        await robot.press("t")
        await robot.expect(gone="↯")
        assert robot.selected.endswith("!▲ strength")


async def test_what_two_laptops_decided_differently_is_shown_and_a_key_settles_it(tmp_path):
    record = small_record()
    answered(record, sitting(), CASE_08, q1_1_1="yes")
    other = Record(record)
    said(record, sitting("JN", "one"), ("finding/1.1.1", names.SIDE, "strength"))
    said(other, sitting("MK", "other"), ("finding/1.1.1", names.SIDE, "improvement"))
    record.add(other)
    write_new(tmp_path / "two.json", record)
    with Workspace.open(tmp_path / "two.json", "JN") as workspace:
        app = FieldworkApp(workspace)
        async with at_the_keyboard(app) as robot:
            app.go_to("findings")
            await robot.expect("≠ 1 disputed")
            await robot.press("n")
            await robot.expect("≠ disputed: JN strength, MK improvement")
            await robot.press("equals_sign")
            await robot.expect("Which is to hold? finding on 1.1.1 side", "1  JN (")
            await robot.press("2")
            await robot.expect(gone="≠")
            assert workspace.inspection.finding("1.1.1").side == "improvement"


async def test_a_choice_has_to_be_made_and_nothing_is_decided_of_a_heading(ten):
    ten.answer(CASE_07, "1.1.1", "no")
    app = FieldworkApp(ten)
    async with at_the_keyboard(app) as robot:
        app.go_to("findings")
        await robot.expect("7 of 10", "◆ 1 to choose")
        before = len(ten.record)
        await robot.press("home", "t", "s", "o", "w")
        await robot.press("n", "t")
        await robot.expect("the inspector's choice: s makes it")
        assert len(ten.record) == before
        await robot.press("s")
        await robot.expect(gone="to choose")


async def test_a_whole_criterion_is_taken_as_proposed_in_one_act_and_choices_stay(stockport_undecided):
    app = FieldworkApp(stockport_undecided)
    async with at_the_keyboard(app) as robot:
        app.go_to("findings")
        await robot.expect("67 cases", "◆ 44 to choose · 94 only proposed")
        app.screen.go_to_reference("1.1")
        await robot.press("T")
        questions = stockport_undecided.programme.by_criterion["1.1"]
        sides = {one.id: stockport_undecided.inspection.finding(one.id).side for one in questions}
        taken = [side for side in sides.values() if side is not None]
        assert taken
        assert len(taken) < len(sides)
        await robot.expect(f"◆ 44 to choose · {94 - len(taken)} only proposed", "u takes that back")
        await robot.press("u")
        await robot.expect("94 only proposed")
        app.screen.go_to_reference("1.1.1")
        await robot.press("J")
        await robot.expect("1.1.1 is sentence 2 of 2 in its list of the report")
        finding = stockport_undecided.inspection.finding("1.1.1")
        assert finding.order is not None
        assert finding.seen is None, "whoever moves a sentence has not decided on its figure"
        await robot.press("u")
        await robot.expect("1.1.1 is sentence 1 of 2 in its list of the report")
