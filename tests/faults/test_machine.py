"""Any sequence of saying, folding, closing, killing, failing disks and meddling, against a plain set of entries."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from faults.crashes import RecordingDisk
from faults.stories import BASE, an_entry, look, said
from faults.tellings import _drop
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from fieldwork.record.entry import Entry
from fieldwork.store import InspectionFile, write_new

STEPS = ("create", "write", "sync", "replace", "sync_folder", "open", "make_folder", "remove")


class Store(RuleBasedStateMachine):
    """A file that lives through what comes; a set of what was said, and of what was called saved."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.path = self.root / "work" / "x.json"
        self.said: dict[str, Entry] = {entry.id: entry for entry in BASE}
        self.saved: set[str] = set(self.said)
        self.sitting: set[str] = set()
        self.edits = 0
        self.edited = b""
        self.file: InspectionFile | None = None

    @initialize()
    def begin(self) -> None:
        os.environ["FIELDWORK_HOME"] = str(self.root / "home")
        self.path.parent.mkdir()
        write_new(self.path, BASE)
        self.disk = RecordingDisk(self.root)

    def _open(self) -> InspectionFile:
        if self.file is None:
            self.file = InspectionFile(self.path, disk=self.disk)
        return self.file

    @rule(count=st.integers(1, 3), value=st.sampled_from(["yes", "no", "naïve – “so”", "\n", '","sum":"']))
    def say(self, count: int, value: str) -> None:
        file = self._open()
        entries = [an_entry("s", len(self.said) + number, value) for number in range(count)]
        self.said |= {entry.id: entry for entry in entries}
        self.sitting |= {entry.id for entry in entries}
        file.append(entries)
        state = file.flush()
        if state.saved or "kept safe on this laptop" in str(state.error):
            self.saved |= self.sitting
        assert state.saved == (not file.pending)

    @rule()
    def fold(self) -> None:
        self._open()._storage.fold()

    @rule()
    def close(self) -> None:
        if self.file is not None:
            self.file.close()
            self._gone()

    @rule()
    def kill(self) -> None:
        if self.file is not None:
            _drop(self.file)
            self._gone()

    def _gone(self) -> None:
        """What the window had not called saved may come back or not."""
        self.file = None
        self.sitting.clear()

    @rule(step=st.sampled_from(STEPS), after=st.integers(0, 3), everywhere=st.booleans())
    def the_disk_begins_to_fail(self, step: str, after: int, everywhere: bool) -> None:
        left = [after]

        def fails(kind: str, path: Path) -> bool:
            if kind != step or not (everywhere or "work" in path.parts):
                return False
            left[0] -= 1
            return left[0] < 0

        self.disk.fails = fails

    @rule()
    def the_disk_is_well_again(self) -> None:
        self.disk.fails = lambda _kind, _path: False

    @precondition(lambda self: self.edits < 2 and self.path.exists())
    @rule()
    def somebody_edits_the_file(self) -> None:
        self.edits += 1
        area = json.dumps(BASE[0].value)
        edited = f"edited {self.edits}"
        raw = self.path.read_bytes()
        for old in (area, *(json.dumps(f"edited {number}") for number in range(1, self.edits))):
            raw = raw.replace(old.encode(), json.dumps(edited).encode())
        self.path.write_bytes(raw)
        self.edited = raw

    @invariant()
    def everything_saved_is_there(self) -> None:
        if not self.path.exists():
            return
        seen = look(self.root, self.path)
        assert seen.trouble == ""
        there = {json.loads(one)["id"] for one in (*seen.entries, *seen.aside)}
        if self.file is not None and self.file.path != self.path:
            there |= {json.loads(one)["id"] for one in look(self.root, self.file.path).entries}
        assert self.saved <= there
        assert there <= self.said.keys()
        allowed = {said(entry) for entry in self.said.values()}
        strangers = [one for one in seen.entries if one not in allowed]
        assert all(self.edits and json.loads(one)["value"].startswith("edited") for one in strangers)
        assert seen.main != self.edited or seen.notices

    def teardown(self) -> None:
        self.disk.fails = lambda _kind, _path: False
        self.kill()
        shutil.rmtree(self.root)


def test_any_life_of_a_file(long_faults: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDWORK_HOME", "unused")
    examples, steps = (400, 40) if long_faults else (25, 20)
    machine = settings(max_examples=examples, stateful_step_count=steps, deadline=None)
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(Store, settings=machine)
