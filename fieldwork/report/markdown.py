"""A report as plain Markdown, in which nothing that anyone typed is markup.

Every text is escaped where it is rendered: a note cannot bring a heading, a link, a tag, a table cell or an image.
"""

from __future__ import annotations

import re
from itertools import groupby

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
    Spans,
    Table,
    TableOfContents,
)
from fieldwork.text import clean

_ANYWHERE = re.compile(r"([\\`*_\[\]<>&|~$^#])")
_AT_THE_START = re.compile(r"^([-+=:]|\d+(?=[.)](?:\s|$)))")
_SPACES = re.compile(r"\s+")
_LINK = re.compile(r"(?i)(:)(?=//)|(?<=mailto)(:)|(?<=xmpp)(:)|(?<=\bwww)(\.)|(@)")


def to_markdown(document: Document) -> str:
    """A document as Markdown text that ends with a line end."""
    rendered = (_rendered(block, document) for block in document.blocks)
    return "\n\n".join(text for text in rendered if text) + "\n"


def escaped(text: str, *, begins: bool = True) -> str:
    """`text` on one line, with a backslash before whatever Markdown could take for markup.

    Links that GitHub's Markdown makes of bare addresses are broken up as well. What only means something where a
    line begins (a list's dash, "1.") is escaped where `begins` is true.
    """
    line = " ".join(clean(text, lines=False).split())
    line = _ANYWHERE.sub(r"\\\1", line)
    line = _LINK.sub(lambda found: f"\\{found[0]}", line)
    if not begins:
        return line
    return _AT_THE_START.sub(lambda found: f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}", line)


def _rendered(block: Block, document: Document) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {escaped(block.text, begins=False)}"
    if isinstance(block, Paragraph):
        return _spans(block.spans)
    if isinstance(block, Listing):
        marks = (f"{number}." if block.numbered else "-" for number, _ in enumerate(block.items, block.start))
        return "\n".join(f"{mark} {_spans(item.spans)}" for mark, item in zip(marks, block.items, strict=True))
    if isinstance(block, Remark):
        return f"> {escaped(block.text)}"
    return _set_out(block, document)


def _set_out(block: Table | Chart | TableOfContents | PageBreak, document: Document) -> str:
    if isinstance(block, TableOfContents):
        return _contents(block, document)
    if isinstance(block, PageBreak):
        return ""
    return _table(chart_table(block) if isinstance(block, Chart) else block)


def _spans(spans: Spans) -> str:
    """Neighbours set alike are one text, so that nothing becomes a link where they meet; spaces stay outside stars."""
    parts: list[str] = []
    for strong, group in groupby(spans, key=lambda span: span.strong):
        text = "".join(span.text for span in group)
        said = escaped(text, begins=not parts)
        if said:
            before, after = (" " if text[place].isspace() else "" for place in (0, -1))
            parts.append(f"{before}**{said}**{after}" if strong else f"{before}{said}{after}")
        elif text and parts:
            parts.append(" ")
    return _SPACES.sub(" ", "".join(parts)).strip()


def _contents(block: TableOfContents, document: Document) -> str:
    lines = [line for line in document.outline if 1 < line.level <= block.depth]
    return "\n".join(
        [f"**{escaped(block.title)}**", "", *(f"{'  ' * (line.level - 2)}- {escaped(line.text)}" for line in lines)]
    )


def _table(block: Table) -> str:
    marks = tuple("---:" if column in block.numbers else "---" for column in range(len(block.header)))
    rows = (block.header, marks, *block.texts)
    caption = [f"**{escaped(block.caption)}**", ""] if block.caption else []
    lines = (
        f"| {' | '.join(cell if row is rows[1] else escaped(cell, begins=False) for cell in row)} |" for row in rows
    )
    return "\n".join([*caption, *lines])
