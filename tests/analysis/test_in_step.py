from __future__ import annotations

from fieldwork.analysis.figures import Figure
from fieldwork.analysis.findings import FindingLine
from fieldwork.analysis.in_step import change_words


def line(proposed, words, seen):
    return FindingLine("1.1.1", Figure(1, 2), proposed, None, "", "", words=words, seen=seen)


def test_a_figure_that_moves_within_its_word_leaves_the_finding_in_step():
    assert change_words(line("strength", "most", {"side": "strength", "words": "most"})) == ""


def test_another_word_or_another_side_is_told_with_what_it_was():
    assert change_words(line("strength", "half", {"side": "strength", "words": "most"})) == "was most, is half"
    told = change_words(line("improvement", "half", {"side": "strength", "words": "most"}))
    assert told == "was a strength, is an area for improvement; was most, is half"


def test_a_figure_whose_answers_went_away_is_told_too():
    told = change_words(line(None, "", {"side": "strength", "words": "most"}))
    assert told == "was a strength, is without an answer; was most, is nothing"


def test_what_nobody_saw_is_not_out_of_step():
    assert change_words(line("strength", "most", None)) == ""


def test_something_else_that_was_seen_is_told_without_inventing_a_word_for_it():
    assert change_words(line("strength", "most", {"side": "strength", "words": "most", "more": 1})) == (
        "its figure was another one"
    )
