"""Intervals against published values, and by simulation against what they promise."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.analysis.intervals import Moments, clustered, effective_size, pooled_variance, student, wilson


# R. G. Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3 (score).
@pytest.mark.parametrize(
    ("yes", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_published_values(yes, of, low, high):
    bounds = wilson(yes / of, of)
    assert (round(bounds.low, 4), round(bounds.high, 4)) == (low, high)


def test_wilson_does_not_collapse_at_either_end():
    assert wilson(1.0, 5).high == 1.0
    assert 0.5 < wilson(1.0, 5).low < 0.6
    assert wilson(0.0, 5).low == 0.0


@pytest.mark.parametrize("bad", [(0.5, 0), (1.2, 3), (-0.1, 3)])
def test_wilson_refuses_what_is_no_share(bad):
    with pytest.raises(ValueError, match="no interval"):
        wilson(*bad)


# The usual printed table of t at 0.975.
@pytest.mark.parametrize(
    ("degrees", "expected"),
    [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (10, 2.228), (30, 2.042), (66, 1.997), (1000, 1.962)],
)
def test_student_agrees_with_the_printed_table(degrees, expected):
    assert student(degrees) == pytest.approx(expected, abs=0.004)


def test_student_needs_a_degree_of_freedom():
    with pytest.raises(ValueError, match="degrees"):
        student(0)


def moments_of(pairs):
    found = Moments()
    for yes, of in pairs:
        found = found.changed(yes, of, 1)
    return found


def test_the_variance_is_that_of_a_ratio_worked_by_hand():
    # p = 6/10; residuals 3 - 0.6·4 = 0.6, 1 - 0.6·3 = -0.8, 2 - 0.6·3 = 0.2; sum of squares 1.04; 3/2 · 1.04 / 100
    assert pooled_variance(moments_of([(3, 4), (1, 3), (2, 3)])) == pytest.approx(0.0156)


def test_one_answer_a_case_is_nearly_the_binomial_variance():
    pairs = [(1, 1)] * 30 + [(0, 1)] * 30
    assert pooled_variance(moments_of(pairs)) == pytest.approx(0.25 / 59)


def test_a_case_without_an_answer_changes_nothing():
    assert moments_of([(1, 2), (0, 0), (2, 2)]) == moments_of([(1, 2), (2, 2)])


def test_all_cases_alike_count_as_cases_not_as_answers():
    all_good = moments_of([(9, 9)] * 40)
    assert effective_size(1.0, 0.0, 360, 40) < 40
    assert 0.90 < clustered(all_good).low < 0.92  # Wilson on 360 would claim 0.989
    assert clustered(all_good).high == 1.0


def test_one_case_is_one_answer_and_two_are_hardly_more():
    assert effective_size(0.5, 0.0, 90, 1) == 1.0
    assert clustered(moments_of([(45, 90)])) == wilson(0.5, 1.0)
    assert effective_size(0.5, 0.001, 90, 2) < 8


def test_answers_that_balance_each_other_are_no_bonus():
    assert effective_size(0.5, 0.000001, 100, 50) < 100


def test_nothing_answered_has_no_interval():
    with pytest.raises(ValueError, match="without an answer"):
        clustered(Moments())


def coverage(cases, share, alikeness, rounds, seed):
    """(clustered, naive Wilson): how often each holds the truth, with beta-binomial cases of 4 to 14 answers."""
    rng = random.Random(seed)
    spread = 1 / alikeness - 1
    held = [0, 0]
    for _ in range(rounds):
        found = Moments()
        for _ in range(cases):
            own, of = rng.betavariate(share * spread, (1 - share) * spread), rng.randint(4, 14)
            found = found.changed(sum(rng.random() < own for _ in range(of)), of, 1)
        bounds, naive = clustered(found), wilson(found.yes / found.of, found.of)
        held[0] += bounds.low <= share <= bounds.high
        held[1] += naive.low <= share <= naive.high
    return held[0] / rounds, held[1] / rounds


@pytest.mark.parametrize(
    ("cases", "share", "alikeness"), [(60, 0.6, 0.2), (20, 0.6, 0.2), (38, 0.9, 0.2), (10, 0.5, 0.3)]
)
def test_the_clustered_interval_keeps_its_promise_where_wilson_does_not(cases, share, alikeness):
    ours, naive = coverage(cases, share, alikeness, rounds=1000, seed=2009)
    assert 0.93 <= ours <= 0.98
    assert naive < 0.85


@given(st.lists(st.integers(1, 40).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), min_size=1))
def test_the_interval_is_in_bounds_and_holds_the_share(pairs):
    found = moments_of(pairs)
    bounds = clustered(found)
    assert 0 <= bounds.low <= found.yes / found.of <= bounds.high <= 1
    naive = wilson(found.yes / found.of, found.of)
    assert bounds.low <= naive.low + 1e-9
    assert bounds.high >= naive.high - 1e-9
