"""What inspectors write of a report: its parts and its recommendations."""

from __future__ import annotations

import dataclasses

import pytest
from builders import said, sitting, small_programme, small_record

from fieldwork.record import names
from fieldwork.record.record import Record
from fieldwork.record.report_parts import (
    is_left,
    leaving,
    recommendations,
    recommending,
    split,
    versions,
    writing,
    written,
)
from fieldwork.record.views import Inspection

PROGRAMME = dataclasses.replace(
    small_programme(), recommendations=("plans are made (YOT Manager)", "plans are kept (Chair).")
)


def inspection(record=None):
    return Inspection(record or small_record(PROGRAMME))


def told(record, *statements):
    said(record, sitting("LL", f"s{len(tuple(record))}"), *statements)


def test_a_part_is_what_was_written_last():
    record = small_record(PROGRAMME)
    assert written(record, "foreword.verdict") is None
    told(record, *writing("foreword.verdict", "An average set."))
    told(record, *writing("commentary.1", "Late."))
    assert (written(record, "foreword.verdict"), written(record, "commentary.1")) == ("An average set.", "Late.")
    told(record, *writing("foreword.verdict", None))
    assert written(record, "foreword.verdict") is None


def test_standard_recommendations_are_the_programme_s_until_someone_says_otherwise():
    found = recommendations(inspection())
    assert [(one.id, one.text, one.responsibility, one.number, one.confirmed, one.left) for one in found] == [
        ("1", "plans are made", "YOT Manager", 1, False, False),
        ("2", "plans are kept", "Chair", 2, False, False),
    ]


def test_they_are_reworded_left_confirmed_and_moved():
    record = small_record(PROGRAMME)
    told(record, *recommending("1", text="good plans are made", order=7))
    told(record, *recommending("2", left=True))
    two, one = recommendations(inspection(record))
    assert (one.text, one.responsibility, one.confirmed) == ("good plans are made", "YOT Manager", True)
    assert (two.left, two.confirmed) == (True, True)
    told(record, *recommending("2", left=False))
    assert recommendations(inspection(record))[0].confirmed
    assert not recommendations(inspection(record))[0].left


def test_a_local_one_stands_after_the_standard_ones_until_it_is_moved():
    record = small_record(PROGRAMME)
    told(record, *recommending("q7f", text="Train the staff", responsibility="Chair"))
    assert [one.id for one in recommendations(inspection(record))] == ["1", "2", "q7f"]
    local = recommendations(inspection(record))[2]
    assert (local.number, local.confirmed, local.subject) == (None, True, "recommendation/q7f")
    told(record, *recommending("q7f", order=-1))
    assert recommendations(inspection(record))[0].text == "Train the staff"
    told(record, ("recommendation/q7f", names.TEXT, None))
    assert [one.id for one in recommendations(inspection(record))] == ["1", "2"]


def merged(record, *sides):
    """The record after each side was said on a laptop of its own."""
    laptops = [Record(record) for _ in sides]
    for number, (laptop, statements) in enumerate(zip(laptops, sides, strict=True)):
        said(laptop, sitting(f"L{number}", f"laptop{number}", hour=11 + number), *statements)
    for laptop in laptops:
        record.add(laptop)
    return record


def test_what_two_laptops_say_differently_of_a_recommendation_stands_side_by_side():
    record = small_record(PROGRAMME)
    told(record, *recommending("x", text="Train", responsibility="Chair"))
    told(record, *recommending("2", text="plans hold"))
    sides = [
        (*recommending("x", text=f"Train {who}", responsibility=who), *recommending("1", text=text, left=left))
        for who, text, left in (("all", "plans", True), ("some", "good plans", False))
    ]
    record = merged(
        record, (*sides[0], ("recommendation/2", names.TEXT, None)), (*sides[1], *recommending("2", text="b"))
    )
    one, two, local = recommendations(inspection(record))
    assert (one.text, one.left, one.disputed) == ("plans / good plans", False, True)
    assert (two.text, two.disputed) == ("plans are kept / b", True)
    assert (local.text, local.responsibility, local.disputed) == ("Train all / Train some", "all / some", True)


def test_one_that_a_laptop_took_back_and_another_reworded_is_still_there():
    record = small_record(PROGRAMME)
    told(record, *recommending("x", text="Train"))
    record = merged(record, (("recommendation/x", names.TEXT, None),), tuple(recommending("x", text="Train all")))
    assert recommendations(inspection(record))[-1].text == "Train all"


def test_a_part_is_left_out_and_put_back_and_what_is_disputed_of_it_is_there():
    record = small_record(PROGRAMME)
    told(record, *writing("a", "Mine."), *leaving("a", left=True))
    assert is_left(record, "a")
    assert written(record, "a") == "Mine."
    told(record, *leaving("a", left=False))
    assert not is_left(record, "a")
    assert versions(record, "a") == ()
    record = merged(record, tuple(writing("a", "One.")), tuple(writing("a", "Two.")))
    assert versions(record, "a") == ("One.", "Two.")


def test_one_of_a_programme_with_more_of_them_is_kept_if_it_was_reworded():
    record = small_record(PROGRAMME)
    told(record, *recommending("9", left=False))
    assert len(recommendations(inspection(record))) == 2
    told(record, *recommending("9", text="An older one"))
    assert recommendations(inspection(record))[2].text == "An older one"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("plans are made (YOT Manager).", ("plans are made", "YOT Manager")),
        ("plans (all of them) are made", ("plans (all of them) are made", "")),
        ("(i.e. this) is done (YOT Manager)", ("(i.e. this) is done", "YOT Manager")),
        ("", ("", "")),
    ],
)
def test_who_is_responsible_stands_in_the_brackets_at_the_end(text, parts):
    assert split(text) == parts


def test_dates_and_lead_of_the_inspection():
    record = small_record(PROGRAMME)
    found = inspection(record)
    assert (found.publication, found.foreword_date, found.lead) == (None, None, "")
    told(record, (found.id, names.PUBLICATION, "2009-08-26"), (found.id, names.LEAD, "MB"))
    told(record, (found.id, names.FOREWORD_DATE, "August"))
    assert found.publication.isoformat() == "2009-08-26"
    assert (found.foreword_date, found.lead) == (None, "MB")
