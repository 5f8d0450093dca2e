"""Whatever is pressed on the checklist: no exception leaves, and undoing all of it brings back what was there."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from builders import CASE_07, small_record
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from textual.events import Key
from textual.keys import _character_to_key
from tui.robot import at_the_keyboard

from fieldwork.errors import CannotUndoError
from fieldwork.record.undo import undo
from fieldwork.store import write_new
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.screens.checklist import ChecklistScreen
from fieldwork.workspace import Workspace

SIZES = [(80, 24), (120, 40), (50, 12)]
SPECIAL = {
    "enter": "\r",
    "escape": "\x1b",
    "backspace": "\x7f",
    "tab": "\t",
    "space": " ",
    **dict.fromkeys(("up", "down", "left", "right", "pageup", "pagedown", "home", "end", "shift+tab", "delete"), ""),
    **dict.fromkeys(("ctrl+r", "ctrl+g", "ctrl+t", "ctrl+n", "ctrl+w", "ctrl+u", "f9"), ""),
}
LETTERS = "123yna0YNApcC*djkflht;,<>u/?z.xXqQ [(é漢"
"""Every letter that means something on the checklist but `g`, which leaves it, and some that mean nothing."""

ERRANDS = (
    *("f 2 . 1 enter", "f p a r k enter", "f z escape", "l enter escape", "h escape", "t 2 enter", "C 1 x escape"),
    *("c x y escape", "N l escape", "* g escape", "d 1 2 / 1 enter escape", "d 9 9 escape escape", "g 8 enter"),
    *(
        "? enter K P I enter w h y enter escape",
        "/ q q x z enter w h a t enter escape",
        "z z",
        "u u u",
        "c ctrl+n z escape",
    ),
)
"""Keys that belong together: chance alone would hardly ever write a note or define a term."""

keys = st.one_of(
    st.sampled_from(list(LETTERS)).map(lambda key: [key]),
    st.sampled_from(list(SPECIAL)).map(lambda key: [key]),
    st.sampled_from(ERRANDS).map(str.split),
)


def state(workspace):
    """All that the record holds now."""
    return {
        (subject, field): value
        for kind in ("inspection", "case", "note", "term", "return", "finding")
        for subject in workspace.record.subjects(kind)
        for field, value in workspace.record.values(subject).items()
        if value is not None
    }


def can_undo(workspace):
    try:
        undo(workspace.record, workspace.by)
    except CannotUndoError:
        return False
    return True


def event_of(key):
    if key in SPECIAL:
        return Key(key, SPECIAL[key] or None)
    return Key(_character_to_key(key), key)


async def play(path, pressed, size):
    """Press everything faster than the screen goes along, then undo until nothing is left to undo."""
    with Workspace.open(path, "KP") as workspace:
        before = state(workspace)
        app = FieldworkApp(workspace)
        async with at_the_keyboard(app, size=size) as robot:
            app.go_to("checklist", case=CASE_07)
            await robot.press()
            for some in pressed:
                for key in some:
                    app.post_message(event_of(key))
                await robot.press()
            while len(app.screen_stack) > 2:
                app.pop_screen()
                await robot.press()
            app.go_to("checklist", case=CASE_07)
            await robot.press()
            assert isinstance(app.screen, ChecklistScreen)
            while can_undo(workspace):
                for _ in range(5):
                    app.post_message(event_of("u"))
                await robot.press()
            assert "▌ " in robot.text
        assert state(workspace) == before


@given(st.lists(keys, min_size=25, max_size=35), st.sampled_from(SIZES))
@settings(max_examples=3, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_whatever_is_pressed_can_be_undone_and_nothing_breaks(pressed, size):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "small.json"
        write_new(path, small_record())
        asyncio.run(play(path, pressed, size))
