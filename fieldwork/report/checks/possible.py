"""Whether the percentages of a text can come from the numbers that it says they are of.

The number is the one that the text gives: a count beside the percentage ("24 of 26, 92%"), cases or forms named in the
sentence ("of the 27 questionnaires"), or the forms that the passages below one heading report ("Twenty seven children
and young people completed a questionnaire"). A percentage of which no number is said is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from fieldwork.report.checks.mentions import NUMBER_WORD, WHOLE, Mention, Reader, number_of, sentences
from fieldwork.report.checks.passages import Passage
from fieldwork.report.checks.problems import Problem
from fieldwork.text import grouped

_NUMBER = rf"(?P<n>{WHOLE}|{NUMBER_WORD})"
_COMPLETED = re.compile(
    rf"\b{_NUMBER} (?:[a-z-]+ ){{0,6}}?(?:(?:had )?(?:completed|returned|filled in|answered)\b[^.]{{0,40}}"
    r"\b(?:questionnaires?|forms?|surveys?)\b|(?:questionnaires?|forms?|surveys?) (?:were |was |had been )?"
    rf"(?:completed|returned|received|filled in)\b)|\bQuestionnaires returned by "
    rf"[^.:]{{1,60}}: {_NUMBER.replace('<n>', '<m>')}",
    re.IGNORECASE,
)
_OF_SO_MANY = re.compile(
    rf"\b(?:of|in|for|from|among|the) (?:the |these |all |those )?{_NUMBER} (?:[a-z-]+ ){{0,2}}?"
    r"(?:cases|questionnaires|forms|children|young people|respondents|answers|returns|replies|victims|reports|plans"
    r"|case managers|screenings|assessments|orders|files)\b",
    re.IGNORECASE,
)
_NO_SHARE = re.compile(r"\s?(?:confidence\s)?interval|\s?CI\b", re.IGNORECASE)
_BESIDE = re.compile(r"[\s,;:|(–—-]{1,4}(?:or |i\.e\. |that is,? |which is )?")
_MOST_EXAMPLES = 3
_NEAR = 60
"""Characters within which a count and its percentage stand beside each other."""
_FURTHEST = 30
"""So far from the number claimed one is looked for that would do."""


def percent_of(k: int, n: int, decimals: int = 0) -> Fraction:
    """`k` of `n` in per cent, rounded half up to so many decimals; `n` is not 0."""
    scale = 10**decimals
    return Fraction((200 * k * scale + n) // (2 * n), scale)


def can_be(value: Fraction, n: int, decimals: int = 0) -> bool:
    """Whether some k of `n` is `value` per cent as printed."""
    if n <= 0:
        return False
    near = int(value * n / 100)
    return any(0 <= k <= n and percent_of(k, n, decimals) == value for k in (near - 1, near, near + 1))


def impossible_shares(passages: Sequence[Passage], reader: Reader) -> Iterator[Problem]:
    """Percentages and shares that the number beside them, or said of the whole passage, cannot give."""
    for passage, forms in with_forms_said(passages):
        for start, end in sentences(passage.text):
            yield from _of_sentence(passage, start, end, reader, forms)


def with_forms_said(passages: Sequence[Passage]) -> Iterator[tuple[Passage, int | None]]:
    """Each passage that is printed, with how many forms an earlier one below its heading says came back, if any."""
    below: tuple[tuple[str, ...], int] | None = None
    for passage in passages:
        if passage.kind == "remark":
            continue
        if below is not None and below[0] != passage.place.headings:
            below = None
        said = forms_said(passage.text)
        if said is not None:
            below = (passage.place.headings, said)
        yield passage, None if below is None or said is not None else below[1]


def forms_said(text: str) -> int | None:
    """How many forms a passage says came back, as in "Two questionnaires were completed"; None where it says none."""
    found = _COMPLETED.search(text)
    number = number_of(found["n"] or found["m"]) if found else None
    return int(number) if number else None


def _of_sentence(passage: Passage, start: int, end: int, reader: Reader, below: int | None) -> Iterator[Problem]:
    text = passage.text[start:end]
    mentions = reader.mentions(text)
    counts = [one for one in mentions if one.kind == "count" and one.k is not None and one.n is not None]
    for count in counts:
        yield from _more_than_all(passage, start, count)
    percents = [one for one in mentions if one.kind == "percent" and not _NO_SHARE.match(text, one.end)]
    pairs = dict(_pairs(text, percents, counts))
    for percent in percents:
        if percent.rough or percent.value is None:
            continue
        if percent in pairs:
            yield from _beside(passage, start, percent, pairs[percent])
        elif not counts:
            yield from _of_number(passage, start, percent, _number_said(text, percent) or below)
    shares = [one for one in mentions if one.kind == "share"]
    if len(shares) == 1 and not counts:
        yield from _impossible_share(passage, start, shares[0], _number_said(text, shares[0]), reader)


def _more_than_all(passage: Passage, offset: int, count: Mention) -> Iterator[Problem]:
    if count.k is not None and count.n is not None and count.k > count.n:
        yield passage.problem(
            "impossible",
            offset + count.start,
            offset + count.end,
            count.text,
            f"no more than {grouped(count.n)}",
            f"“{count.text}” is more than all of them",
        )


def _pairs(text: str, percents: list[Mention], counts: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Each percentage with the count that stands beside it, or that is the only one of the sentence in brackets."""
    for percent in percents:
        near = [one for one in counts if abs(one.start - percent.start) < _NEAR]
        beside = [one for one in near if _are_beside(text, one, percent)]
        alone = len(counts) == 1 and len(percents) == 1
        if beside:
            yield percent, beside[0]
        elif alone and "(" in {text[max(0, one.start - 1) : one.start] for one in (percent, counts[0])}:
            yield percent, counts[0]


def _are_beside(text: str, one: Mention, other: Mention) -> bool:
    first, second = sorted((one, other), key=lambda mention: mention.start)
    return _BESIDE.fullmatch(text, first.end, second.start) is not None


def _beside(passage: Passage, offset: int, percent: Mention, count: Mention) -> Iterator[Problem]:
    k, n = count.k or 0, count.n or 0
    if percent.value is None or n == 0 or k > n:
        return
    right = percent_of(k, n, percent.decimals)
    if right != percent.value:
        yield passage.problem(
            "impossible",
            offset + percent.start,
            offset + percent.end,
            percent.text,
            said_percent(right),
            f"{percent.text} stands beside {count.text}, which is {said_percent(right)}",
        )


def _number_said(text: str, percent: Mention) -> int | None:
    """The number of cases or forms that the sentence says this percentage is of; None where it says none, or two."""
    found = list(_OF_SO_MANY.finditer(text))
    behind = [one for one in found if 0 <= one.start() - percent.end <= 2]  # noqa: PLR2004 ("92% of the 27 answers")
    chosen = behind or ([one for one in found if one.end() <= percent.start] if len(found) == 1 else [])
    number = number_of(chosen[0]["n"]) if chosen else None
    return int(number) if number else None


def _of_number(passage: Passage, offset: int, percent: Mention, n: int | None) -> Iterator[Problem]:
    if n is None or percent.value is None or can_be(percent.value, n, percent.decimals):
        return
    near = [percent_of(k, n, percent.decimals) for k in _around(percent.value, n)]
    would = numbers_that_would_do(percent.value, n, percent.decimals)
    gives = _either([said_percent(one) for one in near])
    does = f"; it can come from {_either(would)}" if would else "; no number near it can give it"
    yield passage.problem(
        "impossible",
        offset + percent.start,
        offset + percent.end,
        percent.text,
        gives,
        f"{percent.text} cannot come from {grouped(n)} answers, which give {gives}{does}",
    )


def _around(value: Fraction, n: int) -> list[int]:
    """The counts of `n` just below and just above a percentage."""
    k = int(value * n / 100)
    return [one for one in (k, k + 1) if 0 <= one <= n]


def numbers_that_would_do(value: Fraction, n: int, decimals: int = 0) -> list[int]:
    """The numbers nearest to `n` of which some count is `value` per cent as printed, at most three below and above."""
    below = [one for one in range(n - 1, max(0, n - _FURTHEST), -1) if can_be(value, one, decimals)][:_MOST_EXAMPLES]
    above = [one for one in range(n + 1, n + _FURTHEST) if can_be(value, one, decimals)][:_MOST_EXAMPLES]
    return [*reversed(below), *above]


def _either(words: Sequence[object]) -> str:
    texts = [grouped(one) if isinstance(one, int) else str(one) for one in words]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} or {texts[-1]}"


def said_percent(value: Fraction) -> str:
    """A percentage as printed: "92%", "10.4%"."""
    whole = value.denominator == 1
    return f"{value.numerator}%" if whole else f"{float(value):.6g}%"


# -- share words ------------------------------------------------------------------------------------------------------


def _impossible_share(
    passage: Passage, offset: int, share: Mention, n: int | None, reader: Reader
) -> Iterator[Problem]:
    """A share word that no count of the number said in the sentence bears out: half of 17 cases."""
    if n is None or not reader.knows(share.text) or any(reader.fits(share.text, k, n) for k in range(n + 1)):
        return
    yield passage.problem(
        "impossible",
        offset + share.start,
        offset + share.end,
        share.text,
        f"a share of {grouped(n)}",
        f"no count of {grouped(n)} is “{share.text}”",
    )
