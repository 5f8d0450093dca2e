"""A figure put into a wording so that the sentence reads well."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.programme.sharewords import load_share_words
from fieldwork.programme.wording import filled


@pytest.mark.parametrize(
    ("share", "cases", "screenings"),
    [
        ("84%", "Done in only 84% of cases.", "84% of the screenings were late."),
        ("18 of the 20", "Done in only 18 of the 20 cases.", "18 of the 20 screenings were late."),
        ("three of the seven", "Done in only three of the seven cases.", "Three of the seven screenings were late."),
        ("11 out of 13", "Done in only 11 out of 13 cases.", "11 out of 13 screenings were late."),
        (
            "all but two of the 20",
            "Done in all but two of the 20 cases.",
            "All but two of the 20 screenings were late.",
        ),
        ("all but one", "Done in all but one of the cases.", "All but one of the screenings were late."),
        ("nearly all", "Done in nearly all cases.", "Nearly all of the screenings were late."),
        ("all", "Done in all cases.", "All of the screenings were late."),
        ("most", "Done in most cases.", "Most of the screenings were late."),
        ("both", "Done in both cases.", "Both of the screenings were late."),
        ("none", "Done in none of the cases.", "None of the screenings were late."),
        ("neither", "Done in neither of the cases.", "Neither of the screenings were late."),
        ("half", "Done in only half of cases.", "Half of the screenings were late."),
        ("two fifths", "Done in only two fifths of cases.", "Two fifths of the screenings were late."),
        ("the majority", "Done in the majority of cases.", "The majority of the screenings were late."),
        ("over a quarter", "Done in over a quarter of cases.", "Over a quarter of the screenings were late."),
        ("less than half", "Done in less than half of cases.", "Less than half of the screenings were late."),
        ("over 90%", "Done in over 90% of cases.", "Over 90% of the screenings were late."),
    ],
)
def test_a_share_joins_its_noun(share, cases, screenings):
    assert filled("done in only {share} of cases.", share) == cases
    assert filled("{share} of the screenings were late.", share) == screenings


@given(st.integers(1, 120).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.booleans())
def test_no_join_is_doubled_or_lost(share, counts):
    words = load_share_words().words(*share, style="count" if counts else "percent")
    sentence = filled("Done in {share} of cases.", words)
    assert words in sentence
    assert "{" not in sentence
    assert " of of " not in sentence
    assert not ("of the" in words and sentence.count(" of ") > words.count(" of "))


def test_what_stands_in_the_share_is_text():
    assert filled("In {share} of cases.", r"\1 {x}") == r"In \1 {x} of cases."
