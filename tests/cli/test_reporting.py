from __future__ import annotations

from pathlib import Path

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


def test_other_endings_are_not_written_yet(refused: Refused, small: Path, in_folder: Path):
    for name in ("draft.docx", "draft.html", "draft", "small.json"):
        assert "writes reports as Markdown; --to should end in .md" in refused("report", small, "--to", name, "--force")
    (in_folder / "folder.md").mkdir()
    assert "is a folder" in refused("report", small, "--to", "folder.md", "--force")
