"""Adding and revising questionnaires on the screen."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from builders import item, small_questionnaire
from exchange.forms import book
from tui.robot import at_the_keyboard

from fieldwork.analysis.revising import revision_effects
from fieldwork.programme.loading import find_questionnaire
from fieldwork.programme.models import Condition, Option
from fieldwork.programme.writing import questionnaire_to_toml
from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.text import cells
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.revising_lines import Plan, plan_rows

SMALL = small_questionnaire()
CHILDREN = find_questionnaire("children-2009")


def texts(plan, width=80, opened=()):
    rows = plan_rows(plan, opened, width)
    assert all(cells(row.text) <= width for row in rows)
    return [row.text.strip() for row in rows]


def test_the_gravest_stands_first_and_words_last():
    q1 = dataclasses.replace(SMALL.items[0], favourable=("2",), text="Other [/] words?")
    new = dataclasses.replace(SMALL, items=(q1, *SMALL.items[2:], item("q9")))
    rows = texts(Plan("f.toml", new, SMALL, revision_effects(SMALL, new, ())))
    heads = [row for row in rows if row[:1] in "!+~·" and row]
    assert heads == ["! on the forms that are keyed", "+ to be keyed", "~ in figures", "· in words only"]
    assert any(row.startswith("q2") and "is gone" in row for row in rows)
    assert any("“Other [/] words?”" in row for row in rows)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_what_is_added_is_shown_whole_at_any_width(width):
    skipped = dataclasses.replace(item("q9"), asked_when=(Condition("q1", ("1",)),))
    rows = texts(Plan("f.toml", dataclasses.replace(SMALL, items=(*SMALL.items, skipped)), None, ()), width)
    assert "asked only where q1 is 1" in " ".join(rows)
    assert "free text" in rows
    evil = dataclasses.replace(item("x" * 64), text="\x1b[31m" * 9, options=(Option("1", "漢" * 99), Option("2", "b")))
    texts(Plan("\x1b[31m.toml", dataclasses.replace(SMALL, items=(evil,)), None, ()), width)


def test_the_same_definition_has_nothing_to_record():
    rows = texts(Plan("f.toml", SMALL, SMALL, ()))
    assert rows[-1] == "Nothing: the inspection has this very definition."
    assert not any("records it" in row for row in rows)


def keep(name, content):
    Path(name).write_bytes(content)


async def test_a_revision_is_shown_recorded_and_undone(stockport, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    keep("n.toml", questionnaire_to_toml(dataclasses.replace(CHILDREN, items=CHILDREN.items[1:])).encode())
    app = FieldworkApp(stockport)
    async with at_the_keyboard(app) as robot:
        app.go_to("questionnaires")
        await robot.expect("▸ key forms")
        await robot.press("d")
        await robot.type("x.toml")
        await robot.press("enter")
        await robot.expect("cannot be read: No such file")
        await robot.press("ctrl+u")
        await robot.type("n.toml")
        await robot.press("enter")
        await robot.expect(
            "Revise children-2009?", "q1", "is gone: 27 forms have answers", "y records it  Esc leaves it"
        )
        await robot.press("escape")
        await robot.expect("27 came back")
        assert stockport.inspection.questionnaires["children-2009"] == CHILDREN
        await robot.press("d")
        await robot.type("n.toml")
        await robot.press("enter")
        await robot.expect("Revise children-2009?")
        await robot.press("enter")
        await robot.expect("forms 1, 2, 3")
        await robot.press("y")
        await robot.expect("Revised children-2009; u takes it back.")
        assert "q1" not in stockport.inspection.questionnaires["children-2009"].item
        await robot.press("u")
        await robot.expect("Undone: ")
        assert stockport.inspection.questionnaires["children-2009"] == CHILDREN


async def test_one_is_added_from_a_workbook_and_taken_back_while_it_is_shown(small, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    head = ("type", "name", "label")
    keep("own.xlsx", book(survey=[head, ("text", "q1", "Well [/]?"), ("image", "q2", "Where?")]))
    app = FieldworkApp(small)
    async with at_the_keyboard(app) as robot:
        app.go_to("questionnaires")
        await robot.expect("▸ key forms")
        await robot.press("d")
        await robot.type("own.xlsx")
        await robot.press("enter")
        await robot.expect("own.xlsx cannot be taken whole (1 loss)")
        keep("own.xlsx", book(survey=[head, ("text", "q1", "Well [/]?")]))
        await robot.press("enter")
        await robot.expect("Add own?", "Well [/]?", "free text")
        await robot.press("y")
        await robot.expect("Added own", "▸respondents")
        await robot.press("u")
        await robot.expect("▸children and young people", gone="respondents")
        assert list(small.inspection.questionnaires) == ["forms"]


async def test_what_is_keyed_while_a_revision_is_shown_is_shown_before_it_is_recorded(small, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    keep("n.toml", questionnaire_to_toml(dataclasses.replace(SMALL, items=SMALL.items[1:])).encode())
    app = FieldworkApp(small)
    async with at_the_keyboard(app) as robot:
        app.go_to("questionnaires")
        await robot.expect("▸ key forms")
        await robot.press("d")
        await robot.type("n.toml")
        await robot.press("enter")
        await robot.expect("Revise forms?", "is gone")
        form = (names.QUESTIONNAIRE, "forms"), (names.SERIAL, "7"), (names.KEYING, 1), (names.item("q1"), "1")
        small.say([Statement("return/7", field, value) for field, value in form])
        await robot.press("y")
        await robot.expect("The forms have changed meanwhile", "is gone: 1 form has")
        assert "q1" in small.inspection.questionnaires["forms"].item
        await robot.press("y")
        await robot.expect("Revised forms")
        assert "q1" not in small.inspection.questionnaires["forms"].item
