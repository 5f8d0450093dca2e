"""What a word of the field means: one `Term` for each meaning, read from `data/glossary.json`.

A word can have two meanings in different years (FTE), so a term is known by its name and its years. The modules
of this package import little, because `fieldwork glossary rosh` has to answer before the sentence is finished:
no dataclasses (they cost more than the whole look-up), no pathlib.
"""

from __future__ import annotations

import json

from fieldwork.errors import DefinitionError
from fieldwork.paths import data_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from typing import Final

DASH = "\u2013"  # years are a span with an en dash
_TEXTS = ("term", "expansion", "definition", "years", "source")
_LISTS = ("see", "aliases")
_NEEDED = ("term", "definition", "source")


class Term:
    """One meaning of one word.

    Attributes:
        term: The word as it is written; common nouns small, names and acronyms as they are.
        expansion: What an acronym stands for, or empty.
        definition: What it means, in fieldwork's own words.
        see: Other terms to look at; each exists in the glossary.
        aliases: Other names in real use.
        years: When it had this meaning: one year, or two with an en dash between them, of which one may be
            missing (still, since ever); or empty.
        source: The published page it comes from, or `assumed`.
    """

    __slots__ = ("aliases", "definition", "expansion", "see", "source", "term", "years")

    def __init__(  # noqa: PLR0917 (an entry has these fields, in this order)
        self,
        term: str,
        expansion: str,
        definition: str,
        see: tuple[str, ...] = (),
        aliases: tuple[str, ...] = (),
        years: str = "",
        source: str = "",
    ) -> None:
        self.term: Final = term
        self.expansion: Final = expansion
        self.definition: Final = definition
        self.see: Final = see
        self.aliases: Final = aliases
        self.years: Final = years
        self.source: Final = source

    def covers(self, year: int) -> bool:
        """Whether the word had this meaning in `year`; a term without years always does."""
        first, dash, last = self.years.partition(DASH)
        if not dash:
            return not first or int(first) == year
        return (not first or int(first) <= year) and (not last or year <= int(last))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Term):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    def __hash__(self) -> int:
        return hash((self.term, self.years))

    def __repr__(self) -> str:
        return f"Term({self.term!r}, years={self.years!r})"


def load_terms(path: str | os.PathLike[str] | None = None) -> tuple[Term, ...]:
    """The terms of the glossary at `path` (by default the one that ships with fieldwork), in the file's order.

    Raises:
        DefinitionError: The file cannot be read, or an entry is not what was expected; names both.
    """
    name = str(path or data_file("glossary.json"))
    raw = _read(name)
    terms = tuple(_term(name, number, entry) for number, entry in enumerate(raw, 1))
    _check(name, terms)
    return terms


def load_synonyms(path: str | os.PathLike[str] | None = None) -> tuple[tuple[str, ...], ...]:
    """Groups of words that stand for one another in a description, such as prison and jail.

    Raises:
        DefinitionError: The file cannot be read, or a group is not a list of words.
    """
    name = str(path or data_file("glossary-synonyms.json"))
    groups = []
    for number, group in enumerate(_read(name), 1):
        if not isinstance(group, list) or not all(isinstance(word, str) for word in group):
            raise DefinitionError(f"{name}, group {number}: expected a list of words.")
        groups.append(tuple(group))
    return tuple(groups)


def _read(name: str) -> list[object]:
    try:
        with open(name, encoding="utf-8") as file:  # noqa: PTH123 (pathlib would cost this command its speed)
            raw = json.load(file)
    except OSError as error:
        raise DefinitionError(f"{name} cannot be read: {error.strerror or error}.") from error
    except ValueError as error:
        raise DefinitionError(f"{name} is not JSON: {error}.") from error
    if not isinstance(raw, list):
        raise DefinitionError(f"{name}: expected a list of entries.")
    return raw


def _term(name: str, number: int, entry: object) -> Term:
    if not isinstance(entry, dict):
        raise DefinitionError(f"{name}, entry {number}: expected an object with term, definition and source.")
    where = f"{name}, entry {number} ({entry.get('term', 'no term')})"
    if unknown := entry.keys() - {*_TEXTS, *_LISTS}:
        raise DefinitionError(f"{where}: unknown field {min(unknown)!r}; expected {', '.join(_TEXTS + _LISTS)}.")
    for field in _TEXTS:
        if not isinstance(entry.get(field, ""), str):
            raise DefinitionError(f"{where}: expected text in {field!r}.")
    for field in _LISTS:
        value = entry.get(field, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise DefinitionError(f"{where}: expected a list of texts in {field!r}.")
    for field in _NEEDED:
        if not entry.get(field, "").strip():
            raise DefinitionError(f"{where}: {field!r} is missing or empty.")
    years = entry.get("years", "")
    if not _is_span(years):
        raise DefinitionError(
            f"{where}: expected 'years' such as 2009, 2009{DASH}2013, 2013{DASH} or {DASH}2015, found {years!r}."
        )
    return Term(
        entry["term"],
        entry.get("expansion", ""),
        entry["definition"],
        tuple(entry.get("see", ())),
        tuple(entry.get("aliases", ())),
        years,
        entry["source"],
    )


def _is_span(years: str) -> bool:
    parts = years.split(DASH)
    written = [part for part in parts if part]
    return (
        len(parts) <= 2  # noqa: PLR2004 (a span has two ends)
        and bool(written) == bool(years)
        and all(len(part) == 4 and part.isascii() and part.isdigit() for part in written)  # noqa: PLR2004 (a year has four digits)
        and written == sorted(written)
    )


def _check(name: str, terms: Iterable[Term]) -> None:
    known: set[tuple[str, str]] = set()
    for term in terms:
        if (term.term, term.years) in known:
            raise DefinitionError(f"{name}: {term.term} ({term.years}) stands there twice; expected it once.")
        known.add((term.term, term.years))
    names = {term for term, _ in known}
    for term in terms:
        for other in term.see:
            if other not in names:
                raise DefinitionError(f"{name}, {term.term}: 'see' names {other!r}, which is not a term.")
