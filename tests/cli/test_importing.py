from __future__ import annotations

from pathlib import Path

import pytest
from builders import CASE_07
from cli.running import Refused, Run

from fieldwork.workspace import Workspace


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_cases_judgements_notes_and_returns_are_one_act_each(fieldwork: Run, small: Path, in_folder: Path):
    files = {
        "cases": "case,sex\n7,male\n11,female\n",
        "judgements": "case,question,answer,note\n07,1.1.1,yes,fine\n11,1.1.1,no,\n",
        "notes": "text,source\nThe policy is new,policy\n",
        "returns": "serial,keyed_by,keying,q1,q2,q3,q4\n1,JN,1,2,blank,1;3,=text\n",
    }
    for kind, text in files.items():
        more = ["--questionnaire", "forms"] if kind == "returns" else []
        done = fieldwork("import", small, f"--{kind}", write(in_folder / "x.csv", text), *more, "--by", "pm")
        assert done.status == 0
        assert done.out.startswith(f"Imported {kind} from x.csv: ")
        assert done.out.endswith(", by PM.\n")
    with Workspace.open(small, "X", write=False) as workspace:
        mine = [entry for entry in workspace.record if entry.by == "PM"]
        assert len({entry.act for entry in mine}) == len(files)
        assert workspace.judgements(CASE_07)["1.1.1"].answer == "yes"
        assert [case.reference for case in workspace.cases] == ["07", "08", "11"]
        assert sorted(note.text for note in workspace.inspection.notes) == ["The policy is new", "fine"]


def test_the_same_file_twice_changes_nothing(fieldwork: Run, small: Path, in_folder: Path):
    text = 'case;question;answer;note\n07;1.1.1;yes;"two\r\nlines"\n08;1.1.10;NA;\'=x\n'
    path = write(in_folder / "x.csv", text)
    assert fieldwork("import", small, "--judgements", path).status == 0
    before = small.read_bytes()
    done = fieldwork("import", small, "--judgements", path)
    assert done == (0, "x.csv: nothing that small.json does not say already; nothing was changed.\n", "")
    assert small.read_bytes() == before


@pytest.mark.parametrize(
    ("kind", "content", "wanted"),
    [
        ("judgements", "case,question,answer\n07,1.1.1,yes\n08,9.9,yes\n", "line 3, column question: found '9.9'"),
        ("judgements", "case,question,answer\n07,1.1.1,yes\n08,1.1.1,maybe\n", "line 3, column answer: found 'maybe'"),
        ("judgements", "case,question,answer\n99,1.1.1,yes\n", "column case: found '99'"),
        ("judgements", "case,question,answer\n07,1.1.1,\x1b[31mred\n", "found '[31mred'"),
        ("judgements", b"case,question,answer,note\n07,1.1.1,yes,caf\xe9\n", "line 2: found a byte that is not UTF-8"),
        ("judgements", "", "x.csv is empty"),
        ("judgements", 'case,question,answer\n07,1.1.1,"yes\n', "never closed"),
        ("cases", "case,colour\n07,red\n", "there is no column 'colour'"),
        ("cases", "case\n07\n7\n", "line 3, column case"),
        ("notes", "text,case\nx,99\n", "column case: found '99'"),
        ("returns", "serial,q1\n1,9\n", "line 2, column q1: found '9'"),
    ],
)
def test_on_an_error_nothing_is_changed(refused: Refused, small: Path, kind: str, content: str | bytes, wanted: str):
    before = small.read_bytes()
    path = write(small.with_name("x.csv"), content)
    more = ["--questionnaire", "forms"] if kind == "returns" else []
    assert wanted in refused("import", small, f"--{kind}", path, *more)
    assert small.read_bytes() == before


def test_returns_need_a_questionnaire_of_the_inspection(refused: Refused, small: Path):
    path = write(small.with_name("x.csv"), "serial,q1\n1,1\n")
    assert "--returns needs --questionnaire ID" in refused("import", small, "--returns", path)
    wrong = refused("import", small, "--returns", path, "--questionnaire", "children-2009")
    assert "no questionnaire 'children-2009'; it has: forms." in wrong
    assert "--questionnaire goes with --returns" in refused(
        "import", small, "--cases", path, "--questionnaire", "forms"
    )


def test_a_folder_is_no_csv_file(refused: Refused, small: Path):
    assert "is a folder" in refused("import", small, "--cases", small.parent)


def test_another_window_keeps_the_file_for_itself(refused: Refused, fieldwork: Run, small: Path):
    path = write(small.with_name("x.csv"), "case,sex\n07,male\n")
    with Workspace.open(small, "JN"):
        assert "open in another window" in refused("import", small, "--cases", path)
        assert fieldwork("scores", small).status == 0
    assert fieldwork("import", small, "--cases", path).status == 0


EXPORT = "Client ref,Surname,Gender,Sentence date\n7,Khan,M,12/1/2009\n1042,Jones,F,3 Feb 2009\n"


def test_a_list_with_other_columns_is_taken_in_by_a_map(fieldwork: Run, small: Path, in_folder: Path):
    path = write(in_folder / "yot.csv", EXPORT)
    mapped = ["--map", "client ref=case", "--map", "Gender=sex", "--map", "Sentence date = date_sentence"]
    done = fieldwork("import", small, "--cases", path, *mapped, "--by", "pm")
    assert done.status == 0
    assert done.out == (
        "Left out: Surname (looks like names of people).\nImported cases from yot.csv: 5 entries, by PM.\n"
    )
    assert b"Khan" not in small.read_bytes()
    again = fieldwork("import", small, "--cases", path, *mapped)
    assert again.out.endswith("nothing that small.json does not say already; nothing was changed.\n")
    with Workspace.open(small, "X", write=False) as workspace:
        assert [case.reference for case in workspace.cases] == ["07", "08", "1042"]
        assert workspace.cases[2].date("sentence") == "2009-02-03"


def test_a_list_with_other_columns_is_refused_with_what_to_do(refused: Refused, small: Path):
    path = write(small.with_name("yot.csv"), EXPORT)
    before = small.read_bytes()
    without = refused("import", small, "--cases", path)
    assert "yot.csv, line 1: there is no column 'Client ref'" in without
    assert "say what its columns are: --map 'Client ref=case' --map Gender=sex --map 'Sentence date=" in without
    assert "date_sentence'. It has: Client ref, Surname, Gender, Sentence date." in without
    assert "Surname looks like names" in refused("import", small, "--cases", path, "--map", "Surname=case")
    wrong = write(small.with_name("x.csv"), EXPORT.replace(",F,", ",X,"))
    mapped = ("--map", "Client ref=case", "--map", "Gender=sex")
    assert "x.csv, line 3, column Gender: found 'X', expected male or female." in refused(
        "import", small, "--cases", wrong, *mapped
    )
    assert "--map goes with --cases" in refused("import", small, "--judgements", path, "--map", "a=case")
    assert small.read_bytes() == before
