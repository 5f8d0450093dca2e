from __future__ import annotations

import pytest
from builders import answered, case_id, sitting, small_record
from tui.robot import at_the_keyboard

from fieldwork.store import write_new
from fieldwork.text import cells
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.chart_sheet import chart_rows, week
from fieldwork.tui.widgets.row_list import RowList
from fieldwork.workspace import Workspace

DAYS = {"DO": {"2009-06-02": 298, "2009-06-03": 2}, "EP": {"2009-06-02": 310}}


def test_the_week_has_a_bar_for_each_day_with_who_made_how_many():
    rows = [row.text.rstrip() for row in chart_rows([week(DAYS)], 78)]
    assert rows[0] == " Judgements by day"
    assert rows[1].startswith(" Tue 2 Jun █")
    assert rows[1].endswith("608 DO 298, EP 310")
    assert rows[2].startswith(" Wed 3 Jun ")
    assert rows[2].endswith("2 DO 2")
    assert all(cells(row) <= 78 for row in rows)


def test_many_hands_leave_the_bars_their_room():
    many = {f"A{number}": {"2009-06-02": number} for number in range(1, 20)}
    row = chart_rows([week(many)], 60)[1].text
    assert cells(row) <= 60
    assert "█" in row


def test_no_judgement_is_no_bar():
    assert "nothing to show yet" in chart_rows([week({})], 60)[1].text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_scores_sample_and_week_stand_there_and_a_bar_opens_its_cases(stockport, size):
    app = FieldworkApp(stockport)
    async with at_the_keyboard(app, size=size) as robot:
        app.go_to("findings")
        await robot.expect("67 cases")
        await robot.press("v")
        await robot.expect("Scores, from 0% to 100%", "53% SUBSTANTIAL")
        rows = app.screen.query_one(RowList)
        text = "\n".join(row.text for row in rows.rows)
        for words in (
            "Phases inspected",
            "Age at start of sentence",
            "Sex",
            "RoSH classification",
            "Judgements by day",
        ):
            assert words in text
        assert max(cells(row.text) for row in rows.rows) <= rows.line_width
        rows.go_to("criterion:1.1")
        await robot.press("enter")
        await robot.expect("The cases behind 1.1")
        await robot.press("escape", "tab")
        assert robot.selected.startswith("Phases inspected")
        rows.go_to("sample:phases=custody")
        bar = robot.selected.split()
        await robot.press("enter")
        await robot.expect("The cases behind Phases inspected: Custody", f"Counted · {bar[-1]} cases", "all answered")
        await robot.press("down", "enter")
        await robot.expect("· custody ·", "138 of 138 answered")
        await robot.press("escape", "escape")
        assert robot.selected.split() == bar
        await robot.press("v")
        await robot.expect("Findings · Stockport")


async def test_without_scores_there_are_counts_and_no_percentage(dorset):
    app = FieldworkApp(dorset)
    async with at_the_keyboard(app) as robot:
        app.go_to("findings")
        await robot.expect("20 cases")
        await robot.press("v")
        await robot.expect("Good answers to each question", "of 20")
        assert not any("%" in row.text for row in app.screen.query_one(RowList).rows)


async def test_an_answer_given_meanwhile_is_in_the_bars(tmp_path):
    record = small_record()
    answered(record, sitting(), case_id("07"), q1_1_1="yes")
    write_new(tmp_path / "small.json", record)
    with Workspace.open(tmp_path / "small.json", "JN") as workspace:
        app = FieldworkApp(workspace)
        async with at_the_keyboard(app) as robot:
            app.drill("charts")
            await robot.expect("100% MINIMUM ◌")
            app.drill("findings")
            await robot.expect("1 of 1")
            workspace.answer(case_id("07"), "1.1.1", "no")
            await robot.press("escape")
            await robot.expect("0% DRASTIC ◌")
