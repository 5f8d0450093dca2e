"""Dictionaries of any shape are either a definition or a sentence, never a traceback."""

from __future__ import annotations

import pytest
from builders import small_programme
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.errors import DefinitionError
from fieldwork.programme.loading import programme_from_dict, programme_to_dict
from fieldwork.text import shown

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


def places(value, way=()):
    """Every way into `value`, a definition as dictionaries and lists."""
    yield way
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield from places(inner, (*way, key))


WAYS = [way for way in places(programme_to_dict(small_programme())) if way]


@given(way=st.sampled_from(WAYS), value=JSON)
def test_a_definition_with_anything_in_any_place_is_checked_or_refused_in_a_sentence(way, value):
    data = programme_to_dict(small_programme())
    inner = data
    for step in way[:-1]:
        inner = inner[step]
    inner[way[-1]] = value
    try:
        programme = programme_from_dict(data, "odd.toml")
    except DefinitionError as refused:
        sentence = str(refused)
        assert sentence.startswith("odd.toml, ")
        assert shown(sentence) == sentence
    else:
        assert programme_from_dict(programme_to_dict(programme), "again") == programme


@given(JSON)
def test_any_json_is_refused_in_a_sentence(data):
    with pytest.raises(DefinitionError, match=r"^odd\.toml, "):
        programme_from_dict(data, "odd.toml")
