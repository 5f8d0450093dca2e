"""The glossary as the app asks it: the one that ships with fieldwork, and before it the open inspection's own terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.glossary.search import Index, load_index

if TYPE_CHECKING:
    from fieldwork.record.record import Record


class Glossaries:
    """Makes the index anew only when a term of the inspection changed; loads the glossary when first asked."""

    def __init__(self) -> None:
        self._shipped: Index | None = None
        self._own: tuple[Record, tuple[int, ...], Index] | None = None

    def of(self, record: Record | None) -> Index:
        """The terms there are for an inspection's record; None: while none is open."""
        if self._shipped is None:
            self._shipped = load_index()
        subjects = record.subjects("term") if record is not None else ()
        if record is None or not subjects:
            return self._shipped
        revisions = tuple(record.revision(subject) for subject in subjects)
        if self._own is None or self._own[0] is not record or self._own[1] != revisions:
            from fieldwork.record.terms import own_terms  # noqa: PLC0415 (few inspections have terms of their own)

            index = self._shipped.with_terms(own_terms(record))
            self._own = (record, revisions, index)
        return self._own[2]
