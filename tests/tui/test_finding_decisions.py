from __future__ import annotations

import dataclasses

from builders import said, sitting, small_programme, small_record
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.analysis.figures import Figure
from fieldwork.analysis.findings import FindingLine
from fieldwork.record import names
from fieldwork.record.record import Record
from fieldwork.tui.finding_decisions import (
    CHOOSE,
    NOTHING_YET,
    as_printed,
    disputes_of,
    placed,
    proposed_wording,
    put_back,
    reworded,
    taken,
)

SEEN = {"side": "strength", "words": "most"}
QUESTION = small_programme().question["1.1.1"]


def line(side="strength", decided=None):
    return FindingLine("1.1.1", Figure(8, 10), side, decided, "80%", "")


def fields(statements):
    return {(one.subject, one.field): one.value for one in statements}


def test_taking_keeps_the_side_and_what_was_seen_in_one_act():
    assert fields(taken(line(), SEEN)) == {
        ("finding/1.1.1", names.SIDE): "strength",
        ("finding/1.1.1", names.SEEN): SEEN,
    }


def test_taking_a_decided_finding_keeps_its_side_and_takes_note_of_the_figure():
    assert fields(taken(line(decided="left"), SEEN))["finding/1.1.1", names.SIDE] == "left"


def test_a_choice_and_an_empty_figure_cannot_just_be_taken():
    assert taken(line("choice"), SEEN) == CHOOSE
    assert taken(line(None), SEEN) == NOTHING_YET


def test_putting_back_says_nothing_of_nothing_and_leaves_ones_own_words():
    record = small_record()
    assert put_back(line(), record) == ()
    said(record, sitting(), *placed(line(), "left", SEEN))
    assert fields(put_back(line(), record)) == {
        ("finding/1.1.1", names.SIDE): None,
        ("finding/1.1.1", names.SEEN): None,
    }
    said(record, sitting(name="two"), *reworded(line(), "My words.", "", SEEN))
    assert fields(put_back(line(), record)) == {("finding/1.1.1", names.SIDE): None}


def test_the_programmes_own_words_and_an_empty_line_are_no_wording_of_ones_own():
    proposed = proposed_wording(line(), QUESTION)
    for text in ("", "  \n ", proposed, f" {proposed} "):
        assert fields(reworded(line(), text, proposed, SEEN))["finding/1.1.1", names.WORDING] is None
    kept = fields(reworded(line(), " In\n{share} of  cases. ", proposed, SEEN))
    assert kept["finding/1.1.1", names.WORDING] == "In {share} of cases."


def test_what_will_be_printed_has_the_figure_in_its_place():
    assert as_printed(line(), "Plans were good in {share} of cases", "80%", "20%", QUESTION) == (
        "Plans were good in 80% of cases"
    )
    assert as_printed(line(), "", "80%", "20%", QUESTION) == "In 80% of cases 1.1.1 was as it should be."


def test_only_the_programmes_words_for_what_is_lacking_take_the_other_share():
    wordings = dataclasses.replace(QUESTION.wordings, lacking="{share} of cases lacked it.")
    lacking = dataclasses.replace(QUESTION, wordings=wordings)
    improve = line("improvement")
    assert as_printed(improve, "", "30%", "70%", lacking) == "70% of cases lacked it."
    assert as_printed(improve, "Only {share} of cases had it.", "30%", "70%", lacking) == "Only 30% of cases had it."


def test_two_laptops_that_decided_differently_are_told_with_who_said_what():
    record = small_record()
    other = Record(record)
    said(record, sitting("JN"), ("finding/1.1.1", names.SIDE, "strength"))
    said(other, sitting("MK", "other"), ("finding/1.1.1", names.SIDE, "improvement"))
    record.add(other)
    assert disputes_of(record) == {"1.1.1": "disputed: JN strength, MK improvement"}


@given(st.text(), st.text(max_size=20))
def test_hostile_words_are_printed_as_one_line_of_text(text, share):
    printed = as_printed(line(), text, share, "", QUESTION)
    assert "\n" not in printed.replace(share, "")
