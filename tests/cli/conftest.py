"""An inspection of the small programme as a file, and the command line called in this process."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import small_record
from cli.running import Done, Refused, Run

from fieldwork.__main__ import main
from fieldwork.store import write_new


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own; no colour, 80 columns."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("FIELDWORK_HOME", str(folder))
    monkeypatch.setenv("COLUMNS", "80")
    return folder


@pytest.fixture
def fieldwork(capsys: pytest.CaptureFixture[str]) -> Run:
    """Call `fieldwork` with arguments."""

    def run(*arguments: object) -> Done:
        status = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Done(status, out, err)

    return run


@pytest.fixture
def refused(fieldwork: Run) -> Refused:
    """Call `fieldwork` with arguments that it refuses: exit status 2 and one sentence or two, which are given."""

    def run(*arguments: object, status: int = 2) -> str:
        done = fieldwork(*arguments)
        assert done.status == status, done
        assert done.out == ""
        assert done.err.startswith("fieldwork: ")
        assert done.err.endswith((".\n", "…\n"))
        assert done.err.count("\n") == 1
        assert "Traceback" not in done.err
        assert "\x1b" not in done.err
        return done.err

    return run


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """An inspection file of the small programme with the cases 07 and 08."""
    path = tmp_path / "small.json"
    write_new(path, small_record())
    return path


@pytest.fixture
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which commands are called in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
