"""Groups side by side: every form in one of them, every one with its own n, and what small ones tell."""

from __future__ import annotations

import dataclasses

import pytest
from analysis.test_tallies import keyed
from builders import said, sitting, small_questionnaire
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.analysis.groups import attributes, group_warnings, side_by_side, sides_to_json, two_where_many
from fieldwork.analysis.tallies import tally
from fieldwork.errors import BadInputError
from fieldwork.programme.models import Condition
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record.batches import BatchDetails, batches, begin_batch
from fieldwork.record.record import Record
from fieldwork.record.returns import MARKS, returns

FORM = small_questionnaire()
WORDS = load_share_words()


def sides(record, by="q1", form=FORM):
    return side_by_side(form, returns(record), by, WORDS, among=batches(record, form.id))


def keyed_forms(values):
    record = Record()
    for serial, (one, other) in enumerate(values, start=1):
        keyed(record, f"{serial:03}", q1=one, q2=other)
    return record


def sizes(found):
    return {group.label: group.tally.returned for group in found.groups}


def test_every_answer_is_a_group_and_who_gave_none_is_not_known():
    record = keyed_forms([("1", "1"), ("1", "2"), ("3", "1"), ("blank", "1"), (None, "1")])
    found = sides(record)
    assert sizes(found) == {"1 option 1": 2, "3 option 3": 1, "not known": 2}
    assert found.groups[0].tally.items["q2"].answers == {"1": ("001",), "2": ("002",), "3": ()}


def test_two_groups_are_the_favourable_and_the_others():
    record = keyed_forms([("1", "1"), ("2", "2"), ("3", "1"), ("blank", "1")])
    found = sides(record, "q1+")
    assert sizes(found) == {"favourable": 1, "otherwise": 2, "not known": 1}
    assert (found.item, found.turned, sides(record).turned) == ("q1", "q1", "q1+")
    assert two_where_many(FORM, "q1") == "q1+"
    assert two_where_many(FORM, "batch") == "batch"


def test_a_form_on_which_the_item_is_not_asked_is_not_known():
    skipped = dataclasses.replace(FORM.items[1], asked_when=(Condition("q1", ("1",)),))
    form = dataclasses.replace(FORM, items=(FORM.items[0], skipped, *FORM.items[2:]))
    record = keyed_forms([("1", "1"), ("2", "1")])
    assert sizes(sides(record, "q2", form)) == {"1 option 1": 1, "not known": 1}


def test_batches_are_groups_by_the_numbers_of_the_forms():
    record = keyed_forms([("1", "1")] * 5)
    for first, last in ((1, 2), (3, 4)):
        details = BatchDetails("forms", 2, numbers=(first, last))
        statements = [(one.subject, one.field, one.value) for one in begin_batch(record, details)]
        said(record, sitting("JN", f"b{first}"), *statements)
    assert ("batch", "batch, by the numbers of the forms") in attributes(FORM, batches(record, "forms"))
    assert sizes(sides(record, "batch")) == {"batch 1 to 2": 2, "batch 3 to 4": 2, "not known": 1}


@pytest.mark.parametrize("by", ["q3", "q4", "q9", "batch", "q3+", "", "batch+"])
def test_what_makes_no_groups_is_refused_with_what_does(by):
    with pytest.raises(BadInputError, match="expected one of: q1, q2"):
        sides(keyed_forms([("1", "1")]), by)


def test_small_groups_and_small_crossings_are_said():
    record = keyed_forms([("1", "1")] * 12 + [("2", "3")] * 2)
    found = group_warnings(sides(record))
    assert found[0] == "Fewer than 10 forms: 2 option 2 (2). Counts and words only."
    assert found[1].startswith("“2 option 2” follows from the whole less the other groups")
    assert found[2] == "Counts of one or two are marked with ! (1 of them): whose they are could be known."
    assert group_warnings(sides(keyed_forms([("1", "1")] * 12 + [("2", "1")] * 12))) == ()


def test_the_json_has_a_tally_for_each_group_and_no_percentage_of_few():
    data = sides_to_json(sides(keyed_forms([("1", "1")] * 12 + [("2", "1")] * 9 + [("blank", "1")])))
    assert (data["by"], [one["value"] for one in data["groups"]]) == ("q1", ["1", "2", None])
    assert [one["items"]["q2"]["percent"] for one in data["groups"]] == [100, None, None]
    assert [one["items"]["q2"]["of"] for one in data["groups"]] == [12, 9, 1]


@given(
    st.lists(st.tuples(*[st.sampled_from(["1", "2", "3", *MARKS])] * 2), max_size=30),
    st.sampled_from(["q1", "q1+", "q2"]),
)
def test_the_groups_are_the_whole(values, by):
    record = keyed_forms(values)
    whole = tally(FORM, returns(record), None, WORDS)
    found = sides(record, by)
    assert sum(group.tally.returned for group in found.groups) == whole.returned
    for item in FORM.items:
        ofs = [group.tally.items[item.id] for group in found.groups]
        assert sorted(serial for one in ofs for serial in one.answered) == sorted(whole.items[item.id].answered)
