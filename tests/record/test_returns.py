"""Keyed paper forms."""

from __future__ import annotations

import dataclasses

import pytest
from builders import item, said, sitting, small_questionnaire

from fieldwork.programme.models import Condition
from fieldwork.record import names
from fieldwork.record.record import Record
from fieldwork.record.redaction import redact, redaction_of
from fieldwork.record.returns import WRITTEN, agree, is_answer, paper_forms, reading, returns


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
    redact(record, redaction_of(record, "return/b", names.SERIAL, "JN").entries)
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


# -- a paper form, keyed once or twice -----------------------------------------------------------------------------

Q1, Q3, Q4 = (small_questionnaire().item[name] for name in ("q1", "q3", "q4"))


def twice(first, second):
    """A record with one form, keyed twice; q1 says `first` and `second`."""
    record = Record()
    keyed(record, "return/a", "7", q1=first)
    keyed(record, "return/b", "07", keying=2, q1=second)
    return record


def read(record, item=Q1):
    (form,) = paper_forms(returns(record))
    return tuple(reading(form, item))


@pytest.mark.parametrize(
    ("first", "second", "counts"),
    [
        ("1", None, ("1", "keyed")),
        ("1", "1", ("1", "keyed")),
        (None, "2", ("2", "keyed")),
        (None, None, (None, "open")),
        ("1", "2", (None, "differs")),
        ("blank", "1", (None, "differs")),
    ],
)
def test_the_first_keying_counts_unless_a_second_says_something_else(first, second, counts):
    assert read(twice(first, second)) == counts


@pytest.mark.parametrize("paper", ["1", "2", "3", "unreadable"])
def test_what_is_settled_counts_and_both_keyings_stay_as_they_were(paper):
    record = twice("1", "2")
    said(record, sitting("MB"), ("return/a", names.settled("q1"), paper))
    assert read(record) == (paper, "settled")
    first, second = returns(record)
    assert (first.item("q1"), second.item("q1")) == ("1", "2")
    assert (first.settled("q1"), first.settled_by("q1")) == (paper, "MB")


def test_a_settlement_taken_back_is_none_and_one_that_two_settle_differently_is_disputed():
    record = twice("1", "2")
    one, other = Record(record), Record(record)
    said(one, sitting("MB"), ("return/a", names.settled("q1"), "1"))
    said(other, sitting("ES"), ("return/a", names.settled("q1"), "2"))
    one.add(other)
    assert read(one) == (None, "disputed")
    said(one, sitting("JN", "jn9"), ("return/a", names.settled("q1"), None))
    assert read(one) == (None, "differs")


def test_a_keying_that_two_people_dispute_counts_nowhere_whatever_the_second_says():
    record = twice("1", "1")
    other = Record(record)
    said(record, sitting("MB"), ("return/a", names.item("q1"), "2"))
    said(other, sitting("ES"), ("return/a", names.item("q1"), "3"))
    record.add(other)
    assert read(record) == (None, "disputed")


def test_a_second_keying_counts_alone_where_there_is_no_first():
    record = Record()
    keyed(record, "return/b", "7", keying=2, q1="2")
    assert read(record) == ("2", "keyed")


def test_boxes_agree_in_any_order_and_texts_by_their_words_or_by_being_there():
    assert agree(Q3, ["1", "3"], ["3", "1"])
    assert not agree(Q3, ["1", "3"], ["1"])
    assert agree(Q4, {"text": "They  listened"}, {"text": "they listened"})
    assert not agree(Q4, {"text": "They listened"}, {"text": "They left"})
    assert agree(Q4, {"text": "They listened"}, {"text": WRITTEN})
    assert not agree(Q4, "blank", {"text": WRITTEN})
