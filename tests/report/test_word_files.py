"""The Word files that are written, against the schemas of Office: Word has nothing to repair in them."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from builders import small_questionnaire
from openxml_audit import FileFormat, OpenXmlValidator
from report.samples import HOSTILE, every_block

from fieldwork.programme.formwords import load_form_words
from fieldwork.report.forms import SlipFacts, printed_form
from fieldwork.report.forms_word import forms_to_word
from fieldwork.report.word import to_word

MADE = datetime(2009, 8, 1, tzinfo=UTC)


def forms() -> bytes:
    facts = SlipFacts("Stockport", "5 Jun 2009", "JN")
    return forms_to_word(printed_form(small_questionnaire(), load_form_words(), ("0013", "0021"), facts), MADE)


def complaints(path: Path) -> list[str]:
    found = OpenXmlValidator(FileFormat.OFFICE_2013).validate(str(path))
    assert found.is_valid == (not found.errors)
    return [error.description for error in found.errors]


@pytest.mark.parametrize(
    "made",
    [
        lambda: to_word(every_block(), MADE),
        lambda: to_word(every_block("".join(HOSTILE)), MADE),
        forms,
    ],
    ids=["report", "hostile report", "forms"],
)
def test_word_has_nothing_to_repair(tmp_path: Path, made):
    path = tmp_path / "made.docx"
    path.write_bytes(made())
    assert complaints(path) == []
    with zipfile.ZipFile(path) as files:
        books = [name for name in files.namelist() if name.endswith(".xlsx")]
        files.extractall(tmp_path)
    assert [found for name in books for found in complaints(tmp_path / name)] == []


def test_it_would_find_what_stands_in_the_wrong_place(tmp_path: Path):
    path = tmp_path / "made.docx"
    path.write_bytes(to_word(every_block(), MADE))
    with zipfile.ZipFile(path) as files, zipfile.ZipFile(tmp_path / "spoilt.docx", "w") as spoilt:
        for name in files.namelist():
            found = files.read(name)
            spoilt.writestr(name, found.replace(b"<w:tblHeader/>", b"<w:nonsense/>"))
    assert "nonsense" in complaints(tmp_path / "spoilt.docx")[0]
