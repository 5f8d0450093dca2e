"""How far the next comment is: by the printed whole per cent, for both ways of adding up."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

import pytest
from builders import small_programme
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.analysis.distance import Distance, could_become, distance
from fieldwork.analysis.figures import Figure, band, percent, percent_of

POOLED = small_programme()
MEAN = dataclasses.replace(POOLED, aggregator="mean_of_questions")
BANDS = POOLED.bands


def pooled(yes, of, **more):
    return Figure(yes, of, percent=percent(yes, of), **more)


def mean(parts):
    """The figure of a set of questions, and the figure of each."""
    answered = [Fraction(yes, of) for yes, of in parts if of]
    share = sum(answered, Fraction(0)) / len(answered)
    whole = Figure(sum(yes for yes, _ in parts), sum(of for _, of in parts), percent=percent_of(share))
    return whole, [pooled(yes, of) for yes, of in parts]


def of_score(score):
    return band(BANDS, score)


def test_stockports_risk_of_harm():
    far = distance(POOLED, pooled(326, 610))  # 53% SUBSTANTIAL as published; 60 is printed from 59.5% on: 363 of 610
    assert (far.better.answers, far.better.band.comment) == (37, "MODERATE")
    assert (far.worse.answers, far.worse.band.comment) == (86, "DRASTIC")
    assert (far.better.edge.start, far.worse.edge.start) == (60, 40)


def test_there_is_nothing_above_the_best_and_below_the_worst_and_of_nothing():
    assert distance(POOLED, pooled(100, 100)).better is None
    assert distance(POOLED, pooled(0, 100)).worse is None
    assert distance(POOLED, Figure()) == Distance()
    assert distance(dataclasses.replace(POOLED, bands=()), pooled(1, 2)) == Distance()


answers = st.tuples(st.integers(1, 400), st.integers(0, 400)).map(lambda pair: (min(pair[1], pair[0]), pair[0]))


@given(answers)
def test_so_many_answers_cross_the_edge_and_one_fewer_does_not(pair):
    yes, of = pair
    far = distance(POOLED, pooled(yes, of))
    here = of_score(percent(yes, of))
    if far.better is not None:
        assert of_score(percent(yes + far.better.answers, of)).start >= far.better.band.start
        assert of_score(percent(yes + far.better.answers - 1, of)) == here
    if far.worse is not None:
        assert of_score(percent(yes - far.worse.answers, of)).start <= far.worse.band.start
        assert of_score(percent(yes - far.worse.answers + 1, of)) == here
    assert (far.better is None) == (here.start == max(one.start for one in BANDS))
    assert (far.worse is None) == (here.start == min(one.start for one in BANDS))


small = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(lambda pair: (min(pair), max(pair)))


def after_turning(parts, turned, sign):
    return mean([(yes + sign * change, of) for (yes, of), change in zip(parts, turned, strict=True)])[0].percent


def ways(room, answers):
    """Every way to turn `answers` answers, so many in each question as there are."""
    if not room:
        return [()] if answers == 0 else []
    return [(here, *rest) for here in range(min(room[0], answers) + 1) for rest in ways(room[1:], answers - here)]


@given(st.lists(small, min_size=1, max_size=3).filter(lambda parts: any(of for _, of in parts)))
def test_in_a_mean_the_best_choice_of_so_many_crosses_the_edge_and_no_choice_of_one_fewer_does(parts):
    whole, questions = mean(parts)
    far = distance(MEAN, whole, questions)
    here = of_score(whole.percent)
    for step, sign, room in (
        (far.better, 1, [of - yes for yes, of in parts]),
        (far.worse, -1, [yes for yes, _ in parts]),
    ):
        if step is None:
            continue
        assert step.least
        crossed = [of_score(after_turning(parts, way, sign)) != here for way in ways(room, step.answers)]
        assert any(crossed)
        assert not any(of_score(after_turning(parts, way, sign)) != here for way in ways(room, step.answers - 1))


@pytest.mark.parametrize(
    ("yes", "of", "unanswered", "ends"),
    [(2, 4, 1, ("SUBSTANTIAL", "MODERATE")), (2, 4, 0, None), (0, 0, 3, ("DRASTIC", "MINIMUM"))],
)
def test_what_is_still_open_could_lead_from_the_worst_to_the_best(yes, of, unanswered, ends):
    found = could_become(POOLED, pooled(yes, of, unanswered=unanswered))
    assert (found and tuple(one.comment for one in found)) == ends


@given(answers, st.integers(1, 50), st.data())
def test_however_open_questions_are_answered_the_comment_lies_between_the_ends(pair, missing, data):
    yes, of = pair
    low, high = could_become(POOLED, pooled(yes, of, unanswered=missing))
    good = data.draw(st.integers(0, missing))
    bad = data.draw(st.integers(0, missing - good))
    assert low.start <= of_score(percent(yes + good, of + good + bad)).start <= high.start
