"""What ships: the two programmes and three questionnaires of the source documents, complete and sourced."""

from __future__ import annotations

from collections import Counter

import pytest

from fieldwork.programme.loading import (
    find_programme,
    find_questionnaire,
    shipped_programmes,
    shipped_questionnaires,
)
from fieldwork.programme.wording import filled

CCI = find_programme("cci-2009")
SQS = find_programme("sqs-2013")
SHARES = ["84%", "18 of the 20", "nearly all", "three of the seven", "half", "none"]

# Printed as a finding on a case in the Stockport report: these rest on it, all others are assumed.
EVIDENCED = {
    "1.1": (1, 3, 4, 5, 6, 7, 8, 10, 11, 12, 15, 17),
    "1.2": (1, 2, 3, 7, 8, 17, 19, 20, 24, 30, 31, 37, 38, 40, 43),
    "1.3": (1, 2, 3, 4, 5, 6, 7, 11),
    "2.1": (1, 3, 5, 7, 9, 10, 11, 14, 18),
    "2.2": (1, 2, 3, 6, 8, 9, 11, 13, 15),
    "2.3": (1, 3, 5, 6, 10, 11, 12, 14, 16, 18, 20),
    "3.1": (2, 4, 6, 7, 8),
    "3.2": (1, 2, 3, 4),
}


def test_the_questions_of_the_core_case_inspection():
    assert len(CCI.questions) == 138
    assert {c: len(questions) for c, questions in CCI.by_criterion.items()} == {
        "1.1": 17,
        "1.2": 43,
        "1.3": 11,
        "2.1": 19,
        "2.2": 16,
        "2.3": 20,
        "3.1": 8,
        "3.2": 4,
    }
    assert [s.id for s in CCI.sections] == ["1", "2", "3"]
    assert [t.id for t in CCI.threads] == ["RoH", "LoR", "Safeguarding"]
    assert Counter(q.phase for q in CCI.questions) == {"any": 92, "community": 27, "custody": 19}
    assert {q.good for q in CCI.questions} == {"yes"}


def test_a_question_stands_in_its_criterion_in_order():
    for programme in (CCI, SQS):
        for question in programme.questions:
            assert question.id.startswith(f"{question.criterion}.")
        numbers = [tuple(map(int, q.id.split("."))) for q in programme.questions]
        assert numbers == sorted(numbers)


def test_every_question_of_the_core_case_inspection_belongs_to_a_headline():
    assert all(q.threads for q in CCI.questions)
    assert CCI.question["2.1.10"].threads == ("Safeguarding",)
    assert CCI.question["1.2.34"].threads == ("RoH", "LoR")


def test_what_the_report_prints_is_evidenced_and_the_rest_says_that_it_is_assumed():
    expected = [f"{criterion}.{number}" for criterion, numbers in EVIDENCED.items() for number in numbers]
    assert [q.id for q in CCI.questions if not q.assumed] == expected
    assert all(q.source.startswith("Stockport 2009, ") for q in CCI.questions if not q.assumed)


def test_the_bands_say_how_sure_their_edges_are():
    assert [(b.comment, b.start, b.edge) for b in CCI.bands] == [
        ("DRASTIC", 0, "proven"),
        ("SUBSTANTIAL", 40, "assumed"),
        ("MODERATE", 60, "proven"),
        ("MINIMUM", 75, "assumed"),
    ]
    assert (CCI.strength_from, CCI.improvement_below) == (75, 60)


def test_the_rules_that_differ_from_the_rest():
    assert CCI.question["1.1.13"].rule.opens_on == ("na",)
    assert CCI.question["1.1.16"].rule.otherwise == "no"
    assert CCI.question["1.1.15"].rule.opens_on == ("yes", "no")
    assert CCI.question["3.1.3"].rule.opens_on == ("no",)
    assert sum(q.rule is not None for q in CCI.questions) == 46


@pytest.mark.parametrize(
    ("question", "end", "days", "assumed"),
    [("1.2.2", "asset", 21, False), ("2.1.1", "reviews", 91, False), ("1.1.11", "rmp", 21, True)],
)
def test_timeliness_has_limits_with_a_source(question, end, days, assumed):
    limit = CCI.question[question].limit
    assert (limit.start, limit.end, limit.days) == ("sentence", end, days)
    assert limit.source.startswith("assumed") == assumed


def test_the_screening_counts_and_never_scores():
    assert not SQS.scores
    assert SQS.bands == SQS.threads == ()
    assert [s.title for s in SQS.sections] == [
        "Reducing the likelihood of reoffending",
        "Protecting the public",
        "Protecting the child or young person",
        "Ensuring that the sentence is served",
    ]
    assert {c: len(questions) for c, questions in SQS.by_criterion.items()} == {"1": 8, "2": 7, "3": 6, "4": 7}
    assert [q.id for q in SQS.children["1.3"]] == ["1.4", "1.5", "1.6", "3.1"]
    assert all(q.source.startswith("Dorset 2013, ") for q in SQS.questions)


def test_the_furniture_has_the_headlines_in_it():
    parts = {part.id: part for part in CCI.parts}
    for thread in CCI.threads:
        assert parts[f"scoring.{thread.id}"].of == (thread.id,)
        assert f"{{score:{thread.id}}}" in parts["foreword.scores"].text
    assert len(CCI.recommendations) == 4


@pytest.mark.parametrize("programme", [CCI, SQS], ids=lambda p: p.id)
def test_a_programme_names_questionnaires_that_there_are(programme):
    assert set(programme.questionnaires) <= set(shipped_questionnaires())
    assert programme.questionnaires


@pytest.mark.parametrize("programme", [CCI, SQS], ids=lambda p: p.id)
def test_every_wording_reads_as_a_sentence_with_every_kind_of_share(programme):
    for question in programme.questions:
        wordings = question.wordings
        for wording in filter(None, (wordings.positive, wordings.negative, wordings.lacking)):
            for share in SHARES:
                sentence = filled(wording, share)
                assert sentence[0].isupper() or sentence[0].isdigit()
                assert sentence.endswith(".")
                assert share in sentence.lower() or share in sentence
                assert " of of " not in sentence
                assert "  " not in sentence


@pytest.mark.parametrize("programme", [CCI, SQS], ids=lambda p: p.id)
def test_every_question_has_guidance_short_enough_for_a_line_or_two(programme):
    assert all(0 < len(q.guidance) <= 110 for q in programme.questions)


@pytest.mark.parametrize("programme", [CCI, SQS], ids=lambda p: p.id)
def test_both_levels_of_a_classification_can_be_recorded_and_the_teams_may_be_unclear(programme):
    assert [c.id for c in programme.classifications] == ["rosh", "vulnerability"]
    for classification in programme.classifications:
        recorded = {o.value for o in programme.attribute[classification.recorded].options}
        own = {o.value for o in programme.attribute[classification.own].options}
        assert recorded - own == {"not-clear"}
        assert own == set(classification.scale)


def test_the_forms():
    assert list(shipped_programmes()) == ["cci-2009", "sqs-2013"]
    assert list(shipped_questionnaires()) == ["case-managers-2013", "children-2009", "victims-2009"]
    children, victims, staff = map(find_questionnaire, ("children-2009", "victims-2009", "case-managers-2013"))
    assert (len(children.items), len(victims.items), len(staff.items)) == (15, 5, 15)
    for form in (children, victims, staff):
        assert {"one", "text"} <= {i.kind for i in form.items}


@pytest.mark.parametrize(
    ("form", "items"),
    [
        ("children-2009", ["q1", "q2", "q3", "q6", "q8", "q9", "q13"]),
        ("victims-2009", ["q2", "q4"]),
        ("case-managers-2013", ["q1", "q2", "q3", "q4", "q6", "q7", "q8", "q9", "q10", "q11", "q13", "q14"]),
    ],
)
def test_the_items_that_are_reported(form, items):
    assert [i.id for i in find_questionnaire(form).items if not i.assumed] == items
