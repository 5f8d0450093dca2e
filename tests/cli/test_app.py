from __future__ import annotations

from pathlib import Path

import pytest
from cli.running import Refused, Run

from fieldwork.cli.app import SAMPLES, private_copy
from fieldwork.paths import data_folder
from fieldwork.settings import change_settings

Started = list[tuple[Path | None, str, bytes, str | None, bool]]
"""File, initials, what is in the file, the case to begin in, whether initials are asked."""
SHIPPED = [name for name, file in SAMPLES.items() if (data_folder() / "samples" / file).is_file()]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """What the app was started with, in place of the app; there is a terminal."""
    import fieldwork.tui.running as tui

    calls: Started = []

    def run(path: Path | None, by: str, *, ask_initials: bool = False, case: str | None = None) -> int:
        calls.append((path, by, path.read_bytes() if path else b"", case, ask_initials))
        return 0

    monkeypatch.setattr(tui, "run", run)
    monkeypatch.setattr("fieldwork.cli.app.terminal_attached", lambda: True)
    return calls


def test_without_a_terminal_there_is_no_app(refused: Refused, small: Path):
    assert "The app needs a terminal" in refused()
    assert f"fieldwork scores {small} prints its scores" in refused("open", small)


def test_open_starts_the_app_on_the_file(fieldwork: Run, small: Path, started: Started):
    assert fieldwork("open", small, "--by", "jn").status == 0
    assert fieldwork("open", small, "--case", "7").status == 0
    assert fieldwork().status == 0
    (first, second, third) = started
    assert (first[:2], first[3]) == ((small, "JN"), None)
    assert second[3] == "7"
    assert third[0] is None


def test_the_first_start_asks_for_initials_unless_they_are_given_or_set(fieldwork: Run, small: Path, started: Started):
    for arguments in (("open", small), (), ("open", small, "--by", "jn"), ("demo",)):
        assert fieldwork(*arguments).status == 0
    change_settings(by="KM")
    assert fieldwork("open", small).status == 0
    assert [asked for *_, asked in started] == [True, True, False, False, False]


@pytest.mark.parametrize("sample", SHIPPED)
def test_a_demo_without_a_terminal_prints_the_samples_scores(fieldwork: Run, sample: str):
    done = fieldwork("demo", sample)
    assert (done.status, done.err) == (0, "")
    assert done.out.lower().startswith(sample)
    assert "synthetic" in done.out.lower()


def test_a_demo_works_on_a_private_copy_that_is_gone_afterwards(fieldwork: Run, home: Path, started: Started):
    sample = data_folder() / "samples" / SAMPLES["stockport"]
    before = sample.read_bytes()
    assert fieldwork("demo", "--by", "jn").status == 0
    ((path, by, content, _, asked),) = started
    assert path is not None
    assert home in path.parents
    assert (by, content, asked) == ("JN", before, False)
    assert not path.parent.exists()
    assert sample.read_bytes() == before


def test_a_copy_is_gone_even_after_an_error(tmp_path: Path):
    sample = tmp_path / "sample.json"
    sample.write_text("{}")
    folders: list[Path] = []

    def fail() -> None:
        with private_copy(sample) as copy:
            copy.with_name("journal").touch()
            folders.append(copy.parent)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert [folder.exists() for folder in folders] == [False]
