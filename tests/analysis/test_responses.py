"""What came back of what went out."""

from __future__ import annotations

import pytest
from builders import said, sitting
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.analysis.responses import response_rate, response_sentence, response_words, responses
from fieldwork.record import names
from fieldwork.record.batches import BatchDetails, batch_serials, begin_batch
from fieldwork.record.record import Record


@pytest.mark.parametrize(
    ("returned", "issued", "rate"),
    [
        (27, 34, 79),
        (0, 0, None),
        (0, 10, 0),
        (2, 6, None),
        (9, 9, None),
        (10, 10, 100),
        (11, 10, None),
        (3, None, None),
    ],
)
def test_no_percentage_of_nothing_none_below_ten_none_of_a_wrong_count(returned, issued, rate):
    assert response_rate(returned, issued) == rate


@given(st.integers(0, 2000), st.none() | st.integers(0, 2000))
def test_a_rate_lies_between_nothing_and_all(returned, issued):
    rate = response_rate(returned, issued)
    assert rate is None or 0 <= rate <= 100
    assert (f"({rate}%)" in response_words(returned, issued)) == (rate is not None)


def test_what_came_back_in_words():
    assert response_words(27, 34) == "27 came back of 34 that went out (79%)"
    assert response_words(2, 6) == "2 came back of 6 that went out"
    assert response_words(7, 6) == "7 came back, more than the 6 that went out"
    assert response_words(7, None) == "7 came back; nobody has said how many went out"


def record_with(*all_details):
    record = Record()
    for number, details in enumerate(all_details):
        said(record, sitting("JN", f"begun{number}"), *begin_batch(record, details))
    return record


def keyed(record, serial, keying=1):
    subject = f"return/{serial}-{keying}"
    said(
        record,
        sitting("JN", subject),
        (subject, names.QUESTIONNAIRE, "forms"),
        (subject, names.SERIAL, serial),
        (subject, names.KEYING, keying),
    )


def test_every_form_counts_once_in_its_batch():
    record = record_with(
        BatchDetails("forms", 20, None, None, (1, 20), check_digit=True),
        BatchDetails("forms", 5, None, None, (21, 25), check_digit=True),
    )
    first = responses(record, "forms").batches[0].batch
    for serial in batch_serials(first.details)[:15]:
        keyed(record, serial)
    keyed(record, batch_serials(first.details)[0], keying=2)
    keyed(record, "7")
    found = responses(record, "forms")
    assert [None if one.returned is None else len(one.returned) for one in found.batches] == [15, 0]
    assert [one.percent for one in found.batches] == [75, None]
    assert found.stray == ("7",)
    assert len(found.returned) == 16


def test_a_lone_batch_without_numbers_has_all_that_came_back_and_beside_another_nobody_knows():
    record = record_with(BatchDetails("forms", 34))
    keyed(record, "1")
    assert responses(record, "forms").batches[0].returned == ("1",)
    both = record_with(BatchDetails("forms", 34), BatchDetails("forms", 5))
    keyed(both, "1")
    assert [one.returned for one in responses(both, "forms").batches] == [None, None]
    assert [one.percent for one in responses(both, "forms").batches] == [None, None]


def test_a_questionnaire_without_batches():
    record = Record()
    keyed(record, "01")
    found = responses(record, "forms")
    assert (found.batches, found.returned, found.stray) == ((), ("01",), ())


@pytest.mark.parametrize(
    ("returned", "issued", "rates", "words"),
    [
        (27, 34, True, "27 of the 34 that went out came back (79%)."),
        (27, 34, False, "27 of the 34 that went out came back."),
        (2, 6, True, "2 of the 6 that went out came back."),
        (27, None, True, ""),
        (0, 0, True, ""),
        (7, 6, True, "7 came back, more than the 6 that went out."),
    ],
)
def test_the_report_says_of_how_many(returned, issued, rates, words):
    assert response_sentence(returned, issued, rates=rates) == words
