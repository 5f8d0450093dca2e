from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest
from builders import CASE_07, CASE_08
from cli.running import Refused, Run

from fieldwork.programme.loading import programme_to_dict
from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.workspace import Workspace


@pytest.fixture
def team(small: Path) -> tuple[Path, Path]:
    """Two copies of one inspection in which two inspectors went on."""
    files = (small.with_name("jn.json"), small.with_name("mb.json"))
    for path, by, answer in zip(files, ("JN", "MB"), ("yes", "no"), strict=True):
        shutil.copy(small, path)
        with Workspace.open(path, by) as workspace:
            workspace.answer(CASE_07, "1.1.1", answer)
            workspace.answer(CASE_08, "1.1.10" if by == "JN" else "1.2.1", "yes")
    return files


def test_a_merge_keeps_everything_and_lists_what_is_disputed(fieldwork: Run, team: tuple[Path, Path]):
    before = [path.read_bytes() for path in team]
    out = team[0].with_name("out.json")
    done = fieldwork("merge", out, *team)
    assert (done.status, done.err) == (0, "")
    assert "Merged 2 files into" in done.out
    assert "Disputed: 1\n  case 07 · 1.1.1: " in done.out
    assert "JN yes (" in done.out
    assert "MB no (" in done.out
    assert [path.read_bytes() for path in team] == before
    with Workspace.open(out, "X", write=False) as workspace:
        assert workspace.record.disputed(CASE_07, "answer:1.1.1")
        answers = workspace.judgements(CASE_08)
        assert (answers["1.1.10"].answer, answers["1.2.1"].answer) == ("yes", "yes")


def test_the_order_and_doing_it_twice_make_no_difference(fieldwork: Run, team: tuple[Path, Path], in_folder: Path):
    fieldwork("merge", "one.json", *team)
    fieldwork("merge", "two.json", *reversed(team), team[0])
    fieldwork("merge", "three.json", "two.json", "one.json")
    contents = [(in_folder / f"{name}.json").read_bytes() for name in ("one", "two", "three")]
    assert contents[0] == contents[1] == contents[2]


def test_a_merge_works_while_a_colleague_writes(fieldwork: Run, team: tuple[Path, Path], in_folder: Path):
    with Workspace.open(team[0], "JN"):
        assert fieldwork("merge", "out.json", *team).status == 0


def test_two_cases_with_one_reference_are_listed(fieldwork: Run, team: tuple[Path, Path], in_folder: Path):
    (in_folder / "x.csv").write_text("case\n11\n")
    for path in team:
        fieldwork("import", path, "--cases", "x.csv")
    assert "The same name twice: 1\n  case 11: 2 of them\n" in fieldwork("merge", "out.json", *team).out


def test_what_cannot_be_merged_leaves_nothing_behind(
    fieldwork: Run, refused: Refused, team: tuple[Path, Path], in_folder: Path
):
    fieldwork("new", "other.json", "--programme", "sqs-2013", "--area", "Dorset")
    (in_folder / "empty.json").touch()
    before = {path.name: path.read_bytes() for path in in_folder.rglob("*") if path.is_file()}
    assert "two inspections" in refused("merge", "out.json", team[0], "other.json")
    assert "empty.json is empty" in refused("merge", "out.json", team[0], "empty.json")
    assert "There is no file" in refused("merge", "out.json", team[0], "none.json")
    assert "already there" in refused("merge", team[0], *team)
    assert "already there" in refused("merge", in_folder, *team)
    assert {path.name: path.read_bytes() for path in in_folder.rglob("*") if path.is_file()} == before


def test_a_programme_that_was_revised_differently_is_listed_and_the_later_revision_counts(
    fieldwork: Run, small: Path, in_folder: Path
):
    for by in ("JN", "MB"):
        shutil.copy(small, f"{by}.json")
        with Workspace.open(Path(f"{by}.json"), by) as workspace:
            definition = programme_to_dict(dataclasses.replace(workspace.programme, title=f"As {by} has it"))
            workspace.say([Statement("programme/small", names.DEFINITION, definition)])
    done = fieldwork("merge", "out.json", "JN.json", "MB.json")
    assert (done.status, done.err) == (0, "")
    assert "Disputed: 1\n  programme small · definition: " in done.out
    assert "is used as revised last, until somebody settles it" in done.out
    assert fieldwork("check", "out.json").status == 0
    assert fieldwork("scores", "out.json").status == 0
    with Workspace.open(Path("out.json"), "X", write=False) as workspace:
        assert workspace.programme.title in ("As JN has it", "As MB has it")
        assert workspace.record.disputed("programme/small", names.DEFINITION)
