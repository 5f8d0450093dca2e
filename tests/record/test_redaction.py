"""Redaction: the value goes for good, the entry stays."""

from __future__ import annotations

import pytest
from builders import CASE_07, answered, said, sitting, small_record
from histories import branches
from hypothesis import given

from fieldwork.errors import NothingFoundError
from fieldwork.record import names
from fieldwork.record.record import Record
from fieldwork.record.redaction import redact, redacted_entries


def test_every_value_that_the_field_ever_held_is_blanked():
    record = small_record()
    jn = sitting("JN")
    for text in ("Ben Smith", None, "Ben S"):
        said(record, jn, ("note/a", names.TEXT, text))
    ids = [entry.id for entry in record.history("note/a", names.TEXT)]
    blanked = redacted_entries(record, "note/a", names.TEXT, "MB")
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
    redact(base, redacted_entries(base, CASE_07, names.answer("1.1.1"), "JN"))
    assert base.disputes() == []
    assert base.value(CASE_07, names.answer("1.1.1")) is None


def test_what_holds_nothing_cannot_be_redacted():
    record = small_record()
    with pytest.raises(NothingFoundError, match="nothing to redact"):
        redacted_entries(record, CASE_07, "x", "JN")
    redact(record, redacted_entries(record, CASE_07, names.REFERENCE, "JN"))
    with pytest.raises(NothingFoundError):
        redacted_entries(record, CASE_07, names.REFERENCE, "JN")


@given(branches())
def test_what_one_copy_redacted_no_merge_brings_back(copies):
    gone = {entry.id for copy in copies for entry in copy if entry.redacted is not None}
    together = Record(entry for copy in copies for entry in copy)
    assert {entry.id for entry in together if entry.redacted is not None} == gone
    assert all(together.entry(entry_id).value is None for entry_id in gone)
