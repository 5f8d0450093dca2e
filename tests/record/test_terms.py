"""The inspection's own glossary: defined once, revised, taken out, disputed by two laptops."""

from __future__ import annotations

import pytest
from builders import said, sitting, small_record
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.errors import BadInputError
from fieldwork.record.describing import describe_entry, field_name
from fieldwork.record.record import Record
from fieldwork.record.terms import LONGEST_TERM, own_meaning, own_terms, term_statements
from fieldwork.record.undo import undo
from fieldwork.text import shown as shown_text


def define(record, by, name, meaning):
    record.add(by.entries(record, term_statements(name, meaning)))


def shown(record):
    return [(term.term, term.definition, term.source) for term in own_terms(record)]


def test_a_term_is_defined_revised_and_taken_out():
    record, one = small_record(), sitting("JN", "a")
    assert own_terms(record) == ()
    define(record, one, "ISSP", "a programme")
    define(record, one, "issp", "Intensive Supervision\nand Surveillance")
    assert shown(record) == [("issp", "Intensive Supervision and Surveillance", "this inspection's own, JN")]
    assert own_meaning(record, "I.S.S.P.") == "Intensive Supervision and Surveillance"
    define(record, one, "ISSP", " ")
    assert own_terms(record) == ()
    assert own_meaning(record, "ISSP") == ""


def test_two_laptops_that_define_it_differently_are_both_shown_until_it_is_settled():
    record, other = small_record(), small_record()
    define(record, sitting("KP", "a"), "HDC", "home detention curfew")
    define(other, sitting("EP", "b"), "H.D.C.", "the tag")
    record.add(other)
    assert [(meaning, source) for _, meaning, source in shown(record)] == [
        ("the tag", "this inspection's own, EP ≠ disputed"),
        ("home detention curfew", "this inspection's own, KP ≠ disputed"),
    ]
    define(record, sitting("JN", "c"), "HDC", "home detention curfew")
    assert shown(record) == [("HDC", "home detention curfew", "this inspection's own, JN")]


def test_two_laptops_that_say_the_same_agree():
    record, other = small_record(), small_record()
    define(record, sitting("KP", "a"), "HDC", "the tag")
    define(other, sitting("EP", "b"), "HDC", "the tag")
    record.add(other)
    assert {meaning for _, meaning, _ in shown(record)} == {"the tag"}
    assert "disputed" not in str(shown(record))


def test_it_has_words_and_can_be_undone():
    record, one = small_record(), sitting("JN", "a")
    define(record, one, "ISSP", "a programme")
    entry = record.history("term/issp", "meaning")[0]
    assert describe_entry(record, entry) == 'the term ISSP "a programme"'
    assert field_name(record, "term/issp", "meaning") == "the term ISSP"
    act, statements = undo(record, "JN")
    record.add(one.entries(record, statements, act))
    assert own_terms(record) == ()


@pytest.mark.parametrize("name", ["", " ", "...", "x" * (LONGEST_TERM + 1)])
def test_what_is_no_term_is_refused(name):
    with pytest.raises(BadInputError):
        term_statements(name, "something")


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_is_defined_is_found_again_as_safe_text(name, meaning):
    record = Record()
    try:
        statements = term_statements(name, meaning)
    except BadInputError:
        return
    said(record, sitting(), *statements)
    for term in own_terms(record):
        assert shown_text(term.term) == term.term
        assert shown_text(term.definition) == term.definition
        assert own_meaning(record, name) == term.definition
