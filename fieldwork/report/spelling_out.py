"""Acronyms: which terms a text really uses, for its glossary, and their long forms where each is met first."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from fieldwork.record import names
from fieldwork.report.document import Item, Listing, Paragraph, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from fieldwork.report.document import Block, Document, Spans

_SMALL = frozenset(("a", "an", "and", "at", "for", "in", "of", "on", "or", "the", "to", "with"))
_SHORT = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z+]*(?: [A-Z][a-z]+)?")
"""What counts as an acronym: at least two capitals in its first word."""
_BEGINS = re.compile(r"(?:^|[.!?:]\s+)$")
_ARTICLE = re.compile(r"\b([Aa])(n?) $")


class GlossaryTerm(Protocol):
    """What a report needs of a term of the glossary."""

    @property
    def term(self) -> str:
        """The word or acronym."""

    @property
    def expansion(self) -> str:
        """What an acronym stands for, or empty."""

    @property
    def definition(self) -> str:
        """What it means."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names in real use."""

    def covers(self, year: int) -> bool:
        """Whether it had this meaning in a year."""


def of_year(terms: Iterable[GlossaryTerm], year: int | None) -> tuple[GlossaryTerm, ...]:
    """The terms with the meaning that they had in a year; all of them where the year is not known."""
    return tuple(term for term in terms if year is None or term.covers(year))


def forms(term: GlossaryTerm) -> dict[str, str]:
    """The short forms of a term with the long form of each: "YOS/T" is YOS and YOT.

    A term with strokes has as many long forms; a short one after a stroke is only its end.
    """
    shorts, longs = (re.split(r"\s*/\s*", text) for text in (term.term, term.expansion))
    if not term.expansion or len(shorts) != len(longs):
        return {term.term: term.expansion} if term.expansion else {}
    found = {shorts[0]: longs[0]}
    for short, long in zip(shorts[1:], longs[1:], strict=True):
        if len(short) < len(shorts[0]):
            found[shorts[0][: -len(short)] + short] = " ".join([*longs[0].split()[:-1], long])
        else:
            found[short] = long
    return found


def used(terms: Iterable[GlossaryTerm], text: str) -> list[GlossaryTerm]:
    """The terms that stand in `text` as a word of their own, or in the plural; an acronym in its own capitals."""
    folded = text.casefold()
    return [term for term in terms if any(_stands_in(name, text, folded) for name in (term.term, *forms(term)))]


def _stands_in(name: str, text: str, folded: str) -> bool:
    if not name or name.casefold() not in folded:  # most are not, and a search takes long
        return False
    flags = 0 if any(letter.isupper() for letter in name) else re.IGNORECASE
    return re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", text, flags) is not None


def spelled_out(
    document: Document, terms: Sequence[GlossaryTerm], *, but: AbstractSet[str] = frozenset(), until: int | None = None
) -> Document:
    """A document in which each acronym is spelled out where the text uses it first: "Youth Justice Board (YJB)".

    Headings, tables, remarks and what is quoted from a note stay as they are, and so does an acronym that the text
    itself puts in brackets behind its long form.

    Args:
        document: the report.
        terms: those of its year.
        but: acronyms that need no long form, or have it elsewhere: HM.
        until: the block (from 0) from which on nothing is spelled out: the working papers.
    """
    known = {short: long for term in terms for short, long in forms(term).items() if _SHORT.fullmatch(short)}
    left = {short: long for short, long in known.items() if short not in but}
    blocks = [
        block if until is not None and number >= until else _block(block, left)
        for number, block in enumerate(document.blocks)
    ]
    return replace(document, blocks=tuple(blocks))


def _block(block: Block, left: dict[str, str]) -> Block:
    if isinstance(block, Paragraph) and not _is_quoted(block.part):
        return replace(block, spans=_spans(block.spans, left))
    if isinstance(block, Listing):
        items = tuple(
            item if _is_quoted(item.part) else Item(_spans(item.spans, left), item.part) for item in block.items
        )
        return replace(block, items=items)
    return block


def _is_quoted(part: str) -> bool:
    return names.kind_of(part) == "note"


def _spans(spans: Spans, left: dict[str, str]) -> Spans:
    done: list[Span] = []
    for span in spans:
        before = "".join(one.text for one in done)
        done.append(span if span.figure is not None else replace(span, text=_text(span.text, before, left)))
    return tuple(done)


def _text(text: str, before: str, left: dict[str, str]) -> str:
    if not left or not any(short in text for short in left):
        return text
    longest = sorted(left, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w&])({'|'.join(map(re.escape, longest))})(s?)(?![\w&])")
    made = ""
    done = 0
    for found in pattern.finditer(text):
        made += text[done : found.start()]
        done = found.end()
        long = left.pop(found[1], None)
        if long is None or (before + made).endswith("("):  # spelled out already, or the text does it itself
            made += found[0]
            continue
        long = _in_sentence(long, begins=_BEGINS.search(before + made) is not None) + found[2]
        made = _with_article(made, long) + f"{long} ({found[0]})"
    return made + text[done:]


def _in_sentence(long: str, *, begins: bool) -> str:
    """A long form as it stands in a sentence: a name keeps its capitals, another begins small."""
    first, *rest = long.split()
    named = any(word[:1].isupper() for word in rest if word not in _SMALL) or not first[1:].islower()
    if begins or named:
        return long[:1].upper() + long[1:]
    return long[:1].lower() + long[1:]


def _with_article(text: str, long: str) -> str:
    """The text before a long form, its article made to fit: "an SQS", but "a Short Quality Screening"."""
    needed = "n" if long[:1].lower() in "aeiou" else ""
    return _ARTICLE.sub(lambda found: f"{found[1]}{needed} ", text)
