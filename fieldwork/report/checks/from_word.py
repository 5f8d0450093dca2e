"""The passages of a Word file: a draft that was edited in Word, its headings by their styles.

The text is read from the file's own parts, whoever saved it: Word, also as strict Open XML, or LibreOffice, whose files
may lack what they refer to. Insertions that Word keeps track of are read as text, deletions and what was moved away are
not. Footnotes, text boxes and what stands in a control are read, so that nothing passes unseen; the table of contents
is not, nor are comments and what stands at the top and foot of each page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from fieldwork.report.checks.passages import CELL, Passage, PassageKind, Raw, numbered, one_hyphen
from fieldwork.report.checks.word_parts import WordParts, local_name, word_parts
from fieldwork.report.document import Place
from fieldwork.text import clean

_HEADING = re.compile(r"(?:(?:Heading|Überschrift)\s*(?P<level>\d)|(?P<title>Title))", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|contents|Verzeichnis)\b", re.IGNORECASE)
_AROUND = frozenset(("body", "sdt", "sdtContent", "customXml", "ins", "moveTo", "footnote", "endnote", "txbxContent"))
"""What blocks may stand in without being a block themselves."""
_NOT_READ = frozenset(("del", "moveFrom", "Fallback", "txbxContent", "tbl"))
"""What of a paragraph or cell is no text of its own: what was taken out, the same again for old programs, what is read
by itself."""
_BLANKS = frozenset(("tab", "br", "cr", "p"))
_NOTES_TITLE = "Footnotes"


def passages_of_word(content: bytes, name: str) -> tuple[Passage, ...]:
    """The passages of a Word file.

    Args:
        content: the file.
        name: its name, for the error.

    Raises:
        BadInputError: it is no Word file that can be read.
    """
    return tuple(numbered(_pieces(word_parts(content, name))))


def _pieces(parts: WordParts) -> Iterator[Raw]:
    """Every paragraph and row with its headings, without what is empty; the footnotes at the end."""
    over: list[tuple[int, str]] = []
    block = -1
    for block, element in enumerate(_blocks(parts.body)):
        for kind, level, text in _read(element, parts):
            if kind == "heading":
                over = [*((depth, title) for depth, title in over if depth < level), (level, text)]
            yield kind, text, Place(tuple(title for _, title in over), block), ()
    notes = [piece for note in parts.notes for element in _blocks(note) for piece in _read(element, parts)]
    if notes:
        yield "heading", _NOTES_TITLE, Place((_NOTES_TITLE,), block + 1), ()
    for number, (_, _, text) in enumerate(notes, block + 2):
        yield "paragraph", text, Place((_NOTES_TITLE,), number), ()


def _blocks(element: Any) -> Iterator[Any]:
    """The paragraphs and tables in an element, in their order: each with the text boxes and tables that stand in it."""
    for one in element:
        kind = local_name(one)
        if kind in {"p", "tbl"}:
            yield one
            for inner in _standing_in(one, cell=False):
                yield from _blocks(inner) if local_name(inner) == "txbxContent" else (inner,)
        elif kind in _AROUND:
            yield from _blocks(one)


def _standing_in(element: Any, *, cell: bool) -> Iterator[Any]:
    """The text boxes in a block, and the tables in the cells of a table."""
    for one in element:
        kind = local_name(one)
        if kind == "txbxContent" or (kind == "tbl" and cell):
            yield one
        if kind == "tbl" or kind not in _NOT_READ:
            yield from _standing_in(one, cell=cell or kind == "tc")


def _read(element: Any, parts: WordParts) -> Iterator[tuple[PassageKind, int, str]]:
    """Kind, level of a heading (else 0) and text of a paragraph or of each row of a table, without what is empty."""
    if local_name(element) == "tbl":
        found: Iterable[tuple[PassageKind, int, str]] = (("row", 0, text) for text in _rows(element))
    else:
        found = _paragraph(element, parts.style_of(element))
    yield from (one for one in found if one[2].strip(f" {CELL}"))


def _paragraph(element: Any, style: str) -> Iterator[tuple[PassageKind, int, str]]:
    text = _text(element)
    found = _HEADING.match(style)
    if found:
        yield "heading", int(found["level"] or 0) + 1, text
    elif "remark" in style.casefold():
        yield "remark", 0, text
    elif not (_CONTENTS.match(style) and "heading" not in style.casefold()):
        yield ("item" if "list" in style.casefold() else "paragraph"), 0, text


def _rows(table: Any) -> Iterator[str]:
    for row in _inside(table, "tr"):
        if not any(local_name(mark) == "del" for properties in _inside(row, "trPr") for mark in properties):
            yield CELL.join(_text(cell) for cell in _inside(row, "tc"))


def _inside(element: Any, wanted: str) -> Iterator[Any]:
    """The children of a kind, also where they stand in a control."""
    for one in element:
        kind = local_name(one)
        if kind == wanted:
            yield one
        elif kind in _AROUND:
            yield from _inside(one, wanted)


def _text(element: Any) -> str:
    """The words of a paragraph or cell, what was inserted with them, on one line."""
    return " ".join(one_hyphen(clean("".join(_words(element)), lines=False)).split())


def _words(element: Any) -> Iterator[str]:
    for one in element:
        kind = local_name(one)
        if kind == "t":
            yield one.text or ""
        elif kind in {"noBreakHyphen", "softHyphen"}:
            yield "-" if kind == "noBreakHyphen" else ""
        elif kind not in _NOT_READ:
            if kind in _BLANKS:
                yield " "
            yield from _words(one)
