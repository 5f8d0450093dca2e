"""Which terms occur in a line of text: what `?` explains.

Whole words only. An acronym must be written as one (`RoH`, `ROH`, not `roh`), a proper name with its capital
(`Asset`, not the assets of a company); names of several words may be written in any case.
"""

from __future__ import annotations

import re

from fieldwork.glossary.words import singular
from fieldwork.text import clean, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from fieldwork.glossary.terms import Term

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


class Passages:
    """All names of all terms as sequences of words, ready to be recognised in running text."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = terms
        self._names: dict[tuple[str, ...], list[tuple[str, int]]] = {}
        for number, term in enumerate(terms):
            for name in (term.term, term.expansion, *term.aliases):
                words = _words(name)
                if words:
                    key = tuple(_key(word) for word in words)
                    self._names.setdefault(key, []).append((words[0] if len(words) == 1 else "", number))
        self._longest = max(map(len, self._names), default=0)

    def found(self, text: str, *, year: int | None = None) -> list[Term]:
        """The terms in `text`, in order, each once; of overlapping ones the longest."""
        words = _words(clean(text))
        keys = [_key(word) for word in words]
        numbers: dict[int, None] = {}
        at = 0
        while at < len(words):
            length, here = self._at(words, keys, at)
            numbers.update(dict.fromkeys(self._preferred(here, year)))
            at += length
        return [self._terms[number] for number in numbers]

    def _at(self, words: list[str], keys: list[str], at: int) -> tuple[int, list[int]]:
        for length in range(min(self._longest, len(words) - at), 0, -1):
            named = self._names.get(tuple(keys[at : at + length]), ())
            here = [number for written, number in named if not written or _written_so(words[at], written)]
            if here:
                return length, here
        return 1, []

    def _preferred(self, numbers: list[int], year: int | None) -> list[int]:
        names = {self._terms[number].term for number in numbers}
        if year is None or len(numbers) == len(names):
            return numbers
        return [number for number in numbers if self._terms[number].covers(year)] or numbers


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _key(word: str) -> str:
    return singular(fold(word))


def _written_so(word: str, name: str) -> bool:
    """Whether `word` is written the way a name of one word has to be."""
    if name[1:] != name[1:].lower():
        plain = word.replace("\u2019", "'").removesuffix("'s")
        return fold(plain) == fold(plain.upper()) and plain.removesuffix("s") in {
            name,
            name.upper(),
            name.removesuffix("s"),
        }
    return name == name.lower() or word[0] == word[0].upper()
