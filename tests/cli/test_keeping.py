"""`backups`, `where` and `doctor`."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from builders import CASE_07
from cli.running import Refused, Run

import fieldwork
from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.workspace import Workspace


@pytest.fixture
def kept(small: Path) -> Path:
    for answer in ("yes", "no"):
        with Workspace.open(small, "JN") as workspace:
            workspace.answer(CASE_07, "1.1.1", answer)
    return small


def _answer(path: Path) -> object:
    with Workspace.open(path, "JN", write=False) as workspace:
        return workspace.record.value(CASE_07, "answer:1.1.1")


def test_backups_are_listed_newest_first(fieldwork: Run, kept: Path):
    lines = fieldwork("backups", kept).out.splitlines()
    assert lines[0] == f"Backups of {kept}, newest first"
    assert [one.split()[0] for one in lines[1:]] == ["1", "2"]
    assert [one.split(" entries")[0].rsplit(maxsplit=1)[-1] for one in lines[1:]] == ["9", "8"]
    assert all(one.endswith(".json") for one in lines[1:])


def test_going_back_says_what_is_kept(fieldwork: Run, refused: Refused, kept: Path):
    done = fieldwork("backups", kept, "--restore", "1")
    assert (done.status, done.err) == (0, "")
    assert f"{kept} is again as in " in done.out
    assert "What stood there is kept in " in done.out
    assert _answer(kept) == "yes"
    assert fieldwork("backups", kept).out.splitlines()[1].endswith("-replaced.json")
    fieldwork("backups", kept, "--restore", "1")
    assert _answer(kept) == "no"
    assert "There is no backup '9'" in refused("backups", kept, "--restore", "9")
    with Workspace.open(kept, "MB"):
        assert "open in another window" in refused("backups", kept, "--restore", "1")


def test_going_back_elsewhere_leaves_the_file(fieldwork: Run, refused: Refused, kept: Path):
    other = kept.with_name("other.json")
    assert f"{kept} was left as it is." in fieldwork("backups", kept, "--restore", "2", "--to", other).out
    assert (_answer(kept), _answer(other)) == ("no", None)
    assert "already there" in refused("backups", kept, "--restore", "2", "--to", other)
    assert "--to goes with --restore" in refused("backups", kept, "--to", other)


def test_backups_outlive_the_file(fieldwork: Run, refused: Refused, kept: Path):
    kept.unlink()
    assert fieldwork("backups", kept).status == 0
    fieldwork("backups", kept, "--restore", "1")
    assert _answer(kept) == "yes"
    assert "There are no backups of" in refused("backups", kept.with_name("none.json"), status=1)


def test_where_shows_every_path_and_makes_none(fieldwork: Run, kept: Path, home: Path):
    before = sorted(home.rglob("*"))
    out = fieldwork("where", kept).out
    for path in (home / "settings.toml", home / "state" / "recent.json", home / "state" / "emergency"):
        assert f"{path}  (not there)" in out
    assert f"{kept}.backups\n" in out
    assert f"{kept}.journal  (not there)" in out
    assert sorted(home.rglob("*")) == before
    assert fieldwork("where").out == out[: out.index(f"\n{kept}\n")]
    assert fieldwork("where", "\x1b[31m\n\0").status == 0


_CHILD = "Kylie-Ann"


def test_doctor_tells_the_health_of_a_file_and_not_a_word_of_it(fieldwork: Run, refused: Refused, kept: Path):
    path = kept.with_name(f"{_CHILD}.json")
    kept.rename(path)
    with Workspace.open(path, "XQZ") as workspace:
        workspace.note(f"{_CHILD} said so", case=CASE_07)
        workspace.say(
            [Statement(CASE_07, names.REFERENCE, _CHILD), Statement(workspace.inspection.id, "area", "Ayton")]
        )
    out = fieldwork("doctor", path).out
    for wanted in ("fieldwork: ", "Python: ", "textual: ", "tinydb: ", "TERM: ", "problems: none", "backups: 1 backup"):
        assert wanted in out
    path.write_bytes(path.read_bytes()[:-60])
    out += fieldwork("doctor", path).out
    assert "(fieldwork check FILE lists them)" in out
    for word in (_CHILD, "Ayton", "Smalltown", "XQZ", "1.1.1", "Small inspection", "case/"):
        assert word not in out
    assert all(one.isprintable() for one in out.splitlines())
    assert "There is no file" in refused("doctor", kept)
    assert fieldwork("doctor").status == 0


def test_nothing_in_fieldwork_logs():
    """There is no log that a case could leak into, and nobody starts one unseen."""
    for path in Path(fieldwork.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names_ = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names_ += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.partition(".")[0] for name in names_} & {"logging", "syslog", "traceback"}, path
