"""Small numbers: what of a tally could tell what one person said."""

from __future__ import annotations

import dataclasses

import pytest
from analysis.test_phrases import item_tally
from builders import item
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.analysis.small_numbers import follows_from_the_rest, is_small, printed_risks, remark, risks
from fieldwork.analysis.tallies import ItemTally


def kinds(good, of):
    return [risk.kind for risk in risks(item_tally(good, of))]


@pytest.mark.parametrize(
    ("good", "of", "expected"),
    [
        (0, 0, []),
        (20, 27, []),
        (26, 27, ["rest", "option"]),
        (2, 27, ["rest", "option"]),
        (27, 27, []),
        (5, 9, ["few"]),
        (7, 9, ["rest", "few", "option"]),
        (9, 9, ["alike", "few"]),
        (2, 2, ["alike", "few", "option"]),
        (1, 2, ["told", "few", "option"]),
        (1, 1, ["alike", "few", "option"]),
    ],
)
def test_what_each_share_tells(good, of, expected):
    assert kinds(good, of) == expected


def test_a_share_that_is_printed_in_words_alone_points_at_nobody():
    assert "rest" not in [risk.kind for risk in risks(item_tally(10, 11, rates=False))]
    assert "rest" in [risk.kind for risk in risks(item_tally(7, 9, rates=False))]  # "seven of the nine"


def test_one_of_the_two_tells_both_and_names_both_forms():
    (told, *_) = risks(item_tally(1, 2))
    assert told.words == "“one of the two” tells each what the other said"
    assert told.serials == ("1", "2")


def test_the_complement_names_the_forms_that_said_otherwise():
    (rest, *_) = risks(item_tally(25, 27))
    assert (rest.words, rest.serials) == ("25 of 27 tells that two said otherwise", ("26", "27"))


def test_only_what_a_report_prints_is_listed_for_it():
    unreported = dataclasses.replace(item("q2"), finding="")
    items = [item_tally(25, 27), item_tally(1, 2, asked=unreported)]
    assert [(risk.item, risk.kind) for risk in printed_risks(items)] == [("q1", "rest")]
    assert remark(items, "child").startswith("Small numbers, by which one child could be known. One or two can be told")
    assert "q1 (25 of 27)" in remark(items, "child")
    assert remark([item_tally(20, 27)], "child") == ""


def test_free_text_has_no_figure_to_tell_anything():
    written = ItemTally(item("q4", "text"), {}, ("1",), None, (), (), (), (), (("1", "Fine."),))
    assert risks(written) == ()


@given(st.integers(0, 40).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_nothing_small_goes_without_a_warning(counts):
    good, of = counts
    found = {risk.kind for risk in risks(item_tally(good, of))}
    assert ("few" in found) is (0 < of < 10)
    assert ("option" in found) is (is_small(good) or is_small(of - good))
    if good and is_small(of - good):
        assert found & {"rest", "told"}


@pytest.mark.parametrize(
    ("sizes", "group"),
    [
        ({"boys": 22, "girls": 5}, "girls"),
        ({"boys": 22, "girls": 5, "not known": 1}, None),
        ({"boys": 22, "girls": 0}, None),
        ({"girls": 5}, None),
        ({"boys": 12, "girls": 14}, None),
    ],
)
def test_a_single_small_group_follows_from_the_others(sizes, group):
    assert follows_from_the_rest(sizes) == group
