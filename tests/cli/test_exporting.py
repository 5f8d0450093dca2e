from __future__ import annotations

import os
import stat
from pathlib import Path

import openpyxl
import pytest
from builders import CASE_07, small_record
from cli.running import Refused, Run

from fieldwork.store import write_new
from fieldwork.workspace import Workspace

FILES = ["cases.csv", "judgements.csv", "notes.csv", "returns-forms.csv"]


@pytest.fixture
def judged(small: Path) -> Path:
    with Workspace.open(small, "JN") as workspace:
        workspace.answer(CASE_07, "1.1.1", "no")
        workspace.note('=1+1 "quoted"', case=CASE_07, question="1.1.1")
    return small


def test_a_folder_gets_a_file_for_each_table(fieldwork: Run, judged: Path, in_folder: Path):
    done = fieldwork("export", judged, "--to", "deep/out")
    assert done.out == ("Exported to deep/out: cases 2 rows, judgements 22 rows, notes 1 row, returns-forms 0 rows.\n")
    out = in_folder / "deep" / "out"
    assert sorted(path.name for path in out.iterdir()) == FILES
    lines = (out / "judgements.csv").read_bytes().decode("utf-8").split("\r\n")
    assert lines[:3] == [
        "case,question,answer,note,rule",
        '07,1.1.1,no,"\'=1+1 ""quoted""",',
        "07,1.1.2,,,n/a: 1.1.1 is no",
    ]


@pytest.mark.skipif(os.name == "nt", reason="rights are told otherwise there")
def test_what_is_exported_is_for_its_owner_only(fieldwork: Run, judged: Path, in_folder: Path):
    fieldwork("export", judged, "--to", "out")
    for path in (in_folder / "out", *(in_folder / "out").iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_what_is_there_is_left_as_it_is_without_force(fieldwork: Run, refused: Refused, judged: Path, in_folder: Path):
    (in_folder / "out").mkdir()
    (in_folder / "out" / "notes.csv").write_text("mine")
    assert "notes.csv is already there and was left as it is" in refused("export", judged, "--to", "out")
    assert [path.name for path in (in_folder / "out").iterdir()] == ["notes.csv"]
    assert fieldwork("export", judged, "--to", "out", "--force").status == 0
    assert (in_folder / "out" / "notes.csv").read_text() != "mine"


def test_a_workbook_is_made_of_the_same_tables(fieldwork: Run, refused: Refused, judged: Path, in_folder: Path):
    assert fieldwork("export", judged, "--to", "out.xlsx").status == 0
    book = openpyxl.load_workbook(in_folder / "out.xlsx", read_only=True)
    assert book.sheetnames == ["cases", "judgements", "notes", "returns-forms", "codebook"]
    book.close()
    assert "out.xlsx is already there" in refused("export", judged, "--to", "out.xlsx")


def test_a_place_that_is_no_folder_is_refused(refused: Refused, judged: Path, in_folder: Path):
    before = judged.read_bytes()
    (in_folder / "file").write_text("mine")
    assert "file is a file; --to should be a folder" in refused("export", judged, "--to", "file")
    assert "--to should be a folder or end in .xlsx" in refused("export", judged, "--to", judged)
    assert "--to should be a folder or end in .xlsx" in refused("export", judged, "--to", "out.csv")
    assert "Cannot make the folder" in refused("export", judged, "--to", "file/out")
    assert "Cannot write" in refused("export", judged, "--to", "none/out.xlsx")
    assert judged.read_bytes() == before


def test_what_goes_out_comes_back_in(fieldwork: Run, judged: Path, in_folder: Path):
    fieldwork("export", judged, "--to", "out")
    write_new(in_folder / "fresh.json", small_record(cases=()))
    for kind in ("cases", "judgements", "notes"):
        fieldwork("import", "fresh.json", f"--{kind}", f"out/{kind}.csv")
    assert fieldwork("scores", "fresh.json", "--json").out == fieldwork("scores", judged, "--json").out
    fieldwork("export", "fresh.json", "--to", "again")
    for name in ("cases.csv", "judgements.csv"):
        assert (in_folder / "again" / name).read_bytes() == (in_folder / "out" / name).read_bytes()
