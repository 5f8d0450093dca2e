from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.tui.key_names import is_typed, known_key, written


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("f", "f"),
        ("G", "G"),
        ("F7", "f7"),
        ("?", "question_mark"),
        ("question_mark", "question_mark"),
        ("*", "asterisk"),
        ("-", "minus"),
        (",", "comma"),
        (" ", "space"),
        ("é", "é"),
        ("Ctrl+G", "ctrl+g"),
        ("shift+Tab", "shift+tab"),
        ("Esc", "escape"),
        ("PgUp", "pageup"),
        ("⌫", "backspace"),
        ("alt+x", "alt+x"),
        ("none", "none"),
    ],
)
def test_keys_are_known_however_they_are_written(text, key):
    assert known_key(text) == key


@pytest.mark.parametrize(
    "text", ["", "ab", "f99", "ctrl+i", "ctrl+m", "ctrl+shift+f", "super+x", "ctrl+", "\x1b", "\n", "return+", "<any>"]
)
def test_keys_that_no_terminal_sends_are_not(text):
    assert known_key(text) is None


def test_what_a_field_takes_is_told_from_what_it_leaves():
    assert all(map(is_typed, ["f", "G", "1", "question_mark", "minus", "plus", "space", "comma", "é"]))
    assert not any(map(is_typed, ["escape", "tab", "f7", "ctrl+k", "enter", "alt+x", "none"]))


@given(st.characters())
def test_a_character_is_the_same_key_after_it_was_written(character):
    key = known_key(character)
    if key is not None:
        assert known_key(written(key)) == key
