from __future__ import annotations

import pytest
from tui.robot import at_the_keyboard

from fieldwork.glossary.terms import Term
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.explaining import explained
from fieldwork.tui.keys import KeyGroup, KeyLine, groups_of, key_name

SIZES = [(80, 24), (120, 40)]

TERMS = [Term("DTO", "Detention and Training Order", "A sentence of custody.", source="assumed")]
GROUPS = [
    KeyGroup("on this screen", (KeyLine("f", "filter", "cases.filter"), KeyLine("n", "new case", "cases.new"))),
    KeyGroup("everywhere", (KeyLine("z", "cover", "app.cover"),)),
]


def text(lines):
    return ["".join(part for part, _ in line) for line in lines]


def test_terms_come_first_then_the_keys_in_groups():
    assert text(explained(TERMS, GROUPS, "", 60)) == [
        "in this line",
        "DTO: Detention and Training Order",
        "  A sentence of custody.",
        "  ◇ assumed",
        "",
        "keys on this screen",
        "  f               filter",
        "  n               new case",
        "",
        "keys everywhere",
        "  z               cover",
    ]


def test_what_is_typed_narrows_both():
    assert text(explained(TERMS, GROUPS, "new", 60)) == ["keys on this screen", "  n               new case"]
    assert text(explained(TERMS, GROUPS, "cust", 60))[:2] == ["in this line", "DTO: Detention and Training Order"]
    assert text(explained(TERMS, GROUPS, "[b]zz", 60)) == ["Nothing here has “[b]zz”."]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("down", "↓"),
        ("shift+tab", "shift+tab"),
        ("f2", "F2"),
        ("question_mark", "?"),
        ("ctrl+g", "ctrl+g"),
        ("f", "f"),
        ("exclamation_mark", "!"),
    ],
)
def test_keys_have_names_as_on_the_keyboard(key, name):
    assert key_name(key) == name


@pytest.mark.parametrize("size", SIZES)
async def test_it_lists_the_keys_of_the_screen_the_list_and_everywhere(small, size):
    async with at_the_keyboard(FieldworkApp(small), size=size) as robot:
        groups = {group.title: {key.id for key in group.keys} for group in groups_of(robot.app.screen)}
        assert {"cases.filter", "cases.new", "cases.next"} <= groups["on this screen"]
        assert {"list.down", "list.open"} <= groups["in the list"]
        assert {"app.go", "app.glossary", "app.quit", "app.explain", "app.undo"} <= groups["everywhere"]
        await robot.press("question_mark")
        await robot.expect("keys on this screen", "type to find")
        await robot.type("cover")
        await robot.expect("keys everywhere", "z F9", gone="keys on this screen")
        await robot.press("escape")
        await robot.expect("2 cases")


async def test_it_scrolls(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("question_mark")
        first = robot.text
        await robot.press("pagedown")
        assert robot.text != first
        await robot.press("pageup")
        assert robot.text == first
        await robot.press("down")
        assert robot.text != first


async def test_a_rebound_key_is_shown_with_its_present_key(small, home):
    app = FieldworkApp(small)
    async with at_the_keyboard(app, size=(120, 40)) as robot:
        app.set_keymap({"cases.filter": "f7"})
        await robot.press("question_mark")
        await robot.type("filter")
        await robot.expect("F7")
