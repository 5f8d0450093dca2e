"""What inspectors noted, for whoever writes a text of the report: what is nearest first."""

from __future__ import annotations

from builders import CASE_07, said, sitting, small_record

from fieldwork.record import names
from fieldwork.record.views import Inspection
from fieldwork.report.evidence import told_on


def noted():
    record = small_record()
    notes = {
        "area": {names.TEXT: "Minutes: two posts\nadvertised", names.SOURCE: "document"},
        "section": {names.TEXT: "Plans came in this spring", names.SOURCE: "manager", names.CRITERION: "1.1"},
        "other": {names.TEXT: "No exit plans", names.SOURCE: "policy", names.CRITERION: "2.1"},
        "case": {names.TEXT: "Screened twice", names.CASE: CASE_07, names.QUESTION: "1.1.1"},
        "plain": {names.TEXT: "Ask again", names.CRITERION: "1.1"},
    }
    statements = [(f"note/{id_}", field, value) for id_, fields in notes.items() for field, value in fields.items()]
    said(record, sitting("JN", "notes"), *statements)
    return Inspection(record)


def test_beside_a_finding_stand_the_notes_on_its_question_then_the_evidence_on_its_criterion_and_the_area():
    assert told_on(noted(), question="1.1.1") == (
        "case 07: Screened twice",
        "managers, on 1.1: Plans came in this spring",
        "a document: Minutes: two posts advertised",
    )


def test_beside_a_section_stands_its_evidence_and_beside_the_rest_all_of_it():
    inspection = noted()
    assert told_on(inspection, section="2") == (
        "a policy of the area, on 2.1: No exit plans",
        "a document: Minutes: two posts advertised",
    )
    assert len(told_on(inspection)) == 3
