"""The rules of second keying, as shipped and as they must not be."""

from __future__ import annotations

import dataclasses

import pytest

from fieldwork.errors import DefinitionError
from fieldwork.programme.twice import check_twice, twice_rules


def test_the_shipped_rules_hold_together_and_every_figure_has_its_source():
    rules = twice_rules()
    assert (rules.everything_up_to, rules.caught_by_another, rules.caught_by_same) == (60, 88, 69)
    sources = [getattr(rules, field.name) for field in dataclasses.fields(rules) if field.name.endswith("_source")]
    assert len(sources) == 4
    assert all(source.startswith(("assumed", "Paulsen")) for source in sources)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("sample", 0, "sample: it is 0; expected a whole number over 0"),
        ("widen_above", -1, "expected mistakes in 10,000 answers, 0 or more"),
        ("caught_by_same", 101, "expected how many of 100 mistakes"),
    ],
)
def test_rules_by_which_nothing_could_be_chosen_are_refused(key, value, words):
    with pytest.raises(DefinitionError, match=words):
        check_twice(dataclasses.replace(twice_rules(), **{key: value}), "rules.toml")
