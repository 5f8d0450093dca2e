"""The Dorset sample gives every "n of N" and share word of the letter of 2013."""

from __future__ import annotations

import pytest

from fieldwork.analysis.comments import comments
from fieldwork.analysis.phrases import sentence
from fieldwork.analysis.scoring import score_all
from fieldwork.analysis.tallies import tally, tally_to_json
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record.returns import returns
from fieldwork.workspace import Workspace

COUNTS = {
    "1.1": (19, 20),
    "1.2": (9, 10),
    "1.3": (9, 20),
    "2.1": (18, 20),
    "2.2": (18, 20),
    "2.3": (11, 13),
    "3.1": (8, 9),
    "3.4": (11, 15),
    "3.5": (8, 9),
    "4.5": (18, 20),
    "4.6": (18, 20),
}
WORDS = {
    "1.4": "the vast majority",
    "1.5": "the vast majority",
    "1.6": "all",
    "1.7": "almost all",
    "1.8": "all",
    "2.1": "all but 2 out of the 20",
    "2.4": "all",
    "2.5": "the majority",
    "2.6": "the majority",
    "3.1": "all but one",
    "3.2": "over three-quarters",
    "3.3": "just under three-quarters",
    "3.5": "all but one out of the nine",
    "3.6": "most",
    "4.5": "all but two",
    "4.6": "all but two",
    "4.7": "both",
}
STAFF = {**dict.fromkeys(("q1", "q2", "q3"), "most"), **dict.fromkeys(("q4", "q6", "q7", "q10"), "the vast majority")}


@pytest.fixture(scope="module")
def counted(dorset: Workspace) -> dict[str, tuple[int, int]]:
    scores = score_all(dorset.programme, dorset.all_judgements)
    assert scores.cases == 20
    assert not [id_ for id_, figure in scores.questions.items() if figure.provisional or figure.percent is not None]
    return {id_: (figure.yes, figure.of) for id_, figure in scores.questions.items()}


@pytest.mark.parametrize(("question", "count"), COUNTS.items())
def test_every_count_is_exact(counted: dict[str, tuple[int, int]], question: str, count: tuple[int, int]) -> None:
    assert counted[question] == count


@pytest.mark.parametrize(("question", "phrase"), WORDS.items())
def test_every_share_word_fits(counted: dict[str, tuple[int, int]], question: str, phrase: str) -> None:
    assert load_share_words().fits(phrase, *counted[question])


def test_oversight_is_effective_and_less_so_of_safeguarding(counted: dict[str, tuple[int, int]]) -> None:
    (public, of_public), (child, of_children) = counted["2.7"], counted["3.6"]
    assert public / of_public > 0.9 > child / of_children


def test_two_classifications_were_too_low(dorset: Workspace) -> None:
    scale = dorset.programme.classifications[0].scale
    levels = {
        case.reference: [scale.index(case.attribute(f"rosh_{who}")) for who in ("yot", "own")] for case in dorset.cases
    }
    assert [reference for reference, (recorded, own) in levels.items() if recorded < own] == ["13", "17"]
    assert not [reference for reference, (recorded, own) in levels.items() if recorded > own]
    wrong = [case.reference for case in dorset.cases if dorset.judgements(case.id)["2.2"].answer == "no"]
    assert wrong == ["13", "17"]


def test_case_managers_are_as_positive_as_the_letter_says(dorset: Workspace) -> None:
    form = dorset.inspection.questionnaires["case-managers-2013"]
    words = load_share_words()
    found = tally(form, returns(dorset.record, form.id), dorset.inspection.issued(form.id), words)
    assert (found.returned, found.issued, found.problems) == (11, 13, ())
    for item, phrase in STAFF.items():
        figure = found.items[item]
        assert words.fits(phrase, len(figure.favourable or ()), figure.of), item


def test_case_managers_are_told_in_share_words_with_their_respondents(dorset: Workspace) -> None:
    form = dorset.inspection.questionnaires["case-managers-2013"]
    found = tally(form, returns(dorset.record, form.id), 13, load_share_words(), rates=dorset.programme.scores)
    assert "%" not in str(tally_to_json(found)) + "".join(map(sentence, found.items.values()))
    assert all(item.percent is None for item in found.items.values())
    assert found.items["q1"].words == "most"  # Dorset 2013, 2.6: "most case managers had sufficient experience"
    assert sentence(found.items["q6"]) == "Nearly all case managers felt that they were well trained."
    assert len(comments(form, returns(dorset.record, form.id))) == 9


def test_a_pre_sentence_report_has_a_date_before_the_sentence(dorset: Workspace) -> None:
    for case in dorset.cases:
        written = dorset.judgements(case.id)["1.3"].answer == "yes"
        assert (case.date("psr") is not None) == written
        assert not written or case.date("psr") < case.date("sentence")


def test_a_risk_that_calls_for_planning_is_at_least_medium(dorset: Workspace) -> None:
    for case in dorset.cases:
        for question, own in (("2.3", "rosh_own"), ("3.4", "vulnerability_own")):
            relevant = dorset.judgements(case.id)[question].answer != "na"
            assert relevant == (case.attribute(own) != "low"), (case.reference, question)


def test_four_quotations_and_the_one_on_partners(dorset: Workspace) -> None:
    quoted = [note for note in dorset.inspection.notes if note.quotation and note.good_practice]
    assert sorted(str(note.criterion) for note in quoted) == ["1", "2", "3", "4", "None"]
