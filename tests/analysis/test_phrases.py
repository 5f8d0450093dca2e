"""The phrases offered for a report: words with their count, and no percentage below ten answers, ever."""

from __future__ import annotations

import dataclasses

import pytest
from builders import item
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.analysis.phrases import behind, sentence
from fieldwork.analysis.tallies import ItemTally, item_to_json
from fieldwork.programme.sharewords import load_share_words

WORDS = load_share_words()


def item_tally(good, of, *, rates=True, asked=None):
    """Of `of` forms, numbered from 1, the first `good` ticked the first box and the others the second."""
    serials = tuple(str(number) for number in range(1, of + 1))
    answers = {"1": serials[:good], "2": serials[good:], "3": ()}
    words = WORDS.words(good, of, in_words_only=not rates)
    return ItemTally(asked or item("q1"), answers, serials, serials[:good], (), (), (), (), words=words, rates=rates)


@pytest.mark.parametrize(
    ("good", "of", "phrase"),
    [
        (25, 26, ("nearly all", "25 of 26, 96%")),
        (24, 26, ("over 90%", "24 of 26, 92%")),
        (26, 26, ("all", "26 of 26, 100%")),
        (2, 2, ("both", "")),
        (1, 2, ("one of the two", "")),
        (0, 2, ("neither", "")),
        (3, 7, ("three of the seven", "")),
        (7, 7, ("all", "7 of 7")),
        (0, 7, ("none", "0 of 7")),
        (0, 0, ("", "")),
    ],
)
def test_words_bring_their_count(good, of, phrase):
    found = item_tally(good, of)
    assert (found.words, behind(found)) == phrase


def test_a_programme_without_percentages_says_a_share_word_and_prints_no_count_of_ten_or_more():
    found = item_tally(9, 11, rates=False)
    assert (found.words, behind(found)) == ("most", "9 of 11")
    assert sentence(found) == "Most ticked the first box of q1."
    assert sentence(item_tally(3, 7, rates=False)) == "Three of the seven ticked the first box of q1."
    assert behind(item_tally(15, 20, rates=False)) == "15 of 20"


def test_the_sentence_is_the_item_s_own_wording():
    assert sentence(item_tally(25, 26)) == "Nearly all ticked the first box of q1 (25 of 26, 96%)."
    assert sentence(item_tally(1, 2)) == "One of the two ticked the first box of q1."
    unreported = dataclasses.replace(item("q1"), finding="")
    assert sentence(item_tally(25, 26, asked=unreported)) == ""


@given(st.integers(0, 60).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), st.booleans())
def test_no_percentage_below_ten_answers_nor_where_the_programme_prints_none(counts, rates):
    found = item_tally(*counts, rates=rates)
    if found.of < 10 or not rates:
        assert "%" not in f"{sentence(found)}{found.words}{behind(found)}{item_to_json(found)}"
        assert item_to_json(found)["percent"] is None
    else:
        assert f"{found.percent}%" in sentence(found) or " of the " in found.words
    assert (sentence(found) == "") is (found.of == 0)
