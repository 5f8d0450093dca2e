"""Words for shares: true of what they are said of, in order, and those of the published reports."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.errors import DefinitionError
from fieldwork.paths import data_folder
from fieldwork.programme.sharewords import ShareWords, counted, load_share_words

STYLES = st.sampled_from(["percent", "count"])
SHARES = st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@cache
def table() -> ShareWords:
    return load_share_words()


@pytest.mark.parametrize(
    ("k", "n", "percent", "plain", "count"),
    [
        (0, 0, "", "", ""),
        (26, 27, "nearly all", "nearly all", "all but one of the 27"),
        (25, 27, "over 90%", "nearly all", "all but two of the 27"),
        (24, 27, "nearly 90%", "the vast majority", "the vast majority"),
        (22, 27, "most", "most", "over three-quarters"),
        (21, 27, "most", "most", "over three-quarters"),
        (20, 27, "most", "most", "just under three-quarters"),
        (24, 26, "over 90%", "nearly all", "all but two of the 26"),
        (27, 27, "all", "all", "all"),
        (0, 27, "none", "none", "none"),
        (2, 2, "both", "both", "both"),
        (1, 2, "one of the two", "one of the two", "one of the two"),
        (0, 2, "neither", "neither", "neither"),
        (1, 1, "all", "all", "all"),
        (3, 7, "three of the seven", "three of the seven", "three of the seven"),
        (8, 9, "eight of the nine", "eight of the nine", "all but one of the nine"),
        (9, 18, "half", "half", "half"),
        (18, 20, "the vast majority", "nearly all", "all but two of the 20"),
        (16, 20, "most", "most", "over three-quarters"),
        (14, 20, "most", "most", "just under three-quarters"),
    ],
)
def test_the_preferred_words(k, n, percent, plain, count):
    assert table().words(k, n) == percent
    assert table().words(k, n, in_words_only=True) == plain
    assert table().words(k, n, style="count") == count


@pytest.mark.parametrize(
    ("phrase", "k", "n"),
    [
        # printed, with counts that the report gives or that are the only ones possible
        ("nearly all", 26, 27),
        ("over 90%", 25, 27),
        ("nearly 90%", 24, 27),
        ("92%", 24, 26),
        ("most", 22, 27),
        ("both", 2, 2),
        ("one", 1, 2),
        ("one of the two", 1, 2),
        ("half", 9, 18),
        ("half of the 18", 9, 18),
        ("one of the five", 1, 5),
        # of the fitted sample
        ("nearly all", 61, 67),
        ("Most", 43, 67),
        ("two fifths", 23, 61),
        ("less than half", 21, 59),
        ("half", 31, 62),
        ("half", 16, 32),
        ("nearly a third", 20, 61),
        ("over a quarter", 22, 67),
        ("less than a fifth", 5, 38),
        ("over 90%", 23, 24),
        # Dorset
        ("19 out of the 20", 19, 20),
        ("nine of ten", 9, 10),
        ("all but 2 out of the 20", 18, 20),
        ("in all but two of the", 18, 20),
        ("all but one out of the nine", 8, 9),
        ("all but one of the", 8, 9),
        ("the vast majority", 8, 9),
        ("almost all of the", 19, 20),
        ("almost all of the", 18, 20),
        ("the majority of", 11, 20),
        ("over three-quarters", 16, 20),
        ("over three quarters", 17, 20),
        ("just under three-quarters", 14, 20),
        ("just under three-quarters", 11, 15),
        ("most of the", 14, 20),
        ("a small number", 2, 20),
        ("all", 12, 12),
        ("84 per cent", 56, 67),
    ],
)
def test_the_words_of_both_documents_fit_their_figures(phrase, k, n):
    assert table().fits(phrase, k, n)


@pytest.mark.parametrize(
    ("phrase", "k", "n"),
    [
        ("92%", 25, 27),
        ("92%", 24, 27),
        ("nearly all", 24, 27),
        ("nearly all", 27, 27),
        ("over 90%", 18, 20),
        ("over 90%", 27, 27),
        ("half", 9, 20),
        ("most", 10, 20),
        ("the majority", 10, 20),
        ("less than half", 10, 20),
        ("over a quarter", 5, 20),
        ("both", 20, 20),
        ("all", 19, 20),
        ("none", 1, 20),
        ("all but one", 18, 20),
        ("all but two of the 20", 18, 21),
        ("19 of the 20", 19, 21),
        ("half of the 20", 9, 18),
        ("", 1, 2),
        ("several", 5, 20),
        ("nearly all", 0, 0),
        ("over 90", 25, 27),
    ],
)
def test_words_that_do_not_fit_are_found_out(phrase, k, n):
    assert not table().fits(phrase, k, n)


@given(SHARES, st.booleans(), STYLES)
def test_every_phrase_is_true_of_what_it_is_said_of(share, in_words_only, style):
    k, n = share
    phrase = table().words(k, n, in_words_only, style)
    assert table().fits(phrase, k, n)
    assert bool(phrase) == (n > 0)


@given(SHARES, STYLES)
def test_no_percentage_below_ten_nor_in_words_nor_for_counts(share, style):
    k, n = share
    assert "%" not in table().words(k, n, in_words_only=True, style=style)
    assert "%" not in table().words(k, n, style="count")
    if n < 10:
        assert "%" not in table().words(k, n, style=style)


@given(st.integers(1, 300), st.booleans(), STYLES)
def test_a_phrase_once_left_behind_does_not_come_back_for_a_larger_share(n, in_words_only, style):
    said = [table().words(k, n, in_words_only, style) for k in range(n + 1)]
    turns = [phrase for phrase, before in zip(said, [None, *said], strict=False) if phrase != before]
    assert len(turns) == len(set(turns))


@given(st.integers(10, 300), st.integers(10, 300), st.booleans())
def test_a_larger_share_of_another_sample_never_gets_a_lower_word(n, m, in_words_only):
    steps = [step.phrase for step in (table().plain if in_words_only else table().percent)]
    order = {phrase: rank for rank, phrase in enumerate(["none", *steps, "all"])}
    of_n = [(k / n, order[table().words(k, n, in_words_only)]) for k in range(n + 1)]
    of_m = [(k / m, order[table().words(k, m, in_words_only)]) for k in range(m + 1)]
    ranks = [rank for _, rank in sorted(of_n + of_m)]
    assert ranks == sorted(ranks)


@given(SHARES, st.text())
def test_no_claim_however_odd_is_more_than_true_or_false(share, claim):
    assert table().fits(claim, *share) in (True, False)


@pytest.mark.parametrize(("k", "n"), [(-1, 5), (6, 5), (0, -1)])
def test_what_is_no_share_is_a_defect_of_the_caller(k, n):
    with pytest.raises(ValueError, match="is no share"):
        table().words(k, n)
    with pytest.raises(ValueError, match="is no share"):
        table().fits("all", k, n)


def test_counts_are_in_words_below_ten_and_in_digits_above():
    assert counted(3, 7) == "three of the seven"
    assert counted(0, 7) == "none of the seven"
    assert counted(9, 10) == "9 of the 10"
    assert counted(1120, 1153) == "1,120 of the 1,153"
    assert table().words(1152, 1153, style="count") == "all but one of the 1,153"
    for phrase in ("all but one of the 1,153", "1,152 of the 1,153", "1152 of 1153"):
        assert table().fits(phrase, 1152, 1153)


def test_every_phrase_says_where_it_comes_from():
    assert all(word.source for word in (*table().exact, *table().phrases))
    assert all(word.examples or word.source.startswith("assumed") for word in (*table().exact, *table().phrases))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("counted_below = 10", "counted_below = 0", "counted_below is 0"),
        ('phrase = "half"\nat_least = 49', 'phrase = "half"', "share word half: its limits are not two"),
        ("at_least = 49\nat_most = 51", "at_least = 49\nat_most = 51\nbelow = 60", "share word half: its limits"),
        ("at_most = 51", "at_most = 50", "ladder percent at 49: 'half' is said up to 51, outside of its own limits"),
        ('[[percent]]\nat_least = 0\nphrase = "a small number"', "", "ladder percent: it does not start at 0"),
        ("[[percent]]\nat_least = 10\n", "[[percent]]\nat_least = 0\n", "ladder percent at 0: the next step is at 0"),
        ('at_least = 60\nphrase = "most"', 'at_least = 60\nphrase = "many"', "its phrase is 'many'"),
        ('phrase = "almost all"\nat_least', 'phrase = "Nearly all"\nat_least', "there twice"),
        ("missing = 0", "missing = 3", "no exact word says all and none"),
        ('source = "Dorset 2013, 1.3;', 'sauce = "Dorset 2013, 1.3;', "share word almost all: it has the unknown key"),
    ],
)
def test_a_table_that_could_say_something_untrue_is_refused(tmp_path, old, new, words):
    text = (data_folder() / "share-words.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "words.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as refused:
        load_share_words(path)
    assert words in str(refused.value)
