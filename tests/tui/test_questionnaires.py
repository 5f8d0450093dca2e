from __future__ import annotations

import dataclasses

import pytest
from builders import item, said, sitting, small_questionnaire, small_record
from hypothesis import given
from hypothesis import strategies as st
from tui.robot import at_the_keyboard

from fieldwork.analysis.small_numbers import OF_A_TABLE
from fieldwork.analysis.tallies import tally
from fieldwork.programme.loading import questionnaire_to_dict
from fieldwork.programme.models import Condition
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record.record import Statement
from fieldwork.record.returns import returns
from fieldwork.text import cells
from fieldwork.tui import typed_number
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.keying_desk import RecordDesk
from fieldwork.tui.rows import numbered, stop_after
from fieldwork.tui.tally_lines import TallyView, tally_rows

WORDS = load_share_words()


def view_of(record, *, questionnaire=None, issued=None, opened=(), rates=True):
    form = questionnaire or small_questionnaire()
    desk = RecordDesk(record, form, "JN")
    found = tally(form, returns(record, form.id), issued, WORDS, rates=rates)
    return TallyView(found, desk.forms(), (), desk.offered(), opened)


def forms(count, by="JN", first=1, **answers):
    """A record with `count` forms, every one with the same `answers`."""
    record = small_record()
    keyer = sitting(by, f"{by.lower()}{first}")
    for serial in range(first, first + count):
        subject = f"return/{serial}"
        header = {"questionnaire": "forms", "serial": str(serial), "keying": 1, "keyed_by": by}
        items = {f"item:{name}": value for name, value in answers.items()}
        said(record, keyer, *((subject, field, value) for field, value in (header | items).items()))
    return record


def texts(rows):
    return [row.text.strip() for row in rows]


def test_under_ten_answers_there_is_no_percentage():
    record = forms(9, q1="1", q2="2", q3=["1"], q4="blank")
    rows = tally_rows(view_of(record, issued=9), 100)
    assert not any("%" in text for text in texts(rows))
    assert "+ 9 of 9 · all   n 9" in texts(rows)
    ten = texts(tally_rows(view_of(forms(10, q1="1", q2="2", q3=["1"], q4="blank"), issued=12), 100))
    assert "+ 10 of 10 · 100% · all   n 10" in ten
    assert "10 came back of 12 that went out (83%)  i sets it" in ten


def test_a_programme_without_percentages_gets_none_here():
    record = forms(12, q1="1", q2="2", q3=["1"], q4="blank")
    assert not any("%" in text for text in texts(tally_rows(view_of(record, issued=20, rates=False), 100)))


def test_what_is_not_in_n_stands_apart_and_an_opened_line_lists_the_forms():
    record = forms(2, q1="1", q2="2", q3=["1"], q4="blank")
    record.add(forms(1, "MK", 3, q1="multiple", q2="blank", q3="unreadable", q4={"text": "Very [/] nice"}))
    rows = texts(tally_rows(view_of(record, opened={"answer:q1:1", "sums:q1", "texts:q4"}), 100))
    assert "+ 2 of 2 · both   n 2 · two boxes 1" in rows
    assert "forms 1, 2" in rows
    assert "two boxes: form 3" in rows
    assert "“Both ticked the first box of q1.”" in rows
    assert "! all 2 said the same, so each one's answer is known; only 2 answers" in rows
    assert "3  “Very [/] nice”" in rows


def test_the_phrase_for_the_report_and_small_counts_stand_at_the_item():
    record = forms(25, q1="1")
    record.add(forms(1, "MK", 26, q1="2"))
    rows = texts(tally_rows(view_of(record), 100))
    assert "“Nearly all ticked the first box of q1 (25 of 26, 96%).”" in rows
    assert "! 25 of 26 tells that one said otherwise" in rows
    assert next(row for row in rows if row.startswith("2 option 2")).endswith("1 !")
    assert rows[-1] == f"! {OF_A_TABLE}"
    quiet = texts(tally_rows(view_of(forms(25, q1="1", q2="1", q3=["1"], q4="blank")), 100))
    assert not any(row.startswith("!") for row in quiet)


def test_the_forms_on_which_an_item_is_not_asked_stand_apart():
    small = small_questionnaire()
    skipped = [dataclasses.replace(one, asked_when=(Condition("q1", ("2",)),)) for one in small.items[1:]]
    form = dataclasses.replace(small, items=(small.items[0], *skipped))
    rows = texts(tally_rows(view_of(forms(3, q1="1"), questionnaire=form, opened={"sums:q2"}), 100))
    assert "n 0 · not asked 3" in rows
    assert "not asked: forms 1, 2, 3" in rows
    assert "0 wrote something · left blank 0 · unreadable 0 · not asked 3" in rows


def test_problems_and_unfinished_forms_stand_on_top():
    record = forms(1, q1="1", q2="2", q3=["1"], q4="blank")
    other = forms(1, "MK", q1="2", q2="2", q3=["1"], q4="blank")
    said(record, sitting("ES"), ("return/9", "questionnaire", "forms"), ("return/9", "serial", "9"))
    for entry in other:
        if entry.subject.startswith("return/"):
            record.add([entry._replace(subject="return/mk")])
    rows = texts(tally_rows(view_of(record), 100))
    assert rows[2] == "! form 1 was keyed 2 times as a first keying: q1 not counted"
    assert rows[3] == "· form 9 is unfinished: 0 of 4 items"


@given(
    st.integers(0, 60),
    st.lists(st.tuples(st.sampled_from(["1", "2", "3", "blank"]), st.text(max_size=90)), max_size=14),
    st.integers(20, 130),
)
def test_lines_are_never_wider_than_the_screen(issued, answers, width):
    form = dataclasses.replace(
        small_questionnaire(),
        items=(dataclasses.replace(item("q1"), text="漢字 " * 30), item("q3", "many", 9), item("q4", "text")),
    )
    record = small_record(questionnaires=[form])
    keyer = sitting()
    for number, (answer, text) in enumerate(answers):
        subject = f"return/{number}"
        fields = {"questionnaire": "forms", "serial": str(number), "keyed_by": "漢", "item:q1": answer}
        fields |= {"item:q3": ["1", "2"], "item:q4": {"text": text}}
        said(record, keyer, *((subject, field, value) for field, value in fields.items()))
    opened = {"answer:q1:1", "sums:q1", "sums:q3", "texts:q4"}
    for row in tally_rows(view_of(record, questionnaire=form, issued=issued, opened=opened), width):
        assert cells(row.text) <= width
        assert "\n" not in row.text


def test_numbers_and_stops_are_found():
    rows = tally_rows(view_of(forms(1, q1="1")), 80)
    found = numbered(rows, "3")
    assert found is not None
    assert "Which of q3?" in rows[found].text
    assert numbered(rows, "77") is None
    assert stop_after(rows, len(rows) - 1) == next(index for index, row in enumerate(rows) if row.stop)
    assert stop_after([], 0) is None


async def test_the_tally_of_the_sample_is_read_and_opened(stockport):
    app = FieldworkApp(stockport)
    async with at_the_keyboard(app) as robot:
        app.go_to("questionnaires")
        await robot.expect("27 came back of 34 that went out (79%)", "▸ key forms  the next is 28")
        await robot.press("9", "down", "enter")
        await robot.expect("+ 24 of 26 · 92% · ", "n 26 · blank 1", "forms 1, 2, ")
        await robot.press("enter")
        await robot.expect(gone="forms 1, 2, ")
        await robot.press("right")
        await robot.expect("Questionnaire for victims", "+ 2 of 2 · both   n 2")
        assert "%" not in robot.text
        await robot.press("left")
        await robot.expect("27 came back")


async def test_every_figure_leads_to_its_forms_and_back(stockport):
    app = FieldworkApp(stockport)
    async with at_the_keyboard(app) as robot:
        app.go_to("questionnaires")
        await robot.press("9", "down", "down", "enter", "down")  # “No”, said once
        await robot.expect("form 19")
        assert robot.selected == "form 19"
        await robot.press("enter")
        await robot.expect("form 19 ", "of 15")
        await robot.press("escape", "escape")
        await robot.expect("form 19", "24 of 26")
        await robot.press("up", "up", "enter", "down")
        assert robot.selected.startswith("forms 1, 2, ")
        await robot.press("enter")
        await robot.expect("Which form?", "one of 1, 2, ")
        await robot.type("19")
        await robot.press("enter")
        await robot.expect("✗ Form 19 is not behind this figure")
        await robot.press("backspace", "backspace", "2", "enter")
        await robot.expect("form 2 ", "of 15")


async def test_case_managers_are_tallied_in_both_programmes(stockport, dorset):
    for workspace in (stockport, dorset):
        if workspace is stockport:
            form = dorset.inspection.questionnaires["case-managers-2013"]
            workspace.say([Statement(f"questionnaire/{form.id}", "definition", questionnaire_to_dict(form))])
            workspace.say([Statement(one.subject, one.field, one.value) for one in dorset.record if _of_a_form(one)])
        percents = workspace.programme.scores
        app = FieldworkApp(workspace)
        async with at_the_keyboard(app, size=(120, 40)) as robot:
            app.go_to("questionnaires", questionnaire="case-managers-2013")
            await robot.expect("Questions for case managers", "11 came back", "9 of 11")
            assert ("9 of 11 · 82% · most" in robot.text) is percents
            assert ("experience to tackle the risk of harm to others.”" in robot.text) is not percents
            await robot.press("c")
            await robot.expect("Comments · 9 · 0 picked · case managers", "Travel, always travel.")


def _of_a_form(entry):
    return entry.subject.startswith("return/") and entry.value is not None


async def test_how_many_went_out_is_asked_for_and_undone(small):
    app = FieldworkApp(small)
    async with at_the_keyboard(app) as robot:
        app.go_to("questionnaires")
        await robot.expect("0 came back; nobody has said how many went out")
        await robot.press("i")
        await robot.type("x")
        await robot.press("enter")
        await robot.expect("✗ Expected a whole number")
        await robot.press("backspace", "1", "2", "enter")
        await robot.expect("0 came back of 12 that went out (0%)")
        await robot.press("u")
        await robot.expect("nobody has said")


async def test_from_the_tally_to_keying_and_back_to_an_unfinished_form(small):
    app = FieldworkApp(small)
    async with at_the_keyboard(app) as robot:
        app.go_to("questionnaires")
        await robot.expect("▸ key forms")
        await robot.press("n", "enter", "2", "escape", "g", "q")
        await robot.expect("· form 1 is unfinished: 1 of 4 items, keyed by JN")
        await robot.press("tab", "enter")
        await robot.expect("form 1 · item 2 of 4")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_questionnaire_without_forms_is_shown_as_such(small, size):
    app = FieldworkApp(small)
    async with at_the_keyboard(app, size=size) as robot:
        app.go_to("questionnaires")
        await robot.expect("0 came back", "n 0", "q3    Which of q3?")
        await robot.press("down", "down", "down", "down", "enter", "tab", "enter", "i", "escape", "escape")


async def test_digits_begin_anew_when_another_key_has_moved_the_cursor(stockport, monkeypatch):
    monkeypatch.setattr(typed_number, "TYPING", 60)
    app = FieldworkApp(stockport)
    async with at_the_keyboard(app) as robot:
        app.go_to("questionnaires")
        await robot.expect("▸ key forms")
        await robot.press("1", "tab", "4")
        assert robot.selected.split()[:1] == ["q4"]
