"""Answers an hour: only what the times of entries can tell."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta

from builders import item, said, small_questionnaire
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.analysis.keying_pace import LEAST, LONGEST, answers_an_hour
from fieldwork.record import names
from fieldwork.record.record import Record, Statement
from fieldwork.record.returns import returns
from fieldwork.record.sitting import Sitting

FORM = dataclasses.replace(small_questionnaire(), items=tuple(item(f"q{n}") for n in range(1, 12)))
START = datetime.fromisoformat("2009-06-02T19:00:00+01:00")


def keyed(gaps, forms=4, by="JN"):
    """Forms of eleven items, `gaps` seconds between answers, used in turn."""
    record, now = Record(), [START]
    person = Sitting(by, by, lambda: str(now[0].isoformat()))
    steps = 0
    for serial in range(forms):
        subject = f"return/{serial}"
        said(record, person, (subject, names.QUESTIONNAIRE, "forms"), (subject, names.SERIAL, str(serial)))
        for one in FORM.items:
            said(record, person, (subject, names.item(one.id), "1"))
            now[0] += timedelta(seconds=gaps[steps % len(gaps)])
            steps += 1
    return record


def pace(record):
    return answers_an_hour(FORM, returns(record))


def test_two_seconds_an_answer_are_1800_an_hour_and_breaks_do_not_count():
    assert pace(keyed([2])) == {"JN": 1800}
    assert pace(keyed([2, 2, 2, 2, LONGEST + 1])) == {"JN": 1800}


def test_of_few_answers_of_an_import_and_of_times_that_are_none_nothing_is_said():
    assert pace(keyed([2], forms=2)) == {}
    record = Record()
    person = Sitting("JN", "import", START.isoformat)
    for serial in range(LEAST):
        rows = [Statement(f"return/{serial}", names.item(one.id), "1") for one in FORM.items]
        header = [Statement(f"return/{serial}", names.SERIAL, str(serial))]
        record.add(person.entries(record, [*header, *rows]))
    assert pace(record) == {}
    assert pace(Record([entry._replace(at="Tuesday") for entry in keyed([2])])) == {}
    assert pace(Record([entry._replace(at="2009-06-02T19:00:00") for entry in keyed([2])])) == {}


@given(st.lists(st.integers(1, 200), min_size=1, max_size=9))
def test_nobody_is_slower_than_one_answer_a_minute_by_this_measure(gaps):
    assert all(rate >= 3600 / LONGEST for rate in pace(keyed(gaps)).values())
