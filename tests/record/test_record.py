"""Entries folded into a state, in any order of arrival."""

from __future__ import annotations

import time

import pytest
from builders import CASE_07, CASE_08, answered, said, sitting, small_record
from histories import branches, go_on, state, steps
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.errors import RecordError
from fieldwork.record import names
from fieldwork.record.entry import Entry, entry_from_dict, entry_to_dict
from fieldwork.record.record import Record, causal_order

FIELD = names.answer("1.1.1")


def disputed_record():
    """JN said yes, MB, who had not seen it, said no."""
    base = small_record()
    jn, mb = Record(base), Record(base)
    answered(jn, sitting("JN"), CASE_07, q1_1_1="yes")
    answered(mb, sitting("MB"), CASE_07, q1_1_1="no")
    jn.add(mb)
    return jn


# -- any order of arrival


@given(branches(), st.data())
def test_any_order_and_any_repetition_give_the_same_record(copies, data):
    entries = [entry for copy in copies for entry in copy]
    one, other = Record(entries), Record(data.draw(st.permutations(entries)))
    assert one == other
    assert state(one) == state(other)
    assert sorted(one.disputes()) == sorted(other.disputes())
    assert {subject: set(one.values(subject)) for subject in one.subjects("case")} == {
        subject: set(other.values(subject)) for subject in other.subjects("case")
    }
    for key in state(one):
        assert one.history(*key) == other.history(*key)
        assert set(map(repr, one.heads(*key))) == set(map(repr, other.heads(*key)))


@given(branches())
def test_a_field_is_disputed_or_has_the_value_of_its_newest_entries(copies):
    record = Record(entry for copy in copies for entry in copy)
    for (subject, field), (value, disputed) in state(record).items():
        heads = {repr(head.value) for head in record.heads(subject, field)}
        assert heads, "something was said, so something is newest"
        assert disputed == (len(heads) > 1)
        assert value == ("None" if disputed else heads.pop())
        assert ((subject, field) in record.disputes()) == disputed
        assert (field in record.values(subject)) == (value != "None")


def test_what_replaces_may_arrive_before_what_is_replaced():
    record = small_record()
    entries = [
        *answered(record, sitting(), CASE_07, q1_1_1="yes"),
        *answered(record, sitting("MB"), CASE_07, q1_1_1="no"),
    ]
    late = Record(reversed(entries))
    assert late.value(CASE_07, FIELD) == "no"
    assert late.history(CASE_07, FIELD) == tuple(entries)


# -- values, disputes, settling


def test_of_a_field_that_nobody_spoke_of_nothing_is_known():
    record = Record()
    assert record.value("case/x", FIELD) is None
    assert record.heads("case/x", FIELD) == ()
    assert record.history("case/x", FIELD) == ()
    assert not record.disputed("case/x", FIELD)
    assert record.fields("case/x") == ()
    assert record.values("case/x") == {}
    assert record.revision("case/x") == 0
    assert record.subjects("case") == ()
    assert record.act("jn1-1") == ()
    assert record.begin("jn1-1") is None
    assert record.entry("jn1-1") is None


def test_two_newest_with_different_values_are_a_dispute():
    record = disputed_record()
    assert record.disputed(CASE_07, FIELD)
    assert record.value(CASE_07, FIELD) is None
    assert FIELD not in record.values(CASE_07)
    assert {head.by: head.value for head in record.heads(CASE_07, FIELD)} == {"JN": "yes", "MB": "no"}
    assert record.disputes() == [(CASE_07, FIELD)]


def test_one_more_entry_settles_a_dispute():
    record = disputed_record()
    (entry,) = answered(record, sitting("TP"), CASE_07, q1_1_1="no")
    assert record.value(CASE_07, FIELD) == "no"
    assert not record.disputed(CASE_07, FIELD)
    assert record.disputes() == []
    assert len(entry.after) == 2


def test_two_people_who_say_the_same_do_not_dispute():
    base = small_record()
    other = Record(base)
    answered(base, sitting("JN"), CASE_07, q1_1_1="yes")
    answered(other, sitting("MB"), CASE_07, q1_1_1="yes")
    base.add(other)
    assert base.value(CASE_07, FIELD) == "yes"
    assert len(base.heads(CASE_07, FIELD)) == 2
    assert base.disputes() == []


def test_one_who_clears_and_one_who_changes_dispute():
    base = small_record()
    answered(base, sitting("JN"), CASE_07, q1_1_1="yes")
    other = Record(base)
    answered(base, sitting("JN", "jn2"), CASE_07, q1_1_1=None)
    answered(other, sitting("MB"), CASE_07, q1_1_1="no")
    base.add(other)
    assert base.disputed(CASE_07, FIELD)


def test_true_and_one_dispute():
    base = small_record()
    other = Record(base)
    said(base, sitting("JN"), (CASE_07, "x", True))
    said(other, sitting("MB"), (CASE_07, "x", 1))
    base.add(other)
    assert base.disputed(CASE_07, "x")


def test_a_cleared_value_is_nothing_and_stays_in_the_history():
    record = small_record()
    answered(record, sitting(), CASE_07, q1_1_1="yes")
    answered(record, sitting("MB"), CASE_07, q1_1_1=None)
    assert record.value(CASE_07, FIELD) is None
    assert not record.disputed(CASE_07, FIELD)
    assert [entry.value for entry in record.history(CASE_07, FIELD)] == ["yes", None]


def test_an_entry_of_another_field_replaces_nothing():
    record = small_record()
    (entry,) = answered(record, sitting(), CASE_07, q1_1_1="yes")
    stray = Entry("x-1", "x-1", CASE_08, FIELD, "no", "MB", "", (entry.id,))
    record.add([stray])
    assert record.value(CASE_07, FIELD) == "yes"
    assert record.value(CASE_08, FIELD) == "no"


# -- twins and equality


def test_the_same_id_with_different_contents_is_refused():
    record = small_record()
    (entry,) = answered(record, sitting(), CASE_07, q1_1_1="yes")
    with pytest.raises(RecordError, match=f"^Two different entries have the id {entry.id};"):
        record.add([entry._replace(value="no")])
    assert record.value(CASE_07, FIELD) == "yes"


@pytest.mark.parametrize(("one", "other"), [(True, 1), (1, 1.0), ([True], [1])])
def test_twins_that_python_calls_equal_are_refused_too(one, other):
    record = Record([Entry("x-1", "x-1", "case/a", "x", one, "JN", "")])
    with pytest.raises(RecordError):
        record.add([Entry("x-1", "x-1", "case/a", "x", other, "JN", "")])
    assert record != Record([Entry("x-1", "x-1", "case/a", "x", other, "JN", "")])


def test_records_are_equal_by_what_they_hold():
    record = small_record()
    assert record == Record(record)
    assert record != Record(list(record)[1:])
    assert record != Record([*list(record)[1:], Entry("z-1", "z-1", "case/a", "x", 1, "JN", "")])
    assert record != list(record)
    assert next(iter(record)).id in record
    assert "elsewhere-1" not in record


# -- redaction


def test_redaction_wins_in_any_order_and_leaves_the_entry():
    record = small_record()
    (entry,) = said(record, sitting(), ("note/a", names.TEXT, "Ben Smith said"))
    blank = entry._replace(value=None, redacted="MB")
    for order in ([entry, blank], [blank, entry], [blank, entry, blank]):
        found = Record(order)
        assert found.entry(entry.id) == blank
        assert found.value("note/a", names.TEXT) is None
        assert found.heads("note/a", names.TEXT) == (blank,)
        assert found.act(entry.act) == (blank,)


def test_of_two_who_redacted_one_is_named_whatever_the_order():
    entry = Entry("x-1", "x-1", "note/a", names.TEXT, None, "JN", "", redacted="MB")
    twin = entry._replace(redacted="AB")
    assert Record([entry, twin]) == Record([twin, entry]) == Record([twin])


def test_a_redacted_twin_of_another_field_is_refused():
    entry = Entry("x-1", "x-1", "note/a", names.TEXT, "words", "JN", "")
    with pytest.raises(RecordError):
        Record([entry, entry._replace(value=None, redacted="JN", field="other")])


def test_an_entry_that_is_not_there_cannot_be_replaced():
    with pytest.raises(RecordError, match="no entry x-1"):
        Record().replace_redacted(Entry("x-1", "x-1", "note/a", "text", None, "JN", "", redacted="JN"))


# -- revisions, subjects, acts


def test_a_revision_grows_with_every_entry_on_the_subject_and_no_other():
    record = small_record()
    before, elsewhere = record.revision(CASE_07), record.revision(CASE_08)
    (entry,) = answered(record, sitting(), CASE_07, q1_1_1="yes")
    after = record.revision(CASE_07)
    assert after > before
    record.add([entry])
    assert record.revision(CASE_07) == after
    record.replace_redacted(entry._replace(value=None, redacted="JN"))
    assert record.revision(CASE_07) > after
    assert record.revision(CASE_08) == elsewhere


def test_subjects_come_in_the_order_in_which_they_appeared():
    assert small_record(cases=("9", "3")).subjects("case") == ("case/9", "case/3")


def test_an_act_gives_its_entries_in_order_however_they_arrived():
    record = small_record()
    entries = said(record, sitting(), *((CASE_07, f"x{n}", n) for n in range(12)))
    assert Record(reversed(entries)).act(entries[0].act) == entries
    assert record.acts()[-1] == entries[0].id


def test_values_are_a_view_that_cannot_be_changed():
    record = small_record()
    values = record.values(CASE_07)
    assert values[names.REFERENCE] == "07"
    with pytest.raises(TypeError):
        values[names.REFERENCE] = "08"


# -- causal order


@given(branches(), st.data())
def test_causal_order_depends_on_the_set_alone(copies, data):
    entries = list(Record(entry for copy in copies for entry in copy))
    ordered = causal_order(entries)
    assert ordered == causal_order(data.draw(st.permutations(entries)))
    place = {entry.id: index for index, entry in enumerate(ordered)}
    assert len(place) == len(entries)
    for entry in ordered:
        assert all(place[other] < place[entry.id] for other in entry.after)
        if entry.undoes is not None:
            assert place[entry.undoes] < place[entry.id]
    for name in {entry.id.rpartition("-")[0] for entry in ordered}:
        numbers = [int(entry.id.rpartition("-")[2]) for entry in ordered if entry.id.startswith(f"{name}-")]
        assert numbers == sorted(numbers)


@given(steps)
def test_a_clock_put_back_changes_no_order_within_a_sitting(history):
    record = go_on(Record(), "jn1", history)
    assert causal_order(record) == tuple(record)


def test_entries_in_a_circle_come_last_and_are_not_lost():
    one = Entry("x-1", "x-1", "case/a", "x", 1, "JN", "a", ("y-1",))
    other = Entry("y-1", "y-1", "case/a", "x", 2, "JN", "b", ("x-1",))
    free = Entry("z-1", "z-1", "case/a", "x", 3, "JN", "c")
    assert causal_order([other, free, one]) == (free, one, other)
    assert Record([one, other]).value("case/a", "x") is None


def test_forged_ids_with_huge_or_no_numbers_are_ordered_all_the_same():
    entries = [Entry(name, name, "case/a", "x", 1, "JN", "") for name in ("x-" + "9" * 5_000, "x-", "", "x-٣", "x-²")]
    assert set(causal_order(entries)) == set(entries)


def test_ten_thousand_entries_are_read_and_folded_in_a_moment():
    jn, record = sitting(), Record()
    for n in range(10_000):
        said(record, jn, (f"case/{n % 67}", f"answer:1.1.{n % 140}", ("yes", "no")[n % 2]))
    rows = [entry_to_dict(entry) for entry in record]
    costs = []
    for _ in range(3):
        begin = time.process_time()  # not the wall clock: other programs may be busy meanwhile
        again = Record([entry_from_dict(row, "entry") for row in rows])
        costs.append(time.process_time() - begin)
    assert again == record
    assert min(costs) < 0.12, "about 20 ms on a quiet machine"
