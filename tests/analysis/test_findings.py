"""Findings: the proposed side, the printed share, the sentence, and an inspector's say."""

from __future__ import annotations

import dataclasses

import pytest
from builders import programme_of, question, said, sitting, small_programme, small_record
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.analysis.figures import Figure, percent
from fieldwork.analysis.findings import deciding, finding_line, findings, propose, share_text
from fieldwork.analysis.scoring import score_all
from fieldwork.programme.models import Wordings
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record import names
from fieldwork.record.views import Finding, Inspection

PROGRAMME = small_programme()
COUNTED = dataclasses.replace(PROGRAMME, scores=False, bands=())
WORDS = load_share_words()
ASKED = dataclasses.replace(
    question("1.1.1"),
    wordings=Wordings("{share} of cases had a screening.", "Only {share} of cases had a screening."),
)


def figure(yes, of):
    return Figure(yes, of, percent=percent(yes, of))


def line(yes, of, decision=None, programme=PROGRAMME):
    found = figure(yes, of) if programme.scores else Figure(yes, of)
    return finding_line(programme, ASKED, found, decision, WORDS)


def decided(side=None, wording=None):
    record = small_record()
    finding = Finding(record, "1.1.1")
    said(record, sitting(), (finding.id, names.SIDE, side), (finding.id, names.WORDING, wording))
    return finding


@pytest.mark.parametrize(
    ("yes", "of", "expected"),
    [
        (3, 4, "strength"),
        (149, 200, "strength"),
        (74, 100, "choice"),
        (6, 10, "choice"),
        (59, 100, "improvement"),
        (0, 3, "improvement"),
        (0, 0, None),
    ],
)
def test_the_programme_proposes_by_its_two_lines(yes, of, expected):
    asked = PROGRAMME.questions[0]
    assert propose(PROGRAMME, asked, figure(yes, of)) == expected
    assert propose(COUNTED, asked, Figure(yes, of)) == expected
    fact = dataclasses.replace(asked, neutral=True)
    assert propose(PROGRAMME, fact, figure(yes, of)) == (expected and "choice")


@pytest.mark.parametrize(
    ("yes", "of", "expected"),
    [
        (56, 67, "84%"),
        (1, 5, "one of the five"),
        (3, 5, "three of the five"),
        (9, 10, "90%"),
        (8, 9, "eight of the nine"),
        (2, 2, "both"),
        (13, 13, "all"),
        (0, 12, "none"),
        (0, 0, ""),
    ],
)
def test_percentages_from_ten_answers_on_counts_and_words_below(yes, of, expected):
    assert share_text(PROGRAMME, yes, of, WORDS) == expected


def test_without_published_scores_there_are_counts_and_words():
    assert share_text(COUNTED, 18, 20, WORDS) == "all but two of the 20"
    assert share_text(COUNTED, 8, 9, WORDS) == "all but one of the nine"


@pytest.mark.parametrize(
    ("yes", "of", "sentence"),
    [
        (56, 67, "84% of cases had a screening."),
        (4, 5, "Four of the five cases had a screening."),
        (27, 67, "Only 40% of cases had a screening."),
        (1, 5, "Only one of the five cases had a screening."),
        (13, 13, "All cases had a screening."),
        (0, 0, ""),
    ],
)
def test_the_sentence_takes_its_side_and_its_figure(yes, of, sentence):
    assert line(yes, of).sentence == sentence


def test_an_area_for_improvement_may_be_said_by_what_is_lacking():
    wordings = dataclasses.replace(ASKED.wordings, lacking="{share} of cases had no screening.")
    asked = dataclasses.replace(ASKED, wordings=wordings)
    found = finding_line(PROGRAMME, asked, figure(27, 67), None, WORDS)
    assert (found.share, found.sentence) == ("60%", "60% of cases had no screening.")
    assert finding_line(PROGRAMME, asked, figure(0, 12), None, WORDS).sentence == "All cases had no screening."
    assert finding_line(PROGRAMME, asked, figure(56, 67), None, WORDS).share == "84%"


def test_an_inspector_decides_the_side():
    found = line(56, 67, decided("improvement"))
    assert (found.proposed, found.side, found.own) == ("strength", "improvement", False)
    assert found.sentence == "Only 84% of cases had a screening."
    assert line(56, 67, decided("left")).side == "left"
    assert line(56, 67, decided("nonsense")).side == "strength"


@pytest.mark.parametrize(
    ("yes", "in_a_report", "in_a_letter"),
    [(9, "strength", "theme"), (7, None, "theme"), (3, "improvement", "improvement")],
)
def test_taken_as_proposed_a_letter_keeps_outstanding_strengths_for_an_inspector_to_name(yes, in_a_report, in_a_letter):
    assert line(yes, 10).as_proposed == in_a_report
    assert line(yes, 10, programme=COUNTED).as_proposed == in_a_letter
    assert line(0, 0, programme=COUNTED).as_proposed is None


def test_only_a_letter_has_a_place_in_a_theme():
    assert line(9, 10, decided("theme"), COUNTED).side == "theme"
    assert line(9, 10, decided("theme")).decided is None


def test_an_inspector_words_it():
    found = line(56, 67, decided(wording="screenings {stood} on file in {share} of cases."))
    assert found.sentence == "Screenings {stood} on file in 84% of cases."
    assert (found.own, found.side) == (True, "strength")


def test_own_words_without_a_figure_stand_even_when_nothing_is_answered():
    assert line(0, 0, decided("improvement", "Staff were unsure.")).sentence == "Staff were unsure."
    assert line(0, 0, decided("improvement", "In {share} of cases.")).sentence == ""


def test_every_question_has_its_finding_in_order():
    scores = score_all(PROGRAMME, {})
    found = findings(PROGRAMME, scores, lambda _: None, WORDS)
    assert list(found) == list(PROGRAMME.question)
    assert all(one.side is None and one.sentence == "" for one in found.values())


def test_a_question_without_threads_has_a_finding_too():
    programme = programme_of(question("1.1.1", threads=()))
    assert "1.1.1" in findings(programme, score_all(programme, {}), lambda _: None, WORDS)


@given(st.integers(0, 200), st.integers(0, 200), st.booleans(), st.none() | st.text(), st.none() | st.text())
def test_whatever_is_decided_it_never_raises(yes, of, published, side, wording):
    yes = min(yes, of)
    programme = PROGRAMME if published else COUNTED
    found = line(yes, of, decided(side, wording), programme)
    if not published:
        assert "%" not in found.share


def test_a_finding_remembers_what_was_seen_and_says_when_it_is_out_of_step():
    asked = PROGRAMME.question["1.1.1"]
    first = finding_line(PROGRAMME, asked, figure(45, 50), None, WORDS)
    assert first.sight == {"side": "strength", "words": first.words}
    assert not first.out_of_step
    record = small_record(PROGRAMME)
    decisions = deciding(first, side="strength", wording="{share} had one.")
    said(record, sitting(), *decisions, (names.finding("1.1.1"), names.ORDER, 3))
    decision = Inspection(record).finding("1.1.1")
    assert (decision.side, decision.wording, decision.order) == ("strength", "{share} had one.", 3)
    kept = finding_line(PROGRAMME, asked, figure(46, 50), decision, WORDS)
    assert (kept.out_of_step, kept.sentence, kept.order) == (False, "92% had one.", 3)
    for yes, of in ((20, 50), (50, 50), (0, 0)):
        changed = finding_line(PROGRAMME, asked, figure(yes, of), decision, WORDS)
        assert changed.out_of_step, (yes, of)
        assert changed.decided == "strength"
    said(record, sitting("AB", "again"), *deciding(changed, wording=""))
    again = Inspection(record).finding("1.1.1")
    assert again.wording is None
    assert not finding_line(PROGRAMME, asked, figure(0, 0), again, WORDS).out_of_step
