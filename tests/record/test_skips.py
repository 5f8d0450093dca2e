"""Which items of a form are asked."""

from __future__ import annotations

import dataclasses

import pytest
from builders import item
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.programme.loading import questionnaire_from_dict, questionnaire_to_dict
from fieldwork.programme.models import Condition, Questionnaire
from fieldwork.record.skips import asked, asked_items


def form_of(*items):
    form = Questionnaire("forms", "Form", "children", "child", "assumed", items)
    return questionnaire_from_dict(questionnaire_to_dict(form), "the test")


def when(an_item, *conditions, joined="all"):
    return dataclasses.replace(an_item, asked_when=conditions, asked_if=joined)


YES = Condition("q1", ("1", "2"))
NOT_YES = Condition("q1", ("1", "2"), negated=True)


@pytest.mark.parametrize(
    ("value", "holds", "negated"),
    [
        ("1", True, False),
        ("2", True, False),
        ("3", False, True),
        ("blank", False, True),
        ("unreadable", False, True),
        ("multiple", False, True),
        (None, None, None),
    ],
)
def test_a_condition_on_one_box(value, holds, negated):
    form = form_of(item("q1"), when(item("q2"), YES), when(item("q3"), NOT_YES))
    assert asked(form, {"q1": value}, "q1") is True
    assert asked(form, {"q1": value}, "q2") is holds
    assert asked(form, {"q1": value}, "q3") is negated


@pytest.mark.parametrize(
    ("value", "holds"), [(["1"], True), (["3", "2"], True), (["3"], False), ("blank", False), (None, None)]
)
def test_a_condition_on_many_boxes_holds_where_one_of_them_is_ticked(value, holds):
    form = form_of(item("q1", "many"), when(item("q2"), YES), when(item("q3"), NOT_YES))
    assert asked_items(form, {"q1": value}) == {"q1": True, "q2": holds, "q3": None if holds is None else not holds}


def test_conditions_joined_are_known_as_soon_as_one_settles_it():
    both = (Condition("q1", ("1",)), Condition("q2", ("1",)))
    form = form_of(item("q1"), item("q2"), when(item("all"), *both), when(item("any"), *both, joined="any"))

    def found(**values):
        known = asked_items(form, values)
        return known["all"], known["any"]

    assert found() == (None, None)
    assert found(q1="1") == (None, True)
    assert found(q1="2") == (False, None)
    assert found(q2="2", q1="1") == (False, True)
    assert found(q2="1", q1="1") == (True, True)
    assert found(q2="2", q1="3") == (False, False)


def test_what_is_not_asked_is_not_answered_whatever_was_ticked():
    form = form_of(
        item("q1"),
        when(item("q2"), Condition("q1", ("1",))),
        when(item("q3"), Condition("q2", ("1",))),
        when(item("q4"), Condition("q2", ("1",), negated=True)),
    )
    assert asked_items(form, {"q1": "2", "q2": "1"}) == {"q1": True, "q2": False, "q3": False, "q4": True}
    assert asked_items(form, {"q2": "1"}) == {"q1": True, "q2": None, "q3": None, "q4": None}


VALUES = st.sampled_from([None, "1", "2", "3", "blank", "unreadable", "multiple"])


@given(data=st.data())
def test_keying_one_more_item_never_takes_back_what_was_known(data):
    ids = ["q1", "q2", "q3", "q4", "q5"]
    items = [item("q1")]
    for number, id_ in enumerate(ids[1:], 1):
        condition = st.builds(
            Condition,
            st.sampled_from(ids[:number]),
            st.sets(st.sampled_from(["1", "2", "3"]), min_size=1).map(lambda found: tuple(sorted(found))),
            st.booleans(),
        )
        conditions = data.draw(st.lists(condition, max_size=3))
        joined = data.draw(st.sampled_from(["all", "any"])) if conditions else "all"
        items.append(when(item(id_), *conditions, joined=joined))
    form = form_of(*items)
    values = {id_: data.draw(VALUES) for id_ in ids}
    more = {id_: value if value is not None else data.draw(VALUES) for id_, value in values.items()}
    before, after = asked_items(form, values), asked_items(form, more)
    assert all(after[id_] is known for id_, known in before.items() if known is not None)
    if None not in more.values():
        assert None not in after.values()
