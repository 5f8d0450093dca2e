"""A report as passages, each with its place: of a document, or of a text that came back from a word processor.

A passage is what one reads in one go: a heading, a paragraph, an item of a list, a row of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal

from fieldwork.report.chart_table import chart_table
from fieldwork.report.checks.mentions import sentences
from fieldwork.report.checks.problems import Kind, Problem, words_around
from fieldwork.report.document import (
    Block,
    Cell,
    Chart,
    Document,
    FigureRef,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Place,
    Remark,
    Span,
    Spans,
    Table,
    TableOfContents,
)
from fieldwork.text import clean, clip, shown

PassageKind = Literal["heading", "paragraph", "item", "row", "caption", "remark"]
LONGEST = 8_000
"""Characters of a passage that is not parted."""
CELL = " | "
"""Between the cells of a row."""

_MARK = re.compile(r"^\s*(?:[-*+•♦]\s+|\(?\d{1,3}[.)]\s+|\(\d{1,3}\)\s+)+")
_MARKDOWN_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_NUMBERED_HEADING = re.compile(r"^\d+(?:\.\d+)*\.?\s+[A-Z]")
_RULE = re.compile(r"^[\s|:-]+$")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_STRONG = re.compile(r"(?<!\\)\*{1,3}|(?<!\\)(?<!\w)_|(?<!\\)_(?!\w)")
_CELLS = re.compile(r"(?<!\\)\||\t")
_HYPHENS = {0x2010: "-", 0x2011: "-"}
_LINE_END = re.compile("\r\n|[\r\n\u2028\u2029]")
_NO_HEADING = re.compile(r"^\W|[.,;%?!…]$|[“”\"]|(?:^|\s)\d+$|improvement required$")
_LONGEST_HEADING = 80
_LONGEST_SAID = 120
"""Cells of a heading that a sentence says; titles of parts have up to 70."""
_LONGEST_MARKED = 500
"""Characters of a line that a mark makes a heading."""
_MOST_HEADING_WORDS = 12


@dataclass(frozen=True, slots=True)
class Reference:
    """A stretch of a passage that knows what it is a figure of."""

    start: int
    end: int
    figure: FigureRef


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with its place; `number` counts those below its heading, from 1 (0 is the heading)."""

    kind: PassageKind
    text: str
    place: Place
    number: int
    references: tuple[Reference, ...] = field(default=(), compare=False)

    @property
    def where(self) -> str:
        """Its place in words: "Service users' perspective, Victims, paragraph 2"."""
        headings = [clip(shown(heading).rstrip(": "), _LONGEST_SAID) for heading in self.place.headings]
        over = ", ".join(headings[1:] or headings) or "At the top"
        if self.kind == "heading":
            return f"{over} (heading)"
        word = {"item": "item", "row": "row", "caption": "caption", "remark": "remark"}.get(self.kind, "paragraph")
        return f"{over}, {word} {self.number}"

    def problem(  # noqa: PLR0917 (where it is, then its three texts, in this order everywhere)
        self, kind: Kind, start: int, end: int, found: str, expected: str, what: str
    ) -> Problem:
        """A problem of this passage; `what` is the rest of its sentence, without a full stop."""
        around = words_around(self.text, start, end)
        sentence = f"{self.where}: {what} (“{around}”)."
        text = " ".join(self.text[one:end_of] for one, end_of in sentences(self.text) if one < end and start < end_of)
        return Problem(
            kind, self.place, self.number, start, around, shown(found), shown(expected), sentence, what, text.strip()
        )


# -- of a document ----------------------------------------------------------------------------------------------------


def passages_of(document: Document) -> tuple[Passage, ...]:
    """The passages of a document in their order."""
    return tuple(numbered(_of_document(document)))


Raw = tuple[PassageKind, str, Place, tuple[Reference, ...]]
"""A passage before it is counted: kind, text, place and what in it knows what it is a figure of."""


def _of_document(document: Document) -> Iterator[Raw]:
    for place, block in document.places():
        contents = _contents(block, document) if isinstance(block, TableOfContents) else _pieces(block)
        for kind, part, cells in contents:
            text, references = _joined(cells)
            yield kind, text, Place(place.headings, place.block, part or place.part), references


def _pieces(block: Block) -> Iterator[tuple[PassageKind, str, tuple[Spans, ...]]]:
    """What a block consists of: each piece with its part and its cells, which are spans."""
    if isinstance(block, Heading):
        yield "heading", "", (_plain(block.text),)
    elif isinstance(block, Paragraph):
        yield "paragraph", "", (block.spans,)
    elif isinstance(block, Listing):
        yield from (("item", item.part, (item.spans,)) for item in block.items)
    elif isinstance(block, Remark):
        yield "remark", "", (_plain(block.text),)
    elif isinstance(block, Table):
        yield from _of_table(block)
    elif isinstance(block, Chart):
        yield from _of_table(chart_table(block))
    elif not isinstance(block, TableOfContents | PageBreak):  # pragma: no cover (all kinds of blocks stand above)
        raise TypeError(block)


def _contents(block: TableOfContents, document: Document) -> Iterator[tuple[PassageKind, str, tuple[Spans, ...]]]:
    yield "paragraph", "", (_plain(block.title),)
    lines = (line for line in document.outline if 1 < line.level <= block.depth)
    yield from (("item", "", (_plain(line.text),)) for line in lines)


def _of_table(table: Table) -> Iterator[tuple[PassageKind, str, tuple[Spans, ...]]]:
    if table.caption:
        yield "caption", "", (_plain(table.caption),)
    yield "row", "", tuple(_plain(cell) for cell in table.header)
    yield from (("row", "", tuple(_plain(cell) for cell in row)) for row in table.rows)


def _plain(cell: Cell) -> Spans:
    return (Span(cell) if isinstance(cell, str) else cell,)


def _joined(cells: tuple[Spans, ...]) -> tuple[str, tuple[Reference, ...]]:
    """The text of cells of spans, and where in it the figures stand."""
    text, references = "", []
    for number, spans in enumerate(cells):
        text += CELL if number else ""
        for span in spans:
            start = len(text)
            text += _line(span.text)
            if span.figure is not None:
                references.append(Reference(start, len(text), span.figure))
    return text, tuple(references)


def _line(text: str) -> str:
    return one_hyphen(clean(text, lines=False))


def one_hyphen(text: str) -> str:
    """A text in which "three\u2011quarters" is "three-quarters": Word has hyphens of its own."""
    return text.translate(_HYPHENS)


# -- of a text --------------------------------------------------------------------------------------------------------


def passages_in(text: str) -> tuple[Passage, ...]:
    """The passages of a plain text or of Markdown, as fieldwork writes it or as somebody else does.

    Headings are those of Markdown; in a text without any, short lines that stand alone and end with no full stop.
    """
    lines = _LINE_END.split(text)
    marked = any(_MARKDOWN_HEADING.match(line) for line in lines)
    return tuple(numbered(_of_lines(lines, markdown=marked)))


def _of_lines(lines: list[str], *, markdown: bool) -> Iterator[Raw]:
    over: list[tuple[int, str]] = []
    for block, (kind, level, words) in enumerate(_units(lines, markdown=markdown)):
        if kind == "heading":
            over = [*((depth, title) for depth, title in over if depth < level), (level, words)]
        yield kind, words, Place(tuple(title for _, title in over), block), ()


def _units(lines: list[str], *, markdown: bool) -> Iterator[tuple[PassageKind, int, str]]:
    """Kind, level of a heading (else 0) and words of each passage."""
    waiting: list[str] = []
    kind: PassageKind = "paragraph"
    for line in lines:
        heading = _MARKDOWN_HEADING.match(line) if len(line) <= _LONGEST_MARKED else None
        is_row = line.lstrip().startswith("|") or "\t" in line
        mark = None if heading or is_row else _mark(line, markdown=markdown)
        if heading or is_row or mark or not line.strip():
            yield from _ended(waiting, kind, markdown=markdown)
            waiting, kind = [], "item" if mark else "paragraph"
        if heading:
            yield "heading", len(heading[1]), _bare(heading[2], markdown=True)
        elif is_row:
            yield from _rows(line, markdown=markdown)
        elif line.strip():
            if not waiting and line.lstrip().startswith(">"):
                kind = "remark"
            waiting.append(line[mark.end() :] if mark else line.strip().removeprefix(">"))
    yield from _ended(waiting, kind, markdown=markdown)


def _ended(lines: list[str], kind: PassageKind, *, markdown: bool) -> Iterator[tuple[PassageKind, int, str]]:
    """The lines of one passage, which has come to its end."""
    words = _bare(" ".join(lines), markdown=markdown)
    if words:
        level = _level(words) if kind == "paragraph" and len(lines) == 1 and not markdown else 0
        yield ("heading" if level else kind), level, words


def _rows(line: str, *, markdown: bool) -> Iterator[tuple[PassageKind, int, str]]:
    """A row of a table; nothing of the rule below its header."""
    if not _RULE.match(line):
        inner = line.strip().strip("|") if markdown else line
        yield "row", 0, CELL.join(_bare(cell, markdown=markdown) for cell in _CELLS.split(inner))


def _mark(line: str, *, markdown: bool) -> re.Match[str] | None:
    """The dash or number before an item; the number of a heading in a text without marks is none."""
    found = _MARK.match(line)
    return None if found and not markdown and line[:1].isdigit() and _level(line.strip()) else found


def _level(words: str) -> int:
    """The level of a line that stands alone, were it a heading; 0 where it is none."""
    numbered = _NUMBERED_HEADING.match(words)
    if (
        len(words) > _LONGEST_HEADING
        or len(words.split()) > _MOST_HEADING_WORDS
        or _NO_HEADING.search(words)
        or not any(letter.isupper() for letter in words[:6])
        or (words.endswith(":") and not numbered)
    ):
        return 0
    if numbered:
        return 2 + words.split(maxsplit=1)[0].strip(".").count(".")
    return 2 if words.startswith("Appendix ") else 3


def _bare(text: str, *, markdown: bool) -> str:
    """`text` without marks of strong type and backslashes, its blanks single."""
    text = _STRONG.sub("", _line(text))
    if markdown:
        text = _ESCAPED.sub(r"\1", text)
    return " ".join(text.split())


def _parted(one: Raw) -> Iterator[Raw]:
    """A text that lost its line ends as passages of some sentences each; anything else as it is."""
    kind, text, place, references = one
    if len(text) <= LONGEST or references:
        yield one
        return
    begun = 0
    for start, end in sentences(text):
        if end - begun > LONGEST and start > begun:
            yield kind, text[begun:start], place, ()
            begun = start
    yield kind, text[begun:], place, ()


def numbered(raw: Iterable[Raw]) -> Iterator[Passage]:
    """Passages counted below their headings, in their order; what nobody reads in one go is parted at its sentences."""
    found = [part for one in raw for part in _parted(one)]
    counts = accumulate(found, lambda count, one: 0 if one[0] == "heading" else count + 1, initial=0)
    next(counts)
    for (kind, text, place, references), number in zip(found, counts, strict=True):
        yield Passage(kind, text, place, number, references)
