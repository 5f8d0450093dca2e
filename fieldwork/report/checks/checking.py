"""All checks of a report before it goes out, in one place: of a document, and of a text that was edited elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fieldwork.glossary.search import Index, year_of
from fieldwork.glossary.terms import Term
from fieldwork.programme.models import Programme
from fieldwork.programme.sharewords import ShareWords
from fieldwork.record.personal import day_of, known_words
from fieldwork.record.views import Inspection
from fieldwork.report.checks.against import figures_against
from fieldwork.report.checks.comparing import comparison_words, misfit_comparisons
from fieldwork.report.checks.fitting import misfit_comments, misfit_words
from fieldwork.report.checks.mentions import Reader
from fieldwork.report.checks.passages import Passage, passages_in, passages_of
from fieldwork.report.checks.people import names_of_people, small_numbers_told
from fieldwork.report.checks.possible import impossible_shares
from fieldwork.report.checks.problems import Problem
from fieldwork.report.checks.unfinished import placeholders_left, provisional_figures, undefined_acronyms
from fieldwork.report.document import Document


@dataclass(frozen=True)
class Grounds:
    """What a report is checked by.

    `names` are folded words that make no name; `on` is the day by which ages are told; `year` the programme's;
    `initials` those of the inspectors, which are no acronyms.
    """

    programme: Programme
    reader: Reader
    glossary: Index
    year: int | None
    names: frozenset[str]
    on: date
    initials: frozenset[str] = frozenset()


def grounds(inspection: Inspection, share_words: ShareWords, terms: Iterable[Term], today: date) -> Grounds:
    """What the report of an inspection is checked by.

    Args:
        inspection: its programme, area and the time of its fieldwork.
        share_words: the words for shares.
        terms: the glossary with the inspection's own terms.
        today: by which ages are told where the inspection does not say when it was.
    """
    programme = inspection.programme
    known = tuple(terms)
    return Grounds(
        programme,
        Reader(share_words, [one.comment for one in programme.bands]),
        Index(known),
        year_of(programme.id),
        known_words(programme, known, [inspection.area]),
        day_of(inspection.fieldwork, today),
        frozenset((inspection.lead, *(entry.by for entry in inspection.record))),
    )


def check_document(document: Document, by: Grounds, draft: Document | None = None) -> tuple[Problem, ...]:
    """What to look at in a document before it goes out, in the order of its text.

    Args:
        document: as it would be printed.
        by: what it is checked by.
        draft: the one that the data give without anybody's wording (`unworded`), to compare the figures that
            inspectors typed with; without it they are not compared. A figure that a wording leaves out is no problem.
    """
    text = passages_of(document)
    found = list(_of_text(text, by))
    if draft is not None:
        found += [one for one in figures_against(text, passages_of(draft), by.reader) if one.kind != "gone"]
    return _in_order(found)


def check_text(text: str, by: Grounds, draft: Document | None = None) -> tuple[Problem, ...]:
    """The same of a plain text or Markdown, such as a draft that was edited elsewhere, or a published report.

    Args:
        text: the text.
        by: what it is checked by.
        draft: the one that fieldwork would write now; without it no figure is compared with the data.
    """
    return check_passages(passages_in(text), by, draft)


def check_passages(text: Sequence[Passage], by: Grounds, draft: Document | None = None) -> tuple[Problem, ...]:
    """The same of passages, such as those of a Word file (`from_word.passages_of_word`)."""
    found = list(_of_text(text, by))
    if draft is not None:
        found += figures_against(text, passages_of(draft), by.reader)
    return _in_order(found)


def _of_text(text: Sequence[Passage], by: Grounds) -> Iterator[Problem]:
    yield from impossible_shares(text, by.reader)
    yield from misfit_comparisons(text, comparison_words())
    yield from misfit_words(text, by.reader)
    yield from misfit_comments(text, by.programme.bands, by.reader)
    yield from small_numbers_told(text, by.reader)
    yield from provisional_figures(text)
    yield from placeholders_left(text)
    known = [*by.initials, *(one.comment for one in by.programme.bands)]
    yield from undefined_acronyms(text, by.glossary, by.year, known)
    yield from names_of_people(text, by.names, by.on)


def _in_order(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """By their place; what two checks found at one place with the same words stands once."""
    ordered = sorted(found, key=lambda one: (one.place.block, one.paragraph, one.start))
    return tuple({(one.place.block, one.paragraph, one.start, one.sentence): one for one in ordered}.values())
