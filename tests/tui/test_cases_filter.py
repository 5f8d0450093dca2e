from __future__ import annotations

import pytest
from builders import CASE_07, CASE_08, answered, case_id, said, sitting, small_programme, small_record
from hypothesis import given
from hypothesis import strategies as st
from tui.test_cases_table import rows_of

from fieldwork.programme.loading import find_programme
from fieldwork.record import names
from fieldwork.tui.cases_filter import fields_of, filtered, parsed

FIELDS = fields_of(small_programme())
ALL = ["07", "08", "12", "A3"]


def made_record():
    record = small_record(cases=("07", "08", "12", "A3"))
    by = sitting("JN")
    for reference, inspector in (("07", "JN"), ("08", "KM"), ("12", "JNX")):
        said(record, by, (case_id(reference), names.attribute("inspector"), inspector))
    answered(record, by, CASE_07, q1_1_1="yes", q1_2_1="no")
    said(record, by, (CASE_08, names.parked("1.2.1"), True), (CASE_08, names.PHASES, "custody"))
    said(record, by, (CASE_07, names.attribute("rosh_yot"), "low"), (CASE_07, names.attribute("rosh_own"), "high"))
    said(record, by, (CASE_08, names.attribute("rosh_yot"), "not_clear"), (CASE_08, names.attribute("age"), 15))
    said(record, by, (CASE_07, names.attribute("sex"), "female"), (case_id("12"), names.attribute("sex"), "male"))
    said(record, by, (case_id("12"), names.STATUS, "interview done"))
    said(
        record, by, ("note/1", names.TEXT, "n"), ("note/1", names.CASE, CASE_07), ("note/1", names.GOOD_PRACTICE, True)
    )
    return record


ROWS = rows_of(made_record())


def found(typed):
    return [row.reference for row in filtered(ROWS, parsed(typed, FIELDS))]


def problem(typed):
    return parsed(typed, FIELDS).problem


@pytest.mark.parametrize(
    ("typed", "references"),
    [
        ("", ALL),
        ("jn", ["07", "12"]),
        ("cust", ["08"]),
        ("parked", ["08"]),
        ("good practice", ["07"]),
        ("too low", ["07"]),
        ("JN both", ["07", "12"]),
        ("not begun", ["08", "12", "A3"]),
        ("[/]", ALL),
        ("nobody at all", []),
        ('"not clear"', ["08"]),
    ],
)
def test_every_word_typed_must_be_there(typed, references):
    assert found(typed) == references
    assert problem(typed) == ""


@pytest.mark.parametrize(
    ("typed", "references"),
    [
        ("inspector:JN", ["07"]),
        ("inspector:j", ["07", "12"]),
        ("by=km", ["08"]),
        ("inspector:nobody", ["A3"]),
        ("parked>0", ["08"]),
        ("parked = 0 both", ["07", "12", "A3"]),
        ("phases:both", ["07", "12", "A3"]),
        ("phase:cust", ["08"]),
        ("rosh:high", ["07"]),
        ("rosh:low", ["07"]),
        ('rosh:"not clear"', ["08"]),
        ("rosh:not-clear", ["08"]),
        ('rosh:"too low"', ["07"]),
        ("rosh_yot:low", ["07"]),
        ("rosh_own:low", []),
        ("sex:male", ["12"]),
        ("status:reading", ["07"]),
        ('status:"interview done"', ["12"]),
        ("status:interview", ["12"]),
        ("status:to-read", ["08", "A3"]),
        ("progress>=9%", ["07", "08"]),
        ("left<10", ["07"]),
        ("left>10", ["12", "A3"]),
        ("left<=10 left>=10", ["08"]),
        ("age<16", ["08"]),
        ("age:nobody", ["07", "12", "A3"]),
        ("notes=1", ["07"]),
        ("good>0", ["07"]),
        ("case:7", ["07"]),
        ("case>7", ["08", "12"]),
        ("-both", ["08"]),
        ("-inspector:JN", ["08", "12", "A3"]),
        ("-left>10 both", ["07"]),
        ("both left>10 -inspector:nobody", ["12"]),
        ("INSPECTOR:jn", ["07"]),
    ],
)
def test_a_field_can_be_asked_for(typed, references):
    assert found(typed) == references
    assert problem(typed) == ""


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("left>", "left> expects a number: left>10."),
        ("left >= both", "left>= expects a whole number, found both."),
        ("age:old", "age: expects a whole number, found old."),
        ("status:", "status: expects one of: to read, reading, interview done, complete, second reading; or nobody"),
        ("inspector:", "inspector: expects a word: inspector:JN; nobody where nothing is recorded."),
        ("inspector>JN", "inspector holds words: inspector:JN, not >."),
        ("status<reading", 'status holds words: status:"to read", not <.'),
        ("colour:red", "There is no field colour. There are: case, phases, status, rosh, inspector, progress, left,"),
        ("r:x", "r could be reference or rosh"),
        ("p:x", "p could be phases or"),
    ],
)
def test_what_is_half_typed_filters_nothing_and_says_what_is_expected(typed, wanted):
    if wanted.startswith("r could"):
        wanted = "r could be "
    assert problem(typed).startswith(wanted)
    assert found(typed) == ALL
    assert found(f"custody {typed}") == ["08"]


def test_what_follows_a_half_typed_comparison_is_asked_for_all_the_same():
    assert found("left> inspector:JN") == ["07"]
    assert problem("left> inspector:JN") == "left> expects a number: left>10."


def test_every_attribute_of_a_shipped_programme_can_be_asked_for_by_id_and_title():
    for name in ("cci-2009", "sqs-2013"):
        programme = find_programme(name)
        fields = fields_of(programme)
        for attribute in programme.attributes:
            for called in (attribute.id, attribute.id.replace("_", "-")):
                assert parsed(f"{called}:none", fields).terms[0].field.name == attribute.id
        assert parsed("vulnerability:high", fields).terms[0].field.name == "vulnerability"


@given(st.text(max_size=40))
def test_whatever_is_typed_gives_some_of_the_rows_in_their_order(typed):
    rows = found(typed)
    assert rows == [one for one in ALL if one in rows]


TERMS = st.sampled_from(
    ["both", "-both", "left>8", "-left>10", "inspector:JN", "status:reading", "parked>0", "rosh:low"]
)


@given(st.lists(TERMS, max_size=4))
def test_terms_narrow_in_any_order(terms):
    assert found(" ".join(terms)) == found(" ".join(reversed(terms)))
    assert set(found(" ".join(terms))) <= set(found(" ".join(terms[1:])))


@given(TERMS)
def test_a_term_and_its_exclusion_part_the_rows(term):
    bare = term.removeprefix("-")
    assert sorted(found(bare) + found(f"-{bare}")) == ALL
