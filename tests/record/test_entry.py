"""Entries to and from the file's dictionaries, and when two values are the same."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.errors import DamagedFileError
from fieldwork.record.entry import Entry, entry_from_dict, entry_to_dict, same_value

WHOLE = {
    "id": "jn1-2",
    "act": "jn1-1",
    "subject": "case/a",
    "field": "answer:1.1.1",
    "value": "yes",
    "by": "JN",
    "at": "2009-06-02T10:12:00+01:00",
}

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
names = st.text(min_size=1)
entries = st.builds(
    Entry,
    id=names,
    act=names,
    subject=names,
    field=names,
    value=json_values,
    by=st.text(),
    at=st.text(),
    after=st.lists(names, max_size=3).map(tuple),
    undoes=st.none() | st.text(),
    redacted=st.none(),
)


@given(entries, st.booleans())
def test_an_entry_comes_back_from_the_file_as_it_was(entry, blank):
    if blank:
        entry = entry._replace(value=None, redacted="JN")
    back = entry_from_dict(json.loads(json.dumps(entry_to_dict(entry))), "entry 1")
    assert back == entry
    assert type(back) is Entry
    assert same_value(back.value, entry.value)


def test_what_is_empty_is_not_kept():
    assert entry_to_dict(entry_from_dict(WHOLE, "entry 1")) == WHOLE


@pytest.mark.parametrize("key", WHOLE)
def test_a_missing_key_is_named(key):
    data = {k: v for k, v in WHOLE.items() if k != key}
    with pytest.raises(DamagedFileError, match=f"^entry 7: the entry has no '{key}'.$"):
        entry_from_dict(data, "entry 7")


@pytest.mark.parametrize("key", [key for key in WHOLE if key != "value"])
@pytest.mark.parametrize("value", [None, 1, ["x"], {}])
def test_what_is_no_text_is_named(key, value):
    with pytest.raises(DamagedFileError, match=f"^entry 7: '{key}' should be text, found {type(value).__name__}.$"):
        entry_from_dict(WHOLE | {key: value}, "entry 7")


@pytest.mark.parametrize("key", ["id", "act", "subject", "field"])
def test_what_names_something_cannot_be_empty(key):
    with pytest.raises(DamagedFileError, match="cannot be empty"):
        entry_from_dict(WHOLE | {key: ""}, "entry 7")


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"after": "jn1-1"}, "'after' should be a list of entry ids."),
        ({"after": {"jn1-1": 1}}, "'after' should be a list of entry ids."),
        ({"after": [1]}, "'after' should be a list of entry ids."),
        ({"after": None}, "'after' should be a list of entry ids."),
        ({"undoes": 1}, "'undoes' should be text, found int."),
        ({"undoes": None}, "'undoes' should be text, found NoneType."),
        ({"redacted": True, "value": None}, "'redacted' should be text, found bool."),
        ({"redacted": "JN"}, "the entry is marked as redacted and still holds a value."),
        ({"colour": "red"}, "the entry has an unknown key 'colour'."),
        ({"\x1b[31m": "red"}, "the entry has an unknown key '[31m'."),
        ({3: "red"}, "the entry has an unknown key '3'."),
    ],
)
def test_what_is_misshapen_is_refused_in_one_sentence(more, sentence):
    with pytest.raises(DamagedFileError) as caught:
        entry_from_dict(WHOLE | more, "entry 7")
    assert str(caught.value) == f"entry 7: {sentence}"


@pytest.mark.parametrize("data", [None, [], "x", 3])
def test_what_is_no_dictionary_is_no_entry(data):
    with pytest.raises(DamagedFileError, match="expected an entry, found"):
        entry_from_dict(data, "entry 7")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (True, 1),
        (False, 0),
        (1, 1.0),
        ("1", 1),
        (None, False),
        ([True], [1]),
        ({"a": [1]}, {"a": [True]}),
        ({"a": 1}, {"b": 1}),
        ([1], [1, 1]),
        ([1, 2], [2, 1]),
        ({}, []),
    ],
)
def test_values_that_python_mixes_up_are_told_apart(one, other):
    assert not same_value(one, other)
    assert not same_value(other, one)


@given(json_values)
def test_a_value_is_the_same_as_its_copy(value):
    assert same_value(value, json.loads(json.dumps(value)))
