"""The two kinds of report, from a small inspection."""

from __future__ import annotations

import dataclasses
import re
from types import SimpleNamespace

import pytest
from builders import (
    CASE_07,
    CASE_08,
    INSPECTION,
    answered,
    said,
    sitting,
    small_programme,
    small_questionnaire,
    small_record,
)
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.programme.loading import programme_to_dict, questionnaire_to_dict
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record import names
from fieldwork.record.judging import judge
from fieldwork.record.returns import returns
from fieldwork.record.views import Inspection
from fieldwork.report.drafting import draft_document
from fieldwork.report.markdown import to_markdown

WORDS = load_share_words()
FURNITURE = {
    "title": "Inspection of {area}",
    "foreword": "We came to {area}.",
    "foreword_scores": "RoH was done well enough {roh}% of the time; {unknown} too.",
    "overall_score": "OVERALL SCORE for {section}: {percent}%",
    "forms_opener": "{returned} children returned a form.",
    "context_purpose": "A sample of {cases} cases.",
}
SCORED = dataclasses.replace(small_programme(), report=FURNITURE, recommendations=("plans are made", "plans are kept"))
COUNTED = dataclasses.replace(SCORED, scores=False, bands=())


def inspected(programme=SCORED):
    record = small_record(programme)
    answered(
        record,
        sitting(),
        CASE_07,
        q1_1_1="yes",
        q1_1_2="no",
        q1_1_3="yes",
        q1_1_10="na",
        q1_1_13="yes",
        q1_2_1="yes",
        q1_2_2="no",
        q2_1_1="no",
        q2_1_3="yes",
    )
    answered(record, sitting("AB"), CASE_08, q1_1_1="yes", q1_1_10="yes", q1_1_16="yes", q2_1_1="yes")
    return record


def report(record, glossary=()):
    inspection = Inspection(record)
    judgements = {case.id: judge(inspection.programme, record, case.id) for case in inspection.cases}
    forms = {id_: returns(record, id_) for id_ in inspection.questionnaires}
    return to_markdown(draft_document(inspection, judgements, forms, WORDS, glossary))


def note(record, subject, text, **fields):
    said(
        record,
        sitting("JN", f"n{subject[-1]}"),
        (subject, names.TEXT, text),
        *((subject, name, value) for name, value in fields.items()),
    )


def keyed(record, count, **items):
    for number in range(1, count + 1):
        subject = f"return/{number}"
        said(
            record,
            sitting("JN", f"k{number}"),
            (subject, names.QUESTIONNAIRE, "forms"),
            (subject, names.SERIAL, str(number)),
            *((subject, names.item(id_), value) for id_, value in items.items()),
        )


def part(text, heading):
    """What stands under a heading, until the next of any level."""
    return re.split(r"^#+ ", text.split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def test_the_foreword_has_the_scores_and_a_gap_where_nothing_is_known():
    text = report(inspected())
    assert text.startswith("# Inspection of Smalltown\n")
    assert "RoH was done well enough 86% of the time; … too." in part(text, "Foreword")
    assert "Provisional: answers behind a figure of this part" in part(text, "Foreword")


def test_a_criterion_has_score_comment_strengths_and_areas_for_improvement():
    found = part(report(inspected()), "1.1 Risk of Harm to others")
    assert "**Score:** 86% **Comment:** MINIMUM improvement required" in found
    assert "RoH is assessed." in found
    strengths, improvement = found.split("**Areas for improvement:**")
    assert "In both cases 1.1.1 was as it should be." in strengths
    assert "1.1.2 was not as it should be." in improvement
    assert "[provisional: 1 unanswered]".replace("[", "\\[").replace("]", "\\]") in improvement


def test_what_is_provisional_is_listed_on_top():
    top = report(inspected()).split("## Foreword")[0]
    assert "1.1 Risk of Harm to others: 2 unanswered" in top
    assert "2.1 Safeguarding" in top


def test_a_score_near_an_assumed_edge_is_remarked():
    record = inspected()
    answered(record, sitting("CD"), CASE_08, q1_1_2="no", q1_1_3="na")
    found = part(report(record), "1.1 Risk of Harm to others")
    assert "75%" in found
    assert "that MINIMUM starts at 75% is assumed" in found


def test_the_case_without_any_judgement_has_no_score():
    text = report(small_record(SCORED))
    assert "no score, because nothing was answered" in text
    assert "RoH was done well enough … of the time" in text


def test_synthetic_cases_say_so_on_top():
    record = inspected()
    said(record, sitting("ZZ"), (INSPECTION, names.SYNTHETIC, "These cases are made up."))
    assert report(record).split("## ")[0].count("**These cases are made up.**") == 1


def test_good_practice_is_what_was_marked_so():
    record = inspected()
    note(record, "note/1", "Later example.", good_practice=True, question="2.1.3")
    note(record, "note/2", "A # heading\n# and [a link](http://x.y).", good_practice=True, criterion="1.2")
    note(record, "note/3", "Between ourselves.", criterion="1.2")
    note(record, "note/4", "Of nothing in particular.", good_practice=True)
    found = part(report(record), "Sharing good practice")
    order = [found.index(words) for words in ("A \\# heading", "Later example.", "Of nothing in particular.")]
    assert order == sorted(order)
    assert "Delivery, General Criterion 2.1" in found
    assert "Between ourselves" not in report(record)


def test_an_inspector_decides_what_is_printed():
    record = inspected()
    by = sitting("LL")
    said(record, by, ("finding/1.1.1", names.SIDE, "left"), ("finding/1.1.2", names.WORDING, "{share} were late."))
    found = part(report(record), "1.1 Risk of Harm to others")
    assert "1.1.1 was" not in found
    assert "were late." in found


def test_service_users_are_counted_and_few_are_remarked():
    record = inspected()
    keyed(record, 2, q1="1", q2="2")
    found = part(report(record), "Children and young people")
    assert "Two children returned a form." in found
    assert "Both ticked the first box of q1." in found
    assert "Fewer than 10 answers: q1, q2" in found
    assert "All of few said the same, so what each one said is known: q1, q2" in found
    assert "%" not in found


def test_many_service_users_have_their_counts_behind_the_words():
    record = inspected()
    keyed(record, 12, q1="1", q2="blank", q3=["1"], q4={"text": "They shouted."})
    found = part(report(record), "Children and young people")
    assert "12 children returned a form." in found
    assert "All ticked the first box of q1 (12 of 12, 100%)." in found
    assert "q2" not in found
    assert "shouted" not in found
    assert "Fewer than" not in found


def test_the_appendix_has_k_of_n_intervals_and_marks_what_is_assumed():
    text = report(inspected())
    assert "| 1.1 Risk of Harm to others | 86% | MINIMUM | 6 of 7 |" in text
    assert "| 1.1.1 | Is 1.1.1 as it should be? | 2 of 2 | \u2013 | 34.2 to 100.0 |  | assumed |" in text


def test_the_glossary_has_the_terms_used_and_no_others():
    terms = [
        SimpleNamespace(term="RoH", expansion="Risk of Harm", definition="What may happen to others."),
        SimpleNamespace(term="roh", expansion="", definition="Not written so."),
        SimpleNamespace(term="plan", expansion="", definition="What is to be done."),
        SimpleNamespace(term="ISSP", expansion="", definition="Nobody speaks of it."),
    ]
    found = report(inspected(), terms).split("## Appendix: Glossary")[1]
    assert "| RoH | Risk of Harm: What may happen to others. |" in found
    assert "| plan | What is to be done. |" in found
    assert "ISSP" not in found
    assert "Glossary" not in report(inspected())


def test_a_letter_has_counts_and_words_and_never_a_percentage():
    record = inspected(COUNTED)
    keyed(record, 12, q1="1")
    text = report(record)
    assert "%" not in text
    assert "Comment:" not in text
    assert "MINIMUM" not in text
    assert "A sample of 2 cases." in text
    assert "1.1. In both cases 1.1.1 was as it should be." in part(text, "1. Assessment")
    assert "- All ticked the first box of q1.\n" in text


def test_a_letter_quotes_notes_and_lists_what_an_inspector_calls_strengths():
    record = inspected(COUNTED)
    note(record, "note/1", "A plan to be proud of.", quotation=True, question="1.1.10")
    said(record, sitting("LL"), ("finding/1.1.1", names.SIDE, "theme"))
    text = report(record)
    assert "1.1. In both cases 1.1.1 was as it should be." in part(text, "1. Assessment")
    assert "1.1.1" not in part(text, "Outstanding strengths")
    said(record, sitting("LL", "again"), ("finding/1.1.1", names.SIDE, "strength"))
    text = report(record)
    assert "In one case we noted: “A plan to be proud of.”" in part(text, "1. Assessment")
    assert part(text, "Outstanding strengths").count("1.1.1") == 1
    assert "1.1.2" in part(text, "Areas requiring improvement")


@pytest.mark.parametrize("programme", [SCORED, COUNTED])
def test_problems_of_the_forms_are_among_what_is_provisional(programme):
    record = inspected(programme)
    keyed(record, 1, q1="1")
    said(
        record,
        sitting("AB", "again"),
        ("return/x", names.QUESTIONNAIRE, "forms"),
        ("return/x", names.SERIAL, "1"),
        ("return/x", names.item("q1"), "2"),
    )
    assert "Small form: form 1 was keyed 2 times as a first keying" in report(record)


ANSWERS = st.sampled_from(["yes", "no", "na", None])


@given(
    st.lists(st.tuples(*(ANSWERS for _ in SCORED.questions)), max_size=4),
    st.sampled_from([SCORED, COUNTED]),
    st.text(st.characters(exclude_characters="%"), max_size=30),
)
def test_whatever_was_answered_there_is_a_report(cases, programme, text):
    record = small_record(programme, cases=[str(number) for number in range(len(cases))])
    for number, answers in enumerate(cases):
        fields = zip(programme.questions, answers, strict=True)
        said(
            record,
            sitting("JN", f"a{number}"),
            (f"case/{number}", names.PHASES, "both"),
            *((f"case/{number}", names.answer(question.id), value) for question, value in fields),
        )
    note(record, "note/1", text, good_practice=True, criterion="1.1")
    found = report(record)
    assert found.count("\n# ") == 0
    assert programme.scores or "%" not in found


@pytest.mark.parametrize("programme", [SCORED, COUNTED])
def test_what_was_picked_is_quoted_without_its_form_and_remarked(programme):
    record = inspected(programme)
    keyed(record, 12, q1="1", q4={"text": "They *listened*."})
    assert "listened" not in report(record)
    said(record, sitting("ES"), ("return/7", names.quote("q4"), True))
    found = part(report(record), "Children and young people")
    assert "In their own words, children and young people told us:" in found
    (quoted,) = [line for line in found.splitlines() if "listened" in line]
    assert not any(character.isdigit() for character in quoted)
    assert "Whoever knows a child or young person may know the words" in found
    assert "easily guessed" not in found


def test_words_of_a_few_are_remarked_all_the_more():
    record = inspected()
    keyed(record, 2, q1="1", q4={"text": "They listened."})
    said(record, sitting("ES"), ("return/2", names.quote("q4"), True))
    assert "So few forms came back (2) that each writer is easily guessed." in part(
        report(record), "Children and young people"
    )


def test_a_questionnaire_that_the_programme_has_not_is_not_of_service_users():
    record = inspected()
    form = dataclasses.replace(small_questionnaire(), id="managers", respondents="case managers")
    said(record, sitting("LL"), ("questionnaire/managers", names.DEFINITION, questionnaire_to_dict(form)))
    text = report(record)
    assert "### Case managers" not in text.split("## Service users' perspective")[1].split("\n## ")[0]
    assert "### Case managers" in text.split("## What others told us")[1].split("\n## ")[0]


def test_definitions_kept_in_the_inspection_are_the_ones_used():
    record = inspected()
    revised = dataclasses.replace(SCORED, report={**FURNITURE, "title": "Revised: {area}"})
    form = dataclasses.replace(small_questionnaire(), respondents="parents")
    said(
        record,
        sitting("LL"),
        ("programme/small", names.DEFINITION, programme_to_dict(revised)),
        ("questionnaire/forms", names.DEFINITION, questionnaire_to_dict(form)),
    )
    text = report(record)
    assert text.startswith("# Revised: Smalltown")
    assert "### Parents" in text


@pytest.mark.parametrize("programme", [SCORED, COUNTED])
def test_how_well_the_forms_were_keyed_is_a_line_and_in_a_letter_without_a_rate(programme):
    record = inspected(programme)
    for keying, by, value in ((1, "JN", "1"), (2, "AB", "2")):
        subject = f"return/{keying}"
        header = ((names.QUESTIONNAIRE, "forms"), (names.SERIAL, "1"), (names.KEYING, keying), (names.KEYED_BY, by))
        items = ((names.item("q1"), value), *((names.item(f"q{n}"), "blank") for n in (2, 3, 4)))
        said(record, sitting(by, f"{by}keys"), *((subject, field, told) for field, told in (*header, *items)))
    assert "Of 3 answers keyed first, none was wrong" in report(record)
    assert "1 answer keyed differently is still to be settled." in report(record)
    said(record, sitting("ES"), ("return/1", names.settled("q1"), "2"))
    found = next(line for line in report(record).splitlines() if "a second time" in line)
    assert found.startswith("Every form was keyed a second time. Of 4 answers keyed first, 1 was wrong")
    assert ("95% interval" in found) is programme.scores
