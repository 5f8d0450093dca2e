"""The strict reader: every wrong file gets one sentence that says what is wrong and where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.errors import DamagedFileError, StoreError
from fieldwork.store.reading import LARGEST, parse_tables, read_bytes, read_tables

GOOD = {"fieldwork": {"1": {"format": 1}}, "entries": {"1": {"id": "a-1", "value": "yes"}}}


def _raw(**changes: object) -> bytes:
    return json.dumps({**GOOD, **changes}).encode()


def test_a_good_file_gives_its_tables():
    assert parse_tables(_raw(), "x.json") == GOOD


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"{", "not whole JSON: line 1, column 2"),
        (b'{"fieldwork": {"1": {"format": 1}}, "entr', "not whole JSON"),
        (b"\xff\xfe{\x00}\x00", "not UTF-8 text: byte 1"),
        (b"\xef\xbb\xbf{}", "not whole JSON"),
        (b"[]", "not a fieldwork inspection"),
        (b'{"_default": {}}', "not a fieldwork inspection"),
        (b'{"fieldwork": {"1": {"format": NaN}}}', "NaN is no value"),
        (b'{"fieldwork": {"1": {"format": 1, "format": 1}}}', "'format' stands twice"),
        (b'{"fieldwork": {"1": {"format": ' + b"9" * 5000 + b"}}}", "is larger than"),
        (b'{"fieldwork": {"1": {"format": ' + b"9" * 17 + b"}}}", "is larger than"),
        (b"[" * 2000 + b"]" * 2000, "nested more than"),
        (b'{"fieldwork": ' + b'{"1":' * 40 + b"1" + b"}" * 40 + b"}", "is nested more than 32 deep"),
        (b'{"fieldwork": {"1": {"format": 1}}, "entries": {"1": {"value": "\\ud800"}}}', "half of a character"),
        (_raw(entries=[]), "'entries' should hold documents"),
        (_raw(entries={"one": {}}), "entries 'one' is not a numbered document"),
        (_raw(entries={"1": 3}), "entries '1' is not a numbered document"),
        (_raw(fieldwork={"1": {}}), "does not say which format"),
        (_raw(fieldwork={"1": {"format": True}}), "does not say which format"),
        (b'{"fieldwork": {"1": {"format": 1}}}', "no table 'entries'"),
    ],
)
def test_a_damaged_file_is_refused_with_one_sentence(raw: bytes, words: str):
    with pytest.raises(DamagedFileError) as caught:
        parse_tables(raw, "x.json")
    assert words in str(caught.value)
    assert str(caught.value).startswith("x.json")
    assert "\n" not in str(caught.value)


def test_deep_values_are_refused():
    value: object = 1
    for _ in range(40):
        value = [value]
    with pytest.raises(DamagedFileError, match=r"entries 1 is nested more than 32 deep"):
        parse_tables(_raw(entries={"1": {"value": value}}), "x.json")


def test_a_newer_format_is_refused_and_says_what_to_do():
    with pytest.raises(StoreError, match=r"newer fieldwork \(format 4; this one reads 3\): update fieldwork"):
        parse_tables(_raw(fieldwork={"1": {"format": 4}}), "x.json")


@pytest.mark.parametrize("raw", [b"", b"\0" * 4096, b" \n\t"])
def test_an_empty_file_is_never_a_new_inspection(tmp_path: Path, raw: bytes):
    path = tmp_path / "x.json"
    path.write_bytes(raw)
    with pytest.raises(DamagedFileError, match=r"x\.json is empty"):
        read_tables(path)
    assert path.read_bytes() == raw


def test_a_folder_a_missing_file_and_a_giant_are_refused(tmp_path: Path):
    with pytest.raises(StoreError, match="is a folder"):
        read_tables(tmp_path)
    with pytest.raises(StoreError, match="There is no file"):
        read_tables(tmp_path / "none.json")
    with pytest.raises(StoreError, match="There is no file"):
        read_tables(tmp_path / "a\0b")
    giant = tmp_path / "giant.json"
    with giant.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(DamagedFileError, match="at most"):
        read_bytes(giant)


def _sentence(raw: bytes) -> str:
    try:
        return "x.json has " + ", ".join(parse_tables(raw, "x.json"))
    except StoreError as error:
        return str(error)


@given(st.binary(max_size=200))
def test_any_bytes_give_tables_or_a_sentence(raw: bytes):
    assert _sentence(raw).startswith("x.json")


@given(st.integers(0, len(_raw()) - 1), st.binary(min_size=1, max_size=1))
def test_a_flipped_byte_gives_tables_or_a_sentence(place: int, byte: bytes):
    raw = _raw()
    assert _sentence(raw[:place] + byte + raw[place + 1 :]).startswith("x.json")
