from __future__ import annotations

import dataclasses

import pytest
from builders import CASE_07, CASE_08, answered, case_id, said, sitting, small_programme, small_record
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.analysis.progress import case_progress
from fieldwork.record import names
from fieldwork.record.judging import judge
from fieldwork.record.views import Inspection
from fieldwork.text import cells
from fieldwork.tui import cases_table as table

WIDTHS = [40, 60, 80, 120, 200]


def rows_of(record, keep=None):
    programme = small_programme()
    inspection = Inspection(record)
    keep = keep or table.Rows()
    return keep.of(
        programme,
        record,
        inspection.cases,
        inspection.notes,
        lambda case: case_progress(programme, case.id, judge(programme, record, case.id)),
    )


@pytest.fixture
def record():
    record = small_record(cases=("07", "08", "12", "A3"))
    by = sitting("JN")
    for reference, inspector in (("07", "JN"), ("08", "KM"), ("12", "JN")):
        said(record, by, (case_id(reference), names.attribute("inspector"), inspector))
    answered(record, by, CASE_07, q1_1_1="yes", q1_2_1="no")
    said(record, by, (CASE_08, names.parked("1.2.1"), True), (CASE_08, names.PHASES, "custody"))
    said(record, by, (CASE_07, names.attribute("rosh_yot"), "low"), (CASE_07, names.attribute("rosh_own"), "high"))
    said(record, by, (CASE_08, names.attribute("rosh_yot"), "not_clear"), (CASE_08, names.attribute("age"), 15))
    said(
        record, by, ("note/1", names.TEXT, "n"), ("note/1", names.CASE, CASE_07), ("note/1", names.GOOD_PRACTICE, True)
    )
    said(record, by, ("note/2", names.TEXT, "m"), ("note/2", names.CASE, CASE_07))
    return record


def references(rows):
    return [row.reference for row in rows]


def text(segments):
    return "".join(part for part, _ in segments)


# -- rows ------------------------------------------------------------------------------------------------------------


def test_a_row_says_what_is_recorded_of_a_case(record):
    row = rows_of(record)[0]
    assert (row.reference, row.phases, row.inspector) == ("07", "both", "JN")
    assert row.classified == (("low", "high", "too low"),)
    assert row.counted == table.Counted(notes=2, good_practice=1)
    assert row.progress.answered == 2


def test_only_cases_of_which_something_was_said_are_made_anew(record):
    keep = table.Rows()
    assert not keep.begun
    before = rows_of(record, keep)
    assert keep.begun
    answered(record, sitting("KM", "km7"), CASE_08, q1_1_1="no")
    said(record, sitting("KM", "km8"), ("note/3", names.TEXT, "x"), ("note/3", names.CASE, case_id("12")))
    after = rows_of(record, keep)
    assert [one is other for one, other in zip(before, after, strict=True)] == [True, False, False, True]


def test_a_disputed_attribute_says_so():
    record = small_record()
    said(record, sitting("JN"), (CASE_07, names.attribute("inspector"), "JN"))
    other = small_record()
    said(other, sitting("KM"), (CASE_07, names.attribute("inspector"), "KM"))
    record.add(other)
    assert rows_of(record)[0].inspector == "disputed"


# -- order, digits ---------------------------------------------------------------------------------------------------


def test_references_are_in_numeric_order_and_words_come_last(record):
    columns = table.columns(small_programme(), 80)
    assert references(table.in_order(rows_of(record), columns[0])) == ["07", "08", "12", "A3"]
    assert references(table.in_order(rows_of(record), columns[0], reverse=True)) == ["A3", "12", "08", "07"]


def test_every_column_orders_and_what_is_equal_stays_by_reference(record):
    rows = rows_of(record)
    by = {column.title: references(table.in_order(rows, column)) for column in table.columns(small_programme(), 120)}
    assert by["left"] == ["07", "08", "12", "A3"]
    assert by["phases"] == ["07", "12", "A3", "08"]
    assert by["by"] == ["A3", "07", "12", "08"]
    assert by["RoSH"] == ["07", "08", "12", "A3"]
    assert by["age"] == ["08", "07", "12", "A3"]
    assert by["status"] == ["08", "12", "A3", "07"]
    assert by[""] == ["07", "08", "12", "A3"]


@pytest.mark.parametrize("width", [80, 100, 120])
def test_long_references_can_be_told_apart_and_cost_no_other_column(width):
    row = rows_of(small_record(cases=("YOT/2009/0012",)))[0]
    shape = table.columns(small_programme(), width, len(row.reference))
    line = text(table.layout(row, shape, width - 1))
    assert "2009/0012" in line
    assert "0%" in line
    assert cells(line) <= width + table.GAP
    plain = table.columns(small_programme(), width)
    assert [one.title for one in shape] == [one.title for one in plain]
    if width < table.WIDE:
        assert sum(one.width for one in shape) <= sum(one.width for one in plain)


def test_the_next_with_work_goes_round_and_ends_where_all_is_done(record):
    rows = rows_of(record)
    assert table.next_with_work(rows, 3) == 0
    assert table.next_with_work(rows, 0) == 1
    done = [dataclasses.replace(row, progress=dataclasses.replace(row.progress, left=0)) for row in rows]
    assert table.next_with_work(done, 0) is None
    assert table.next_with_work([done[0], rows[1], done[2]], 1) == 1
    assert table.next_with_work([], 0) is None


# -- how it looks ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
def test_the_columns_of_all_rows_stand_under_their_titles(record, width):
    shape = table.columns(small_programme(), width)
    head = table.head(shape, 0, reverse=False)
    for row in rows_of(record):
        line = text(table.layout(row, shape, width))
        assert line.index("%") == head.index("progress") + table.BAR + 4
        assert line.index(row.phases) == head.index("phases")


def test_a_wide_screen_shows_more_columns():
    assert [one.title for one in table.columns(small_programme(), 80)] == [
        "case",
        "phases",
        "RoSH",
        "by",
        "status",
        "progress",
        "left",
        "",
    ]
    assert "age" in [one.title for one in table.columns(small_programme(), 120)]


def test_a_title_is_found_where_it_stands_in_the_line_of_titles():
    for width in WIDTHS:
        shape = table.columns(small_programme(), width)
        line = table.head(shape, None, reverse=False)
        for column in shape:
            assert table.column_at(shape, line.index(column.title or "flags")) is column
    assert table.column_at(shape, 0) is None


def test_a_status_that_nobody_said_has_a_dot(record):
    by_title = {column.title: column for column in table.columns(small_programme(), 80)}
    assert [text(by_title["status"].text(row)) for row in rows_of(record)] == ["·reading", "·to read"] + [
        "·to read"
    ] * 2
    said(record, sitting("KM", "km9"), (CASE_08, names.STATUS, "interview done"))
    assert text(by_title["status"].text(rows_of(record)[1])) == "int. done"


def test_flags_are_a_sign_and_a_number(record):
    rows = rows_of(record)
    assert text(table.flags(rows[0])) == "★1 ✎2 "
    assert text(table.flags(rows[1])) == "p1 "
    assert table.flags(rows[2]) == ()
    said(record, sitting("KM", "km9"), (case_id("12"), names.STATUS, "second reading"))
    assert text(table.flags(rows_of(record)[2])) == "² "


def test_percent_is_a_hundred_only_when_nothing_is_left(record):
    row = rows_of(record)[0]
    nearly = dataclasses.replace(row, progress=dataclasses.replace(row.progress, answered=999, left=1, total=1000))
    assert nearly.percent == 99


@given(st.text(max_size=60), st.sampled_from(WIDTHS))
def test_whatever_is_recorded_no_row_is_wider_than_its_columns(reference, width):
    row = rows_of(small_record(cases=("07",)))[0]
    shape = table.columns(small_programme(), width)
    hostile = dataclasses.replace(row, reference=reference, inspector=reference, phases=reference or "·")
    plain = cells(text(table.layout(row, shape, width)))
    assert cells(text(table.layout(hostile, shape, width))) == plain


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("Detention and Training Order (DTO)", "DTO"),
        ("Referral order", "Referral order"),
        ("Other (say which)", "Other (say which)"),
        ("", ""),
    ],
)
def test_an_order_with_an_acronym_is_shown_by_it(label, short):
    assert table.abbreviated(label) == short


# -- sums ------------------------------------------------------------------------------------------------------------


def test_the_totals_say_what_each_inspector_has_left(record):
    line = table.totals_line(rows_of(record))
    assert line.startswith("4 cases, 0 complete, ")
    assert "1 parked" in line
    assert "JN 0/2" in line
    assert "KM 0/1" in line
    assert "nobody 0/1" in line


def test_totals_of_nothing_are_nothing():
    assert table.totals_line([]) == "0 cases, 0 complete, 0 left"
