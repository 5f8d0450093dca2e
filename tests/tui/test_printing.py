"""The list and the summary for the talk on the screen, and on paper."""

from __future__ import annotations

import pytest
from builders import CASE_07
from tui.at_the_checklist import checklist
from tui.robot import at_the_keyboard

from fieldwork.tui import printing
from fieldwork.tui.app import FieldworkApp

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)])


@pytest.fixture(autouse=True)
def no_printer(monkeypatch):
    monkeypatch.setattr(printing, "PRINTER", "no-such-printer-command")


@pytest.fixture
def printer(tmp_path, monkeypatch):
    """A printer command that keeps what it is given."""
    command = tmp_path / "lp"
    command.write_text(f'#!/bin/sh\ncat > "{tmp_path}/paper"\necho "request id is office-7 ($*)"\n')
    command.chmod(0o700)
    monkeypatch.setattr(printing, "PRINTER", str(command))
    return tmp_path / "paper"


def talk(workspace):
    workspace.answer(CASE_07, "1.1.1", "yes")
    workspace.answer(CASE_07, "1.1.2", "no")
    workspace.park(CASE_07, "1.2.1")
    workspace.note("late [b]x[/b]", case=CASE_07, question="1.1.2")


@SIZES
async def test_the_summary_is_shown_in_words_and_esc_goes_back(small, size):
    talk(small)
    async with checklist(small, size=size) as robot:
        await robot.press("v")
        await robot.expect("Case 07 · summary for the talk", "P print")
        lines = [line.strip() for line in robot.lines]
        start = lines.index("1.1 Risk of Harm to others")
        assert lines[start + 1 : start + 4] == [
            "Judged well: 1.1.1 Is 1.1.1 as it should be?",
            "Not as it should be:",
            "- 1.1.2 Is 1.1.2 as it should be? “late [b]x[/b]”",
        ]
        assert "Still to judge: 9 questions, 1 of them to ask the case manager." in lines
        assert "%" not in robot.text
        await robot.press("escape")
        await robot.expect("1 yes   2 no")


@pytest.mark.parametrize(
    ("key", "before", "after"), [("v", "2 of them to ask", "1 of them to ask"), ("l", "(2)", "(1)")]
)
async def test_what_is_undone_there_shows_at_once(small, key, before, after):
    talk(small)
    small.park(CASE_07, "1.2.2")
    async with checklist(small) as robot:
        await robot.press(key)
        await robot.expect(before)
        await robot.press("u")
        await robot.expect(after)


async def test_the_cases_screen_shows_it_too(small):
    talk(small)
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("v")
        await robot.expect("Case 07 · summary for the talk")
        await robot.press("v")
        await robot.expect("2 cases")


@SIZES
async def test_the_summary_of_a_full_case_scrolls(stockport, size):
    async with at_the_keyboard(FieldworkApp(stockport), size=size) as robot:
        await robot.press("v")
        await robot.expect("Case 01 · summary for the talk", "1.1 Risk of Harm to others", "Not as it should be:")
        await robot.press("end")
        await robot.expect("3.2 ")
        assert "%" not in robot.text


async def test_a_page_is_written_beside_the_inspection_for_its_owner_alone(small, small_file):
    talk(small)
    target = small_file.with_name("small-case-07-to-ask.html")
    async with checklist(small) as robot:
        await robot.press("l", "P")
        await robot.expect("Write the page to which file?", "it holds case data")
        await robot.press("enter")
        await robot.expect("that is all")
        await robot.press("enter")
        assert target.stat().st_mode & 0o777 == 0o600
        assert "what to ask the case manager" in target.read_text("utf-8")
        target.write_text("mine")
        await robot.press("P", "enter")
        await robot.expect("is already there.", "write over it")
        await robot.press("3")
        await robot.app.workers.wait_for_complete()
        assert target.read_text() == "mine"
        await robot.press("P", "enter")
        await robot.expect("is already there.")
        await robot.press("2")
        await robot.expect("that is all")
        await robot.app.workers.wait_for_complete()
        assert "case manager" in target.read_text("utf-8")


async def test_a_name_that_says_no_form_and_a_folder_are_asked_again(small, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with checklist(small) as robot:
        await robot.press("v", "P", "ctrl+u")
        await robot.type("page.pdf")
        await robot.press("enter")
        await robot.expect("The name should end in .html, .txt or .md.")
        await robot.press("escape")
        await robot.expect("summary for the talk")
        (tmp_path / "folder.txt").mkdir()
        await robot.press("P", "ctrl+u")
        await robot.type("folder.txt")
        await robot.press("enter")
        await robot.expect("is a folder; expected the name of a file")


async def test_where_there_is_a_printer_it_is_offered(small, printer):
    talk(small)
    async with checklist(small) as robot:
        await robot.press("v", "P", "enter")
        await robot.expect("2  send it to the printer too")
        assert not printer.exists()
        await robot.press("2")
        await robot.expect("Sent to the printer: request id is office-7 (-o lpi=8 -o cpi=12 -)")
        assert printer.read_text("utf-8").startswith("Case 07: summary for the talk\n")


async def test_a_printer_that_refuses_is_said(small, printer, tmp_path):
    (tmp_path / "lp").write_text("#!/bin/sh\necho no default destination >&2\nexit 1\n")
    async with checklist(small) as robot:
        await robot.press("v", "P", "enter")
        await robot.expect("send it to the printer too")
        await robot.press("2")
        await robot.expect("The printer did not take it: no default destination")


async def test_a_copy_of_a_sample_prints_where_it_stays(home, small_file):
    from fieldwork.workspace import Workspace

    private = home / "state" / "demo-1"
    private.mkdir(parents=True)
    copy = private / "small.json"
    copy.write_bytes(small_file.read_bytes())
    with Workspace.open(copy, "JN") as workspace:
        async with checklist(workspace) as robot:
            await robot.press("v", "P", "enter")
            await robot.expect("that is all")
    assert (home / "inspections" / "small-case-07-summary.html").is_file()
