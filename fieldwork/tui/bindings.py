"""Every action that has a key, read off the classes of all screens and widgets, and the places where it is heard.

Gathering them imports every screen (about 0.15 s), so it is done when keys are listed, checked or changed, not before.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import CodeType, FunctionType

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

import fieldwork.tui
from fieldwork.tui.key_names import is_typed

_TITLES = {"LineList": "any list", "NotePane": "a note", "WorkScreen": "any screen", "Overlay": "whatever lies over"}


@dataclass(frozen=True, slots=True)
class KeyAction:
    """One action. `keys` are its keys by default (Textual's names), `where` says where it is heard, in words.

    `typing`: it is heard while a field takes letters, so its key must be none of them. `field_keys`: what that field
    does with other keys itself.
    """

    id: str
    keys: tuple[str, ...]
    description: str
    where: str
    typing: bool = False
    field_keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """A screen with what can have the focus on it and what works everywhere: the ids heard there, each once."""

    title: str
    ids: frozenset[str]


@dataclass(frozen=True)
class Keyboard:
    """All actions by id, and all places."""

    actions: Mapping[str, KeyAction]
    places: tuple[Place, ...]

    @cached_property
    def places_of(self) -> dict[str, tuple[Place, ...]]:
        """Where each action is heard."""
        return {one: tuple(place for place in self.places if one in place.ids) for one in self.actions}

    def keys(self, own: Mapping[str, str], action: str) -> tuple[str, ...]:
        """The keys of an action, given a user's own keys (id to keys, with commas)."""
        found = own.get(action)
        return tuple(found.split(",")) if found else self.actions[action].keys

    def together(self, one: str, other: str) -> Place | None:
        """A place where both are heard; None where there is none, or where they share a key by design."""
        if one == other or set(self.actions[one].keys) & set(self.actions[other].keys):
            return None
        others = self.places_of[other]
        return next((place for place in self.places_of[one] if place in others), None)

    def holders(self, own: Mapping[str, str], action: str, key: str) -> tuple[tuple[str, Place], ...]:
        """Who else has `key` where `action` is heard, and a place where that is so; none where it is free."""
        return tuple(
            (other, place)
            for other in self.actions
            if key in self.keys(own, other) and (place := self.together(action, other)) is not None
        )


@lru_cache(maxsize=1)
def keyboard() -> Keyboard:
    """Every action and place of the app."""
    for module in pkgutil.walk_packages(fieldwork.tui.__path__, "fieldwork.tui."):
        importlib.import_module(module.name)
    return gathered(_ours(DOMNode))


def gathered(classes: Iterable[type[DOMNode]]) -> Keyboard:
    """The actions and places of some classes: apps, screens and widgets."""
    classes = list(classes)
    actions: dict[str, KeyAction] = {}
    for node in sorted(classes, key=_rank):
        for binding in declared(node):
            if binding.id and binding.id not in actions:
                actions[binding.id] = _action(node, binding, _fields_over(node, classes))
    apps = [node for node in classes if issubclass(node, App)]
    places = tuple(_place(node, apps) for node in classes if issubclass(node, Screen))
    return Keyboard(actions, places)


def declared(node: type[DOMNode]) -> list[Binding]:
    """The bindings that a class declares itself, one for each action, with all its keys in `key`."""
    return [one if isinstance(one, Binding) else Binding(*one) for one in node.__dict__.get("BINDINGS", ())]


def _ours(base: type[DOMNode]) -> Iterator[type[DOMNode]]:
    seen: set[type[DOMNode]] = set()
    waiting = [base]
    while waiting:
        for node in waiting.pop(0).__subclasses__():
            if node not in seen:
                seen.add(node)
                waiting.append(node)
                if node.__module__.startswith("fieldwork.tui."):
                    yield node


def _rank(node: type[DOMNode]) -> tuple[int, str]:
    return (0 if issubclass(node, App) else 1 if issubclass(node, Screen) else 2), node.__name__


def _action(node: type[DOMNode], binding: Binding, fields: list[type[DOMNode]]) -> KeyAction:
    keys = tuple(one.key for one in Binding.make_bindings([binding]))
    typing = (binding.priority or bool(fields)) and not any(map(is_typed, keys))
    field_keys = frozenset(key for field in fields for key in _merged(field)) if typing else frozenset()
    return KeyAction(binding.id or "", keys, binding.description, _where(node), typing, field_keys - set(keys))


def _fields_over(node: type[DOMNode], classes: Iterable[type[DOMNode]]) -> list[type[DOMNode]]:
    """The fields that always have the focus where a node's bindings are heard: in an overlay, or in a widget itself.

    A screen that is worked on shows its field for a while only; a letter is heard there the rest of the time.
    """
    if not issubclass(node, Screen):
        return _fields(node) if issubclass(node, Widget) else []
    overlays = [one for one in classes if issubclass(one, node) and issubclass(one, ModalScreen)]
    return [field for one in overlays for field in _fields(one)]


def _where(node: type[DOMNode]) -> str:
    if issubclass(node, App):
        return "everywhere"
    name = node.__name__.removesuffix("Screen")
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
    return _TITLES.get(node.__name__, words)


def _place(screen: type[DOMNode], apps: Iterable[type[DOMNode]]) -> Place:
    modal = issubclass(screen, ModalScreen)
    found = {binding.id for node in (screen, *_widgets(screen)) for binding in _merged(node).values()}
    for app in apps:  # through what is modal only priority bindings reach
        found |= {binding.id for binding in _merged(app).values() if binding.priority or not modal}
    return Place(_where(screen), frozenset(one for one in found if one))


def _merged(node: type[DOMNode]) -> dict[str, Binding]:
    """By key what a node hears: a subclass takes a key over from its base, as Textual has it."""
    found: dict[str, Binding] = {}
    for base in reversed(node.__mro__):
        if issubclass(base, DOMNode):
            found |= {one.key: one for one in Binding.make_bindings(base.__dict__.get("BINDINGS", ()))}
    return found


def _fields(node: type[DOMNode]) -> list[type[DOMNode]]:
    return [widget for widget in _widgets(node) if issubclass(widget, (Input, TextArea))]


def _widgets(node: type[DOMNode]) -> list[type[DOMNode]]:
    """The widgets that a class's own code names, and those that their code names: what can stand on it."""
    found: list[type[DOMNode]] = []
    waiting = [node]
    while waiting:
        for widget in _named(waiting.pop()):
            if widget not in found and widget is not node:
                found.append(widget)
                waiting.append(widget)
    return found


def _named(node: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for base in node.__mro__:
        if not base.__module__.startswith("fieldwork.tui"):
            continue
        for value in vars(base).values():
            function = value.fget if isinstance(value, property) else value
            if isinstance(function, FunctionType):
                for name in _names(function.__code__):
                    there = function.__globals__.get(name)
                    if isinstance(there, type) and issubclass(there, Widget) and not issubclass(there, Screen):
                        yield there


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)
