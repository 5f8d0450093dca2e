from __future__ import annotations

import pytest
from builders import CASE_07
from tui.robot import at_the_keyboard, close

from fieldwork.settings import remember_file
from fieldwork.text import cells
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.beginning import how_many, numbered_cases
from fieldwork.tui.recent import Recent, read_recent, recent_line
from fieldwork.tui.screens.home import HomeScreen
from fieldwork.workspace import Workspace

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def broken_file(tmp_path):
    path = tmp_path / "torn [b].json"
    path.write_text('{"fieldwork": {')
    return path


@pytest.mark.parametrize("size", SIZES)
async def test_home_without_recent_files_names_the_keys(size):
    async with at_the_keyboard(FieldworkApp(), size=size) as robot:
        await robot.expect("No inspection has been opened", "n   makes a new inspection", "s sample", "? line, keys")


@pytest.mark.parametrize("size", SIZES)
async def test_recent_inspections_show_area_and_progress_and_a_broken_one_its_sentence(small_file, broken_file, size):
    with Workspace.open(small_file, "JN") as workspace:
        workspace.answer(CASE_07, "1.1.1", "yes")
        workspace.require_saved()
    remember_file(broken_file)
    remember_file(small_file)
    async with at_the_keyboard(FieldworkApp(), size=size) as robot:
        await robot.expect("Smalltown", "2 cases, 21 left", "torn [b].json", "✗")
        await robot.press("j")
        await robot.expect("not whole JSON")
        await robot.press("enter")
        await robot.expect("not whole JSON")
        assert isinstance(robot.app.screen, HomeScreen)
        assert not robot.app._notifications  # the line has said it
        assert robot.app.workspace is None


async def test_a_broken_one_put_right_meanwhile_is_opened(small_file, tmp_path):
    path = tmp_path / "torn.json"
    path.write_text('{"fieldwork": "to')
    remember_file(path)
    app = FieldworkApp(by="KM")
    async with at_the_keyboard(app, size=(160, 24)) as robot:
        await robot.expect("Unterminated string.")
        path.write_bytes(small_file.read_bytes())
        await robot.press("enter")
        await robot.expect("2 cases, 0 complete")
    close(app)


async def test_enter_opens_a_recent_one_and_a_digit_goes_to_it(small_file, broken_file):
    remember_file(small_file)
    remember_file(broken_file)
    app = FieldworkApp(by="KM")
    async with at_the_keyboard(app) as robot:
        await robot.press("2")
        assert robot.selected.startswith("2")
        await robot.press("enter")
        await robot.expect("2 cases, 0 complete")
        assert app.workspace.by == "KM"
        await robot.press("backspace")
        await robot.expect("Opened last")
        await robot.press("enter")
        await robot.expect("2 cases, 0 complete")
        assert not app.workspace.read_only
    close(app)


async def test_a_path_is_opened_and_what_is_wrong_is_said_in_place(small_file, broken_file, tmp_path):
    app = FieldworkApp(by="KM")
    async with at_the_keyboard(app) as robot:
        for wrong, sentence in ((tmp_path / "nowhere.json", "There is no file"), (tmp_path, "is a file.")):
            await robot.press("o")
            robot.app.screen.query_one("Field").value = str(wrong)
            await robot.press("enter")
            await robot.expect("✗", sentence)
            await robot.press("escape")
        await robot.press("o", "enter")
        await robot.expect("✗ Nothing was typed.")
        robot.app.screen.query_one("Field").value = str(broken_file)
        await robot.press("enter")
        await robot.expect("✗", "not whole JSON")
        robot.app.screen.query_one("Field").value = str(small_file)
        await robot.press("enter")
        await robot.expect("2 cases, 0 complete")
    close(app)


@pytest.mark.parametrize("size", SIZES)
async def test_a_new_inspection_is_asked_for_step_by_step(home, size):
    app = FieldworkApp(by="KM")
    async with at_the_keyboard(app, size=size) as robot:
        await robot.press("n", "enter")
        await robot.expect("✗ An area has 1 to 200 characters.")
        await robot.type("Bay [north]")
        await robot.press("enter")
        await robot.expect("Bay [north]: by which programme?", "1  Core Case Inspection", "2  Short Quality Screening")
        await robot.press("2")
        await robot.expect("How many cases")
        await robot.type("many")
        await robot.press("enter")
        await robot.expect("✗ Expected a number up to 999, found many.")
        for _ in "many":
            await robot.press("backspace")
        await robot.type("12")
        await robot.press("enter")
        await robot.expect("Keep it in which file?", "bay-north-sqs-2013.json")
        await robot.press("enter")
        await robot.expect("12 cases, 0 complete", "Bay [north]")
        assert [case.reference for case in app.workspace.cases][:2] == ["01", "02"]
        assert app.workspace.path == home / "inspections" / "bay-north-sqs-2013.json"
        assert (home / "inspections").stat().st_mode & 0o777 == 0o700
    close(app)


async def test_escape_anywhere_makes_nothing(home):
    async with at_the_keyboard(FieldworkApp()) as robot:
        await robot.press("n", "escape")
        await robot.press("n", "x", "enter", "escape")
        await robot.press("n", "x", "enter", "1", "escape")
        await robot.press("n", "x", "enter", "1", "enter", "escape")
        await robot.expect("No inspection has been opened")
    assert not (home / "inspections").exists()


async def test_a_sample_is_a_private_copy_that_goes_when_another_is_opened(home, small_file):
    app = FieldworkApp(by="KM")
    async with at_the_keyboard(app) as robot:
        await robot.press("s")
        await robot.expect("Stockport", "Dorset")
        await robot.press("1")
        await robot.expect("67 cases", "Synthetic")
        copy = app.workspace.path
        assert copy.is_relative_to(home / "state")
        assert copy.parent.stat().st_mode & 0o777 == 0o700
        await robot.press("g", "h")
        await robot.expect(
            "Stockport is open, a private copy of a sample: Esc or g c goes back to it.", "n   makes a new"
        )
        assert "No inspection has been opened" not in robot.text
        await robot.press("escape")
        await robot.expect("67 cases")
        await robot.press("g", "h")
        await robot.expect("Stockport is open")
        await robot.press("o")
        robot.app.screen.query_one("Field").value = str(small_file)
        await robot.press("enter")
        await robot.expect("2 cases")
        assert not copy.parent.exists()
    close(app)


async def test_home_offers_to_go_back_to_the_open_inspection(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("g", "h")
        await robot.expect("Opened last", "Smalltown")
        await robot.press("escape")
        await robot.expect("2 cases, 0 complete")


# -- lines -----------------------------------------------------------------------------------------------------------


def test_reading_a_recent_file_never_raises(small_file, broken_file, tmp_path):
    assert read_recent(small_file, "JN").area == "Smalltown"
    assert "not whole JSON" in read_recent(broken_file, "JN").broken
    assert "There is no file" in read_recent(tmp_path / "gone.json", "JN").broken


@pytest.mark.parametrize("width", [40, 78, 118])
def test_a_line_fits_or_is_cut_by_its_list(small_file, width):
    line = "".join(text for text, _ in recent_line(read_recent(small_file, "JN"), width))
    assert line.startswith(" Smalltown")
    assert width < 78 or cells(line) <= width + 40
    assert "reading" in "".join(text for text, _ in recent_line(Recent(small_file), width))


@pytest.mark.parametrize(
    ("typed", "count"), [("", 0), (" 12 ", 12), ("x", None), ("-1", None), ("99999", None), ("٣", None)]
)
def test_how_many(typed, count):
    assert how_many(typed) == count


def test_cases_are_numbered_as_wide_as_the_last():
    assert [one.value for one in numbered_cases(3)] == ["01", "02", "03"]
    assert numbered_cases(100)[0].value == "001"
    assert len({one.subject for one in numbered_cases(50)}) == 50
