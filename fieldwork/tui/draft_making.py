"""A draft of the open inspection, made in a thread from a record of the thread's own.

Laying a report out takes a fifth of a second, and looking it through as long again: far too long for the loop that
hears the keys. The thread keeps a record of its own and is told what was said since, so that it never reads what a key
is changing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from fieldwork.glossary.terms import load_terms
from fieldwork.record.acceptances import acceptances
from fieldwork.record.judging import judge
from fieldwork.record.record import Record
from fieldwork.record.returns import Return, returns
from fieldwork.record.terms import own_terms
from fieldwork.record.views import Inspection
from fieldwork.report.checks.accepting import looked_at
from fieldwork.report.checks.checking import check_document, grounds
from fieldwork.report.checks.unworded import unworded
from fieldwork.report.contents import Contents, gather
from fieldwork.report.drafting import laid_out
from fieldwork.report.worklist import left_out, worklist
from fieldwork.tui.collecting import uncollected
from fieldwork.tui.report_todos import todos

if TYPE_CHECKING:
    from fieldwork.glossary.terms import Term
    from fieldwork.programme.models import Programme
    from fieldwork.programme.sharewords import ShareWords
    from fieldwork.record.entry import Entry
    from fieldwork.record.judging import Judgement
    from fieldwork.report.document import Document
    from fieldwork.tui.report_work import Todo


_OF_WORDS = ("report/", "recommendation/", "finding/", "remark/")
"""What may be said without another figure in a report that nobody worded, but for the sides of findings."""


class _Source:
    """A record of a thread's own, and what is read off it."""

    def __init__(self) -> None:
        self.record = Record()
        self._inspection: Inspection | None = None
        self._judged: dict[str, tuple[Programme, int, dict[str, Judgement]]] = {}

    def contents(self, entries: Sequence[Entry], share_words: ShareWords, terms: Sequence[Term]) -> Contents:
        """What a report of `entries` prints."""
        self.record.add(entries)
        inspection = self._inspection = self._inspection or Inspection(self.record)
        return gather(inspection, self.judgements(inspection), self.forms(inspection), share_words, terms)

    def forms(self, inspection: Inspection) -> dict[str, list[Return]]:
        """The keyed forms, by questionnaire."""
        return {form: list(returns(self.record, form)) for form in inspection.questionnaires}

    def judgements(self, inspection: Inspection) -> dict[str, dict[str, Judgement]]:
        """The judgements of every case, made anew where the case has changed."""
        programme = inspection.programme
        found: dict[str, dict[str, Judgement]] = {}
        for case in inspection.cases:
            kept, revision = self._judged.get(case.id), self.record.revision(case.id)
            if kept is None or kept[0] is not programme or kept[1] != revision:
                kept = self._judged[case.id] = (programme, revision, judge(programme, self.record, case.id))
            found[case.id] = kept[2]
        return found


class DraftMaker:
    """Makes drafts and looks them through: everything it does is for a thread, and for one at a time."""

    def __init__(self) -> None:
        self._terms: Sequence[Term] = ()
        self._said = _Source()
        self._plain: tuple[object, Document] | None = None

    def contents(self, entries: Sequence[Entry], share_words: ShareWords) -> Contents:
        """What a report of `entries` prints."""
        self._terms = self._terms or load_terms()
        return self._said.contents(entries, share_words, self._terms)

    def make(
        self, entries: Sequence[Entry], share_words: ShareWords, lay: Callable[[Document], object]
    ) -> tuple[Contents, Document]:
        """What a draft of `entries` prints, and its document.

        Args:
            entries: all entries of the record as they are now.
            share_words: puts k of n in words.
            lay: hears of the document still in the thread, to break its lines there.
        """
        with uncollected():
            contents = self.contents(entries, share_words)
            document = laid_out(contents)
            lay(document)
            return contents, document

    def look_through(self, contents: Contents, today: date) -> tuple[Todo, ...]:
        """What is left to be done on the draft that was made last, and what was set aside.

        The text is compared with what the figures alone would give, without a word that anybody wrote, so that a
        figure typed into a sentence is compared with the one that stands there by itself. A figure that a sentence
        lost is nobody's mistake: whoever reworded it saw it.
        """
        with uncollected():
            published = laid_out(replace(contents, published=True))
            terms = (*own_terms(contents.inspection.record), *self._terms)
            by = grounds(contents.inspection, contents.share_words, terms, today)
            problems = check_document(published, by, self._without_words(contents))
            record = contents.inspection.record
            looked = looked_at((one for one in problems if one.wrong and one.kind != "gone"), acceptances(record))
            return todos((*worklist(contents), *left_out(contents)), looked.left, looked.accepted)

    def _without_words(self, contents: Contents) -> Document:
        """The same report as if nobody had worded anything; kept while only words of the report change."""
        others = sum(not one.subject.startswith(_OF_WORDS) for one in contents.inspection.record)
        sides = {one.question: one.side for one in contents.findings.values()}
        said = (contents.scores, contents.tallies, sides, others)
        if self._plain is None or self._plain[0] != said:
            inspection = unworded(contents.inspection)
            judged, forms = self._said.judgements(contents.inspection), self._said.forms(contents.inspection)
            plain = gather(inspection, judged, forms, contents.share_words, self._terms)
            self._plain = (said, laid_out(plain))
        return self._plain[1]
