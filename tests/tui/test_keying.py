from __future__ import annotations

import dataclasses

import pytest
from builders import item, said, sitting, small_questionnaire, small_record
from tui.robot import at_the_keyboard

from fieldwork.record import names
from fieldwork.record.returns import returns
from fieldwork.store import write_new
from fieldwork.text import cells
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.keying_lines import Counts, Form, View, keying_lines
from fieldwork.tui.keying_state import Known, State
from fieldwork.workspace import Workspace

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def fifteen(tmp_path):
    """An inspection whose form has 15 items of one option each."""
    form = dataclasses.replace(small_questionnaire(), items=tuple(item(f"q{n}") for n in range(1, 16)))
    path = tmp_path / "fifteen.json"
    write_new(path, small_record(questionnaires=[form]))
    with Workspace.open(path, "JN") as workspace:
        yield workspace


def keyed(workspace, serial="1"):
    found = next(one for one in returns(workspace.record) if one.serial == serial)
    items = workspace.inspection.questionnaires[found.questionnaire].items
    return [found.item(one.id) for one in items]


async def at_keying(app, robot):
    app.go_to("keying")
    await robot.expect("which form?")


async def test_a_form_of_fifteen_items_takes_sixteen_keys(fifteen):
    app = FieldworkApp(fifteen)
    async with at_the_keyboard(app) as robot:
        await at_keying(app, robot)
        keys = ["enter", *"123123123123123"]
        assert len(keys) == 16
        await robot.press(*keys)
        assert keyed(fifteen) == list("123123123123123")
        await robot.expect("which form?", "form 1 is keyed", "last form 1")


async def test_a_burst_typed_ahead_fills_forms_rightly_texts_included(small):
    app = FieldworkApp(small)
    async with at_the_keyboard(app) as robot:
        await at_keying(app, robot)
        burst = ["enter", "1", "2", "3", "1", "enter", *"guxm1", "enter", "enter", "2", "0", "x", "enter"]
        for key in burst:  # into the app's queue all at once, as a fast typist or a slow line does
            robot.app.post_message(_key(key))
        await robot.expect("form 2 is keyed")
        assert keyed(small) == ["1", "2", ["1", "3"], {"text": "guxm1"}]
        assert keyed(small, "2") == ["2", "blank", "unreadable", "blank"]


def _key(key):
    from textual.events import Key

    return Key(key, key if len(key) == 1 else "\r" if key == "enter" else None)


async def test_the_item_is_large_with_its_digits_and_the_last_form_stays_in_view(small):
    app = FieldworkApp(small)
    async with at_the_keyboard(app) as robot:
        await at_keying(app, robot)
        await robot.press("enter", "3", "2", "1", "enter")
        await robot.type("Nice [/] people")
        await robot.press("enter", "enter", "1")
        await robot.expect(
            "form 2 · item 2 of 4 · 1 keyed", "1  option 1", "3  option 3", "0 left blank", "m two boxes"
        )
        assert "q2    Which of q2?" in robot.text
        assert "▌q2" in robot.line_with("▌")
        assert robot.line_with(" q1 ").split() == ["q1", "q1", "1", "option", "1", "3", "option", "3"]
        assert "“Nice [/] people”" in robot.line_with(" q4 ")
        assert app.screen.line_text() == "Which of q2? option 1 option 2 option 3"


async def test_while_a_text_is_typed_the_bar_shows_no_letters_as_keys(small):
    app = FieldworkApp(small)
    async with at_the_keyboard(app) as robot:
        await at_keying(app, robot)
        assert "u undo" in robot.lines[-1]
        await robot.press("enter", "1", "1", "x")
        await robot.expect("Enter ends it")
        assert "u undo" not in robot.lines[-1]
        assert "ctrl+g glossary" in robot.lines[-1]
        await robot.press("enter")
        await robot.expect("u undo")


async def test_a_wrong_key_says_so_and_records_nothing(small):
    app = FieldworkApp(small)
    async with at_the_keyboard(app) as robot:
        await at_keying(app, robot)
        await robot.press("enter", "9")
        await robot.expect("✗ there is no 9", "item 1 of 4 · 0 keyed")
        assert returns(small.record) == ()
        await robot.press("1")
        await robot.expect("item 2 of 4", gone="✗")


async def test_a_number_that_is_there_is_refused_and_tab_opens_ones_own_form(small, small_file):
    app = FieldworkApp(small)
    async with at_the_keyboard(app) as robot:
        await at_keying(app, robot)
        await robot.press("enter", "1", "1", "w", "x", "enter", "1", "enter")
        await robot.expect("✗ form 1 is keyed already", "Tab opens it to correct")
        await robot.press("tab")
        await robot.expect("form 1 · item 3 of 4 · 4 keyed")
    small.close()
    with Workspace.open(small_file, "MK") as colleague:
        app = FieldworkApp(colleague)
        async with at_the_keyboard(app) as robot:
            await at_keying(app, robot)
            await robot.press("1", "enter")
            await robot.expect("✗ form 1 is already there, keyed by JN")
            await robot.press("backspace", "7", "enter", "2")
            await robot.expect("form 7 · item 2 of 4")


async def test_left_in_the_middle_it_is_listed_and_taken_up_after_a_restart(small, small_file):
    app = FieldworkApp(small)
    async with at_the_keyboard(app) as robot:
        await at_keying(app, robot)
        await robot.press("enter", "1", "2", "escape")
        await robot.expect("unfinished: 1 (2 of 4 JN)", "form 1 is unfinished")
        await robot.press("escape")
        await robot.expect(gone="which form?")
    small.close()
    with Workspace.open(small_file, "JN") as workspace:
        app = FieldworkApp(workspace)
        async with at_the_keyboard(app) as robot:
            await at_keying(app, robot)
            await robot.expect("form 1 is unfinished: Enter takes it up")
            await robot.press("enter")
            await robot.expect("form 1 · item 3 of 4 · 2 keyed")


async def test_undo_goes_to_the_item_it_undid_even_in_the_last_form(small):
    app = FieldworkApp(small)
    async with at_the_keyboard(app) as robot:
        await at_keying(app, robot)
        await robot.press("enter", "1", "2", "x", "enter")
        await robot.expect("which form?")
        await robot.press("u")
        await robot.expect("form 1 · item 4 of 4 · 3 keyed")
        await robot.press("up", "u")
        await robot.expect("form 1 · item 3 of 4 · 2 keyed")
        await robot.press("ctrl+r")
        await robot.expect("3 keyed")


async def test_going_elsewhere_in_the_middle_of_a_choice_keeps_it_marked(small):
    app = FieldworkApp(small)
    async with at_the_keyboard(app) as robot:
        await at_keying(app, robot)
        await robot.press("enter", "1", "1", "2", "4")
        app.go_to("keying")
        await robot.expect("Enter takes it up", "to look at again on the page: 1")
        assert keyed(small)[2] == ["2", "4"]
        assert small.record.value(returns(small.record)[0].id, names.LOOK) == ["q3"]


async def test_the_cover_the_glossary_and_coming_back_leave_the_item(small):
    app = FieldworkApp(small)
    async with at_the_keyboard(app) as robot:
        await at_keying(app, robot)
        await robot.press("enter", "1", "1", "2", "z")
        await robot.expect(gone="Which of q3?")
        await robot.press("z")
        await robot.expect("Which of q3?", "☒ option 2")


async def test_a_rebound_key_is_obeyed(small):
    app = FieldworkApp(small)
    async with at_the_keyboard(app) as robot:
        app.set_keymap({"keying.blank": "b"})
        await at_keying(app, robot)
        await robot.press("enter", "b")
        assert keyed(small)[0] == "blank"


async def test_an_inspection_without_questionnaires_says_so(tmp_path):
    path = tmp_path / "none.json"
    write_new(path, small_record(questionnaires=[]))
    with Workspace.open(path, "JN") as workspace:
        app = FieldworkApp(workspace)
        async with at_the_keyboard(app) as robot:
            app.go_to("keying")
            await robot.expect("no questionnaire to key")
            await robot.press("1", "enter", "backspace")
            await robot.expect(gone="no questionnaire")


async def test_read_only_records_nothing_and_stays_at_the_item(small, small_file):
    with Workspace.open(small_file, "MK", write=False) as reading:
        app = FieldworkApp(reading)
        async with at_the_keyboard(app) as robot:
            await at_keying(app, robot)
            await robot.press("enter", "1")
            await robot.expect("✗ nothing was recorded", "item 1 of 4 · 0 keyed")


@pytest.mark.parametrize("size", SIZES)
async def test_the_sample_is_keyed_at_both_sizes(stockport, size):
    app = FieldworkApp(stockport)
    async with at_the_keyboard(app, size=size) as robot:
        app.go_to("keying", questionnaire="children-2009")
        await robot.expect("▏28", "Enter takes 28", "last form 27")
        await robot.press("enter", *"121111")
        await robot.expect("item 7 of 15", "9  ☐ Nothing")
        await robot.press("1", "9")
        await robot.expect("☒ School, college or work", "☒ Nothing")
        assert all(len(line) <= size[0] for line in robot.lines)


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
@pytest.mark.parametrize("height", [5, 10, 22, 38])
def test_lines_fit_whatever_the_size_and_the_text(width, height):
    wild = dataclasses.replace(
        small_questionnaire(),
        items=(item("q1"), item("q2", "many", 9), dataclasses.replace(item("q3", "text"), text="漢字 " * 40)),
    )
    form = Form("7", {"q1": "2", "q2": ["1", "9"], "q3": {"text": "[b]漢字[/] " * 30}}, frozenset({"q1"}), ("q2",))
    counts = Counts(27, 34, "28", tuple(Known(f"return/{n}", str(n), "漢字", 1, False) for n in range(40)))
    for state in (
        State(typed="漢字" * 10, cursor=3),
        State("return/1", "7", 0),
        State("return/1", "7", 1, ticked=("1", "9")),
        State("return/1", "7", 2, typed="漢字 [/] " * 50, cursor=299),
    ):
        lines = keying_lines(View(wild, state, form, form, counts, "wrong " * 40, wrong=True), width, height)
        assert len(lines) <= height
        assert all(cells(line.text) <= width for line in lines), [line.text for line in lines]


def test_hints_name_the_keys_of_whoever_changed_hers():
    own = {"keying.unreadable": "r", "keying.multiple": "none", "keying.look": "exclamation_mark,f7"}

    def hints(at, **more):
        view = View(small_questionnaire(), State("return/1", "7", at), own=own, **more)
        return [line.text for line in keying_lines(view, 80, 22)]

    assert "       0 left blank   r unreadable   ctrl+p two boxes   ! look again" in hints(0)
    assert "       Enter ends it   0 left blank   r unreadable   ! look again" in hints(2)
    text = "       Enter ends it; empty or 0: left blank   ctrl+p unreadable   F7 look again"
    assert text in hints(3)  # a letter is a letter there
    own["keying.back"] = "f6"
    assert any("✗ F6 goes back" in line for line in hints(0, message="⌫ goes back", wrong=True))


async def test_what_two_people_keyed_differently_is_shown_and_settled_by_keying_it(tmp_path):
    record = small_record()
    one, other = sitting("JN"), sitting("MK")
    said(record, one, *(("return/a", field, value) for field, value in _header("JN")))
    theirs = small_record()
    theirs.add(record)
    said(record, one, ("return/a", "item:q1", "1"))
    said(theirs, other, ("return/a", "item:q1", "2"))
    record.add(theirs)
    path = tmp_path / "two.json"
    write_new(path, record)
    with Workspace.open(path, "JN") as workspace:
        app = FieldworkApp(workspace)
        async with at_the_keyboard(app) as robot:
            await at_keying(app, robot)
            await robot.press("enter")
            await robot.expect("≠ disputed", "item 1 of 4")
            await robot.press("2")
            assert keyed(workspace)[0] == "2"


def _header(by):
    return (("questionnaire", "forms"), ("serial", "1"), ("keying", 1), ("keyed_by", by))
