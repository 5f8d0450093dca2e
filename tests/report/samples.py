"""A document with every kind of block, for what renders documents."""

from __future__ import annotations

from fieldwork.report.document import (
    Block,
    Chart,
    ChartBand,
    ChartRow,
    Document,
    FigureRef,
    Heading,
    Listing,
    PageBreak,
    Remark,
    Span,
    Table,
    TableOfContents,
    items,
    paragraph,
)

BANDS = (
    ChartBand("DRASTIC", 0, 40),
    ChartBand("SUBSTANTIAL", 40, 60),
    ChartBand("MODERATE", 60, 75),
    ChartBand("MINIMUM", 75, 100),
)

HOSTILE = (
    "<script>alert(1)</script> & <b>bold</b> ]]> {{x}}",
    '=HYPERLINK("http://evil.example","x")',
    "[link](http://evil.example) **stars** # not a heading",
    "bell \x07 escape \x1b[31m null \x00 end",
    "\u202eright to left override\u202c and \u05e9\u05dc\u05d5\u05dd",
    "line one\nline two\r\n\ttabbed",
    "quote \" apostrophe ' \\ backslash </style></svg>",
    "word " * 2_000,
    "\ufffe\U000e0001 odd ones \ud800 surrogate",
)
"""Texts that would be more than text, were they not escaped; one has 10,000 characters."""


def scores_chart(text: str = "") -> Chart:
    """Scores on every side of every edge, one provisional and one without a figure."""
    figure = FigureRef("criterion", "1.2", "percent", 62, 100, provisional=True)
    return Chart(
        f"Scores by criterion{text}",
        f"Bar chart of five scores.{text}",
        "scores",
        (
            ChartRow(f"1.1 Risk of Harm to others{text}", 39, 30.5, 48.0, "DRASTIC"),
            ChartRow("1.2 Likelihood of Reoffending", 60, 55.0, 65.0, "MODERATE", figure=figure),
            ChartRow("1.3 Safeguarding", 59, 50.0, 67.0, "SUBSTANTIAL"),
            ChartRow("3.2 Sustaining outcomes", 100, 92.0, 100.0, "MINIMUM"),
            ChartRow("3.3 Nobody asked", None),
        ),
        BANDS,
    )


def counts_chart() -> Chart:
    """Counts of cases."""
    rows = (ChartRow("custody", 6), ChartRow("community", 49), ChartRow("both", 12))
    return Chart("The case sample", "Bar chart: custody 6, community 49, both 12.", "counts", rows)


def report_with(*blocks: Block, marking: str = "Made-up cases") -> Document:
    """A title page, contents, and two headings around some blocks."""
    return Document(
        (
            Heading(1, "Report on Stockport"),
            PageBreak(),
            TableOfContents(),
            PageBreak(),
            Heading(2, "Scoring"),
            Heading(3, "1.1 Risk of Harm to others"),
            *blocks,
            Heading(2, "Next steps"),
            paragraph("A plan."),
        ),
        marking=marking,
    )


def every_block(text: str = "") -> Document:
    """A report with every kind of block, and `text` in each of them."""
    return report_with(
        Heading(4, f"Deeper{text}"),
        paragraph(Span(f"Score:{text}", strong=True), "60%", text),
        Listing(items(f"first{text}", "second"), numbered=True),
        paragraph("And:"),
        Listing(items(f"again from one{text}"), numbered=True),
        Listing(items(f"a bullet{text}")),
        Table(("", f"Score{text}"), ((f"1.1{text}", "60%"), ("1.2", f"53%{text}")), f"The scores{text}", (1,)),
        Table(("No.", "What"), (("1", "x"),)),
        scores_chart(text),
        counts_chart(),
        Remark(f"Still to be written.{text}"),
        marking=f"Made-up cases{text}",
    )
