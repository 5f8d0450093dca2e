"""Redaction: the one exception to *only added*. It blanks a value for good and leaves the entry (DESIGN 2)."""

from __future__ import annotations

from typing import NamedTuple

from fieldwork.errors import NothingFoundError
from fieldwork.record import names
from fieldwork.record.entry import Entry, Value
from fieldwork.record.record import Record
from fieldwork.text import clip, counted, shown

TYPED_FIELDS = frozenset((names.TEXT, names.REFERENCE, names.WORDING, names.RESPONSIBILITY, names.REASON))
"""Fields that hold what somebody typed, and may so hold a name; attributes and items of a form may besides."""
TYPED_KINDS = frozenset(("attribute", "item", "settled"))
_LONGEST = 200


class Redaction(NamedTuple):
    """What is to be blanked: every entry of a field that holds a value, what was replaced long ago included.

    `texts` are the different values, newest first; `entries` the entries as they will be, blanked.
    """

    subject: str
    field: str
    texts: tuple[str, ...]
    entries: tuple[Entry, ...]


def redaction_of(record: Record, subject: str, field: str, by: str, *, earlier: bool = False) -> Redaction:
    """What redacting a field would blank; nothing is changed yet.

    Args:
        record: the record.
        subject: what it is said of.
        field: the field to blank.
        by: who blanks it.
        earlier: only what was replaced since, as when a name was taken out of a text and still stands in its history.

    Raises:
        NothingFoundError: the field holds nothing of the kind.
    """
    kept = {head.id for head in record.heads(subject, field)} if earlier else set[str]()
    there = [entry for entry in record.history(subject, field) if entry.value is not None and entry.id not in kept]
    if not there:
        raise NothingFoundError("There is nothing to redact here.")
    texts = dict.fromkeys(_text_of(entry.value) for entry in reversed(there))
    blanked = tuple(entry._replace(value=None, redacted=by) for entry in there)
    return Redaction(subject, field, tuple(texts), blanked)


def _text_of(value: Value) -> str:
    return str(value["text"] if isinstance(value, dict) and "text" in value else value)


def redaction_words(redaction: Redaction, copies: int) -> str:
    """What would be blanked, in how many entries and places: ``“Seen with …”, 2 entries, in the file and …``."""
    first = clip(shown(redaction.texts[0]), _LONGEST)
    earlier = f" and {counted(len(redaction.texts) - 1, 'earlier text')}" if len(redaction.texts) > 1 else ""
    where = f"in the file and in {counted(copies, 'copy', 'copies')} of it" if copies else "in the file"
    return f"“{first}”{earlier}, {counted(len(redaction.entries), 'entry', 'entries')}, {where}."


def may_hold_a_name(entry: Entry) -> bool:
    """Whether it holds what somebody typed freely: only that is ever redacted on a screen."""
    kind = entry.field.partition(":")[0]
    value = entry.value
    typed = isinstance(value, str) or (isinstance(value, dict) and isinstance(value.get("text"), str))
    return typed and (entry.field in TYPED_FIELDS or kind in TYPED_KINDS)


def redact(record: Record, entries: tuple[Entry, ...]) -> None:
    """Put blanked `entries` in the place of those with their ids."""
    for entry in entries:
        record.replace_redacted(entry)
