from __future__ import annotations

import resource
from pathlib import Path

import docx
import openpyxl
import pytest
from cli.running import Refused, Run


def test_the_draft_is_written_as_markdown(fieldwork: Run, small: Path, in_folder: Path):
    before = small.read_bytes()
    assert fieldwork("report", small, "--to", "draft.md") == (0, "Wrote the draft report to draft.md.\n", "")
    assert (in_folder / "draft.md").read_text("utf-8").startswith("# ")
    assert small.read_bytes() == before


def test_a_file_that_is_there_is_left_as_it_is_without_force(
    fieldwork: Run, refused: Refused, small: Path, in_folder: Path
):
    (in_folder / "draft.md").write_text("mine")
    assert "draft.md is already there" in refused("report", small, "--to", "draft.md")
    assert (in_folder / "draft.md").read_text() == "mine"
    assert fieldwork("report", small, "--to", "draft.md", "--force").status == 0
    assert (in_folder / "draft.md").read_text() != "mine"


@pytest.mark.parametrize("ending", ["docx", "html", "md", "xlsx"])
def test_where_the_disk_is_full_nothing_is_left_of_it(refused: Refused, small: Path, in_folder: Path, ending: str):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        assert f"Cannot write draft.{ending}: File too large." in refused("report", small, "--to", f"draft.{ending}")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(in_folder.iterdir()) == [small]


def test_where_there_is_no_folder_none_is_made(refused: Refused, small: Path, in_folder: Path):
    assert "Cannot write nowhere/draft.md" in refused("report", small, "--to", "nowhere/draft.md")
    assert "Cannot write small.json/draft.md: Not a directory" in refused(
        "report", small, "--to", "small.json/draft.md"
    )
    assert list(in_folder.iterdir()) == [small]


def test_the_draft_is_written_for_word_and_for_a_browser(fieldwork: Run, small: Path, in_folder: Path):
    assert fieldwork("report", small, "--to", "draft.docx") == (0, "Wrote the draft report to draft.docx.\n", "")
    assert "Smalltown" in " ".join(one.text for one in docx.Document(str(in_folder / "draft.docx")).paragraphs)
    assert fieldwork("report", small, "--to", "draft.html").status == 0
    assert "Smalltown" in (in_folder / "draft.html").read_text("utf-8")
    assert {(in_folder / name).stat().st_mode & 0o777 for name in ("draft.docx", "draft.html")} == {0o600}


def test_other_endings_are_refused_before_anything_is_read(refused: Refused, small: Path, in_folder: Path):
    for name in ("draft.pdf", "draft", "small.json"):
        assert "should end in .docx, .html, .md or .xlsx" in refused("report", "nowhere.json", "--to", name, "--force")
    (in_folder / "folder.md").mkdir()
    assert "is a folder" in refused("report", small, "--to", "folder.md", "--force")


def test_the_figures_are_written_as_a_workbook(fieldwork: Run, small: Path, in_folder: Path):
    assert fieldwork("report", small, "--to", "draft.XLSX") == (0, "Wrote the draft report to draft.XLSX.\n", "")
    book = openpyxl.load_workbook(in_folder / "draft.XLSX")
    assert "Smalltown" in book["summary"]["A2"].value
    assert (in_folder / "draft.XLSX").stat().st_mode & 0o777 == 0o600


def test_what_is_published_has_no_remarks(fieldwork: Run, small: Path, in_folder: Path):
    assert fieldwork("report", small, "--to", "draft.md").status == 0
    told = fieldwork("report", small, "--to", "final.md", "--published")
    assert told == (0, "Wrote the report to final.md.\n", "")
    draft, final = ((in_folder / name).read_text("utf-8").splitlines() for name in ("draft.md", "final.md"))
    assert any(line.startswith("> ") for line in draft)
    assert not any(line.startswith("> ") for line in final)
    assert not any("unanswered" in line for line in final[: final.index("## Foreword")])
