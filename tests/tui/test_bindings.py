"""Every key of every screen: described, with an id of its own, and rebindable."""

from __future__ import annotations

from collections import defaultdict

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from fieldwork.tui.bindings import declared, keyboard
from fieldwork.tui.key_names import known_key

UNTYPEABLE = {"left_square_bracket", "right_square_bracket", "tilde", "backslash"}


@pytest.fixture(scope="module")
def classes():
    keyboard()  # imports every screen and widget
    found, waiting = set(), [DOMNode]
    while waiting:
        for one in waiting.pop().__subclasses__():
            if one not in found:
                found.add(one)
                waiting.append(one)
    return [one for one in found if one.__module__.startswith("fieldwork.tui")]


def test_every_binding_has_an_id_and_says_what_it_does(classes):
    assert len(classes) > 40
    for one in classes:
        for binding in declared(one):
            assert isinstance(binding, Binding)
            assert binding.id, f"{one.__name__}: {binding.key} has no id and cannot be rebound"
            assert "." in binding.id
            assert binding.description, f"{one.__name__}: {binding.id} says nothing"


def test_an_id_means_one_thing(classes):
    owners = defaultdict(list)
    for one in classes:
        for binding in declared(one):
            owners[binding.id].append(one.__name__)
    assert {name: found for name, found in owners.items() if len(found) > 1} == {}


def test_no_default_needs_a_key_that_some_keyboards_lack():
    for action in keyboard().actions.values():
        assert not UNTYPEABLE & set(action.keys), action.id
        for key in action.keys:
            assert known_key(key) == key, f"{action.id}: {key} is no key that a terminal sends"


def test_no_class_gives_one_key_to_two_of_its_actions(classes):
    for one in classes:
        keys = [binding.key for binding in Binding.make_bindings(declared(one))]
        assert len(keys) == len(set(keys)), one.__name__


def test_places_know_what_is_heard_there():
    board = keyboard()
    places = {place.title: place.ids for place in board.places}
    assert {"checklist.yes", "note.close", "app.undo"} <= places["checklist"]
    assert "screen.back" not in places["checklist"]  # its backspace is another action
    assert {"list.open", "left.open", "screen.back", "app.go"} <= places["left"]
    assert "app.go" not in places["glossary"]  # it is modal: what is typed there is a term
    assert {"app.quit", "glossary.close", "overlay.close"} <= places["glossary"]
    assert "cases.filter" not in places["checklist"]


def test_what_is_heard_while_one_types_is_known():
    actions = keyboard().actions
    assert {"note.close", "overlay.close", "glossary.down", "app.quit", "dates.up"} <= {
        one.id for one in actions.values() if one.typing
    }
    assert not any(actions[one].typing for one in ("cases.filter", "list.open", "checklist.yes", "choice.back"))
    assert "ctrl+k" in actions["note.another"].field_keys
