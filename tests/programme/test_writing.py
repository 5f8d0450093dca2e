"""Questionnaires written as TOML."""

from __future__ import annotations

import tomllib

import pytest
from exchange.forms import questionnaires
from hypothesis import given, settings

from fieldwork.programme.loading import (
    find_questionnaire,
    load_questionnaire,
    questionnaire_from_dict,
    shipped_questionnaires,
)
from fieldwork.programme.writing import questionnaire_to_toml


@pytest.mark.parametrize("id_", list(shipped_questionnaires()))
def test_what_ships_is_written_as_it_was_read(tmp_path, id_):
    form = find_questionnaire(id_)
    path = tmp_path / f"{id_}.toml"
    path.write_text(questionnaire_to_toml(form), "utf-8")
    assert load_questionnaire(path) == form
    assert '    { value = "1", label = ' in path.read_text("utf-8")


@settings(max_examples=50)
@given(questionnaires())
def test_any_questionnaire_is_read_as_it_was_written(form):
    assert questionnaire_from_dict(tomllib.loads(questionnaire_to_toml(form)), "a test") == form
