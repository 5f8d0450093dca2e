from __future__ import annotations

import pytest
from builders import CASE_07, sitting, small_record
from tui.at_the_checklist import checklist
from tui.robot import at_the_keyboard

from fieldwork.glossary.terms import Term
from fieldwork.record.describing import history_lines
from fieldwork.record.terms import own_terms, term_statements
from fieldwork.store import write_new
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.explaining import Offered, explained, found_groups
from fieldwork.tui.keys import KeyGroup, KeyLine, groups_of, key_name
from fieldwork.workspace import Workspace

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


def test_one_letter_is_a_key_or_begins_a_word():
    keys = tuple(
        KeyLine(*one) for one in (("p", "park", "a"), ("P", "print", "b"), ("u", "stop it", "c"), ("?", "?", "d"))
    )
    groups = [KeyGroup("screen", keys)]

    def found(typed):
        return [key.shown for group in found_groups(groups, typed) for key in group.keys]

    assert found("u") == ["u"]
    assert found("p") == ["p", "P"]
    assert found("P") == ["p", "P"]
    assert found("s") == ["u"]
    assert found("?") == ["?"]
    assert found("to") == ["u"]
    assert found("") == ["p", "P", "u", "?"]


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


# -- defining a term ---------------------------------------------------------------------------------------------------


async def test_a_word_of_the_notes_that_nobody_defined_is_offered_and_defined_there(small):
    small.note("on HDC since March, see [the] XQ file", case=CASE_07, question="1.1.1")
    async with checklist(small) as robot:
        await robot.press("question_mark")
        await robot.expect("not in the glossary: HDC, XQ", "Enter define a term")
        await robot.press("enter")
        await robot.expect("1  HDC", "2  XQ", "3  another term")
        await robot.press("1")
        await robot.expect("What does HDC mean?")
        await robot.type("home detention [curfew]")
        await robot.press("enter")
        await robot.expect("HDC", "home detention [curfew]", "this inspection's own, JN", "not in the glossary: XQ")
        await robot.press("escape", "slash")
        await robot.type("hdc")
        await robot.expect("home detention [curfew]", "◇ this inspection's own, JN")
        await robot.press("escape", "u")
        await robot.expect("Undone: the term HDC")
        await robot.press("question_mark")
        await robot.expect("not in the glossary: HDC, XQ")


async def test_any_term_can_be_typed_from_the_help_and_from_the_glossary(small):
    async with checklist(small) as robot:
        await robot.press("question_mark")
        await robot.type("zzq")
        await robot.expect("Nothing here has “zzq”. Enter defines it for this inspection.")
        await robot.press("enter")
        await robot.type("one")
        await robot.press("enter", "escape", "slash")
        await robot.type("qqxyzw")
        await robot.expect("Enter defines “qqxyzw” for this inspection.")
        await robot.press("enter")
        await robot.type("two")
        await robot.press("enter")
        await robot.expect("qqxyzw", "◇ this inspection's own, JN")
        await robot.press("enter")  # one's own term: to be typed on
        await robot.expect("What does qqxyzw mean?", "an empty line takes it out")
        await robot.press(*["backspace"] * 3, "enter")
        await robot.expect("Nothing fits.")
    assert [(term.term, term.definition) for term in own_terms(small.record)] == [("zzq", "one")]


async def test_escape_at_any_step_defines_nothing(small):
    async with checklist(small) as robot:
        await robot.press("question_mark", "enter")
        await robot.expect("Which term do you define?")
        await robot.press("full_stop", "enter")
        await robot.expect("✗ A term has at least one letter or digit.")
        await robot.press("escape")
        await robot.press("enter", "x", "enter", "enter")
        await robot.expect("✗ Type what it means; Esc leaves it undefined.")
        await robot.press("escape", "escape")
        await robot.expect("1 yes   2 no")
    assert own_terms(small.record) == ()


def test_a_line_that_may_be_too_long_for_its_place_stands_there_whole():
    long = Offered(line="asked for the assessment " * 20)
    shown = text(explained(TERMS, GROUPS, "", 60, long))
    whole = shown[shown.index("all of this line") + 1 : shown.index("keys on this screen") - 1]
    assert " ".join(whole) == long.line.strip()
    assert shown.index("in this line") < shown.index("all of this line")
    assert text(explained(TERMS, GROUPS, "", 60, Offered(line="short")))[0] == "in this line"
    assert text(explained(TERMS, GROUPS, "new", 60, long))[0] == "keys on this screen"


async def test_a_disputed_term_is_settled_by_keeping_the_side_that_is_offered(tmp_path):
    record = small_record()
    sides = [(sitting("KP", "a"), "the tag"), (sitting("EP", "b"), "home detention")]
    for entries in [by.entries(record, term_statements("HDC", meaning)) for by, meaning in sides]:
        record.add(entries)
    write_new(tmp_path / "two.json", record)
    with Workspace.open(tmp_path / "two.json", "JN") as workspace:
        async with checklist(workspace) as robot:
            await robot.press("slash")
            await robot.type("hdc")
            await robot.expect("the tag", "home detention", "≠ disputed")
            await robot.press("enter")
            await robot.expect("Enter settles it")
            await robot.press("enter")
            await robot.expect("this inspection's own, JN", gone="≠ disputed")
        assert [term.definition for term in own_terms(workspace.record)] == ["home detention"]
        lines = [line.words for line in history_lines(workspace.inspection) if "term" in line.words]
        assert len(lines) == 3, lines  # how it is written has no line of its own
