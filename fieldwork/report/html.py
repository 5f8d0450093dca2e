"""A document as one web page that needs nothing else: no script, no network, its charts inline; it prints well on A4.

Every text is escaped where it is rendered, so that nothing anyone typed is markup. A page with a table of contents is a
whole report: its headings can be gone to, its contents can be skipped, and its title and marking stand on each page
that is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from fieldwork.report.chart_svg import to_svg
from fieldwork.report.document import (
    Block,
    Chart,
    Document,
    Heading,
    Listing,
    OutlineLine,
    PageBreak,
    Paragraph,
    Remark,
    Spans,
    Table,
    TableOfContents,
)
from fieldwork.report.html_style import STYLE, page_furniture
from fieldwork.report.steps import Progress, in_steps
from fieldwork.text import clean

_SPACES = re.compile(r"\s+")
_DEEPEST = 6
_LONGEST_FIGURE = 24
_FEW_COLUMNS = 3
"""So many fit a narrow screen; a table of more goes aside by itself there, as a chart does, by the keys too."""


def to_html(document: Document, *, compact: bool = False, progress: Progress | None = None) -> str:
    """A document as a whole HTML page, with its title and language.

    Args:
        document: what it says.
        compact: set closer, smaller and in two columns, for what has to fit one page.
        progress: hears of every block; what it raises ends the work.
    """
    whole = any(isinstance(block, TableOfContents) for block in document.blocks)
    body = "\n".join(_body(document, progress))
    style = STYLE + (page_furniture(document.name, document.marking) if whole else "")
    kind = ' class="compact"' if compact else ' class="report"' if whole else ""
    marking = f'<header class="marking">{_text(document.marking)}</header>\n' if document.marking else ""
    skip = '<a class="skip" href="#report">Skip the contents</a>\n' if whole else ""
    return f"""\
<!DOCTYPE html>
<html lang="{_text(document.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="fieldwork">
<title>{_text(document.name)}</title>
<style>
{style}</style>
</head>
<body{kind}>
{skip}{marking}<main>
{body}
</main>
</body>
</html>
"""


def _text(text: str) -> str:
    return escape(" ".join(clean(text, lines=False).split()))


def _body(document: Document, progress: Progress | None) -> Iterator[str]:
    """The blocks one after the other. What follows a page break begins on a page of its own where it is printed."""
    breaks = False
    for number, block in in_steps(document.blocks, progress):
        if isinstance(block, PageBreak):
            breaks = True
        elif breaks:
            yield f'<div class="page">\n{_rendered(block, document, number)}\n</div>'
            breaks = False
        else:
            yield _rendered(block, document, number)


def _rendered(block: Block, document: Document, number: int) -> str:
    if isinstance(block, Heading):
        level = min(max(block.level, 1), _DEEPEST)
        return f'<h{level} id="{_anchor(number)}">{_text(block.text)}</h{level}>'
    if isinstance(block, Paragraph):
        return f'<p dir="auto">{_spans(block.spans)}</p>'
    if isinstance(block, Listing):
        kind = "ol" if block.numbered else "ul"
        start = f' start="{block.start}"' if block.numbered and block.start != 1 else ""
        return "\n".join(
            [f"<{kind}{start}>", *(f'<li dir="auto">{_spans(item.spans)}</li>' for item in block.items), f"</{kind}>"]
        )
    if isinstance(block, Remark):
        return f'<aside role="note"><p dir="auto">{_text(block.text)}</p></aside>'
    return _set_out(block, document, number)


def _set_out(block: Table | Chart | TableOfContents | PageBreak, document: Document, number: int) -> str:
    if isinstance(block, TableOfContents):
        return _contents(block, document, number)
    if isinstance(block, Chart):
        title = f"<figcaption>{_text(block.title)}</figcaption>"
        return f'<figure tabindex="0">\n{title}\n{to_svg(block, number)}\n</figure>'
    return "" if isinstance(block, PageBreak) else _table(block)


def _spans(spans: Spans) -> str:
    texts = [(span, escape(_SPACES.sub(" ", clean(span.text)))) for span in spans]
    return "".join(f"<strong>{text}</strong>" if span.strong else text for span, text in texts if text)


# -- contents -----------------------------------------------------------------------------------------------------


def _anchor(number: int) -> str:
    return f"block-{number}"


def _contents(block: TableOfContents, document: Document, number: int) -> str:
    lines = [line for line in document.outline if 1 < line.level <= block.depth]
    name = f"contents-{number}"
    title = f'<p id="{name}"><strong>{_text(block.title)}</strong></p>'
    target = '<div id="report" tabindex="-1"></div>'
    return f'<nav aria-labelledby="{name}">\n{title}\n{_nested(lines)}\n</nav>\n{target}'


def _nested(lines: Sequence[OutlineLine]) -> str:
    """Lines as a list, the deeper ones as lists within it."""
    if not lines:
        return ""
    top = min(line.level for line in lines)
    starts = [n for n, line in enumerate(lines) if line.level == top or n == 0]
    entries = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        line, under = lines[start], _nested(lines[start + 1 : end])
        entries.append(f'<li><a href="#{_anchor(line.block)}">{_text(line.text)}</a>{under}</li>')
    return "\n".join(["<ul>", *entries, "</ul>"])


# -- tables -------------------------------------------------------------------------------------------------------


def _table(block: Table) -> str:
    """A table whose first column says what each row is of."""
    marks = [' class="n"' if column in block.numbers else "" for column in range(len(block.header))]
    head = "".join(_header_cell(cell, mark) for cell, mark in zip(block.header, marks, strict=True))
    rows = "\n".join(f"<tr>{_row(row, marks)}</tr>" for row in block.texts)
    caption = f"<caption>{_text(block.caption)}</caption>\n" if block.caption else ""
    table = f"<table>\n{caption}<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
    if len(block.header) <= _FEW_COLUMNS:
        return table
    name = _text(block.caption or ", ".join(filter(None, block.header)))
    return f'<div class="wide" tabindex="0" role="region" aria-label="{name}">\n{table}\n</div>'


def _header_cell(cell: str, mark: str) -> str:
    """An empty one is none: it would be a header that says nothing."""
    return f'<th scope="col"{mark}>{_text(cell)}</th>' if _text(cell) else "<td></td>"


def _number(cell: str) -> str:
    """A figure, "616 of 1,153", on one line; a longer text is none."""
    text = _text(cell)
    return text.replace(" ", "\N{NO-BREAK SPACE}") if len(text) <= _LONGEST_FIGURE else text


def _row(row: Sequence[str], marks: Sequence[str]) -> str:
    cells = [
        f'<td dir="auto"{mark}>{_number(cell) if mark else _text(cell)}</td>'
        for cell, mark in zip(row, marks, strict=True)
    ]
    if len(cells) > 1 and _text(row[0]):
        cells[0] = f'<th scope="row" dir="auto">{_text(row[0])}</th>'
    return "".join(cells)
