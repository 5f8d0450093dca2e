"""How entries are made: numbered within a sitting, replacing what the record holds."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from builders import CASE_07, WHEN, answered, said, sitting, small_record

from fieldwork.record.record import Statement
from fieldwork.record.sitting import Sitting, local_time, new_subject


def test_an_act_is_named_after_its_first_entry():
    record, jn = small_record(), sitting("JN", "jn1")
    first = said(record, jn, (CASE_07, "x", 1), (CASE_07, "y", 2))
    second = said(record, jn, (CASE_07, "x", 3))
    assert [(entry.id, entry.act) for entry in (*first, *second)] == [
        ("jn1-1", "jn1-1"),
        ("jn1-2", "jn1-1"),
        ("jn1-3", "jn1-3"),
    ]
    assert second[0].after == ("jn1-1",)
    assert {entry.by for entry in (*first, *second)} == {"JN"}


def test_making_entries_changes_no_record():
    record = small_record()
    before = len(record)
    made = sitting().entries(record, [Statement(CASE_07, "x", 1)], undoes="act-1")
    assert len(record) == before
    assert made[0].undoes == "act-1"
    assert sitting().entries(record, []) == ()


def test_two_sittings_never_share_a_name():
    assert len({Sitting("JN").name for _ in range(200)}) == 200
    assert re.fullmatch(r"case/[0-9a-f]{12}", new_subject("case"))
    assert new_subject("case") != new_subject("case")


def test_the_time_is_local_and_says_how_far_from_utc():
    assert datetime.fromisoformat(local_time()).tzinfo is not None
    assert Sitting("JN", "jn1", lambda: WHEN).entries(small_record(), [Statement("case/a", "x", 1)])[0].at == WHEN


def test_an_entry_does_not_change_with_the_list_it_was_made_of():
    record, dates = small_record(), ["2009-06-02"]
    (entry,) = said(record, sitting(), (CASE_07, "date:reviews", dates))
    dates.append("undated")
    assert entry.value == ["2009-06-02"]
    assert record.value(CASE_07, "date:reviews") == ["2009-06-02"]


@pytest.mark.parametrize(
    "value", [("a", "b"), {1: 2}, {"a": {1}}, float("nan"), float("inf"), b"x", object(), [("a",)]]
)
def test_what_json_cannot_hold_is_refused(value):
    with pytest.raises(TypeError, match="cannot be recorded"):
        answered(small_record(), sitting(), CASE_07, q1_1_1=value)
