"""Acronyms are spelled out where a text uses them first, once each, and a glossary has the terms really used."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.glossary.terms import Term, load_terms
from fieldwork.report.document import Document, FigureRef, Heading, Item, Listing, Remark, Span, Table, paragraph
from fieldwork.report.spelling_out import forms, of_year, spelled_out, used

YJB = Term("YJB", "Youth Justice Board for England and Wales", "A board.")
YOT = Term("YOS/T", "Youth Offending Service / Team", "A team.")
RMP = Term("RMP", "Risk management plan", "A plan.")
SQS = Term("SQS", "Short Quality Screening", "A screening.")
LOR = Term("LoR", "Likelihood of Reoffending", "A likelihood.")
HM = Term("HM", "Her Majesty's", "Of the Queen.")
ASSET = Term("Asset", "", "A tool.")
TERMS = (YJB, YOT, RMP, SQS, LOR, HM, ASSET)


def text_of(*blocks, terms=TERMS, **kept):
    return spelled_out(Document(tuple(blocks)), terms, **kept).text()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We thank the YOT.", "We thank the Youth Offending Team (YOT)."),
        ("RMPs were late.", "Risk management plans (RMPs) were late."),
        ("Of five an RMP was late.", "Of five a risk management plan (RMP) was late."),
        ("It was an SQS inspection.", "It was a Short Quality Screening (SQS) inspection."),
        ("A LoR of the YOT's", "A Likelihood of Reoffending (LoR) of the Youth Offending Team (YOT)'s"),
        ("a risk management plan (RMP), then an RMP", "a risk management plan (RMP), then an RMP"),
        ("the YOT and the YOT", "the Youth Offending Team (YOT) and the YOT"),
        ("Asset, a YOTA, xYOT, HM&C", "Asset, a YOTA, xYOT, HM&C"),
        ("no acronym", "no acronym"),
    ],
)
def test_the_long_form_stands_where_the_short_one_is_met_first(text, expected):
    assert text_of(paragraph(text)) == expected


def test_once_each_over_the_whole_document_and_not_in_headings_tables_remarks_and_quotations():
    quoted = Item((Span("In one case we noted: “an RMP”"),), "note/7")
    found = spelled_out(
        Document(
            (
                Heading(2, "The YOT"),
                Remark("of the YOT"),
                Table(("YOT",), (("YOT",),)),
                Listing((quoted, Item((Span("The RMP of the YOT"),)))),
                paragraph("YOT"),
            )
        ),
        TERMS,
    )
    assert found.text().splitlines() == [
        "The YOT",
        "of the YOT",
        "YOT",
        "YOT",
        "In one case we noted: “an RMP”",
        "The risk management plan (RMP) of the Youth Offending Team (YOT)",
        "YOT",
    ]


def test_figures_stay_what_they_are_and_sentences_go_on_over_spans():
    figure = Span("YOT", figure=FigureRef("question", "1", "words", 1, 2))
    found = spelled_out(
        Document((paragraph((Span("In "), figure, Span(" RMPs of an "), Span("LoR", strong=True))),)), TERMS
    )
    assert found.blocks[0].spans[1] == figure
    assert found.text() == "In YOT risk management plans (RMPs) of an Likelihood of Reoffending (LoR)"


def test_some_acronyms_are_left_and_nothing_is_touched_in_working_papers():
    assert text_of(paragraph("HM"), paragraph("YOT"), but={"HM"}, until=1) == "HM\nYOT"


def test_a_term_with_strokes_has_a_long_form_for_each_short_one():
    assert forms(YOT) == {"YOS": "Youth Offending Service", "YOT": "Youth Offending Team"}
    assert forms(Term("ASB/ASBO", "Antisocial behaviour / Antisocial Behaviour Order", "x")) == {
        "ASB": "Antisocial behaviour",
        "ASBO": "Antisocial Behaviour Order",
    }
    assert forms(ASSET) == {}
    assert used((LOR, YOT, ASSET), "of the YOTs in Asset, lor of LoRs2") == [YOT, ASSET]


def test_a_word_means_what_it_meant_in_the_year():
    meanings = {
        year: [term.expansion for term in of_year(load_terms(), year) if term.term == "FTE"] for year in (2009, 2020)
    }
    assert meanings == {2009: ["Full-time equivalent"], 2020: ["First-time entrant"]}
    assert of_year(TERMS, None) == TERMS


WORDS = st.lists(
    st.sampled_from(["YOT", "RMPs", "(", ")", " ", "an ", "SQS", ". ", "x"]) | st.text(max_size=4), max_size=12
)


@given(st.lists(WORDS.map("".join), max_size=5))
def test_nothing_else_of_a_text_is_changed_and_doing_it_twice_changes_nothing_more(texts):
    document = Document(tuple(paragraph(text) for text in texts))
    once = spelled_out(document, TERMS)
    assert spelled_out(document, ()) == document
    for term in TERMS:
        for short, long in forms(term).items():
            assert once.text().casefold().count(f"{long} ({short})".casefold()) <= 1 + document.text().casefold().count(
                f"{long} ({short})".casefold()
            )
            assert once.text().count(short) >= document.text().count(short)
