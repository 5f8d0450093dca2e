from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report.samples import HOSTILE, every_block

from fieldwork.report.document import Document, Heading, Listing, Remark, Span, Table, items, paragraph
from fieldwork.report.html import to_html
from fieldwork.text import clean

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "h4", "h5", "h6", "p", "strong"),
    *("ul", "ol", "li", "aside", "table", "caption", "thead", "tbody", "tr", "th", "td", "header", "nav", "a", "div"),
    *("figure", "figcaption", "svg", "desc", "text", "line", "rect", "path"),
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
    assert names <= {"lang", "charset", "http-equiv", "content", "name", "scope", "dir", "class", "id", "role"}
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


# -- a whole report ----------------------------------------------------------------------------------------------


def test_a_report_has_contents_that_lead_to_its_headings():
    page = to_html(every_block())
    seen = Seen(page)
    ids = [value for name, value in seen.attributes if name == "id"]
    targets = [value.removeprefix("#") for name, value in seen.attributes if name == "href"]
    assert len(ids) == len(set(ids))
    assert set(targets) <= set(ids)
    headings = dict(re.findall(r'<h[2-6] id="([^"]+)">([^<]+)<', page))
    assert [headings.get(one) for one in targets] == [None, "Scoring", "1.1 Risk of Harm to others", "Next steps"]
    contents = page[page.index("<nav") : page.index("</nav>")]
    shape = re.findall(r"</?ul>|[^<>]+(?=</a>)", contents)
    assert shape == ["<ul>", "Scoring", "<ul>", "1.1 Risk of Harm to others", "</ul>", "Next steps", "</ul>"]


def test_the_first_link_skips_the_contents():
    page = to_html(every_block())
    assert page.index('href="#report"') < page.index("<nav") < page.index('<div id="report"') < page.index("<h2")


def test_a_page_without_contents_has_no_links_and_no_furniture():
    page = to_html(whole("a"))
    assert "<a " not in page
    assert "@bottom-right" not in page
    assert "<header" not in page


def test_a_table_says_what_it_is_and_what_its_columns_and_rows_are_of():
    page = to_html(every_block())
    table = page[page.index("<table>") : page.index("</table>")]
    assert "<caption>The scores</caption>" in table
    assert '<thead><tr><td></td><th scope="col" class="n">Score</th></tr></thead>' in table
    assert '<th scope="row" dir="auto">1.1</th><td dir="auto" class="n">60%</td>' in table


def test_a_remark_is_a_note_set_apart():
    assert '<aside role="note"><p dir="auto">Still to be written.</p></aside>' in to_html(every_block())


def test_what_follows_a_page_break_begins_a_page():
    page = to_html(every_block())
    assert page.count('<div class="page">') == 2
    assert re.search(r'<div class="page">\n<h2 id="[^"]*">Scoring</h2>\n</div>', page)


def test_the_printed_pages_bear_title_marking_and_number():
    page = to_html(every_block())
    assert '@top-left { content: "Report on Stockport";' in page
    assert r'@bottom-left { content: "Made\2d up cases";' in page
    assert "@bottom-right { content: counter(page);" in page


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_is_text_in_a_report(text):
    seen, plain = Seen(to_html(every_block(text))), Seen(to_html(every_block()))
    assert [tag for tag in seen.tags if tag != "text"] == [tag for tag in plain.tags if tag != "text"]
    assert {name for name, _ in seen.attributes} == {name for name, _ in plain.attributes}
    said = " ".join(clean(f"Still to be written.{text}", lines=False).split())
    assert said in seen.texts
    assert [value for name, value in seen.attributes if name == "href" and not value.startswith("#")] == []


def test_whoever_waits_hears_of_every_block():
    heard = []
    to_html(every_block(), progress=lambda done, of: heard.append((done, of)))
    assert heard[-1] == (len(every_block().blocks),) * 2


def test_a_list_that_goes_on_goes_on_counting():
    page = to_html(Document((Listing(items("a"), numbered=True), Listing(items("b"), numbered=True, start=5))))
    assert page.count("<ol>") == 1
    assert '<ol start="5">\n<li dir="auto">b</li>' in page
