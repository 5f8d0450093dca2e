from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.errors import BadInputError
from fieldwork.exchange.tables import (
    LONGEST_CELL,
    Sheet,
    csv_text,
    read_csv_file,
    rows_of,
)

COLUMNS = ("case", "question", "note")


def read(text: str, needed: tuple[str, ...] = ("case",)) -> list[dict[str, str]]:
    return [row.cells for row in rows_of(text, "x.csv", COLUMNS, needed)]


def refusal(text: str) -> str:
    with pytest.raises(BadInputError) as caught:
        read(text)
    return str(caught.value)


def test_columns_may_come_in_any_order_and_case():
    assert read("Note, CASE\nfine,07\n") == [{"note": "fine", "case": "07"}]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_read_off_the_header(delimiter: str):
    text = f'case{delimiter}note\n07{delimiter}"a{delimiter}b"\n'
    assert read(text) == [{"case": "07", "note": f"a{delimiter}b"}]


def test_rows_know_the_line_on_which_they_begin():
    text = 'case,note\n\n07,"two\nlines"\n,\n08,x\n'
    assert [(row.line, row["case"]) for row in rows_of(text, "x.csv", COLUMNS, ("case",))] == [(3, "07"), (6, "08")]


def test_a_byte_order_mark_and_windows_line_ends_are_fine():
    assert read("\ufeffcase,note\r\n07,x\r\n") == [{"case": "07", "note": "x"}]


def test_cells_missing_at_the_end_and_nameless_empty_columns_are_fine():
    assert read("case,note,,\n07\n08,x,,\n") == [{"case": "07"}, {"case": "08", "note": "x"}]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", "x.csv is empty; expected a first line with the columns case, question, note."),
        ("\n \n", "there is no column case"),
        ("note\nx\n", "line 1: there is no column case"),
        ("case,notes\n", "line 1: there is no column 'notes'. The columns are case, question, note."),
        ("case,Case\n", "line 1: the column case is there twice"),
        ("case,note\n07,x,more\n", "line 2: found 'more' in cell 3, which has no heading; expected 2 cells"),
        ("case,,note\n07,stray,x\n", "line 2: found 'stray' in cell 2"),
        ('case,note\n07,x\n08,"open\n\n', 'line 3: a quotation mark (") is opened here and never closed'),
        ('case,note\n07,"a"b\n', 'line 2: a quotation mark (") inside of a cell is not doubled'),
        ("case,note\n07,a\0b\n", "line 2: found a NUL character"),
        (f"case,note\n07,{'x' * (LONGEST_CELL + 1)}\n", "line 2: a cell has more than 100,000 characters"),
        (f"case,note\n07,{'x' * 200_000}\n", "line 2: a cell has more than 100,000 characters"),
        ("\x1b[31mcase,note\n", "there is no column '[31mcase'"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_with_its_line(text: str, wanted: str):
    message = refusal(text)
    assert wanted in message
    assert message.startswith("x.csv")
    assert "\x1b" not in message
    assert "\n" not in message


def test_a_file_is_read_with_and_without_a_byte_order_mark(tmp_path: Path):
    for name, encoding in (("a.csv", "utf-8"), ("b.csv", "utf-8-sig")):
        (tmp_path / name).write_text("case\ncafé\n", encoding)
        assert read_csv_file(tmp_path / name) == "case\ncafé\n"


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (b"case\n07\ncaf\xe9\n", "line 3: found a byte that is not UTF-8"),
        ("case\n".encode("utf-16"), "UTF-16"),
        (b"PK\3\4rest", "is a workbook, not CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is a workbook, not CSV"),
    ],
)
def test_what_is_no_csv_is_refused(tmp_path: Path, content: bytes, wanted: str):
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(BadInputError, match=wanted):
        read_csv_file(path)


def test_what_is_no_file_is_refused(tmp_path: Path):
    with pytest.raises(BadInputError, match="is a folder"):
        read_csv_file(tmp_path)
    with pytest.raises(BadInputError, match="cannot be read: No such file"):
        read_csv_file(tmp_path / "x.csv")
    with pytest.raises(BadInputError):
        read_csv_file(Path("a\0b"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadInputError, match="not an ordinary file"):
        read_csv_file(tmp_path / "pipe")


def test_an_absurdly_large_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("fieldwork.exchange.tables.LARGEST_FILE", 10)
    (tmp_path / "x.csv").write_text("case\n07\n08\n09\n")
    with pytest.raises(BadInputError, match="larger than"):
        read_csv_file(tmp_path / "x.csv")


CELL = st.text(st.characters(exclude_characters="\0\r", exclude_categories=("Cs",)), max_size=20)


@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=6))
def test_what_is_written_is_read(rows: list[tuple[str, str, str]]):
    text = csv_text(Sheet("x", COLUMNS, tuple(rows)))
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert [tuple(row.cells.values()) for row in rows_of(text, "x.csv", COLUMNS, COLUMNS)] == kept


@given(st.text())
def test_any_text_is_read_or_refused(text: str):
    with contextlib.suppress(BadInputError):
        read(text)
