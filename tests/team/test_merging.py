"""Files put together: nothing lost, in any order, twice."""

from __future__ import annotations

import dataclasses
import random
import time

import pytest
from builders import (
    CASE_07,
    INSPECTION,
    answered,
    case_id,
    programme_of,
    question,
    said,
    sitting,
    small_programme,
    small_questionnaire,
    small_record,
)
from histories import branches, state
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.errors import RecordError
from fieldwork.programme.loading import programme_to_dict, questionnaire_to_dict
from fieldwork.record import names
from fieldwork.record.record import Record, Statement
from fieldwork.record.sitting import Sitting
from fieldwork.record.views import Inspection
from fieldwork.team.merging import merge

BEGINNING = small_record()


def copies_of_one_inspection(copies):
    return [Record([*BEGINNING, *copy]) for copy in copies]


@given(branches(), st.data())
def test_any_order_and_twice_give_the_same_record(copies, data):
    records = copies_of_one_inspection(copies)
    before = [Record(record) for record in records]
    merged = merge(records).record
    other = merge(data.draw(st.permutations(records))).record
    assert list(merged) == list(other), "the same entries in the same order"
    assert state(merged) == state(other)
    assert list(merge([merged, *records]).record) == list(merged)
    assert list(merge([merged]).record) == list(merged)
    assert records == before, "the inputs stay as they are"


@given(branches(), st.data())
def test_merging_in_two_steps_is_merging_in_one(copies, data):
    first, *rest = copies_of_one_inspection(copies)
    split = data.draw(st.integers(1, len(rest)))
    step = merge([first, *rest[:split]]).record
    assert list(merge([step, *rest[split:]] if rest[split:] else [step]).record) == list(merge([first, *rest]).record)


@given(branches())
def test_nothing_is_lost_and_everything_disputed_is_listed(copies):
    records = copies_of_one_inspection(copies)
    merged = merge(records)
    redacted = {entry.id for record in records for entry in record if entry.redacted is not None}
    for record in records:
        for entry in record:
            kept = merged.record.entry(entry.id)
            assert kept == entry or (
                entry.id in redacted and kept == entry._replace(value=None, redacted=kept.redacted)
            )
    assert len(merged.record) == sum(merged.added)
    assert sorted((one.subject, one.field) for one in merged.disputed) == sorted(merged.record.disputes())
    for one in merged.disputed:
        assert {side.entry.id for side in one.sides} == {
            head.id for head in merged.record.heads(one.subject, one.field)
        }


def test_each_record_adds_what_none_before_it_held():
    base = small_record()
    mine, yours = Record(base), Record(base)
    answered(mine, sitting("JN"), CASE_07, q1_1_1="yes", q1_2_1="no")
    answered(yours, sitting("MB"), CASE_07, q1_1_1="no")
    assert merge([base, mine, yours, mine]).added == (len(base), 2, 1, 0)
    assert merge([mine, base]).added == (len(mine), 0)


def test_a_dispute_names_each_side_with_who_and_when():
    base = small_record()
    mine, yours = Record(base), Record(base)
    answered(mine, sitting("JN"), CASE_07, q1_1_1="yes", q1_2_1="no")
    answered(yours, sitting("MB", hour=11), CASE_07, q1_1_1="no", q1_2_1="no")
    (dispute,) = merge([yours, mine]).disputed
    assert (dispute.subject, dispute.field) == (CASE_07, names.answer("1.1.1"))
    assert [(side.value, side.by, side.at[11:16]) for side in dispute.sides] == [
        ("yes", "JN", "10:12"),
        ("no", "MB", "11:12"),
    ]


# -- what somebody should look at


def test_two_cases_or_returns_with_one_name_are_listed():
    base = small_record(cases=("07",))
    mine, yours = Record(base), Record(base)
    said(mine, sitting("JN"), ("case/m", names.REFERENCE, "12"), ("case/n", names.REFERENCE, "13"))
    said(yours, sitting("MB"), ("case/y", names.REFERENCE, "012"), ("case/z", names.REFERENCE, "7"))
    for record, subject in ((mine, "return/m"), (yours, "return/y")):
        by = sitting("JN" if record is mine else "MB", subject[-1])
        said(
            record,
            by,
            (subject, names.QUESTIONNAIRE, "forms"),
            (subject, names.SERIAL, "3"),
            (subject, names.KEYING, 1),
        )
    said(yours, sitting("MB", "mb2"), ("return/z", names.QUESTIONNAIRE, "forms"), ("return/z", names.SERIAL, "3"))
    said(yours, sitting("MB", "mb3"), ("return/z", names.KEYING, 2))
    found = merge([mine, yours]).duplicate_references
    assert [set(one.subjects) for one in found] == [
        {CASE_07, "case/z"},
        {"case/m", "case/y"},
        {"return/m", "return/y"},
    ]
    assert {one.name for one in found} <= {"case 07", "case 7", "case 12", "case 012", "form 3 of forms"}
    assert merge([base]).duplicate_references == ()


def test_a_case_taken_back_is_no_duplicate():
    record = small_record(cases=("07",))
    said(record, sitting("MB"), ("case/z", names.REFERENCE, "7"))
    said(record, sitting("MB", "mb2"), ("case/z", names.REFERENCE, None))
    assert merge([record]).duplicate_references == ()


def test_definitions_revised_differently_are_listed_and_the_file_opens():
    base = small_record()
    mine, yours = Record(base), Record(base)
    fewer = programme_of(question("1.1.1"))
    said(mine, sitting("JN"), ("programme/small", names.DEFINITION, programme_to_dict(fewer)))
    retitled = dataclasses.replace(small_programme(), title="Other")
    said(yours, sitting("MB", hour=11), ("programme/small", names.DEFINITION, programme_to_dict(retitled)))
    form = questionnaire_to_dict(dataclasses.replace(small_questionnaire(), title="Other form"))
    said(yours, sitting("MB", "mb2"), ("questionnaire/forms", names.DEFINITION, form))
    merged = merge([mine, yours])
    assert [one.subject for one in merged.conflicts_of_definition] == ["programme/small"]
    assert Inspection(merged.record).programme == retitled
    assert Inspection(merged.record).questionnaires["forms"].title == "Other form"


def test_the_same_revision_on_two_laptops_is_no_conflict():
    base = small_record()
    mine, yours = Record(base), Record(base)
    definition = programme_to_dict(dataclasses.replace(small_programme(), title="Other"))
    said(mine, sitting("JN"), ("programme/small", names.DEFINITION, definition))
    said(yours, sitting("MB"), ("programme/small", names.DEFINITION, dict(definition)))
    assert merge([mine, yours]).conflicts_of_definition == ()


# -- what is refused


def test_nothing_is_not_merged():
    with pytest.raises(RecordError, match="nothing to merge"):
        merge([])


def test_a_record_without_an_inspection_is_refused():
    with pytest.raises(RecordError, match="should hold one inspection, found 0"):
        merge([small_record(), Record()])


def test_two_inspections_are_refused_and_both_are_named():
    other = Record()
    said(
        other,
        sitting("MB"),
        ("inspection/dorset", names.PROGRAMME, "small"),
        ("inspection/dorset", names.AREA, "Dorset"),
    )
    with pytest.raises(RecordError) as caught:
        merge([small_record(), other])
    assert str(caught.value) == (
        "Smalltown (small) and Dorset (dorset) are two inspections; only copies of one can be merged."
    )


def test_two_programmes_are_refused_and_both_are_named():
    mine, yours = small_record(), small_record()
    said(yours, sitting("MB"), (INSPECTION, names.PROGRAMME, "sqs-2013"))
    for records in ([mine, yours], [yours, mine]):
        with pytest.raises(RecordError, match=r"inspected with .*; only one programme can be\.$") as caught:
            merge(records)
        assert "small" in str(caught.value)
        assert "sqs-2013" in str(caught.value)


def test_different_entries_of_one_id_are_refused():
    mine, yours = small_record(), small_record()
    answered(mine, sitting("JN", "same"), CASE_07, q1_1_1="yes")
    answered(yours, sitting("MB", "same"), CASE_07, q1_1_1="no")
    with pytest.raises(RecordError, match="Two different entries have the id same-1"):
        merge([mine, yours])


# -- large files


def grown(record, name, entries):
    """`record` and as many `entries` more, half of them on one field that is corrected again and again."""
    copy, rng = Record(record), random.Random(name)
    by = Sitting(name[:2].upper(), name, lambda: f"2009-06-02T1{rng.randint(0, 9)}:{rng.randint(10, 59)}:00+01:00")
    fields = [(case_id(f"{n:02}"), names.answer(f"1.1.{q}")) for n in range(30) for q in range(100)]
    for n in range(entries):
        subject, field = rng.choice(fields) if n % 2 else (CASE_07, names.answer("1.1.1"))
        copy.add(by.entries(copy, [Statement(subject, field, rng.choice(["yes", "no", "na"]))]))
    return copy


def test_twenty_thousand_entries_with_long_chains_and_wrong_clocks_merge_quickly():
    base = grown(small_record(), "jn1", 4_000)
    records = [grown(base, name, 4_000) for name in ("jn2", "mb1", "tp1", "as1")]
    begin = time.perf_counter()
    merged = merge(records).record
    assert time.perf_counter() - begin < 2
    assert len(merged) == len(base) + 16_000
    assert list(merge(records[::-1]).record) == list(merged)
