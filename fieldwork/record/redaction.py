"""Redaction: the one exception to *only added*. It blanks a value for good and leaves the entry (DESIGN 2)."""

from __future__ import annotations

from fieldwork.errors import NothingFoundError
from fieldwork.record.entry import Entry
from fieldwork.record.record import Record


def redacted_entries(record: Record, subject: str, field: str, by: str) -> tuple[Entry, ...]:
    """Blanked versions of every entry of a field that holds a value, what was replaced long ago included.

    Raises:
        NothingFoundError: the field holds nothing.
    """
    blanked = tuple(
        entry._replace(value=None, redacted=by) for entry in record.history(subject, field) if entry.value is not None
    )
    if not blanked:
        raise NothingFoundError("There is nothing to redact here.")
    return blanked


def redact(record: Record, entries: tuple[Entry, ...]) -> None:
    """Put blanked `entries` in the place of those with their ids."""
    for entry in entries:
        record.replace_redacted(entry)
