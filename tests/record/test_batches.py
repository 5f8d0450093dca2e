"""Batches: serials expected, serials refused, numbers that never mean two forms."""

from __future__ import annotations

import dataclasses

import pytest
from builders import said, sitting, small_record
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.analysis.responses import responses
from fieldwork.errors import BadInputError
from fieldwork.programme.serials import is_valid, with_check
from fieldwork.record import names
from fieldwork.record.batches import (
    BatchDetails,
    are_free,
    batch_of,
    batch_serials,
    batches,
    begin_batch,
    change_batch,
    earlier_batch,
    free_number,
    next_serial,
    overlapping,
    take_out_batch,
    why_refused,
)
from fieldwork.record.describing import describe_act, subject_name
from fieldwork.record.record import Record
from fieldwork.record.views import Inspection

PRINTED = BatchDetails("forms", 40, "2009-06-01", None, (1, 40), check_digit=True)


def begun(record, details=PRINTED, by="JN"):
    entries = said(record, sitting(by, f"{by}{len(record)}"), *begin_batch(record, details))
    return next(one for one in batches(record) if one.id == entries[0].subject)


def keyed(record, serial, questionnaire="forms"):
    subject = f"return/{serial}"
    said(
        record,
        sitting("JN", subject),
        (subject, names.QUESTIONNAIRE, questionnaire),
        (subject, names.SERIAL, serial),
    )


def test_a_batch_is_what_was_said_of_it_in_one_act():
    record = Record()
    batch = begun(record)
    assert batch.details == PRINTED
    assert batches(record, "forms") == batches(record) == (batch,)
    assert batches(record, "others") == ()
    assert len({entry.act for entry in record}) == 1
    assert batch.numbers == range(1, 41)


def test_the_serials_of_a_batch_bear_check_digits_and_are_of_one_length():
    batch = begun(Record())
    serials = batch_serials(batch.details)
    assert len(serials) == 40
    assert serials[16] == with_check(17, 3)
    assert {len(serial) for serial in serials} == {4}
    assert all(is_valid(serial) for serial in serials)
    plain = begun(Record(), BatchDetails("forms", 34, numbers=(1, 34)))
    assert batch_serials(plain.details)[:2] == ("01", "02")
    assert batch_serials(BatchDetails("forms", 34)) == ()


@given(st.integers(1, 10**6), st.integers(1, 60), st.booleans())
def test_a_batch_holds_the_serials_that_it_expects_and_no_other(first, copies, check_digit):
    batch = begun(Record(), BatchDetails("forms", copies, None, None, (first, first + copies - 1), check_digit))
    serials = batch_serials(batch.details)
    assert all(
        batch_of(serial.lstrip("0"), [batch]) == batch and not why_refused(serial, [batch]) for serial in serials
    )
    outside = with_check(first + copies) if check_digit else str(first + copies)
    assert batch_of(outside, [batch]) is None
    assert "of no batch" in why_refused(outside, [batch])


def test_a_mistyped_check_digit_is_refused_with_the_reason():
    batch = begun(Record())
    right = batch.serial(17)
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
    assert why_refused(right, [batch]) == ""
    assert why_refused(wrong, [batch]) == f"{wrong} has a wrong check digit; look at the form again."
    assert why_refused("[b]\x1b[31m", [batch]).startswith("[b]")
    assert "\x1b" not in why_refused("[b]\x1b[31m", [batch])


def test_beside_forms_without_check_digits_a_wrong_one_is_still_called_that():
    record = Record()
    begun(record, BatchDetails("forms", 34, numbers=(1, 34)))
    begun(record, BatchDetails("forms", 5, None, None, (4, 8), check_digit=True))
    there = batches(record)
    right = batch_serials(there[1].details)[0]
    assert why_refused(right, there) == ""
    assert "wrong check digit" in why_refused(right[:-1] + str((int(right[-1]) + 1) % 10), there)
    assert "of no batch" in why_refused("A7", there)
    plain = begun(Record(), BatchDetails("forms", 34, numbers=(1, 34)))
    assert "of no batch; the forms that went out are 01 to 34" in why_refused("35", [plain])


def test_serials_are_free_without_batches_and_beside_a_batch_without_numbers():
    record = Record()
    assert are_free(())
    assert why_refused("anything", ()) == ""
    begun(record)
    assert not are_free(batches(record))
    begun(record, BatchDetails("forms", 6))
    assert are_free(batches(record))
    assert why_refused("99", batches(record)) == ""
    assert batch_of("99", batches(record)) is None


def test_the_next_serial_follows_the_highest_keyed_then_fills_the_gaps():
    batch = begun(Record(), BatchDetails("forms", 4, None, None, (1, 4), check_digit=True))
    one, two, three, four = batch_serials(batch.details)
    assert next_serial([batch], []) == one
    assert next_serial([batch], [one, three]) == four
    assert next_serial([batch], [one.lstrip("0"), three, four]) == two
    assert next_serial([batch], [one, two, three, four]) is None
    assert next_serial([], ["1"]) is None


def test_numbers_go_on_where_the_last_batch_ended():
    record = Record()
    assert free_number(record, "forms", 40) == 1
    begun(record)
    assert free_number(record, "forms", 40) == 41
    assert free_number(record, "others", 40) == 1


@given(st.sets(st.integers(0, 500), max_size=20), st.integers(1, 30), st.integers(1, 60))
def test_a_new_batch_never_takes_a_serial_that_a_keyed_form_or_another_batch_has(there, before, copies):
    record = Record()
    begun(record, BatchDetails("forms", before, numbers=(1, before)))
    for serial in there:
        keyed(record, str(serial))
    first = free_number(record, "forms", copies)
    batch = begun(record, BatchDetails("forms", copies, None, None, (first, first + copies - 1), check_digit=True))
    assert not {int(serial) for serial in batch_serials(batch.details)} & {*there, *range(1, before + 1)}


def test_how_many_went_out_is_the_sum_of_the_batches():
    record = small_record()
    inspection = Inspection(record)
    said(record, sitting("JN", "set"), ("questionnaire/forms", names.ISSUED, 34))
    assert inspection.issued("forms") == 34
    first = begun(record)
    assert inspection.issued("forms") == 40
    begun(record, BatchDetails("forms", 6))
    assert inspection.issued("forms") == 46
    said(record, sitting("JN", "gone"), *take_out_batch(first))
    assert inspection.issued("forms") == 6
    assert batches(record, "forms")[0].issued == 6


def test_a_batch_that_two_people_count_differently_is_counted_as_unknown():
    record = small_record()
    batch = begun(record)
    mine = sitting("JN", "mine").entries(record, change_batch(batch, replaced(issued=38)))
    theirs = sitting("RK", "theirs").entries(record, change_batch(batch, replaced(issued=39)))
    record.add([*mine, *theirs])
    assert batch.issued is None
    assert Inspection(record).issued("forms") is None


def replaced(**changes):
    return dataclasses.replace(PRINTED, **changes)


def test_a_change_says_only_what_changes():
    record = Record()
    batch = begun(record)
    assert change_batch(batch, PRINTED) == ()
    changed = change_batch(batch, replaced(issued=38, back="2009-06-05"))
    assert [(one.subject, one.field, one.value) for one in changed] == [
        (batch.id, names.ISSUED, 38),
        (batch.id, names.BACK, "2009-06-05"),
    ]


@pytest.mark.parametrize(
    ("details", "about"),
    [
        (replaced(issued=None), "copies"),
        (replaced(issued=-1), "copies"),
        (replaced(issued=41), "only 40"),
        (replaced(numbers=(0, 40)), "from 1"),
        (replaced(numbers=(41, 40)), "from 1"),
        (replaced(numbers=(1, 10**9)), "from 1"),
        (replaced(sent="yesterday"), "2009-06-05"),
        (replaced(back="2009-02-30"), "2009-06-05"),
        (replaced(back="2009-05-01"), "before it went out"),
    ],
)
def test_what_does_not_hold_together_is_refused(details, about):
    record = Record()
    batch = begun(record)
    with pytest.raises(BadInputError, match=about):
        change_batch(batch, details)
    with pytest.raises(BadInputError, match=about):
        begin_batch(Record(), details)


def test_serials_that_would_mean_two_forms_are_refused():
    record = Record()
    begun(record)
    for numbers, check_digit in (((40, 60), True), ((1, 5), True), ((10, 20), False), ((400, 500), False)):
        with pytest.raises(BadInputError, match="overlap"):
            begin_batch(record, BatchDetails("forms", 2, numbers=numbers, check_digit=check_digit))
    assert begin_batch(record, BatchDetails("forms", 2, numbers=(41, 60), check_digit=True))
    assert begin_batch(record, BatchDetails("forms", 2, numbers=(1, 9)))
    assert begin_batch(record, BatchDetails("others", 2, numbers=(1, 5), check_digit=True))


def test_batches_of_two_laptops_that_share_serials_are_named():
    here, there = Record(), Record()
    begun(here)
    begun(there, BatchDetails("forms", 10, None, None, (31, 40), check_digit=True), "RK")
    begun(there, BatchDetails("forms", 10, None, None, (41, 50), check_digit=True), "RK")
    here.add(there)
    ((one, other),) = overlapping(batches(here, "forms"))
    assert (one.numbers, other.numbers) == (range(1, 41), range(31, 41))
    assert len(responses(here, "forms").warnings) == 1
    assert overlapping(batches(there, "forms")) == ()


def test_what_went_out_before_there_were_batches_is_one_batch_however_many_laptops_print():
    base = small_record()
    said(base, sitting("JN", "set"), ("questionnaire/forms", names.ISSUED, 34))
    assert earlier_batch(base, "forms") is None  # no form of them is keyed: it may mean the batch to come
    keyed(base, "27")
    here, there = Record(base), Record(base)
    for record, by, first in ((here, "JN", 4), (there, "RK", 14)):
        new = BatchDetails("forms", 10, None, None, (first, first + 9), check_digit=True)
        said(record, sitting(by, by), *begin_batch(record, new, earlier=earlier_batch(record, "forms")))
    here.add(there)
    assert [one.details.numbers for one in batches(here, "forms")] == [(1, 34), (4, 13), (14, 23)]
    assert Inspection(here).issued("forms") == 54
    assert overlapping(batches(here, "forms")) == ()
    assert earlier_batch(here, "forms") is None


def test_serials_that_are_no_numbers_leave_the_earlier_batch_without_any():
    record = small_record()
    said(record, sitting("JN", "set"), ("questionnaire/forms", names.ISSUED, 34))
    keyed(record, "A7")
    assert earlier_batch(record, "forms") == BatchDetails("forms", 34)
    with_high = small_record()
    said(with_high, sitting("JN", "set"), ("questionnaire/forms", names.ISSUED, 34))
    keyed(with_high, "35")
    assert earlier_batch(with_high, "forms") == BatchDetails("forms", 34)


def test_a_batch_in_words():
    record = small_record()
    batch = begun(record)
    assert subject_name(record, batch.id) == "batch 1–40 of forms"
    assert describe_act(record, record.history(batch.id, names.SENT)[0].act).endswith("and 5 more")
    assert subject_name(record, begun(record, BatchDetails("forms", 6)).id) == "batch of forms"


def test_numbers_from_a_file_that_make_no_sense_are_none():
    record = Record()
    said(
        record,
        sitting(),
        ("batch/a", names.QUESTIONNAIRE, "forms"),
        ("batch/a", names.FIRST, 1),
        ("batch/a", names.LAST, 10**12),
        ("batch/a", names.ISSUED, "many"),
        ("batch/a", names.SENT, 5),
    )
    (batch,) = batches(record)
    assert (batch.numbers, batch.issued, batch.sent) == (None, None, None)
