"""The passages of a Word file: a draft that was edited in Word, its headings by their styles.

Insertions that Word keeps track of are read as text, deletions are not. The table of contents is left out.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from fieldwork.errors import BadInputError
from fieldwork.report.checks.passages import CELL, Passage, PassageKind, Raw, numbered
from fieldwork.report.document import Place
from fieldwork.text import clean, shown

_HEADING = re.compile(r"(?:(?:Heading|Überschrift)\s*(?P<level>\d)|(?P<title>Title))", re.IGNORECASE)


def passages_of_word(content: bytes, name: str) -> tuple[Passage, ...]:
    """The passages of a Word file.

    Args:
        content: the file.
        name: its name, for the error.

    Raises:
        BadInputError: it is no Word file that can be read.
    """
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        return tuple(numbered(_pieces(Document(io.BytesIO(content)))))
    except (OpcError, SyntaxError, KeyError, ValueError, AttributeError, OSError, zipfile.BadZipFile) as error:
        raise BadInputError(f"{shown(name)} cannot be read as a Word file; expected one that Word wrote.") from error


def _pieces(document: Any) -> Iterator[Raw]:
    """Every paragraph and row with its headings, without what is empty."""
    over: list[tuple[int, str]] = []
    for block, piece in enumerate(document.iter_inner_content()):
        kind, level, texts = _read(piece)
        for text in texts:
            if not text.strip(f" {CELL}"):
                continue
            if kind == "heading":
                over = [*((depth, title) for depth, title in over if depth < level), (level, text)]
            yield kind, text, Place(tuple(title for _, title in over), block), ()


def _read(piece: Any) -> tuple[PassageKind, int, list[str]]:
    """Kind, level of a heading (else 0) and the texts of a paragraph or of the rows of a table."""
    if hasattr(piece, "rows"):
        return "row", 0, [CELL.join(_text(cell._tc) for cell in row.cells) for row in piece.rows]
    style = piece.style.name if piece.style is not None else ""
    text = _text(piece._p)
    found = _HEADING.match(style)
    if found:
        return "heading", int(found["level"] or 0) + 1, [text]
    if "remark" in style.casefold():
        return "remark", 0, [text]
    return ("item" if "list" in style.casefold() else "paragraph"), 0, [text]


def _text(element: Any) -> str:
    """The words of a paragraph or cell, what was inserted with them, on one line."""
    parts = []
    for one in element.iter():
        name = str(one.tag).rpartition("}")[2]
        if name == "t":
            parts.append(one.text or "")
        elif name in {"tab", "br", "cr", "p"}:
            parts.append(" ")
        elif name == "noBreakHyphen":
            parts.append("-")
    return " ".join(clean("".join(parts), lines=False).split())
