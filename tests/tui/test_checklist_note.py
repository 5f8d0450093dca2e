"""Notes typed on the checklist: nothing typed is ever lost."""

from __future__ import annotations

from builders import CASE_07
from hypothesis import given
from hypothesis import strategies as st
from tui.at_the_checklist import checklist, current

from fieldwork.record import names
from fieldwork.record.record import Record
from fieldwork.record.sitting import Sitting
from fieldwork.text import clean
from fieldwork.tui.checklist_notes import Draft, changed_place, draft_of, to_keep
from fieldwork.tui.widgets import checklist_note


def notes(workspace):
    return [(note.question, note.text, note.good_practice, note.criterion) for note in workspace.inspection.notes]


async def test_a_note_is_typed_in_place_and_escape_keeps_it(small):
    async with checklist(small) as robot:
        await robot.press("c")
        await robot.expect("✎ note on 1.1.1 Is 1.1.1", "Esc keeps it")
        await robot.type("never read: u z g / ? 1")
        assert notes(small) == []
        await robot.press("escape")
        assert notes(small) == [("1.1.1", "never read: u z g / ? 1", False, None)]
        await robot.expect("✎ never read", gone="Esc keeps it")
        assert current(robot) == "1.1.1"


async def test_a_capital_answers_and_opens_the_note_and_goes_on_afterwards(small):
    async with checklist(small) as robot:
        await robot.press("N")
        assert current(robot) == "1.1.1"
        await robot.type("late")
        await robot.press("escape")
        assert current(robot) == "1.1.10"
        assert robot.line_with("just now").startswith(' just now 1.1.1 ✗ no ✎ "late"')


async def test_ones_own_note_is_gone_on_with_and_another_one_begun(small):
    async with checklist(small) as robot:
        await robot.press("c")
        await robot.type("one")
        await robot.press("escape", "enter")
        await robot.type(" more")
        await robot.press("ctrl+n")
        await robot.type("two")
        await robot.press("tab")
        await robot.type("!")
        await robot.press("escape")
        assert notes(small) == [("1.1.1", "one more!", False, None), ("1.1.1", "two", False, None)]


async def test_a_colleagues_note_is_left_alone(small):
    small.by = "KP"
    small.note("theirs", case=CASE_07, question="1.1.1")
    small.by = "JN"
    async with checklist(small) as robot:
        await robot.expect("✎ KP: theirs")
        await robot.press("c")
        await robot.type("mine")
        await robot.press("escape")
        assert [text for _, text, _, _ in notes(small)] == ["theirs", "mine"]


async def test_good_practice_has_its_criterion_and_the_mark_can_be_taken_away(small):
    async with checklist(small) as robot:
        await robot.press("asterisk")
        await robot.expect("★ good practice on 1.1.1")
        await robot.type("peer mentor")
        await robot.press("escape")
        assert notes(small) == [("1.1.1", "peer mentor", True, "1.1")]
        assert "★" in robot.line_with("▌ 1.1.1")
        await robot.press("c", "ctrl+t", "escape")
        assert notes(small) == [("1.1.1", "peer mentor", False, None)]


async def test_an_empty_note_is_none_and_an_emptied_one_goes_and_comes_back(small):
    async with checklist(small) as robot:
        await robot.press("c", "escape")
        assert notes(small) == []
        await robot.press("c", "x", "escape", "c", "backspace", "escape")
        assert notes(small) == []
        await robot.press("u")
        assert [text for _, text, _, _ in notes(small)] == ["x"]


async def test_a_pause_keeps_what_is_typed(small, monkeypatch):
    monkeypatch.setattr(checklist_note, "PAUSE", 0.01)
    async with checklist(small) as robot:
        await robot.press("c")
        await robot.type("half a sen")
        await robot.pilot.pause(0.1)
        assert [text for _, text, _, _ in notes(small)] == ["half a sen"]


async def test_leaving_the_screen_keeps_what_is_typed(small):
    async with checklist(small) as robot:
        await robot.press("c")
        await robot.type("unsaved")
        await robot.app.pop_screen()
        await robot.pilot.pause()
        assert [text for _, text, _, _ in notes(small)] == ["unsaved"]


async def test_quitting_keeps_what_is_typed(small):
    async with checklist(small) as robot:
        await robot.press("c")
        await robot.type("last words")
        await robot.press("ctrl+q")
    assert [text for _, text, _, _ in notes(small)] == ["last words"]


async def test_letters_typed_at_once_after_the_key_go_into_the_note(small):
    async with checklist(small) as robot:
        from textual.events import Key

        for key in "Nlate u":
            robot.app.post_message(Key("space" if key == " " else key, key))
        await robot.pilot.pause(0.2)
        await robot.press("escape")
        assert [text for _, text, _, _ in notes(small)] == ["late u"]


# -- pure ------------------------------------------------------------------------------------------------------------


def test_nothing_is_said_of_a_new_note_without_text():
    assert to_keep(Draft(CASE_07, "1.1.1", "1.1"), "  \n", good_practice=True)[0] == ()


@given(st.lists(st.tuples(st.text(max_size=12), st.booleans()), min_size=1, max_size=5))
def test_what_is_kept_is_what_was_typed_last(typed):
    record, by = Record(), Sitting("JN", "jn1", lambda: "2009-06-02T10:12:00+01:00")
    draft = Draft(CASE_07, "1.1.1", "1.1")
    for text, good in typed:
        said, draft = to_keep(draft, text, good_practice=good)
        record.add(by.entries(record, said))
        assert to_keep(draft, text, good_practice=good)[0] == ()
    text, good = typed[-1]
    if draft.note is None:
        assert not any(clean(one).strip() for one, _ in typed)
    else:
        again = draft_of(record, draft.note, CASE_07, "1.1.1", "1.1")
        assert (again.text, again.good_practice) == (clean(text).strip(), good)


def test_what_changed_is_found_even_when_it_was_taken_back(small):
    made = small.note("x", case=CASE_07, question="1.2.1")
    small.undo()
    assert changed_place(small.record, made) == (CASE_07, "1.2.1")
    assert changed_place(small.record, small.answer(CASE_07, "1.1.1", "yes")) == (CASE_07, "1.1.1")
    assert changed_place(small.record, ()) is None


def test_the_record_of_a_note_names_its_case_and_question(small):
    said, _ = to_keep(Draft(CASE_07, "1.1.1", "1.1"), "x", good_practice=True)
    assert {one.field: one.value for one in said} == {
        names.TEXT: "x",
        names.CASE: CASE_07,
        names.QUESTION: "1.1.1",
        names.GOOD_PRACTICE: True,
        names.CRITERION: "1.1",
    }
