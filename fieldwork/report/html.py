"""A document as one web page that needs nothing else: no script, no picture, no network, and it prints well on A4.

Every text is escaped where it is rendered, so that nothing anyone typed is markup.
"""

from __future__ import annotations

import re
from html import escape

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

_SPACES = re.compile(r"\s+")
_STYLE = """\
@page { size: A4; margin: 14mm 15mm; }
:root { color-scheme: light; }
body { font: 11pt/1.4 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; color: #111; background: #fff;
  max-width: 46em; margin: 2em auto; padding: 0 1em; overflow-wrap: break-word; }
h1 { font-size: 1.5em; line-height: 1.2; margin: 0 0 .4em; }
h2 { font-size: 1.2em; line-height: 1.25; margin: 1.1em 0 .3em; }
h3, h4, h5, h6 { font-size: 1em; margin: .9em 0 .2em; }
h1, h2, h3, h4, h5, h6 { break-after: avoid; }
p { margin: .4em 0; orphans: 2; widows: 2; }
ul, ol { margin: .2em 0 .6em; padding-left: 1.4em; }
li { margin: .1em 0; break-inside: avoid; }
table { border-collapse: collapse; width: 100%; margin: .5em 0 .9em; }
th, td { text-align: left; vertical-align: top; padding: .2em .6em .2em 0; border-bottom: 1px solid #bbb; }
th { border-bottom: 2px solid #555; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
aside { border-left: 3px solid #999; padding-left: .7em; margin: .7em 0; color: #444; font-size: .92em; }
body.compact { font-size: 9pt; line-height: 1.25; }
body.compact main { columns: 2; column-gap: 2em; }
body.compact h1, body.compact h1 + p, body.compact table { column-span: all; }
body.compact h1 + p { margin-bottom: .6em; }
body.compact h1 { font-size: 1.35em; }
body.compact h2 { font-size: 1.05em; margin: .6em 0 .1em; }
body.compact p { margin: .15em 0; }
body.compact ul, body.compact ol { margin: 0 0 .25em; }
body.compact li { margin: 0; }
@media print { body { max-width: none; margin: 0; padding: 0; } a { color: inherit; text-decoration: none; } }
"""


def to_html(document: Document, *, compact: bool = False) -> str:
    """A document as a whole HTML page; with its title and language.

    Args:
        document: what it says.
        compact: set closer, smaller and in two columns, for what has to fit one page.
    """
    title = document.name
    body = "\n".join(_rendered(block, document) for block in document.blocks)
    kind = ' class="compact"' if compact else ""
    return f"""\
<!DOCTYPE html>
<html lang="{_text(document.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="fieldwork">
<title>{_text(title)}</title>
<style>
{_STYLE}</style>
</head>
<body{kind}>
<main>
{body}
</main>
</body>
</html>
"""


def _text(text: str) -> str:
    return escape(" ".join(clean(text, lines=False).split()))


def _rendered(block: Block, document: Document) -> str:
    if isinstance(block, Heading):
        level = min(max(block.level, 1), 6)
        return f"<h{level}>{_text(block.text)}</h{level}>"
    if isinstance(block, Paragraph):
        return f'<p dir="auto">{_spans(block.spans)}</p>'
    if isinstance(block, Listing):
        kind = "ol" if block.numbered else "ul"
        return "\n".join(
            [f"<{kind}>", *(f'<li dir="auto">{_spans(item.spans)}</li>' for item in block.items), f"</{kind}>"]
        )
    if isinstance(block, Remark):
        return f'<aside><p dir="auto">{_text(block.text)}</p></aside>'
    return _set_out(block, document)


def _set_out(block: Table | Chart | TableOfContents | PageBreak, document: Document) -> str:
    if isinstance(block, TableOfContents):
        return _contents(block, document)
    if isinstance(block, PageBreak):
        return ""
    return _table(chart_table(block) if isinstance(block, Chart) else block)


def _spans(spans: Spans) -> str:
    texts = [(span, escape(_SPACES.sub(" ", clean(span.text)))) for span in spans]
    return "".join(f"<strong>{text}</strong>" if span.strong else text for span, text in texts if text)


def _contents(block: TableOfContents, document: Document) -> str:
    lines = [line.text for line in document.outline if 1 < line.level <= block.depth]
    return "\n".join([f"<p>{_text(block.title)}</p>", "<ul>", *(f"<li>{_text(line)}</li>" for line in lines), "</ul>"])


def _table(block: Table) -> str:
    head = "".join(f'<th scope="col">{_text(cell)}</th>' for cell in block.header)
    rows = ("".join(f'<td dir="auto">{_text(cell)}</td>' for cell in row) for row in block.texts)
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    caption = f"<caption>{_text(block.caption)}</caption>\n" if block.caption else ""
    return f"<table>\n{caption}<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
