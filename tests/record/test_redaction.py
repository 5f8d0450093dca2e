"""Redaction: the value goes for good, the entry stays."""

from __future__ import annotations

import pytest
from builders import CASE_07, answered, said, sitting, small_record
from histories import branches
from hypothesis import given

from fieldwork.errors import NothingFoundError
from fieldwork.record import names
from fieldwork.record.record import Record
from fieldwork.record.redaction import may_hold_a_name, redact, redaction_of, redaction_words


def test_every_value_that_the_field_ever_held_is_blanked():
    record = small_record()
    jn = sitting("JN")
    for text in ("Ben Smith", None, "Ben S"):
        said(record, jn, ("note/a", names.TEXT, text))
    ids = [entry.id for entry in record.history("note/a", names.TEXT)]
    blanked = redaction_of(record, "note/a", names.TEXT, "MB").entries
    assert record.value("note/a", names.TEXT) == "Ben S", "nothing is blanked before it is on the disk"
    assert [(entry.value, entry.redacted) for entry in blanked] == [(None, "MB"), (None, "MB")]
    redact(record, blanked)
    history = record.history("note/a", names.TEXT)
    assert [entry.id for entry in history] == ids
    assert [entry.value for entry in history] == [None, None, None]
    assert "Ben" not in repr(list(record))


def test_of_a_disputed_field_every_side_is_blanked():
    base = small_record()
    other = Record(base)
    answered(base, sitting("JN"), CASE_07, q1_1_1="yes")
    answered(other, sitting("MB"), CASE_07, q1_1_1="no")
    base.add(other)
    redact(base, redaction_of(base, CASE_07, names.answer("1.1.1"), "JN").entries)
    assert base.disputes() == []
    assert base.value(CASE_07, names.answer("1.1.1")) is None


def test_what_holds_nothing_cannot_be_redacted():
    record = small_record()
    with pytest.raises(NothingFoundError, match="nothing to redact"):
        redaction_of(record, CASE_07, "x", "JN")
    redact(record, redaction_of(record, CASE_07, names.REFERENCE, "JN").entries)
    with pytest.raises(NothingFoundError):
        redaction_of(record, CASE_07, names.REFERENCE, "JN")


@given(branches())
def test_what_one_copy_redacted_no_merge_brings_back(copies):
    gone = {entry.id for copy in copies for entry in copy if entry.redacted is not None}
    together = Record(entry for copy in copies for entry in copy)
    assert {entry.id for entry in together if entry.redacted is not None} == gone
    assert all(together.entry(entry_id).value is None for entry_id in gone)


def test_only_what_was_replaced_goes_where_that_is_asked_for():
    record, jn = small_record(), sitting("JN")
    for text in ("with Ben Smith", "with Ben S", "with the boy"):
        said(record, jn, ("note/a", names.TEXT, text))
    redaction = redaction_of(record, "note/a", names.TEXT, "MB", earlier=True)
    assert redaction.texts == ("with Ben S", "with Ben Smith")
    redact(record, redaction.entries)
    assert record.value("note/a", names.TEXT) == "with the boy"
    assert "Ben" not in repr(list(record))
    with pytest.raises(NothingFoundError):
        redaction_of(record, "note/a", names.TEXT, "MB", earlier=True)


def test_no_side_of_a_dispute_is_an_earlier_text():
    base = small_record()
    said(base, sitting("JN"), ("note/a", names.TEXT, "Ben"))
    other = Record(base)
    said(base, sitting("JN", "one"), ("note/a", names.TEXT, "he"))
    said(other, sitting("MB", "two"), ("note/a", names.TEXT, "she"))
    base.add(other)
    assert redaction_of(base, "note/a", names.TEXT, "JN", earlier=True).texts == ("Ben",)


def test_what_would_go_is_told_in_words_that_act_on_no_terminal():
    record, jn = small_record(), sitting("JN")
    said(record, jn, ("note/a", names.TEXT, "Ben"))
    said(record, jn, ("note/a", names.TEXT, "\x1b[31m[/] Ben" + "x" * 300))
    redaction = redaction_of(record, "note/a", names.TEXT, "MB")
    words = redaction_words(redaction, 0)
    assert words.startswith("“[31m[/] Benxxx")
    assert words.endswith("…” and 1 earlier text, 2 entries, in the file.")
    assert redaction_words(redaction, 1).endswith("in the file and in 1 copy of it.")
    assert redaction_words(redaction, 3).endswith("in the file and in 3 copies of it.")


@pytest.mark.parametrize(
    ("field", "value", "typed"),
    [
        (names.TEXT, "Ben", True),
        (names.REFERENCE, "Ben", True),
        (names.attribute("order"), "Ben's", True),
        (names.item("q9"), {"text": "Ben helped"}, True),
        (names.TEXT, None, False),
        (names.answer("1.1.1"), "yes", False),
        (names.date("sentence"), "2009-01-12", False),
        (names.item("q1"), ["1", "2"], False),
        (names.GOOD_PRACTICE, True, False),
    ],
)
def test_only_what_was_typed_may_hold_a_name(field, value, typed):
    record = small_record()
    (entry,) = said(record, sitting("JN"), ("note/a", field, value))
    assert may_hold_a_name(entry) is typed
