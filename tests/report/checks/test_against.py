"""An edited text against the draft that the data give: every changed figure is named, and nothing else is."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from report.checks.drafts import sample

from fieldwork.programme.sharewords import load_share_words
from fieldwork.report.checks.against import figures_against, says
from fieldwork.report.checks.passages import LONGEST, passages_in, passages_of
from fieldwork.report.document import Document, FigureRef, Heading, Item, Listing, Paragraph, Span, paragraph
from fieldwork.report.markdown import to_markdown

LIST_NUMBER = re.compile(r"^\d+(?=\. )", re.MULTILINE)
"""The number that Markdown sets before an item is no figure: whoever renders it counts anew."""


def digits_of(text):
    marks = {place for found in LIST_NUMBER.finditer(text) for place in range(*found.span())}
    return [place for place, character in enumerate(text) if character in "0123456789" and place not in marks]


PARAGRAPH_NUMBER = re.compile(r"^\d\.\d+(?=\. )", re.MULTILINE)
"""That of a letter ("2.3."): all changed alike are a letter numbered anew, so each is changed by itself."""


def paragraph_numbers(text):
    found = (place for number in PARAGRAPH_NUMBER.finditer(text) for place in range(*number.span()))
    return [place for place in found if text[place] != "."]


def compared(text, name):
    document, grounds = sample(name)
    return list(figures_against(passages_in(text), passages_of(document), grounds.reader))


def digits_by_figure(text, reader):
    """Where the digits of each figure stand; those of a letter's paragraph numbers are left out."""
    wanted, begins = {*digits_of(text)} - {*paragraph_numbers(text)}, 0
    for line in text.split("\n"):
        spans = [(one.start + begins, one.end + begins) for one in reader.mentions(line)]
        figures = [[place for place in range(*span) if place in wanted] for span in spans]
        known = {place for one in figures for place in one}
        alone = [[place] for place in range(begins, begins + len(line)) if place in wanted - known]
        yield from filter(None, [*figures, *alone])
        begins += len(line) + 1


@pytest.mark.parametrize("name", ["stockport-2009", "dorset-2013"])
def test_every_digit_of_every_figure_changed_is_named(name):
    """All digits, each to all others: in each round one digit of every figure is another one."""
    document, grounds = sample(name)
    text, draft = to_markdown(document), passages_of(document)
    assert compared(text, name) == []
    figures = list(digits_by_figure(text, grounds.reader))
    assert {place for one in figures for place in one} == {*digits_of(text)} - {*paragraph_numbers(text)}
    for turn in range(max(map(len, figures))):
        places = {one[turn] for one in figures if turn < len(one)}
        for step in range(1, 10):
            edited = "".join(
                str((int(character) + step) % 10) if place in places else character
                for place, character in enumerate(text)
            )
            found = list(figures_against(passages_in(edited), draft, grounds.reader))
            assert len(found) == len(places), (turn, step)
            assert {one.kind for one in found} == {"changed"}
            for one in found:
                assert one.found != one.expected
                assert one.found in one.sentence
                assert one.expected in one.sentence
                assert one.sentence.startswith(", ".join(one.place.headings[1:] or one.place.headings))


@pytest.mark.parametrize("name", ["stockport-2009", "dorset-2013"])
def test_every_share_in_words_changed_to_one_that_is_not_true_is_named(name):
    """ "three of the five", "all but two of the 20", "over three-quarters": each to other counts and phrases."""
    document, grounds = sample(name)
    draft = passages_of(document)
    said = [(n, one) for n, passage in enumerate(draft) for one in passage.references[:1] if in_words(passage, one)]
    assert len(said) > 10
    phrases = [one.phrase for one in load_share_words().phrases if "%" not in one.phrase]
    for phrase in (*phrases, "four of the nine", "8 of the 9", "all but seven of the 20"):
        edited = [replace(passage, references=()) for passage in draft]
        wrong = 0
        for n, one in said:
            if not true_of(phrase, one.figure, grounds.reader):
                text = edited[n].text
                edited[n] = replace(edited[n], text=f"{text[: one.start]}{phrase}{text[one.end :]}")
                wrong += 1
        found = list(figures_against(edited, draft, grounds.reader))
        assert wrong
        assert [(one.kind, one.found) for one in found] == [("changed", phrase)] * wrong


def in_words(passage, one):
    text = passage.text[one.start : one.end]
    return one.figure.form in ("words", "count") and passage.kind != "row" and not text[:1].isdigit()


def true_of(phrase, figure, reader):
    (mention,) = reader.mentions(phrase)
    return says(mention, figure, reader)


def test_the_number_of_a_paragraph_is_named_where_it_does_not_go_on_from_the_one_before():
    text, chance = to_markdown(sample("dorset-2013")[0]), random.Random(5)
    places = paragraph_numbers(text)
    assert len(places) > 50
    for place in chance.sample(places, 40):
        other = str((int(text[place]) + chance.randrange(1, 10)) % 10)
        (one,) = compared(text[:place] + other + text[place + 1 :], "dorset-2013")
        assert (one.kind, one.expected) == ("changed", text[text.rfind("\n", 0, place) + 1 :].split(". ")[0])


def test_a_letter_copied_out_as_items_with_a_paragraph_left_out_is_numbered_anew():
    text = to_markdown(sample("dorset-2013")[0])
    numbers = {f"1.{number}. ": f"- 1.{number - (number > 2)}. " for number in range(1, 30)}
    lines = [line for line in text.splitlines() if not line.startswith("1.2. ")]
    anew = [
        next((new + line[len(old) :] for old, new in numbers.items() if line.startswith(old)), line) for line in lines
    ]
    assert anew != lines
    assert compared("\n".join(anew), "dorset-2013") == []


def test_a_report_that_lost_its_line_ends_is_read_in_parts_of_whole_sentences():
    said = [f"In {number}% of the cases it was done." for number in range(1000)]
    found = passages_in(" ".join(said))
    assert len(found) > 2
    assert max(len(one.text) for one in found) <= LONGEST
    assert " ".join(one.text.strip() for one in found).split() == " ".join(said).split()
    assert all(one.text.rstrip().endswith("done.") for one in found)
    (head,) = passages_in("# " + " ".join(said[:200]))
    assert head.kind != "heading"


@pytest.mark.parametrize("name", ["stockport-2009", "dorset-2013"])
@pytest.mark.parametrize("how", ["put in", "left out"])
def test_a_digit_more_or_less_is_named(name, how):
    text, chance = to_markdown(sample(name)[0]), random.Random(9)
    for place in chance.sample(digits_of(text), 20):
        more = chance.choice("0123456789") if how == "put in" else ""
        edited = text[:place] + more + text[place + (not more) :]
        (one,) = compared(edited, name)
        assert one.kind in {"changed", "gone"}
        assert one.expected in one.sentence


# -- what else an editor does -----------------------------------------------------------------------------------------

SHARE = FigureRef("question", "1.1.4", "percent", 56, 67)
FEW = FigureRef("question", "1.1.9", "words", 3, 5)
DRAFT = Document(
    (
        Heading(1, "Report"),
        Heading(2, "1.1 Harm"),
        Listing(
            (
                Item((Span("A screening had been completed in "), Span("84%", figure=SHARE), Span(" of cases."))),
                Item(
                    (Span("The plan was of sufficient quality in "), Span("three of the five", figure=FEW), Span("."))
                ),
            ),
            numbered=True,
        ),
        Heading(2, "1.2 Again"),
        paragraph("Intervention plans were reviewed in 36% of cases, and on time in 28% of them."),
    )
)


def edited(text, by):
    return [(one.kind, one.found, one.expected) for one in figures_against(passages_in(text), passages_of(DRAFT), by)]


@pytest.mark.parametrize(
    "text",
    [
        "## 1.1 Harm\n\n1. In 84% of the cases a screening had been completed.\n",
        "## 1.1 Harm\n\n1. A screening had been completed in 56 of the 67 cases.\n",
        "## 1.1 Harm\n\n1. A screening had been completed in most cases.\n",
        "## 1.1 Harm\n\n1. The plan was of sufficient quality in 3 of 5.\n\n## 1.2 Again\n",
        "## 1.1 Harm\n\nA screening had been completed in 84% of cases and the plan was of quality in 3 of the 5.",
        "## 1.2 Again\n\nIntervention plans were reviewed on time in 28% of cases, and in 36% of them at all.\n",
        "## 1.2 Again\n\nIntervention plans were reviewed in 36% of cases.\n\nPlans were reviewed in time in 28%.\n",
        "## 1.1 Harm\n\nNo figure at all.\n",
        "",
    ],
)
def test_moving_rewording_joining_splitting_and_leaving_out_are_no_mistake(by, text):
    assert edited(text, by.reader) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## 1.1 Harm\n\n1. In 48% of the cases a screening had been completed.\n", ("changed", "48%", "84%")),
        ("## 1.1 Harm\n\n1. A screening had been completed in 65 of the 67 cases.\n",
         ("changed", "65 of the 67", "84%")),
        ("## 1.1 Harm\n\n1. A screening had been completed in less than half of cases.\n",
         ("changed", "less than half", "84%")),
        ("## 1.1 Harm\n\n1. The plan was of sufficient quality in four of the five.\n",
         ("changed", "four of the five", "three of the five")),
        ("## 1.1 Harm\n\n1. A screening had been completed.\n", ("gone", "", "84%")),
        ("## 1.1 Harm\n\nThe town has 284,528 people.\n", ("unchecked", "284,528", "")),
    ],
)  # fmt: skip
def test_what_is_not_what_the_data_give_is_named(by, text, found):
    assert edited(text, by.reader) == [found]


def test_a_changed_figure_is_told_with_what_it_is_of(by):
    text = "# Report\n\n## 1.1 Harm\n\n1. A screening had been completed in 48% of cases.\n"
    (one,) = figures_against(passages_in(text), passages_of(DRAFT), by.reader)
    assert one.sentence == (
        "1.1 Harm, item 1: 48% stands where the data give 84% (question 1.1.4, 56 of 67) "
        "(“… had been completed in 48% of cases.”)."
    )


def test_a_document_edited_in_place_is_compared_as_well(by):
    blocks = list(DRAFT.blocks)
    blocks[4] = Paragraph((Span("Intervention plans were reviewed in 63% of cases, on time in 28% of them."),), "own.1")
    (one,) = figures_against(passages_of(Document(tuple(blocks))), passages_of(DRAFT), by.reader)
    assert (one.found, one.expected, one.place.part) == ("63%", "36%", "own.1")


def test_one_figure_more_does_not_make_those_behind_it_wrong(by):
    draft = Document((paragraph("Offences in 2008-2009, at 51 per 1,000, were the same as the average of 46."),))
    text = "In 2008 and 2009, at 51 per 1,000, offences were as many as the average of 46, or 47 of them."
    found = list(figures_against(passages_in(text), passages_of(draft), by.reader))
    assert [(one.kind, one.found) for one in found] == [("changed", "2009"), ("unchecked", "47")]


def test_a_number_of_some_of_the_cases_is_not_that_of_all(by):
    figure = FigureRef("cases", "", "number", 17, 67)
    draft = Document((paragraph("Supervision order:", Span("17", figure=figure)),))
    for text, wrong in (("Supervision order: 67", True), ("Supervision order: seventeen", False)):
        found = list(figures_against(passages_in(f"# R\n\n{text}"), passages_of(draft), by.reader))
        assert bool(found) is wrong


def test_a_report_written_anew_is_not_laid_beside_whatever_resembles_it(by):
    """Few words, or a row of a table, are compared only below their own heading; a remark only with a remark."""
    text = "# Report\n\n## 1.3 Other\n\n**Score:** 53%\n\nThe office has 12 rooms for visitors.\n\n| LoR | 17 |\n"
    assert {kind for kind, _, _ in edited(text, by.reader)} == {"unchecked"}
