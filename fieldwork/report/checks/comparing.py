"""Whether comparisons fit their two numbers: "51 per 1,000, were the same as the average of 46" does not.

The words of comparison, and which way of an indicator is the good one, are data (`comparisons.toml`). A comparison of
which the text gives only one number, or two of different kinds, is not judged; neither is better or worse of an
indicator that is not listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import zip_longest
from typing import Literal

from fieldwork.paths import data_folder
from fieldwork.programme.codec import decode
from fieldwork.programme.loading import read_toml
from fieldwork.report.checks.mentions import number_of, sentences
from fieldwork.report.checks.passages import Passage
from fieldwork.report.checks.problems import Problem

FILE = "comparisons.toml"

Relation = Literal["same", "similar", "higher", "lower", "better", "worse"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Phrases that say how two numbers stand to each other."""

    relation: Relation
    phrases: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """Words that name an indicator, and which way is the good one."""

    words: tuple[str, ...]
    good: Literal["high", "low"]
    source: str


@dataclass(frozen=True)
class ComparisonWords:
    """What is known of comparing: `slight` is how far apart, in per cent of the larger, two numbers may be."""

    source: str
    slight: int
    degrees: tuple[str, ...]
    benchmarks: tuple[str, ...]
    comparisons: tuple[Comparison, ...]
    indicators: tuple[Indicator, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds a phrase of comparison, with the word of degree before it."""
        phrases = sorted(self.relations, key=len, reverse=True)
        degrees = "|".join(re.escape(one) for one in self.degrees)
        said = "|".join(re.escape(one) for one in phrases)
        return re.compile(rf"\b(?:(?P<degree>{degrees}) )?(?P<phrase>{said})\b", re.IGNORECASE)

    @cached_property
    def relations(self) -> dict[str, Relation]:
        """The relation that each phrase says."""
        return {phrase: one.relation for one in self.comparisons for phrase in one.phrases}

    @cached_property
    def benchmark(self) -> re.Pattern[str]:
        """Finds a word that tells that a number is what something is compared with."""
        return re.compile(rf"\b(?:{'|'.join(re.escape(one) for one in self.benchmarks)})\b", re.IGNORECASE)

    def good_way(self, text: str) -> Literal["high", "low"] | None:
        """Which way is good for the indicator that `text` names last; None where it names none."""
        found = [
            (match.end(), len(word), indicator.good)
            for indicator in self.indicators
            for word in indicator.words
            for match in re.finditer(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)
        ]
        return max(found)[2] if found else None


@lru_cache(maxsize=1)
def comparison_words() -> ComparisonWords:
    """The words as shipped.

    Raises:
        DefinitionError: the file cannot be read or does not hold together; names file, key and what was expected.
    """
    return decode(ComparisonWords, read_toml(data_folder() / FILE), FILE)


# -- the numbers ------------------------------------------------------------------------------------------------------

_QUANTITY = re.compile(
    r"(?<![\w.,/-])(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?:\s?(?P<percent>%|per cent\b|percent\b)"
    r"|\s(?P<per>per (?:1,000|1000|100,000|100|10,000)\b))?(?![\w]|[/-]\d)"
)
_NO_QUANTITY_AFTER = re.compile(
    r"\s(?:to \d|years? old|years?\b|months?\b|weeks?\b|days?\b|January|February|March|April|May\b|June|July|August"
    r"|September|October|November|December)"
)
_NO_QUANTITY_BEFORE = re.compile(
    r"(?:\bto|\baged|\bAppendix|\bCensus|\bpage|\bsection|\bin|\bper|January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\s$",
    re.IGNORECASE,
)
_A_YEAR = range(1900, 2101)
_CARRIES_ON = re.compile(r"(?:This|It|These|That|They|Both|Which|The (?:figure|rate|proportion))\b")


@dataclass(frozen=True, slots=True)
class _Quantity:
    start: int
    end: int
    text: str
    value: Fraction
    unit: str


def _quantities(text: str) -> list[_Quantity]:
    found = []
    for match in _QUANTITY.finditer(text):
        value = number_of(match["number"])
        unit = "%" if match["percent"] else match["per"] or ""
        if value is None or (not unit and _is_no_quantity(text, match, value)):
            continue
        found.append(_Quantity(match.start(), match.end(), match[0], value, unit))
    return found


def _is_no_quantity(text: str, match: re.Match[str], value: Fraction) -> bool:
    """Whether a bare number is a year, an age, a time or a reference."""
    return (
        (value in _A_YEAR and "," not in match[0])
        or _NO_QUANTITY_AFTER.match(text, match.end()) is not None
        or _NO_QUANTITY_BEFORE.search(text[max(0, match.start() - 12) : match.start()]) is not None
    )


# -- the check --------------------------------------------------------------------------------------------------------


def misfit_comparisons(passages: Sequence[Passage], words: ComparisonWords) -> Iterator[Problem]:
    """Comparisons that their two numbers do not bear out."""
    for passage in passages:
        if passage.kind in {"remark", "row"}:
            continue
        quantities = _quantities(passage.text)
        if len(quantities) > 1:
            yield from _of_passage(passage, quantities, words)


def _of_passage(passage: Passage, quantities: list[_Quantity], words: ComparisonWords) -> Iterator[Problem]:
    text = passage.text
    taken: set[int] = set()
    bounds = sentences(text)
    found = list(words.pattern.finditer(text))
    for match, following in zip_longest(found, found[1:]):
        begin, end = next((start, stop) for start, stop in bounds if start <= match.start() < stop or stop == len(text))
        until = end if following is None else min(end, following.start())
        right = next((one for one in quantities if match.end() <= one.start < until), None)
        if right is None or not _is_benchmark(text[match.end() : right.start], words):
            continue
        taken.add(right.start)
        if _CARRIES_ON.match(text, begin):
            begin = max((start for start, _ in bounds if start < begin), default=0)
        before = [one for one in quantities if begin <= one.start < match.start() and one.start not in taken]
        left = _comparable(before, right)
        if left is not None:
            yield from _misfit(passage, match, left, right, words)


def _is_benchmark(between: str, words: ComparisonWords) -> bool:
    """Whether what stands between a phrase and a number makes it the number compared with."""
    return not between.strip() or words.benchmark.search(between) is not None


def _comparable(before: list[_Quantity], right: _Quantity) -> _Quantity | None:
    """The nearest number before that is of the same kind; a bare number takes the kind of the other."""
    same = [one for one in before if one.unit == right.unit]
    measured = [one for one in before if one.unit]
    if right.unit:
        return same[-1] if same else None
    return measured[-1] if measured else same[-1] if same else None


def _misfit(
    passage: Passage, match: re.Match[str], left: _Quantity, right: _Quantity, words: ComparisonWords
) -> Iterator[Problem]:
    relation = words.relations[" ".join(match["phrase"].casefold().split())]
    wanted = _wanted(relation, words.good_way(passage.text[: match.start()]))
    wrong = _why_wrong(left, right, wanted, words.slight, slightly=bool(match["degree"]))
    if not wrong:
        return
    yield passage.problem(
        "comparison",
        left.start,
        right.end,
        f"{left.text} {match[0]} {right.text}",
        wrong,
        f"{left.text} is said to be {match[0]} {right.text}, but {left.text} is {wrong} {right.text}",
    )


def _wanted(relation: Relation, good: Literal["high", "low"] | None) -> Relation | None:
    """What a relation asks of the numbers, better and worse by the way that is good; None where nobody knows that."""
    if relation not in {"better", "worse"}:
        return relation
    if good is None:
        return None
    return "higher" if (relation == "better") == (good == "high") else "lower"


def _why_wrong(left: _Quantity, right: _Quantity, wanted: Relation | None, slight: int, *, slightly: bool) -> str:
    """How the two numbers really stand where the words do not fit, such as "higher than"; else empty."""
    one, other = left.value, right.value
    really = "higher than" if one > other else "lower than" if one < other else "the same as"
    near = 100 * abs(one - other) <= slight * max(abs(one), abs(other))
    if wanted is None:
        return ""
    if wanted in {"same", "similar"}:
        fits = near if wanted == "similar" else one == other or _rounds_to(left, right)
        return "" if fits else really
    if really != f"{wanted} than":
        return really
    return f"far {really}" if slightly and not near else ""


def _rounds_to(left: _Quantity, right: _Quantity) -> bool:
    """Whether the one with fewer digits after the point is the other rounded."""
    coarse, fine = sorted((left, right), key=lambda one: len(one.text.partition(".")[2]))
    digits = len(re.sub(r"\D.*", "", coarse.text.partition(".")[2]))
    return abs(coarse.value - fine.value) <= Fraction(1, 2 * 10**digits) and coarse.value != fine.value
