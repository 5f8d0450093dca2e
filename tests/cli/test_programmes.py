from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.running import Refused, Run

from fieldwork.programme.loading import find_programme, shipped_programmes, shipped_questionnaires


def test_the_programmes_are_listed(fieldwork: Run):
    lines = fieldwork("programmes").out.splitlines()
    assert [line.split()[0] for line in lines] == ["cci-2009", "sqs-2013"]
    assert lines[0].endswith("138 questions")


@pytest.mark.parametrize("programme_id", ["cci-2009", "sqs-2013"])
def test_the_json_is_that_of_the_contract(fieldwork: Run, programme_id: str):
    found = json.loads(fieldwork("programmes", "show", programme_id, "--json").out)
    programme = find_programme(programme_id)
    assert list(found) == ["id", "title", "questions", "bands"]
    assert (found["id"], found["title"]) == (programme.id, programme.title)
    assert [one["id"] for one in found["questions"]] == [one.id for one in programme.questions]
    assert list(found["questions"][0]) == ["id", "section", "criterion", "threads", "text"]
    assert [band["start"] for band in found["bands"]] == [band.start for band in programme.bands]


def test_the_text_shows_every_question_and_what_is_assumed(fieldwork: Run):
    out = fieldwork("programmes", "show", "cci-2009").out
    programme = find_programme("cci-2009")
    starts = [line.split()[0] for line in out.splitlines() if line.startswith("  ")]
    assert set(programme.question) <= set(starts)
    assert "assumed" in out
    assert "from 60%  MODERATE     proven" in out


def test_an_unknown_programme_is_refused(refused: Refused):
    assert "There is no programme 'nope'; there are: cci-2009, sqs-2013." in refused("programmes", "show", "nope")


@pytest.mark.parametrize("path", [*shipped_programmes().values(), *shipped_questionnaires().values()])
def test_what_ships_is_sound(fieldwork: Run, path: Path):
    assert fieldwork("programmes", "check", path).out.startswith(f"{path.name} is sound: ")


RULE = '\n[questions.rule]\nparent = "{parent}"\nopens_on = ["yes"]\notherwise = "na"\nsource = "assumed"\n'
QUESTION = """
[[questions]]
id = "{id}"
criterion = "1"
threads = []
text = "Is it so?"
phase = "any"
good = "yes"
source = "assumed"
wordings = {{ positive = "In {{share}} of cases it was so.", negative = "In {{share}} of cases it was not so." }}
{rule}
"""


def with_rules(*rules: tuple[str, str]) -> str:
    text = shipped_programmes()["sqs-2013"].read_text("utf-8")
    return text + "".join(QUESTION.format(id=id_, rule=RULE.format(parent=parent)) for id_, parent in rules)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (with_rules(("9.1", "9.9")), "rule of 9.1: its parent is '9.9'; expected the id of a question"),
        (with_rules(("9.1", "9.2"), ("9.2", "9.1")), "run in a circle (9.1 → 9.2 → 9.1)"),
        (with_rules(("9.1", "9.1")), "circle"),
        ("id = ", "is not TOML"),
        ("", "x.toml"),
        ("items = []", "x.toml"),
    ],
)
def test_a_definition_that_does_not_hold_together_is_refused(refused: Refused, in_folder: Path, text: str, wanted: str):
    (in_folder / "x.toml").write_text(text, "utf-8")
    assert wanted in refused("programmes", "check", "x.toml")
    assert wanted in refused("new", "x.json", "--programme", "x.toml", "--area", "X") or text.startswith("items")
    assert [path.name for path in in_folder.iterdir()] == ["x.toml"]


def test_what_is_no_file_is_refused(refused: Refused, in_folder: Path):
    assert "is a folder" in refused("programmes", "check", in_folder)
    assert "cannot be read" in refused("programmes", "check", "none.toml")
