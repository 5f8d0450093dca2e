"""Sealed inspections in the app: opened with a passphrase, sealed from the palette, locked after idle time."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from builders import CASE_07
from store.sealing import CHEAP, PASSPHRASE, cheap_seal
from tui.robot import at_the_keyboard, close, until

from fieldwork.record import names
from fieldwork.record.retention import keep_until
from fieldwork.settings import change_settings, load_settings, remember_file, remember_retention, retention_of
from fieldwork.store import is_sealed_file
from fieldwork.tui import keeping, sealing
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.locking import LockScreen
from fieldwork.tui.output_files import proposed
from fieldwork.workspace import Workspace

NOTE = "Plan was countersigned, never read"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch):
    monkeypatch.setattr(sealing, "COST", CHEAP)


@pytest.fixture
def sealed(small_file):
    with Workspace.open(small_file, "JN") as workspace:
        workspace.note(NOTE, case=CASE_07)
        workspace.reseal(cheap_seal()[0])
    return small_file


async def test_a_recent_sealed_file_says_so_and_opens_with_its_passphrase(sealed):
    remember_file(sealed)
    app = FieldworkApp(by="JN")
    async with at_the_keyboard(app) as robot:
        await robot.expect("sealed: Enter asks for its passphrase")
        await robot.press("enter")
        await robot.expect("Passphrase of small.json")
        await robot.type("not the passphrase")
        await robot.expect("••••••", gone="not the passphrase")
        await robot.press("enter")
        await robot.expect("That is not the passphrase of small.json.")
        await robot.type(PASSPHRASE)
        await robot.press("enter")
        await until(robot, lambda: app.workspace is not None)
        await robot.expect("07")
    close(app)


async def test_what_the_app_was_started_with_is_asked_for_and_the_recovery_code_opens_it(small_file):
    seal, code = cheap_seal()
    with Workspace.open(small_file, "JN") as workspace:
        workspace.reseal(seal)
    app = FieldworkApp(by="JN", opening=small_file)
    async with at_the_keyboard(app) as robot:
        await robot.expect("Passphrase of small.json")
        await robot.type(code.lower())
        await robot.press("enter")
        await until(robot, lambda: app.workspace is not None)
    close(app)


async def test_damage_is_said_before_anybody_types(sealed):
    raw = bytearray(sealed.read_bytes())
    raw[-40] ^= 1
    sealed.write_bytes(bytes(raw))
    remember_file(sealed)
    app = FieldworkApp(by="JN")
    async with at_the_keyboard(app) as robot:
        await robot.expect("sealed: Enter")
        await robot.press("enter")
        await robot.expect("damaged", gone="Passphrase of")


async def test_sealed_from_the_palette_with_the_code_written_down_and_unsealed_again(small):
    app = FieldworkApp(small)
    async with at_the_keyboard(app) as robot:
        await robot.expect("07")
        sealing.seal(app)
        await robot.expect("Passphrase to seal with", "cannot be recovered")
        await robot.type("short")
        await robot.press("enter")
        await robot.expect("at least 12 characters")
        await robot.press(*["backspace"] * 5)
        await robot.type(PASSPHRASE)
        await robot.press("enter")
        await robot.expect("The same again")
        await robot.type(PASSPHRASE)
        await robot.press("enter")
        await robot.expect("Recovery code:", "shown this once")
        assert not is_sealed_file(small.path)
        code = re.search(r"((?:[0-9A-Z]{4}-){6}[0-9A-Z]{4})", robot.text)
        assert code is not None
        await robot.type("!!!!")
        await robot.press("enter")
        await robot.expect("not the last four")
        await robot.press(*["backspace"] * 4)
        await robot.type(code[1][-4:])
        await robot.press("enter")
        await robot.expect("Sealed. Lock the recovery code away")
        assert is_sealed_file(small.path)
        sealing.unseal(app)
        await robot.expect("Take the passphrase off")
        await robot.press("2")
        await robot.expect("Unsealed: whoever has the files")
        assert not is_sealed_file(small.path)


async def test_without_a_key_it_is_covered_and_locked_and_what_was_said_and_typed_is_there_afterwards(sealed):
    workspace = Workspace.open(sealed, "JN", passphrase=PASSPHRASE)
    app = FieldworkApp(workspace)
    now = 1000.0
    async with at_the_keyboard(app) as robot:
        app.idle.clock = lambda: now
        await robot.press("enter")
        await robot.expect("1.1.1")
        now += 599
        app.idle.look()
        await robot.press("down")  # a key begins the ten minutes anew
        now += 599
        app.idle.look()
        assert not isinstance(app.screen, LockScreen)
        workspace.answer(CASE_07, "1.1.1", "yes")
        now += 1
        app.idle.look()
        assert isinstance(app.screen, LockScreen)
        await robot.expect("locked", gone="1.1.1")
        await until(robot, lambda: not app.screen._busy)
        with pytest.raises(Exception, match="locked"):
            workspace.seal.sealed(b"x", b"")
        app.idle.look()  # once is enough
        await robot.press("z", "escape", "f2", "ctrl+p", "f9")
        await robot.expect("locked", gone="1.1.1")
        await robot.press(*["backspace"] * 5)
        await robot.type("not the passphrase")
        await robot.press("enter")
        await robot.expect("✗ That is not the passphrase")
        await robot.type(PASSPHRASE)
        await robot.press("enter")
        await robot.expect("1.1.1", gone="passphrase or recovery")
        assert workspace.record.value(CASE_07, names.answer("1.1.1")) == "yes"
        workspace.answer(CASE_07, "1.1.2", "no")
        workspace.require_saved()
    app.workspace.close()
    with Workspace.open(sealed, "JN", passphrase=PASSPHRASE, write=False) as again:
        assert again.record.value(CASE_07, names.answer("1.1.1")) == "yes"
        assert again.record.value(CASE_07, names.answer("1.1.2")) == "no"


async def test_a_terminal_that_is_made_small_and_large_again_does_not_lift_the_lock(sealed):
    app = FieldworkApp(Workspace.open(sealed, "JN", passphrase=PASSPHRASE))
    async with at_the_keyboard(app) as robot:
        await robot.expect("07")
        await robot.pilot.resize_terminal(30, 8)
        await robot.expect("needs at least")
        app.idle.lock()
        await until(robot, lambda: any(isinstance(one, LockScreen) for one in app.screen_stack))
        await robot.pilot.resize_terminal(80, 24)
        await robot.expect("locked", gone="07")
        await until(robot, lambda: not app.screen._busy)
        await robot.type(PASSPHRASE)
        await robot.press("enter")
        await robot.expect("07", gone="locked")
    close(app)


async def test_nothing_is_locked_that_is_not_sealed_nor_where_the_setting_is_never(small):
    change_settings(lock_after=0)
    assert load_settings().lock_after == 0
    app = FieldworkApp(small)
    now = 0.0
    async with at_the_keyboard(app) as robot:
        app.idle.clock = lambda: now
        await robot.press("down")
        now = 1e6
        app.idle.look()
        app.settings = app.settings.__class__(lock_after=1)
        app.idle.look()
        assert not isinstance(app.screen, LockScreen)


async def test_home_reminds_of_the_day_also_of_a_sealed_one_and_erases_after_asking(sealed):
    remember_file(sealed)
    remember_retention(sealed, date.today() - timedelta(days=1))  # noqa: DTZ011 (as Home does)
    app = FieldworkApp(by="JN")
    async with at_the_keyboard(app) as robot:
        await robot.expect("overdue: was to be erased by", "sealed")
        await robot.press("X")
        await robot.expect("Type the name of the file", "cannot reach")
        await robot.type("small")
        await robot.press("enter")
        await robot.expect("That is not the name of the file.")
        assert sealed.is_file()
        await robot.type(".json")
        await robot.press("enter")
        await robot.expect("No inspection has been opened")
        assert not sealed.exists()
        assert retention_of(sealed) is None


async def test_the_day_is_set_from_the_palette_and_remembered(small):
    app = FieldworkApp(small)
    async with at_the_keyboard(app) as robot:
        await robot.expect("07")
        keeping.ask_day(app)
        await robot.expect("Keep this inspection until")
        await robot.type("never")
        await robot.press("enter")
        await robot.expect("✗")
        await robot.press(*["backspace"] * 5)
        await robot.type("30 nov 2027")
        await robot.press("enter")
        await robot.expect("Kept until 2027-11-30.")
        assert keep_until(small.inspection) == date(2027, 11, 30) == retention_of(small.path)


def test_the_report_of_a_sealed_inspection_is_proposed_under_a_marked_name(sealed):
    app = FieldworkApp(Workspace.open(sealed, "JN", passphrase=PASSPHRASE))
    assert proposed(app, "draft", ".docx") == sealed.with_name("small-draft-official-sensitive.docx")
    assert proposed(app, "report", ".docx", marked=False) == sealed.with_name("small-report.docx")
    close(app)


async def test_a_note_half_typed_when_it_locks_is_gone_on_with_afterwards(sealed):
    app = FieldworkApp(Workspace.open(sealed, "JN", passphrase=PASSPHRASE))
    async with at_the_keyboard(app) as robot:
        await robot.press("enter", "c")
        await robot.expect("Esc keeps it")
        await robot.type("half a")
        app.idle.lock()
        await robot.expect("locked", gone="half a")
        await until(robot, lambda: not app.screen._busy)
        await robot.type(PASSPHRASE)
        await robot.press("enter")
        await robot.expect("half a", gone="locked")
        await robot.type(" sentence")
        await robot.press("escape")
        assert "half a sentence" in [note.text for note in app.open_workspace.inspection.notes]
        app.open_workspace.require_saved()
    close(app)
    with Workspace.open(sealed, "JN", passphrase=PASSPHRASE, write=False) as again:
        assert "half a sentence" in [note.text for note in again.inspection.notes]
