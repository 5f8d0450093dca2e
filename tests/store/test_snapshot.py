"""The snapshot: proven whole by its digest, each entry by its sum, and taken apart as it was put together."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from fieldwork.store.reading import parse_tables
from fieldwork.store.snapshot import (
    SUM,
    digest_fits,
    digest_of,
    document_line,
    document_text,
    line_of,
    lines_of,
    snapshot_bytes,
    sum_fits,
)

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_DOCUMENTS = st.lists(
    st.dictionaries(_TEXT.filter(lambda key: key != SUM), st.one_of(_TEXT, st.none(), st.integers(-9, 9)))
)


def _snapshot(documents: list) -> tuple[bytes, str, list[bytes]]:
    lines = [document_line(number, document) for number, document in enumerate(documents, 1)]
    return *snapshot_bytes(lines, follows=None, upto=0, is_open=False), lines


@given(_DOCUMENTS)
def test_what_goes_in_comes_out_whichever_way_it_is_read(documents: list):
    raw, digest, lines = _snapshot(documents)
    assert digest_of(raw) == digest
    assert digest_fits(raw)
    assert lines_of(raw) == lines
    assert parse_tables(raw, "x", trusted=True) == parse_tables(raw, "x") == json.loads(raw)
    assert [{k: v for k, v in one.items() if k != SUM} for one in json.loads(raw)["entries"].values()] == documents


@given(_DOCUMENTS, st.data())
def test_any_changed_byte_is_noticed(documents: list, data: st.DataObject):
    raw, _, _ = _snapshot(documents)
    place = data.draw(st.integers(0, len(raw) - 1))
    changed = raw[:place] + bytes([raw[place] ^ data.draw(st.integers(1, 255))]) + raw[place + 1 :]
    assert not digest_fits(changed)


def test_two_snapshots_of_the_same_entries_have_names_of_their_own():
    names = {
        snapshot_bytes([], follows=follows, upto=upto, is_open=is_open)[1]
        for follows in (None, "a")
        for upto in (0, 1)
        for is_open in (True, False)
    }
    assert len(names) == 8


@given(st.dictionaries(_TEXT, st.one_of(_TEXT, st.integers())))
def test_an_entry_proves_itself(document: dict):
    document.pop(SUM, None)
    line = document_line(7, document)
    assert line == line_of(7, document_text(document))
    value = line.partition(b":")[2]
    assert sum_fits(value)
    assert not sum_fits(value.replace(b'"sum":"', b'"sum":"0'))
    assert not sum_fits(document_text(document))


def test_many_lines_are_read_in_pieces_and_all_of_them():
    raw, _, _ = _snapshot([{"id": f"a-{number}"} for number in range(1_234)])
    assert len(parse_tables(raw, "x", trusted=True)["entries"]) == 1_234
