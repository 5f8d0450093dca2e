"""Printed questionnaires: what stands on each copy, in words, in Word and in HTML."""

from __future__ import annotations

import dataclasses
import io
import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import docx
import pytest
from builders import item, small_questionnaire
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn

from fieldwork.programme.formwords import load_form_words
from fieldwork.programme.loading import find_questionnaire
from fieldwork.programme.models import Condition, Option
from fieldwork.programme.serials import with_check
from fieldwork.report.forms import LINES, SlipFacts, form_items, printed_form
from fieldwork.report.forms_html import forms_to_html
from fieldwork.report.forms_word import forms_to_word

WORDS = load_form_words()
FACTS = SlipFacts("Stockport", "5 Jun 2009", "JN")
MADE = datetime(2009, 6, 5, 10, 0, tzinfo=UTC)
SERIALS = tuple(with_check(number) for number in (1, 2, 3))
HOSTILE = '<script src="http://e.vil/x.js">alert(1)</script><img src=x onerror=y>&amp; "q" \x1b[31m\u202e {area} ]]>'


def form_of(questionnaire=None, serials=SERIALS, facts=FACTS, **how):
    return printed_form(questionnaire or small_questionnaire(), WORDS, serials, facts, **how)


# -- the values --------------------------------------------------------------------------------------------------


def test_the_digits_by_the_boxes_are_those_that_key_them():
    for number, one in enumerate(form_items(small_questionnaire(), WORDS), 1):
        assert one.number == number
        assert [box.digit for box in one.boxes] == [o.value for o in small_questionnaire().items[number - 1].options]


def test_how_an_item_is_answered_is_said_once():
    hints = [one.hint for one in form_items(small_questionnaire(), WORDS)]
    assert hints == ["Tick one box.", "Tick one box.", "Tick all that apply.", WORDS.text]
    q7 = next(one for one in form_items(find_questionnaire("children-2009"), WORDS) if one.number == 7)
    assert "Tick all that apply." in q7.text
    assert q7.hint == ""


def asking(*conditions, how="all"):
    """q1 and q2 choose one, q3 and q4 are asked under conditions, q5 always."""
    items = (item("q1"), item("q2"), item("q3"), item("q4"), item("q5"))
    changed = dict(zip(("q3", "q4"), conditions, strict=False))
    return dataclasses.replace(
        small_questionnaire(),
        items=tuple(dataclasses.replace(one, asked_when=changed.get(one.id, ()), asked_if=how) for one in items),
    )


def thens(questionnaire):
    return {
        f"{one.number}.{box.digit}": box.then
        for one in form_items(questionnaire, WORDS)
        for box in one.boxes
        if box.then
    }


def test_a_skip_is_said_at_the_box_and_at_the_item():
    form = asking((Condition("q2", ("1",)),))
    assert thens(form) == {"2.2": "go to question 4", "2.3": "go to question 4"}
    only = [one.only_if for one in form_items(form, WORDS)]
    assert only == ["", "", "Answer this only if you ticked option 1 (1) in question 2.", "", ""]


def test_a_skip_over_several_items_goes_to_the_first_that_may_be_asked():
    chain = asking((Condition("q2", ("1",)),), (Condition("q3", ("1", "2")),))
    assert thens(chain) == {"2.2": "go to question 5", "2.3": "go to question 5", "3.3": "go to question 5"}
    negated = asking((Condition("q2", ("3",), negated=True),))
    assert thens(negated) == {"2.3": "go to question 4"}
    assert "you did not tick option 3 (3) in question 2" in form_items(negated, WORDS)[2].only_if


def test_a_skip_that_hangs_on_other_items_too_is_only_said_at_the_item():
    either = asking((Condition("q1", ("1",)), Condition("q2", ("1",))), how="any")
    assert thens(either) == {}
    assert form_items(either, WORDS)[2].only_if == (
        "Answer this only if you ticked option 1 (1) in question 1 or you ticked option 1 (1) in question 2."
    )
    both = asking((Condition("q1", ("1",)), Condition("q2", ("1",))))
    assert thens(both) == {"2.2": "go to question 4", "2.3": "go to question 4"}


def test_a_skip_to_the_end():
    items = (item("q1"), dataclasses.replace(item("q2"), asked_when=(Condition("q1", ("1",)),)))
    assert thens(dataclasses.replace(small_questionnaire(), items=items)) == {
        "1.2": "go to the end",
        "1.3": "go to the end",
    }


def test_the_batch_slip_says_what_is_known_and_leaves_room_for_the_rest():
    slip = form_of().slip
    assert dict(slip.facts) == {
        "Questionnaire": "Small form",
        "Area": "Stockport",
        "Form numbers": f"{SERIALS[0]} – {SERIALS[-1]}",
        "Copies": "3",
        "Printed on": "5 Jun 2009",
        "Printed by": "JN",
    }
    assert "Forms that came back" in slip.blanks
    assert form_of(slip=False).slip is None


def test_the_area_is_filled_in_and_is_no_pattern_itself():
    form = form_of(facts=SlipFacts("{title}", "5 Jun 2009", "JN"))
    assert "{title}" in " ".join(form.opening)


# -- Word --------------------------------------------------------------------------------------------------------


def word(form):
    return docx.Document(io.BytesIO(forms_to_word(form, MADE)))


def test_every_copy_is_a_section_of_its_own_with_its_serial_in_the_header_of_every_page():
    document = word(form_of())
    slip, *copies = document.sections
    assert slip.header.paragraphs[0].text == ""
    for one, serial in zip(copies, SERIALS, strict=True):
        assert not one.header.is_linked_to_previous
        assert one.header.paragraphs[0].text.startswith(f"{WORDS.serial} {serial}\t")
        assert "PAGE" in one.header._element.xml
        assert one._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert (round(one.page_width.mm), round(one.page_height.mm)) == (210, 297)
        assert one.start_type == WD_SECTION.NEW_PAGE


def test_headings_are_words_own_and_the_questions_stay_with_their_answers():
    document = word(form_of())
    titles = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert titles == [WORDS.slip_heading, *["Small form"] * 3]
    questions = [one.text for one in document.paragraphs if one.style.name == "Heading 2"]
    assert questions[:4] == ["1\tWhich of q1?", "2\tWhich of q2?", "3\tWhich of q3?", "4\tWhat about q4?"]
    assert len(questions) == 12
    keeping = [one for one in document.paragraphs if one.style.name in ("Heading 2", "Instruction")]
    assert all(one.paragraph_format.keep_with_next for one in keeping)
    answers = [one for one in document.paragraphs if one.style.name == "Answer"]
    assert answers[0].text == "1\t\u2610\toption 1"
    assert [bool(one.paragraph_format.keep_with_next) for one in answers[:3]] == [True, True, False]
    assert len([one for one in document.paragraphs if one.style.name == "Lines to write on"]) == LINES * 3


def test_the_slip_is_a_table_on_the_first_page_only():
    document = word(form_of())
    (table,) = document.tables
    assert [table.cell(row, 0).text for row in range(len(table.rows))] == [*WORDS.slip_filled, *WORDS.slip_empty]
    assert word(form_of(slip=False)).tables == []
    assert len(word(form_of(slip=False)).sections) == 3


def test_no_section_break_takes_a_paragraph_of_its_own():
    document = word(form_of())
    carriers = [one for one in document.paragraphs if one._p.pPr is not None and one._p.pPr.sectPr is not None]
    assert [one.text for one in carriers] == [WORDS.slip_after, WORDS.closing, WORDS.closing]


@pytest.mark.parametrize(("large", "least"), [(False, 12), (True, 18)])
def test_nothing_is_set_smaller_than_the_guidance_says_nor_in_italics(large, least):
    form = form_of(large=large)
    document = word(form)
    used = {one.style.name for one in document.paragraphs} | {"Header", "Normal"}
    for style in (document.styles[name] for name in used):
        assert style.font.size.pt >= least
        assert style.font.name == "Arial"
        assert not style.font.italic
    css = re.search("<style>(.*?)</style>", forms_to_html(form), re.DOTALL)[1]
    fonts = [float(size) for size in re.findall(r"font(?:-size)?: ([\d.]+)pt", css)]
    assert fonts
    assert min(fonts) >= least
    assert "italic" not in css


def test_the_file_bears_no_author_of_its_template():
    document = word(form_of())
    about = document.core_properties
    assert (about.title, about.author, about.comments, about.created) == ("Small form", "", "", MADE)


def test_hostile_text_is_text_in_word():
    form = form_of(hostile(), facts=SlipFacts(HOSTILE, HOSTILE, "JN"))
    content = forms_to_word(form, MADE)
    document = docx.Document(io.BytesIO(content))
    shown = "\n".join(one.text for one in document.paragraphs)
    assert '<script src="http://e.vil/x.js">alert(1)</script>' in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


# -- HTML --------------------------------------------------------------------------------------------------------


def hostile():
    return dataclasses.replace(
        small_questionnaire(),
        title=HOSTILE,
        respondents=HOSTILE,
        items=(
            dataclasses.replace(item("q1"), text=HOSTILE, options=(Option("1", HOSTILE), Option("2", HOSTILE))),
            dataclasses.replace(item("q2", "text"), text=HOSTILE),
        ),
    )


class Page(HTMLParser):
    """The tags of a page, their attributes, and its text by the copy it stands in."""

    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.open = []
        self.copies = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)
        if "copy" in (dict(attrs).get("class") or ""):
            self.copies.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.copies:
            self.copies[-1] += data


def test_every_copy_has_its_serial_in_the_head_that_is_repeated_on_every_page():
    html = forms_to_html(form_of())
    page = Page(html)
    assert page.open == []
    assert len(page.copies) == 3
    for copy, serial in zip(page.copies, SERIALS, strict=True):
        assert f"{WORDS.serial} {serial}" in copy
        assert not any(other in copy for other in SERIALS if other != serial)
    heads = re.findall(r"<thead>.*?</thead>", html)
    assert [re.search(r"<b>(\d+)</b>", head)[1] for head in heads] == list(SERIALS)
    assert "break-after: page" in html
    assert "break-inside: avoid" in html
    assert "size: A4" in html


def test_a_text_item_has_lines_and_the_others_boxes():
    page = Page(forms_to_html(form_of(serials=SERIALS[:1])))
    classes = [attrs.get("class", "") for _, attrs in page.tags]
    assert classes.count("lines") == 1
    assert classes.count("box") == 3 + 3 + 4
    assert classes.count("digit") == 3 + 3 + 4


def test_a_skip_stands_beside_its_box():
    html = forms_to_html(form_of(asking((Condition("q2", ("1",)),)), serials=SERIALS[:1]))
    assert html.count("→ go to question 4") == 2
    document = word(form_of(asking((Condition("q2", ("1",)),)), serials=SERIALS[:1]))
    assert [one.text for one in document.paragraphs if one.style.name == "Only if"] == [
        "Answer this only if you ticked option 1 (1) in question 2."
    ]
    assert len([one for one in document.paragraphs if one.text.endswith("→ go to question 4")]) == 2


def test_hostile_text_is_text_in_html_and_nothing_is_fetched():
    page = Page(forms_to_html(form_of(hostile(), serials=("<b>1</b>",), facts=SlipFacts(HOSTILE, HOSTILE, HOSTILE))))
    assert page.open == []
    tags = {tag for tag, _ in page.tags}
    assert tags & {"script", "img", "link", "iframe", "object", "a", "svg", "form", "base"} == set()
    attributes = {name for _, attrs in page.tags for name in attrs}
    assert attributes <= {"class", "role", "lang", "charset", "http-equiv", "content", "name"}
    policy = [attrs["content"] for tag, attrs in page.tags if tag == "meta" and "http-equiv" in attrs]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert '<script src="http://e.vil/x.js">' in page.copies[0]
    assert "\x1b" not in page.copies[0]


def test_a_hundred_copies_differ_in_their_serials_alone():
    serials = tuple(with_check(number) for number in range(1, 101))
    page = Page(forms_to_html(form_of(serials=serials)))
    assert len({copy.replace(serial, "").strip() for copy, serial in zip(page.copies, serials, strict=True)}) == 1
