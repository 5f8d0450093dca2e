"""The document model: where things stand, and what a printed figure is a figure of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.report.document import (
    Chart,
    ChartRow,
    Document,
    FigureRef,
    Heading,
    Item,
    Listing,
    PageBreak,
    Remark,
    Span,
    Table,
    TableOfContents,
    items,
    listing,
    paragraph,
    paragraphs,
    spaced,
    text_of,
    texts,
)
from fieldwork.report.html import to_html
from fieldwork.report.markdown import to_markdown
from fieldwork.report.plain import to_text

FIGURE = FigureRef("question", "1.1.3", "percent", 26, 40)
SHARE = Span("65%", figure=FIGURE)
CHART = Chart(
    "Scores",
    "A bar for each score: 1.1 at 53%.",
    "scores",
    (ChartRow("1.1 Risk", 53, 48.1, 58.7, "SUBSTANTIAL", 326, 610, FIGURE), ChartRow("1.2 LoR", None)),
)
BOYS = FigureRef("sample", "sex=male", "number", 1030, 1038)
COUNTS = Chart(
    "The sample", "1,030 boys and 8 girls.", "counts", (ChartRow("boys", 1030, figure=BOYS), ChartRow("girls", 8))
)


def whole():
    return Document(
        (
            Heading(1, "Smalltown"),
            TableOfContents(),
            Heading(2, "Section 1", part="section.1"),
            paragraph("It was done", (Span("("), SHARE, Span(").")), part="commentary.1"),
            Heading(3, "1.1 Risk"),
            *listing([Item((Span("In "), SHARE, Span(" of cases.")), "finding/1.1.3"), "plain"], numbered=True),
            PageBreak(),
            Heading(2, "Appendix"),
            Table(("", "Score"), (("1.1.3", SHARE), ("1.2", "–")), "Scores", (1,)),
            CHART,
            COUNTS,
            Remark("keep it"),
        ),
        title="Inspection",
        marking="made up",
    )


def test_the_outline_has_every_heading_with_its_block_and_part():
    lines = [(line.level, line.text, line.block, line.part) for line in whole().outline]
    assert lines == [
        (1, "Smalltown", 0, ""),
        (2, "Section 1", 2, "section.1"),
        (3, "1.1 Risk", 4, ""),
        (2, "Appendix", 7, ""),
    ]


def test_every_figure_is_found_with_its_place_and_the_part_it_stands_in():
    found = [(place.headings, place.block, place.part, span.text) for place, span in whole().figures()]
    assert found == [
        (("Smalltown", "Section 1"), 3, "commentary.1", "65%"),
        (("Smalltown", "Section 1", "1.1 Risk"), 5, "finding/1.1.3", "65%"),
        (("Smalltown", "Appendix"), 8, "", "65%"),
        (("Smalltown", "Appendix"), 9, "", "53%"),
        (("Smalltown", "Appendix"), 10, "", "1,030"),
    ]
    assert [span.figure for _, span in whole().figures()] == [*[FIGURE] * 4, BOYS]


def test_a_document_is_called_by_its_title_else_by_its_first_heading():
    assert whole().name == "Inspection"
    assert Document((paragraph("a"), Heading(2, "First"))).name == "First"
    assert Document(()).name == "fieldwork"


def test_spans_follow_each_other_as_they_are_and_a_paragraph_puts_spaces_in():
    assert text_of(spaced("It was", (SHARE, Span(",")), "", Span("then"))) == "It was 65%, then"
    assert paragraphs("", (), "one") == [paragraph("one")]
    assert listing([]) == []
    assert [item.text for item in items("a", (SHARE, Span("!")), Item((Span("c"),)))] == ["a", "65%!", "c"]


def test_the_words_of_a_document_are_all_its_words():
    text = whole().text()
    for words in ("It was done (65%).", "In 65% of cases.", "Contents", "1.1 Risk", "boys", "keep it", "Score", "–"):
        assert words in text
    assert texts(PageBreak()) == ()


@pytest.mark.parametrize("render", [to_markdown, to_html, to_text])
def test_every_rendering_has_every_kind_of_block(render):
    text = " ".join(render(whole()).split())
    for words in (
        "(65%).",
        "In 65% of cases.",
        "Contents",
        "53%",
        "SUBSTANTIAL",
        "48.1 to 58.7",
        "boys",
        "1,030",
        "keep it",
    ):
        assert words in text, words
    assert text.index("Contents") < text.index("Section 1") < text.index("1.1 Risk") < text.index("Appendix")


PARTS = st.lists(st.builds(Span, st.text("ab _.\n", max_size=6), st.booleans()), max_size=5)


@given(PARTS)
def test_no_rendering_loses_or_adds_a_word_where_spans_meet(spans):
    document = Document((paragraph(tuple(spans), "."),))
    wanted = "".join(text_of(document.blocks[0].spans).split())
    assert "".join(to_text(document).split()) == wanted
    markdown = to_markdown(document)
    assert "".join(markdown.replace("**", "").replace("\\", "").split()) == wanted


def test_a_list_that_goes_on_goes_on_counting():
    document = Document((Listing(items("a"), numbered=True), Listing(items("b", "c"), numbered=True, start=5)))
    for render in (to_markdown, to_text):
        assert [line for line in render(document).splitlines() if line] == ["1. a", "5. b", "6. c"]
