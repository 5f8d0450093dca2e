"""The shipped programmes over the fitted answers give every figure that the two source documents print."""

from __future__ import annotations

import csv
from functools import cache

import pytest

from fieldwork.analysis.findings import findings
from fieldwork.analysis.scoring import score_all
from fieldwork.paths import data_folder
from fieldwork.programme.loading import find_programme
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record import names
from fieldwork.record.judging import judge
from fieldwork.record.record import Record, Statement
from fieldwork.record.sitting import Sitting

HEADLINE = {"Safeguarding": (60, "MODERATE"), "RoH": (53, "SUBSTANTIAL"), "LoR": (66, "MODERATE")}
CRITERIA = {
    "1.1": (53, "SUBSTANTIAL"),
    "1.2": (62, "MODERATE"),
    "1.3": (48, "SUBSTANTIAL"),
    "2.1": (56, "SUBSTANTIAL"),
    "2.2": (69, "MODERATE"),
    "2.3": (71, "MODERATE"),
    "3.1": (62, "MODERATE"),
    "3.2": (77, "MINIMUM"),
}
OVERALL = {"1": 58, "2": 66, "3": 68}

# What the report prints of each question: a phrase of the good answers, or after "not" of the others.
STRENGTHS = {
    "1.1.1": "84%", "1.1.8": "82%", "1.2.1": "nearly all", "1.2.20": "90%", "1.2.31": "87%", "1.2.24": "82%",
    "1.2.30": "85%", "1.2.37": "94%", "1.2.38": "83%", "1.2.19": "89%", "1.3.1": "78%", "1.3.6": "all",
    "1.3.7": "all", "2.1.14": "82%", "2.1.18": "80%", "2.1.9": "72%", "2.1.10": "74%", "2.2.3": "83%",
    "2.2.1": "70%", "2.2.2": "70%", "2.2.9": "86%", "2.2.8": "78%", "2.2.11": "89%", "2.2.13": "80%",
    "2.2.15": "78%", "2.3.1": "86%", "2.3.3": "over 90%", "2.3.5": "76%", "2.3.6": "83%", "2.3.10": "88%",
    "2.3.11": "all", "2.3.12": "85%", "2.3.20": "84%", "3.1.2": "75%", "3.1.6": "76%", "3.1.8": "78%",
    "3.2.1": "80%", "3.2.2": "78%", "3.2.4": "72%", "3.2.3": "75%",
}  # fmt: skip
AREAS = {
    "1.1.3": "41%", "1.1.5": "54%", "1.1.6": "36%", "1.1.4": "74%", "1.1.7": "not over a quarter",
    "1.1.11": "one of the five", "1.1.12": "three of the five", "1.1.15": "less than a fifth", "1.2.7": "most",
    "1.2.40": "60%", "1.2.8": "28%", "1.2.43": "less than half", "1.3.2": "63%", "1.3.3": "38%", "1.3.4": "39%",
    "1.3.5": "43%", "1.3.11": "35%", "1.2.2": "not nearly a third", "2.1.1": "44%", "2.1.5": "9 of the 18",
    "2.1.11": "none", "2.2.6": "two fifths", "2.3.14": "61%", "2.3.16": "36%", "2.3.18": "38%", "3.1.4": "half",
    "3.1.7": "50%",
}  # fmt: skip


LETTER = {
    "1.1": "19 of the 20", "1.2": "nine of the 10", "1.3": "nine of the 20", "1.4": "the vast majority",
    "1.7": "almost all", "1.8": "all", "2.1": "all but 2 of the 20", "2.2": "not two of the 20",
    "2.3": "11 of the 13", "2.4": "all", "2.5": "the majority", "2.6": "the majority", "3.1": "all but one",
    "3.2": "over three-quarters", "3.3": "just under three-quarters", "3.4": "not four of the 15",
    "3.5": "all but one of the nine", "3.6": "most", "4.5": "all but two", "4.6": "all but two",
}  # fmt: skip


def scored(programme_id, answers):
    """(programme, scores) of the answers in a CSV file."""
    programme, record, by = find_programme(programme_id), Record(), Sitting("JN", "fit")
    with (data_folder() / "samples" / answers).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            case = f"case/{row.pop('case')}"
            phases = Statement(case, names.PHASES, row.pop("phases"))
            said = (Statement(case, names.answer(id_), value) for id_, value in row.items() if value)
            record.add(by.entries(record, [phases, *said]))
    judgements = {case: judge(programme, record, case) for case in record.subjects("case")}
    return programme, score_all(programme, judgements)


@cache
def stockport():
    return scored("cci-2009", "stockport-2009-answers.csv")


@cache
def dorset():
    return scored("sqs-2013", "dorset-2013-answers.csv")


def test_the_answers_are_complete_and_nothing_is_provisional():
    _, scores = stockport()
    assert scores.cases == 67
    assert not any(figure.provisional for figure in scores.questions.values())


@pytest.mark.parametrize("thread", HEADLINE)
def test_headline_scores_and_comments(thread):
    figure = stockport()[1].threads[thread]
    assert (figure.percent, figure.comment) == HEADLINE[thread]


@pytest.mark.parametrize("criterion", CRITERIA)
def test_criterion_scores_and_comments(criterion):
    figure = stockport()[1].criteria[criterion]
    assert (figure.percent, figure.comment) == CRITERIA[criterion]


@pytest.mark.parametrize("section", OVERALL)
def test_section_scores_carry_no_comment(section):
    figure = stockport()[1].sections[section]
    assert (figure.percent, figure.comment) == (OVERALL[section], None)


@pytest.mark.parametrize(("question", "printed"), [*STRENGTHS.items(), *AREAS.items()])
def test_every_printed_finding(question, printed):
    figure = stockport()[1].questions[question]
    good = figure.of - figure.yes if printed.startswith("not ") else figure.yes
    assert load_share_words().fits(printed.removeprefix("not "), good, figure.of)


@pytest.mark.parametrize("question", LETTER)
def test_every_count_and_share_word_of_the_letter(question):
    printed, figure = LETTER[question], dorset()[1].questions[question]
    good = figure.of - figure.yes if printed.startswith("not ") else figure.yes
    assert load_share_words().fits(printed.removeprefix("not "), good, figure.of)


def test_the_letter_has_no_percentage_and_no_comment():
    _, scores = dorset()
    assert scores.cases == 20
    figures = (*scores.criteria.values(), *scores.sections.values(), *scores.questions.values())
    assert all((figure.percent, figure.comment) == (None, None) for figure in figures)


def test_no_printed_strength_is_proposed_as_an_area_for_improvement_nor_the_other_way_round():
    programme, scores = stockport()
    proposed = findings(programme, scores, lambda _: None, load_share_words())
    assert all(proposed[question].side in ("strength", "choice") for question in STRENGTHS)
    assert all(proposed[question].side in ("improvement", "choice") for question in AREAS)


def test_pooled_answers_are_less_sure_than_as_many_cases():
    from fieldwork.analysis.intervals import wilson

    figure = stockport()[1].criteria["1.1"]
    naive = wilson(figure.yes / figure.of, figure.of).per_cent()
    assert figure.low < naive[0]
    assert naive[1] < figure.high
