from __future__ import annotations

from pathlib import Path

import pytest
from builders import CASE_07, small_record
from tui.robot import at_the_keyboard, until

from fieldwork.errors import DamagedFileError, NotSavedError, StoreError
from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.settings import load_settings, recent_files
from fieldwork.store import SaveState, write_new
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.running import run
from fieldwork.tui.screens.checklist import ChecklistScreen
from fieldwork.workspace import Workspace

SIZES = [(80, 24), (120, 40)]


class Unsaved(Workspace):
    """A workspace whose disk is full."""

    full = True

    @property
    def save_state(self) -> SaveState:
        return SaveState(3, StoreError("Not saved: No space left on device.")) if self.full else SaveState(0)

    def flush(self, timeout: float | None = None) -> SaveState:  # noqa: ARG002 (a full disk answers at once)
        return self.save_state


@pytest.fixture
def unsaved(small_file):
    with Unsaved.open(small_file, "JN") as workspace:
        yield workspace


# -- where one begins ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_an_open_inspection_begins_with_its_cases(small, size):
    async with at_the_keyboard(FieldworkApp(small), size=size) as robot:
        assert "Smalltown" in robot.lines[0]
        assert "saved" in robot.lines[0]
        await robot.expect("07", "08", "2 cases")
        assert recent_files() == (small.path,)


async def test_it_begins_in_the_case_that_was_asked_for(small):
    async with at_the_keyboard(FieldworkApp(small, case="7")) as robot:
        await robot.expect("Case 07", "1.1.1")
        await robot.press("escape")
        await robot.expect("2 cases")
        await robot.press("g", "h")
        await robot.expect("Opened last")


async def test_it_says_so_where_there_is_no_such_case(small):
    async with at_the_keyboard(FieldworkApp(small, case="[99]")) as robot:
        await robot.expect("2 cases", "There is no case [99]")


async def test_without_an_inspection_it_begins_at_home():
    async with at_the_keyboard(FieldworkApp()) as robot:
        await robot.expect("No inspection has been opened", "new inspection")
        await robot.press("g", "u", "z", "f2")
        await robot.expect("No inspection has been opened")


async def test_the_first_start_asks_for_initials_and_keeps_them(small):
    async with at_the_keyboard(FieldworkApp(small, ask_initials=True)) as robot:
        await robot.expect("Your initials", "JN")
        await robot.press("backspace", "backspace")
        await robot.type("[b]")
        await robot.press("enter")
        await robot.expect("✗ Initials are 1 to 8 letters or digits")
        await robot.press("backspace", "backspace", "backspace")
        await robot.type("km")
        await robot.press("enter")
        await robot.expect(gone="Your initials")
        assert small.by == "KM"
        assert load_settings().by == "KM"


async def test_initials_asked_and_not_given_stay_as_they_were(small):
    async with at_the_keyboard(FieldworkApp(small, ask_initials=True)) as robot:
        await robot.press("escape")
        assert small.by == "JN"
        assert load_settings().by is None


# -- going about -----------------------------------------------------------------------------------------------------


async def test_g_and_a_letter_goes_there_even_when_typed_at_once(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("g")
        await robot.expect("cases", "questionnaires", "keying", "findings")
        await robot.press("escape")
        await robot.press("g", "h")
        await robot.expect("Opened last")
        await robot.press("g", "c")
        await robot.expect("2 cases")


async def test_g_and_a_reference_goes_to_the_case(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("g", "8", "enter")
        assert isinstance(robot.app.screen, ChecklistScreen)
        assert "08" in robot.lines[0]
        assert robot.app.current_case == "case/eight"


@pytest.mark.parametrize(("typed", "question"), [("2.1.3", "2.1.3"), ("1.2", "1.2.1")])
async def test_g_and_a_question_or_criterion_goes_there_in_the_present_case(small, typed, question):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("j")
        await robot.press("g", *typed.replace(".", "."), "enter")
        assert isinstance(robot.app.screen, ChecklistScreen)
        assert "08" in robot.lines[0]
        await robot.expect(question)


async def test_g_says_in_place_what_there_is_not(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("g", "9", "enter")
        await robot.expect("✗ there is no case 9")
        await robot.press("backspace", "7", "enter")
        assert isinstance(robot.app.screen, ChecklistScreen)


async def test_g_rubbed_out_goes_away(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("g", "7", "backspace", "backspace")
        await robot.expect(gone="go to")
        assert robot.selected.startswith("07")


# -- undo ------------------------------------------------------------------------------------------------------------


async def test_undo_and_redo_say_what_they_did(small):
    small.answer(CASE_07, "1.1.1", "yes")
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("u")
        await robot.expect("Undone: case 07 1.1.1 yes")
        assert small.record.value(CASE_07, names.answer("1.1.1")) is None
        await robot.press("ctrl+r")
        await robot.expect("Redone: case 07 1.1.1")
        assert small.record.value(CASE_07, names.answer("1.1.1")) == "yes"


async def test_a_message_is_one_line_over_the_keys_and_takes_the_place_of_the_one_before(small):
    small.answer(CASE_07, "1.1.1", "yes")
    small.answer(CASE_07, "1.2.1", "no")
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("u", "u")
        await robot.expect("Undone: case 07 1.1.1 yes", gone="Undone: case 07 1.2.1 no")
        assert "Undone" in robot.lines[-2]
        assert sum("Undone" in line for line in robot.lines) == 1


async def test_undo_with_nothing_to_undo_says_why(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("ctrl+r")
        await robot.pilot.pause()
        assert robot.app._notifications


# -- the cover -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_the_cover_shows_nothing_of_the_case_and_no_message(small, size):
    async with at_the_keyboard(FieldworkApp(small), size=size) as robot:
        robot.app.notify("case 07 is here", markup=False)
        await robot.expect("case 07 is here")
        await robot.press("z")
        robot.app.notify("case 08 as well", markup=False)
        await robot.pilot.pause()
        assert "covered" in robot.text
        for word in ("07", "08", "Smalltown", "case ", "cases", "saved"):
            assert word not in robot.text
        await robot.press("slash", "g", "u", "ctrl+g", "ctrl+p", "question_mark", "f2", "j")
        assert "covered" in robot.text
        await robot.press("z")
        assert robot.selected.startswith("07")


async def test_escape_uncovers_too_and_a_field_can_be_covered(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("f")
        await robot.type("07")
        await robot.press("f9")
        assert "covered" in robot.text
        await robot.press("escape")
        await robot.type("x")
        await robot.expect("No case fits")


# -- the palette -----------------------------------------------------------------------------------------------------


async def test_the_palette_offers_screens_themes_and_the_keys_of_this_screen(small):
    async with at_the_keyboard(FieldworkApp(small), size=(120, 40)) as robot:
        await robot.press("ctrl+p")
        await robot.expect(
            "go to findings", "theme: light", "set initials", "save a copy elsewhere", "new case", "quit"
        )
        assert "Maximize" not in robot.text
        assert "Screenshot" not in robot.text


async def test_a_theme_from_the_palette_is_remembered(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("ctrl+p")
        await robot.type("contrast")
        await robot.expect("theme: contrast")
        await robot.press("enter")
        await until(robot, lambda: robot.app.theme == "fieldwork-contrast")
    assert load_settings().theme == "fieldwork-contrast"
    assert FieldworkApp(small).theme == "fieldwork-contrast"


async def test_an_action_from_the_palette_acts_on_the_screen_below(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("ctrl+p")
        await robot.type("new case")
        await robot.expect("new case   n")
        await robot.press("enter")
        await robot.expect("Reference of the new case")


# -- saving and leaving ----------------------------------------------------------------------------------------------


async def test_quitting_with_everything_saved_asks_nothing(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("ctrl+q")
        assert robot.app._exit


async def test_what_is_kept_on_the_laptop_is_not_called_lost(unsaved, monkeypatch):
    kept = SaveState(3, NotSavedError("Not saved: No space left on device.", kept=True))
    monkeypatch.setattr(type(unsaved), "save_state", property(lambda _: kept))
    monkeypatch.setattr(unsaved, "flush", lambda _timeout=None: kept)
    async with at_the_keyboard(FieldworkApp(unsaved)) as robot:
        await robot.press("ctrl+q")
        await robot.expect("NOT SAVED: 3 entries", "quit; they come back when", gone="lose them")


async def test_quitting_with_a_full_disk_asks_and_stays(unsaved):
    async with at_the_keyboard(FieldworkApp(unsaved)) as robot:
        await robot.press("ctrl+q")
        await robot.expect("NOT SAVED: 3 entries", "No space left", "save everything elsewhere", "stay", "lose them")
        await robot.press("2")
        await robot.expect("2 cases", gone="NOT SAVED: 3 entries")
        assert not robot.app._exit
        await robot.press("ctrl+q")
        await robot.expect("NOT SAVED: 3 entries")
        await robot.press("3")
        assert robot.app._exit


async def test_saving_elsewhere_and_then_quitting(unsaved, tmp_path):
    unsaved.say([Statement(CASE_07, names.STATUS, "reading")])
    target = tmp_path / "stick [b]" / "all.json"
    target.parent.mkdir()
    async with at_the_keyboard(FieldworkApp(unsaved)) as robot:
        await robot.press("ctrl+q")
        await robot.expect("NOT SAVED")
        await robot.press("1")
        await robot.expect("Save everything to which file?")
        robot.app.screen.query_one("Field").value = str(target)
        await robot.press("enter")
        await until(robot, lambda: robot.app._exit)
    with Workspace.open(target, "KM", write=False) as copy:
        assert copy.record.value(CASE_07, names.STATUS) == "reading"


async def test_f2_saves_elsewhere_and_says_in_place_what_is_wrong(small, tmp_path):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("f2")
        await robot.expect("small-copy.json")
        field = robot.app.screen.query_one("Field")
        field.value = str(small.path)
        await robot.press("enter")
        await robot.expect("✗", "is already there")
        robot.app.screen.query_one("Field").value = str(tmp_path / "other.json")
        await robot.press("enter")
        await robot.expect("Everything up to now is in")
    assert (tmp_path / "other.json").is_file()


async def test_not_saved_is_said_once_not_at_every_key(unsaved):
    async with at_the_keyboard(FieldworkApp(unsaved)) as robot:
        for _ in range(3):
            robot.app._heard_saving(unsaved.save_state)
        await robot.expect("NOT SAVED (3)", "F2 saves it elsewhere")
        assert len(robot.app._notifications) == 1
        unsaved.full = False
        robot.app._heard_saving(unsaved.save_state)
        await robot.expect("saved", gone="NOT SAVED (3)")


async def test_what_the_disk_says_reaches_the_light_from_the_writers_thread(small):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        robot.app.say([Statement(CASE_07, names.STATUS, "reading")])
        await until(robot, lambda: small.save_state.saved)
        await robot.expect("● saved")


async def test_a_record_open_for_reading_only_says_so(small, small_file):
    with Workspace.open_or_read(small_file, "KM") as second:
        async with at_the_keyboard(FieldworkApp(second)) as robot:
            await robot.expect("read only")
            assert robot.app.say([Statement(CASE_07, names.STATUS, "reading")]) == ()
            await robot.expect("reading only")


# -- the terminal ----------------------------------------------------------------------------------------------------


async def test_a_terminal_too_small_gets_a_sentence_and_comes_back(small):
    async with at_the_keyboard(FieldworkApp(small), size=(20, 24)) as robot:
        text = " ".join(" ".join(robot.lines).split())
        assert "fieldwork needs at least 40 \u00d7 10; this terminal has 20 \u00d7 24" in text
        await robot.press("j", "g", "slash")
        await robot.pilot.resize_terminal(80, 24)
        await robot.expect("2 cases", gone="needs at least")
        assert robot.selected.startswith("07")
        await robot.pilot.resize_terminal(80, 9)
        await robot.expect("this terminal has 80 \u00d7 9")
        await robot.pilot.resize_terminal(40, 10)
        await robot.expect("07", gone="needs at least")


# -- opening ---------------------------------------------------------------------------------------------------------


async def test_a_large_inspection_opens_behind_a_screen_that_says_so(small_file):
    app = FieldworkApp(by="KM", opening=small_file)
    async with at_the_keyboard(app) as robot:
        await robot.expect("2 cases")
        assert app.workspace is not None
        assert app.workspace.by == "KM"
    app.workspace.close()


async def test_a_large_file_that_is_no_inspection_ends_the_app_with_its_sentence(tmp_path):
    path = tmp_path / "broken.json"
    path.write_text("{" * 100)
    app = FieldworkApp(by="KM", opening=path)
    async with at_the_keyboard(app) as robot:
        await until(robot, lambda: app._exit)
    assert app.return_code == 2
    assert "broken.json" in str(app.failure)


def test_a_small_file_that_is_no_inspection_is_refused_before_the_app_starts(tmp_path):
    path = tmp_path / "broken.json"
    path.write_text("{")
    with pytest.raises(DamagedFileError):
        run(path, "JN")


@pytest.fixture
def rebound(home: Path) -> None:
    home.mkdir()
    (home / "keys.toml").write_text('"app.cover" = "f5"\n')


async def test_keys_can_be_rebound(small, rebound):
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("z")
        assert "covered" not in robot.text
        await robot.press("f5")
        assert "covered" in robot.text


# -- hostile text ----------------------------------------------------------------------------------------------------

HOSTILE = "a [/] [b]x \x1b[31m \x1b]52;c;AAAA\x07 \u202e bay [north]"


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_shown_as_text_and_acts_on_nothing(tmp_path, size):
    path = tmp_path / "hostile.json"
    record = small_record()
    inspection = record.subjects("inspection")[0]
    write_new(path, record)
    with Workspace.open(path, "JN") as workspace:
        workspace.say(
            [
                Statement(inspection, names.AREA, HOSTILE),
                Statement(CASE_07, names.REFERENCE, HOSTILE),
                Statement(CASE_07, names.attribute("inspector"), HOSTILE),
                Statement(inspection, names.SYNTHETIC, HOSTILE),
            ]
        )
        workspace.note(HOSTILE, case=CASE_07, question="1.1.1")
        async with at_the_keyboard(FieldworkApp(workspace), size=size) as robot:
            await robot.expect("a [/] [b]x")
            for key in ("end", "question_mark", "escape", "e", "escape", "ctrl+p", "escape", "u"):
                await robot.press(key)
                assert not set("\x1b\x07\u202e") & set(robot.text)
            for strip in robot.app.screen._compositor.render_strips():
                assert all(segment.control is None for segment in strip)


async def test_what_befell_the_file_is_said_when_it_is_opened(small_file):
    small_file.write_bytes(small_file.read_bytes().replace(b"Smalltown", b"Tinyville"))
    with Workspace.open(small_file, "JN") as workspace:
        async with at_the_keyboard(FieldworkApp(workspace)) as robot:
            await robot.expect("Tinyville")
            told = [notification.message for notification in robot.app._notifications]
            assert any("was changed outside fieldwork" in message for message in told)


async def test_redo_says_what_came_back(small):
    small.answer("case/seven", "1.1.1", "no")
    async with at_the_keyboard(FieldworkApp(small)) as robot:
        await robot.press("u", "ctrl+r")
        told = [notification.message for notification in robot.app._notifications]
        assert told == ["Redone: case 07 1.1.1 no"]  # each takes the place of the one before
