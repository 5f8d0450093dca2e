"""Whether words fit the figures beside them: share words their count or percentage, a comment its score."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from fieldwork.analysis.figures import band
from fieldwork.programme.models import Band
from fieldwork.report.checks.mentions import Mention, Reader, sentences
from fieldwork.report.checks.passages import Passage
from fieldwork.report.checks.problems import Problem

_BRACKET = re.compile(r"\s?\(\s?$")
_THOUSAND = 1000


def misfit_words(passages: Sequence[Passage], reader: Reader) -> Iterator[Problem]:
    """Share words with their figure in brackets, as "most (22 of 27, 81%)", of which they are not true."""
    for passage in passages:
        if passage.kind == "remark":
            continue
        for start, end in sentences(passage.text):
            text = passage.text[start:end]
            mentions = [one for one in reader.mentions(text) if one.kind in {"share", "count", "percent"}]
            shares = [one for one in mentions if _is_share(one, reader)]
            figures = [one for one in mentions if one not in shares and _BRACKET.search(text[: one.start])]
            if len(shares) == 1 and len(figures) == 1 and shares[0].start < figures[0].start:
                yield from _misfit(passage, start, shares[0], figures[0], reader)


def _is_share(mention: Mention, reader: Reader) -> bool:
    return mention.kind == "share" or (bool(mention.rough) and reader.knows(mention.text))


def _misfit(passage: Passage, offset: int, share: Mention, figure: Mention, reader: Reader) -> Iterator[Problem]:
    if not reader.knows(share.text) or _true_of(share.text, figure, reader):
        return
    yield passage.problem(
        "share word",
        offset + share.start,
        offset + figure.end,
        share.text,
        f"words for {figure.text}",
        f"“{share.text}” does not fit {figure.text}",
    )


def _true_of(phrase: str, figure: Mention, reader: Reader) -> bool:
    """Whether a phrase is true of a figure; of a percentage, of any share that is printed so."""
    if figure.k is not None and figure.n is not None:
        return figure.k > figure.n or reader.fits(phrase, figure.k, figure.n)
    if figure.value is None or figure.rough or not 0 <= figure.value <= 100:  # noqa: PLR2004 (per cent)
        return True
    tenths = int(figure.value * 10)
    around = range(max(0, tenths - 5), min(_THOUSAND, tenths + 4) + 1)
    return any(reader.fits(phrase, tenth, _THOUSAND) for tenth in around)


def misfit_comments(passages: Sequence[Passage], bands: Sequence[Band], reader: Reader) -> Iterator[Problem]:
    """Scores whose comment is not the one of the programme's bands, in one passage or in two that follow each other."""
    if not bands:
        return
    for passage, following in zip_longest(passages, passages[1:]):
        scores = [one for one in reader.mentions(passage.text) if one.kind in {"percent", "comment"}]
        percents = [one for one in scores if one.kind == "percent"]
        comments = [one for one in scores if one.kind == "comment"]
        if len(percents) != 1 or percents[0].value is None or percents[0].rough:
            continue
        if not comments and following is not None and re.search(r"comment:?\s*$", passage.text, re.IGNORECASE):
            comments = [one for one in reader.mentions(following.text) if one.kind == "comment"]
        if len(comments) != 1:
            continue
        reached = band(bands, int(percents[0].value))
        right = reached.comment if reached is not None else ""
        if right != comments[0].text:
            score, comment = percents[0].text, comments[0].text
            yield passage.problem(
                "comment",
                percents[0].start,
                percents[0].end,
                f"{score} {comment}",
                f"{score} {right}",
                f"a score of {score} is {right}, not {comment}",
            )
