"""A case judged at the keyboard, as a person sees it."""

from __future__ import annotations

import pytest
from builders import CASE_07, CASE_08, answered, said, sitting, small_record
from tui.at_the_checklist import checklist, current, said_to_her

from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.store import write_new
from fieldwork.workspace import Workspace

SIZES = [(80, 24), (120, 40)]


def answer(workspace, question, case=CASE_07):
    return workspace.record.value(case, names.answer(question))


# -- answering -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_an_open_case_shows_where_one_is(small, size):
    async with checklist(small, size=size) as robot:
        assert robot.lines[0].startswith(" Case 07 · custody + community · RoSH YOT ? / mine ?")
        assert "● saved" in robot.lines[0]
        assert robot.lines[1].startswith(" 0 of 11 answered · 11 left")
        assert "▸1.1 " in robot.lines[2]
        assert current(robot) == "1.1.1"
        assert robot.line_with("1.1.2").rstrip(" │").rstrip().endswith("↳ waits") or size[0] > 100
        assert "1 yes   2 no   3 n/a   p ask case manager   shift: + note" in robot.text
        assert "? line, keys" in robot.lines[-1]


async def test_the_wide_screen_has_the_criterion_at_the_side(small):
    async with checklist(small, size=(120, 40)) as robot:
        await robot.expect("RoH is assessed.", "No notes on this case yet: c writes one")


async def test_one_key_answers_and_goes_on_to_the_next_open_question(small):
    async with checklist(small) as robot:
        await robot.press("1")
        assert answer(small, "1.1.1") == "yes"
        assert current(robot) == "1.1.2"
        await robot.press("n")
        assert answer(small, "1.1.2") == "no"
        assert current(robot) == "1.1.3"
        await robot.press("a")
        assert answer(small, "1.1.3") == "na"
        assert robot.lines[1].startswith(" 3 of 11 answered")
        assert robot.line_with("just now").startswith(" just now 1.1.3 \N{EN DASH} n/a")
        assert "✗ no" in robot.line_with("  1.1.2")


async def test_what_a_rule_makes_is_passed_over_and_says_so(small):
    async with checklist(small) as robot:
        await robot.press("2")
        assert current(robot) == "1.1.10"
        assert robot.line_with("1.1.2").rstrip().endswith("\N{EN DASH} n/a (rule)")


async def test_a_correction_stays_where_it_is(small):
    async with checklist(small) as robot:
        await robot.press("1", "1", "backspace")
        assert current(robot) == "1.1.2"
        await robot.press("2")
        assert answer(small, "1.1.2") == "no"
        assert current(robot) == "1.1.2"
        assert "[2 no]" in robot.text


async def test_an_answer_against_a_rule_stays_and_is_marked(small):
    async with checklist(small, question="1.1.2") as robot:
        small.answer(CASE_07, "1.1.1", "no")
        robot.screen.renew()
        await robot.press("1")
        assert current(robot) == "1.1.2"
        await robot.expect("! the rule makes it n/a (1.1.1 is no; rule assumed); your answer", "! 1 against a rule")


async def test_the_same_answer_again_says_nothing_new(small):
    async with checklist(small) as robot:
        await robot.press("1", "backspace", "1", "1")
        assert len(small.record.history(CASE_07, names.answer("1.1.1"))) == 1
        assert current(robot) == "1.1.1"


async def test_zero_clears(small):
    async with checklist(small) as robot:
        await robot.press("1", "backspace", "0")
        assert answer(small, "1.1.1") is None
        assert current(robot) == "1.1.1"
        assert robot.lines[1].startswith(" 0 of 11 answered")


async def test_a_question_parked_by_accident_is_one_backspace_away(small):
    async with checklist(small) as robot:
        await robot.press("1", "p")
        assert current(robot) == "1.1.10"  # what depends on 1.1.2 waits
        await robot.expect("just now 1.1.2 ⌂ parked")
        await robot.press("backspace")
        assert current(robot) == "1.1.2"
        await robot.press("p")
        assert "· open" in robot.line_with("▌ 1.1.2")
        await robot.press("backspace")
        assert current(robot) == "1.1.1"


async def test_backspace_goes_back_through_the_answers_and_tab_forward_to_the_open_one(small):
    async with checklist(small) as robot:
        await robot.press("1", "1", "1", "backspace")
        assert current(robot) == "1.1.3"
        await robot.press("backspace", "backspace")
        assert current(robot) == "1.1.1"
        await robot.press("backspace")
        await said_to_her(robot, "Nothing was answered before this")
        await robot.press("tab")
        assert current(robot) == "1.1.10"
        await robot.press("shift+tab")
        assert current(robot) == "2.1.3"


async def test_arrows_letters_and_ends(small):
    async with checklist(small) as robot:
        await robot.press("j", "down")
        assert current(robot) == "1.1.3"
        await robot.press("k")
        assert current(robot) == "1.1.2"
        await robot.press("end")
        assert current(robot) == "2.1.3"
        await robot.press("home", "up")
        assert current(robot) == "1.1.1"


async def test_what_undo_says_hides_nothing_of_the_question(small):
    async with checklist(small) as robot:
        await robot.press("1", "1", "1", "u", "u", "u")
        await robot.expect("Undone: case 07 1.1.1 yes")
        assert "Undone: case 07 1.1.1 yes" in robot.lines[-2]
        assert "Undone" not in "\n".join(robot.lines[:-2])
        assert "1 yes   2 no" in robot.text
        assert not robot.app._notifications
        await robot.press("1")
        await robot.expect("just now 1.1.1 ✓ yes", gone="Undone")


async def test_what_was_told_goes_after_a_while(small, monkeypatch):
    monkeypatch.setattr("fieldwork.tui.screens.checklist.TELLING", 0.2)
    async with checklist(small) as robot:
        await robot.press("1", "backspace", "backspace")
        await robot.expect("Nothing was answered before this")
        await robot.expect("1 2 3 or y n a answers", gone="Nothing was answered")


async def test_where_the_terminal_is_flat_a_message_says_it(small):
    async with checklist(small, size=(80, 10)) as robot:
        await robot.press("1", "u")
        await robot.expect("Undone: case 07 1.1.1 yes")


async def test_the_end_of_a_case_is_said(small):
    async with checklist(small) as robot:
        for _ in range(11):
            await robot.press("1")
        await said_to_her(robot, "Case 07 is complete")
        assert "11 of 11 answered · complete" in robot.lines[1]


# -- parking ---------------------------------------------------------------------------------------------------------


async def test_parking_goes_on_and_parked_questions_come_last(small):
    async with checklist(small) as robot:
        await robot.press("p")
        assert current(robot) == "1.1.10"
        assert "⌂ parked" in robot.line_with("1.1.1")
        assert "1 parked" in robot.lines[1]
        for _ in range(7):
            await robot.press("1")
        assert current(robot) == "1.1.1"
        await robot.press("p")
        assert "· open" in robot.line_with("1.1.1 ")
        assert current(robot) == "1.1.1"


async def test_an_answered_question_is_not_parked(small):
    async with checklist(small) as robot:
        await robot.press("1", "backspace", "p")
        await said_to_her(robot, "It has an answer; 0 clears it.")
        assert small.record.value(CASE_07, names.parked("1.1.1")) is None


# -- undo ------------------------------------------------------------------------------------------------------------


async def test_undo_goes_to_what_it_undid(small):
    async with checklist(small) as robot:
        await robot.press("1", "1", "u")
        assert current(robot) == "1.1.2"
        assert answer(small, "1.1.2") is None
        assert "↳" not in robot.line_with("▌ 1.1.2")
        await robot.press("ctrl+r")
        assert answer(small, "1.1.2") == "yes"


async def test_undo_reaches_into_another_case(small):
    small.answer(CASE_08, "1.2.1", "yes")
    async with checklist(small) as robot:
        await robot.press("u")
        assert robot.lines[0].startswith(" Case 08")
        assert current(robot) == "1.2.1"


# -- going about -----------------------------------------------------------------------------------------------------


async def test_references_go_to_questions_criteria_and_cases(small):
    async with checklist(small) as robot:
        assert robot.screen.go_to_reference("2.1.3")
        await robot.pilot.pause()
        assert current(robot) == "2.1.3"
        assert robot.screen.go_to_reference("1.2")
        await robot.pilot.pause()
        assert current(robot) == "1.2.1"
        assert robot.screen.go_to_reference("8")
        await robot.pilot.pause()
        assert robot.lines[0].startswith(" Case 08")
        assert not robot.screen.go_to_reference("99")


async def test_next_and_previous_case(small):
    async with checklist(small) as robot:
        await robot.press("1", "greater_than_sign")
        assert robot.lines[0].startswith(" Case 08")
        assert "just now" not in robot.text
        await robot.press("greater_than_sign")
        await said_to_her(robot, "This is the last case.")
        await robot.press("less_than_sign")
        assert robot.lines[0].startswith(" Case 07")
        assert current(robot) == "1.1.2"


async def test_what_one_is_on_can_be_explained(small):
    async with checklist(small, question="1.2.1") as robot:
        assert robot.screen.line_text() == "Is 1.2.1 as it should be?"


async def test_the_mouse_goes_to_a_row_and_answers(small):
    async with checklist(small) as robot:
        row = next(y for y, line in enumerate(robot.lines) if line.startswith("  1.2.1"))
        await robot.pilot.click(offset=(20, row))
        assert current(robot) == "1.2.1"
        row, line = next((y, line) for y, line in enumerate(robot.lines) if "2 no" in line)
        await robot.pilot.click(offset=(line.index("2 no"), row))
        assert answer(small, "1.2.1") == "no"


# -- disputes, reading only, hostile text ------------------------------------------------------------------------------


@pytest.fixture
def disputed(tmp_path):
    record = small_record()
    one, other = sitting("KP", "a"), sitting("EP", "b")
    entries = [
        *one.entries(record, [Statement(CASE_07, names.answer("1.1.1"), "yes")]),
        *other.entries(record, [Statement(CASE_07, names.answer("1.1.1"), "no")]),
    ]
    record.add(entries)
    path = tmp_path / "disputed.json"
    write_new(path, record)
    with Workspace.open(path, "JN") as workspace:
        yield workspace


async def test_a_disputed_question_shows_both_and_an_answer_settles_it(disputed):
    async with checklist(disputed) as robot:
        await robot.expect("≠ KP says yes · EP says no: your answer settles it", "≠ 1 disputed", "≠ disputed")
        await robot.press("2")
        assert not disputed.record.disputed(CASE_07, names.answer("1.1.1"))
        assert answer(disputed, "1.1.1") == "no"
        assert current(robot) == "1.1.10"


async def test_an_inspection_open_elsewhere_is_only_read(small, small_file):
    with Workspace.open(small_file, "KP", write=False) as reader:
        async with checklist(reader) as robot:
            assert "read only" in robot.lines[0]
            await robot.press("1")
            await said_to_her(robot, "reading only")
            assert current(robot) == "1.1.1"
            await robot.press("c")
            await said_to_her(robot, "no note can be kept")
            await robot.press("p", "0", "asterisk", "N")
            assert len(reader.record) == len(small.record)


async def test_brackets_and_escape_codes_stay_text(small):
    small.note("a [/] b [bold] \x1b[31mred", case=CASE_07, question="1.1.1")
    async with checklist(small) as robot:
        await robot.expect("✎ a [/] b [bold] [31mred")


async def test_ten_keys_at_once_are_ten_answers(stockport):
    case = stockport.inspection.case("07").id
    stockport.say(
        Statement(case, field, None) for field in list(stockport.record.values(case)) if field.startswith("answer:")
    )
    async with checklist(stockport, case) as robot:
        from textual.events import Key

        for key in "ynaynaynay":
            robot.app.post_message(Key(key, key))
        await robot.pilot.pause(0.2)
        own = {
            question: value
            for question in stockport.programme.question
            if (value := stockport.record.value(case, names.answer(question))) is not None
        }
        assert list(own.values()) == [{"y": "yes", "n": "no", "a": "na"}[key] for key in "ynaynaynay"]


async def test_a_small_window_still_answers(small):
    for size in ((20, 8), (30, 12), (60, 20)):
        async with checklist(small, size=size) as robot:
            await robot.press("1", "u")
            assert answer(small, "1.1.1") is None


async def test_a_case_without_phases_waits_and_says_what_for(small):
    small.say([Statement(CASE_07, names.PHASES, None)])
    async with checklist(small, question="2.1.1") as robot:
        await robot.expect("phases not recorded", "↳ waits until the phases of the case are recorded")


async def test_answers_given_elsewhere_are_seen_in_the_bars(small):
    record = small.record
    answered(record, sitting("KP", "z"), CASE_07, q1_2_1="yes", q1_2_2="no")
    said(record, sitting("KP", "y"), (CASE_07, names.parked("1.1.1"), True))
    async with checklist(small) as robot:
        assert "1.2 ████" in robot.lines[2]
        assert current(robot) == "1.1.10"


async def test_undo_and_redo_go_to_where_it_was_over_a_restart_and_other_cases(small_file):
    with Workspace.open(small_file, "JN") as first:
        async with checklist(first, CASE_08) as robot:
            await robot.press("1", "2", "greater_than_sign", "less_than_sign", "1")
    with Workspace.open(small_file, "JN") as again:
        async with checklist(again, CASE_08) as robot:
            await robot.press("u")
            assert robot.lines[0].startswith(" Case 07")
            assert current(robot) == "1.1.1"
            await robot.press("u")
            assert robot.lines[0].startswith(" Case 08")
            assert current(robot) == "1.1.2"
            await robot.press("ctrl+r", "ctrl+r")
            assert robot.lines[0].startswith(" Case 07")
            assert answer(again, "1.1.1") == "yes"
            assert answer(again, "1.1.2", CASE_08) == "no"
