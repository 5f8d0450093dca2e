"""Own keys in the running app: taken at the start, changed from the key help, shown wherever keys are shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.binding import BindingsMap
from textual.dom import DOMNode
from tui.robot import at_the_keyboard

import fieldwork.tui
from fieldwork.settings import keys_file
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.bindings import declared, keyboard
from fieldwork.tui.keys import key_name

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)])


def write(text: str):
    keys_file().parent.mkdir(parents=True, exist_ok=True)
    keys_file().write_text(text, "utf-8")


@SIZES
async def test_keys_of_the_file_hold_and_are_shown_in_bar_help_and_palette(small, size):
    write('[cases]\nfilter = "f7"\n[checklist]\npark = "!"\n')
    async with at_the_keyboard(FieldworkApp(small), size=size) as robot:
        await robot.app.workers.wait_for_complete()
        assert "F7 filter" in robot.lines[-1]
        await robot.press("f7")
        await robot.expect("Esc all cases")
        await robot.press("escape", "enter")
        await robot.expect("1.1.1")
        await robot.press("p")
        assert not any(one.parked for one in small.judgements(small.cases[0].id).values())
        await robot.press("exclamation_mark")
        assert any(one.parked for one in small.judgements(small.cases[0].id).values())
        await robot.press("question_mark")
        await robot.type("ask the")
        await robot.expect("!               ask the case manager")
        await robot.press("escape", "ctrl+p")
        await robot.type("ask the")
        await robot.expect("!, on this screen")


async def test_what_cannot_hold_is_said_at_the_start_and_the_default_holds(small):
    write('[cases]\nfilter = "s"\nedit = "f8"\nfiltr = "f9"\n[note]\nclose = "q"\n')
    async with at_the_keyboard(FieldworkApp(small), size=(120, 40)) as robot:
        await robot.expect("your own keys")
        (said,) = [one.message for one in robot.app._notifications if one.title == "your own keys"]
        assert "keys.toml: cases.filtr = " in said
        assert "did you mean cases.filter?" in said
        assert 'where "q" is typed' in said
        assert "And 1 more: fieldwork keys check lists them." in said
        assert robot.app.own_keys == {"cases.edit": "f8"}
        assert "f filter" in robot.lines[-1]


async def test_a_file_that_is_no_toml_is_said_and_the_defaults_hold(small):
    write("[cases")
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.expect("your own keys")
        assert any("expected TOML" in one.message for one in robot.app._notifications)
        assert robot.app.own_keys == {}


async def change(robot, words: str):
    """The list of the actions that fit `words`, filled."""
    await robot.press("question_mark")
    await robot.type(words)
    await robot.press("f4")
    await robot.app.workers.wait_for_complete()
    await robot.expect("Change keys", "Enter new key")


@SIZES
async def test_a_free_key_holds_at_once_and_is_in_the_file(small, size):
    async with at_the_keyboard(FieldworkApp(small), size=size) as robot:
        await change(robot, "filter")
        await robot.press("enter")
        await robot.expect("Press the new key for filter (now f)")
        await robot.press("f7")
        await robot.expect("filter: F7", "was f")
        assert 'filter = "f7"' in keys_file().read_text("utf-8")
        await robot.press("escape")
        assert "F7 filter" in robot.lines[-1]
        await change(robot, "filter")
        await robot.press("r")
        await robot.expect("filter: f", gone="was f")
        assert "f7" not in keys_file().read_text("utf-8").partition("[cases]")[2]


async def test_a_taken_key_is_said_and_swapped_taken_over_or_left(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await change(robot, "filter")
        await robot.press("enter", "s")
        await robot.expect("s is taken: sort (cases).", "1  take it over: sort has no key then", "2  swap: sort gets f")
        await robot.press("3")
        assert robot.app.own_keys == {}
        await robot.press("enter", "s", "2")
        await robot.expect("filter: s")
        assert robot.app.own_keys == {"cases.filter": "s", "cases.sort": "f"}
        await robot.press("R", "1")
        await robot.expect("All have their default keys")
        await robot.press("enter", "s", "1")
        await robot.expect("filter: s")
        assert robot.app.own_keys == {"cases.filter": "s", "cases.sort": "none"}
        await robot.press("escape")
        assert "s filter" in robot.lines[-1]
        assert "sort" not in robot.lines[-1]


async def test_even_keys_that_work_everywhere_can_be_pressed_as_the_new_key(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await change(robot, "filter")
        await robot.press("enter", "f2")
        await robot.expect("F2 is taken: save elsewhere (everywhere).")
        await robot.press("escape", "plus", "f6")
        await robot.expect("filter: f F6")


async def test_a_letter_is_refused_where_one_types(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await change(robot, "glossary")
        await robot.press("down", "enter", "q")
        await robot.expect('heard while one types, where "q" is typed')
        assert not keys_file().exists()


async def test_a_file_that_cannot_be_written_leaves_the_keys_as_they_were(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await change(robot, "filter")
        write("[broken")
        await robot.press("enter", "f7")
        await robot.expect("were.")  # "The keys are as they were.", however long the path is
        assert robot.app.own_keys == {}


async def test_leaving_before_the_list_is_filled_is_no_fault(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.pilot.press("question_mark", "f4", "escape")
        await robot.app.workers.wait_for_complete()
        await robot.expect("2 cases")


async def test_going_hears_the_keys_that_places_were_given(small):
    write('[go]\nfindings = "x"\nnotes = "f5"\nhome = "none"\n[app]\ngo = "G"\n')
    async with at_the_keyboard(FieldworkApp(small), size=(120, 40)) as robot:
        await robot.press("G")
        await robot.expect(" x findings ", " F5 notes ", gone="home")
        await robot.press("x")
        await robot.expect("Findings")
        await robot.press("G", "f5")
        await robot.expect("No note yet")
        await robot.press("ctrl+p")
        await robot.type("go to findings")
        await robot.expect("G x")


async def test_keying_hears_its_keys_where_they_were_put_during_the_sitting(small):
    app = FieldworkApp(small)
    async with at_the_keyboard(app) as robot:
        await robot.press("g", "k")
        await robot.press("enter")
        await change(robot, "left blank")
        await robot.press("enter", "b")
        await robot.expect("left blank: b")
        await robot.press("escape", "b")
        values = [small.record.values(subject) for subject in small.record.subjects("return")]
        assert any("blank" in str(one) for one in values), robot.text


def test_every_action_can_be_given_another_key_as_textual_does_it():
    """Whatever class declares it: with a key of its own in the map, the class hears that key and not the old one."""
    board = keyboard()
    waiting, seen = [DOMNode], set()
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        for binding in declared(one) if one.__module__.startswith("fieldwork.tui") else ():
            bindings = BindingsMap(one.__dict__["BINDINGS"])
            bindings.apply_keymap({binding.id: "f23"})
            assert {found.id for found in bindings.get_bindings_for_key("f23")} == {binding.id}
            for key in board.actions[binding.id].keys:
                assert all(found.id != binding.id for found in bindings.key_to_bindings.get(key, []))
            seen.add(binding.id)
    assert seen == set(board.actions)


@SIZES
async def test_lines_that_name_a_key_name_the_one_that_holds(small, size):
    write('[checklist]\nyes = "f7"\nleft = "L"\ndates = "none"\nlast_answered = "b"\n[app]\ncover = "f6"\n')
    async with at_the_keyboard(FieldworkApp(small), size=size) as robot:
        await robot.app.workers.wait_for_complete()
        await robot.press("enter")
        await robot.expect("F7 yes   2 no   3 n/a   p ask case manager   Y N A + note", "F7 2 3 answers · c note")
        await robot.expect("cover F6 · left L")
        await robot.press("f7")
        await robot.expect("b back to it", "(ctrl+p)")  # the palette has the dates, when no key has them


async def test_lines_follow_a_key_that_is_changed_while_they_stand_there(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("enter")
        await robot.expect("p ask case manager", "left l")
        robot.app.use_keys({"checklist.park": "exclamation_mark", "checklist.left": "f8"})
        await robot.expect("! ask case manager", "left F8")


NAMED = re.compile(r"""(?:key\(|^\s*\(+|\), \(|= \(\()["']([a-z]+\.[a-z_]+)["'], ["']([^"']+)["']\)""", re.MULTILINE)
"""Where a line names the key of an action, and the key that it says is the default."""


def test_every_key_that_a_line_names_is_the_default_of_its_action():
    sources = Path(fieldwork.tui.__file__).parent.rglob("*.py")
    named = [found for path in sources for found in NAMED.findall(path.read_text("utf-8"))]
    assert len(named) > 25
    actions = keyboard().actions
    wrong = [(action, key) for action, key in named if key not in map(key_name, actions[action].keys)]
    assert not wrong
