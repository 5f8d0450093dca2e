"""What in a text could tell who somebody is: names, and numbers so small that one person is known by them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from fieldwork.analysis.figures import MIN_FOR_PERCENT
from fieldwork.analysis.small_numbers import is_small
from fieldwork.record.personal import personal_signs
from fieldwork.report.checks.mentions import Mention, Reader, number_of, sentences
from fieldwork.report.checks.passages import Passage
from fieldwork.report.checks.possible import with_forms_said
from fieldwork.report.checks.problems import Problem
from fieldwork.text import fold

# -- names ------------------------------------------------------------------------------------------------------------

_NAMED_ON_PURPOSE = re.compile(r"acknowledge?ments|contents|copy to|copies to", re.IGNORECASE)
"""Headings below which people are named because they are thanked or written to."""
_SIGNATURE = re.compile(
    r"\bHM (?:Deputy |Assistant )?(?:Chief )?Inspector\b|^Dear\b|\blead inspector\b|\bYours sincerely|^Copy to"
    r"|\bInspectors?\b.*\bEditor\b|\bChair of\b|\bDirector\b|\bLead Member\b|\bManager, |\bPublications\b"
    r"|\bPublications Team\b|\bSupport Staff\b|\bRegional Assessor|^(?:Editor|Inspectors?)\b|\bwebsite\b|\bwww\.",
)
"""What tells that a passage names an office holder: a signature, an address, whom to ask (both source documents)."""
_CLOSING = re.compile(r"\bYours (?:sincerely|faithfully)\b")


def names_of_people(passages: Sequence[Passage], known: Collection[str], on: date) -> Iterator[Problem]:
    """What looks like a person's own data, outside of the parts where the report names people on purpose.

    Args:
        passages: the text.
        known: folded words that make no name (`fieldwork.record.personal.known_words`).
        on: the day by which ages are told.
    """
    signed = False
    for passage in passages:
        signed = signed or _CLOSING.search(passage.text) is not None
        headed = passage.place.heading
        if signed or passage.kind == "remark" or _NAMED_ON_PURPOSE.search(headed) or _SIGNATURE.search(passage.text):
            continue
        for sign in personal_signs(passage.text, known, on):
            start = max(0, passage.text.find(sign.text))
            if sign.looks_like == "a name" and _goes_on(passage.text[start + len(sign.text) :], known):
                continue
            yield passage.problem("name", start, start + len(sign.text), sign.text, "nobody's own data", sign.words)


def _goes_on(after: str, known: Collection[str]) -> bool:
    """Whether a name goes on as that of an office: the Inclusive Communities *Service*."""
    following = re.match(r"\s([A-Z]\w+)", after)
    return following is not None and fold(following[1]) in known


# -- small numbers ----------------------------------------------------------------------------------------------------

_PEOPLE = (
    r"(?:children and young people|young people|children|child|young person|girls?|boys?|victims?|parents?|carers?"
    r"|case managers?|respondents?|members? of staff)"
)
_ONE_OF_THEM = re.compile(rf"\b(?:only )?(?P<k>one|two|1|2) (?P<who>{_PEOPLE})\b", re.IGNORECASE)
_COUNT_THEN_WHO = re.compile(rf"\s(?:relevant )?{_PEOPLE}\b", re.IGNORECASE)


def small_numbers_told(passages: Sequence[Passage], reader: Reader) -> Iterator[Problem]:
    """Percentages of fewer than ten, and one or two people of fewer than ten of whom something is told."""
    for passage, forms in with_forms_said(passages):
        for start, end in sentences(passage.text):
            text = passage.text[start:end]
            counts = [one for one in reader.mentions(text) if one.kind == "count"]
            yield from _percent_of_few(passage, start, text, counts, reader)
            for count in counts:
                yield from _few_of_few(passage, start, text, count)
            if forms is not None and not counts:
                yield from _one_of_those(passage, start, text, forms)


def _percent_of_few(
    passage: Passage, offset: int, text: str, counts: list[Mention], reader: Reader
) -> Iterator[Problem]:
    percents = [one for one in reader.mentions(text) if one.kind == "percent" and not one.rough]
    few = [one for one in counts if one.n is not None and 0 < one.n < MIN_FOR_PERCENT]
    if len(percents) == 1 and len(counts) == 1 and few:
        percent, count = percents[0], few[0]
        yield passage.problem(
            "small number",
            offset + percent.start,
            offset + percent.end,
            percent.text,
            f"{count.text} in words",
            f"{percent.text} is a percentage of {count.n}; below {MIN_FOR_PERCENT} a report prints counts and words",
        )


def _few_of_few(passage: Passage, offset: int, text: str, count: Mention) -> Iterator[Problem]:
    k, n = count.k, count.n
    if k is None or n is None or not 0 < n < MIN_FOR_PERCENT or not _COUNT_THEN_WHO.match(text, count.end):
        return
    if is_small(k) or is_small(n - k):
        yield _told(passage, offset + count.start, offset + count.end, count.text, n)


def _one_of_those(passage: Passage, offset: int, text: str, n: int) -> Iterator[Problem]:
    if not 0 < n < MIN_FOR_PERCENT:
        return
    for match in _ONE_OF_THEM.finditer(text):
        k = int(number_of(match["k"]) or 0)
        if is_small(k) and k < n:
            yield _told(passage, offset + match.start(), offset + match.end(), match[0], n)


def _told(passage: Passage, start: int, end: int, found: str, n: int) -> Problem:
    tells = "which tells each of the two what the other said" if n == 2 else "by which somebody could be known"  # noqa: PLR2004 (one of two)
    said = f"“{found}” is said of {n}, {tells}"
    return passage.problem("small number", start, end, found, "words that fit more than one", said)
