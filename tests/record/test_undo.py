"""Undo and redo: examples, and a state machine against a simple model of who holds what."""

from __future__ import annotations

import time
from contextlib import suppress
from itertools import count

import pytest
from builders import CASE_07, CASE_08, INSPECTION, answered, case_id, said, sitting, small_record
from histories import branches, state
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from fieldwork.errors import CannotUndoError
from fieldwork.record import names
from fieldwork.record.entry import Entry
from fieldwork.record.record import Record, Statement, causal_order
from fieldwork.record.redaction import redact, redaction_of
from fieldwork.record.sitting import Sitting
from fieldwork.record.undo import redo, undo

FIELD = names.answer("1.1.1")


def take_back(record, by, what=undo):
    """Undo (or redo) by the person of the sitting `by`."""
    act, statements = what(record, by.by)
    entries = by.entries(record, statements, act)
    record.add(entries)
    return entries


# -- examples


def test_undo_restores_what_stood_before():
    record, jn = small_record(cases=("07",)), sitting("JN")
    answered(record, jn, CASE_07, q1_1_1="yes")
    answered(record, jn, CASE_07, q1_1_1="no")
    take_back(record, jn)
    assert record.value(CASE_07, FIELD) == "yes"
    take_back(record, jn)
    assert record.value(CASE_07, FIELD) is None
    take_back(record, jn, redo)
    take_back(record, jn, redo)
    assert record.value(CASE_07, FIELD) == "no"
    assert len(record.history(CASE_07, FIELD)) == 6, "nothing is ever taken out"


def test_undo_after_redo_takes_back_what_was_brought_back():
    record, jn = small_record(), sitting("JN")
    answered(record, jn, CASE_07, q1_1_1="yes")
    for _ in range(3):
        take_back(record, jn)
        assert record.value(CASE_07, FIELD) is None
        take_back(record, jn, redo)
        assert record.value(CASE_07, FIELD) == "yes"


def test_a_new_act_ends_what_can_be_redone():
    record, jn = small_record(), sitting("JN")
    answered(record, jn, CASE_07, q1_1_1="yes")
    take_back(record, jn)
    answered(record, jn, CASE_08, q1_1_1="yes")
    with pytest.raises(CannotUndoError, match=r"^Nothing of yours is left to redo\.$"):
        redo(record, "JN")


def test_undo_of_a_settlement_brings_the_dispute_back():
    base, jn, mb, tp = small_record(), sitting("JN"), sitting("MB"), sitting("TP")
    other = Record(base)
    answered(base, jn, CASE_07, q1_1_1="yes")
    answered(other, mb, CASE_07, q1_1_1="no")
    base.add(other)
    answered(base, tp, CASE_07, q1_1_1="na")
    assert base.value(CASE_07, FIELD) == "na"
    take_back(base, tp)
    assert base.disputed(CASE_07, FIELD)
    assert {head.value for head in base.heads(CASE_07, FIELD)} == {"yes", "no"}
    take_back(base, tp, redo)
    assert base.value(CASE_07, FIELD) == "na"


def test_what_someone_has_changed_since_is_refused_with_the_reason():
    record, jn, mb = small_record(), sitting("JN"), sitting("MB")
    answered(record, jn, CASE_07, q1_1_1="yes")
    answered(record, mb, CASE_07, q1_1_1="no")
    before = Record(record)
    with pytest.raises(CannotUndoError) as caught:
        undo(record, "JN")
    assert str(caught.value) == ("Cannot undo: MB has changed case 07 1.1.1 since; correct it by hand if it is wrong.")
    assert record == before
    take_back(record, mb)
    take_back(record, jn)
    assert record.value(CASE_07, FIELD) is None


def test_what_someone_said_meanwhile_on_another_laptop_is_not_undone():
    base = small_record()
    other = Record(base)
    answered(base, sitting("JN"), CASE_07, q1_1_1="yes")
    answered(other, sitting("MB"), CASE_07, q1_1_1="no")
    base.add(other)
    with pytest.raises(CannotUndoError, match="MB has changed case 07"):
        undo(base, "JN")


def test_redo_too_is_refused_where_someone_said_something_since():
    record, jn = small_record(), sitting("JN")
    answered(record, jn, CASE_07, q1_1_1="yes")
    take_back(record, jn)
    answered(record, sitting("MB"), CASE_07, q1_1_1="no")
    with pytest.raises(CannotUndoError, match=r"^Cannot redo: MB has changed case 07 1\.1\.1 since"):
        redo(record, "JN")


def test_undo_reaches_ones_own_acts_only():
    record, jn, mb = small_record(), sitting("JN"), sitting("MB")
    answered(record, jn, CASE_07, q1_1_1="yes")
    answered(record, mb, CASE_08, q1_1_1="yes")
    take_back(record, jn)
    assert record.value(CASE_07, FIELD) is None
    assert record.value(CASE_08, FIELD) == "yes"
    with pytest.raises(CannotUndoError, match="Nothing of yours"):
        undo(record, "TP")


def test_the_act_that_began_the_inspection_stays():
    record = small_record(cases=())
    for _ in range(2):
        with pytest.raises(CannotUndoError, match="Nothing of yours"):
            undo(record, "JN")
    said(record, sitting("JN"), (INSPECTION, names.AREA, "Elsewhere"))
    take_back(record, sitting("JN", "jn2"))
    assert record.value(INSPECTION, names.AREA) == "Smalltown"


def test_an_act_that_said_two_things_of_one_field_is_undone_whole():
    record, jn = small_record(), sitting("JN")
    answered(record, jn, CASE_07, q1_1_1="yes")
    said(record, jn, (CASE_07, FIELD, "no"), (CASE_07, FIELD, "na"))
    assert record.disputed(CASE_07, FIELD)
    take_back(record, jn)
    assert record.value(CASE_07, FIELD) == "yes"
    take_back(record, jn, redo)
    assert {head.value for head in record.heads(CASE_07, FIELD)} == {"no", "na"}


def test_of_entries_of_one_act_that_replace_each_other_the_newest_is_brought_back():
    entries = [
        Entry("x-1", "x-1", "case/a", "x", "first", "JN", "a"),
        Entry("x-2", "x-1", "case/a", "x", "second", "JN", "a", ("x-1",)),
    ]
    record, jn = Record(entries), sitting("JN")
    take_back(record, jn)
    assert record.value("case/a", "x") is None
    take_back(record, jn, redo)
    assert record.value("case/a", "x") == "second"


def test_undo_and_redo_go_on_after_a_restart():
    record = small_record()
    answered(record, sitting("JN", "jn1"), CASE_07, q1_1_1="yes")
    answered(record, sitting("JN", "jn2"), CASE_07, q1_1_1="no")
    record = Record(list(record))
    take_back(record, sitting("JN", "jn3"))
    record = Record(list(record))
    take_back(record, sitting("JN", "jn4"))
    assert record.value(CASE_07, FIELD) is None
    record = Record(list(record))
    take_back(record, sitting("JN", "jn5"), redo)
    assert record.value(CASE_07, FIELD) == "yes"


def test_an_import_of_a_thousand_statements_is_one_act():
    record, jn = small_record(), sitting("JN")
    answered(record, jn, CASE_07, q1_1_1="yes")
    before = state(record)
    rows = [(case_id(f"{n:03}"), FIELD, "no") for n in range(999)]
    said(record, jn, (CASE_07, FIELD, "no"), *rows)
    after = state(record)
    assert len(take_back(record, jn)) == 1_000
    assert {key: value for key, value in state(record).items() if value != ("None", False)} == {
        key: value for key, value in before.items() if value != ("None", False)
    }
    take_back(record, jn, redo)
    assert state(record) == after


def test_a_redacted_value_does_not_come_back():
    record, jn = small_record(), sitting("JN")
    said(record, jn, ("note/a", names.TEXT, "Ben Smith"))
    said(record, jn, ("note/a", names.TEXT, "the boy"))
    redact(record, redaction_of(record, "note/a", names.TEXT, "JN").entries)
    take_back(record, jn)
    assert record.value("note/a", names.TEXT) is None


def test_what_stood_before_and_is_not_in_the_file_is_not_made_up():
    record = Record([Entry("x-1", "x-1", "case/a", "x", 1, "JN", "", ("lost-1",))])
    with pytest.raises(CannotUndoError, match=r"^Cannot undo: what stood before is not in this file\.$"):
        undo(record, "JN")


def test_an_undo_of_an_act_that_is_not_in_the_file_changes_nothing():
    record = Record([Entry("x-1", "x-1", "case/a", "x", 1, "JN", "", (), "lost-1")])
    with pytest.raises(CannotUndoError):
        undo(record, "JN")
    with pytest.raises(CannotUndoError):
        redo(record, "JN")


@pytest.mark.parametrize("what", [undo, redo])
def test_acts_that_undo_each_other_in_a_circle_come_to_an_end(what):
    record = Record(
        [
            Entry("x-1", "x-1", "case/a", "x", 1, "JN", "", (), "y-1"),
            Entry("y-1", "y-1", "case/a", "x", 2, "JN", "", (), "x-1"),
        ]
    )
    with suppress(CannotUndoError):  # only a forged file has them: nothing is promised but an end
        what(record, "JN")


def test_undo_costs_little_in_a_long_history():
    jn, record = sitting("JN"), Record()
    for n in range(10_000):
        record.add(jn.entries(record, [Statement(f"case/{n % 67}", f"answer:{n % 138}", "yes")]))
    undo(record, "JN")  # files the acts
    costs = []
    for _ in range(5):
        begin = time.perf_counter()
        undo(record, "JN")
        costs.append(time.perf_counter() - begin)
    assert min(costs) < 0.01


def test_hundreds_of_times_to_and_fro_are_no_deeper_than_once():
    record, jn = small_record(), sitting("JN")
    answered(record, jn, CASE_07, q1_1_1="yes")
    for _ in range(200):
        take_back(record, jn)
        take_back(record, jn, redo)
    assert record.value(CASE_07, FIELD) == "yes"


@given(branches(), st.data())
def test_undo_of_everything_of_one_person_in_turn_never_raises_but_to_refuse(copies, data):
    record = Record(causal_order(Record(entry for copy in copies for entry in copy)))
    again = Sitting("JN", "again", lambda: "2009-06-02T12:00:00+01:00")
    for _ in range(len(record)):
        before = state(record)
        try:
            take_back(record, again)
        except CannotUndoError:
            assert state(record) == before
            break


# -- against a model


FIELDS = [("case/a", "x"), ("case/a", "y"), ("case/b", "x")]
VALUES = ["yes", "no", None, True, 1]
statements = st.lists(st.tuples(st.sampled_from(FIELDS), st.sampled_from(VALUES)), min_size=1, max_size=3)
people = st.sampled_from(["JN", "MB"])


class Undoing(RuleBasedStateMachine):
    """The model: each field holds a set of tokens, one for each thing that was said and not yet replaced.

    An act knows the tokens before and after it; undo puts back those before, redo those after, and both are
    refused where a field holds a token that the person's act did not leave there.
    """

    def __init__(self):
        super().__init__()
        self.record = Record()
        self.tokens = count()
        self.value_of = {}
        self.held = {field: frozenset() for field in FIELDS}
        self.done = {"JN": [], "MB": []}
        self.undone = {"JN": [], "MB": []}
        self.sittings = count(1)
        self.seconds = count()
        self.open_again()

    def open_again(self):
        number = next(self.sittings)
        self.sitting = {by: Sitting(by, f"{by}{number}", self.clock) for by in self.done}

    def clock(self):
        return f"2009-06-02T{next(self.seconds):09}"

    def note(self, by, said_now, before):
        act = {}
        for field, value in said_now:
            token = next(self.tokens)
            self.value_of[token] = value
            was, now = act.get(field, (before[field], frozenset()))
            act[field] = (was, now | {token})
        self.done[by].append(act)
        self.undone[by].clear()
        return act

    @rule(by=people, said_now=statements)
    def say(self, by, said_now):
        said(self.record, self.sitting[by], *((*field, value) for field, value in said_now))
        for field, (_, now) in self.note(by, said_now, self.held).items():
            self.held[field] = now

    @rule(field=st.sampled_from(FIELDS), one=st.sampled_from(VALUES), other=st.sampled_from(VALUES))
    def say_at_the_same_time_on_two_laptops(self, field, one, other):
        apart = Record(self.record)
        said(self.record, self.sitting["JN"], (*field, one))
        said(apart, self.sitting["MB"], (*field, other))
        self.record.add(apart)
        before = dict(self.held)
        first = self.note("JN", [(field, one)], before)
        second = self.note("MB", [(field, other)], before)
        self.held[field] = first[field][1] | second[field][1]

    @rule(by=people)
    def undo(self, by):
        self.take_back(by, undo, self.done[by], self.undone[by])

    @rule(by=people)
    def redo(self, by):
        self.take_back(by, redo, self.undone[by], self.done[by])

    def take_back(self, by, what, source, target):
        here, there = (1, 0) if what is undo else (0, 1)
        act = source[-1] if source else None
        if act is None or any(self.held[field] - states[here] for field, states in act.items()):
            with pytest.raises(CannotUndoError, match="Nothing of yours" if act is None else " has changed "):
                what(self.record, by)
            return
        restored = what(self.record, by)
        self.record.add(self.sitting[by].entries(self.record, restored.statements, restored.act))
        target.append(source.pop())
        for field, states in act.items():
            self.held[field] = states[there]

    @rule(order=st.sampled_from([tuple, causal_order]))
    def restart(self, order):
        self.record = Record(order(self.record))
        self.open_again()

    @invariant()
    def the_record_holds_what_the_model_holds(self):
        for field, tokens in self.held.items():
            expected = {repr(self.value_of[token]) for token in tokens}
            found = {repr(head.value) for head in self.record.heads(*field)}
            assert (found or {"None"}) == (expected or {"None"})
            assert self.record.disputed(*field) == (len(expected) > 1)
            value = repr(self.record.value(*field))
            assert value == (expected.pop() if len(expected) == 1 else "None")


TestUndoing = Undoing.TestCase
TestUndoing.settings = settings(max_examples=120, stateful_step_count=30, deadline=None)
