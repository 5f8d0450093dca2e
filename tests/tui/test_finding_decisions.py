from __future__ import annotations

import dataclasses

from builders import said, sitting, small_programme, small_record
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.analysis.figures import Figure
from fieldwork.analysis.findings import FindingLine, deciding
from fieldwork.analysis.scoring import score_all
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record import names
from fieldwork.record.record import Record
from fieldwork.report.live import Figures
from fieldwork.tui.finding_decisions import (
    NOTHING_YET,
    as_printed,
    choose,
    disputes_of,
    proposed_wording,
    put_back,
    reworded,
    taken,
    taken_all,
)

CHOICE = "to choose"
SEEN = {"side": "strength", "words": "most"}
PROGRAMME = small_programme()
QUESTION = PROGRAMME.question["1.1.1"]
FIGURES = Figures(PROGRAMME, score_all(PROGRAMME, {}), {}, load_share_words(), {"area": "Small"})


def line(side="strength", decided=None, yes=8):
    as_proposed = side if side != "choice" else None
    return FindingLine("1.1.1", Figure(yes, 10), side, decided, f"{yes}0%", "", words="most", as_proposed=as_proposed)


def fields(statements):
    return {(one.subject, one.field): one.value for one in statements}


def test_taking_keeps_the_side_and_what_was_seen_in_one_act():
    assert fields(taken(line(), CHOICE)) == {
        ("finding/1.1.1", names.SIDE): "strength",
        ("finding/1.1.1", names.SEEN): SEEN,
    }


def test_taking_a_decided_finding_keeps_its_side_and_takes_note_of_the_figure():
    assert fields(taken(line(decided="left"), CHOICE))["finding/1.1.1", names.SIDE] == "left"


def test_taking_puts_a_finding_where_its_programme_says():
    of_a_letter = dataclasses.replace(line("choice"), as_proposed="theme")
    assert fields(taken(of_a_letter, CHOICE))["finding/1.1.1", names.SIDE] == "theme"
    assert fields(taken_all([of_a_letter, line("choice"), line(decided="left")])) == fields(taken(of_a_letter, CHOICE))


def test_a_choice_and_an_empty_figure_cannot_just_be_taken():
    assert taken(line("choice"), CHOICE) == CHOICE
    assert taken(line(None), CHOICE) == NOTHING_YET


def test_a_choice_names_the_keys_that_hold():
    assert choose(lambda _, default: default, "findings").startswith("This one is the inspector's choice: s makes it")
    own = {"report.strength": "F6"}
    assert "F6 makes it a strength, i an area" in choose(own.get, "report")


def test_putting_back_says_nothing_of_nothing_and_leaves_ones_own_words():
    record = small_record()
    assert put_back(line(), record) == []
    said(record, sitting(), *deciding(line(), side="left"))
    assert fields(put_back(line(), record)) == {
        ("finding/1.1.1", names.SIDE): None,
        ("finding/1.1.1", names.SEEN): None,
    }
    said(record, sitting(name="two"), *reworded(line(), "My words.", ""))
    assert fields(put_back(line(), record)) == {("finding/1.1.1", names.SIDE): None}


def test_the_programmes_own_words_and_an_empty_line_are_no_wording_of_ones_own():
    proposed = proposed_wording(line(), QUESTION)
    for text in ("", "  \n ", proposed, f" {proposed} "):
        assert fields(reworded(line(), text, proposed))["finding/1.1.1", names.WORDING] is None
    kept = fields(reworded(line(), " In\n{share} of  cases. ", proposed))
    assert kept["finding/1.1.1", names.WORDING] == "In {share} of cases."


def printed(one, text, question=QUESTION):
    return as_printed(one, text, question, FIGURES).text


def test_what_will_be_printed_has_the_figure_in_its_place():
    assert printed(line(), "Plans were good in {share} of cases") == "Plans were good in 80% of cases"
    assert printed(line(), "") == "In 80% of cases 1.1.1 was as it should be."
    assert printed(line(), "{area}: {cases}") == "Small: 0"
    assert as_printed(line(), "{nobody}", QUESTION, FIGURES).unknown == ("nobody",)


def test_only_the_programmes_words_for_what_is_lacking_take_the_other_share():
    wordings = dataclasses.replace(QUESTION.wordings, lacking="{share} of cases lacked it.")
    lacking = dataclasses.replace(QUESTION, wordings=wordings)
    improve = line("improvement", yes=3)
    assert printed(improve, "", lacking) == "70% of cases lacked it."
    assert printed(improve, "Only {share} of cases had it.", lacking) == "Only 30% of cases had it."


def test_two_laptops_that_decided_differently_are_told_with_who_said_what():
    record = small_record()
    other = Record(record)
    said(record, sitting("JN"), ("finding/1.1.1", names.SIDE, "strength"))
    said(other, sitting("MK", "other"), ("finding/1.1.1", names.SIDE, "improvement"))
    record.add(other)
    assert disputes_of(record) == {"1.1.1": "disputed: JN strength, MK improvement"}


@given(st.text())
def test_hostile_words_are_printed_as_one_line_of_text(text):
    assert "\n" not in printed(line(), text)
