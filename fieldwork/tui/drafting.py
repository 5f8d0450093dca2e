"""The draft of the open inspection, as the screens have it: the last one, what is left of it, and who makes the next.

Making it imports a dozen modules that no other screen needs; the thread does that, not the loop that hears the keys.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fieldwork.programme.sharewords import ShareWords
    from fieldwork.record.entry import Entry
    from fieldwork.report.contents import Contents
    from fieldwork.report.document import Document
    from fieldwork.tui.draft_making import DraftMaker
    from fieldwork.tui.report_work import Todo


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft: what it prints, and the document."""

    contents: Contents
    document: Document


class Drafting:
    """Makes drafts and looks them through, one at a time. `draft` and `work` are the last that were made.

    `work` is None before the first was looked through; `is_busy` says whether a thread is at work: whoever starts one
    says so.
    """

    def __init__(self) -> None:
        self.draft: Draft | None = None
        self.work: tuple[Todo, ...] | None = None
        self.is_busy = False
        self.entries = -1
        """How many entries the last draft was made of."""
        self._made_by: DraftMaker | None = None

    def contents(self, entries: Sequence[Entry], share_words: ShareWords) -> Contents:
        """What a report of `entries` prints; for a thread, and for one at a time."""
        return self._maker.contents(entries, share_words)

    def make(self, entries: Sequence[Entry], share_words: ShareWords, lay: Callable[[Document], object]) -> Draft:
        """A draft of what `entries` say; for a thread, and for one at a time.

        Args:
            entries: all entries of the record as they are now.
            share_words: puts k of n in words.
            lay: hears of the document still in the thread, to break its lines there.
        """
        contents, document = self._maker.make(entries, share_words, lay)
        return Draft(contents, document)

    @property
    def left(self) -> tuple[Todo, ...]:
        """What is left to be done, without what was accepted or left out."""
        return tuple(one for one in self.work or () if one.is_left)

    def look_through(self, draft: Draft, today: date) -> tuple[Todo, ...]:
        """What is left to be done on the draft that was made last, and what was set aside; for the same thread."""
        return self._maker.look_through(draft.contents, today)

    @property
    def _maker(self) -> DraftMaker:
        if self._made_by is None:
            from fieldwork.tui.draft_making import DraftMaker  # noqa: PLC0415 (imported by the thread)

            self._made_by = DraftMaker()
        return self._made_by
