"""Making entries: a sitting gives ids that no copied file and no restored backup can give again."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime
from math import isfinite

from fieldwork.record.entry import Entry, Value
from fieldwork.record.record import Record, Statement


def local_time() -> str:
    """Now, local, to the second, in ISO form with the offset."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def new_subject(kind: str) -> str:
    """A new subject of a kind: ``case/`` and twelve random hexadecimal digits, so that two laptops never collide."""
    return f"{kind}/{secrets.token_hex(6)}"


class Sitting:
    """One person at one laptop from the first save after opening until closing. Numbers its entries from 1."""

    def __init__(self, by: str, name: str | None = None, clock: Callable[[], str] = local_time) -> None:
        self.by = by
        self.name = name or secrets.token_hex(5)
        self._clock = clock
        self._count = 0

    def entries(self, record: Record, statements: Iterable[Statement], undoes: str | None = None) -> tuple[Entry, ...]:
        """One act: an entry for each statement, replacing what `record` holds now. Does not change `record`.

        Several statements on one field all replace the same entries: this is how undo brings a dispute back.
        Lists and dictionaries are copied, so that no entry changes with what its author goes on to do.

        Raises:
            TypeError: a value is none of JSON's: it would come back from the file as something else.
        """
        at = self._clock()
        act = f"{self.name}-{self._count + 1}"
        made = []
        for subject, field, value in statements:
            self._count += 1
            after = tuple(head.id for head in record.heads(subject, field))
            made.append(
                Entry(f"{self.name}-{self._count}", act, subject, field, _json(value), self.by, at, after, undoes)
            )
        return tuple(made)


def _json(value: Value) -> Value:
    if value is None or type(value) in (str, bool, int) or (type(value) is float and isfinite(value)):
        return value
    if type(value) is list:
        return [_json(one) for one in value]
    if type(value) is dict and all(type(key) is str for key in value):
        return {key: _json(one) for key, one in value.items()}
    raise TypeError(f"{value!r} cannot be recorded: JSON has no {type(value).__name__} like it.")
