"""Tables of a report in Word: the header on every page, no row over two pages, columns as wide as their words need."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from fieldwork.report.steps import in_steps
from fieldwork.report.word_styles import TABLE, TABLE_HEADING, TABLE_TEXT
from fieldwork.report.word_text import element, made_paragraph
from fieldwork.text import clean

if TYPE_CHECKING:
    from fieldwork.report.document import Table

_NARROW, _WIDE, _SPACE = 100, 142, 58
"""A character of the table's header in twentieths of a point: most, capitals and the like, and between words."""
_WIDE_ONES = frozenset("ABCDEFGHJKLMNOPQRSTUVWXYZmw%@–—")
_PADDING = 190
_LONGEST = 400
"""Characters: a cell that is longer asks for no more room."""


def made_table(block: Table, ids: dict[str, str], width: int) -> Any:
    """A table element, `width` twips wide. `ids` are the ids of the styles by name."""
    rows = block.texts
    widths = column_widths([block.header, *rows], width)
    table = element("tbl")
    table.append(_properties(block, ids[TABLE], width))
    grid = element("tblGrid")
    grid.extend(element("gridCol", w=str(one)) for one in widths)
    table.append(grid)
    table.append(_row(block.header, widths, ids[TABLE_HEADING], block.numbers, header=True))
    for _, row in in_steps(rows):
        table.append(_row(row, widths, ids[TABLE_TEXT], block.numbers))
    return table


def column_widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """How wide each column of some rows is, in twips, `width` together.

    A column has room for its longest word; what is left goes to those whose texts are longer than that.
    """
    columns = list(zip(*rows, strict=True))
    words = [max((_measured(word) for cell in column for word in cell.split()), default=_NARROW) for column in columns]
    texts = [max(_measured(cell[:_LONGEST]) for cell in column) for column in columns]
    least = [_PADDING + word for word in words]
    spare = width - sum(least)
    if spare < 0:  # too many long words: each column gives way by its share
        found = [width * one // sum(least) for one in least]
    else:
        wishes = [max(text - word, 0) for text, word in zip(texts, words, strict=True)]
        found = [one + more for one, more in zip(least, _shared(spare, wishes, texts), strict=True)]
    found[found.index(max(found))] += width - sum(found)
    return found


def _shared(spare: int, wishes: Sequence[int], texts: Sequence[int]) -> list[int]:
    """What is there, shared out by the roots of the texts' lengths; who wishes for less than that gets it whole."""
    found = [0] * len(wishes)
    weights = [math.sqrt(text) or 1 for text in texts]
    left = sum(weights)
    for column in sorted(range(len(wishes)), key=lambda one: wishes[one] / weights[one]):
        found[column] = min(wishes[column], int(spare * weights[column] / left))
        spare -= found[column]
        left -= weights[column]
    return found


def _measured(text: str) -> int:
    return sum(_WIDE if one in _WIDE_ONES else _SPACE if one in " .,:" else _NARROW for one in text)


def _properties(block: Table, style: str, width: int) -> Any:
    found = element("tblPr")
    found.append(element("tblStyle", val=style))
    found.append(element("tblW", w=str(width), type="dxa"))
    found.append(element("tblLayout", type="fixed"))
    found.append(element("tblLook", val="0620"))
    if block.caption:
        found.append(element("tblCaption", val=" ".join(clean(block.caption, lines=False).split())))
    return found


def _row(
    cells: Sequence[str], widths: Sequence[int], style: str, numbers: Sequence[int], *, header: bool = False
) -> Any:
    row = element("tr")
    properties = element("trPr")
    properties.append(element("cantSplit"))
    if header:
        properties.append(element("tblHeader"))
    row.append(properties)
    for column, (text, width) in enumerate(zip(cells, widths, strict=True)):
        cell = element("tc")
        cell.append(element("tcPr"))
        cell[-1].append(element("tcW", w=str(width), type="dxa"))
        paragraph = made_paragraph(style, text)
        if column in numbers:
            paragraph.get_or_add_pPr().append(element("jc", val="right"))
        cell.append(paragraph)
        row.append(cell)
    return row
