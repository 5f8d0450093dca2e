from __future__ import annotations

from pathlib import Path

from cli.running import Refused, Run


def test_the_summary_and_the_list_are_printed(fieldwork: Run, small: Path):
    assert fieldwork("case", small, "7", "--summary").out.startswith("Case 07: summary for the talk\n====")
    assert "Open (" in fieldwork("case", small, "07", "--left").out


def test_it_is_written_by_its_ending_for_its_owner_alone(fieldwork: Run, refused: Refused, small: Path, tmp_path: Path):
    for ending, begins in ((".html", "<!DOCTYPE html>"), (".txt", "Case 07"), (".md", "# Case 07")):
        target = tmp_path / f"page{ending}"
        assert "It holds case data." in fieldwork("case", small, "7", "--summary", "--to", target).out.replace(
            "\n", " "
        )
        assert target.read_text("utf-8").startswith(begins)
        assert target.stat().st_mode & 0o777 == 0o600
        target.write_text("mine")
        assert "--force writes over it" in refused("case", small, "7", "--left", "--to", target)
        assert target.read_text() == "mine"
        assert fieldwork("case", small, "7", "--left", "--to", target, "--force").status == 0


def test_what_is_not_there_is_one_sentence(refused: Refused, small: Path, tmp_path: Path):
    assert "no case" in refused("case", small, "99", "--summary", status=1)
    assert ".html, .txt or .md" in refused("case", small, "7", "--left", "--to", tmp_path / "x.pdf")
    assert "--summary" in refused("case", small, "7")
