"""Live values: figures follow the data, words stay, and nothing is printed in braces that somebody knows."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from builders import CASE_07, CASE_08, answered, said, sitting, small_programme, small_questionnaire, small_record
from hypothesis import example, given
from hypothesis import strategies as st

from fieldwork.analysis.findings import findings
from fieldwork.analysis.scoring import score_all
from fieldwork.analysis.tallies import tally
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record import names
from fieldwork.record.judging import judge
from fieldwork.record.returns import returns
from fieldwork.record.views import Inspection
from fieldwork.report.document import FigureRef, Span
from fieldwork.report.live import Figures, own_share, resolve

WORDS = load_share_words()
PROGRAMME = small_programme()


def figures(record=None):
    record = record or small_record(PROGRAMME)
    inspection = Inspection(record)
    judgements = {case.id: judge(PROGRAMME, record, case.id) for case in inspection.cases}
    form = small_questionnaire()
    return Figures(
        PROGRAMME,
        score_all(PROGRAMME, judgements),
        {form.id: tally(form, returns(record, form.id), None, WORDS)},
        WORDS,
        {"area": "Smalltown", "publication": ""},
    )


def answered_record():
    record = small_record(PROGRAMME)
    answered(record, sitting(), CASE_07, q1_1_1="yes", q1_1_2="no", q1_2_1="yes")
    answered(record, sitting("AB"), CASE_08, q1_1_1="yes", q1_1_2="yes")
    said(
        record,
        sitting("KM"),
        ("return/1", names.QUESTIONNAIRE, "forms"),
        ("return/1", names.SERIAL, "1"),
        ("return/1", names.item("q1"), "1"),
    )
    return record


KNOWN = figures(answered_record())


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{percent:1.1.1} of cases had one.", "Both cases had one."),
        ("They had one in {percent:1.1.2} of cases.", "They had one in one of the two cases."),
        ("({count:1.1.2})", "(1 of 2)"),
        ("{lacking_count:1.1.2} of the cases had none.", "1 of 2 cases had none."),
        ("{words:1.1.1} had one.", "Both had one."),
        ("In {area}, {cases} cases.", "In Smalltown, 2 cases."),
        (
            "{item:forms.q1} said so, {item_count:forms.q1}; {returned:forms} came back.",
            "All said so, 1 of 1; 1 came back.",
        ),
        ("no braces } { here", "no braces } { here"),
    ],
)
def test_what_stands_in_braces_is_printed_as_the_figure(text, printed):
    found = resolve(text, KNOWN)
    assert (found.text, found.unknown, found.missing) == (printed, (), ())


def test_a_figure_knows_what_it_is_of():
    spans = resolve("Only {lacking_count:1.1.2} and {score:1.1}, {comment:1.1}.", KNOWN).spans
    assert [span.figure for span in spans if span.figure] == [
        FigureRef("question", "1.1.2", "count", 1, 2, lacking=True),
        FigureRef("criterion", "1.1", "percent", 3, 4, provisional=True),
        FigureRef("criterion", "1.1", "comment", 3, 4, provisional=True),
    ]


@pytest.mark.parametrize("text", ["{score:RoH}", "{score:section 1}", "{comment:RoH}"])
def test_scores_of_threads_and_sections_are_known(text):
    assert resolve(text, KNOWN).unknown == ()
    assert resolve(text, KNOWN).spans[0].figure.kind in ("thread", "section")


def test_an_unknown_name_is_named_and_never_printed_in_braces():
    found = resolve("As {nobody} said of {percent:9.9.9} and {item:forms.q99} and {}, {share}.", KNOWN)
    assert found.unknown == ("nobody", "percent:9.9.9", "item:forms.q99", "", "share")
    assert found.text == "As … said of … and … and …, …."


def test_what_has_no_figure_yet_is_missing():
    found = resolve("{publication}: {percent:2.1.1}, {item_percent:forms.q2}, {score:2.1}.", KNOWN)
    assert found.missing == ("publication", "percent:2.1.1", "item_percent:forms.q2", "score:2.1")
    assert found.unknown == ()


def test_a_place_may_know_more():
    more = {"section": "Delivery", "due": None}
    found = resolve("{share} of {section} until {due}", KNOWN, Span("84%"), more)
    assert (found.text, found.missing) == ("84% of Delivery until …", ("due",))


def test_a_finding_reads_alike_from_its_wording_and_from_its_sentence():
    decided = SimpleNamespace(
        side="improvement", wording="They had one in only {share} of cases.", seen=None, order=None
    )
    lines = findings(PROGRAMME, KNOWN.scores, lambda id_: decided if id_ == "1.1.2" else None, WORDS)
    for line in lines.values():
        if line.sentence:
            assert resolve(line.wording, KNOWN, own_share(line)).text == line.sentence


def test_a_name_counts_with_spaces_around_it_and_one_that_is_not_closed_is_text():
    assert resolve("{ score:RoH } and {x", KNOWN).text == resolve("{score:RoH} and {x", KNOWN).text
    assert resolve("{ score:RoH } and {x", KNOWN).text.endswith("% and {x")


@given(st.text(st.characters(exclude_characters="{"), max_size=80))
def test_a_text_without_braces_stays_as_it_is(text):
    found = resolve(text, KNOWN)
    assert (found.text, found.unknown, found.missing) == (text, (), ())


PIECES = [
    "{",
    "}",
    "share",
    "percent:1.1.1",
    "score:",
    "section 1",
    ":",
    "only ",
    " of the",
    "item:forms.q1",
    "\n",
    "{{",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=12).map("".join))
@example("{percent:}{count:1.1}{score:section }{item:.}{item:forms.}{returned:}{cases:3}{:}{::}")
@example("{{}}{…}")  # a pair around a pair is text, as typed, and may read like another name
def test_no_text_is_too_strange_and_each_name_takes_its_own_braces_along(text):
    found, slots = resolve(text, KNOWN), re.findall(r"\{[^{}\n]*\}", text)
    for brace in "{}":
        assert found.text.count(brace) == text.count(brace) - len(slots)
    assert len(found.unknown) + len(found.missing) <= len(slots)


@pytest.mark.parametrize(("number", "printed"), [(1, "1 recent case, 1 case"), (2, "2 recent cases, 2 cases")])
def test_one_case_is_told_in_the_singular(number, printed):
    scores = SimpleNamespace(cases=number)
    assert resolve("{cases} recent cases, {cases} cases", replace(KNOWN, scores=scores)).text == printed
