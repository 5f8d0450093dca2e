"""Finding terms from whatever an inspector types: a name, the start of one, a misspelling, a description.

The stricter way of finding comes first, and a looser one never outranks it. Everything is compared folded, so
case, dots, hyphens, diacritics and look-alike letters of other alphabets do not matter.
"""

from __future__ import annotations

from functools import cached_property

from fieldwork.glossary.spelling import Names, keep
from fieldwork.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Final

    from fieldwork.glossary.meaning import Meanings
    from fieldwork.glossary.passages import Passages
    from fieldwork.glossary.spelling import Found
    from fieldwork.glossary.terms import Term

LIMIT = 8
_LONGEST = 200  # characters of a query that are read


class Hit:
    """A term that was found, and how.

    Attributes:
        term: The term.
        match: `exact`, `full name`, `alias`, `inflected`, `prefix`, `close spelling` or `meaning`.
        score: Between 0 and 1, the best being 1; a looser kind of match scores less than a stricter one.
    """

    __slots__ = ("match", "score", "term")

    def __init__(self, term: Term, match: str, score: float) -> None:
        self.term: Final = term
        self.match: Final = match
        self.score: Final = score

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Hit):
            return NotImplemented
        return (self.term, self.match, self.score) == (other.term, other.match, other.score)

    def __hash__(self) -> int:
        return hash((self.term, self.match, self.score))

    def __repr__(self) -> str:
        return f"Hit({self.term!r}, {self.match!r}, {self.score:.3f})"


class Index:
    """The glossary made ready for searching; build it once and keep it."""

    def __init__(self, terms: Iterable[Term], synonyms: Iterable[Sequence[str]] = ()) -> None:
        self.terms: Final = tuple(terms)
        self._names = Names(self.terms)
        self._synonyms = synonyms

    @cached_property
    def _meanings(self) -> Meanings:
        from fieldwork.glossary.meaning import Meanings  # noqa: PLC0415 (who types a term's name has no use for it)

        return Meanings(self.terms, self._synonyms)

    @cached_property
    def _passages(self) -> Passages:
        from fieldwork.glossary.passages import Passages  # noqa: PLC0415 (no use for it on the command line)

        return Passages(self.terms)

    def with_terms(self, terms: Iterable[Term]) -> Index:
        """This glossary with other terms before its own: of what is found equally well they come first."""
        return Index((*terms, *self.terms), self._synonyms)

    def prepare(self) -> Index:
        """Do now what the first searches would do, so that no key waits for it; gives itself."""
        self._names.prepare()
        self._meanings.prepare()
        return self

    def search(self, query: str, limit: int = LIMIT, *, year: int | None = None) -> list[Hit]:
        """The terms that `query` can mean, best first; none for an empty query or nonsense.

        Of terms found equally well, those that had their meaning in `year` come first (the year of a programme:
        FTE was full-time equivalent in 2009, first-time entrant later), then those earlier in the glossary.
        """
        folded = fold(query[:_LONGEST])
        found = self._found(folded) if folded else {}

        def rank(number: int) -> tuple[float, bool, int]:
            late = year is not None and not self.terms[number].covers(year)
            return -round(found[number][0], 6), late, number

        numbers = sorted(found, key=rank)[: max(0, limit)]
        return [Hit(self.terms[number], found[number][1], found[number][0]) for number in numbers]

    def _found(self, folded: str) -> Found:
        found = self._names.exact(folded)
        if found:
            _add(found, self._names.starting(folded))
            return found
        words = self._meanings.content(folded)
        asked = " ".join(words)
        if asked and (found := self._names.exact(asked)):
            return found
        _add(found, self._names.starting(folded, whole=bool(words) and self._meanings.has_word(words[-1])))
        if not words:
            return found
        _add(found, self._names.inflected(folded) or self._names.inflected(asked))
        if len(words) > 1 or not self._meanings.knows(words[0]):  # one right word is not a wrong other one
            _add(found, self._names.close(folded) or self._names.close(asked))
        _add(found, self._meanings.matching(folded))
        return found or self._names.close(folded)

    def nearest(self, query: str, limit: int = 5) -> list[Term]:
        """The terms spelt least unlike `query`, for when nothing fits; always some, unless there are no terms."""
        return [self.terms[number] for number in self._names.nearest(fold(query[:_LONGEST]), limit)]

    def in_text(self, text: str, *, year: int | None = None) -> list[Term]:
        """The terms that occur in `text`, in the order in which they stand there, each once.

        Where two overlap, the longer one counts. A word with several meanings gives them all, or those of `year`
        where there are any.
        """
        return self._passages.found(text, year=year)


def load_index() -> Index:
    """An index of the glossary that ships with fieldwork.

    Raises:
        DefinitionError: The glossary's files are damaged.
    """
    from fieldwork.glossary.terms import load_synonyms, load_terms  # noqa: PLC0415 (an index needs no files)

    return Index(load_terms(), load_synonyms())


def search(terms: Index | Iterable[Term], query: str, limit: int = LIMIT, *, year: int | None = None) -> list[Hit]:
    """The terms that `query` can mean, best first; see `Index.search`, which is faster for more than one query."""
    index = terms if isinstance(terms, Index) else Index(terms)
    return index.search(query, limit, year=year)


def year_of(programme: str) -> int | None:
    """The year in a programme's or questionnaire's id (`cci-2009`, `sqs-2013-own`), or None."""
    parts = programme.split("-")
    return next((int(one) for one in parts if len(one) == len("2009") and one.isascii() and one.isdigit()), None)


def _add(found: Found, more: Found) -> None:
    for number, (score, match) in more.items():
        keep(found, number, score, match)
