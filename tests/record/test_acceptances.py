"""Remarks that were accepted as they stand: recorded, told, undone, merged, taken back."""

from __future__ import annotations

from builders import said, sitting, small_record

from fieldwork.record.acceptances import Sight, acceptance_words, acceptances, accepting, digest, taking_back
from fieldwork.record.describing import history_lines
from fieldwork.record.disputes import disputes
from fieldwork.record.record import Record
from fieldwork.record.undo import undo

SIGHT = Sight("small number", "Victims", digest("is said of 2", "One of the two victims."), "One of the two")


def test_it_is_kept_with_who_why_and_what_and_told_in_the_history():
    record = small_record()
    said(record, sitting("LL"), *accepting(SIGHT, "both agreed"))
    (one,) = acceptances(record)
    assert (one.sight, one.by, one.reason) == (SIGHT, "LL", "both agreed")
    assert acceptance_words([one]) == "Accepted by LL (Tue 2 Jun 2009 10:12): both agreed."
    assert [line.words for line in history_lines(record, subject=one.subject)] == [
        'remark on the report accepted small number "One of the two", under Victims',
        'remark on the report reason "both agreed"',
    ]


def test_an_undo_takes_it_back_and_so_does_whoever_wants_to_look_again():
    record = small_record()
    said(record, sitting("LL"), *accepting(SIGHT))
    said(record, sitting("LL", "undo"), *undo(record, "LL").statements)
    assert acceptances(record) == ()
    for name in ("one", "two"):
        said(record, sitting("LL", name), *accepting(SIGHT))
    said(record, sitting("AB", "back"), *taking_back(record, [SIGHT]))
    assert acceptances(record) == ()


def test_two_laptops_that_accept_the_same_are_no_dispute():
    record = small_record()
    other = Record(record)
    said(record, sitting("LL", "one"), *accepting(SIGHT, "agreed"))
    said(other, sitting("AB", "two"), *accepting(SIGHT, "they know"))
    record.add(other)
    assert sorted(one.reason for one in acceptances(record)) == ["agreed", "they know"]
    assert disputes(record) == ()


def test_how_a_text_is_spaced_makes_no_other_digest_and_what_it_says_does():
    assert digest("a", "b  c\n") == digest("a", "b c")
    assert len({digest("a", "b"), digest("a", "c"), digest("ab", ""), digest("\ud800", "b")}) == 4


def test_what_is_damaged_accepts_nothing():
    record = small_record()
    values = ("yes", {"kind": 3, "digest": "x"}, {"kind": "name"}, None)
    said(record, sitting("LL"), *((f"remark/{number}", "accepted", value) for number, value in enumerate(values)))
    assert acceptances(record) == ()
