"""The second keying on the screen: keys counted, nothing of the first in sight, settled from the list."""

from __future__ import annotations

import dataclasses

import pytest
from builders import item, said, sitting, small_questionnaire, small_record
from tui.robot import at_the_keyboard

from fieldwork.record import names
from fieldwork.record.returns import returns
from fieldwork.store import write_new
from fieldwork.tui.app import FieldworkApp
from fieldwork.workspace import Workspace


@pytest.fixture
def fifteen(tmp_path):
    """An inspection with two forms of 15 items, keyed once by MB."""
    form = dataclasses.replace(small_questionnaire(), items=tuple(item(f"q{n}") for n in range(1, 16)))
    record = small_record(questionnaires=[form])
    for serial in ("1", "2"):
        subject = f"return/{serial}"
        header = ((names.QUESTIONNAIRE, "forms"), (names.SERIAL, serial), (names.KEYING, 1), (names.KEYED_BY, "MB"))
        answers = [(names.item(one.id), value) for one, value in zip(form.items, "123123123123123", strict=True)]
        said(record, sitting("MB", f"m{serial}"), *((subject, field, value) for field, value in (*header, *answers)))
    path = tmp_path / "fifteen.json"
    write_new(path, record)
    with Workspace.open(path, "JN") as workspace:
        yield workspace


async def test_a_second_keying_takes_sixteen_keys_and_one_more_for_a_mismatch(fifteen):
    app = FieldworkApp(fifteen)
    async with at_the_keyboard(app) as robot:
        app.go_to("questionnaires")
        await robot.expect("Which of q1?")
        await robot.press("v")
        await robot.expect("SECOND KEYING", "to be keyed twice: all 2 forms; 2 left")
        keys = ["enter", *"123123123123123"]
        assert len(keys) == 16
        await robot.press(*keys)
        await robot.expect("✓ form 1 is keyed a second time", "1 form left")
        await robot.press("enter", *"12312", "1", "f", *"123123123")
        await robot.expect("no form is left", gone="form left")
        assert [(one.serial, one.keying) for one in returns(fifteen.record)] == [("1", 1), ("1", 2), ("2", 1), ("2", 2)]
        assert fifteen.record.value("return/2", names.settled("q6")) == "3"


async def test_put_off_it_is_settled_from_the_list_and_undone(fifteen):
    app = FieldworkApp(fifteen)
    async with at_the_keyboard(app) as robot:
        app.go_to("keying", second="yes")
        await robot.press("enter", "1", "3", "w")
        await robot.expect("q2 put off", "item 3 of 15")
        await robot.press("l")
        await robot.expect("1 item to settle", "≠ not settled")
        assert "2 option 2 · MB" in robot.selected
        assert "3 option 3 · JN" in robot.selected
        await robot.press("enter")
        await robot.expect("SECOND KEYING", "f first: 2 option 2")
        await robot.press("s")
        await robot.expect("settled", "3 option 3 · JN      3 option 3 · JN", gone="to settle")
        await robot.press("u")
        await robot.expect("1 item to settle")
        await robot.press("escape")
        await robot.expect("SECOND KEYING", "item 3 of 15")
        app.go_to("questionnaires")
        await robot.expect("! form 1 was keyed twice and differs, not settled yet: q2 not counted")
        await robot.press("tab", "enter")
        await robot.expect("1 item to settle")


async def test_from_the_first_keying_to_the_second_and_back_with_nothing_of_the_first_in_sight(fifteen):
    app = FieldworkApp(fifteen)
    async with at_the_keyboard(app) as robot:
        app.go_to("keying")
        await robot.expect("Keying", "last form 2", "3 option 3")
        await robot.press("v")
        await robot.expect("SECOND KEYING", gone="option")
        await robot.press("enter")
        await robot.expect("form 1 · second keying · item 1 of 15 · 0 keyed")
        assert "option" not in robot.line_with(" q2 ")
        await robot.press("v", "v")
        await robot.expect("SECOND KEYING", "which form?")


async def test_what_a_third_person_keyed_differently_is_settled_too(fifteen):
    for by, values in (("ES", "1"), ("JN", "2")):
        header = ((names.QUESTIONNAIRE, "forms"), (names.SERIAL, "1"), (names.KEYING, 2), (names.KEYED_BY, by))
        answers = ((names.item("q1"), "1"), (names.item("q2"), values))
        said(fifteen.record, sitting(by), *((f"return/{by}", field, value) for field, value in (*header, *answers)))
    app = FieldworkApp(fifteen)
    async with at_the_keyboard(app) as robot:
        app.go_to("mismatches", questionnaire="forms")
        await robot.expect("1 item to settle", "1 option 1 · ES")
        await robot.press("enter")
        await robot.expect("form 1 · item 2 of 15", gone="SECOND KEYING")
        await robot.press("1")
        await robot.expect("1 option 1 · JN", gone="to settle")
        assert fifteen.record.value("return/1", names.settled("q2")) == "1"


async def test_ones_own_first_keying_undone_at_the_second_one_stays_unseen(fifteen):
    app = FieldworkApp(fifteen)
    async with at_the_keyboard(app) as robot:
        app.go_to("keying")
        await robot.press("enter", "3", "escape")
        await robot.expect("unfinished: 3")
        await robot.press("v")
        await robot.expect("v first keying  l what differs")
        await robot.press("u")
        await robot.expect("Undone: q1 of a first keying (not shown)")
        assert "option 3" not in robot.text
        await robot.press("ctrl+r")
        await robot.expect("Redone: q1 of a first keying (not shown)")


async def test_what_is_said_at_the_end_of_a_form_is_said_whole(fifteen):
    app = FieldworkApp(fifteen)
    async with at_the_keyboard(app) as robot:
        app.go_to("keying", second="yes")
        await robot.press("enter", *"12312312312312", "1", "f")
        await robot.expect("q15 settled: as keyed first · ✓ form 1 is keyed a second time;", "into it\n")
