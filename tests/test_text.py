from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.text import (
    cells,
    clean,
    clip,
    clip_start,
    counted,
    defuse,
    file_stem,
    fold,
    grouped,
    k_of_n,
    refuse_defusing,
    shown,
)

DANGEROUS = "\x1b\x07\x00\x9b\u202e\u2066\u200f\u061c\u200b\ufeff\ud800\ue000"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain", "plain"),
        ("caf\u00e9", "caf\u00e9"),
        ("cafe\u0301", "caf\u00e9"),
        ("a\tb", "a b"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("\x1b[31mred", "[31mred"),
        ("\u202eevil", "evil"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\U0001f600", "\U0001f600"),
    ],
)
def test_clean(typed, kept):
    assert clean(typed) == kept


@given(st.text())
def test_clean_is_safe_and_idempotent(text):
    once = clean(text)
    assert clean(once) == once
    assert not set(once) & set(DANGEROUS)
    assert all(c == "\n" or unicodedata.category(c) not in {"Cc", "Cs", "Co", "Cn"} for c in once)


@given(st.text())
def test_shown_is_one_line(text):
    assert "\n" not in shown(text)


def test_shown_takes_anything():
    assert shown(7) == "7"
    assert shown("a\nb") == "a b"
    assert clean("a\nb", lines=False) == "a b"
    assert clean("a\nb\u00e9", lines=False) == "a b\u00e9"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("RoSH", "rosh"),
        ("M.A.P.P.A.", "mappa"),
        ("МАРРА", "mappa"),
        ("марра", "mappa"),
        ("ΜΑΡΡΑ", "mappa"),
        ("НМ", "hm"),
        ("Ｈｉ", "hi"),
        ("Pre-CAF", "pre caf"),
        ("YOS/ T", "yos t"),
        ("YOIS+", "yois+"),
        ("victim's", "victims"),
        ("victim\u2019s", "victims"),
        ("Ynys M\u00f4n", "ynys mon"),
        ("Stra\u00dfe", "strasse"),
        ("\u0130stanbul", "istanbul"),
        ("  two \n words ", "two words"),
        ("?!", ""),
        ("\u201cRMP\u201d", "rmp"),
        ("\u6f22", "\u6f22"),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_fold_is_idempotent(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_fold_does_not_see_case(text):
    assert fold(text.swapcase()) == fold(text)


@given(st.text())
def test_fold_leaves_words_with_one_space_between(text):
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert all(c.isalnum() or c in "+ " for c in folded)


@pytest.mark.parametrize(
    ("text", "width", "clipped"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long\u2026"),
        ("x", 0, ""),
        ("x", -1, ""),
        ("xy", 1, "\u2026"),
        ("\u6f22\u5b57", 3, "\u6f22\u2026"),
        ("\u6f22\u5b57", 2, "\u2026"),
    ],
)
def test_clip(text, width, clipped):
    assert clip(text, width) == clipped


@given(st.text(), st.integers(-1, 30))
def test_clip_fits(text, width):
    assert cells(clip(text, width)) <= max(0, width)


def test_cells():
    assert cells("abc") == 3
    assert cells("\u6f22\u5b57") == 4
    assert cells("e\u0301") == 1
    assert cells("") == 0


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "'x", "\tx"])
def test_defuse_marks_what_a_spreadsheet_would_run(cell):
    assert defuse(cell) == f"'{cell}"


@given(st.text())
def test_defusing_can_be_undone(cell):
    assert refuse_defusing(defuse(cell)) == cell


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Stockport 2009", "stockport-2009"),
        ("../../etc/passwd", "etc-passwd"),
        ("YOIS+", "yois"),
        ("", "inspection"),
        ("???", "inspection"),
        ("x" * 80, "x" * 60),
    ],
)
def test_file_stem(text, stem):
    assert file_stem(text) == stem


def test_file_stem_falls_back_as_told():
    assert file_stem("", "case") == "case"


@given(st.text())
def test_file_stem_is_a_file_name(text):
    stem = file_stem(text)
    assert stem
    assert len(stem) <= 60
    assert not set(stem) & set('/\\:*?"<>|. \n\0')


def test_one_is_counted_without_an_s():
    assert (counted(1, "form"), counted(0, "form"), counted(1153, "entry", "entries")) == (
        "1 form",
        "0 forms",
        "1,153 entries",
    )


def test_numbers_are_printed_alike_wherever_they_stand():
    assert [grouped(number) for number in (0, 7, 1153, 1153.0, 10.4, 284528)] == [
        *("0", "7", "1,153", "1,153", "10.4", "284,528"),
    ]
    assert k_of_n(616, 1153) == "616 of 1,153"


@given(st.text(), st.integers(-2, 30))
def test_what_is_cut_at_its_beginning_fits_and_keeps_its_end(text, width):
    cut = clip_start(text, width)
    assert cells(cut) <= max(0, width) or cut == text
    if cut != text and width > 1:
        assert cut.startswith("…")
        assert text.endswith(cut[1:])
    assert clip_start("YOT/2009/0012", 10) == "…2009/0012"
