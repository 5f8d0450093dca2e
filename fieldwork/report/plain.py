"""A document as plain text in lines of 80 columns: for a terminal, a printer, and a screen of the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.report.chart_table import chart_table
from fieldwork.report.document import (
    Block,
    Chart,
    Document,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Remark,
    Table,
    TableOfContents,
    text_of,
)
from fieldwork.text import cells, clip, shown, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH = 80
_GAP = "  "
_UNDERLINE = "="


def to_text(document: Document, width: int = WIDTH) -> str:
    """A document as text that ends with a line end; no line is wider than `width` cells."""
    return "\n".join(text_lines(document, width)) + "\n"


def text_lines(document: Document, width: int = WIDTH) -> list[str]:
    """The lines of a document, none wider than `width` cells: a list stands right below what announces it."""
    lines: list[str] = []
    before: Block | None = None
    for block in document.blocks:
        if isinstance(block, PageBreak):
            continue
        if before is not None and not _belongs(before, block):
            lines.append("")
        lines += _rendered(block, document, width)
        before = block
    return [line.rstrip() for line in lines]


def _belongs(before: Block, block: Block) -> bool:
    """Whether no blank line parts two blocks: below a heading, and where a part of the text has a label of its own."""
    if isinstance(before, Heading):
        return True
    if isinstance(block, Listing):
        return isinstance(before, Paragraph)
    return _labelled(block) and (_labelled(before) or isinstance(before, Listing))


def _labelled(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.spans[:1] != () and block.spans[0].strong


def _rendered(block: Block, document: Document, width: int) -> Iterable[str]:
    if isinstance(block, Heading):
        lines = wrapped(block.text, width)
        return lines if block.level > 1 else [*lines, _UNDERLINE * max(map(cells, lines), default=0)]
    if isinstance(block, Paragraph):
        return wrapped(text_of(block.spans), width)
    if isinstance(block, Listing):
        marks = [f"{number}." if block.numbered else "-" for number, _ in enumerate(block.items, block.start)]
        return [
            line for mark, item in zip(marks, block.items, strict=True) for line in _hanging(mark, item.text, width)
        ]
    if isinstance(block, Remark):
        return _hanging(">", block.text, width)
    return _set_out(block, document, width)


def _set_out(block: Table | Chart | TableOfContents | PageBreak, document: Document, width: int) -> Iterable[str]:
    if isinstance(block, TableOfContents):
        return [block.title, *_contents(block, document, width)]
    if isinstance(block, PageBreak):
        return []
    return _table(chart_table(block) if isinstance(block, Chart) else block, width)


def _contents(block: TableOfContents, document: Document, width: int) -> list[str]:
    lines = (line for line in document.outline if 1 < line.level <= block.depth)
    return [text for line in lines for text in _hanging("  " * (line.level - 2) + "-", line.text, width)]


def _hanging(mark: str, text: str, width: int) -> list[str]:
    indent = len(mark) + 1
    lines = wrapped(text, max(1, width - indent)) or [""]
    return [f"{mark} {lines[0]}", *(" " * indent + line for line in lines[1:])]


def _table(block: Table, width: int) -> list[str]:
    """Columns as wide as they need, the widest giving way; a rule under the header."""
    rows = [block.header, *block.texts]
    sizes = [max((cells(shown(row[n])) for row in rows), default=0) for n in range(len(block.header))]
    spare = width - len(_GAP) * (len(sizes) - 1)
    while sum(sizes) > spare and max(sizes) > 1:
        sizes[sizes.index(max(sizes))] -= 1
    lines = wrapped(block.caption, width) + _row(block.header, sizes)
    lines.append(_GAP.join("-" * size for size in sizes))
    for row in block.texts:
        lines += _row(row, sizes)
    return lines


def _row(row: Sequence[str], sizes: Sequence[int]) -> list[str]:
    columns = [wrapped(cell, max(1, size)) or [""] for cell, size in zip(row, sizes, strict=True)]
    height = max(map(len, columns))
    filled = [[*column, *[""] * (height - len(column))] for column in columns]
    return [
        _GAP.join(_padded(column[line], size) for column, size in zip(filled, sizes, strict=True)).rstrip()
        for line in range(height)
    ]


def _padded(text: str, size: int) -> str:
    text = clip(text, size)
    return text + " " * (size - cells(text))
