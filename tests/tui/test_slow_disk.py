"""A disk that takes its time: keys are painted without it, the light tells the truth, and leaving waits for it."""

from __future__ import annotations

import threading

import pytest
from tui.robot import at_the_keyboard

from fieldwork.store.disk import Disk
from fieldwork.tui.app import FieldworkApp
from fieldwork.workspace import Workspace


@pytest.fixture
def gate(monkeypatch):
    """While it is closed no flush returns."""
    gate = threading.Event()
    whole = Disk.sync

    def slow(self, descriptor):
        gate.wait(60)
        whole(self, descriptor)

    monkeypatch.setattr(Disk, "sync", slow)
    yield gate
    gate.set()


async def test_keys_are_painted_while_the_disk_sleeps_and_leaving_waits(small_file, gate):
    with Workspace.open(small_file, "JN") as workspace:
        app = FieldworkApp(workspace)
        async with at_the_keyboard(app) as robot:
            await robot.press("g", "7", "enter")
            await robot.expect("▌ 1.1.1")
            await robot.type("yny")
            await robot.expect("▌ 1.1.10", "○ saving", gone="● saved")
            assert workspace.save_state.pending == 3
            await robot.press("ctrl+q")
            await robot.expect("saving")
            assert not app._exit
            gate.set()
            for _ in range(200):
                await robot.pilot.pause(0.01)
                if app._exit:
                    break
            assert app._exit
        assert workspace.save_state.saved
    with Workspace.open(small_file, "JN", write=False) as workspace:
        assert [workspace.judgements("case/seven")[q].answer for q in ("1.1.1", "1.1.2", "1.1.3")] == [
            "yes",
            "no",
            "yes",
        ]


async def test_the_light_says_saved_only_after_the_flush(small_file, gate):
    with Workspace.open(small_file, "JN") as workspace:
        async with at_the_keyboard(FieldworkApp(workspace)) as robot:
            await robot.press("g", "7", "enter")
            await robot.type("y")
            await robot.expect("○ saving", gone="● saved")
            gate.set()
            await robot.expect("● saved", gone="○ saving")
