"""Words for a share: which phrase says "26 of 27" best, and whether a phrase that someone wrote is true of it.

The phrases, their ranges and the order of preference are data (`share-words.toml`), with the published figures that
bear each of them out. Everything here is pure, and total for 0 <= k <= n.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from fieldwork.paths import data_folder
from fieldwork.programme.codec import decode, refuse, said
from fieldwork.programme.loading import read_toml
from fieldwork.programme.soundness import check_count, check_texts, check_unique
from fieldwork.text import grouped

Style = Literal["percent", "count"]
"""How a programme speaks: of percentages (CCI), or of counts alone (SQS)."""

_TO_TEN = "zero one two three four five six seven eight nine ten"
_TO_TWENTY = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
_NUMBERS = tuple(f"{_TO_TEN} {_TO_TWENTY}".split())
_NUMBER = rf"(\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|{'|'.join(reversed(_NUMBERS))})"
_PERCENT = re.compile(r"(\d{1,3})\s?(?:%|per cent|percent)")
_COUNT = re.compile(rf"{_NUMBER} (?:out )?of (?:the )?{_NUMBER}")
_ALL_BUT = re.compile(rf"all but {_NUMBER}(?: (?:out )?of (?:the )?{_NUMBER})?")
_OF_SO_MANY = re.compile(rf"(.+) of (?:the )?{_NUMBER}")


@dataclass(frozen=True, slots=True)
class ShareWord:
    """A phrase and the shares, in per cent, that it may stand for: one lower and one upper limit."""

    phrase: str
    source: str
    examples: tuple[str, ...] = ()
    above: int | None = None
    at_least: int | None = None
    below: int | None = None
    at_most: int | None = None

    def holds(self, k: int, n: int) -> bool:
        """True where k of n lies in the range; compared in whole numbers, so nothing is rounded."""
        share = 100 * k
        return not (
            (self.above is not None and share <= self.above * n)
            or (self.at_least is not None and share < self.at_least * n)
            or (self.below is not None and share >= self.below * n)
            or (self.at_most is not None and share > self.at_most * n)
        )


@dataclass(frozen=True, slots=True)
class ExactWord:
    """A phrase for exact counts: `count` have it, or `missing` have it not, of any number or of exactly `of`."""

    phrase: str
    source: str
    examples: tuple[str, ...] = ()
    count: int | None = None
    missing: int | None = None
    of: int | None = None

    def holds(self, k: int, n: int) -> bool:
        """True where k of n is that count."""
        return (
            (self.count is None or self.count == k)
            and (self.missing is None or self.missing == n - k)
            and (self.of is None or self.of == n)
        )


@dataclass(frozen=True, slots=True)
class Step:
    """From `at_least` per cent up to the next step, `phrase` is what to say."""

    at_least: int
    phrase: str


@dataclass(frozen=True, slots=True)
class ShareWords:
    """The phrases with their ranges, and for each way of speaking the order of preference as a ladder."""

    source: str
    counted_below: int
    """Under so many answers counts are said, never shares."""
    all_but: tuple[int, ...]
    """For `missing` = 1, 2, … the least n of which the style "count" says *all but one of the …*."""
    exact: tuple[ExactWord, ...]
    phrases: tuple[ShareWord, ...]
    percent: tuple[Step, ...]
    """The ladder of a programme with percentages."""
    plain: tuple[Step, ...]
    """The same where no percentage may be printed."""
    count: tuple[Step, ...]
    """The ladder of a programme without percentages."""

    def words(self, k: int, n: int, in_words_only: bool = False, style: Style = "percent") -> str:
        """The preferred phrase for `k` of `n`; empty where `n` is 0.

        First the exact words (*both*, *all*, *none*), in the style "count" then *all but one of the 20*, below ten
        answers then counts ("three of the seven"), at last the ladder. Under either of `in_words_only` and the
        style "count" the phrase holds no percentage.

        Raises:
            ValueError: not 0 <= k <= n, a defect of the caller.
        """
        _check_counts(k, n)
        if n == 0:
            return ""
        if exact := next((w.phrase for w in self.exact if w.holds(k, n)), ""):
            return exact
        if style == "count" and n - k <= len(self.all_but) and n >= self.all_but[n - k - 1]:
            return f"all but {_NUMBERS[n - k]} of the {_said_number(n, self.counted_below)}"
        if n < self.counted_below:
            return counted(k, n, self.counted_below)
        ladder = self.count if style == "count" else self.plain if in_words_only else self.percent
        return next(step.phrase for step in reversed(ladder) if 100 * k >= step.at_least * n)

    def fits(self, phrase: str, k: int, n: int) -> bool:
        """Is `phrase` true of `k` of `n`?

        It may be a phrase of the table, a count ("9 of the 18", "all but one", "one") or a percentage as printed
        ("92%"); a phrase that is none of these is not true of anything.

        Raises:
            ValueError: not 0 <= k <= n, a defect of the caller.
        """
        _check_counts(k, n)
        claim = _plainly(phrase)
        if n == 0:
            return not claim
        known = [w.holds(k, n) for w in self._all() if _plainly(w.phrase) == claim]
        return any(known) if known else self._fits_figures(claim, k, n)

    def _all(self) -> tuple[ExactWord | ShareWord, ...]:
        return (*self.exact, *self.phrases)

    def _fits_figures(self, claim: str, k: int, n: int) -> bool:
        if found := _PERCENT.fullmatch(claim):
            return int(found[1]) == (200 * k + n) // (2 * n)
        if found := _COUNT.fullmatch(claim):
            return (_number(found[1]), _number(found[2])) == (k, n)
        if found := _ALL_BUT.fullmatch(claim):
            return _number(found[1]) == n - k and (found[2] is None or _number(found[2]) == n)
        if found := _OF_SO_MANY.fullmatch(claim):
            return _number(found[2]) == n and self.fits(found[1], k, n)
        return re.fullmatch(_NUMBER, claim) is not None and _number(claim) == k


def counted(k: int, n: int, words_below: int = 10) -> str:
    """`k` of `n` as a count: "three of the seven"; from ten upwards in digits, "18 of the 20"."""
    if n < words_below:
        return f"{'none' if k == 0 else _NUMBERS[k]} of the {_NUMBERS[n]}"
    return f"{grouped(k)} of the {grouped(n)}"


def load_share_words(path: Path | None = None) -> ShareWords:
    """The share words in `path`, or those that come with fieldwork; checked.

    Raises:
        DefinitionError: the file cannot be read or does not hold together; one sentence.
    """
    file = path or data_folder() / "share-words.toml"
    table = decode(ShareWords, read_toml(file), file.name)
    check_share_words(table, file.name)
    return table


def check_share_words(table: ShareWords, where: str) -> None:
    """Refuse a table that could not give a true phrase for every share.

    Raises:
        DefinitionError: a limit missing or twice, a ladder that does not start at 0, does not rise, names an unknown
            phrase, or says one outside of its range.
    """
    check_texts(table, where)
    check_count(len(table.phrases), "share words", "phrases", where)
    check_unique([w.phrase for w in table.exact] + [w.phrase for w in table.phrases], "share word", where, safe=False)
    if not 1 <= table.counted_below < len(_NUMBERS) or len(table.all_but) >= len(_NUMBERS):
        expected = f"a number from 1 to {len(_NUMBERS) - 1}, and no longer a list of all_but"
        raise refuse(where, "share words", f"counted_below is {table.counted_below}", expected)
    for word in table.phrases:
        if (word.above is None) == (word.at_least is None) or (word.below is None) == (word.at_most is None):
            raise refuse(where, f"share word {word.phrase}", "its limits are not two", "one lower, one upper limit")
    for count in (0, 1):  # none, all
        if not any(w.of is None and (w.missing if count else w.count) == 0 for w in table.exact):
            raise refuse(where, "share words", "no exact word says all and none", "count = 0 and missing = 0")
    for name in ("percent", "plain", "count"):
        _check_ladder(getattr(table, name), name, {w.phrase: w for w in table.phrases}, where)


def _check_ladder(ladder: tuple[Step, ...], name: str, words: dict[str, ShareWord], where: str) -> None:
    if not ladder or ladder[0].at_least != 0:
        raise refuse(where, f"ladder {name}", "it does not start at 0", "a first step at_least = 0")
    for step, following in pairwise((*ladder, Step(100, ""))):
        table = f"ladder {name} at {step.at_least}"
        if following.at_least <= step.at_least:
            raise refuse(where, table, f"the next step is at {following.at_least}", "steps that rise to below 100")
        word = words.get(step.phrase)
        if word is None:
            raise refuse(where, table, f"its phrase is {said(step.phrase)}", "a phrase of this table")
        fine = 10_000  # a step's ends are whole per cents: a hair inside of each shows whether the range holds it
        lowest = step.at_least * fine + (step.at_least == 0)
        if not (word.holds(lowest, 100 * fine) and word.holds(following.at_least * fine - 1, 100 * fine)):
            found = f"{said(step.phrase)} is said up to {following.at_least}, outside of its own limits"
            raise refuse(where, table, found, "a step inside of the phrase's limits")


def _check_counts(k: int, n: int) -> None:
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is no share")


def _said_number(number: int, words_below: int) -> str:
    return _NUMBERS[number] if number < words_below else grouped(number)


def _number(text: str) -> int:
    return _NUMBERS.index(text) if text in _NUMBERS else int(text.replace(",", ""))


def _plainly(phrase: str) -> str:
    """`phrase` for comparing: no case, hyphens or doubled spaces, no "only" before and no "of the" behind."""
    text = " ".join(phrase.casefold().replace("-", " ").split())
    return text.removeprefix("in ").removeprefix("only ").removesuffix(" the").removesuffix(" of")
