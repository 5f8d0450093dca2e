from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fieldwork.report.document import Document, Heading, Listing, Remark, Span, Table, items, paragraph
from fieldwork.report.plain import text_lines, to_text
from fieldwork.text import cells, shown

TEXTS = st.text(max_size=60)
BLOCKS = st.one_of(
    st.builds(Heading, st.integers(1, 3), TEXTS),
    st.builds(lambda one, two: paragraph(Span(one, strong=True), two), TEXTS, TEXTS),
    st.builds(lambda texts, numbered: Listing(items(*texts), numbered), st.lists(TEXTS, max_size=4), st.booleans()),
    st.builds(Remark, TEXTS),
    st.builds(lambda rows: Table(("a", "b"), tuple(rows)), st.lists(st.tuples(TEXTS, TEXTS), max_size=3)),
)


def test_a_document_reads_as_text():
    document = Document(
        (
            Heading(1, "Case 07"),
            paragraph("of Smalltown"),
            Heading(2, "1.1 Risk"),
            paragraph(Span("Judged well:", strong=True), "a; b"),
            paragraph(Span("Not:", strong=True)),
            Listing(items("one that is long enough to be broken", "two")),
            Table(("No.", "What"), (("1.1.1", "is it as it should be, and if not, why?"), ("", "a [b] | c"))),
            Remark("keep it"),
        )
    )
    assert to_text(document, 30).splitlines() == [
        "Case 07",
        "=======",
        "of Smalltown",
        "",
        "1.1 Risk",
        "Judged well: a; b",
        "Not:",
        "- one that is long enough to",
        "  be broken",
        "- two",
        "",
        "No.    What",
        "-----  -----------------------",
        "1.1.1  is it as it should be,",
        "       and if not, why?",
        "       a [b] | c",
        "",
        "> keep it",
    ]


@given(st.lists(BLOCKS, max_size=6), st.integers(20, 100))
def test_no_line_is_wider_than_asked_for_and_none_acts_on_a_terminal(blocks, width):
    for line in text_lines(Document(tuple(blocks)), width):
        assert cells(line) <= width
        assert shown(line) == line
