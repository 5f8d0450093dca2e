"""What is left to do before a report goes out: it empties as the work gets done."""

from __future__ import annotations

import dataclasses

from builders import CASE_07, CASE_08, INSPECTION, answered, said, sitting, small_programme, small_record

from fieldwork.analysis.findings import deciding
from fieldwork.programme.models import ReportPart
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record import names
from fieldwork.record.judging import judge
from fieldwork.record.record import Record
from fieldwork.record.report_parts import leaving, recommending, writing
from fieldwork.record.views import Inspection
from fieldwork.report.contents import gather
from fieldwork.report.worklist import NO_CASES, left_out, worklist

WORDS = load_share_words()
PARTS = (
    ReportPart("foreword", "assumed", "Foreword", text="Of {area}, {score:RoH}, until {due}."),
    ReportPart("foreword.verdict", "assumed", needed=True, hint="What set of findings this is."),
    ReportPart("recommendations", "assumed", "Recommendations", holds="recommendations"),
    ReportPart("commentary", "assumed", "On {section}", each="section", needed=True),
)
PROGRAMME = dataclasses.replace(
    small_programme(),
    parts=PARTS,
    recommendations=("plans are made (YOT Manager)",),
    questionnaires=(),
    report={"next_steps_weeks": "4"},
)


def contents(record):
    inspection = Inspection(record)
    judgements = {case.id: judge(inspection.programme, record, case.id) for case in inspection.cases}
    return gather(inspection, judgements, {}, WORDS)


def listed(record):
    return [(one.kind, one.part) for one in worklist(contents(record))]


def all_answered():
    record = small_record(PROGRAMME)
    for number, case in enumerate((CASE_07, CASE_08)):
        fields = {f"q{question.id.replace('.', '_')}": "yes" for question in PROGRAMME.questions}
        answered(record, sitting("JN", f"a{number}"), case, **fields)
    return record


def done(record):
    """The work on a report, as inspectors do it."""
    by = sitting("LL", "work")
    said(record, by, (INSPECTION, names.PUBLICATION, "2009-08-26"))
    said(record, by, *writing("foreword.verdict", "An average set of findings."))
    for section in PROGRAMME.sections:
        said(record, by, *writing(f"commentary.{section.id}", "It was late in {percent:1.1.1} of cases."))
    said(record, by, *recommending("1", left=False))
    for line in contents(record).findings.values():
        if line.figure.of:
            said(record, by, *deciding(line, side="strength"))
    return record


def test_a_draft_that_nobody_touched_has_everything_to_do():
    found = listed(all_answered())
    assert [part for kind, part in found if kind == "missing"] == [
        "inspection/publication",
        "foreword.verdict",
        "commentary.1",
        "commentary.2",
    ]
    proposed = [part for kind, part in found if kind == "proposed"]
    assert "recommendation/1" in proposed
    assert "finding/1.1.1" in proposed
    work = worklist(contents(all_answered()))
    assert next(one for one in work if one.part == "commentary.2").place == "On Delivery"
    assert next(one for one in work if one.part == "finding/1.1.1").place == "1.1 Risk of Harm to others"
    assert next(one for one in work if one.part == "foreword.verdict").what == "What set of findings this is."


def test_the_list_is_empty_when_the_work_is_done():
    assert listed(done(all_answered())) == []


def test_a_figure_that_changed_its_word_is_out_of_step_until_somebody_looks():
    record = done(all_answered())
    answered(record, sitting("AB", "late"), CASE_08, q1_1_1="no")
    assert ("out of step", "finding/1.1.1") in listed(record)
    (one,) = [one for one in worklist(contents(record)) if one.part == "finding/1.1.1"]
    assert "both" in one.what
    said(record, sitting("LL", "looked"), *deciding(contents(record).findings["1.1.1"], side="improvement"))
    assert ("out of step", "finding/1.1.1") not in listed(record)


def test_an_answer_that_is_still_to_come_is_provisional():
    record = done(all_answered())
    said(record, sitting("AB", "undone"), (CASE_07, names.answer("1.2.1"), None))
    assert ("provisional", "criterion/1.2") in listed(record)


def test_a_live_value_that_stands_for_nothing_any_more_is_out_of_step():
    record = done(all_answered())
    said(record, sitting("LL", "typo"), *writing("foreword.verdict", "{percent:9.9} and {words:}."))
    assert listed(record) == [("out of step", "foreword.verdict")] * 2
    said(record, sitting("LL", "again"), *writing("foreword.verdict", "An average set."))
    said(record, sitting("LL", "more"), *recommending("x1", text="as {nobody} said"))
    assert listed(record) == [("missing", "recommendation/x1"), ("out of step", "recommendation/x1")]
    said(record, sitting("LL", "left"), *recommending("x1", left=True))
    assert listed(record) == []


def test_two_versions_of_a_part_are_to_be_settled():
    record = done(all_answered())
    other = Record(record)
    said(record, sitting("AB", "one"), *writing("foreword.verdict", "Good."))
    said(other, sitting("CD", "two"), *writing("foreword.verdict", "Bad."))
    record.add(other)
    assert listed(record) == [("disputed", "foreword.verdict")]


def test_a_part_is_not_written_with_blanks():
    record = done(all_answered())
    said(record, sitting("LL", "blank"), *writing("commentary.1", "  \n "))
    assert listed(record) == [("missing", "commentary.1")]


def test_what_two_laptops_say_differently_is_to_be_settled_even_where_nothing_of_it_is_printed():
    record = done(all_answered())
    said(record, sitting("LL", "new"), *recommending("x1", text="Train", responsibility="Chair"))
    other = Record(record)
    finding = contents(record).findings["1.1.1"]
    for one, name, text, side in ((record, "one", "Train all", "left"), (other, "two", "Train some", "improvement")):
        said(one, sitting("AB", name), *recommending("x1", text=text), *deciding(finding, side=side))
    record.add(other)
    assert listed(record) == [("disputed", "finding/1.1.1"), ("disputed", "recommendation/x1")]


def test_every_field_that_is_disputed_is_listed_once_and_none_of_it_as_missing():
    record = done(all_answered())
    other = Record(record)
    for one, name, day, order, text in ((record, "one", "2009-09-01", 1, "A."), (other, "two", "2009-09-02", 2, "B.")):
        statements = (INSPECTION, names.PUBLICATION, day), ("finding/1.1.1", names.ORDER, order)
        said(
            one, sitting("AB", name), *statements, ("finding/1.1.2", names.WORDING, text), *recommending("1", text=text)
        )
        said(one, sitting("AB", f"{name}s"), ("report/gone", names.TEXT, text))
    record.add(other)
    found = worklist(contents(record))
    assert [(one.kind, one.part, one.field) for one in found] == [
        ("disputed", "inspection/publication", names.PUBLICATION),
        ("disputed", "finding/1.1.1", names.ORDER),
        ("disputed", "finding/1.1.2", names.WORDING),
        ("disputed", "recommendation/1", names.TEXT),
        ("disputed", "gone", names.TEXT),
    ]
    assert found[0].what.startswith("published on: AB 1 Sep 2009")
    assert found[2].place == "1.1.2, 1.1 Risk of Harm to others"


def test_a_marked_note_that_is_disputed_is_listed_and_one_that_no_report_draws_on_is_not():
    record = done(all_answered())
    for note, mark in (("note/good", names.GOOD_PRACTICE), ("note/plain", names.CASE)):
        said(
            record,
            sitting("LL", note[5:]),
            (note, names.TEXT, "A."),
            (note, mark, CASE_07 if mark == names.CASE else True),
        )
    other = Record(record)
    for one, name in ((record, "one"), (other, "two")):
        said(one, sitting("AB", name), ("note/good", names.TEXT, name), ("note/plain", names.TEXT, name))
        said(
            one,
            sitting("AB", f"{name}o"),
            ("recommendation/x", names.TEXT, "Local"),
            ("recommendation/x", names.ORDER, len(one)),
        )
    assert "note/good" not in [one.part for one in worklist(contents(record))]
    record.add(other)
    found = [one for one in worklist(contents(record)) if one.kind == "disputed"]
    assert [one.part for one in found] == ["note/good"]
    assert found[0].what.startswith('note: AB "one"')
    said(other, sitting("CD", "moved"), ("recommendation/x", names.ORDER, 3))
    said(record, sitting("LL", "moved2"), ("recommendation/x", names.ORDER, 9))
    record.add(other)
    assert "“Local” place: moved differently by CD and LL" in [one.what for one in worklist(contents(record))]


def test_a_finding_that_two_laptops_decided_on_by_different_figures_is_out_of_step():
    record = done(all_answered())
    other = Record(record)
    for one, name, words in ((record, "one", "most"), (other, "two", "half")):
        said(one, sitting("AB", name), ("finding/1.1.1", names.SEEN, {"side": "strength", "words": words}))
    record.add(other)
    (one,) = worklist(contents(record))
    assert (one.kind, one.part) == ("out of step", "finding/1.1.1")
    assert "different figures" in one.what
    said(record, sitting("LL", "seen"), *deciding(contents(record).findings["1.1.1"], side="strength"))
    assert listed(record) == []


def test_a_part_that_is_left_out_is_missing_only_where_it_is_needed_and_can_be_found_again():
    record = done(all_answered())
    said(record, sitting("LL", "gone"), *leaving("foreword", left=True), *recommending("1", left=True))
    assert listed(record) == []
    assert [one.part for one in left_out(contents(record))] == ["foreword", "recommendation/1"]
    said(record, sitting("LL", "needed"), *leaving("commentary.2", left=True))
    (one,) = worklist(contents(record))
    assert (one.kind, one.part, one.what) == (
        "missing",
        "commentary.2",
        "left out, but the report needs it: to be written",
    )


def test_of_a_new_inspection_it_is_said_that_there_are_no_cases_and_what_waits_for_answers_in_words():
    found = worklist(contents(small_record(PROGRAMME, cases=())))
    assert NO_CASES in [one.what for one in found]
    foreword = [(one.kind, one.what, one.text) for one in found if one.text == "foreword"]
    assert foreword == [
        ("missing", "not recorded yet: the day of publication", "foreword"),
        ("provisional", "nothing was answered yet for RoH", "foreword"),
    ]


def test_what_stands_in_a_section_without_a_heading_of_its_own_is_listed_under_the_section():
    overall = ReportPart("overall", "assumed", each="section", text="OVERALL: {overall}")
    programme = dataclasses.replace(PROGRAMME, parts=(*PARTS[:3], overall))
    found = [one for one in worklist(contents(small_record(programme, cases=()))) if one.part.startswith("overall")]
    assert [(one.part, one.what) for one in found] == [
        ("overall.1", "nothing was answered yet for the overall score"),
        ("overall.2", "nothing was answered yet for the overall score"),
    ]
    assert found[0].place == f"1. {programme.sections[0].title}"
