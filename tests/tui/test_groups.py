"""Groups side by side on the screen: columns that fit, their own n, the forms behind them."""

from __future__ import annotations

import pytest
from builders import small_questionnaire
from hypothesis import given
from hypothesis import strategies as st
from tui.robot import at_the_keyboard
from tui.test_questionnaires import forms, texts

from fieldwork.analysis.groups import NO_SAMPLE, side_by_side
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record.returns import returns
from fieldwork.text import cells
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.group_lines import GroupsView, columns_that_fit, group_rows

WORDS = load_share_words()


def view_of(record, by="q1", first=0, opened=()):
    return GroupsView(side_by_side(small_questionnaire(), returns(record), by, WORDS), first, opened)


def small_groups():
    record = forms(12, q1="1", q2="1", q3=["1"], q4="blank")
    record.add(forms(2, "MK", 13, q1="2", q2="3", q3=["2"], q4={"text": "[/]"}))
    return record


def test_every_column_has_its_own_n_and_no_percentage_below_ten():
    rows = texts(group_rows(view_of(small_groups()), 80))
    assert NO_SAMPLE.split()[0] in rows[1]
    assert any(row.split() == ["1", "option", "1", "2", "option", "2"] for row in rows)
    assert any(row.split() == ["+", "favourable", "12", "of", "12", "0", "of", "2"] for row in rows)
    assert any(row.split() == ["100%", "·", "all", "neither"] for row in rows)
    assert any(row.split() == ["n", "12", "2"] for row in rows)
    assert "! 2 option 2: all 2 said the same, so each one's answer is known" in rows


def test_an_opened_row_lists_the_forms_of_every_group():
    rows = texts(group_rows(view_of(small_groups(), opened={"n:q2", "apart:q4"}), 120))
    assert "1 option 1: forms 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12" in rows
    assert "2 option 2: forms 13, 14" in rows
    assert "2 option 2: none" in rows


@given(st.integers(30, 140), st.integers(0, 3), st.sampled_from(["q1", "q1+", "q2"]))
def test_columns_stay_on_the_screen(width, first, by):
    view = view_of(small_groups(), by, min(first, 1), {"n:q2", "sums:q2", "answer:q2:1"})
    assert columns_that_fit(view.sides, width) >= 1
    for row in group_rows(view, width):
        assert cells(row.text) <= width


def test_without_forms_there_are_no_groups():
    assert texts(group_rows(view_of(forms(0)), 80))[-1] == "No form was keyed yet."


async def down_to(robot, text):
    for _ in range(8):
        if not robot.selected.startswith(text):
            await robot.press("down")
    assert robot.selected.startswith(text)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_groups_are_asked_for_turned_and_opened(stockport, size):
    app = FieldworkApp(stockport)
    async with at_the_keyboard(app, size=size) as robot:
        app.go_to("questionnaires")
        await robot.expect("27 came back")
        await robot.press("s")
        await robot.expect("Side by side by which item?", "11  q13")
        await robot.press("1", "1")
        await robot.expect("Side by side by q13+", "favourable", "otherwise", "22 of 22", "4 of 5", gone="which item?")
        await robot.press("t")
        await robot.expect("Side by side by q13 ·", "1 Very good")
        await robot.press("t", "1")
        await down_to(robot, "+1")
        await robot.press("enter")
        await robot.expect("otherwise: forms")
        await down_to(robot, "otherwise: forms")
        await robot.press("enter", "enter")
        await robot.expect("form ", "of 15")
        await robot.press("escape", "escape")
        await robot.expect("Side by side by q13+")
