"""One immutable entry: what one person said of one field of one subject (DESIGN 2)."""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from fieldwork.errors import DamagedFileError
from fieldwork.text import shown

Value = Any
"""What JSON can hold: null, a boolean, a number, a text, a list or a dictionary of these."""

_TEXTS = ("id", "act", "subject", "field", "by", "at")
_KNOWN = frozenset((*_TEXTS, "value", "after", "undoes", "redacted"))


def day_of(value: Value) -> date | None:
    """The day that an ISO text names; None for any other value, ``undated`` included."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


class Entry(NamedTuple):
    """One statement. Never changed once made, but for `redact`, which blanks its value.

    `id` is ``<sitting>-<n>``; `act` is the id of the first entry of the same action; `subject` is
    ``kind/random``; `value` None means nothing recorded; `at` is local time in ISO form, shown but never
    deciding anything; `after` holds the ids of the entries this one replaces; `undoes` the act it takes back;
    `redacted` who blanked it.
    """

    id: str
    act: str
    subject: str
    field: str
    value: Value
    by: str
    at: str
    after: tuple[str, ...] = ()
    undoes: str | None = None
    redacted: str | None = None


_texts_of = itemgetter(*_TEXTS)
_made = tuple.__new__
"""A named tuple straight from its values, in a third of the time that its own constructor takes."""


def entry_to_dict(entry: Entry) -> dict[str, Value]:
    """`entry` as the dictionary kept in the file; what is empty is left out."""
    found: dict[str, Value] = {
        "id": entry.id,
        "act": entry.act,
        "subject": entry.subject,
        "field": entry.field,
        "value": entry.value,
        "by": entry.by,
        "at": entry.at,
    }
    if entry.after:
        found["after"] = list(entry.after)
    if entry.undoes is not None:
        found["undoes"] = entry.undoes
    if entry.redacted is not None:
        found["redacted"] = entry.redacted
    return found


def entry_from_dict(data: Value, where: str) -> Entry:
    """The entry that `data` holds.

    Raises:
        DamagedFileError: `data` has not the shape of an entry; the message names `where` and the key.
    """
    if not isinstance(data, dict):
        raise DamagedFileError(f"{where}: expected an entry, found {type(data).__name__}.")
    try:
        texts = _texts_of(data)
        entry_id, act, subject, field, by, at = texts
        value = data["value"]
        "".join(texts)  # the quickest way to see that all six are text: opening a file does this 10,000 times
    except KeyError as error:
        raise DamagedFileError(f"{where}: the entry has no {error}.") from None
    except TypeError:
        raise _not_text(data, where) from None
    if not (entry_id and act and subject and field):
        raise DamagedFileError(f"{where}: id, act, subject and field of an entry cannot be empty.")
    if len(data) == len(_TEXTS) + 1:
        return _made(Entry, (entry_id, act, subject, field, value, by, at, (), None, None))
    after, undoes, redacted = _rest(data, where)
    return _made(Entry, (entry_id, act, subject, field, value, by, at, after, undoes, redacted))


def _not_text(data: dict[str, Value], where: str) -> DamagedFileError:
    key = next(key for key in _TEXTS if not isinstance(data[key], str))
    return DamagedFileError(f"{where}: {key!r} should be text, found {type(data[key]).__name__}.")


def _rest(data: dict[str, Value], where: str) -> tuple[tuple[str, ...], str | None, str | None]:
    """The keys that an entry may have besides: `after`, `undoes`, `redacted`."""
    if unknown := data.keys() - _KNOWN:
        raise DamagedFileError(f"{where}: the entry has an unknown key {shown(min(unknown, key=str))!r}.")
    after = data.get("after", [])
    if type(after) is not list or not all(type(other) is str for other in after):
        raise DamagedFileError(f"{where}: 'after' should be a list of entry ids.")
    for key in ("undoes", "redacted"):
        if key in data and type(data[key]) is not str:
            raise DamagedFileError(f"{where}: {key!r} should be text, found {type(data[key]).__name__}.")
    if "redacted" in data and data["value"] is not None:
        raise DamagedFileError(f"{where}: the entry is marked as redacted and still holds a value.")
    return tuple(after), data.get("undoes"), data.get("redacted")


def same_value(one: Value, other: Value) -> bool:
    """Whether two values are the same JSON: unlike ``==`` it tells `True` from 1 and 1 from 1.0."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same_value(v, other[k]) for k, v in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(same_value(a, b) for a, b in zip(one, other, strict=True))
    return bool(one == other)
