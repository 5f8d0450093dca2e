from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.glossary.search import load_index
from fieldwork.glossary.terms import load_terms

INDEX = load_index()


def named(text, year=None):
    return [term.term for term in INDEX.in_text(text, year=year)]


@pytest.mark.parametrize(
    ("line", "terms"),
    [
        ("Was the RoSH screening of sufficient quality?", ["RoSH screening", "sufficient quality"]),
        ("prioritised and sequenced by RoH/LoR?", ["RoH", "LoR"]),
        ("Has an RMP been completed?", ["RMP"]),
        ("two RMPs, the YOT's plan", ["RMP", "YOS/T"]),
        ("МАРРА case", ["MAPPA"]),
        ("Pre-CAF or CAF", ["Pre-CAF", "CAF"]),
        ("kept on YOIS+ since May", ["YOIS+"]),
        ("HM Inspectorate of Probation", ["HMI Probation"]),
        ("the What do YOU think? form", ["What do YOU think?"]),
        ("multi agency work at the REFERRAL ORDER panel", ["multi-agency", "review panel"]),
        ("Asset p4, countersigned, never read", ["Asset", "countersigned"]),
        ("Asset, and Asset again", ["Asset"]),
        ("ROH not clear", ["RoH"]),
        # ordinary prose
        ("hm, the assets of a pct firm", []),
        ("an ace idea, at a good pace", []),
        ("no, aim higher; the team met po at two", []),
        ("", []),
    ],
)
def test_terms_of_a_line(line, terms):
    assert named(line) == terms


def test_a_word_with_two_meanings_gives_both_or_those_of_the_year():
    assert [term.expansion for term in INDEX.in_text("5 FTE")] == ["Full-time equivalent", "First-time entrant"]
    assert [term.expansion for term in INDEX.in_text("5 FTE", year=2009)] == ["Full-time equivalent"]
    assert [term.expansion for term in INDEX.in_text("5 FTE", year=2024)] == ["First-time entrant"]
    assert len(INDEX.in_text("5 FTE", year=1990)) == 2


@pytest.mark.parametrize("term", load_terms(), ids=lambda term: f"{term.term} {term.years}")
def test_every_term_is_recognised_in_a_sentence(term):
    assert term in INDEX.in_text(f"They asked about {term.term}, and wrote it down.")


@given(st.text())
def test_any_text_can_be_explained(text):
    terms = INDEX.in_text(text)
    assert len(set(terms)) == len(terms)
