from __future__ import annotations

import io
import sys

import pytest

from fieldwork.cli.output import heading, paragraph, print_json, table, width
from fieldwork.text import cells, counted


class Terminal(io.StringIO):
    """Standard output of a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def attach_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Called in the test itself: between a fixture and its test pytest puts a standard output of its own in place."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return stream


def test_a_heading_is_bold_on_a_terminal(monkeypatch: pytest.MonkeyPatch):
    terminal = attach_terminal(monkeypatch)
    heading("Scores\x1b[31m")
    assert terminal.getvalue() == "\033[1mScores[31m\033[0m\n"


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_nothing_is_styled_where_that_is_not_wanted(monkeypatch: pytest.MonkeyPatch, name: str, value: str):
    terminal = attach_terminal(monkeypatch)
    monkeypatch.setenv(name, value)
    heading("Scores")
    assert terminal.getvalue() == "Scores\n"


def test_nothing_is_styled_in_a_file(capsys: pytest.CaptureFixture[str], monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    heading("Scores")
    assert capsys.readouterr().out == "Scores\n"


def test_json_keeps_letters_where_the_output_is_utf8(monkeypatch: pytest.MonkeyPatch):
    terminal = attach_terminal(monkeypatch)
    print_json({"b": "é", "a": 1})
    assert terminal.getvalue() == '{\n "b": "é",\n "a": 1\n}\n'
    monkeypatch.setattr(Terminal, "encoding", "cp1252")
    terminal.truncate(0)
    print_json("é")
    assert terminal.getvalue().endswith('"\\u00e9"\n')


def test_columns_are_aligned_and_empty_ones_left_out():
    assert table([("a", "", "1"), ("long", "", "22")], "llr", indent=1) == [" a      1", " long  22"]
    assert table([], "lr") == []


def test_a_title_gives_way_where_a_row_is_too_long():
    rows = [("1.1", "word " * 40, "5%"), ("2", "short", "100%")]
    cut = table(rows, "ltr")
    assert len(cut) == 2
    assert "…" in cut[0]
    wrapped = table(rows, "ltr", wrap=True)
    assert len(wrapped) > 2
    assert " ".join(" ".join(wrapped).replace("1.1", "").replace("5%", "").split()).startswith("word word word")
    assert max(cells(line) for line in cut + wrapped) <= width()


def test_a_paragraph_is_no_wider_than_the_screen(capsys: pytest.CaptureFixture[str]):
    paragraph("word " * 40, "  ")
    first, *more = capsys.readouterr().out.splitlines()
    assert first.startswith("word")
    assert all(line.startswith("  word") for line in more)
    assert max(map(len, [first, *more])) <= width()


@pytest.mark.parametrize(("columns", "wanted"), [("20", 50), ("80", 80), ("500", 110)])
def test_the_width_is_that_of_the_screen_within_reason(monkeypatch, columns: str, wanted: int):
    monkeypatch.setenv("COLUMNS", columns)
    assert width() == wanted


def test_a_count_goes_with_its_noun():
    assert counted(1, "entry", "entries") == "1 entry"
    assert counted(1153, "entry", "entries") == "1,153 entries"
    assert counted(0, "case") == "0 cases"
