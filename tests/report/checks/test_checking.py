"""What the checks say of the sentences of the two published reports, of planted mistakes, and of any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report.checks.drafts import sample

from fieldwork.report.checks.checking import check_document, check_text
from fieldwork.report.document import Document, FigureRef, Heading, Paragraph, Span, paragraph
from fieldwork.report.markdown import to_markdown

STOCKPORT = """
Service users' perspective

Children and young people

Twenty seven children and young people completed a paper based questionnaire for the inspection.

- In nearly all cases, children and young people reported that YOT staff had told them why they had to attend the YOT.
- Over 90% of children and young people reported that staff in the YOT were clearly interested in helping them.
- Nearly 90% of respondents felt that the YOT had taken appropriate action to meet the needs they identified.
- Most children felt that the YOT had helped them. 92% felt they were less likely to offend as a result.

1.1 Risk of Harm to others:

Score: 53% Comment:

SUBSTANTIAL improvement required

- (1) 84% of cases had a RoSH screening.
- (2) Of the five cases in the sample where a RMP had been completed only one was on time and three were of quality.
- (3) In the 18 cases where there had been a change in RoH they were identified swiftly in only half of the cases.
- (4) Most children did complete a self-assessment and they were involved in the planning process in 60% of cases.

Appendix 2: Contextual information

The area had a population of 284,528 as measured in the Census 2001, 10.7% of which were aged ten to 17 years old. This
was slightly higher than the average for England/ Wales, which was 10.4%.

The population with a black and minority ethnic heritage (4.3%) was below the average for England/ Wales of 8.7%.

Reported offences for which children and young people aged 10 to 17 years old received a disposal in 2008/ 2009, at 51
per 1,000, were the same as the average for England/ Wales of 46.

Performance in suitable education, training or employment was 73.1%. This was an improvement on the previous year, and
slightly above the England average of 72.4%.

Performance on ensuring suitable accommodation by the end of the sentence was 96.4%. This was worse than the previous
year, but better than the England average of 95.3%.

The "Reoffending rate after 9 months" was 107%, worse than the England average of 85% (See Glossary).
"""
"""Facts of the Stockport report of 2009: its sentences with figures that the checks are about."""


def said(problems):
    return [(one.kind, one.found) for one in problems]


def test_the_stockport_report_says_92_of_27_and_that_51_is_the_same_as_46(by):
    impossible, comparison = check_text(STOCKPORT, by)
    assert (impossible.kind, impossible.found, impossible.expected) == ("impossible", "92%", "89% or 93%")
    assert impossible.sentence == (
        "Children and young people, item 5: 92% cannot come from 27 answers, which give 89% or 93%; it can come from "
        "24, 25, 26, 36, 37 or 38 (“… that the YOT had helped them. 92% felt they were less likely to …”)."
    )
    assert (comparison.kind, comparison.expected) == ("comparison", "higher than")
    assert "51 per 1,000 is said to be the same as 46, but 51 per 1,000 is higher than 46" in comparison.sentence
    assert comparison.place.heading == "Appendix 2: Contextual information"


@pytest.mark.parametrize(
    ("wrong", "right", "found"),
    [
        ("24 of 26, 91%", "24 of 26, 92%", ("impossible", "91%")),
        ("91% (24 of 26)", "92% (24 of 26)", ("impossible", "91%")),
        ("27 of the 34 that went out came (78%)", "27 of the 34 that went out came (79%)", ("impossible", "78%")),
        ("28 of 27 agreed", "26 of 27 agreed", ("impossible", "28 of 27")),
        ("83% of the 67 cases", "84% of the 67 cases", None),
        ("In the 17 cases it was done in half", "In the 18 cases it was done in half", ("impossible", "half")),
        ("50% of the 13 cases", "54% of the 13 cases", ("impossible", "50%")),
        ("Most agreed (26 of 27, 96%)", "Nearly all agreed (26 of 27, 96%)", ("share word", "Most")),
        ("Nearly all agreed (81%)", "Most agreed (81%)", ("share word", "Nearly all")),
        ("Score: 53% Comment: MODERATE", "Score: 53% Comment: SUBSTANTIAL", ("comment", "53% MODERATE")),
        ("Score: 60% Comment: SUBSTANTIAL", "Score: 60% Comment: MODERATE", ("comment", "60% SUBSTANTIAL")),
        ("Three of the six cases, that is 50%", "Three of the six cases", ("small number", "50%")),
        ("One of the two victims was content", "Both victims were content", ("small number", "One of the two")),
        ("The XQZ was late", "The XQZ (extra quiet zone) was late", ("acronym", "XQZ")),
        ("Overall, we consider this …", "We noted “it was … good”", ("placeholder", "…")),
        ("In {area} we saw", "In Ayton we saw", ("placeholder", "{area}")),
        ("At 51, below the average of 46", "At 45, below the average of 46", ("comparison", "51 below 46")),
        (
            "The reoffending rate was 80%, worse than the average of 85%",
            "The reoffending rate was 80%, better than the average of 85%",
            ("comparison", "80% worse than 85%"),
        ),
        ("It was 90%, slightly above the average of 60%", "It was 61%, slightly above the average of 60%",
         ("comparison", "90% slightly above 60%")),
        ("There we met young Kevin Marsh at home", "There we met the child at home", ("name", "Kevin Marsh")),
    ],
)  # fmt: skip
def test_a_planted_mistake_is_named_and_what_is_right_is_not(by, wrong, right, found):
    assert said(check_text(right, by)) == []
    if found is not None:
        assert said(check_text(wrong, by)) == [found]


def test_who_is_thanked_and_who_signs_may_be_named(by):
    text = "# R\n\n## Acknowledgements\n\nWe thank Kevin Marsh.\n\n## Letter\n\nYours sincerely\n\nKevin Marsh\n"
    assert check_text(text, by) == ()


def test_an_indicator_that_nobody_knows_is_not_judged_by_better_and_worse(by):
    assert check_text("The wobble was 40%, worse than the average of 30%.", by) == ()


def test_a_provisional_figure_is_named_with_its_place(by):
    figure = FigureRef("criterion", "1.1", "percent", 3, 6, provisional=True)
    document = Document((Heading(2, "1.1 Harm"), Paragraph((Span("Score: "), Span("53%", figure=figure)), part="x")))
    (found,) = check_document(document, by)
    assert (found.kind, found.found, found.place.part, found.place.block) == ("provisional", "53%", "x", 1)


def test_a_provisional_score_stands_for_the_questions_behind_it(by):
    score = FigureRef("criterion", "1.1", "percent", 53, 100, provisional=True)
    finding = FigureRef("question", "1.1.1", "percent", 84, 100, provisional=True)
    spans = (
        Span("53%", figure=score),
        Span(" and "),
        Span("84%", figure=finding),
        Span(" or "),
        Span("53%", figure=score),
    )
    assert said(check_document(Document((Paragraph(spans),)), by)) == [("provisional", "53%")]
    assert said(check_document(Document((Paragraph(spans[2:3]),)), by)) == [("provisional", "84%")]


def test_a_provisional_figure_that_a_text_says_is_one_is_named_once(by):
    finding = FigureRef("question", "1.1.1", "percent", 84, 100, provisional=True)
    marked = Paragraph((Span("84%", figure=finding), Span(" of cases [provisional: 1 unanswered]")))
    assert said(check_document(Document((marked,)), by)) == [("provisional", "84%")]
    assert said(check_text("Done in 84% of cases [provisional: 1 unanswered]", by)) == [
        ("provisional", "[provisional: 1 unanswered]")
    ]


def test_one_victim_of_two_is_known_from_how_many_forms_came_back(by):
    text = "Victims\n\nTwo questionnaires were completed by victims.\n\nOne victim was completely satisfied."
    (one,) = check_text(text, by)
    assert one.sentence == (
        "Victims, paragraph 2: “One victim” is said of 2, which tells each of the two what the other said "
        "(“One victim was completely satisfied.”)."
    )


def test_problems_stand_in_the_order_of_the_text(by):
    document = Document((Heading(2, "A"), paragraph("28 of 27 and {x}"), Heading(2, "B"), paragraph("30 of 27")))
    assert [one.found for one in check_document(document, by)] == ["28 of 27", "{x}", "30 of 27"]


def test_the_drafts_of_the_samples_raise_no_false_alarm(stockport, dorset):
    expected = {"placeholder", "small number"}
    for document, grounds in (stockport, dorset):
        assert {one.kind for one in check_document(document, grounds, document)} <= expected
        assert {one.kind for one in check_text(to_markdown(document), grounds, document)} <= expected


TEXTS = st.text(max_size=300) | st.lists(
    st.sampled_from(
        ["92%", "of", "27", "the same as", "average", "(24 of 26)", "Most", "51", "\n", "# A", "|", "…", "“", "{", "**",
         "Comment:", "MODERATE", "\t", "1.", "completed a questionnaire", "0 of 0", "per 1,000", "٣", "999999999999999"]
    ),
    max_size=30,
).map(" ".join)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_no_text_makes_a_check_stumble(text):
    document, grounds = sample("dorset-2013")
    for one in (*check_text(text, grounds, document), *check_document(Document((paragraph(text),)), grounds, document)):
        assert one.sentence.endswith(".")
        assert "\n" not in one.sentence
