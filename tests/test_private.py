"""Everything that fieldwork makes is its owner's alone: files 0600, folders 0700, whatever the umask."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builders import CASE_07, answered, sitting, small_record
from store.damage import crashed

from fieldwork.__main__ import main
from fieldwork.cli.app import private_copy
from fieldwork.cli.files import write_files
from fieldwork.errors import FieldworkError
from fieldwork.paths import data_folder, make_private, write_private
from fieldwork.record.entry import entry_to_dict
from fieldwork.record.record import Record
from fieldwork.settings import change_settings, load_settings, recent_files, remember_file
from fieldwork.store.backups import backups
from fieldwork.store.disk import DISK
from fieldwork.store.emergency import Emergency
from fieldwork.store.names import backups_folder, journal_path
from fieldwork.workspace import Workspace


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def _umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FIELDWORK_HOME", str(tmp_path / "new" / "home"))
    return tmp_path / "new" / "home"


def _open_to_others(folder: Path) -> list[str]:
    return [
        f"{path} {stat.S_IMODE(path.stat().st_mode):04o}"
        for path in folder.rglob("*")
        if stat.S_IMODE(path.stat().st_mode) != (0o700 if path.is_dir() else 0o600)
    ]


@pytest.mark.usefixtures("_umask")
def test_every_file_of_the_command_line_and_the_app_is_private(tmp_path: Path, home: Path):
    folder = make_private(tmp_path / "new" / "work")
    file = folder / "a.json"

    def run(*arguments: object, status: int = 0) -> None:
        assert main([str(one) for one in arguments]) == status

    write_private(folder / "cases.csv", b"case\n01\n02\n")
    write_private(folder / "judgements.csv", b"case,question,answer,note\n01,1.1.1,yes,late\n")
    run("new", file, "--programme", "cci-2009", "--area", "Ayton", "--cases", folder / "cases.csv", "--by", "JN")
    run("import", file, "--judgements", folder / "judgements.csv", "--by", "JN")
    run("export", file, "--to", folder / "deep" / "tables")
    run("export", file, "--to", folder / "a.xlsx")
    run("report", file, "--to", folder / "a.md")
    run("merge", folder / "m.json", file, file)
    run("backups", file, "--restore", "1")
    write_private(folder / "torn.json", file.read_bytes()[:-40])
    run("check", folder / "torn.json", "--repair", status=1)
    change_settings(by="JN")
    remember_file(file)
    assert load_settings().by == "JN"
    assert recent_files() == (file,)
    with private_copy(data_folder() / "samples" / "dorset-2013.json") as copy:
        with Workspace.open(copy, "JN") as workspace:
            workspace.note("x")
        assert backups(copy)
        assert _open_to_others(tmp_path / "new") == []
    with Workspace.open(file, "JN") as workspace:
        workspace.note("x")
        assert workspace.flush().saved
        assert journal_path(file).exists()
        assert _open_to_others(tmp_path / "new") == []
    assert backups_folder(file).is_dir()
    assert _open_to_others(tmp_path / "new") == []


@pytest.mark.usefixtures("_umask")
def test_journals_kept_after_a_crash_and_on_the_laptop_are_private(tmp_path: Path, home: Path):
    record = small_record()
    folder = make_private(tmp_path / "new" / "work")
    file = folder / "x.json"
    from fieldwork.store import write_new

    write_new(file, record)
    crashed(file, record)
    kept = Emergency(DISK, file, record.subjects("inspection")[0])
    assert kept.keep([entry_to_dict(one) for one in answered(Record(record), sitting(name="e"), CASE_07, q1_1_1="no")])
    assert kept.path.is_relative_to(home)
    assert _open_to_others(tmp_path / "new") == []


def test_a_folder_that_cannot_be_made_is_told_and_settings_do_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "file").write_bytes(b"")
    for wrong in (tmp_path / "file" / "under", tmp_path / "a\0b"):
        with pytest.raises(FieldworkError, match="Cannot make the folder"):
            make_private(wrong)
    monkeypatch.setenv("FIELDWORK_HOME", str(tmp_path / "file" / "home"))
    change_settings(by="JN")
    remember_file(tmp_path / "file")
    assert recent_files() == ()


@pytest.mark.parametrize("write", [write_private, lambda path, content: write_files({path: content}, force=True)])
def test_what_is_written_to_a_link_goes_where_it_leads(tmp_path: Path, write: Callable[[Path, bytes], None]):
    (tmp_path / "share").mkdir()
    real, link, circle = tmp_path / "share/report.md", tmp_path / "report.md", tmp_path / "circle.md"
    real.write_bytes(b"old")
    link.symlink_to(real)
    circle.symlink_to(circle)
    write(link, b"new")
    write(circle, b"new")
    assert link.is_symlink()
    assert (real.read_bytes(), circle.read_bytes()) == (b"new", b"new")
    assert stat.S_IMODE(real.stat().st_mode) == 0o600


@pytest.mark.parametrize("error", [OSError("no"), KeyboardInterrupt("no")])
def test_a_private_file_is_replaced_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
):
    path = tmp_path / "x"
    write_private(path, b"old")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(type(error), match="no"):
        write_private(path, b"new")
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["x"]
