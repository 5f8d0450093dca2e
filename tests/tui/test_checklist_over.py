"""What opens over the checklist: dates, what is left, history, finding a question."""

from __future__ import annotations

from datetime import date

import pytest
from builders import CASE_07, sitting, small_programme, small_record
from hypothesis import given
from hypothesis import strategies as st
from tui.at_the_checklist import checklist, current

from fieldwork.errors import BadInputError
from fieldwork.record import names
from fieldwork.record.judging import judge
from fieldwork.record.record import Statement
from fieldwork.record.views import Case
from fieldwork.store import write_new
from fieldwork.tui.case_details import detail_note, detail_text, details, read_detail
from fieldwork.tui.checklist_find import Finder, marked, next_of, standing
from fieldwork.tui.checklist_left import LeftRow, left_rows, next_target
from fieldwork.workspace import Workspace

PROGRAMME = small_programme()
DETAILS = {detail.title: detail for detail in details(PROGRAMME)}
NEAR = date(2009, 2, 9)


# -- dates and details -------------------------------------------------------------------------------------------------


async def test_dates_are_typed_in_any_form_and_kept_line_by_line(small):
    async with checklist(small, question="1.1.2") as robot:
        await robot.press("d")
        await robot.expect("Dates and details of case 07", "12 jan, 12/1/09")
        await robot.type("12/1/2009")
        await robot.press("enter")
        assert small.record.value(CASE_07, names.date("sentence")) == "2009-01-12"
        await robot.expect("12 Jan 2009")
        await robot.type("+3w")
        await robot.press("enter")
        await robot.expect("2 Feb 2009", "21 days after")
        await robot.type("undated, 3 mar")
        await robot.press("escape")
        assert small.record.value(CASE_07, names.date("reviews")) == ["2009-03-03", "undated"]
        await robot.expect("Sentence 12 Jan → RoSH screening 2 Feb = 21 days, limit 15 (assumed):", "6 over")


async def test_what_is_not_a_date_is_said_and_changes_nothing(small):
    async with checklist(small) as robot:
        await robot.press("d")
        await robot.type("31 feb")
        await robot.press("enter")
        await robot.expect("✗ There is no day “31 feb” in the calendar.", "31 feb")
        assert small.record.value(CASE_07, names.date("sentence")) is None
        await robot.press("escape")
        await robot.expect("Dates and details", "31 feb")
        await robot.press("escape")  # again: it is left out
        await robot.expect("1 yes   2 no")
        assert small.record.value(CASE_07, names.date("sentence")) is None


async def test_a_wrong_date_that_was_left_stays_in_sight_and_keeps_the_form_open(small):
    async with checklist(small) as robot:
        await robot.press("d")
        await robot.type("31/2/09")
        await robot.press("tab")
        wrong = "There is no day “31/2/09” in the calendar."
        await robot.expect(f"✗ Sentence: {wrong}", "✗ not kept", "12 jan, 12/1/09")
        await robot.type("+3w")
        await robot.press("down", "escape")
        await robot.expect("Dates and details", f"✗ {wrong}", "Esc again leaves it out.")
        assert robot.app.focused.value == "31/2/09"
        await robot.press("backspace", "escape")  # not twice in a row
        await robot.expect("Dates and details")
        await robot.press(*["backspace"] * 6)
        await robot.type("12/1/09")
        await robot.press("escape")
        await robot.expect("1 yes   2 no")
        assert small.record.value(CASE_07, names.date("sentence")) == "2009-01-12"


async def test_escape_twice_leaves_a_wrong_date_out_and_says_so(small):
    async with checklist(small) as robot:
        await robot.press("d")
        await robot.type("31/2/09")
        await robot.press("tab", "escape", "escape")
        await robot.expect("1 yes   2 no", "Left out: Sentence “31/2/09”")
        assert small.record.value(CASE_07, names.date("sentence")) is None


async def test_a_wrong_date_put_right_is_no_longer_complained_of(small):
    async with checklist(small) as robot:
        await robot.press("d")
        await robot.type("31/2/09")
        await robot.press("tab")
        await robot.expect("✗ not kept")
        await robot.press("up", *["backspace"] * 7)
        await robot.type("28/2/09")
        await robot.press("enter")
        await robot.expect("28 Feb 2009", gone="✗")


async def test_phases_and_attributes_are_typed_by_number_or_beginning(small):
    async with checklist(small) as robot:
        await robot.press("d", "down", "down", "down")
        await robot.press(*["backspace"] * 4)
        await robot.type("cu")
        await robot.press("enter")
        assert small.record.value(CASE_07, names.PHASES) == "custody"
        await robot.type("2")
        await robot.press("escape")
        assert small.record.value(CASE_07, names.attribute("sex")) == "female"
        await robot.expect(" Case 07 · custody ·")


def test_choices_are_read_by_number_beginning_or_label():
    own = DETAILS["RoSH, the YOT's"]
    for text in ("4", "not clear", "Not Clear", "not_clear", "n"):
        assert read_detail(own, text, near=NEAR) == "not_clear"
    for text in ("9", "x", "-"):
        with pytest.raises(BadInputError):
            read_detail(own, text, near=NEAR)
    with pytest.raises(BadInputError, match="could be several"):
        read_detail(DETAILS["Phases inspected"], "c", near=NEAR)


def test_numbers_and_texts():
    assert read_detail(DETAILS["Age at start"], "16", near=NEAR) == 16
    assert read_detail(DETAILS["Inspector"], " JN ", near=NEAR) == "JN"
    assert read_detail(DETAILS["Age at start"], " ", near=NEAR) is None
    with pytest.raises(BadInputError):
        read_detail(DETAILS["Age at start"], "sixteen", near=NEAR)


def test_beside_a_date_stands_its_distance_from_the_sentence():
    screening = DETAILS["RoSH screening"]
    assert detail_note(screening, "2009-01-13", date(2009, 1, 12)) == "1 day after"
    assert detail_note(screening, "2009-01-02", date(2009, 1, 12)) == "10 days before"
    assert detail_note(screening, "undated", date(2009, 1, 12)) == ""
    assert detail_note(screening, "2009-01-13", None) == ""


@given(st.sampled_from(list(DETAILS.values())), st.text(max_size=20))
def test_what_is_read_can_be_read_again_from_how_it_reads(detail, text):
    try:
        value = read_detail(detail, text, near=NEAR, sentence=NEAR)
    except BadInputError:
        return
    if detail.kind != "text":
        assert read_detail(detail, detail_text(detail, value), near=NEAR, sentence=NEAR) == value


# -- what is left ------------------------------------------------------------------------------------------------------


async def test_the_list_shows_what_is_left_and_enter_goes_there(small):
    small.park(CASE_07, "1.2.1")
    small.say([Statement(CASE_07, names.date("sentence"), "undated")])
    async with checklist(small) as robot:
        await robot.press("l")
        await robot.expect("Case 07 · what is left", "To ask the case manager, in the order of the file (2)")
        await robot.expect("Dates not typed yet (2)", "· Open (5)")
        assert robot.selected.split("  ")[0] == "◷ Sentence"
        assert robot.selected.endswith("bears no date")
        await robot.press("down")
        assert robot.selected.startswith("⌂ 1.2.1")
        await robot.press("enter")
        assert current(robot) == "1.2.1"


async def test_a_date_on_the_list_opens_the_dates(small):
    async with checklist(small) as robot:
        await robot.press("l")
        assert robot.selected.startswith("Sentence")
        await robot.press("enter")
        await robot.expect("Dates and details of case 07")
        await robot.type("12/1/09")
        await robot.press("escape")
        await robot.expect("what is left", "Dates not typed yet (2)")
        await robot.press("escape")
        await robot.expect("1 yes   2 no")


def test_rows_stand_under_headings_with_their_reason():
    record = small_record(cases=("07",))
    rows = left_rows(PROGRAMME, judge(PROGRAMME, record, CASE_07), Case(record, CASE_07))
    assert rows[0] == LeftRow("Dates not typed yet (3)")
    assert LeftRow("1.1.2  Is 1.1.2 as it should be?", "question:1.1.2", "waits for 1.1.1") in rows


def test_the_cursor_steps_over_headings():
    rows = (LeftRow("a"), LeftRow("b", "question:1"), LeftRow("c"), LeftRow("d", "question:2"))
    assert next_target(rows, 0, 0) == 1
    assert next_target(rows, 1, 1) == 3
    assert next_target(rows, 3, -1) == 1
    assert next_target(rows, 1, -1) == 1
    assert next_target(rows, 3, 9) == 3


# -- history -----------------------------------------------------------------------------------------------------------


async def test_the_history_of_an_answer_newest_first(small):
    async with checklist(small) as robot:
        await robot.press("1", "backspace", "2", "h")
        await robot.expect("History of 1.1.1 in case 07")
        lines = [line for line in robot.lines if " JN " in line]
        assert "yes → no" in lines[0]
        await robot.press("escape")
        assert current(robot) == "1.1.1"


async def test_a_question_nobody_answered_has_no_history(small):
    async with checklist(small) as robot:
        await robot.press("h")
        await robot.expect("Nobody has said anything of this question in this case.")


# -- find --------------------------------------------------------------------------------------------------------------


async def test_a_question_is_found_by_number_or_words(small):
    async with checklist(small) as robot:
        await robot.press("f")
        await robot.type("2.1.3")
        await robot.press("enter")
        assert current(robot) == "2.1.3"
        await robot.press("f")
        await robot.type("reoffending")
        await robot.press("down", "enter")
        assert current(robot) == "1.2.2"
        await robot.press("f")
        await robot.type("zzz")
        await robot.expect("No question with these words.")
        await robot.press("enter")
        assert current(robot) == "1.2.2"


async def test_escape_stays_where_one_was(small):
    async with checklist(small) as robot:
        await robot.press("f")
        await robot.type("2.1")
        await robot.press("escape")
        assert current(robot) == "1.1.1"


def test_the_number_itself_comes_first_and_words_may_stand_anywhere():
    finder = Finder(PROGRAMME)
    assert finder.find("1.1.1")[0].id == "1.1.1"
    assert [one.id for one in finder.find("1.1.1")][:3] == ["1.1.1", "1.1.10", "1.1.13"]
    assert finder.find("2.1")[0].id == "2.1.1"
    assert [one.id for one in finder.find("should 1.2.1 be")] == ["1.2.1"]
    assert len(finder.find("")) == len(PROGRAMME.questions)


@given(st.text(max_size=30))
def test_whatever_is_typed_finding_never_fails(text):
    assert set(Finder(PROGRAMME).find(text)) <= set(PROGRAMME.questions)


async def test_questions_are_found_by_how_they_stand_and_gone_through(small):
    small.park(CASE_07, "1.2.1")
    small.park(CASE_07, "2.1.3")
    small.note("see p4", case=CASE_07, question="1.1.3")
    async with checklist(small) as robot:
        await robot.press("semicolon")
        assert current(robot) == "1.1.3"
        await robot.expect("1 of 3: ⌂ parked, ≠ disputed, ! contradicted, ✎ noted")
        await robot.press("f")
        await robot.type("park")
        await robot.press("enter")
        assert current(robot) == "1.2.1"
        await robot.press("semicolon")
        assert current(robot) == "2.1.3"
        await robot.expect("2 of 2: “park”")
        await robot.press("semicolon")
        assert current(robot) == "1.2.1"
        await robot.press("comma")
        assert current(robot) == "2.1.3"
        await robot.press("p", "1", "semicolon", "1", "semicolon")
        await robot.expect("No question: “park”.")


async def test_dates_begin_with_those_that_the_question_asks_for(small):
    async with checklist(small, question="1.1.2") as robot:
        small.say([Statement(CASE_07, names.date("sentence"), "2009-01-12")])
        await robot.press("d")
        assert robot.app.focused.detail.title == "RoSH screening"
        await robot.type("+3w")
        await robot.press("escape")
        await robot.expect("Sentence 12 Jan → RoSH screening 2 Feb = 21 days, limit 15 (assumed):", "6 over")


def test_how_questions_stand_can_be_mixed_with_words_of_them():
    record = small_record(cases=("07",))
    record.add(sitting().entries(record, [Statement(CASE_07, names.answer("1.1.1"), "no")]))
    record.add(sitting("KP", "x").entries(record, [Statement(CASE_07, names.answer("1.1.2"), "yes")]))
    record.add(sitting("JN", "y").entries(record, [Statement(CASE_07, names.parked("2.1.1"), True)]))
    stand = standing(judge(PROGRAMME, record, CASE_07), ["1.2.1", None])
    finder = Finder(PROGRAMME)
    assert [one.id for one in finder.find("contradicted", stand)] == ["1.1.2"]
    assert [one.id for one in finder.find("noted", stand)] == ["1.2.1"]
    assert [one.id for one in finder.find("parked 2.1.1", stand)] == ["2.1.1"]
    assert [one.id for one in finder.find("par", stand)] == ["2.1.1"]
    assert finder.find("no", stand)[0].id == "1.1.1"
    assert set(marked(stand)) == {"1.1.2", "1.2.1", "2.1.1"}


@given(st.lists(st.sampled_from(list(PROGRAMME.question)), unique=True), st.sampled_from(list(PROGRAMME.question)))
def test_going_through_what_was_found_comes_to_each_once_and_back(found, start):
    order = list(PROGRAMME.question)
    seen, here = [], start
    for _ in found:
        here, place, of = next_of(order, found, here, 1)
        assert (found and order.index(here) >= 0, of) == (True, len(found))
        assert sorted(found, key=order.index)[place - 1] == here
        seen.append(here)
    assert sorted(seen) == sorted(found)
    if len(found) > 1:
        assert next_of(order, found, next_of(order, found, here, 1)[0], -1)[0] == here
    assert next_of(order, [], start, 1) is None


async def test_the_history_tells_parking_clearing_and_both_sides_of_a_dispute(tmp_path):
    record = small_record()
    sides = [sitting("KP", "a"), sitting("EP", "b")]
    said = [Statement(CASE_07, names.answer("1.1.1"), "yes")], [Statement(CASE_07, names.answer("1.1.1"), "no")]
    for entries in [by.entries(record, one) for by, one in zip(sides, said, strict=True)]:
        record.add(entries)
    write_new(tmp_path / "disputed.json", record)
    with Workspace.open(tmp_path / "disputed.json", "JN") as workspace:
        async with checklist(workspace) as robot:
            await robot.press("3", "backspace", "0", "p", "home", "h")
            await robot.expect("History of 1.1.1 in case 07")
            words = [line.split(" JN ")[1].split("1.1.1 ")[1] for line in robot.lines if " JN " in line]
            assert words[:2] == ["parked", "n/a → nothing"]
            assert words[2] in {"yes / no → n/a", "no / yes → n/a"}  # two laptops know no order
            assert any(" KP " in line and line.rstrip().endswith("yes") for line in robot.lines)
            assert any(" EP " in line and line.rstrip().endswith("no") for line in robot.lines)
