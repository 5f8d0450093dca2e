"""All notes as rows: every filter finds what it means, every order has every note once."""

from __future__ import annotations

import pytest
from builders import CASE_07, CASE_08, case_id, said, sitting, small_programme, small_record
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.text import cells
from fieldwork.tui.notes_table import NotesTable, filtered, in_order, place_width, row_segments, whole_note

JN, KP = sitting("JN", "jn"), sitting("KP", "kp")


def noted():
    record = small_record()
    said(
        record,
        JN,
        ("note/1", "text", "Plan half-done [a [/] b]"),
        ("note/1", "case", CASE_08),
        ("note/1", "question", "1.1.10"),
    )
    said(record, KP, ("note/2", "text", "Peer mentor"), ("note/2", "case", CASE_07), ("note/2", "question", "1.2.1"))
    said(record, KP, ("note/2", "good_practice", True), ("note/2", "criterion", "1.2"))
    said(
        record,
        JN,
        ("note/3", "text", "The whole team says so"),
        ("note/3", "case", CASE_07),
        ("note/3", "criterion", "1.1"),
    )
    said(record, JN, ("note/4", "text", "No good practice in any area"), ("note/4", "case", CASE_07))
    said(
        record,
        JN,
        ("note/5", "text", "Levels of 12 kinds"),
        ("note/5", "source", "policy"),
        ("note/5", "quotation", True),
    )
    said(record, JN, ("note/6", "text", "gone"))
    said(record, JN, ("note/6", "text", None))
    return record


def rows(record=None):
    return NotesTable(record or noted(), small_programme()).rows()


def found(typed):
    return [row.id[-1] for row in filtered(rows(), typed)]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("", "12345"),
        ("plan", "1"),
        ("PLAN half", "1"),
        ("half-done", "1"),
        ("alf", ""),
        ("08", "1"),
        ("8", "1"),
        ("7", "234"),
        ("1.1", "13"),
        ("1.2", "2"),
        ("1.1.10", "1"),
        ("kp", "2"),
        ("JN 07", "34"),
        ("good practice", "2"),
        ("Good  Practice peer", "2"),
        ("good", "4"),
        ("★", "2"),
        ("quotation", "5"),
        ("❝", "5"),
        ("area", "5"),
        ("area policy", "5"),
        ("area quotation levels", "5"),
        ("area peer", ""),
        ("[/]", ""),
        ("gone", ""),
        ("12", "5"),
    ],
)
def test_a_filter_finds_what_it_means(typed, ids):
    assert found(typed) == list(ids)


def test_newest_first_and_by_place():
    assert [row.id[-1] for row in in_order(rows(), by_place=False)] == list("54321")
    assert [row.id[-1] for row in in_order(rows(), by_place=True)] == list("54321")
    assert [row.where for row in in_order(rows(), by_place=True)] == ["policy", "07", "07 1.1", "07 1.2.1", "08 1.1.10"]


def test_only_what_changed_is_made_anew_and_a_new_reference_is_shown():
    record = noted()
    table = NotesTable(record, small_programme())
    before = {row.id: row for row in table.rows()}
    said(record, JN, ("note/1", "text", "other"), (CASE_07, "reference", "17"))
    after = {row.id: row for row in table.rows()}
    assert after["note/5"] is before["note/5"]
    assert after["note/1"].text == "other"
    assert [row.id for row in filtered(after.values(), "17")] == ["note/2", "note/3", "note/4"]


def test_a_note_stays_hers_who_began_it():
    record = noted()
    said(record, JN, ("note/2", "text", "Peer mentor, twice"))
    (row,) = filtered(rows(record), "peer")
    assert (row.by, row.text) == ("KP", "Peer mentor, twice")


def test_both_texts_of_a_disputed_note_are_found():
    record, other = noted(), noted()
    said(record, sitting("JN", "one"), ("note/4", "text", "apples"))
    said(other, sitting("KP", "two"), ("note/4", "text", "pears"))
    record.add(other)
    (row,) = filtered(rows(record), "apples pears")
    assert set(row.text.split(" / ")) == {"apples", "pears"}


@given(st.text(max_size=30), st.booleans())
def test_a_filter_only_leaves_out_and_an_order_only_orders(typed, by_place):
    every = rows()
    some = filtered(every, typed)
    assert [row for row in every if row in some] == some
    assert sorted(row.id for row in in_order(some, by_place=by_place)) == sorted(row.id for row in some)


@given(
    st.text(max_size=60) | st.just("x" * 10_000) | st.just("\u202eabc \x1b[31m[b]"),
    st.integers(20, 130),
    st.integers(2, 12),
)
def test_a_note_takes_the_lines_there_are_and_acts_on_no_terminal(text, width, height):
    record = small_record()
    said(record, JN, ("note/1", "text", f"a{text}"))
    for row in rows(record):
        shown = "".join(part for part, _ in row_segments(row, width))
        lines = whole_note(record, small_programme(), row, width, height)
        assert len(lines) <= height
        assert all(cells(line.text) <= width for line in lines)
        for one in (shown, *(line.text for line in lines)):
            assert "\x1b" not in one
            assert "\u202e" not in one


def test_a_long_reference_leaves_the_question_in_sight():
    record = small_record(cases=("YOT/2009/12",))
    case = case_id("YOT/2009/12")
    said(record, JN, ("note/1", "text", "apples"), ("note/1", "case", case), ("note/1", "question", "1.1.10"))
    (row,) = rows(record)
    line = "".join(part for part, _ in row_segments(row, 80, place_width([row])))
    assert line.startswith(" YOT/2009/12 1.1.10 JN")
    assert place_width([]) == 13
