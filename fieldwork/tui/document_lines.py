"""A report as lines of a screen: headings, paragraphs, lists, tables, charts, and fieldwork's remarks set apart. Pure.

A line's target is the block it is of, and in a list the item too: "12", "14:3". Figures and what is still to be
written stand out by style and, where it matters, by a sign.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from fieldwork.report.document import (
    Block,
    Chart,
    ChartRow,
    Document,
    FigureRef,
    Heading,
    Item,
    Listing,
    PageBreak,
    Paragraph,
    Remark,
    Span,
    Spans,
    Table,
    TableOfContents,
    texts,
)
from fieldwork.text import clip, fold, shown
from fieldwork.tui.chart_lines import bar_at, chart_lines
from fieldwork.tui.checklist_paint import Segment, fitted
from fieldwork.tui.rows import BLANK, Row
from fieldwork.tui.styled_lines import StyledLine, styled_lines, table_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TO_WRITE = "…"
PROVISIONAL = "◌"
_MARGIN = 1
_WIDEST = 96
"""Cells of a line of prose: longer ones are hard to read."""


@dataclass(frozen=True, slots=True)
class Spot:
    """What a line of the document is of: the block (from 0) and within it its item, bar or row (from 0)."""

    block: int
    item: int | None = None

    @property
    def target(self) -> str:
        """The target of its rows."""
        return str(self.block) if self.item is None else f"{self.block}:{self.item}"


def spot_of(target: str) -> Spot | None:
    """The spot that a row's target means; None for rows of none."""
    block, _, item = target.partition(":")
    if not block.isdecimal():
        return None
    return Spot(int(block), int(item) if item.isdecimal() else None)


def part_at(document: Document, spot: Spot) -> str:
    """The part of the record that a spot comes from; empty where it comes from none."""
    block = document.blocks[spot.block]
    item = _item_at(block, spot)
    return (item.part if item is not None else "") or block.part


def spots_by_part(document: Document) -> dict[str, Spot]:
    """Where each part first stands; its text rather than its heading, and for headings without a part their words.

    A heading of no part is found as "heading/" and its text.
    """
    found: dict[str, Spot] = {}
    headed: dict[str, Spot] = {}
    for number, block in enumerate(document.blocks):
        if isinstance(block, Heading):
            headed.setdefault(block.part, Spot(number))
            headed.setdefault(f"heading/{block.text}", Spot(number))
        elif isinstance(block, Listing):
            for place, item in enumerate(block.items):
                found.setdefault(item.part or block.part, Spot(number, place))
        else:
            found.setdefault(block.part, Spot(number))
    found = {**headed, **found}
    found.pop("", None)
    return found


def figures_at(document: Document, spot: Spot) -> list[tuple[Span, FigureRef]]:
    """The figures that stand there, in their order."""
    block = document.blocks[spot.block]
    item = _item_at(block, spot)
    spans: Sequence[Span] = ()
    if item is not None:
        spans = item.spans
    elif isinstance(block, Paragraph):
        spans = block.spans
    elif isinstance(block, Table):
        spans = [] if spot.item is None else [cell for cell in block.rows[spot.item] if isinstance(cell, Span)]
    elif isinstance(block, Chart):
        spans = [span for row in _bars_at(block, spot) if (span := block.said(row)) is not None]
    return [(span, span.figure) for span in spans if span.figure is not None]


def _item_at(block: Block, spot: Spot) -> Item | None:
    if isinstance(block, Listing) and spot.item is not None and spot.item < len(block.items):
        return block.items[spot.item]
    return None


def _bars_at(chart: Chart, spot: Spot) -> Sequence[ChartRow]:
    return chart.rows if spot.item is None else chart.rows[spot.item : spot.item + 1]


# -- lines ---------------------------------------------------------------------------------------------------------


def document_rows(document: Document, width: int) -> list[Row]:
    """All lines of a document. Headings are where Tab stops, and a number typed finds the section with it."""
    rows: list[Row] = []
    for number, block in enumerate(document.blocks):
        if isinstance(block, TableOfContents):
            lines: Sequence[tuple[int | None, StyledLine]] = _contents(document, block, width)
        else:
            lines = _block_lines(block, width)
        if not lines:
            continue
        if rows and not _goes_on(block, document.blocks[number - 1] if number else None):
            rows.append(BLANK)
        heading = isinstance(block, Heading)
        about = "" if isinstance(block, Table | Chart) else " ".join(texts(block))
        for place, (item, line) in enumerate(lines):
            first = heading and not place
            number_of = about.split(" ", 1)[0].rstrip(".") if first else ""
            rows.append(Row(line, Spot(number, item).target, first, about, number_of))
    return rows


def _goes_on(block: Block, before: Block | None) -> bool:
    """Whether a block stands right under the one before it, without a line between."""
    return isinstance(block, Remark) and isinstance(before, Heading)


@lru_cache(maxsize=4_000)
def _block_lines(block: Block, width: int) -> tuple[tuple[int | None, StyledLine], ...]:
    """The lines of a block with the item each is of; kept, because an edit changes one block of hundreds."""
    return tuple(_lines_of(block, max(1, width)))


def _lines_of(block: Block, width: int) -> Iterator[tuple[int | None, StyledLine]]:
    prose = min(width, _WIDEST)
    if isinstance(block, Heading):
        yield from ((None, line) for line in _heading(block, width))
    elif isinstance(block, Paragraph):
        yield from ((None, _indented(line, _MARGIN)) for line in styled_lines(_styled(block.spans), prose - 2))
    elif isinstance(block, Listing):
        yield from _listing(block, prose)
    elif isinstance(block, Remark):
        lines = styled_lines([(block.text, "warn")], prose - 4)
        yield from ((None, (("  ▌ ", "warn"), *line)) for line in lines)
    elif isinstance(block, Table):
        if block.caption:
            yield from ((None, _indented(line, _MARGIN)) for line in styled_lines([(block.caption, "bold")], prose - 2))
        rows = [[_cell(cell) for cell in row] for row in block.rows]
        table = table_rows(block.header, rows, block.numbers, width - 2 * _MARGIN)
        yield from ((row, _indented(line, _MARGIN)) for row, line in table)
    elif isinstance(block, Chart):
        yield from ((None, _indented(line, _MARGIN)) for line in styled_lines([(block.title, "bold")], prose - 2))
        yield from _chart(block, width)
    elif isinstance(block, PageBreak):
        yield None, fitted(((f" {'┄' * max(0, prose - 12)} new page", "rest"),), width)


def _indented(line: StyledLine, by: int) -> StyledLine:
    return ((" " * by, ""), *line)


def _heading(block: Heading, width: int) -> Iterator[StyledLine]:
    style = "head" if block.level < 4 else "bold"  # noqa: PLR2004 (the fourth level is a run-in heading)
    lines = styled_lines([(block.text, style)], width - 1)
    yield from lines
    if block.level <= 2:  # noqa: PLR2004 (the title and the chapters are underlined)
        yield ((("═" if block.level == 1 else "─") * min(width - 1, _WIDEST), "rest"),)


def _listing(block: Listing, prose: int) -> Iterator[tuple[int, StyledLine]]:
    size = len(str(block.start + len(block.items) - 1)) + 1 if block.numbered else 1
    indent = _MARGIN + 1 + size + 1
    for number, item in enumerate(block.items):
        mark = (f"{block.start + number}." if block.numbered else "•").rjust(size)
        for place, line in enumerate(styled_lines(_styled(item.spans), prose - indent - 1)):
            lead: Segment = (" " * (_MARGIN + 1) + mark + " ", "dim") if not place else (" " * indent, "")
            yield number, (lead, *line)


def _chart(block: Chart, width: int) -> Iterator[tuple[int | None, StyledLine]]:
    lines = chart_lines(block, width - 2 * _MARGIN)
    for place, line in enumerate(lines):
        yield bar_at(block, place), _indented(line, _MARGIN)


def _contents(document: Document, block: TableOfContents, width: int) -> list[tuple[int | None, StyledLine]]:
    lines: list[tuple[int | None, StyledLine]] = [(None, ((f" {block.title}", "bold"),))]
    for line in document.outline:
        if 1 < line.level <= block.depth:
            text = clip(shown(line.text), max(1, width - 4 - 2 * line.level))
            lines.append((None, ((f" {'  ' * (line.level - 1)}{text}", "dim"),)))
    return lines


def _styled(spans: Spans) -> Iterator[Segment]:
    for span in spans:
        yield from _span(span)


def _span(span: Span) -> Iterator[Segment]:
    if span.figure is not None:
        yield span.text, "warn" if span.figure.provisional else "accent"
        if span.figure.provisional:
            yield PROVISIONAL, "warn"
    elif TO_WRITE in span.text and not span.strong:
        before, _, after = span.text.partition(TO_WRITE)
        yield before, ""
        yield TO_WRITE, "warn"
        yield after, ""
    else:
        yield span.text, "bold" if span.strong else ""


def _cell(cell: str | Span) -> Segment:
    if isinstance(cell, str):
        return cell, ""
    return next(iter(_span(cell)), ("", ""))


# -- the outline and finding -----------------------------------------------------------------------------------------


def outline_rows(document: Document, width: int, work: Sequence[int] = ()) -> list[Row]:
    """The headings, indented by level; those of blocks in `work` are marked: something is to be done under them."""
    rows = []
    for line in document.outline:
        mark: Segment = ("•" if line.block in work else " ", "warn")
        text = clip(shown(line.text), max(1, width - 2 * max(0, line.level - 2) - 2))
        style = "head" if line.level <= 2 else ""  # noqa: PLR2004 (title and chapters)
        words = f"{'  ' * max(0, line.level - 2)}{text}"
        rows.append(Row(fitted((mark, (words, style)), width), str(line.block), about=line.text))
    return rows


def headings_with(document: Document, blocks: Sequence[int]) -> set[int]:
    """The blocks that are the nearest headings over `blocks`."""
    headings = [line.block for line in document.outline]
    return {max((one for one in headings if one <= block), default=-1) for block in blocks}


def rows_with(rows: Sequence[Row], typed: str) -> list[int]:
    """The lines that hold every word of what was typed, the folded words of one line together with its block's."""
    wanted = fold(typed).split()
    if not wanted:
        return []
    hits = [index for index, row in enumerate(rows) if row.segments and all(word in fold(row.text) for word in wanted)]
    if hits:
        return hits
    found: list[int] = []
    seen: set[str] = set()
    for index, row in enumerate(rows):
        if row.target and row.target not in seen and all(word in fold(row.about) for word in wanted):
            found.append(index)
            seen.add(row.target)
    return found
