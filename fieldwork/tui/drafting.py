"""The draft of the open inspection, made in a thread from a record of the thread's own.

Laying a report out takes a fifth of a second: far too long for the loop that hears the keys. The thread keeps a record
of its own and is only told what was said since, so that it never reads what a key is changing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldwork.glossary.terms import load_terms
from fieldwork.record.judging import judge
from fieldwork.record.record import Record
from fieldwork.record.returns import returns
from fieldwork.record.views import Inspection
from fieldwork.report.contents import Contents, gather
from fieldwork.report.drafting import laid_out
from fieldwork.tui.report_work import Work, work_of

if TYPE_CHECKING:
    from fieldwork.glossary.terms import Term
    from fieldwork.programme.models import Programme
    from fieldwork.programme.sharewords import ShareWords
    from fieldwork.record.entry import Entry
    from fieldwork.record.judging import Judgement
    from fieldwork.report.document import Document


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft: what it prints of, the document, and what is left to be done on it."""

    contents: Contents
    document: Document
    work: tuple[Work, ...]


class Drafting:
    """Makes drafts, one at a time. `draft` is the last one made; None before the first."""

    def __init__(self) -> None:
        self.draft: Draft | None = None
        self.is_busy = False
        """Whether a thread is at work; only whoever starts it says so."""
        self._record = Record()
        self._inspection: Inspection | None = None
        self._terms: Sequence[Term] = ()
        self._judged: dict[str, tuple[Programme, int, dict[str, Judgement]]] = {}

    def make(self, entries: Sequence[Entry], share_words: ShareWords, lay: Callable[[Document], object]) -> Draft:
        """A draft of what `entries` say; for a thread, and for one at a time.

        Args:
            entries: all entries of the record as they are now.
            share_words: puts k of n in words.
            lay: hears of the document still in the thread, to break its lines there.
        """
        self._record.add(entries)
        if self._inspection is None:
            self._inspection = Inspection(self._record)
            self._terms = load_terms()
        inspection = self._inspection
        forms = {form: returns(self._record, form) for form in inspection.questionnaires}
        contents = gather(inspection, self._judgements(inspection), forms, share_words, self._terms)
        document = laid_out(contents)
        lay(document)
        return Draft(contents, document, work_of(contents, document))

    def _judgements(self, inspection: Inspection) -> dict[str, dict[str, Judgement]]:
        """The judgements of every case, made anew where the case has changed."""
        programme = inspection.programme
        found: dict[str, dict[str, Judgement]] = {}
        for case in inspection.cases:
            kept, revision = self._judged.get(case.id), self._record.revision(case.id)
            if kept is None or kept[0] is not programme or kept[1] != revision:
                kept = self._judged[case.id] = (programme, revision, judge(programme, self._record, case.id))
            found[case.id] = kept[2]
        return found
