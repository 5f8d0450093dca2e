"""Every test of the app has its own home, its own files, and a terminal with colours."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import answered, case_id, sitting, small_record

from fieldwork.paths import data_folder
from fieldwork.record import names
from fieldwork.record.entry import Entry
from fieldwork.store import write_new
from fieldwork.workspace import Workspace

TEN = [f"{number:02}" for number in range(7, 17)]
"""The references of the cases in `ten`."""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> Path:
    """Settings, recent files and new inspections of this test only."""
    folder = tmp_path / "home"
    monkeypatch.setenv("FIELDWORK_HOME", str(folder))
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    return folder


@pytest.fixture(autouse=True)
def nothing_left_alone() -> Iterator[None]:
    """Let the collector free what an app told it to leave alone: one app is a process, all tests are one."""
    yield
    gc.unfreeze()


@pytest.fixture
def small_file(tmp_path) -> Path:
    """The small inspection of `builders`: cases 07 and 08, nothing judged."""
    path = tmp_path / "small.json"
    write_new(path, small_record())
    return path


@pytest.fixture
def small(small_file):
    """The small inspection, open."""
    with Workspace.open(small_file, "JN") as workspace:
        yield workspace


def sample(name: str, tmp_path: Path) -> Path:
    """A copy of a sample that ships with fieldwork."""
    path = tmp_path / f"{name}.json"
    shutil.copyfile(data_folder() / "samples" / path.name, path)
    return path


def undecided(name: str, tmp_path: Path) -> Path:
    """A copy of a sample as it was before anybody decided on a finding or wrote a word of the report."""
    with Workspace.open(data_folder() / "samples" / f"{name}.json", "JN", write=False) as shipped:
        entries = [entry for entry in shipped.record if not _is_of_the_report(entry)]
    path = tmp_path / f"{name}.json"
    write_new(path, entries)
    return path


def _is_of_the_report(entry: Entry) -> bool:
    kind = entry.subject.partition("/")[0]
    return kind in ("finding", "report", "recommendation") or entry.field in (
        names.LEAD,
        names.PUBLICATION,
        names.FOREWORD_DATE,
    )


@pytest.fixture
def stockport_undecided(tmp_path):
    """The Stockport sample before its report was begun, open."""
    with Workspace.open(undecided("stockport-2009", tmp_path), "JN") as workspace:
        yield workspace


@pytest.fixture
def stockport(tmp_path):
    """The Stockport sample, open."""
    with Workspace.open(sample("stockport-2009", tmp_path), "JN") as workspace:
        yield workspace


@pytest.fixture
def dorset(tmp_path):
    """The Dorset sample, open."""
    with Workspace.open(sample("dorset-2013", tmp_path), "JN") as workspace:
        yield workspace


@pytest.fixture
def ten(tmp_path):
    """Ten cases with eight good answers to 1.1.1, and two that are not."""
    record = small_record(cases=TEN)
    maker = sitting("JN", "answers")
    for place, reference in enumerate(TEN):
        answered(record, maker, case_id(reference), q1_1_1="yes" if place < 8 else "no")
    path = tmp_path / "ten.json"
    write_new(path, record)
    with Workspace.open(path, "JN") as workspace:
        yield workspace
