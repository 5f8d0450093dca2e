"""Notes typed on the checklist: nothing typed is ever lost."""

from __future__ import annotations

import contextlib
import os
import stat
import time

import pytest
from builders import CASE_07
from tui.at_the_checklist import checklist, current, said_to_her

from fieldwork.tui.checklist_notes import changed_place
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


def test_what_changed_is_found_even_when_it_was_taken_back(small):
    made = small.note("x", case=CASE_07, question="1.2.1")
    small.undo()
    assert changed_place(small.record, made) == (CASE_07, "1.2.1")
    assert changed_place(small.record, small.answer(CASE_07, "1.1.1", "yes")) == (CASE_07, "1.1.1")
    assert changed_place(small.record, ()) is None


# -- on the criterion, the case, the area ----------------------------------------------------------------------------


async def test_a_note_on_the_criterion_is_begun_gone_on_with_and_shown(small):
    async with checklist(small) as robot:
        await robot.press("C", "1")
        await robot.expect("✎ note on 1.1 Risk of Harm to others · case 07")
        await robot.type("half the plans")
        await robot.press("escape", "C", "1")
        await robot.type(" late")
        await robot.press("escape")
        (note,) = small.inspection.notes
        assert (note.text, note.case, note.question, note.criterion) == ("half the plans late", CASE_07, None, "1.1")
        assert "✎ 1" in robot.line_with("── 1.1 Risk of Harm")


async def test_a_note_on_the_case_is_counted_above_and_read_at_the_side(small):
    async with checklist(small, size=(120, 40)) as robot:
        await robot.press("C", "2")
        await robot.expect("✎ note on case 07")
        await robot.type("moved twice [a [/] b]")
        await robot.press("ctrl+o", "escape")
        (note,) = small.inspection.notes
        assert (note.case, note.question, note.criterion, note.quotation) == (CASE_07, None, None, True)
        await robot.expect("✎ 1 on the case", "❝ case · JN", "moved twice [a [/] b]")


async def test_a_note_on_the_area_has_its_source(small):
    async with checklist(small) as robot:
        await robot.press("C", "4")
        await robot.expect("✎ note on the area · policy")
        await robot.type("levels of its own")
        await robot.press("ctrl+b", "2", "ctrl+l", "3", "escape")
        (note,) = small.inspection.notes
        assert (note.case, note.source, note.criterion) == (None, "manager", "1.2")


async def test_a_note_of_a_case_has_no_source(small):
    async with checklist(small) as robot:
        await robot.press("c", "ctrl+l")
        await robot.expect("✎ note on 1.1.1", gone="Where does it come from")


async def test_the_keys_while_typing_stand_in_the_bar(small):
    async with checklist(small) as robot:
        await robot.press("c")
        await robot.expect("Esc keeps it", "^t good practice", "^o quotation", "^n another", "F4 editor")


# -- what is questioned ----------------------------------------------------------------------------------------------


async def test_a_name_is_questioned_once_before_it_is_recorded_and_never_refused(small):
    async with checklist(small) as robot:
        await robot.press("c")
        await robot.type("seen with Jamie Heaton")
        await robot.press("escape")
        await robot.expect("? “Jamie Heaton” looks like a name. Esc keeps it")
        assert small.inspection.notes == ()
        await robot.press("escape")
        assert [note.text for note in small.inspection.notes] == ["seen with Jamie Heaton"]
        await robot.press("c", "escape")
        await robot.expect(gone="looks like")


async def test_a_name_taken_out_at_the_question_never_was_in_the_file(small):
    async with checklist(small) as robot:
        await robot.press("c")
        await robot.type("seen by Jamie")
        await robot.press("escape")
        await robot.expect("looks like a first name")
        await robot.press(*["backspace"] * 5)
        await robot.type("the worker")
        await robot.press("escape")
        assert [note.text for note in small.inspection.notes] == ["seen by the worker"]
        assert not any("Jamie" in str(entry.value) for entry in small.record)


async def test_what_was_kept_is_not_questioned_on_another_question_either(small):
    async with checklist(small) as robot:
        await robot.press("c")
        await robot.type("Mrs Heaton rang")
        await robot.press("escape", "escape", "down", "down", "c")
        await robot.type("Mrs Heaton again")
        await robot.press("escape")
        assert [note.text for note in small.inspection.notes] == ["Mrs Heaton rang", "Mrs Heaton again"]


async def test_what_is_taken_out_of_a_recorded_note_is_said_to_stand_in_its_history(small):
    small.note("seen by Jamie", case=CASE_07, question="1.1.1")
    async with checklist(small) as robot:
        await robot.press("c", *["backspace"] * 5, "escape")
        await said_to_her(robot, "still stands in the history", "“Jamie” looks like a first name")


async def test_a_pause_questions_and_after_a_while_keeps_it_all_the_same(small, monkeypatch):
    monkeypatch.setattr(checklist_note, "PAUSE", 0.01)
    monkeypatch.setattr(checklist_note, "LONGEST_PAUSE", 0.01)
    async with checklist(small) as robot:
        await robot.press("c")
        await robot.type("nhs 943 476 5919")
        await robot.expect("“943 476 5919” looks like an NHS number")
        for _ in range(100):
            if small.inspection.notes:
                break
            await robot.pilot.pause(0.01)
        assert [note.text for note in small.inspection.notes] == ["nhs 943 476 5919"]


async def test_leaving_keeps_what_is_questioned(small):
    async with checklist(small) as robot:
        await robot.press("c")
        await robot.type("Jamie Heaton came")
        await robot.press("escape")
        await robot.expect("looks like a name")
        await robot.press("ctrl+q")
    assert [note.text for note in small.inspection.notes] == ["Jamie Heaton came"]


# -- one's own editor ------------------------------------------------------------------------------------------------


@pytest.fixture
def lent(monkeypatch):
    """A terminal that can be lent: that of the tests cannot."""
    monkeypatch.setattr("fieldwork.tui.app.FieldworkApp.suspend", lambda _: contextlib.nullcontext())
    monkeypatch.delenv("VISUAL", raising=False)


def editor(tmp_path, monkeypatch, script, name="EDITOR"):
    path = tmp_path / "an editor"
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o700)
    monkeypatch.setenv(name, f"'{path}'")


async def test_a_note_is_written_in_ones_own_editor(small, lent, tmp_path, home, monkeypatch):
    editor(tmp_path, monkeypatch, f'ls -l "$1" > {tmp_path}/seen; printf " [b] and more\\n" >> "$1"')
    async with checklist(small) as robot:
        await robot.press("c")
        await robot.type("begun")
        await robot.press("f4")
        await robot.expect("begun [b] and more")
        await robot.press("escape")
    assert [note.text for note in small.inspection.notes] == ["begun [b] and more"]
    assert (tmp_path / "seen").read_text("utf-8").startswith("-rw-------")
    assert list((home / "state").glob("note-*")) == []
    assert stat.S_IMODE((home / "state").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ('echo gone > "$1"; exit 3', "status 3"),
        ('rm "$1"', "Cannot use the editor"),
        ("printf '\\377' > \"$1\"", "not UTF-8"),
    ],
)
async def test_an_editor_that_fails_loses_nothing(small, lent, tmp_path, monkeypatch, script, why):  # noqa: PLR0917 (fixtures)
    editor(tmp_path, monkeypatch, script, "VISUAL")
    async with checklist(small) as robot:
        await robot.press("c")
        await robot.type("begun")
        await robot.press("f4")
        await said_to_her(robot, why)
        await robot.press("escape")
    assert [note.text for note in small.inspection.notes] == ["begun"]
    assert list((tmp_path / "home" / "state").glob("note-*")) == []


async def test_what_a_killed_window_left_is_swept_away_and_what_is_in_use_is_not(small, lent, home, monkeypatch):
    monkeypatch.setenv("EDITOR", "true")
    for name, age in (("note-old", 100_000), ("note-now", 60)):
        (home / "state" / name).mkdir(parents=True)
        (home / "state" / name / "note.txt").write_text("Jamie", "utf-8")
        os.utime(home / "state" / name, (time.time() - age, time.time() - age))
    async with checklist(small) as robot:
        await robot.press("c", "x", "f4", "escape")
    assert [one.name for one in (home / "state").glob("note-*")] == ["note-now"]


@pytest.mark.parametrize(
    ("command", "why"), [("", "No editor is set"), ("no-such-editor", "Cannot use"), ("'", "found")]
)
async def test_without_an_editor_a_sentence_says_so(small, lent, monkeypatch, command, why):
    monkeypatch.setenv("EDITOR", command)
    async with checklist(small) as robot:
        await robot.press("c", "x", "f4")
        await said_to_her(robot, why)
        await robot.press("escape")
    assert [note.text for note in small.inspection.notes] == ["x"]
