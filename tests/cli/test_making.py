from __future__ import annotations

from pathlib import Path

import pytest
from cli.running import Refused, Run

from fieldwork.settings import change_settings
from fieldwork.workspace import Workspace


def test_a_new_inspection_holds_programme_area_and_cases(fieldwork: Run, tmp_path: Path):
    cases = tmp_path / "cases.csv"
    cases.write_text("case,phases,sex\n01,both,male\n02,custody,female\n")
    path = tmp_path / "new.json"
    done = fieldwork(
        "new", path, "--programme", "cci-2009", "--area", "Stock\x1b[31mport", "--cases", cases, "--by", "jn"
    )
    assert done.status == 0
    assert done.out.endswith("Stock[31mport, 2 cases.\n")
    with Workspace.open(path, "X", write=False) as workspace:
        assert workspace.programme.id == "cci-2009"
        assert workspace.inspection.area == "Stock[31mport"
        assert [(case.reference, case.phases) for case in workspace.cases] == [("01", "both"), ("02", "custody")]
        assert {entry.by for entry in workspace.record} == {"JN"}
        assert set(workspace.inspection.questionnaires) == set(workspace.programme.questionnaires)


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["--programme", "nope", "--area", "X"], "There is no programme 'nope'; there are: cci-2009, sqs-2013."),
        (["--programme", "nope.toml", "--area", "X"], "nope.toml cannot be read"),
        (["--programme", "cci-2009", "--area", " \x1b"], "--area should be the name of the area"),
        (["--programme", "cci-2009", "--area", "X", "--by", "J.N."], "Initials are 1 to 8 letters or digits"),
        (["--programme", "cci-2009", "--area", "X", "--by", ""], "Initials are 1 to 8 letters or digits"),
        (["--programme", "cci-2009", "--area", "X", "--cases", "none.csv"], "none.csv cannot be read"),
        (["--programme", "cci-2009", "--area", "X", "--cases", "bad.csv"], "bad.csv, line 2, column phases"),
    ],
)
def test_what_cannot_be_made_leaves_nothing_behind(
    refused: Refused, in_folder: Path, arguments: list[str], wanted: str
):
    Path("bad.csv").write_text("case,phases\n01,none\n")
    assert wanted in refused("new", "new.json", *arguments)
    assert [path.name for path in in_folder.iterdir()] == ["bad.csv"]


def test_a_file_that_is_there_is_left_as_it_is(refused: Refused, small: Path):
    before = small.read_bytes()
    assert "already there" in refused("new", small, "--programme", "cci-2009", "--area", "X")
    assert "already there" in refused("new", small.parent, "--programme", "cci-2009", "--area", "X")
    assert small.read_bytes() == before


def test_the_folder_has_to_be_there(refused: Refused, tmp_path: Path):
    assert "Cannot write" in refused("new", tmp_path / "no" / "x.json", "--programme", "cci-2009", "--area", "X")


def test_the_initials_are_those_of_the_settings(fieldwork: Run, tmp_path: Path):
    change_settings(by="KO")
    fieldwork("new", tmp_path / "new.json", "--programme", "sqs-2013", "--area", "Dorset")
    with Workspace.open(tmp_path / "new.json", "X", write=False) as workspace:
        assert {entry.by for entry in workspace.record} == {"KO"}


def test_a_programme_of_ones_own_needs_no_code(fieldwork: Run, tmp_path: Path):
    from fieldwork.programme.loading import shipped_programmes

    own = tmp_path / "own.toml"
    text = shipped_programmes()["sqs-2013"].read_text("utf-8")
    own.write_text(text.replace('id = "sqs-2013"', 'id = "own-2014"', 1), "utf-8")
    assert fieldwork("new", tmp_path / "new.json", "--programme", own, "--area", "X").status == 0
    assert '"programme": "own-2014"' in fieldwork("scores", tmp_path / "new.json", "--json").out
