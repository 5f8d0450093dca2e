"""Screens that wait for a thread, and what comes back to a screen that was left meanwhile."""

from __future__ import annotations

from threading import Event

from textual.app import App
from tui.robot import at_the_keyboard

from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.drafting import Drafting
from fieldwork.tui.screens.covers import CoverScreen
from fieldwork.tui.screens.presence import is_up
from fieldwork.tui.screens.waiting import WaitingScreen


async def test_work_that_ends_under_a_cover_leaves_the_cover_there_and_is_told_once_it_is_gone():
    app = App()
    async with app.run_test() as pilot:
        waiting, cover, told = WaitingScreen(), CoverScreen(), []
        app.push_screen(waiting)
        app.push_screen(cover)
        await pilot.pause()
        waiting.end(lambda: told.append("done"))
        await pilot.pause()
        assert (app.screen, told) == (cover, [])
        await pilot.press("z")
        await pilot.pause()
        assert told == ["done"]
        assert len(app.screen_stack) == 1


async def test_work_that_ends_before_its_screen_is_there_is_told_too():
    app = App()
    async with app.run_test() as pilot:
        waiting, told = WaitingScreen(), []
        app.push_screen(waiting)
        waiting.end(lambda: told.append("done"))
        await pilot.pause()
        assert told == ["done"]
        assert not is_up(waiting)


async def test_it_cannot_be_closed_before_its_work_has_ended():
    app = App()
    async with app.run_test() as pilot:
        waiting = WaitingScreen()
        app.push_screen(waiting)
        await pilot.press("escape")
        assert is_up(waiting)


async def test_what_is_left_to_do_comes_back_to_a_report_that_was_left(stockport, monkeypatch):
    may_end, looked = Event(), Drafting.look_through

    def slowly(self, draft, today):
        may_end.wait(20)
        return looked(self, draft, today)

    monkeypatch.setattr(Drafting, "look_through", slowly)
    app = FieldworkApp(stockport)
    async with at_the_keyboard(app) as robot:
        app.go_to("report")
        await robot.expect("Foreword")
        drafting = app.screen.drafting
        await robot.press("escape")
        await robot.pilot.pause()
        assert drafting.is_busy
        may_end.set()
        while drafting.is_busy:
            await robot.pilot.pause()
        await robot.expect("67 cases")
        may_end.clear()
        app.say([Statement(stockport.inspection.id, names.PUBLICATION, "2009-09-01")])
        left = len(drafting.left)
        app.go_to("report")
        while not drafting.is_busy:
            await robot.pilot.pause()
        app.go_to("report")  # another one: that which began the draft is gone
        await robot.pilot.pause()
        may_end.set()
        await robot.expect(f"{left - 1} on the list")
