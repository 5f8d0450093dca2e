from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from fieldwork.report.document import Document, Heading, Listing, Remark, Span, Table, items, paragraph
from fieldwork.report.html import to_html

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "h4", "h5", "h6", "p", "strong"),
    *("ul", "ol", "li", "aside", "table", "thead", "tbody", "tr", "th", "td"),
}


class Seen(HTMLParser):
    """The tags and texts of a page, and whether every tag that was opened is closed."""

    def __init__(self, page: str):
        super().__init__()
        self.tags, self.texts, self.open, self.attributes = [], [], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style" and data.strip():
            self.texts.append(data.strip())


def whole(text: str) -> Document:
    return Document(
        (
            Heading(1, text),
            Heading(2, text),
            paragraph(Span(text, strong=True), text),
            Listing(items(text, "two")),
            Listing(items(text), numbered=True),
            Table(("No.", text), ((text, "b"),)),
            Remark(text),
        )
    )


def test_a_page_has_structure_a_language_and_a_title():
    page = to_html(whole("Case 07"))
    seen = Seen(page)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert "<title>Case 07</title>" in page
    assert seen.open == []
    assert [tag for tag in seen.tags if tag in ("h1", "h2", "ul", "ol", "table", "thead", "aside")] == [
        "h1",
        "h2",
        "ul",
        "ol",
        "table",
        "thead",
        "aside",
    ]
    assert page.count('<th scope="col">') == 2
    assert "@page { size: A4;" in page
    assert "@media print" in page


def test_it_needs_no_script_no_picture_and_no_network():
    page = to_html(whole('<script src="http://x.example/a.js"></script><img src=x onerror=alert(1)>'))
    seen = Seen(page)
    assert set(seen.tags) <= TAGS
    assert "default-src 'none'" in page
    names = {name for name, _ in seen.attributes}
    assert names <= {"lang", "charset", "http-equiv", "content", "name", "scope", "dir", "class"}
    assert "url(" not in page
    assert "@import" not in page


@given(st.text(max_size=80))
def test_whatever_is_typed_is_text(text):
    seen = Seen(to_html(whole(text)))
    assert set(seen.tags) <= TAGS
    assert seen.tags.count("li") == 3
    assert seen.open == []


def test_a_page_may_be_set_close():
    assert '<body class="compact">' in to_html(whole("a"), compact=True)
    assert "<body>" in to_html(whole("a"))
