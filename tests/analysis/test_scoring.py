"""Scores from judgements: by hand, from scratch, and by difference."""

from __future__ import annotations

import dataclasses
import random

import pytest
from builders import CASE_07, CASE_08, answered, programme_of, question, sitting, small_programme, small_record
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from fieldwork.analysis.figures import percent
from fieldwork.analysis.scoring import ScoreBoard, score, score_all, scores_to_json
from fieldwork.record.judging import Judgement, judge

PROGRAMME = small_programme()
FIGURE_KEYS = [
    "yes",
    "of",
    "unanswered",
    "disputed",
    "provisional",
    "percent",
    "comment",
    "low",
    "high",
    "interval",
]

STATES = st.sampled_from(["yes", "no", "na", "rule:na", "rule:no", "open", "waits", "disputed"])
CASES = st.sampled_from([f"case/{letter}" for letter in "abcdef"])


def judgement(question_id, state):
    if state.startswith("rule:"):
        made = state.removeprefix("rule:")
        return Judgement(question_id, "rule", made, made)
    if state in ("yes", "no", "na"):
        return Judgement(question_id, "answered", state)
    return Judgement(question_id, state, None)


def judged(states, programme=PROGRAMME):
    """Judgements for all questions of `programme` out of a list of states."""
    return {q.id: judgement(q.id, s) for q, s in zip(programme.questions, states, strict=True)}


JUDGEMENTS = st.lists(STATES, min_size=len(PROGRAMME.questions), max_size=len(PROGRAMME.questions)).map(judged)
EVERYTHING = st.dictionaries(CASES, JUDGEMENTS)


def plain(programme, everything, ids):
    """(yes, of, unanswered, disputed) counted in the plainest way."""
    made = [everything[case][id_] for case in everything for id_ in ids]
    scored = [one for one in made if one.answer in ("yes", "no")]
    good = [one for one in scored if one.answer == programme.question[one.question].good]
    return (
        len(good),
        len(scored),
        sum(one.status in ("open", "waits") for one in made),
        sum(one.status == "disputed" for one in made),
    )


def two_cases():
    record = small_record()
    answered(
        record, sitting(), CASE_07, q1_1_1="yes", q1_1_2="no", q1_1_3="yes", q1_1_10="no", q1_2_1="yes", q1_2_2="no"
    )
    answered(record, sitting("AB"), CASE_08, q1_1_1="no", q1_1_10="yes", q1_1_16="yes", q1_2_2="yes")
    return {case: judge(PROGRAMME, record, case) for case in (CASE_07, CASE_08)}


def test_what_two_cases_add_up_to():
    scores = score_all(PROGRAMME, two_cases())
    # 07: yes no yes · no · (1.1.13 n/a) · 1.1.16 no by rule; 08: no, then n/a n/a · yes · (n/a) · yes
    figure = scores.criteria["1.1"]
    assert (figure.yes, figure.of, figure.percent, figure.comment) == (4, 8, 50, "SUBSTANTIAL")
    assert not figure.provisional
    assert figure.interval == "clustered"
    assert figure.cases_for == figure.cases_against == (CASE_08, CASE_07)
    assert figure.cases_open == ()


def test_the_good_answer_may_be_no():
    figure = score_all(PROGRAMME, two_cases()).questions["1.2.2"]
    assert (figure.yes, figure.of, figure.cases_for, figure.cases_against) == (1, 2, (CASE_07,), (CASE_08,))
    assert figure.interval == "wilson"


def test_a_neutral_question_has_its_own_figure_and_counts_in_no_other():
    fact = "1.2.1"
    questions = tuple(dataclasses.replace(one, neutral=one.id == fact) for one in PROGRAMME.questions)
    programme = dataclasses.replace(PROGRAMME, questions=questions)
    before, scores = score_all(PROGRAMME, two_cases()), score_all(programme, two_cases())
    assert scores.questions == before.questions
    assert (scores.questions[fact].yes, scores.questions[fact].unanswered) == (1, 1)
    for kind, id_ in (("criteria", "1.2"), ("sections", "1"), ("threads", "LoR")):
        was, now = getattr(before, kind)[id_], getattr(scores, kind)[id_]
        assert (was.yes - now.yes, was.of - now.of, was.unanswered - now.unanswered) == (1, 1, 1)
    assert score(programme, two_cases(), ["1.2.1", "1.2.2"]) == dataclasses.replace(
        scores.criteria["1.2"], comment=None
    )
    assert score(programme, two_cases(), [fact]) == scores.questions[fact]


def test_unanswered_stands_beside_the_score_and_makes_it_provisional():
    figure = score_all(PROGRAMME, two_cases()).criteria["1.2"]
    assert (figure.yes, figure.of, figure.unanswered, figure.provisional) == (2, 3, 1, True)
    assert figure.cases_open == (CASE_08,)


def test_a_dispute_is_counted_apart():
    record = small_record(cases=("07",))
    entries = [
        by.entries(record, [(CASE_07, "answer:1.2.1", value)])
        for by, value in ((sitting("JN"), "yes"), (sitting("AB"), "no"))
    ]
    for made in entries:
        record.add(made)
    figure = score_all(PROGRAMME, {CASE_07: judge(PROGRAMME, record, CASE_07)}).questions["1.2.1"]
    assert (figure.of, figure.unanswered, figure.disputed, figure.provisional) == (0, 0, 1, True)
    assert figure.percent is figure.low is figure.high is None


def test_comments_stand_by_threads_and_criteria_only():
    scores = score_all(PROGRAMME, two_cases())
    assert scores.threads["RoH"].comment
    assert scores.sections["1"].percent is not None
    assert all(figure.comment is None for figure in (*scores.sections.values(), *scores.questions.values()))


def test_a_thread_takes_its_questions_from_any_criterion():
    everything = two_cases()
    figure = score_all(PROGRAMME, everything).threads["LoR"]
    assert (figure.yes, figure.of) == plain(PROGRAMME, everything, ["1.1.2", "1.2.1", "1.2.2"])[:2]


def test_without_published_scores_there_are_counts_and_intervals_only():
    programme = dataclasses.replace(PROGRAMME, scores=False, bands=())
    figure = score_all(programme, two_cases()).criteria["1.1"]
    assert (figure.yes, figure.of, figure.percent, figure.comment) == (4, 8, None, None)
    assert figure.low is not None
    assert figure.share == 50


def test_the_mean_of_questions_weighs_every_question_alike():
    programme = dataclasses.replace(
        programme_of(question("1.1.1"), question("1.1.2"), question("1.1.3")), aggregator="mean_of_questions"
    )
    states = [["yes", "yes", "na"]] + [["yes", "no", "na"]] * 2 + [["na", "no", "na"]] * 6
    everything = {f"case/{n}": judged(row, programme) for n, row in enumerate(states)}
    figure = score(programme, everything, ["1.1.1", "1.1.2", "1.1.3"])
    assert figure.percent == 56  # 100% and 1 of 9, and nothing of a question that nobody answered
    assert score(dataclasses.replace(programme, aggregator="pooled"), everything, ["1.1.1", "1.1.2"]).percent == 33
    assert figure.low < 56 < figure.high


def test_an_unknown_question_is_refused_and_a_double_one_counts_once():
    everything = two_cases()
    with pytest.raises(KeyError):
        score(PROGRAMME, everything, ["9.9.9"])
    assert score(PROGRAMME, everything, ["1.1.1", "1.1.1"]) == score(PROGRAMME, everything, ["1.1.1"])


def test_no_cases_no_scores():
    figure = score_all(PROGRAMME, {}).threads["RoH"]
    assert (figure.yes, figure.of, figure.percent, figure.comment, figure.provisional) == (0, 0, None, None, False)


def test_the_json_is_what_the_contract_says():
    found = scores_to_json(PROGRAMME, score_all(PROGRAMME, two_cases()))
    assert list(found) == ["programme", "cases", "threads", "criteria", "sections", "questions"]
    assert (found["programme"], found["cases"]) == ("small", 2)
    assert list(found["threads"]) == ["RoH", "LoR", "Safeguarding"]
    assert list(found["questions"]) == [q.id for q in PROGRAMME.questions]
    figures = [figure for kind in list(found)[2:] for figure in found[kind].values()]
    assert all(list(figure) == FIGURE_KEYS for figure in figures)
    assert found["questions"]["1.1.1"] == {
        "yes": 1,
        "of": 2,
        "unanswered": 0,
        "disputed": 0,
        "provisional": False,
        "percent": 50,
        "comment": None,
        "low": 9.5,
        "high": 90.5,
        "interval": "wilson",
    }


@given(EVERYTHING, st.sampled_from(["pooled", "mean_of_questions"]))
def test_every_figure_holds_together(everything, aggregator):
    programme = dataclasses.replace(PROGRAMME, aggregator=aggregator)
    scores = score_all(programme, everything)
    for kind in (scores.threads, scores.criteria, scores.sections, scores.questions):
        for figure in kind.values():
            assert 0 <= figure.yes <= figure.of
            assert (figure.percent is None) == (figure.of == 0) == (figure.low is None)
            if figure.percent is not None:
                assert 0 <= figure.low <= figure.percent + 0.55
                assert figure.percent - 0.55 <= figure.high <= 100
            assert bool(figure.cases_for) == (figure.yes > 0)
            assert bool(figure.cases_against) == (figure.yes < figure.of)
            assert bool(figure.cases_open) == figure.provisional


@given(EVERYTHING)
def test_figures_are_the_plain_counts(everything):
    scores = score_all(PROGRAMME, everything)
    for criterion, questions in PROGRAMME.by_criterion.items():
        figure = scores.criteria[criterion]
        expected = plain(PROGRAMME, everything, [q.id for q in questions])
        assert (figure.yes, figure.of, figure.unanswered, figure.disputed) == expected
        assert figure.percent == percent(figure.yes, figure.of)


@given(EVERYTHING, st.randoms(use_true_random=False), st.sampled_from(["pooled", "mean_of_questions"]))
def test_neither_the_order_of_cases_nor_of_questions_matters(everything, rng: random.Random, aggregator):
    programme = dataclasses.replace(PROGRAMME, aggregator=aggregator)
    cases, ids = list(everything), list(programme.question)
    expected = score(programme, everything, ids)
    rng.shuffle(cases)
    rng.shuffle(ids)
    assert score(programme, {case: everything[case] for case in cases}, ids) == expected


class BoardMachine(RuleBasedStateMachine):
    """Whatever is put on a board and taken off, it shows what is there now."""

    def __init__(self):
        super().__init__()
        self.programme = None
        self.there = {}

    @precondition(lambda self: self.programme is None)
    @rule(aggregator=st.sampled_from(["pooled", "mean_of_questions"]), published=st.booleans())
    def begin(self, aggregator, published):
        self.programme = dataclasses.replace(PROGRAMME, aggregator=aggregator, scores=published)
        self.board = ScoreBoard(self.programme)

    @precondition(lambda self: self.programme is not None)
    @rule(case=CASES, judgements=JUDGEMENTS)
    def update(self, case, judgements):
        self.there[case] = judgements
        self.board.update(case, judgements)

    @precondition(lambda self: self.there)
    @rule(data=st.data(), state=STATES)
    def answer_one(self, data, state):
        case = data.draw(st.sampled_from(sorted(self.there)))
        question_id = data.draw(st.sampled_from(list(PROGRAMME.question)))
        self.there[case] = {**self.there[case], question_id: judgement(question_id, state)}
        self.board.update(case, self.there[case])

    @precondition(lambda self: self.programme is not None)
    @rule(case=CASES)
    def remove(self, case):
        self.there.pop(case, None)
        self.board.remove(case)

    @precondition(lambda self: self.programme is not None)
    @rule()
    def ask(self):
        self.board.scores()

    @invariant()
    def shows_what_is_there(self):
        if self.programme is None:
            return
        assert self.board.scores() == score_all(self.programme, self.there)
        assert self.board.cases == len(self.there)
        for criterion, questions in self.programme.by_criterion.items():
            scratch = score(self.programme, self.there, [q.id for q in questions], comment=True)
            assert self.board.figure("criterion", criterion) == scratch


TestBoard = BoardMachine.TestCase
