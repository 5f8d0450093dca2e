"""Keyed paper forms."""

from __future__ import annotations

import dataclasses

import pytest
from builders import item, said, sitting, small_questionnaire

from fieldwork.programme.models import Condition
from fieldwork.record import names
from fieldwork.record.record import Record
from fieldwork.record.redaction import redact, redacted_entries
from fieldwork.record.returns import is_answer, returns


def keyed(record, subject, serial, questionnaire="forms", keying=1, **items):
    said(
        record,
        sitting("JN", subject),
        (subject, names.QUESTIONNAIRE, questionnaire),
        (subject, names.SERIAL, serial),
        (subject, names.KEYING, keying),
        (subject, names.KEYED_BY, "JN"),
        *((subject, names.item(key), value) for key, value in items.items()),
    )


def test_returns_come_by_questionnaire_serial_and_keying():
    record = Record()
    keyed(record, "return/a", "10")
    keyed(record, "return/b", "9", keying=2)
    keyed(record, "return/c", "9")
    keyed(record, "return/d", "1", "victims")
    assert [one.id for one in returns(record)] == ["return/c", "return/b", "return/a", "return/d"]
    assert [one.id for one in returns(record, "victims")] == ["return/d"]
    assert returns(record, "nothing") == ()
    assert [(one.serial, one.keying, one.keyed_by) for one in returns(record, "forms")] == [
        ("9", 1, "JN"),
        ("9", 2, "JN"),
        ("10", 1, "JN"),
    ]


def test_a_return_taken_back_is_gone_and_a_redacted_one_is_not():
    record = Record()
    keyed(record, "return/a", "1")
    keyed(record, "return/b", "Ben Smith")
    said(record, sitting("MB"), ("return/a", names.SERIAL, None))
    redact(record, redacted_entries(record, "return/b", names.SERIAL, "JN"))
    assert [(one.id, one.serial) for one in returns(record)] == [("return/b", "?")]


def test_a_return_is_finished_when_every_item_was_keyed():
    record = Record()
    keyed(record, "return/a", "1", q1="1", q2="blank", q3=["1", "2"])
    (one,) = returns(record)
    assert not one.finished(small_questionnaire())
    said(record, sitting("MB"), ("return/a", names.item("q4"), {"text": "They listened."}))
    assert one.finished(small_questionnaire())
    assert one.item("q4") == {"text": "They listened."}


def test_a_return_is_finished_without_the_items_that_are_skipped():
    small = small_questionnaire()
    skipped = dataclasses.replace(small.items[3], asked_when=(Condition("q1", ("1",)),))
    form = dataclasses.replace(small, items=(*small.items[:3], skipped))
    record = Record()
    keyed(record, "return/a", "1", q2="blank", q3=["1", "2"])
    (one,) = returns(record)
    assert not one.finished(form)
    said(record, sitting("MB"), ("return/a", names.item("q1"), "1"))
    assert not one.finished(form)
    said(record, sitting("MB", "mb2"), ("return/a", names.item("q1"), "2"))
    assert one.finished(form)
    assert not one.finished(small)


def test_two_who_keyed_the_same_form_differently_dispute():
    record = Record()
    keyed(record, "return/a", "1", q1="1")
    other = Record(record)
    said(record, sitting("JN", "jn2"), ("return/a", names.item("q1"), "2"))
    said(other, sitting("MB"), ("return/a", names.item("q1"), "3"))
    record.add(other)
    (one,) = returns(record)
    assert one.disputed("q1")
    assert one.item("q1") is None


@pytest.mark.parametrize("keying", [None, True, "2", 2.5, 3])
def test_whatever_is_no_second_keying_is_the_first(keying):
    record = Record()
    keyed(record, "return/a", "1", keying=keying)
    assert returns(record)[0].keying == 1


@pytest.mark.parametrize(
    ("kind", "value", "allowed"),
    [
        ("one", "1", True),
        ("one", "3", True),
        ("one", "4", False),
        ("one", 1, False),
        ("one", "", False),
        ("one", ["1"], False),
        ("one", None, False),
        ("one", "blank", True),
        ("one", "unreadable", True),
        ("one", "multiple", True),
        ("one", "other", False),
        ("many", ["1"], True),
        ("many", ["3", "1"], True),
        ("many", [], False),
        ("many", ["1", "1"], False),
        ("many", ["1", "4"], False),
        ("many", ["1", ["2"]], False),
        ("many", [{"1": 1}], False),
        ("many", [None], False),
        ("many", "1", False),
        ("many", "blank", True),
        ("many", "unreadable", True),
        ("many", "multiple", False),
        ("many", None, False),
        ("text", {"text": "words"}, True),
        ("text", {"text": 1}, False),
        ("text", {"text": "words", "more": 1}, False),
        ("text", {}, False),
        ("text", "words", False),
        ("text", "blank", True),
        ("text", "unreadable", True),
        ("text", "multiple", False),
        ("text", None, False),
    ],
)
def test_what_may_stand_beside_an_item(kind, value, allowed):
    assert is_answer(item("q", kind), value) is allowed
