from __future__ import annotations

from fieldwork.analysis.figures import Figure
from fieldwork.analysis.findings import FindingLine
from fieldwork.analysis.in_step import out_of_step, seen_now
from fieldwork.programme.sharewords import load_share_words

WORDS = load_share_words()


def line(yes, of, proposed="strength"):
    return FindingLine("1.1.1", Figure(yes, of), proposed, None, "", "")


def test_what_is_seen_is_the_proposed_side_and_the_share_word_and_no_percentage():
    seen = seen_now(line(18, 20), WORDS)
    assert seen["side"] == "strength"
    assert seen["words"]
    assert "%" not in seen["words"]
    assert seen_now(line(0, 0, None), WORDS) == {"side": None, "words": ""}


def test_a_figure_that_moves_within_its_word_leaves_the_finding_in_step():
    assert out_of_step(seen_now(line(81, 100), WORDS), seen_now(line(82, 100), WORDS)) == ""


def test_another_word_or_another_side_is_told_with_what_it_was():
    told = out_of_step({"side": "strength", "words": "most"}, seen_now(line(50, 100, "improvement"), WORDS))
    assert told == "was a strength, is an area for improvement; was most, is half"


def test_a_figure_whose_answers_went_away_is_told_too():
    told = out_of_step({"side": "strength", "words": "most"}, seen_now(line(0, 0, None), WORDS))
    assert told == "was a strength, is without an answer; was most, is nothing"


def test_what_nobody_saw_is_not_out_of_step():
    for seen in (None, "most", 3, ["strength"]):
        assert out_of_step(seen, seen_now(line(1, 20), WORDS)) == ""
