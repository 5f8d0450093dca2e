"""A robot at the checklist: for the tests of everything that opens over it."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager

from builders import CASE_07
from tui.robot import PATIENCE, at_the_keyboard

from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.screens.checklist import ChecklistScreen


@asynccontextmanager
async def checklist(workspace, case=CASE_07, question=None, size=(80, 24)):
    """The app with the checklist of a case on top."""
    async with at_the_keyboard(FieldworkApp(workspace), size=size) as robot:
        screen = ChecklistScreen(case, question)
        await robot.app.push_screen(screen)
        await robot.pilot.pause()
        robot.screen = screen
        yield robot


def current(robot):
    """The number of the question one is on."""
    marked = [line.split()[1] for line in robot.lines if line.startswith("▌ ") and line[2:3].isdigit()]
    assert len(set(marked)) == 1, robot.text
    return marked[0]


async def said_to_her(robot, *texts):
    """Whether all `texts` were told, in the line for it or in a message; waits for what a thread has to do first."""
    end = time.monotonic() + PATIENCE
    while True:
        await robot.pilot.pause()
        messages = [notification.message for notification in robot.app._notifications]
        messages.append(getattr(robot.app.screen, "_told", ""))
        if any(all(text in message for text in texts) for message in messages):
            return
        assert time.monotonic() < end, messages
