"""A robot at the keyboard: it presses keys and reads lines of text, as a person would. No pictures, no coordinates.

async with at_the_keyboard(FieldworkApp(workspace), size=(80, 24)) as robot:
    await robot.press("j", "enter")
    await robot.expect("1.1.1")
    assert "Case 08" in robot.lines[0]
"""

from __future__ import annotations

import asyncio
import time
import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual._context import visible_screen_stack
from textual.app import App
from textual.events import Key
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

from fieldwork.tui.widgets.line_list import LineList

PATIENCE = 5.0  # seconds that `expect` waits
A_MOMENT = 20  # hundredths of a second that `press` waits for threads
A_LOOK = (
    5  # milliseconds between two looks whether the app is idle: whether it worked for less than a twentieth of them
)
LOOKS = 200


def lines(app: App[Any]) -> list[str]:
    """What stands on the screen, line by line, without the spaces at the ends."""
    visible_screen_stack.set(app._background_screens)  # what shows through an overlay
    return ["".join(segment.text for segment in strip).rstrip() for strip in app.screen._compositor.render_strips()]


def selected_line(app: App[Any], selector: str = "") -> str:
    """The text of the line that the cursor of a list is on: the focused list, or the first one on the screen."""
    lists = [one for one in app.screen.query(selector or LineList).results(LineList) if one.display]
    there = next((one for one in lists if one.has_focus), lists[0] if lists else None)
    if there is None or not there.count:
        return ""
    strip = there.render_line(there.cursor - there.scroll_offset.y)
    return "".join(segment.text for segment in strip).strip()


def _letter(key: str) -> str | None:
    """The character of a key that Textual spells out ("slash"); None where it has none."""
    try:
        return unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        return None


class Robot:
    """What a test holds: keys in, lines out."""

    def __init__(self, app: App[Any], pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def lines(self) -> list[str]:
        return lines(self.app)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def selected(self) -> str:
        return selected_line(self.app)

    def line_with(self, text: str) -> str:
        """The first line that holds `text`."""
        found = next((line for line in self.lines if text in line), None)
        assert found is not None, f"no line with {text!r}:\n{self.text}"
        return found

    async def press(self, *keys: str) -> None:
        """Press keys by Textual's names ("j", "enter", "ctrl+g"), each when the one before it was heard, and wait.

        Textual's own robot sleeps at least 40 ms after each key; this one asks the gate of the app if it was heard.
        """
        for key in keys:
            driver = self.app._driver
            assert driver is not None
            driver.send_message(Key(key, key if len(key) == 1 else _letter(key)))
            await self._heard()
        await self._heard()
        await self._threads_done()
        await self._settled()

    async def _settled(self) -> None:
        """Wait until nothing moves. As `Pilot.pause` does, which looks only every 20 ms: longer than a key takes."""
        await self.pilot._wait_for_screen()
        for _ in range(LOOKS):
            before = time.process_time()
            await asyncio.sleep(A_LOOK / 1000)
            if time.process_time() - before < A_LOOK / 1000 / 20:
                break
        self.app.screen._on_timer_update()

    async def _threads_done(self) -> None:
        """What a key set off in a thread is done in a moment; what takes longer is not waited for (see `expect`)."""
        for _ in range(A_MOMENT):
            if all(worker.is_finished for worker in self.app.workers):
                return
            await asyncio.sleep(0.01)

    async def _heard(self) -> None:
        """Wait until every key was handed on and done with; of an app that is leaving none will be."""
        gate = getattr(self.app, "_gate", None)
        for _ in range(1000):
            await self.pilot._wait_for_screen()
            if gate is None or gate.is_idle or self.app._exit:
                return
            gate.follow()

    async def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        await self.press(*(_character_to_key(character) for character in text))

    async def expect(self, *texts: str, gone: str | None = None) -> None:
        """Wait until all `texts` stand on the screen and `gone` does not."""
        end = time.monotonic() + PATIENCE
        while True:
            await self.pilot.pause()
            now = self.text
            missing = [text for text in texts if text not in now]
            if not missing and (gone is None or gone not in now):
                return
            if time.monotonic() > end:
                raise AssertionError(f"missing {missing}, unwanted {gone!r}:\n{now}")
            await asyncio.sleep(0.01)


@asynccontextmanager
async def at_the_keyboard(app: App[Any], size: tuple[int, int] = (80, 24)) -> AsyncIterator[Robot]:
    """The app running on a screen of `size`, with a robot before it."""
    async with app.run_test(size=size, notifications=True) as pilot:
        robot = Robot(app, pilot)
        await pilot.pause()
        yield robot


async def until(robot: Robot, condition: Callable[[], object]) -> None:
    """Wait until `condition` is true: for what no line on the screen tells."""
    for _ in range(500):
        if condition():
            return
        await robot.pilot.pause()
        await asyncio.sleep(0.01)
    raise AssertionError(f"never came true:\n{robot.text}")


def close(app: Any) -> None:
    """Close what a test opened from within the app."""
    if app.workspace is not None:
        app.workspace.close()
