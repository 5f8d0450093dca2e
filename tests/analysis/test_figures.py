"""Percentages, comments and edges."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

import pytest
from builders import small_programme
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.analysis.figures import (
    Figure,
    band,
    near_assumed_edge,
    percent,
    percent_of,
)

BANDS = small_programme().bands


@pytest.mark.parametrize(
    ("yes", "of", "expected"),
    [(1, 8, 13), (1, 200, 1), (5, 200, 3), (326, 610, 53), (24, 26, 92), (25, 27, 93), (0, 7, 0), (7, 7, 100)],
)
def test_halves_are_rounded_up(yes, of, expected):
    assert percent(yes, of) == expected
    assert percent_of(Fraction(yes, of)) == expected


def test_an_empty_set_has_no_score():
    assert percent(0, 0) is None


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_percentage_is_within_half_a_point(yes, of):
    yes = min(yes, of)
    assert abs(Fraction(100 * yes, of) - percent(yes, of)) <= Fraction(1, 2)


# The pairs that the Stockport report prints, and the proven edge (dossier 1.2).
@pytest.mark.parametrize(
    ("score", "comment"),
    [
        *((score, "SUBSTANTIAL") for score in (40, 48, 53, 56, 59)),
        *((score, "MODERATE") for score in (60, 62, 66, 69, 71, 74)),
        *((score, "MINIMUM") for score in (75, 77, 100)),
        *((score, "DRASTIC") for score in (0, 39)),
    ],
)
def test_the_comment_goes_by_the_printed_number(score, comment):
    assert band(BANDS, score).comment == comment
    assert band(BANDS[::-1], score).comment == comment


def test_without_bands_there_is_no_comment():
    assert band((), 50) is None


@pytest.mark.parametrize(
    ("score", "edge"),
    [(36, None), (37, 40), (42, 40), (43, None), (59, None), (60, None), (72, 75), (77, 75), (78, None), (2, None)],
)
def test_a_score_near_an_assumed_edge_is_found(score, edge):
    found = near_assumed_edge(score, BANDS)
    assert (found and found.start) == edge


@pytest.mark.parametrize(("score", "edge"), [(37, None), (38, 40), (46, 40), (47, None)])
def test_where_the_evidence_bounds_an_edge_it_decides(score, edge):
    bands = [dataclasses.replace(band, earliest=38, latest=47) if band.start == 40 else band for band in BANDS]
    found = near_assumed_edge(score, bands)
    assert (found and found.start) == edge


def test_no_score_is_near_nothing():
    assert near_assumed_edge(None, BANDS) is None


def test_provisional_while_something_is_open_or_disputed():
    assert not Figure(1, 2).provisional
    assert Figure(1, 2, unanswered=1).provisional
    assert Figure(1, 2, disputed=1).provisional
