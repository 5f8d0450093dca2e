from __future__ import annotations

import pytest
from builders import CASE_07, CASE_08, small_record
from tui.robot import at_the_keyboard

from fieldwork.programme.loading import find_programme
from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.store import write_new
from fieldwork.tui import typed_number
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.screens.checklist import ChecklistScreen
from fieldwork.workspace import Workspace, new_inspection

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def many(tmp_path):
    """Forty cases, so that they do not fit on a screen."""
    path = tmp_path / "many.json"
    write_new(path, small_record(cases=[f"{n:02}" for n in range(1, 41)]))
    with Workspace.open(path, "JN") as workspace:
        yield workspace


@pytest.mark.parametrize("size", SIZES)
async def test_a_line_shows_reference_phases_classification_progress_and_left(small, size):
    small.say(
        [
            Statement(CASE_07, names.attribute("rosh_yot"), "low"),
            Statement(CASE_07, names.attribute("rosh_own"), "high"),
            Statement(CASE_07, names.attribute("inspector"), "JN"),
        ]
    )
    small.answer(CASE_07, "1.1.1", "yes")
    small.park(CASE_07, "1.2.1")
    small.note("kept well", case=CASE_07, good_practice=True)
    async with at_the_keyboard(FieldworkApp(small), size=size) as robot:
        line = robot.line_with("low/high")
        for part in ("07", "both", "low/high ▽", "JN", "9%", "10", "p1", "★1", "✎1"):
            assert part in line
        assert "Vulnerability" not in robot.text


async def test_wide_screens_show_more_of_the_stockport_sample(stockport):
    async with at_the_keyboard(FieldworkApp(stockport), size=(120, 40)) as robot:
        await robot.expect("order", "age", "Vulnerability", "Synthetic cases")
        assert "67 cases" in robot.text
        await robot.pilot.resize_terminal(80, 24)
        await robot.expect("RoSH", "67 cases", gone="Vulnerability")


async def test_digits_go_to_a_reference_and_are_shown(many, monkeypatch):
    monkeypatch.setattr(typed_number, "TYPING", 60)
    async with at_the_keyboard(FieldworkApp(many)) as robot:
        await robot.press("1")
        assert robot.selected.startswith("01")
        await robot.press("2")
        assert robot.selected.startswith("12")
        await robot.expect("to 12")
        monkeypatch.setattr(typed_number, "TYPING", 0.001)
        await robot.press("3")
        assert robot.selected.startswith("03")


async def test_digits_begin_anew_when_another_key_has_moved_the_cursor(many, monkeypatch):
    monkeypatch.setattr(typed_number, "TYPING", 60)
    async with at_the_keyboard(FieldworkApp(many)) as robot:
        await robot.press("1", "down", "4")
        assert robot.selected.startswith("04")


async def test_tab_goes_to_the_next_case_with_work(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("tab")
        assert robot.selected.startswith("08")
        await robot.press("tab")
        assert robot.selected.startswith("07")


async def test_sorting_keeps_the_cursor_on_its_case(small):
    small.answer(CASE_07, "1.1.1", "yes")
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        assert "case▴" in robot.text
        await robot.press("S")
        assert "case▾" in robot.text
        assert robot.selected.startswith("07")
        rows = [line for line in robot.lines if line.startswith((" 07", " 08"))]
        assert rows[0].startswith(" 08")
        await robot.press("s", "p")
        assert "phases▴" in robot.text
        await robot.press("s", "p")
        assert "phases▾" in robot.text


async def test_filtering_as_one_types_and_escape_shows_all_again(many):
    many.say([Statement("case/12", names.PHASES, "custody"), Statement("case/33", names.PHASES, "custody")])
    async with at_the_keyboard(FieldworkApp(many)) as robot:
        await robot.press("f")
        await robot.type("CUST")
        await robot.expect("2 of 40", "12     custody", gone=" 11     both")
        await robot.press("down")
        assert robot.selected.startswith("33")
        await robot.press("enter")
        await robot.press("1", "2")
        assert robot.selected.startswith("12")
        await robot.press("escape")
        await robot.expect("40 cases", " 11     both")
        assert robot.selected.startswith("12")


async def test_a_filter_that_nothing_fits_says_so(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("f")
        await robot.type("[b]zzz")
        await robot.expect("No case fits. Esc clears the filter.", "with “[b]zzz”")
        await robot.press("escape")
        await robot.expect("2 cases", gone="No case fits")


async def test_a_field_can_be_asked_for_and_what_is_half_typed_filters_nothing(many):
    many.say([Statement("case/12", names.attribute("inspector"), "JN")])
    many.park("case/33", "1.2.1")
    async with at_the_keyboard(FieldworkApp(many)) as robot:
        await robot.press("f")
        await robot.type("inspector:jn")
        await robot.expect("1 of 40", gone=" 11     both")
        await robot.press("escape", "f")
        await robot.type("parked>")
        await robot.expect("✗ parked> expects a number: parked>10.", "40 of 40", " 31     both")
        await robot.type("0")
        await robot.expect("1 of 40", " 33     both", gone="✗")
        await robot.press("escape", "f")
        await robot.type("colour:red")
        await robot.expect("✗ There is no field colour. There are: case, phases, status, rosh,", "rosh_own.")
        await robot.press("escape")
        await robot.expect("40 cases", gone="✗")


async def test_the_fields_of_the_core_case_inspection_are_all_named_at_80_cells(stockport):
    async with at_the_keyboard(FieldworkApp(stockport)) as robot:
        await robot.press("f")
        await robot.expect(
            "Words, or a field with : = < <= > >= and - before what to leave out: case,", "vulnerability_own."
        )
        await robot.press("escape")
        await robot.expect("67 cases", gone="Words, or a field")
        await robot.press("f")
        await robot.type("x:1")
        await robot.expect("There is no field x.", "vulnerability_own.")
        await robot.press("escape", "f")
        await robot.type("custody left=0 rosh:high -complete")
        await robot.expect("No case fits. Esc clears the filter.")


async def test_any_column_can_be_sorted_by_letter_arrow_or_mouse(stockport):
    async with at_the_keyboard(FieldworkApp(stockport), size=(80, 24)) as robot:
        await robot.press("s")
        await robot.expect("Order the cases by", "v  Vulnerability")
        await robot.press("down", "down", "enter")
        await robot.expect("by order", gone="Order the cases")
        await robot.press("s", "b")
        await robot.expect("by▴")
        head = next(index for index, line in enumerate(robot.lines) if "progress" in line)
        await robot.pilot.click(offset=(robot.lines[head].index("left"), head))
        await robot.expect("left▴")
        await robot.pilot.click(offset=(robot.lines[head].index("left"), head))
        await robot.expect("left▾")
        await robot.press("s", "escape")
        await robot.expect("left▾", gone="Order the cases")


async def test_the_status_is_said_by_a_key_and_taken_back_by_undo(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        assert "·to read" in robot.selected
        await robot.press("t")
        await robot.expect("Case 07: how far is it?", "3  interview done", "what is answered decides: to read")
        await robot.press("3")
        assert "int. done" in robot.selected
        assert small.cases[0].status == "interview done"
        await robot.press("t", "enter")
        assert len(small.record.history(CASE_07, names.STATUS)) == 1
        await robot.press("t", "5")
        assert "² " in f"{robot.selected} "
        await robot.press("t", "6")
        assert "·to read" in robot.selected
        assert small.cases[0].status is None
        await robot.press("u")
        assert "2nd read" in robot.selected


async def test_the_status_can_be_said_at_the_checklist(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("enter", "t")
        await robot.expect("Case 07: how far is it?")
        await robot.press("2", "g", "c")
        await robot.expect(" reading ")
        assert small.cases[0].status == "reading"


async def test_dates_of_a_case_are_typed_in_the_list_as_on_its_checklist(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("down", "d")
        await robot.expect("Dates and details of case 08")
        await robot.type("12 jan 2009")
        await robot.press("enter", "escape")
        await robot.expect("2 cases")
        assert small.record.value(CASE_08, names.date("sentence")) == "2009-01-12"


async def test_days_say_who_judged_how_much_when(small):
    small.answer(CASE_07, "1.1.1", "yes")
    small.answer(CASE_08, "1.1.1", "no")
    small.undo()
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("D")
        await robot.expect("Judgements by inspector and day", "inspector", "together")
        await robot.app.workers.wait_for_complete()
        await robot.expect(" JN ")
        assert robot.selected.startswith("JN ")
        assert robot.line_with(" JN ").split() == ["JN", "0", "0", "0", "1", "1"]
        assert robot.line_with(" nobody ").split()[:4] == ["nobody", "2", "0", "21"]
        await robot.press("escape")
        await robot.expect("2 cases")


async def test_a_tall_screen_says_who_judged_how_much_on_the_latest_day(stockport):
    async with at_the_keyboard(FieldworkApp(stockport), size=(120, 40)) as robot:
        await robot.expect("judgements on Fri 12 Jun  DO 298, EP 310, HW 327, RK 203, TV 335", "67 cases")


async def test_filter_and_order_are_kept_while_one_is_away(many):
    async with at_the_keyboard(FieldworkApp(many)) as robot:
        await robot.press("S", "f")
        await robot.type("3")
        await robot.press("enter")
        await robot.press("enter")
        assert isinstance(robot.app.screen, ChecklistScreen)
        await robot.press("g", "c")
        await robot.expect("with “3”", "case▾")
        assert robot.selected.startswith("39")


async def test_enter_opens_the_checklist_of_the_case(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("j", "enter")
        assert isinstance(robot.app.screen, ChecklistScreen)
        assert "08" in robot.lines[0]


async def test_coming_back_shows_what_was_judged_meanwhile(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("enter", "y")
        await robot.press("g", "c")
        await robot.expect(" 9%")


async def test_undo_goes_to_the_case_it_undid(small):
    small.answer(CASE_08, "1.1.1", "yes")
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        assert robot.selected.startswith("07")
        await robot.press("u")
        assert robot.selected.startswith("08")
        assert "0%" in robot.selected


# -- cases and attributes --------------------------------------------------------------------------------------------


async def test_an_empty_inspection_names_the_key_that_fills_it(tmp_path):
    path = tmp_path / "empty.json"
    new_inspection(path, find_programme("sqs-2013"), "Smalltown", "JN")
    with Workspace.open(path, "JN") as workspace:
        async with at_the_keyboard(FieldworkApp(workspace)) as robot:
            await robot.expect("No cases yet.", "n makes the first one")
            await robot.press("enter", "e", "tab", "s", "f", "1", "j", "question_mark", "escape")
            await robot.press("n", "enter", "1")
            await robot.expect("1 case, 0 complete")
            assert robot.selected.startswith("01")
            assert workspace.cases[0].phases == "community"


async def test_a_new_case_needs_a_reference_of_its_own(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("n")
        await robot.expect("Reference of the new case", "09")
        await robot.press("backspace", "backspace")
        await robot.type("7")
        await robot.press("enter")
        await robot.expect("✗ There is a case 7 already.")
        await robot.press("backspace", "enter")
        await robot.expect("✗ A reference has 1 to 40 characters")
        await robot.type("[/b]")
        await robot.press("enter")
        await robot.expect("Case [/b]: which phases are inspected?")
        await robot.press("3")
        await robot.expect("3 cases")
        assert robot.selected.startswith("[/b]")


async def test_escape_at_either_question_makes_no_case(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("n", "escape")
        await robot.press("n", "enter", "escape")
        await robot.expect("2 cases")
        assert len(small.cases) == 2


async def test_attributes_are_chosen_by_digit_and_kept_at_once(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("e")
        await robot.expect("Case 07", "Phases inspected", "Age at start", "1 community")
        await robot.press("2")
        assert small.cases[0].phases == "custody"
        await robot.expect("1 male")
        await robot.press("2")
        assert small.cases[0].attribute("sex") == "female"
        await robot.press("enter")
        await robot.type("x")
        await robot.press("enter")
        await robot.expect("✗ Expected a number up to 999, found x.")
        await robot.press("backspace")
        await robot.type("15")
        await robot.press("enter")
        assert small.cases[0].attribute("age") == 15
        await robot.press("enter")
        await robot.type("k[m]")
        await robot.press("enter")
        await robot.expect("k[m]")
        await robot.press("up", "up", "0")
        assert small.cases[0].attribute("age") is None
        await robot.press("escape")
        await robot.expect(" 07     custody")


async def test_undo_in_the_form_takes_back_the_last_choice_in_place(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("e", "2", "u")
        assert small.cases[0].phases == "both"
        await robot.expect("both: custody, then community")


async def test_enter_on_a_choice_offers_it_as_a_list(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("e", "enter")
        await robot.expect("its number, or Enter")
        await robot.press("1")
        assert small.cases[0].phases == "community"


async def test_the_glossary_terms_of_the_line_are_explained(stockport):
    async with at_the_keyboard(FieldworkApp(stockport)) as robot:
        await robot.press("question_mark")
        await robot.expect("RoSH", "Risk of Serious Harm", "keys on this screen")
