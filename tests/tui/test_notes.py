"""The screen of all notes: found as one types, written on in place, marked, redacted."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest
from builders import CASE_07, CASE_08
from tui.at_the_checklist import said_to_her
from tui.robot import at_the_keyboard

from fieldwork.errors import StoreError
from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.tui.app import FieldworkApp


@pytest.fixture
def noted(small):
    """Three notes: on a question, on a case, on the area."""
    small.note("plan [a [/] b] late", case=CASE_07, question="1.1.1")
    small.note("moved twice", case=CASE_08)
    small.note("levels of its own", source="policy")
    return small


@asynccontextmanager
async def notes(workspace, size=(80, 24)):
    async with at_the_keyboard(FieldworkApp(workspace), size=size) as robot:
        await robot.press("g", "n")
        await robot.expect("Notes ·")
        yield robot


def said_of(workspace, text):
    (note,) = [note for note in workspace.inspection.notes if text in note.text]
    return note


async def test_all_notes_are_listed_newest_first_or_by_place_and_read_whole(noted):
    async with notes(noted) as robot:
        await robot.expect("Notes · 3 · newest first", "note by JN", "· the area · policy")
        assert [line.split()[0] for line in robot.lines[1:4]] == ["policy", "08", "07"]
        await robot.press("o", "end")
        await robot.expect("by place", "note by JN", "· case 08")
        assert [line.split()[0] for line in robot.lines[1:4]] == ["policy", "07", "08"]


async def test_the_filter_finds_as_one_types(noted):
    async with notes(noted) as robot:
        await robot.press("f")
        await robot.type("area lev")
        await robot.expect("1 of 3 with “area lev”", gone="moved twice")
        await robot.press("enter", "escape")
        await robot.expect("Notes · 3")
        await robot.press("f")
        await robot.type("[/]")
        await robot.expect("No note fits")


async def test_a_note_is_written_on_in_place_and_emptied_away(noted):
    async with notes(noted) as robot:
        await robot.press("enter")
        await robot.expect("✎ note on the area · policy")
        await robot.type("!")
        await robot.press("escape")
        await robot.expect("levels of its own!")
        await robot.press("enter", *["backspace"] * 18, "escape")
        await robot.expect("Notes · 2")
        await robot.press("u")
        await robot.expect("Notes · 3", "levels of its own!")


async def test_a_new_note_on_the_area_has_its_source(noted):
    async with notes(noted) as robot:
        await robot.press("n", "4")
        await robot.expect("✎ note on the area · partner")
        await robot.type("police say")
        await robot.press("ctrl+b", "1", "escape")
        await robot.expect("Notes · 4")
        note = said_of(noted, "police")
        assert (note.case, note.source, note.criterion) == (None, "partner", "1.1")
        assert robot.selected.startswith("partner 1.1")


async def test_marks_are_set_and_taken_away_on_the_list(noted):
    async with notes(noted) as robot:
        await robot.press("end", "asterisk", "quotation_mark")
        note = said_of(noted, "plan")
        assert (note.good_practice, note.quotation, note.criterion) == (True, True, "1.1")
        await robot.expect("★❝ good practice, quotation by JN")
        await robot.press("asterisk", "quotation_mark", "c", "2", "home", "s", "1")
        assert (note.good_practice, note.quotation, note.criterion) == (False, False, "1.2")
        assert said_of(noted, "levels").source == "document"


async def test_one_goes_to_the_question_and_comes_back_to_the_note(noted):
    async with notes(noted) as robot:
        await robot.press("t")
        await said_to_her(robot, "on the area")
        await robot.press("end", "t")
        await robot.expect("Case 07", "▌ 1.1.1")
        await robot.press("escape")
        await robot.expect("Notes · 3")
        assert robot.selected.startswith("07 1.1.1")


@pytest.mark.parametrize(("digits", "row"), [("7", "07 1.1.1"), ("08", "08"), ("9", "policy")])
async def test_digits_go_to_the_notes_of_a_case(noted, digits, row):
    async with notes(noted) as robot:
        await robot.press(*digits)
        assert robot.selected.startswith(row)


async def test_a_note_of_ten_thousand_characters_and_hostile_ones_is_shown_and_written_on(small):
    text = "\u202e\x1b[31m[/] " + "long " * 2_000
    small.note(text, case=CASE_07, question="1.1.1")
    async with notes(small) as robot:
        await robot.press("enter", "x", "escape", "f")
        await robot.type("long")
        await robot.expect("1 of 1 with “long”")
    assert small.inspection.notes[0].text.endswith("long x")


async def test_an_inspection_without_notes_says_how_to_write_one(small):
    async with notes(small) as robot:
        await robot.expect("No note yet: n writes one on the area.")
        await robot.press("R", "t", "asterisk", "enter")
        assert small.inspection.notes == ()


async def test_what_is_typed_is_kept_when_one_leaves(noted):
    async with notes(noted) as robot:
        await robot.press("enter")
        await robot.type(" and more")
        await robot.press("ctrl+q")
    assert said_of(noted, "levels of its own and more")


async def test_h_tells_every_text_a_note_had(noted):
    noted.say([Statement(said_of(noted, "levels").id, names.TEXT, "levels, less one name")])
    async with notes(noted) as robot:
        await robot.press("h")
        await robot.expect("History of the note", '"levels of its own" → "levels, less one name"')
        await robot.press("R")
        await robot.type("earlier")
        await robot.press("enter")
        await robot.expect("(redacted) → ", gone="of its own")
        await robot.press("h")
        await robot.expect("Notes · 3")


# -- redaction -------------------------------------------------------------------------------------------------------


def everything_said(workspace):
    return [str(entry.value) for entry in workspace.record]


async def test_a_note_is_redacted_after_the_word_was_typed(noted):
    async with notes(noted) as robot:
        await robot.press("R")
        await robot.expect("Redact the note", "“levels of its own”, 1 entry", "It cannot be undone. Type redact")
        await robot.type("yes")
        await robot.press("enter")
        await robot.expect("Type the word redact")
        await robot.press("escape")
        assert "levels of its own" in everything_said(noted)
        await robot.press("R")
        await robot.type("redact")
        await robot.press("enter")
        await robot.expect("Notes · 2", gone="levels of its own")
        await said_to_her(robot, "Redacted", "1 entry")
    assert "levels of its own" not in everything_said(noted)
    assert "levels of its own" not in noted.path.read_text("utf-8")


async def test_only_the_earlier_texts_are_redacted_where_that_is_said(noted):
    note = said_of(noted, "levels").id
    noted.say([Statement(note, names.TEXT, "levels, less one name")])
    async with notes(noted) as robot:
        await robot.press("R")
        await robot.expect("and 1 earlier text", "or earlier to take out")
        await robot.type("earlier")
        await robot.press("enter")
        await said_to_her(robot, "Redacted", "1 entry")
        await robot.expect("levels, less one name")
    assert "levels of its own" not in everything_said(noted)


async def test_a_text_is_redacted_from_the_history_and_an_answer_is_not(noted):
    noted.answer(CASE_07, "1.1.1", "no")
    async with notes(noted) as robot:
        await robot.press("end", "t", "h", "R")
        await said_to_her(robot, "no text on this line")
        await robot.press("down", "R")
        await robot.expect("Redact the note on case 07 1.1.1")
        await robot.type("redact")
        await robot.press("enter")
        await robot.expect("(redacted by JN)")
    assert not any("late" in text for text in everything_said(noted))


async def test_what_cannot_be_redacted_is_said(noted, monkeypatch):
    def refused(*_):
        raise StoreError("Not redacted: disk full.")

    async with notes(noted) as robot:
        monkeypatch.setattr(noted, "redact_on_disk", refused)
        await robot.press("R")
        await robot.type("redact")
        await robot.press("enter")
        await said_to_her(robot, "disk full")
        await robot.expect("Notes · 3")
