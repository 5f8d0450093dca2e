from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fieldwork.report.document import (
    Document,
    FigureRef,
    Heading,
    Item,
    Listing,
    PageBreak,
    Paragraph,
    Remark,
    Span,
    Table,
    TableOfContents,
)
from fieldwork.text import cells
from fieldwork.tui.document_lines import (
    Spot,
    document_rows,
    figures_at,
    headings_with,
    outline_rows,
    part_at,
    rows_with,
    spot_of,
)

FIGURE = FigureRef("criterion", "1.1", "percent", 326, 610)
OPEN = FigureRef("criterion", "1.1", "percent", 3, 6, provisional=True)
REPORT = Document(
    (
        Heading(1, "Report on Stockport"),
        TableOfContents(),
        Heading(2, "1. Assessment", "assessment"),
        Remark("To be written.", "assessment"),
        Paragraph(
            (Span("Work was done well enough "), Span("53%", figure=FIGURE), Span(" of the time.")), "assessment"
        ),
        Listing((Item((Span("Plans were good."),), "finding/1.1.1"), Item((Span("Some were late."),))), numbered=True),
        PageBreak(),
        Heading(3, "1.1 Risk"),
        Paragraph((Span("Half, "), Span("50%", figure=OPEN), Span(" and …"))),
        Table(("Term", "Meaning"), (("RoSH", "Risk of serious harm"),)),
    )
)


def lines(document=REPORT, width=60):
    return [row.text.rstrip() for row in document_rows(document, width)]


def test_it_stands_there_as_it_will_print_with_remarks_set_apart():
    assert lines() == [
        "Report on Stockport",
        "═" * 59,
        "",
        " Contents",
        "   1. Assessment",
        "     1.1 Risk",
        "",
        "1. Assessment",
        "─" * 59,
        "  ▌ To be written.",
        "",
        " Work was done well enough 53% of the time.",
        "",
        "  1. Plans were good.",
        "  2. Some were late.",
        "",
        f" {'┄' * 48} new page",
        "",
        "1.1 Risk",
        "",
        " Half, 50%◌ and …",
        "",
        " Term  Meaning",
        " ──────────────────────────",
        " RoSH  Risk of serious harm",
    ]


def test_a_line_knows_its_block_its_item_its_part_and_its_figures():
    rows = {row.text.strip(): row for row in document_rows(REPORT, 60)}
    item = spot_of(rows["1. Plans were good."].target)
    assert item == Spot(5, 0)
    assert part_at(REPORT, item) == "finding/1.1.1"
    assert part_at(REPORT, Spot(5, 1)) == ""
    words = spot_of(rows["Work was done well enough 53% of the time."].target)
    assert part_at(REPORT, words) == "assessment"
    assert [span.text for span, _ in figures_at(REPORT, words)] == ["53%"]
    assert spot_of("") is None


def test_a_list_that_goes_on_counts_on():
    listing = Listing((Item((Span("one"),)), Item((Span("two"),))), numbered=True, start=9)
    assert lines(Document((listing,))) == ["   9. one", "  10. two"]


def test_headings_are_where_tab_stops_and_a_number_finds_its_section():
    rows = [row for row in document_rows(REPORT, 60) if row.stop]
    assert [row.text.strip() for row in rows] == ["Report on Stockport", "1. Assessment", "1.1 Risk"]
    assert [row.number for row in rows] == ["Report", "1", "1.1"]


def test_the_outline_marks_where_something_is_to_be_done():
    marked = outline_rows(REPORT, 30, sorted(headings_with(REPORT, [3, 8])))
    assert [row.text.rstrip() for row in marked] == [" Report on Stockport", "•1. Assessment", "•  1.1 Risk"]


def test_words_are_found_in_a_line_or_over_its_lines():
    rows = document_rows(REPORT, 60)
    assert [rows[place].text.strip() for place in rows_with(rows, "plans GOOD")] == ["1. Plans were good."]
    narrow = document_rows(REPORT, 24)
    assert narrow[rows_with(narrow, "work time")[0]].text.strip().startswith("Work was done")
    assert rows_with(rows, "nowhere") == []
    assert rows_with(rows, "  ") == []


TEXT = st.text(max_size=60)
BLOCKS = st.one_of(
    st.builds(Heading, st.integers(1, 4), TEXT),
    st.builds(lambda text: Paragraph((Span(text), Span("8%", figure=OPEN))), TEXT),
    st.builds(lambda one, two: Listing((Item((Span(one),)), Item((Span(two),)))), TEXT, TEXT),
    st.builds(Remark, TEXT),
    st.builds(lambda one, two: Table(("", one), ((two, "x"),)), TEXT, TEXT),
    st.just(TableOfContents()),
    st.just(PageBreak()),
)


@given(st.lists(BLOCKS, max_size=6), st.integers(10, 130))
def test_no_line_is_wider_than_the_screen_whatever_is_written(blocks, width):
    document = Document(tuple(blocks))
    assert all(cells(row.text) <= width for row in document_rows(document, width))
    assert all(cells(row.text) <= width for row in outline_rows(document, width))
