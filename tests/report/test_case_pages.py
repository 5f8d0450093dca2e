"""The list and the summary for the talk: in words, in order, on one page, never a score."""

from __future__ import annotations

import re
import shutil

import pytest
from builders import CASE_07, CASE_08, small_programme, small_record
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldwork.paths import data_folder
from fieldwork.record import names
from fieldwork.record.judging import judge
from fieldwork.record.record import Statement
from fieldwork.record.sitting import Sitting
from fieldwork.record.views import Case, Inspection
from fieldwork.report.case_pages import PAGE_LINES, left_page, rendered, summary_page
from fieldwork.report.plain import text_lines
from fieldwork.workspace import Workspace


def inspection_with(*statements: Statement) -> Inspection:
    record = small_record()
    record.add(Sitting("JN").entries(record, statements))
    return Inspection(record)


def note(number: int, text: str, **fields) -> list[Statement]:
    subject = f"note/n{number}"
    return [Statement(subject, names.TEXT, text), *(Statement(subject, name, value) for name, value in fields.items())]


def answered(**answers: str) -> list[Statement]:
    return [Statement(CASE_07, names.answer(key[1:].replace("_", ".")), value) for key, value in answers.items()]


def page(make, inspection: Inspection) -> str:
    return rendered(
        make(inspection, Case(inspection.record, CASE_07), judge(inspection.programme, inspection.record, CASE_07)),
        ".txt",
    )


def test_the_summary_says_strengths_and_gaps_by_criterion_with_their_notes():
    text = page(
        summary_page,
        inspection_with(
            *answered(q1_1_1="yes", q1_1_2="no", q1_2_1="yes", q1_2_2="yes"),
            Statement(CASE_07, names.parked("1.1.10"), True),
            *note(1, "dated three weeks late,\nAsset p4", case=CASE_07, question="1.1.2"),
            *note(2, "a mentor of his own age", case=CASE_07, question="1.2.1", criterion="1.2", good_practice=True),
            *note(3, "a plan he can read", case=CASE_07, criterion="1.2", good_practice=True),
            *note(4, "engaged from the first day", case=CASE_07),
            *note(5, "of another case", case=CASE_08, question="1.1.2"),
        ),
    )
    assert text.splitlines() == [
        "Case 07: summary for the talk",
        "=============================",
        "Smalltown · Small inspection · custody and community",
        "",
        "1.1 Risk of Harm to others",
        "Judged well: 1.1.1 Is 1.1.1 as it should be?",
        "Not as it should be:",
        "- 1.1.2 Is 1.1.2 as it should be? “dated three weeks late, Asset p4”",
        "",
        "1.2 Likelihood of Reoffending",
        "Judged well: 1.2.1 Is 1.2.1 as it should be? “★ a mentor of his own age”",
        "Not as it should be:",
        "- 1.2.2 Is 1.2.2 as it should be?",
        "Noted:",
        "- ★ good practice: “a plan he can read”",
        "",
        "On the case",
        "- “engaged from the first day”",
        "",
        "Still to judge: 7 questions, 1 of them to ask the case manager.",
        "",
        "> Holds case data: for the talk, then back into the file or destroyed.",
    ]


def test_what_a_rule_made_is_not_said_twice():
    text = page(summary_page, inspection_with(*answered(q1_1_10="no")))
    assert "1.1.10" in text
    assert "1.1.16" not in text  # the rule's no follows from it


def test_a_case_without_a_judgement_says_so():
    assert "Nothing was judged yet." in page(summary_page, inspection_with())


def test_the_list_has_what_to_ask_in_order_then_what_else_is_open():
    text = page(
        left_page,
        inspection_with(
            *answered(q1_1_1="no", q1_1_2="yes"),
            Statement(CASE_07, names.parked("1.2.1"), True),
            Statement(CASE_07, names.date("rosh_screening"), "undated"),
            *note(1, "ask who signed", case=CASE_07, question="1.2.1"),
        ),
    )
    lines = text.splitlines()
    start = lines.index("For the talk, in the order of the file")
    rows = [re.split(r"  +", line.strip()) for line in lines[start + 3 : start + 6]]
    assert [row[-1] for row in rows] == ["bears no date", "answered, though 1.1.1 is no", "to ask"]
    assert rows[1][0] == "1.1.2"
    assert "✎ ask who signed" in rows[2][1]
    assert any(line.startswith("Open (") for line in lines[start + 7 :])
    assert not any("1.2.1" in line for line in lines[start + 7 :])


def test_nothing_to_ask_is_said():
    assert "Nothing is parked, undated or against a rule." in page(left_page, inspection_with())


@pytest.fixture(scope="module")
def stockport(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "stockport-2009.json"
    shutil.copyfile(data_folder() / "samples" / path.name, path)
    with Workspace.open(path, "", write=False) as workspace:
        yield workspace


def test_every_case_of_the_sample_fits_one_page_without_a_score(stockport):
    for case in stockport.cases:
        document = summary_page(stockport.inspection, case, stockport.judgements(case.id))
        lines = text_lines(document)
        assert PAGE_LINES * 0.6 < len(lines) <= PAGE_LINES  # it says as much as there is room for
        assert "%" not in "".join(lines)
        assert not re.search(r"\d+ (of|out of) \d+", "".join(lines))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([None, "1.1.1", "1.2.2", "2.1.1"]), st.text(min_size=1, max_size=900)), max_size=40
    ),
    st.booleans(),
)
def test_whatever_was_written_it_fits_one_page(notes, marked):
    found = [
        one
        for number, (question, text) in enumerate(notes)
        for one in note(number, text, case=CASE_07, question=question, good_practice=marked or None)
        if one.value is not None
    ]
    answers = answered(**{f"q{one.id.replace('.', '_')}": "no" for one in small_programme().questions})
    inspection = inspection_with(*answers, *found)
    assert len(page(summary_page, inspection).splitlines()) <= PAGE_LINES


@pytest.mark.parametrize("make", [left_page, summary_page])
def test_a_note_is_text_in_every_form(make):
    inspection = inspection_with(
        *answered(q1_1_1="no"),
        Statement(CASE_07, names.parked("1.2.1"), True),
        *note(1, "<script>alert(1)</script> [b]x[/b] \x1b[2J **x**", case=CASE_07, question="1.1.1"),
        *note(2, "<script>alert(1)</script> [b]x[/b] \x1b[2J **x**", case=CASE_07, question="1.2.1"),
    )
    case = Case(inspection.record, CASE_07)
    document = make(inspection, case, judge(inspection.programme, inspection.record, CASE_07))
    assert "<script" not in rendered(document, ".html")
    assert "**x**" not in rendered(document, ".md")
    assert "\x1b" not in rendered(document, ".txt")
