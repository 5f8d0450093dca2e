"""Definitions to and from plain dictionaries, the same for TOML files and for what an inspection file stores.

The dataclasses of `fieldwork.programme.models` are the schema: a field is a key, a field without a default
must be there, and its type says what is expected. So a definition cannot say what the models do not know.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from fieldwork.errors import DefinitionError
from fieldwork.text import clip, shown

T = TypeVar("T")

TABLE_NAMES = {
    "DateField": "date",
    "ReportPart": "part",
    "ShareWord": "share word",
    "ExactWord": "exact word",
    "ShareWords": "share words",
}
"""What a table is called in a sentence, where that is not its class's own name."""

NAMING_KEYS = ("id", "comment", "value", "phrase")
"""What names a table in a sentence, the first of them that it has."""

_OWNED = ("Option", "Condition")
"""Tables that are called after the table they stand in."""

_LONGEST = 60


def said(value: object) -> str:
    """`value` as an error shows it: quoted where it is text, safe for a terminal, never long."""
    text = shown(value)
    quoted = f"'{text}'" if isinstance(value, str) else text
    return clip(quoted, _LONGEST)


def refuse(where: str, table: str, found: str, expected: str) -> DefinitionError:
    """The one sentence for a wrong definition: which file, which table, what was found, what was expected."""
    place = f"{shown(where)}, {shown(table)}" if table else shown(where)
    return DefinitionError(f"{place}: {found}; expected {expected}.")


def table_name(kind: type, name: str, inside: str = "") -> str:
    """What a table is called in a sentence: "question 1.1.2", "rule of 1.1.2", "programme"."""
    word = TABLE_NAMES.get(kind.__name__, kind.__name__.lower())
    if inside:
        return f"{word} {name} of {inside}" if name else f"{word} of {inside}"
    return f"{word} {name}" if name else word


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a definition a value stands, for the sentence that refuses it."""

    where: str
    table: str
    owner: str

    def wrong(self, found: str, expected: str) -> DefinitionError:
        return refuse(self.where, self.table, found, expected)


_Reader = Callable[[Any, str, _Place], Any]


@dataclass(frozen=True, slots=True)
class _Key:
    """One key of a table: how it is read, and whether it must be there."""

    name: str
    read: _Reader
    required: bool


def decode(kind: type[T], data: object, where: str) -> T:
    """`data` as a `kind`: every key known, none missing, every value of its type.

    Args:
        kind: a dataclass of the models.
        data: the table as TOML or JSON gives it.
        where: the file (or the inspection) that it comes from, for the sentence of an error.

    Raises:
        DefinitionError: names `where`, the table, what was found and what was expected.
    """
    return cast("T", _table(kind, data, _Place(where, "", ""), ""))


def encode(value: object) -> dict[str, Any]:
    """The dataclass `value` as a dictionary of JSON values; what equals its default is left out."""
    out: dict[str, Any] = {}
    kind: Any = type(value)
    for name, default in _defaults(kind):
        found = getattr(value, name)
        if default is MISSING or found != default:
            out[name] = _plain(found)
    return out


def _plain(value: object) -> Any:
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return dict(value)
    return encode(value) if is_dataclass(value) else value


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple((f.name, _default(f)) for f in fields(kind))


def _default(field: Any) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


@cache
def _keys(kind: type) -> tuple[_Key, ...]:
    hints = get_type_hints(kind)
    return tuple(
        _Key(f.name, _reader(hints[f.name]), f.default is MISSING and f.default_factory is MISSING)
        for f in fields(kind)
    )


@cache
def _names(kind: type) -> frozenset[str]:
    return frozenset(key.name for key in _keys(kind))


def _own_name(data: object, number: int) -> str:
    """The id that a table gives itself, or its number in the list, from 1."""
    if isinstance(data, Mapping):
        for key in NAMING_KEYS:
            if isinstance(name := data.get(key), str) and name.strip():
                return clip(shown(name), _LONGEST)
    return f"no. {number}"


def _table(kind: type, data: object, outer: _Place, name: str) -> Any:
    place = _Place(outer.where, table_name(kind, name, outer.owner), name or outer.owner)
    if not isinstance(data, Mapping):
        raise place.wrong(f"it is {said(data)}", "a table")
    keys = _keys(kind)
    if len(data) > len(keys) or not _names(kind).issuperset(data):
        unknown = next(key for key in data if key not in _names(kind))
        raise place.wrong(f"it has the unknown key {said(unknown)}", f"only {', '.join(k.name for k in keys)}")
    values = {}
    for key in keys:
        if key.name in data:
            values[key.name] = key.read(data[key.name], key.name, place)
        elif key.required:
            raise place.wrong(f"the key '{key.name}' is missing", f"a value for '{key.name}'")
    return kind(**values)


def _reader(hint: Any) -> _Reader:
    """How a value of the type `hint` is read; the models use these types and no others."""
    origin = get_origin(hint)
    if origin is Literal:
        return _choice_reader(get_args(hint))
    if origin in (Union, types.UnionType):
        return _reader(next(h for h in get_args(hint) if h is not type(None)))
    if origin is tuple:
        return _list_reader(get_args(hint)[0])
    if origin is dict:
        return _read_texts
    if is_dataclass(hint):
        return _inner_reader(cast("type", hint))
    return {str: _read_text, int: _read_whole, bool: _read_switch}[hint]


def _read_text(value: object, key: str, place: _Place) -> str:
    if not isinstance(value, str):
        raise place.wrong(f"{key} is {said(value)}", "text in quotes")
    return value


def _read_whole(value: object, key: str, place: _Place) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise place.wrong(f"{key} is {said(value)}", "a whole number")
    return value


def _read_switch(value: object, key: str, place: _Place) -> bool:
    if not isinstance(value, bool):
        raise place.wrong(f"{key} is {said(value)}", "true or false")
    return value


def _read_texts(value: object, key: str, place: _Place) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise place.wrong(f"{key} is {said(value)}", "a table of texts")
    return {str(k): _read_text(v, f"{key}.{shown(k)}", place) for k, v in value.items()}


def _choice_reader(choices: tuple[str, ...]) -> _Reader:
    expected = f"one of {', '.join(choices)}"

    def read(value: object, key: str, place: _Place) -> object:
        if value not in choices:
            raise place.wrong(f"{key} is {said(value)}", expected)
        return value

    return read


def _inner_reader(kind: type) -> _Reader:
    def read(value: object, _key: str, place: _Place) -> object:
        return _table(kind, value, place, "")

    return read


def _list_reader(inner: Any) -> _Reader:
    if not is_dataclass(inner):
        one = _reader(inner)

        def read(value: object, key: str, place: _Place) -> object:
            return tuple(one(v, f"{key}[{i}]", place) for i, v in enumerate(_items(value, key, place), 1))

        return read

    def read_tables(value: object, key: str, place: _Place) -> object:
        kind = cast("type", inner)
        # Tables of the top level are named by themselves ("question 1.1.2"), options and conditions by their owner.
        outer = place if kind.__name__ in _OWNED else _Place(place.where, "", "")
        return tuple(_table(kind, v, outer, _own_name(v, i)) for i, v in enumerate(_items(value, key, place), 1))

    return read_tables


def _items(value: object, key: str, place: _Place) -> list[Any] | tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise place.wrong(f"{key} is {said(value)}", "a list")
    return value
