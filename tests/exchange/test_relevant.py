"""The `relevant` of XLSForm, to and from skip rules."""

from __future__ import annotations

import contextlib
import dataclasses
from itertools import product

import pytest
from builders import item
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.exchange.relevant import Choice, RelevantError, relevant_of, rule_of
from fieldwork.programme.models import Condition, Questionnaire
from fieldwork.record.skips import asked

ITEMS = {"q1": item("q1"), "q2": item("q2"), "q3": item("q3", "many")}
NAMES = {"yes": "1", "no": "2", "1": "1", "2": "2", "3": "3", "dk": "3"}


def choice(name):
    if name not in ITEMS:
        raise RelevantError(f"the item '{name}'", "an item with choices")
    return Choice(ITEMS[name], NAMES)


def rule(*texts):
    return rule_of(texts, choice)


def is_(item_id, *options):
    return Condition(item_id, options)


def not_(item_id, *options):
    return Condition(item_id, options, negated=True)


@pytest.mark.parametrize(
    ("text", "conditions", "joined"),
    [
        ("", (), "all"),
        ("${q1} = '1'", (is_("q1", "1"),), "all"),
        ('${q1}="yes"', (is_("q1", "1"),), "all"),
        (" ${ q1 } = 1 ", (is_("q1", "1"),), "all"),
        ("${q1} = 1.0", (is_("q1", "1"),), "all"),
        ("${q1} = \u2018no\u2019", (is_("q1", "2"),), "all"),
        ("'no' = ${q1}", (is_("q1", "2"),), "all"),
        ("${q1} != 'yes'", (not_("q1", "1"),), "all"),
        ("not(${q1} = 'yes')", (not_("q1", "1"),), "all"),
        ("not(not(${q1} = 'yes'))", (is_("q1", "1"),), "all"),
        ("selected(${q3}, '2')", (is_("q3", "2"),), "all"),
        ("not(selected(${q3}, 'no'))", (not_("q3", "2"),), "all"),
        ("${q1} = '1' or ${q1} = '2'", (is_("q1", "1", "2"),), "all"),
        ("${q1} != '1' and ${q1} != '2'", (not_("q1", "1", "2"),), "all"),
        ("not(${q1} = '1' or ${q1} = '2')", (not_("q1", "1", "2"),), "all"),
        ("selected(${q3}, '1') and selected(${q3}, '2')", (is_("q3", "1"), is_("q3", "2")), "all"),
        ("${q1} = '1' and ${q2} != '3'", (is_("q1", "1"), not_("q2", "3")), "all"),
        ("${q1} = '1' or ${q2} = '1'", (is_("q1", "1"), is_("q2", "1")), "any"),
        ("(${q1} = '1' or ${q1} = '2') and ${q2} = '1'", (is_("q1", "1", "2"), is_("q2", "1")), "all"),
        ("not(${q1} = '1' and ${q2} = '1')", (not_("q1", "1"), not_("q2", "1")), "any"),
        ("${q1} != ''", (is_("q1", "1", "2", "3"),), "all"),
        ("${q1} = ''", (not_("q1", "1", "2", "3"),), "all"),
        ("${q3} = '1'", (is_("q3", "1"), not_("q3", "2", "3")), "all"),
        ("((((${q1} = '1'))))", (is_("q1", "1"),), "all"),
        ("${q1} = '1' and ${q1} = '1'", (is_("q1", "1"),), "all"),
    ],
)
def test_what_is_taken(text, conditions, joined):
    assert rule(text) == (conditions, joined)


def test_a_rule_of_a_group_and_one_of_the_item_must_both_hold():
    assert rule("${q1} = '1'", "", "${q2} = '1' and ${q3} != ''") == (
        (is_("q1", "1"), is_("q2", "1"), is_("q3", "1", "2", "3")),
        "all",
    )
    with pytest.raises(RelevantError, match="mixed"):
        rule("${q1} = '1'", "${q2} = '1' or ${q3} != ''")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("${q1} = '1' or (${q2} = '1' and ${q3} != '')", "'and' and 'or' of several items mixed"),
        ("${q9} = '1'", "the item 'q9'"),
        ("${q1} = 'maybe'", "the option 'maybe'"),
        ("${q1} > 1", "'>'"),
        ("count-selected(${q3}) > 1", "'count-selected'"),
        ("selected(${q3})", r"'\)'"),
        ("selected(${q3}, ${q1})", "'${q1}'".replace("$", r"\$")),
        ("${q1}", "the end of"),
        ("${q1} =", "the end of"),
        ("${q1} = '1", "''1'"),
        ("${q1} = '1' ${q2} = '1'", r"'\$\{q2\}'"),
        (". = '1'", r"'\.'"),
        ("and", "'and'"),
        (")", r"'\)'"),
        ("(" * 40 + "${q1} = '1'" + ")" * 40, "more than 30 parentheses"),
        (" or ".join(["${q1} = '1'"] * 150), "more than 100 conditions"),
        ("x" * 6000, "6,000 characters"),
        ("\x00", "''"),
    ],
)
def test_what_is_not_taken_is_named(text, found):
    with pytest.raises(RelevantError, match=f"^found .*{found}.*expected .+"):
        rule(text)


CONDITIONS = st.builds(
    Condition,
    st.sampled_from(sorted(ITEMS)),
    st.sets(st.sampled_from(["1", "2", "3"]), min_size=1).map(lambda found: tuple(sorted(found))),
    st.booleans(),
)
ONE = ["1", "2", "3", "blank"]
MANY = ["blank", ["1"], ["2", "3"], ["1", "2", "3"]]


@given(st.lists(CONDITIONS, min_size=1, max_size=4).map(tuple), st.sampled_from(["all", "any"]))
def test_a_rule_written_and_read_asks_the_same_people(conditions, joined):
    def test(item_id, option):
        return f"selected(${{{item_id}}}, '{option}')" if item_id == "q3" else f"${{{item_id}}} = '{option}'"

    before = dataclasses.replace(item("q4"), asked_when=conditions, asked_if=joined)
    read, how = rule(relevant_of(before, test))
    after = dataclasses.replace(item("q4"), asked_when=read, asked_if=how)
    for q1, q2, q3 in product(ONE, ONE, MANY):
        values = {"q1": q1, "q2": q2, "q3": q3}
        told = [
            asked(Questionnaire("f", "F", "c", "c", "s", (*ITEMS.values(), one)), values, "q4")
            for one in (before, after)
        ]
        assert told[0] is told[1]


@given(st.text("${}q123'\"=!()andornotselected, ", max_size=40))
def test_no_text_makes_it_fall_over(text):
    with contextlib.suppress(RelevantError):
        rule(text)
