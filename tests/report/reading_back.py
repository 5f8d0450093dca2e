"""What a report says, read back from the files that it was written to, with libraries that had no part in writing."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from typing import NamedTuple
from xml.etree import ElementTree as ET

import docx
import openpyxl
from docx.table import Table as WordTable


class Said(NamedTuple):
    """A paragraph, an item of a list or a row of a table (its cells with bars between), under the nearest heading."""

    heading: str
    text: str


def squeezed(text):
    return " ".join(text.split())


def row_of(cells):
    return squeezed(" | ".join(cells))


# -- Markdown ------------------------------------------------------------------------------------------------------

_ESCAPE = re.compile(r"\\([\\`*_\[\]<>&|~$^#:.@+=\-])")
_CELLS = re.compile(r"(?<!\\)\|")
_MARK = re.compile(r"^(?:> |- |\d+\. )")


def _unmarked(text):
    text = text.replace("\\*", "\0").replace("**", "").replace("\0", "\\*")
    return squeezed(_ESCAPE.sub(r"\1", text))


def from_markdown(text):
    heading, found = "", []
    for line in text.splitlines():
        if line.startswith("#"):
            heading = _unmarked(line.lstrip("# "))
        elif line.startswith("| ---"):
            continue
        elif line.startswith("|"):
            found.append(Said(heading, row_of(_unmarked(cell) for cell in _CELLS.split(line)[1:-1])))
        elif line.strip():
            found.append(Said(heading, _unmarked(_MARK.sub("", line.strip()))))
    return found


# -- HTML ----------------------------------------------------------------------------------------------------------


class _Page(HTMLParser):
    """The texts of a page outside its contents; `bars` are the texts of its charts."""

    def __init__(self, page):
        super().__init__()
        self.heading, self.found, self.bars = "", [], []
        self._texts, self._cells, self._apart = [], [], 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, _attributes):
        if tag in ("nav", "style", "desc", "title"):
            self._apart += 1
        if tag in ("p", "li", "td", "th", "text", "figcaption", "caption") or re.fullmatch(r"h\d", tag):
            self._texts = []
        if tag == "tr":
            self._cells = []

    def handle_endtag(self, tag):
        text = squeezed("".join(self._texts))
        if tag in ("nav", "style", "desc", "title"):
            self._apart -= 1
        elif self._apart:
            return
        elif re.fullmatch(r"h\d", tag):
            self.heading = text
        elif tag in ("p", "li", "caption", "figcaption"):
            self.found.append(Said(self.heading, text))
        elif tag in ("td", "th"):
            self._cells.append(text)
        elif tag == "tr":
            self.found.append(Said(self.heading, row_of(self._cells)))
        elif tag == "text":
            self.bars.append(text)

    def handle_data(self, data):
        if not self._apart:
            self._texts.append(data)


def from_html(page):
    return _Page(page).found


def bars_of_html(page):
    """The texts of the charts, in their order."""
    return _Page(page).bars


# -- Word ----------------------------------------------------------------------------------------------------------


def from_word(content):
    heading, found = "", []
    for block in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(block, WordTable):
            found += [Said(heading, row_of(cell.text for cell in row.cells)) for row in block.rows]
        elif block.style.name.startswith(("Heading", "Title")):
            heading = squeezed(block.text)
        elif block.text.strip():
            found.append(Said(heading, squeezed(block.text)))
    return found


# -- charts of Office ----------------------------------------------------------------------------------------------

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def charts_of_office(content):
    """The charts of a Word file or a workbook: for each, what stands by its bars, with the bar's value or None."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = sorted(
            (name for name in package.namelist() if re.search(r"charts/chart\d+\.xml$", name)),
            key=lambda name: int(re.search(r"(\d+)\.xml$", name)[1]),
        )
        return [_bars(ET.fromstring(package.read(name))) for name in names]  # noqa: S314 (our own file)


def _bars(chart):
    labels, values = {}, {}
    for series in chart.iter(f"{_C}ser"):
        for points, kept in ((series.find(f"{_C}cat"), labels), (series.find(f"{_C}val"), values)):
            kept.update((point.get("idx"), point.find(f"{_C}v").text) for point in points.iter(f"{_C}pt"))
    return [(label, float(values[place]) if values.get(place) else None) for place, label in labels.items()]


# -- Excel ---------------------------------------------------------------------------------------------------------


def tables_of_workbook(content):
    """Every sheet's rows as dictionaries by heading, by the name of the sheet; the headings are where the filter is."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: _rows(sheet) for sheet in book if sheet.auto_filter.ref}


def _rows(sheet):
    header, *rows = sheet[sheet.auto_filter.ref]
    titles = [cell.value for cell in header]
    found = [dict(zip(titles, (cell.value for cell in row), strict=True)) for row in rows]
    return [row for row in found if any(value is not None for value in row.values())]
