from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.running import Refused, Run

HEADER = "serial,keyed_by,keying,q1,q2,q3,q4\n"


@pytest.fixture
def keyed(fieldwork: Run, small: Path) -> Path:
    rows = [f"{n},JN,1,{1 if n < 11 else 2},blank,1;{n % 3 + 2},said {n}\n" for n in range(1, 13)]
    path = small.with_name("x.csv")
    path.write_text(HEADER + "".join(rows) + "13,JN,1,multiple,unreadable,blank,\n")
    assert fieldwork("import", small, "--returns", path, "--questionnaire", "forms").status == 0
    return small


def test_the_json_is_that_of_the_contract(fieldwork: Run, keyed: Path):
    found = json.loads(fieldwork("tally", keyed, "--json").out)["questionnaires"]
    assert list(found) == ["forms"]
    assert (found["forms"]["issued"], found["forms"]["returned"]) == (None, 13)
    first = found["forms"]["items"]["q1"]
    assert first == {
        "answers": {"1": 10, "2": 2, "3": 0},
        "of": 12,
        "blank": 0,
        "unreadable": 0,
        "multiple": 1,
        "favourable": 10,
        "percent": 83,
        "words": first["words"],
    }
    assert first["words"]


def test_the_text_has_bars_words_and_n(fieldwork: Run, keyed: Path):
    out = fieldwork("tally", keyed, "--questionnaire", "forms").out
    lines = [line.strip() for line in out.splitlines()]
    assert "Small form (forms) · 13 returned" in lines
    assert [line.split()[0] for line in lines if line.startswith(("1  option 1", "2  option 2"))][:2] == ["1", "2"]
    assert "1  option 1 +  █████████████████  10" in lines
    assert any(line.startswith("12 answers · 10 of 12 favourable = 83% (") for line in lines)
    assert any(line.endswith("· 1 two boxes ticked") for line in lines)


def test_an_unknown_questionnaire_is_refused(refused: Refused, keyed: Path):
    assert "no questionnaire 'nope'; it has: forms." in refused("tally", keyed, "--questionnaire", "nope")
    assert "no questionnaire ''" in refused("tally", keyed, "--questionnaire", "", "--json")


def test_where_forms_were_keyed_twice_the_error_rate_is_said(fieldwork: Run, keyed: Path):
    path = keyed.with_name("second.csv")
    path.write_text(f"{HEADER}1,PM,2,1,blank,3,said 1\n2,PM,2,3,blank,4,said 2\n2,PM,settled,3,,,\n")
    assert fieldwork("import", keyed, "--returns", path, "--questionnaire", "forms").status == 0
    words = " ".join(fieldwork("tally", keyed).out.split())
    assert "2 of the 13 forms were keyed a second time. Of" in words
    assert "! form 1 was keyed twice and differs, not settled yet (not counted: q3)" in words


def test_groups_stand_side_by_side(fieldwork: Run, keyed: Path):
    out = fieldwork("tally", keyed, "--by", "q1").out
    lines = [line.split() for line in out.splitlines()]
    assert ["1", "option", "1", "2", "option", "2", "not", "known"] in lines
    assert ["n", "0", "0", "0"] in lines
    assert "no random sample" in out
    found = json.loads(fieldwork("tally", keyed, "--by", "q1", "--json").out)["questionnaires"]["forms"]
    assert [group["returned"] for group in found["groups"]["groups"]] == [10, 2, 1]
    assert "groups" not in json.loads(fieldwork("tally", keyed, "--json").out)["questionnaires"]["forms"]


def test_what_makes_no_groups_is_refused(refused: Refused, keyed: Path):
    assert "No groups can be made by 'q3'; expected one of: q1, q2." in refused("tally", keyed, "--by", "q3")
