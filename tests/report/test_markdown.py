"""Markdown in which nothing that anyone typed is markup, whichever renderer reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from fieldwork.report.document import Document, Heading, Listing, Remark, Span, Table, items, paragraph
from fieldwork.report.markdown import escaped, to_markdown
from fieldwork.text import clean

COMMONMARK = MarkdownIt("commonmark").enable("table")
GITHUB = MarkdownIt("gfm-like")

TRICKY = st.text(alphabet=st.sampled_from(list("ab1. -+=#*_`~[]()<>!|\\&;:/@^$\"'\n\t\u202e")), max_size=40) | st.text(
    max_size=40
)


def inlines(markdown, parser=COMMONMARK):
    return [token for token in parser.parse(markdown) if token.type == "inline"]


def plain(inline):
    """The text of an inline token; anything but text (and our own strong) is a failure."""
    kinds = {child.type for child in inline.children}
    assert kinds <= {"text", "text_special", "strong_open", "strong_close"}, (inline.content, kinds)
    return "".join(child.content for child in inline.children)


def expected(text):
    return " ".join(clean(text, lines=False).split())


NASTY = [
    "# a heading",
    "1. a list",
    "- a list",
    "+ a list",
    "a [link](http://example.org) and ![an image](x.png)",
    "<script>alert(1)</script>",
    "<!-- a comment -->",
    "bay [north] | south",
    "*strong* _emphasis_ `code` ~~gone~~",
    "&lt;b&gt; &copy;",
    "one\n\n# two\n===",
    "http://example.org www.example.org mailto:a@b.org",
    "ends with a backslash \\",
    "    four spaces",
    "> quoted",
    "---",
    ": defined",
    "1) a list",
    "12",
    "~~~",
    "[x]: http://example.org",
    "a [/] b [^1]",
]


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("parser", [COMMONMARK, GITHUB], ids=["commonmark", "github"])
def test_nasty_text_stays_text(text, parser):
    document = Document(
        (
            Heading(2, text),
            paragraph(text),
            paragraph(Span(text, strong=True), text),
            Listing(items(text, "plain")),
            Listing(items(text), numbered=True),
            Remark(text),
            Table(("", text), ((text, "plain"),)),
        )
    )
    tokens = parser.parse(to_markdown(document))
    kinds = [token.type for token in tokens]
    assert "html_block" not in kinds
    assert "code_block" not in kinds
    assert "fence" not in kinds
    assert "hr" not in kinds
    counts = {kind: kinds.count(f"{kind}_open") for kind in ("heading", "bullet_list", "ordered_list", "table", "tr")}
    assert counts == {"heading": 1, "bullet_list": 1, "ordered_list": 1, "table": 1, "tr": 2}
    for token in tokens:
        if token.type == "inline":
            plain(token)


@given(TRICKY)
def test_whatever_is_typed_reads_back_as_typed(text):
    wanted = expected(text)
    for markdown in (escaped(text), f"- {escaped(text)}", f"## {escaped(text, begins=False)}", f"> {escaped(text)}"):
        found = inlines(markdown)
        assert "".join(plain(inline) for inline in found).strip() == wanted
    row = inlines(f"| a | b |\n| --- | --- |\n| x | {escaped(text, begins=False)} |")
    assert len(row) == 4
    assert plain(row[-1]).strip() == wanted


def test_strong_text_is_strong():
    (inline,) = inlines(to_markdown(Document((paragraph(Span("Score:", strong=True), "60%"),))))
    assert [child.content for child in inline.children if child.level == 1] == ["Score:"]
    assert plain(inline) == "Score: 60%"


def test_an_empty_span_leaves_no_stars():
    assert to_markdown(Document((paragraph(Span("", strong=True), "text"),))) == "text\n"
