"""The Stockport sample gives what the report of 2009 prints."""

from __future__ import annotations

import pytest

from fieldwork.analysis.figures import Figure
from fieldwork.analysis.phrases import behind, sentence
from fieldwork.analysis.scoring import Scores, score_all
from fieldwork.analysis.tallies import Tally, tally
from fieldwork.programme.sharewords import ShareWords, load_share_words
from fieldwork.record.returns import returns
from fieldwork.report.document import Heading, Listing, Paragraph, Remark
from fieldwork.report.drafting import draft_document
from fieldwork.workspace import Workspace

HEADLINES = {"Safeguarding": (60, "MODERATE"), "RoH": (53, "SUBSTANTIAL"), "LoR": (66, "MODERATE")}
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
SECTIONS = {"1": (58, None), "2": (66, None), "3": (68, None)}

PERCENTAGES = {
    "1.1.1": 84,
    "1.1.8": 82,
    "1.1.3": 41,
    "1.1.5": 54,
    "1.1.6": 36,
    "1.1.4": 74,
    "1.2.20": 90,
    "1.2.31": 87,
    "1.2.24": 82,
    "1.2.30": 85,
    "1.2.37": 94,
    "1.2.38": 83,
    "1.2.19": 89,
    "1.2.40": 60,
    "1.2.8": 28,
    "1.3.1": 78,
    "1.3.2": 63,
    "1.3.3": 38,
    "1.3.4": 39,
    "1.3.5": 43,
    "1.3.11": 35,
    "2.1.14": 82,
    "2.1.18": 80,
    "2.1.9": 72,
    "2.1.10": 74,
    "2.1.1": 44,
    "2.1.11": 0,
    "2.2.3": 83,
    "2.2.1": 70,
    "2.2.2": 70,
    "2.2.9": 86,
    "2.2.8": 78,
    "2.2.11": 89,
    "2.2.13": 80,
    "2.2.15": 78,
    "2.3.1": 86,
    "2.3.5": 76,
    "2.3.6": 83,
    "2.3.10": 88,
    "2.3.11": 100,
    "2.3.12": 85,
    "2.3.20": 84,
    "2.3.14": 61,
    "2.3.16": 36,
    "2.3.18": 38,
    "3.1.2": 75,
    "3.1.6": 76,
    "3.1.8": 78,
    "3.1.4": 50,
    "3.1.7": 50,
    "3.2.1": 80,
    "3.2.2": 78,
    "3.2.4": 72,
    "3.2.3": 75,
}
COUNTS = {"1.1.11": (1, 5), "1.1.12": (3, 5), "2.1.5": (9, 18)}
WORDS = {
    "1.1.15": "less than a fifth",
    "1.2.1": "nearly all",
    "1.2.7": "most",
    "1.2.43": "less than half",
    "1.3.6": "all",
    "1.3.7": "all",
    "2.1.5": "half",
    "2.1.11": "none",
    "2.2.6": "two fifths",
    "2.3.3": "over 90%",
    "2.3.11": "all",
    "3.1.4": "half",
    "3.1.7": "half",
}
WORDS_OF_THE_REST = {"1.1.7": "over a quarter", "1.2.2": "nearly a third"}
"""Said of the cases that had it not."""

CHILDREN = {
    "q1": (26, 27, "nearly all"),
    "q2": (25, 27, "over 90%"),
    "q3": (26, 27, "nearly all"),
    "q6": (24, 27, "nearly 90%"),
    "q8": (22, 27, "most"),
    "q9": (24, 26, "92%"),
    "q13": (22, 27, "most"),
}


@pytest.fixture(scope="module")
def scores(stockport: Workspace) -> Scores:
    return score_all(stockport.programme, stockport.all_judgements)


@pytest.fixture(scope="module")
def words() -> ShareWords:
    return load_share_words()


def tallied(workspace: Workspace, questionnaire: str) -> Tally:
    inspection = workspace.inspection
    return tally(
        inspection.questionnaires[questionnaire],
        returns(workspace.record, questionnaire),
        inspection.issued(questionnaire),
        load_share_words(),
    )


@pytest.mark.parametrize(
    ("kind", "published"), [("threads", HEADLINES), ("criteria", CRITERIA), ("sections", SECTIONS)]
)
def test_every_score_and_comment_is_as_printed(scores: Scores, kind: str, published: dict[str, object]) -> None:
    figures: dict[str, Figure] = getattr(scores, kind)
    assert {id_: (figure.percent, figure.comment) for id_, figure in figures.items()} == published


def test_nothing_is_provisional(scores: Scores) -> None:
    assert scores.cases == 67
    for figures in (scores.threads, scores.criteria, scores.sections, scores.questions):
        assert not [id_ for id_, figure in figures.items() if figure.provisional]


@pytest.mark.parametrize(("question", "percent"), PERCENTAGES.items())
def test_a_printed_percentage_is_right_within_rounding(scores: Scores, question: str, percent: int) -> None:
    assert scores.questions[question].percent == percent


@pytest.mark.parametrize(("question", "count"), COUNTS.items())
def test_a_printed_count_is_exact(scores: Scores, question: str, count: tuple[int, int]) -> None:
    figure = scores.questions[question]
    assert (figure.yes, figure.of) == count


@pytest.mark.parametrize(("question", "phrase"), WORDS.items())
def test_a_printed_share_word_fits(scores: Scores, words: ShareWords, question: str, phrase: str) -> None:
    figure = scores.questions[question]
    assert words.fits(phrase, figure.yes, figure.of)


@pytest.mark.parametrize(("question", "phrase"), WORDS_OF_THE_REST.items())
def test_a_share_word_of_what_was_lacking_fits(scores: Scores, words: ShareWords, question: str, phrase: str) -> None:
    figure = scores.questions[question]
    assert words.fits(phrase, figure.of - figure.yes, figure.of)


def test_twenty_seven_children_answered(stockport: Workspace) -> None:
    found = tallied(stockport, "children-2009")
    assert (found.returned, found.issued, found.problems) == (27, 34, ())


@pytest.mark.parametrize(("item", "published"), CHILDREN.items())
def test_the_children_said_what_is_printed(
    stockport: Workspace, words: ShareWords, item: str, published: tuple[int, int, str]
) -> None:
    favourable, of, phrase = published
    found = tallied(stockport, "children-2009").items[item]
    assert (len(found.favourable or ()), found.of) == (favourable, of)
    assert words.fits(phrase, favourable, of)


def test_92_per_cent_is_of_those_who_answered(stockport: Workspace) -> None:
    found = tallied(stockport, "children-2009").items["q9"]
    assert found.percent == 92
    assert len(found.blank) == 1


def test_forms_have_blanks_unreadable_marks_and_two_ticks(stockport: Workspace) -> None:
    items = tallied(stockport, "children-2009").items.values()
    assert all(any(getattr(item, mark) for item in items) for mark in ("blank", "unreadable", "multiple"))
    assert not any(item.pending for item in items)
    assert sum(len(item.texts) for item in items) > 30


def test_victims_are_told_in_words_alone(stockport: Workspace) -> None:
    found = tallied(stockport, "victims-2009")
    assert found.returned == 2
    assert (found.items["q2"].words, found.items["q2"].percent) == ("both", None)
    assert (found.items["q4"].words, found.items["q4"].percent) == ("one of the two", None)


def test_second_keyings_differ_a_little_and_all_is_settled_from_the_paper(stockport: Workspace) -> None:
    keyed = returns(stockport.record, "children-2009")
    first = {one.serial: one for one in keyed if one.keying == 1}
    second = [one for one in keyed if one.keying == 2]
    items = stockport.inspection.questionnaires["children-2009"].items
    differing = [
        (one.serial, item.id)
        for one in second
        for item in items
        if one.item(item.id) != first[one.serial].item(item.id)
    ]
    assert len(second) == 4
    assert len(differing) == 3
    assert all(one.keyed_by != first[one.serial].keyed_by for one in second)
    assert all(first[serial].settled(item_id) is not None for serial, item_id in differing)


@pytest.mark.parametrize("criterion", ["1.2", "2.2", "3.2"])
def test_the_report_s_good_practice_is_noted(stockport: Workspace, criterion: str) -> None:
    notes = stockport.inspection.notes
    assert [note for note in notes if note.good_practice and note.criterion == criterion]


def test_mostly_white_as_the_area(stockport: Workspace) -> None:
    white = [case for case in stockport.cases if case.attribute("ethnicity") == "white"]
    assert len(white) == 64


SERVICE_USERS = (
    # the line of the report's "Service users' perspective", its words for the share, and what the draft prints
    ("children-2009", "q1", "nearly all", "nearly all (26 of 27, 96%)"),
    ("children-2009", "q2", "over 90%", "over 90% (25 of 27, 93%)"),
    ("children-2009", "q3", "nearly all", "nearly all (26 of 27, 96%)"),
    ("children-2009", "q6", "nearly 90%", "nearly 90% (24 of 27, 89%)"),
    ("children-2009", "q8", "most", "most (22 of 27, 81%)"),
    ("children-2009", "q9", "92%", "over 90% (24 of 26, 92%)"),
    ("children-2009", "q13", "most", "most (22 of 27, 81%)"),
    ("victims-2009", "q2", "both", "both"),
    ("victims-2009", "q4", "one", "one of the two"),
)
PRINTED_OTHERWISE = {
    ("children-2009", "q9"): "the report prints the bare 92%; the ladder has words, and 92% of 26 stands behind them",
    ("victims-2009", "q4"): "the report says “one victim”; the ladder says of how many",
}


@pytest.mark.parametrize("line", SERVICE_USERS, ids=lambda line: "-".join(line[:2]))
def test_every_line_of_the_service_users_has_its_published_words(
    stockport: Workspace, words: ShareWords, line: tuple[str, str, str, str]
) -> None:
    form, item, published, drafted = line
    found = tallied(stockport, form).items[item]
    assert f"{found.words} ({behind(found)})".removesuffix(" ()") == drafted
    assert words.fits(published, len(found.favourable or ()), found.of)
    assert (found.words == published) is ((form, item) not in PRINTED_OTHERWISE)


def test_the_draft_prints_the_phrases_of_the_tally_word_for_word(stockport: Workspace) -> None:
    inspection = stockport.inspection
    keyed = {id_: returns(stockport.record, id_) for id_ in inspection.questionnaires}
    blocks = draft_document(inspection, stockport.all_judgements, keyed, load_share_words()).blocks
    start = blocks.index(Heading(2, "Service users' perspective", "service_users"))
    part = blocks[start : blocks.index(Heading(2, "Sharing good practice", "good_practice"))]
    listed = [text for block in part if isinstance(block, Listing) for text in (item.text for item in block.items)]
    tallies = [tallied(stockport, form) for form in ("children-2009", "victims-2009")]
    offered = [sentence(item) for found in tallies for item in found.items.values() if sentence(item)]
    assert listed[: len(offered)] == offered
    assert "as a result of their involvement with the YOT (24 of 26, 92%)." in "\n".join(listed)
    text = "\n".join(span.text for block in part if isinstance(block, Paragraph) for span in block.spans)
    assert "27 of the 34 that went out came back (79%)." in text
    assert "2 of the 6 that went out came back." in text
    assert "4 of the 27 forms were keyed a second time." in text
    warnings = [block.text for block in part if isinstance(block, Remark) and "Small numbers" in block.text]
    assert len(warnings) == 2
    assert "q1 (26 of 27)" in warnings[0]
    assert "Each of the two is told what the other said: q4" in warnings[1]
