"""What a report consists of, before it is Markdown, a web page or a Word file.

All text in it is plain text: whoever renders it escapes it. So a note can never bring a heading, a link or a tag.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, set strong or not."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1 is the report's title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of spans, with a space between any two."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, with numbers or with bullets."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A note of fieldwork's own to whoever edits the draft: what is provisional, assumed, or still to be written.

    It is set apart so that nobody takes it for a part of the report.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Listing | Remark | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report."""

    blocks: tuple[Block, ...]

    def text(self) -> str:
        """All its words, for looking terms up in."""
        return "\n".join(text for block in self.blocks for text in _texts(block))


def paragraph(*parts: str | Span) -> Paragraph:
    """A paragraph of plain texts and spans."""
    return Paragraph(tuple(part if isinstance(part, Span) else Span(part) for part in parts))


def paragraphs(*texts: str) -> list[Block]:
    """A paragraph for each text that is not empty."""
    return [paragraph(text) for text in texts if text]


def listing(items: list[str], *, numbered: bool = False) -> list[Block]:
    """A list, or nothing where there are no items."""
    return [Listing(tuple(items), numbered)] if items else []


def _texts(block: Block) -> tuple[str, ...]:
    if isinstance(block, Paragraph):
        return (" ".join(span.text for span in block.spans),)
    if isinstance(block, Listing):
        return block.items
    if isinstance(block, Table):
        return (*block.header, *(cell for row in block.rows for cell in row))
    return (block.text,)
