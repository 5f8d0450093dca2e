"""`fieldwork questionnaires`."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from builders import item
from cli.running import Refused, Run
from exchange.forms import YES_NO, book

from fieldwork.exchange.xlsform_writing import xlsform_of
from fieldwork.programme.loading import (
    find_questionnaire,
    load_questionnaire,
    questionnaire_from_dict,
    shipped_questionnaires,
)
from fieldwork.programme.models import Condition
from fieldwork.programme.writing import questionnaire_to_toml
from fieldwork.workspace import Workspace

CHILDREN = find_questionnaire("children-2009")


@pytest.fixture
def inspection(fieldwork: Run, tmp_path: Path) -> Path:
    path = tmp_path / "ayton.json"
    fieldwork("new", path, "--programme", "cci-2009", "--area", "Ayton", "--by", "JN")
    returns = tmp_path / "r.csv"
    returns.write_text("serial,q1,q2\n1,1,2\n2,2,\n", "utf-8")
    fieldwork("import", path, "--returns", returns, "--questionnaire", "children-2009", "--by", "JN")
    return path


@pytest.fixture
def real(tmp_path: Path) -> Path:
    path = tmp_path / "real.xlsx"
    rows = [
        ("type", "name", "label::English", "label::Cymraeg", "relevant"),
        ("select_one yn", "q1", "Well?", "Iawn?", ""),
        ("text", "q2", "Why?", "Pam?", "${q1} = 'no'"),
        ("geopoint", "q3", "Where?", "Ble?", ""),
    ]
    choices = [("list_name", "name", "label"), ("yn", "yes", "Yes"), ("yn", "no", "No")]
    path.write_bytes(book(survey=rows, choices=choices))
    return path


def test_what_ships_is_listed(fieldwork: Run):
    lines = fieldwork("questionnaires").out.splitlines()
    assert [one.split()[0] for one in lines] == list(shipped_questionnaires())
    assert lines[1].endswith("15 items")


def test_one_is_shown_with_its_options_and_skips(fieldwork: Run, tmp_path: Path, inspection: Path):
    out = fieldwork("questionnaires", "show", "children-2009").out
    assert all(one.text.split()[0] in out for one in CHILDREN.items)
    assert fieldwork("questionnaires", "show", "children-2009", inspection).out == out
    form = dataclasses.replace(
        CHILDREN, items=(CHILDREN.items[0], dataclasses.replace(item("z"), asked_when=(Condition("q1", ("1", "2")),)))
    )
    path = tmp_path / "z.toml"
    path.write_text(questionnaire_to_toml(form), "utf-8")
    assert "asked only where q1 is 1 or 2" in fieldwork("questionnaires", "show", path).out
    assert questionnaire_from_dict(json.loads(fieldwork("questionnaires", "show", path, "--json").out), "it") == form


def test_a_workbook_is_checked_and_every_place_named(fieldwork: Run, real: Path):
    result = fieldwork("questionnaires", "check", real)
    assert result.status == 1
    out = " ".join(result.out.split())
    assert "✗ sheet survey, row 4, column type: found 'geopoint', expected select_one" in out
    assert "· sheet choices, row 2, column name: found the names 'yes, no'" in out
    assert out.endswith(
        "real.xlsx can be taken but for 1 place: questionnaire real, 2 items, in English (and not in Cymraeg)."
    )


def test_what_ships_is_sound_as_toml_and_as_a_workbook(fieldwork: Run, tmp_path: Path):
    for ending in ("toml", "xlsx"):
        path = tmp_path / f"c.{ending}"
        assert "Exported children-2009" in fieldwork("questionnaires", "export", "children-2009", "--to", path).out
        assert path.stat().st_mode & 0o777 == 0o600
        assert fieldwork("questionnaires", "check", path).out.startswith(f"c.{ending} is sound: questionnaire children")
    there_and_back = tmp_path / "back.toml"
    fieldwork("questionnaires", "import", tmp_path / "c.xlsx", "--to", there_and_back)
    assert load_questionnaire(there_and_back) == CHILDREN


def test_an_import_writes_what_can_be_taken_and_says_what_not(fieldwork: Run, real: Path, tmp_path: Path):
    to = tmp_path / "real.toml"
    result = fieldwork("questionnaires", "import", real, "--to", to, "--language", "cymraeg")
    assert result.status == 1
    assert " ".join(result.out.split()).endswith(
        "2 items, in Cymraeg (and not in English); 1 place could not be taken."
    )
    form = load_questionnaire(to)
    assert (form.items[0].text, form.items[1].asked_when) == ("Iawn?", (Condition("q1", ("2",)),))


def test_nothing_is_written_over(fieldwork: Run, refused: Refused, tmp_path: Path):
    to = tmp_path / "c.toml"
    fieldwork("questionnaires", "export", "children-2009", "--to", to)
    assert "is already there" in refused("questionnaires", "export", "victims-2009", "--to", to)
    fieldwork("questionnaires", "export", "victims-2009", "--to", to, "--force")
    assert load_questionnaire(to).id == "victims-2009"


def test_one_is_added_once_and_undone(fieldwork: Run, refused: Refused, tmp_path: Path, inspection: Path):
    path = tmp_path / "f.xlsx"
    form = dataclasses.replace(CHILDREN, id="own-2010", title="Our own")
    path.write_bytes(xlsform_of(form))
    assert "Added own-2010" in fieldwork("questionnaires", "add", inspection, path, "--by", "MB").out
    assert "has a questionnaire 'own-2010' already" in refused("questionnaires", "add", inspection, path, "--by", "MB")
    with Workspace.open(inspection, "MB") as workspace:
        assert workspace.inspection.questionnaires["own-2010"] == form
        workspace.undo()
        assert "own-2010" not in workspace.inspection.questionnaires


def test_one_that_ships_is_added_by_its_id(fieldwork: Run, inspection: Path):
    assert (
        "case-managers-2013" in fieldwork("questionnaires", "add", inspection, "case-managers-2013", "--by", "MB").out
    )
    with Workspace.open(inspection, "MB") as workspace:
        found = workspace.inspection.questionnaires["case-managers-2013"]
    assert found == find_questionnaire("case-managers-2013")


def test_a_workbook_with_a_loss_is_not_added(refused: Refused, real: Path, inspection: Path):
    said = refused("questionnaires", "add", inspection, real, "--by", "MB")
    assert said.startswith(
        "fieldwork: real.xlsx cannot be taken whole (1 loss). sheet survey, row 4, column type: found 'geopoint'"
    )


def test_a_revision_is_shown_first_and_recorded_with_yes(fieldwork: Run, tmp_path: Path, inspection: Path):
    new = dataclasses.replace(CHILDREN, items=CHILDREN.items[1:])
    path = tmp_path / "new.toml"
    path.write_text(questionnaire_to_toml(new), "utf-8")
    before = inspection.read_bytes()
    out = fieldwork("questionnaires", "revise", inspection, path, "--by", "MB").out
    assert "q1: is gone: 2 forms have answers that are kept and no longer counted" in out
    assert "Nothing was recorded. --yes records" in out
    assert inspection.read_bytes() == before
    assert "Revised children-2009" in fieldwork("questionnaires", "revise", inspection, path, "--yes", "--by", "MB").out
    assert "nothing was changed" in fieldwork("questionnaires", "revise", inspection, path, "--yes", "--by", "MB").out
    with Workspace.open(inspection, "MB") as workspace:
        assert workspace.inspection.questionnaires["children-2009"] == new
        workspace.undo()
        assert workspace.inspection.questionnaires["children-2009"] == CHILDREN


def test_what_the_inspection_has_not_cannot_be_revised(refused: Refused, tmp_path: Path, inspection: Path):
    path = tmp_path / "f.toml"
    path.write_text(questionnaire_to_toml(dataclasses.replace(CHILDREN, id="other")), "utf-8")
    assert "has no questionnaire 'other'" in refused("questionnaires", "revise", inspection, path, "--by", "MB")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"type,name", "a.csv should end in .toml or .xlsx; these ship: case-managers-2013, "),
        ("a.xlsx", b"type,name", "is not an Excel workbook"),
        ("a.toml", b"id = ", "is not TOML"),
        ("a.xlsx", book(survey=[("type", "name", "label")], choices=YES_NO), "holds nothing that can be keyed"),
    ],
)
def test_what_is_no_definition_is_one_sentence(refused: Refused, tmp_path: Path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content)
    assert words in refused("questionnaires", "check", path)
