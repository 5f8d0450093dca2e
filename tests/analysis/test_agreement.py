"""The YOT's classification against the inspector's own."""

from __future__ import annotations

import pytest
from builders import CASE_07, case_id, said, sitting, small_programme, small_record

from fieldwork.analysis.agreement import DIRECTIONS, agreement, agreements
from fieldwork.record import names
from fieldwork.record.views import Case

ROSH = small_programme().classifications[0]


def classified(record, case, recorded, own):
    said(
        record,
        sitting("JN", f"c{case[-3:]}"),
        (case, names.attribute("rosh_yot"), recorded),
        (case, names.attribute("rosh_own"), own),
    )
    return Case(record, case)


@pytest.mark.parametrize(
    ("recorded", "own", "expected"),
    [
        ("low", "low", "agree"),
        ("low", "medium", "too low"),
        ("medium", "high", "too low"),
        ("high", "low", "too high"),
        ("not_clear", "high", "not clear"),
        (None, "high", None),
        ("high", None, None),
        ("high", "not_clear", None),
        (7, "high", "not clear"),
        (["high"], "high", "not clear"),
    ],
)
def test_the_direction_is_that_of_the_yot(recorded, own, expected):
    assert agreement(ROSH, classified(small_record(), CASE_07, recorded, own)) == expected


def test_cases_by_direction():
    record = small_record(cases=("1", "2", "3", "4", "5"))
    pairs = [("low", "high"), ("low", "high"), ("high", "high"), ("not_clear", "low"), (None, None)]
    cases = [classified(record, case_id(str(n)), *pair) for n, pair in enumerate(pairs, start=1)]
    found = agreements(ROSH, cases)
    assert tuple(found.by_direction) == DIRECTIONS
    assert found.by_direction["too low"] == ("case/1", "case/2")
    assert found.by_direction["too high"] == ()
    assert (found.compared, found.unknown) == (3, ("case/5",))
