from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.glossary.words import STOP_WORDS, distance, singular, stem

FAMILIES = [
    "custody custodial",
    "vulnerable vulnerability vulnerabilities",
    "assess assessed assessing assessment assessments",
    "plan plans planned planning",
    "supervise supervised supervision supervisor",
    "educate education educational",
    "inspect inspector inspectors inspectorate inspection",
    "refer referred referral referrals",
    "sentence sentences sentenced sentencing",
    "child children",
]
words = st.text(alphabet="abcdefgsieydtn", max_size=12)


@pytest.mark.parametrize("family", FAMILIES)
def test_relatives_share_a_stem(family):
    assert len({stem(word) for word in family.split()}) == 1


def test_strangers_do_not_share_a_stem():
    strangers = "police policy plan plain rest restorative court count care harm home safe sentence sent"
    assert len({stem(word) for word in strangers.split()}) == len(strangers.split())


@pytest.mark.parametrize(
    ("plural", "one"), [("dtos", "dto"), ("agencies", "agency"), ("yos", "yo"), ("as", "as"), ("ss", "ss")]
)
def test_singular(plural, one):
    assert singular(plural) == one


@given(st.text())
def test_every_word_has_a_stem(word):
    assert stem(word) or not word or word == "s"


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("mapa", "mappa", 1), ("rsoh", "rosh", 1), ("rosh", "rosh", 0), ("asett", "asset", 2), ("abc", "", 3)],
)
def test_distance_counts_slips(one, other, slips):
    assert distance(one, other, 5) == slips
    assert distance(one, other, slips) == slips
    if slips:
        assert distance(one, other, slips - 1) == slips


@given(words, words)
def test_distance_is_symmetric_and_bounded(one, other):
    far = distance(one, other, 99)
    assert far == distance(other, one, 99)
    assert abs(len(one) - len(other)) <= far <= max(len(one), len(other))
    assert (far == 0) == (one == other)


@given(words, words, st.integers(0, 3))
def test_distance_gives_up_honestly(one, other, most):
    assert distance(one, other, most) == min(distance(one, other, 99), most + 1)


def test_stop_words_are_folded():
    assert all(word == word.lower() and word.isalpha() for word in STOP_WORDS)
