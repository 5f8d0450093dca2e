"""Finding a term by its name: however it is spaced, dotted or cased, while it is being typed, and misspelt.

Names are compared *squeezed*: folded, and without spaces, so that m.a.p.p.a., pre caf and hmi-probation need no
entry of their own. Fuzzy comparison is for names only; on prose it is slow and finds everything.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from fieldwork.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fieldwork.glossary.terms import Term

    Found = dict[int, tuple[float, str]]  # number of the term -> score, kind of match

# Kinds of names: what a hit is called, and how much it weighs among its like.
_KINDS = (("exact", 1.0), ("full name", 0.97), ("alias", 0.94))
_INFLECTED, _PREFIX, _CLOSE = 0.88, 0.7, 0.55
_INSIDE_A_WORD = 0.2
_SHORTEST_FUZZY = 3  # two letters are one slip away from half the glossary
_SHORTEST_TWICE = 8  # long enough for two slips
_SHORTEST_SURE = 4  # and the same four letters can still be two different acronyms
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_BITS = {letter: 1 << number for number, letter in enumerate(_LETTERS)}
_AGAIN = len(_LETTERS)  # bits up, for a letter that occurs twice


def squeeze(folded: str) -> str:
    """Folded text as one word."""
    return folded.replace(" ", "").replace("+", "")


def names_of(term: Term) -> Iterator[tuple[int, str]]:
    """The folded names of `term`, each with its kind: 0 the term, 1 its full name, 2 an alias."""
    yield 0, fold(term.term)
    if term.expansion:
        yield 1, fold(term.expansion)
    for alias in term.aliases:
        yield 2, fold(alias)


def slips_allowed(length: int) -> int:
    """How many slips of the typist are forgiven in a name of `length` letters."""
    return (length >= _SHORTEST_FUZZY) + (length >= _SHORTEST_TWICE)


class Names:
    """All names of all terms, each term known by its number."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._names = [(name, kind, number) for number, term in enumerate(terms) for kind, name in names_of(term)]
        self._exact: dict[str, list[tuple[int, int]]] = {}
        for name, kind, number in self._names:
            self._exact.setdefault(squeeze(name), []).append((kind, number))

    @cached_property
    def _stemmed(self) -> dict[str, list[tuple[int, int]]]:
        stemmed: dict[str, list[tuple[int, int]]] = {}
        for name, kind, number in self._names:
            stemmed.setdefault(_stems(name), []).append((kind, number))
        return stemmed

    @cached_property
    def _sorted(self) -> list[tuple[str, int, int, str]]:
        return sorted((squeeze(name), kind, number, name) for name, kind, number in self._names)

    @cached_property
    def _by_length(self) -> dict[int, list[tuple[str, int, int, int]]]:
        groups: dict[int, list[tuple[str, int, int, int]]] = {}
        for name, kind, number, _ in self._sorted:
            groups.setdefault(len(name), []).append((name, letters(name), kind, number))
        return groups

    def prepare(self) -> None:
        """Do now what the first searches would do."""
        _ = self._stemmed, self._by_length

    def exact(self, folded: str) -> Found:
        """Terms one of whose names is `folded`, whatever the spacing."""
        found: Found = {}
        for kind, number in self._exact.get(squeeze(folded), ()):
            label, score = _KINDS[kind]
            keep(found, number, score, label)
        return found

    def inflected(self, folded: str) -> Found:
        """Terms one of whose names differs from `folded` in its endings only: plural, -ing, -ed."""
        found: Found = {}
        for kind, number in self._stemmed.get(_stems(folded), ()):
            keep(found, number, _INFLECTED - kind / 100, "inflected")
        return found

    def starting(self, folded: str, *, whole: bool = False) -> Found:
        """Terms one of whose names starts with `folded`; the more of the name is there, the better.

        `whole` says that the last word of `folded` is a word as it stands, so that a longer word in its place is
        less likely to be meant: `harm` is not the beginning of `harmful`.
        """
        found: Found = {}
        start = squeeze(folded)
        if not start:
            return found
        for at in range(bisect_left(self._sorted, (start, 0, 0, "")), len(self._sorted)):
            name, kind, number, spaced = self._sorted[at]
            if not name.startswith(start):
                break
            score = _PREFIX + 0.15 * len(start) / len(name) - kind / 50
            if whole and not spaced.startswith((folded + " ", folded + "+")):
                score *= _INSIDE_A_WORD
            keep(found, number, score, "prefix")
        return found

    def close(self, folded: str) -> Found:
        """Terms one of whose names is a slip or two of the typist away from `folded`."""
        from fieldwork.glossary.words import distance  # noqa: PLC0415 (who types a term's name has no use for it)

        found: Found = {}
        typed = squeeze(folded)
        most = slips_allowed(len(typed))
        if not most:
            return found
        own = letters(typed)
        for length in range(max(len(typed) - most, _SHORTEST_FUZZY), len(typed) + most + 1):
            for name, theirs, kind, number in self._by_length.get(length, ()):
                if (own ^ theirs).bit_count() > 2 * most:
                    continue
                # The same letters, doubled wrongly or in a wrong order, are less of a slip than others: asett.
                allowed = min(most, slips_allowed(length)) + (_same_letters(own, theirs) and length > _SHORTEST_SURE)
                slips = distance(typed, name, allowed)
                if slips <= allowed and (length > _SHORTEST_FUZZY or _near(typed, name)) and _same_digits(typed, name):
                    keep(found, number, _CLOSE + 0.14 * (1 - slips / length) - kind / 100, "close spelling")
        return found

    def nearest(self, folded: str, limit: int) -> list[int]:
        """The terms that share most pairs of neighbouring letters with `folded`, however few they are."""
        typed = squeeze(folded)
        pairs = _pairs(typed)

        def unlike(number: int) -> tuple[float, int, int]:
            name = squeeze(own[number])
            theirs = _pairs(name)
            shared = 2 * len(pairs & theirs) / max(1, len(pairs) + len(theirs))
            return -shared, abs(len(name) - len(typed)), number

        own = {number: name for name, kind, number in self._names if kind == 0}
        return sorted(own, key=unlike)[:limit]


def keep(found: Found, number: int, score: float, match: str) -> None:
    """Note a match of the term `number`, unless a better one is known."""
    if number not in found or found[number][0] < score:
        found[number] = (score, match)


def _same_letters(own: int, theirs: int) -> bool:
    return not (own ^ theirs) & ((1 << _AGAIN) - 1)


def _near(typed: str, name: str) -> bool:
    """Three letters are few: they must begin alike, with none too many; or be the same in another order."""
    if len(typed) > len(name):
        return typed[0] == name[0] and set(typed) == set(name)
    return typed[0] == name[0] or sorted(typed) == sorted(name)


def _same_digits(typed: str, name: str) -> bool:
    """A digit is no slip: section 47 is another law than section 17."""
    return [sign for sign in typed if sign.isdigit()] == [sign for sign in name if sign.isdigit()]


def _stems(folded: str) -> str:
    from fieldwork.glossary.words import stem  # noqa: PLC0415 (who types a term's name has no use for it)

    return "".join(stem(word) for word in folded.replace("+", " ").split())


def _pairs(name: str) -> set[str]:
    framed = f" {name} "
    return {framed[at : at + 2] for at in range(len(framed) - 1)}


def letters(name: str) -> int:
    """Which letters occur in a folded word, and which twice, a bit each: words a slip apart differ in two at most."""
    once = twice = 0
    for letter in name:
        bit = _BITS.get(letter, 0)
        twice |= once & bit
        once |= bit
    return once | twice << _AGAIN
