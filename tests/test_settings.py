"""Settings and recent files: kept between sittings, and never in the way when they are broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.errors import BadInputError
from fieldwork.settings import (
    MOST_RECENT,
    Settings,
    change_settings,
    checked_initials,
    default_initials,
    load_settings,
    recent_files,
    remember_file,
    settings_file,
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FIELDWORK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_without_a_file_the_defaults_hold():
    assert load_settings() == Settings()


def test_what_is_changed_is_there_the_next_time_and_the_rest_stays():
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text('by = "JN"\n', "utf-8")
    change_settings(theme="fieldwork-light")
    assert load_settings() == Settings(by="JN", theme="fieldwork-light")
    assert default_initials() == "JN"


@pytest.mark.parametrize("broken", [b"by = ", b"\xff\xfe", b"[keys\n"])
def test_a_broken_file_is_said_and_left_as_it_is(broken: bytes):
    settings_file().parent.mkdir(parents=True)
    settings_file().write_bytes(broken)
    assert "cannot be read" in load_settings().complaint
    change_settings(by="MB")
    assert settings_file().read_bytes() == broken


@pytest.mark.parametrize("wrong", ["by = 7\ntheme = []", 'by = "too long to be initials"', "theme = {a = 1}"])
def test_values_of_the_wrong_kind_count_as_unset(wrong: str):
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text(wrong, "utf-8")
    assert load_settings() == Settings()


def test_initials_are_capitals_and_short():
    assert checked_initials(" jn\n") == "JN"
    for wrong in ("", "J N", "ABCDEFGHI", "\x1b[2J", "J/N"):
        with pytest.raises(BadInputError, match="1 to 8 letters or digits"):
            checked_initials(wrong)


@given(st.text())
def test_any_initials_are_recorded_or_refused(text: str):
    try:
        initials = checked_initials(text)
    except BadInputError:
        return
    assert 1 <= len(initials) <= 8 or len(initials.lower()) <= 8
    assert initials.isalnum()


def test_recent_files_newest_first_without_those_that_are_gone(tmp_path: Path):
    paths = [tmp_path / f"{n}.json" for n in range(MOST_RECENT + 3)]
    for path in paths:
        path.touch()
        remember_file(path)
    remember_file(paths[5])
    assert recent_files()[:2] == (paths[5], paths[-1])
    assert len(recent_files()) == MOST_RECENT
    paths[-1].unlink()
    assert paths[-1] not in recent_files()


def test_broken_recent_files_count_as_none(home: Path):
    (home / "state").mkdir(parents=True)
    (home / "state" / "recent.json").write_text("{", "utf-8")
    assert recent_files() == ()
