"""The comments: found as one types, picked for quotation, questioned, redacted."""

from __future__ import annotations

from builders import said, sitting, small_questionnaire
from hypothesis import given
from hypothesis import strategies as st
from tui.robot import at_the_keyboard
from tui.test_questionnaires import forms

from fieldwork.analysis.comments import comments
from fieldwork.record.record import Statement
from fieldwork.record.returns import returns
from fieldwork.text import cells
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.comment_lines import CommentsView, comment_rows


def form(serial, text):
    fields = {"questionnaire": "forms", "serial": serial, "keying": 1, "keyed_by": "JN", "item:q4": {"text": text}}
    return [Statement(f"return/{serial}", field, value) for field, value in fields.items()]


@given(st.lists(st.text(max_size=120), max_size=6), st.text(max_size=8), st.integers(20, 130))
def test_comments_of_any_text_stay_on_the_screen(texts, typed, width):
    record = forms(1, q1="1")
    for number, text in enumerate(texts):
        said(
            record,
            sitting("JN", f"s{number}"),
            *((one.subject, one.field, one.value) for one in form(f"1{number}", text)),
        )
    inspected = comments(small_questionnaire(), returns(record, "forms"))
    for row in comment_rows(CommentsView(inspected, typed, lambda _: ("“x” looks like a name",)), width):
        assert cells(row.text) <= width
        assert "\n" not in row.text


async def test_comments_are_found_as_one_types_and_picked(small):
    small.say([*form("1", "They [/] listened."), *form("2", "Too far from home.")])
    app = FieldworkApp(small)
    async with at_the_keyboard(app) as robot:
        app.go_to("questionnaires")
        await robot.press("c")
        await robot.expect("Comments · ", "2 · 0 picked", "They [/] listened.", "Too far from home.")
        await robot.press("f")
        await robot.type("far")
        await robot.expect("1 of 2 · 0 picked", gone="listened.")
        await robot.press("enter", "quotation_mark")
        await robot.expect("1 of 2 · 1 picked", "”  Too far from home.")
        await robot.press("escape", "u")
        await robot.expect("2 · 0 picked", "They [/] listened.")
        await robot.press("tab", "enter")
        await robot.expect("form ", "of 4")
        await robot.press("escape")
        await robot.expect("Comments · ")


async def test_what_looks_like_a_name_is_questioned_and_can_be_taken_out(small):
    small.say(form("1", "I like Jane Roe a lot."))
    app = FieldworkApp(small)
    async with at_the_keyboard(app) as robot:
        app.go_to("questionnaires")
        await robot.press("c")
        await robot.expect("? “Jane Roe” looks like a name")
        await robot.press("quotation_mark")
        await robot.expect("1  quote it as it is", "2  redact it")
        await robot.press("escape")
        await robot.expect("0 picked")
        await robot.press("R")
        await robot.expect("Redact the")
        await robot.type("redact")
        await robot.press("enter")
        await robot.expect("what does it say without that?")
        await robot.type("I like [name] a lot.")
        await robot.press("enter")
        await robot.expect("I like [name] a lot.", gone="Jane")
        await robot.press("quotation_mark")
        await robot.expect("1 picked")
    assert "Jane" not in small.path.read_text(encoding="utf-8")
