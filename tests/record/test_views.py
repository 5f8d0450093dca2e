"""The inspection, its cases, notes and findings, as a record holds them."""

from __future__ import annotations

import dataclasses

import pytest
from builders import CASE_07, INSPECTION, answered, case_id, said, sitting, small_programme, small_record
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.errors import DamagedFileError, DefinitionError
from fieldwork.programme.loading import programme_to_dict, questionnaire_to_dict
from fieldwork.record import names
from fieldwork.record.record import Record
from fieldwork.record.redaction import redact, redaction_of
from fieldwork.record.undo import undo
from fieldwork.record.views import Inspection, reference_key

PROGRAMME = "programme/small"


def references(record):
    return [case.reference for case in Inspection(record).cases]


# -- the inspection


def test_an_inspection_says_what_it_is():
    record = small_record()
    inspection = Inspection(record)
    assert inspection.programme == small_programme()
    assert inspection.area == "Smalltown"
    assert list(inspection.questionnaires) == ["forms"]
    assert (inspection.fieldwork, inspection.synthetic, inspection.issued("forms")) == ("", "", None)
    said(
        record,
        sitting("MB"),
        (INSPECTION, names.FIELDWORK, "June 2009"),
        (INSPECTION, names.SYNTHETIC, "Made up."),
        ("questionnaire/forms", names.ISSUED, 30),
    )
    assert (inspection.fieldwork, inspection.synthetic, inspection.issued("forms")) == ("June 2009", "Made up.", 30)


@pytest.mark.parametrize("value", [True, "30", 3.0])
def test_a_count_that_is_no_number_is_none(value):
    record = small_record()
    said(record, sitting("MB"), ("questionnaire/forms", names.ISSUED, value))
    assert Inspection(record).issued("forms") is None


def test_no_inspection_two_or_one_without_a_programme_are_refused():
    with pytest.raises(DamagedFileError, match="one inspection, found 0"):
        Inspection(Record())
    record = small_record()
    said(record, sitting("MB"), ("inspection/other", names.AREA, "Elsewhere"))
    with pytest.raises(DamagedFileError, match="one inspection, found 2"):
        Inspection(record)
    lost = Record(entry for entry in small_record() if entry.field != names.DEFINITION)
    with pytest.raises(DamagedFileError, match="no programme"):
        Inspection(lost)


def test_a_programme_that_does_not_hold_together_is_refused():
    record = small_record()
    said(record, sitting("MB"), (PROGRAMME, names.DEFINITION, {"id": "small"}))
    with pytest.raises(DefinitionError, match="programme small of the inspection file"):
        Inspection(record)


def test_a_revised_definition_counts_at_once():
    record = small_record()
    inspection = Inspection(record)
    assert inspection.programme is inspection.programme
    revised = dataclasses.replace(small_programme(), title="Revised")
    said(record, sitting("MB"), (PROGRAMME, names.DEFINITION, programme_to_dict(revised)))
    assert inspection.programme == revised
    forms = inspection.questionnaires["forms"]
    again = dataclasses.replace(forms, title="Revised form")
    said(record, sitting("MB", "mb2"), ("questionnaire/forms", names.DEFINITION, questionnaire_to_dict(again)))
    assert inspection.questionnaires["forms"] == again
    assert inspection.questionnaires["forms"] is inspection.questionnaires["forms"]


def test_of_two_revisions_the_later_is_inspected_with_until_someone_settles_it():
    base = small_record()
    other = Record(base)
    early, late = (dataclasses.replace(small_programme(), title=title) for title in ("early", "late"))
    said(base, sitting("JN"), (PROGRAMME, names.DEFINITION, programme_to_dict(early)))
    late_sitting = sitting("MB")
    said(other, late_sitting, ("note/a", names.TEXT, "a second passes"))
    said(other, late_sitting, (PROGRAMME, names.DEFINITION, programme_to_dict(late)))
    one, two = Record([*base, *other]), Record([*other, *base])
    assert Inspection(one).programme == Inspection(two).programme == late
    assert one.disputes() == [(PROGRAMME, names.DEFINITION)]


def test_a_questionnaire_taken_back_is_not_there():
    record = small_record()
    said(record, sitting("MB"), ("questionnaire/forms", names.DEFINITION, None))
    assert Inspection(record).questionnaires == {}


# -- cases


def test_cases_come_by_reference_numbers_before_words():
    record = small_record(cases=("10", "B2", "07", "9", "b1", "7"))
    assert references(record) in (
        ["07", "7", "9", "10", "b1", "B2"],
        ["7", "07", "9", "10", "b1", "B2"],
    )


def test_a_case_is_found_by_its_number_however_written():
    inspection = Inspection(small_record(cases=("07", "B2", "12")))
    assert inspection.case("7").reference == "07"
    assert inspection.case(" b2 ").reference == "B2"
    assert inspection.case("013") is None
    both = Inspection(small_record(cases=("07", "7")))
    assert [both.case(text).reference for text in ("7", "07")] == ["7", "07"]


def test_a_case_is_meant_by_the_number_that_only_its_reference_ends_with():
    inspection = Inspection(small_record(cases=("YOT/0012", "B/0007", "C/007", "3")))

    def meant(typed):
        case = inspection.case_meant(typed)
        return case and case.reference

    assert meant("12") == meant("0012") == meant("YOT/0012") == "YOT/0012"
    assert meant("03") == "3"
    assert meant("7") is None  # two of them
    assert meant("2") is None
    assert meant("B/7") is None


def test_a_case_taken_back_is_gone_and_its_answers_are_kept():
    record, jn = small_record(), sitting("MB")
    said(record, jn, (case_id("12"), names.REFERENCE, "12"))
    assert references(record) == ["07", "08", "12"]
    act, statements = undo(record, "MB")
    record.add(jn.entries(record, statements, act))
    assert references(record) == ["07", "08"]
    assert case_id("12") in record.subjects("case")


def test_a_case_whose_reference_is_disputed_or_redacted_is_still_there():
    base = small_record(cases=("07",))
    other = Record(base)
    said(base, sitting("JN"), (CASE_07, names.REFERENCE, "7"))
    said(other, sitting("MB"), (CASE_07, names.REFERENCE, "17"))
    base.add(other)
    assert references(base) == ["?"]
    redact(base, redaction_of(base, CASE_07, names.REFERENCE, "JN").entries)
    assert references(base) == ["?"]
    said(base, sitting("JN", "jn2"), (CASE_07, names.REFERENCE, "07"))
    assert references(base) == ["07"]


def test_a_case_gives_what_was_recorded_of_it():
    record = small_record()
    case = Inspection(record).case("07")
    assert (case.phases, case.status, case.attribute("sex"), case.date("sentence")) == ("both", None, None, None)
    said(
        record,
        sitting("MB"),
        (CASE_07, names.STATUS, "read"),
        (CASE_07, names.attribute("sex"), "female"),
        (CASE_07, names.date("reviews"), ["2009-06-02", "undated"]),
        (CASE_07, names.answer("1.1.1"), "no"),
        (CASE_07, names.PHASES, ["forged"]),
    )
    assert (case.phases, case.status, case.attribute("sex")) == (None, "read", "female")
    assert case.date("reviews") == ["2009-06-02", "undated"]
    assert (case.own_answer("1.1.1"), case.own_answer("1.1.2")) == ("no", None)


@given(st.text(), st.text())
def test_any_text_is_a_reference(one, other):
    assert sorted([one, other], key=reference_key) is not None
    assert reference_key("9" * 5_000) == reference_key("9" * 5_000)


@pytest.mark.parametrize(("one", "other"), [("7", "07"), ("7", " 7 "), ("B2", "b2")])
def test_references_that_mean_the_same_have_the_same_key(one, other):
    assert reference_key(one) == reference_key(other)


# -- notes and findings


def test_notes_come_in_the_order_in_which_they_were_begun():
    record = small_record()
    jn = sitting("MB")
    said(
        record,
        jn,
        ("note/b", names.TEXT, "first"),
        ("note/b", names.CASE, CASE_07),
        ("note/b", names.QUESTION, "1.1.1"),
    )
    said(
        record,
        jn,
        ("note/a", names.TEXT, "second"),
        ("note/a", names.CRITERION, "1.1"),
        ("note/a", names.SOURCE, "policy"),
    )
    said(
        record,
        jn,
        ("note/c", names.TEXT, "third"),
        ("note/c", names.GOOD_PRACTICE, True),
        ("note/c", names.QUOTATION, True),
    )
    said(record, jn, ("note/b", names.TEXT, "first, mended"))
    one, two, three = Inspection(record).notes
    assert (one.text, one.case, one.question, one.first.value) == ("first, mended", CASE_07, "1.1.1", "first")
    assert (two.text, two.criterion, two.source, two.good_practice) == ("second", "1.1", "policy", False)
    assert (three.good_practice, three.quotation, three.case) == (True, True, None)
    said(record, jn, ("note/a", names.TEXT, None))
    said(record, jn, ("note/c", names.TEXT, ""))
    assert [note.id for note in Inspection(record).notes] == ["note/b"]


def test_a_disputed_note_is_there_without_a_text():
    base = small_record()
    said(base, sitting("JN"), ("note/a", names.TEXT, "words"))
    other = Record(base)
    said(base, sitting("JN", "jn2"), ("note/a", names.TEXT, "these words"))
    said(other, sitting("MB"), ("note/a", names.TEXT, "those words"))
    base.add(other)
    assert [note.text for note in Inspection(base).notes] == [""]


def test_a_finding_is_only_proposed_until_someone_decides():
    record = small_record()
    finding = Inspection(record).finding("1.1.1")
    assert (finding.side, finding.wording) == (None, None)
    said(record, sitting("MB"), (finding.id, names.SIDE, "strength"), (finding.id, names.WORDING, "{share} had one."))
    assert (finding.side, finding.wording) == ("strength", "{share} had one.")


def test_views_hold_the_record_and_see_what_comes():
    record = small_record()
    case = Inspection(record).case("08")
    answered(record, sitting("MB"), case.id, q1_1_1="yes")
    assert case.own_answer("1.1.1") == "yes"
