"""The figures that a text mentions: percentages, counts, share words, comments and other numbers, each with its value.

"84%", "26 of 40", "three of the five", "all but two of the 20", "over a quarter", "Twenty seven", "48.1". One reading
for all checks: what is not found here is no figure to any of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from fieldwork.programme.sharewords import ShareWords

MentionKind = Literal["percent", "count", "share", "comment", "number", "word"]

_TO_NINE = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_UNITS = (*_TO_NINE, *_TEENS.split())
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: number for number, word in enumerate(_UNITS)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_BY_LENGTH = "|".join(sorted(_UNITS, key=len, reverse=True))
NUMBER_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|{_BY_LENGTH})"
WHOLE = r"(?:\d{1,3}(?:,\d{3})+|\d{1,6})"
"""A whole number in digits as a pattern: "1,153", "1153"."""
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_ROUGH = (
    r"over|nearly|almost|about|around|approximately|roughly|more than|less than|fewer than|at least|at most|up to|under"
    r"|just over|just under|well over"
)
_DECIMALS = re.compile(r"\.(\d+)")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_LONGEST = 18
"""More digits than any figure has; what is longer is compared as it is written."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure in a text, from `start` to `end`.

    `value` is the number, of a percentage in per cent; a count has `k` and `n` (of "all but two of the 20", 18 and
    20); `rough` is the word that makes a percentage a limit ("over"). A ``share`` is a phrase of the share words, a
    ``comment`` one of the programme's bands, a ``word`` a number word that counts nothing in particular.
    """

    kind: MentionKind
    start: int
    end: int
    text: str
    value: Fraction | None = None
    k: int | None = None
    n: int | None = None
    rough: str = ""

    @property
    def plain(self) -> str:
        """Its text for comparing: one case, single blanks, no hyphens, days without their ending ("18th")."""
        return " ".join(_ORDINAL.sub("", self.text.casefold()).replace("-", " ").split())

    @property
    def decimals(self) -> int:
        """How many digits stand after the point."""
        found = _DECIMALS.search(self.text)
        return len(found[1]) if found else 0


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text in lower case, or a figure of it (then `word` is "#")."""

    word: str
    mention: Mention | None = None


class Reader:
    """Finds the figures of texts; made once for the share words and the comments that are in use."""

    def __init__(self, share_words: ShareWords, comments: Iterable[str] = ()) -> None:
        self._phrases = [one.phrase for one in share_words.exact] + [one.phrase for one in share_words.phrases]
        alternatives = sorted((_loosely(one) for one in self._phrases if "%" not in one), key=len, reverse=True)
        number = rf"(?:{WHOLE}|{NUMBER_WORD})"
        said = "|".join(re.escape(one) for one in comments if one)
        self._share_words = share_words
        self._token = re.compile(
            rf"(?P<allbut>\ball[ -]but (?P<but>{number})(?: (?:out )?of (?:the |these )?(?P<butof>{number}))?\b)"
            rf"|(?P<count>(?<![\w.,/-])(?P<k>{number}) (?:out )?of (?:the |these |all |those )?(?P<n>{number})"
            r"(?![\w%]|[.,/-]\d| per cent))"
            rf"|(?P<percent>(?<![\w.,/-])(?:(?P<rough>{_ROUGH}) )?(?P<value>{_DIGITS})\s?(?:%|per cent\b|percent\b))"
            rf"|(?P<share>\b(?:{'|'.join(alternatives)})\b)"
            + (rf"|(?P<comment>\b(?-i:{said})\b)" if said else "")
            + rf"|(?P<number>\w*\d(?:[\w.,/:-]*\w)?)|(?P<word>\b{NUMBER_WORD}\b)|(?P<other>[^\W\d_]+)",
            re.IGNORECASE,
        )

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The words and figures of `text` in their order; signs between them are left out."""
        return _tokens(self._token, text)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The figures of `text` in their order."""
        return tuple(token.mention for token in self.tokens(text) if token.mention is not None)

    def fits(self, phrase: str, k: int, n: int) -> bool:
        """Whether a phrase of the share words is true of `k` of `n`."""
        return 0 <= k <= n and self._share_words.fits(phrase, k, n)

    def knows(self, phrase: str) -> bool:
        """Whether `phrase` is one of the share words."""
        plain = " ".join(phrase.casefold().replace("-", " ").split())
        return any(one.casefold().replace("-", " ") == plain for one in self._phrases)


@lru_cache(maxsize=4096)
def _tokens(pattern: re.Pattern[str], text: str) -> tuple[Token, ...]:
    return tuple(_token(found) for found in pattern.finditer(text))


def _token(found: re.Match[str]) -> Token:
    kind = found.lastgroup
    if kind == "other":
        return Token(found[0].casefold())
    at = found.start(), found.end(), found[0]
    if kind == "allbut":
        return Token("#", _all_but(found))
    if kind == "count":
        return Token("#", Mention("count", *at, k=_whole(number_of(found["k"])), n=_whole(number_of(found["n"]))))
    if kind == "percent":
        rough = " ".join((found["rough"] or "").casefold().split())
        return Token("#", Mention("percent", *at, value=number_of(found["value"]), rough=rough))
    if kind in {"number", "word"}:
        return Token("#", Mention("number" if kind == "number" else "word", *at, value=number_of(found[0])))
    return Token("#", Mention("comment" if kind == "comment" else "share", *at))


def _all_but(found: re.Match[str]) -> Mention:
    """A count where it says of how many ("all but two of the 20"), else a share."""
    but, of = number_of(found["but"]), number_of(found["butof"] or "")
    if but is None or of is None:
        return Mention("share", found.start(), found.end(), found[0])
    return Mention("count", found.start(), found.end(), found[0], k=int(of - but), n=int(of))


def number_of(text: str) -> Fraction | None:
    """The number that digits ("1,000", "48.1") or a number word ("Twenty seven") stand for.

    None for anything else: for a number written with a nought before it, too, which no figure is printed as.
    """
    plain = text.strip().casefold()
    if re.fullmatch(_DIGITS, plain, re.ASCII):
        digits = plain.replace(",", "")
        padded = digits[:1] == "0" and digits[1:2].isdigit()
        return None if padded or len(digits) > _LONGEST else Fraction(digits)
    parts = plain.replace("-", " ").split()
    if not parts or any(part not in _WORDS for part in parts) or len(parts) > 2:  # noqa: PLR2004 (tens and units)
        return None
    return Fraction(sum(_WORDS[part] for part in parts))


def _whole(number: Fraction | None) -> int | None:
    return None if number is None else int(number)


def _loosely(phrase: str) -> str:
    """A phrase as a pattern that takes blanks for hyphens."""
    return "[ -]".join(re.escape(word) for word in re.split(r"[ -]", phrase))


# -- sentences --------------------------------------------------------------------------------------------------------

_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’)]?\s+(?=[A-Z“\"(\d])")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence of `text` begins and ends."""
    starts = [0, *(found.end() for found in _SENTENCE_END.finditer(text))]
    return tuple(zip(starts, [*starts[1:], len(text)], strict=True))
