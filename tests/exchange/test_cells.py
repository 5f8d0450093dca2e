from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.exchange.cells import text_cell, text_of, word_of
from fieldwork.record.returns import MARKS
from fieldwork.text import clean


@given(st.text().map(clean))
def test_text_survives_a_cell(text: str):
    assert text_of(text_cell(text)) == text
    assert text_of(text_cell(text, MARKS)) == text


@pytest.mark.parametrize("text", ["=1+1", "+44", "-", "@SUM(A1)", "'quoted'"])
def test_what_a_spreadsheet_takes_for_a_formula_is_defused(text: str):
    assert text_cell(text) == f"'{text}"


def test_a_word_of_a_mark_is_told_from_the_mark():
    assert text_cell("Blank", MARKS) == "'Blank"
    assert text_cell("Blank") == "Blank"


def test_text_of_blanks_is_told_from_an_empty_cell():
    assert text_cell(" \n") == "' \n"
    assert text_of(" \n") == ""
    assert text_cell("") == ""


@given(st.text())
def test_no_cell_begins_a_formula(text: str):
    assert not text_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_word_has_no_blanks_around_it_and_no_defusing_mark():
    assert word_of(" '-7\n") == "-7"
    assert word_of("\x1b[31mred") == "[31mred"
