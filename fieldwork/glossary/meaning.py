"""Finding a term by a description of it: words are weighed by how rare they are (BM25's idea, without its library).

Names count more than definitions, long definitions count less a word, words that mean the same (a list kept as
data) count nearly as much as the word itself, and the last word may still be growing under the fingers.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from math import log

from fieldwork.glossary.spelling import letters, names_of
from fieldwork.glossary.words import STOP_WORDS, distance, stem
from fieldwork.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fieldwork.glossary.spelling import Found
    from fieldwork.glossary.terms import Term

_SYNONYM, _GROWING, _MENDED = 0.75, 0.7, 0.4  # what a variant is worth beside the word itself
_MORE = 0.2  # what a second variant of the same word adds
_UNKNOWN = 0.7  # a word that the glossary does not have weighs this much of its rarest words
_ENOUGH = 0.3  # share of the description's weight that a term must account for
_TOP, _HALF_WAY = 0.5, 10  # no description beats a name; how good one must be for half of that
_LONGEST = 24  # words of a description that are read
_SHORTEST_GROWING, _SHORTEST_MENDED, _TWO_SLIPS = 3, 5, 9


class Meanings:
    """The words of all names and definitions, each term known by its number."""

    def __init__(self, terms: Sequence[Term], synonyms: Iterable[Sequence[str]] = ()) -> None:
        self._terms = terms
        self._groups = synonyms
        self._stems: dict[str, str] = {}

    def prepare(self) -> None:
        """Do now what the first search would do."""
        _ = self._postings, self._synonyms, self._vocabulary

    @cached_property
    def _postings(self) -> dict[str, dict[int, float]]:
        defined = [self._read(fold(term.definition)) for term in self._terms]
        average = sum(map(len, defined)) / max(1, len(defined)) or 1
        postings: dict[str, dict[int, float]] = {}
        for number, (term, words) in enumerate(zip(self._terms, defined, strict=True)):
            weights = dict.fromkeys(words, 1 / (0.5 + 0.5 * len(words) / average))
            for _, name in names_of(term):
                stems = self._read(name)
                for word in stems:
                    weights[word] = max(weights.get(word, 0), 1 + 1.5 / len(stems) ** 0.5)
            for word, weight in weights.items():
                postings.setdefault(word, {})[number] = weight
        return postings

    @cached_property
    def _vocabulary(self) -> list[str]:
        _ = self._postings
        return sorted(word for word, root in self._stems.items() if root)

    @cached_property
    def _synonyms(self) -> dict[str, set[str]]:
        same: dict[str, set[str]] = {}
        for group in self._groups:
            stems = {stem(fold(word)) for word in group}
            for word in stems:
                same.setdefault(word, set()).update(stems - {word})
        return same

    @staticmethod
    def content(folded: str) -> list[str]:
        """The words of a folded text that say something."""
        return [word for word in folded.replace("+", " ").split() if word not in STOP_WORDS]

    def _read(self, folded: str) -> list[str]:
        """The stems of the words in `folded` that say something; the words are remembered."""
        known, stems = self._stems, []
        for word in folded.split() if "+" not in folded else folded.replace("+", " ").split():
            root = known.get(word)
            if root is None:
                root = known[word] = "" if word in STOP_WORDS else stem(word)
            if root:
                stems.append(root)
        return stems

    def knows(self, word: str) -> bool:
        """Whether a folded word, or one that means the same, occurs in the glossary."""
        root = stem(word)
        return root in self._postings or any(other in self._postings for other in self._synonyms.get(root, ()))

    def has_word(self, word: str) -> bool:
        """Whether a folded word stands in the glossary just so, and is not only the beginning of one."""
        _ = self._postings
        return bool(self._stems.get(word))

    def matching(self, folded: str) -> Found:
        """Terms that a description fits, scored between nothing and a half."""
        words = list(dict.fromkeys(self.content(folded)))[:_LONGEST]
        scores: dict[int, float] = {}
        covered: dict[int, float] = {}
        total = 0.0
        for word in words:
            weight, holders = self._holders(word, last=word == words[-1])
            total += weight
            for number, score in holders.items():
                scores[number] = scores.get(number, 0) + score
                covered[number] = covered.get(number, 0) + weight
        found: Found = {}
        for number, score in scores.items():
            if covered[number] >= _ENOUGH * total:
                value = score * covered[number] / total
                found[number] = (_TOP * value / (value + _HALF_WAY), "meaning")
        return found

    def _rareness(self, holders: int) -> float:
        return log(1 + len(self._terms) / holders)

    def _holders(self, word: str, *, last: bool) -> tuple[float, dict[int, float]]:
        """How much `word` weighs, and the terms that have it or a variant of it, each with its score.

        A variant is as rare as all variants together: that few definitions say `adolescent` makes it no better a
        match for `child`. A term that has several variants scores a little more than with one.
        """
        variants = self._variants(word, last=last)
        everywhere = {number for root in variants for number in self._postings[root]}
        if not everywhere:
            return _UNKNOWN * self._rareness(1), {}
        common = self._rareness(len(everywhere))
        best: dict[int, float] = {}
        summed: dict[int, float] = {}
        for root, worth in variants.items():
            weight = common if worth < 1 else self._rareness(len(self._postings[root]))
            for number, field in self._postings[root].items():
                score = worth * field * weight
                best[number] = max(best.get(number, 0), score)
                summed[number] = summed.get(number, 0) + score
        return common, {number: score + _MORE * (summed[number] - score) for number, score in best.items()}

    def _variants(self, word: str, *, last: bool) -> dict[str, float]:
        """The stems in the glossary that `word` can stand for, each with what it is worth."""
        root = stem(word)
        variants = {other: _SYNONYM for other in self._synonyms.get(root, ()) if other in self._postings}
        if root in self._postings:
            variants[root] = 1.0
        if variants:
            return variants
        if last and len(word) >= _SHORTEST_GROWING:
            variants = {self._stems[longer]: _GROWING for longer in self._longer(word)}
        return variants or {self._stems[other]: _MENDED for other in self._alike(word)}

    def _longer(self, start: str) -> Iterable[str]:
        for at in range(bisect_left(self._vocabulary, start), len(self._vocabulary)):
            if not self._vocabulary[at].startswith(start):
                return
            yield self._vocabulary[at]

    def _alike(self, word: str) -> Iterable[str]:
        """Words of the glossary that begin like `word` and are a slip away from it."""
        if len(word) < _SHORTEST_MENDED:
            return
        most = 1 if len(word) < _TWO_SLIPS else 2
        own = letters(word)
        for other in self._longer(word[0]):
            if (own ^ letters(other)).bit_count() > 2 * most:
                continue
            if len(other) >= _SHORTEST_MENDED and distance(word, other, most) <= most:
                yield other
