"""What a report consists of, before it is Markdown, a web page or a Word file.

All text in it is plain text: whoever renders it escapes it. So a note can never bring a heading, a link or a tag.
Every figure in it knows what it is of (`FigureRef`), so that a screen can open the cases behind it and a check can
compare it; every block and list item can say which part of the record it comes from (`part`), so that it can be
edited where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from fieldwork.text import grouped

Of = Literal["thread", "criterion", "section", "question", "item", "cases", "sample", "returned"]
Form = Literal["percent", "count", "words", "comment", "number"]


@dataclass(frozen=True, slots=True)
class FigureRef:
    """What a printed figure is a figure of.

    `kind` and `id` name it: a thread, criterion, section or question of the programme, an item as
    "questionnaire.item", the cases (id empty), those with one value in the sample (`fieldwork.analysis.makeup`:
    "sex=female"), or the forms of a questionnaire that came back. `form` is what was printed of it: a percentage
    ("84%"), a count ("26 of 40", "all but two of the 20"), share words ("most"), its comment, or a plain number
    ("38"). `k` of `n` are the counts behind it; with `lacking`, `k` counts the answers that are not good. Nothing is
    worked out here: `provisional` says that answers behind it are missing or disputed.
    """

    kind: Of
    id: str
    form: Form
    k: int
    n: int
    provisional: bool = False
    lacking: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, set strong or not; where it is a figure, with what it is a figure of."""

    text: str
    strong: bool = False
    figure: FigureRef | None = None


Spans = tuple[Span, ...]
"""Stretches that follow each other without a space between them."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1 is the report's title."""

    level: int
    text: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of spans, which follow each other as they are: `paragraph` puts the spaces in."""

    spans: Spans
    part: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list; `part` names the finding, recommendation or note that it is."""

    spans: Spans
    part: str = ""

    @property
    def text(self) -> str:
        """Its words."""
        return text_of(self.spans)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, with numbers or with bullets. Numbers begin at `start`, so at 1 in each list unless it goes on."""

    items: tuple[Item, ...]
    numbered: bool = False
    part: str = ""
    start: int = 1


@dataclass(frozen=True, slots=True)
class Remark:
    """A note of fieldwork's own to whoever edits the draft: what is provisional, assumed, or still to be written.

    It is set apart so that nobody takes it for a part of the report.
    """

    text: str
    part: str = ""


Cell = str | Span
"""A cell of a table: its text, or a span where it is a figure."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as the header. `numbers` are the columns of numbers, counted from 0."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    numbers: tuple[int, ...] = ()
    part: str = ""

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The rows as plain texts."""
        return tuple(tuple(cell_text(cell) for cell in row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class ChartBand:
    """A stretch of the scale of a chart of scores: `start` included, `end` not, in per cent."""

    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One bar: its label, and its value with the bounds of its interval in per cent, or a count of cases.

    A `value` of None is a figure that nothing was answered for. `note` is the comment on a score. `k` of `n` are the
    counts behind it; `figure` says what it is of.
    """

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    note: str = ""
    k: int = 0
    n: int = 0
    figure: FigureRef | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart: of scores on a scale from 0 to 100 with bands, or of counts.

    `alternative` says in words what the picture shows, for whoever cannot see it.
    """

    title: str
    alternative: str
    kind: Literal["scores", "counts"]
    rows: tuple[ChartRow, ...]
    bands: tuple[ChartBand, ...] = ()
    part: str = ""

    def said(self, row: ChartRow) -> Span | None:
        """The figure of one of its bars as printed, "53%" or "1,153"; None where there is none."""
        if row.value is None:
            return None
        return Span(f"{grouped(row.value)}{'%' if self.kind == 'scores' else ''}", figure=row.figure)


@dataclass(frozen=True, slots=True)
class TableOfContents:
    """Where the table of contents goes: the headings of levels 2 to `depth`."""

    title: str = "Contents"
    depth: int = 3
    part: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page, where there are pages."""

    part: str = ""


Block = Heading | Paragraph | Listing | Remark | Table | Chart | TableOfContents | PageBreak


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the headings over it from the top one down, the block (from 0), and the part it is of."""

    headings: tuple[str, ...]
    block: int
    part: str = ""

    @property
    def heading(self) -> str:
        """The nearest heading; empty above the first."""
        return self.headings[-1] if self.headings else ""


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A heading of a document with its level and the block that it is."""

    level: int
    text: str
    block: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. `marking` is a line for the top or foot of each page, such as that the cases are made up."""

    blocks: tuple[Block, ...]
    title: str = ""
    language: str = "en-GB"
    marking: str = ""

    @property
    def name(self) -> str:
        """Its title, else its first heading."""
        return self.title or next((block.text for block in self.blocks if isinstance(block, Heading)), "fieldwork")

    @property
    def outline(self) -> tuple[OutlineLine, ...]:
        """Its headings in their order."""
        return tuple(
            OutlineLine(block.level, block.text, number, block.part)
            for number, block in enumerate(self.blocks)
            if isinstance(block, Heading)
        )

    def text(self) -> str:
        """All its words, for looking terms up in."""
        return "\n".join(text for block in self.blocks for text in texts(block))

    def places(self) -> Iterator[tuple[Place, Block]]:
        """Every block with its place."""
        over: list[Heading] = []
        for number, block in enumerate(self.blocks):
            if isinstance(block, Heading):
                over = [heading for heading in over if heading.level < block.level] + [block]
            yield Place(tuple(heading.text for heading in over), number, block.part), block

    def figures(self) -> Iterator[tuple[Place, Span]]:
        """Every printed figure that knows what it is of, with its place; in a list the part is the item's own."""
        for place, block in self.places():
            for part, span in _spans(block):
                if span.figure is not None:
                    yield Place(place.headings, place.block, part), span


# -- making -----------------------------------------------------------------------------------------------------


def text_of(spans: Spans) -> str:
    """The words of spans, as they follow each other."""
    return "".join(span.text for span in spans)


def cell_text(cell: Cell) -> str:
    """The words of a cell."""
    return cell if isinstance(cell, str) else cell.text


def plain(text: str) -> Spans:
    """A text as spans."""
    return (Span(text),) if text else ()


def spaced(*parts: str | Span | Spans) -> Spans:
    """Texts and spans with a space between any two that are not empty."""
    groups = [part if isinstance(part, tuple) else (Span(part) if isinstance(part, str) else part,) for part in parts]
    filled = [group for group in groups if text_of(group)]
    return tuple(span for n, group in enumerate(filled) for span in ((Span(" "), *group) if n else group))


def paragraph(*parts: str | Span | Spans, part: str = "") -> Paragraph:
    """A paragraph of plain texts and spans, with a space between any two."""
    return Paragraph(spaced(*parts), part)


def paragraphs(*texts: str | Spans, part: str = "") -> list[Block]:
    """A paragraph for each text that is not empty."""
    return [paragraph(text, part=part) for text in texts if text]


def items(*texts: str | Spans | Item) -> tuple[Item, ...]:
    """The items of a list, of plain texts, spans or items."""
    return tuple(
        text if isinstance(text, Item) else Item(plain(text) if isinstance(text, str) else text) for text in texts
    )


def listing(texts: Sequence[str | Spans | Item], *, numbered: bool = False, part: str = "") -> list[Block]:
    """A list, or nothing where there are no items."""
    return [Listing(items(*texts), numbered, part)] if texts else []


# -- reading ----------------------------------------------------------------------------------------------------


def texts(block: Block) -> tuple[str, ...]:
    """The texts of a block in their order, without markup: an item, a cell, a row of a chart is one each."""
    if isinstance(block, Paragraph):
        return (text_of(block.spans),)
    if isinstance(block, Listing):
        return tuple(item.text for item in block.items)
    if isinstance(block, Table):
        return (*((block.caption,) if block.caption else ()), *block.header, *(c for row in block.texts for c in row))
    if isinstance(block, Chart):
        return (block.title, *(row.label for row in block.rows))
    if isinstance(block, TableOfContents):
        return (block.title,)
    return () if isinstance(block, PageBreak) else (block.text,)


def _spans(block: Block) -> Iterator[tuple[str, Span]]:
    """The spans of a block, each with the part that it belongs to."""
    if isinstance(block, Paragraph):
        yield from ((block.part, span) for span in block.spans)
    elif isinstance(block, Listing):
        yield from ((item.part or block.part, span) for item in block.items for span in item.spans)
    elif isinstance(block, Table):
        yield from ((block.part, cell) for row in block.rows for cell in row if isinstance(cell, Span))
    elif isinstance(block, Chart):
        yield from ((block.part, span) for row in block.rows if (span := block.said(row)) is not None)
