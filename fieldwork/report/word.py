"""A document as a Word file: real styles, numbered lists, a contents field with its entries, charts of Word's own.

The contents are a field that Word and LibreOffice can update, with the entries written out as links. They bear no page
numbers until somebody updates them (F9 in Word): which page a heading falls on only the program that sets the pages
knows, and a wrong number would be worse than none. A file that asks Word to update it when opened greets its reader
with a warning.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

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
from fieldwork.report.steps import Progress, in_steps
from fieldwork.report.word_charts import made_chart
from fieldwork.report.word_parts import add_page_number, set_a4, set_borders, set_properties
from fieldwork.report.word_styles import (
    CONTENTS_HEADING,
    REMARK,
    TABLE_END,
    contents_style,
    set_report_styles,
)
from fieldwork.report.word_tables import made_table
from fieldwork.report.word_text import (
    Lists,
    add_bookmark,
    add_text,
    begun_field,
    element,
    ended_field,
    made_paragraph,
    style_ids,
)
from fieldwork.text import clean, clip

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_SIDE, _TEXT_WIDTH = 20, 170
"""Millimetres: the margin on either side, and what is between them."""
_TWIPS_A_MILLIMETRE = 56.7
_DEEPEST = 9
_LONGEST_HEADER = 110


def to_word(document: Document, made: datetime, *, progress: Progress | None = None) -> bytes:
    """A document as a Word file.

    Args:
        document: what it says.
        made: the file's own date, UTC.
        progress: hears of every block; what it raises ends the work.
    """
    import docx

    file = docx.Document()
    set_report_styles(file, document.language)
    set_properties(file, " ".join(clean(document.name, lines=False).split()), made, document.language)
    _set_pages(file, document)
    writer = _Writer(file, document)
    for number, block in in_steps(document.blocks, progress):
        writer.add(number, block)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _set_pages(file: WordDocument, document: Document) -> None:
    """A4; over each page the title, under it the marking and the number; the first page has the marking alone."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    section = file.sections[0]
    set_a4(section, side=_SIDE, top=25, bottom=22, header=11)
    section.different_first_page_header_footer = True
    header = section.header.paragraphs[0]
    add_text(header._p, clip(" ".join(clean(document.name, lines=False).split()), _LONGEST_HEADER))
    set_borders(header, "bottom")
    add_text(section.first_page_footer.paragraphs[0]._p, document.marking)
    footer = section.footer.paragraphs[0]
    footer.paragraph_format.tab_stops.add_tab_stop(Mm(_TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    add_text(footer._p, document.marking)
    footer.add_run("\t")
    add_page_number(footer)


class _Writer:
    """Puts the blocks of a document into a Word file, one after the other."""

    def __init__(self, file: WordDocument, document: Document) -> None:
        self._file, self._document = file, document
        self._ids = style_ids(file)
        self._lists = Lists(file)
        self._end: Any = file.element.body[-1]  # the section's own properties stand last
        self._charts = 0
        self._breaks = False

    def add(self, number: int, block: Block) -> None:
        """Add a block."""
        if isinstance(block, PageBreak):
            self._breaks = True
        elif isinstance(block, Heading):
            self._heading(number, block)
        elif isinstance(block, Paragraph):
            self._paragraph("Normal", block.spans, keep=self._introduces(number))
        elif isinstance(block, Remark):
            self._paragraph(REMARK, block.text, keep=self._introduces(number))
        else:
            self._set_out(block)

    def _set_out(self, block: Listing | Table | Chart | TableOfContents) -> None:
        if isinstance(block, Listing):
            numbering = self._lists.begun(numbered=block.numbered, start=block.start)
            self._put(*(self._lists.item(numbering, item.spans, numbered=block.numbered) for item in block.items))
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Chart):
            self._charts += 1
            self._paragraph("Caption", block.title)
            language = self._document.language
            self._put(made_chart(self._file, block, self._charts, self._ids["Normal"], language))
        else:
            self._contents(block)

    def _put(self, *elements: Any) -> None:
        """Add elements; where a page break came before them, the first begins a page."""
        for one in elements:
            if self._breaks:
                one.get_or_add_pPr().get_or_add_pageBreakBefore()
                self._breaks = False
            self._end.addprevious(one)

    def _paragraph(self, style: str, text: str | Spans, *, keep: bool = False) -> Any:
        made = made_paragraph(self._ids[style], text)
        if keep:
            made.get_or_add_pPr().get_or_add_keepNext()
        self._put(made)
        return made

    def _introduces(self, number: int) -> bool:
        """Whether what comes after a paragraph is what it speaks of, and belongs on the same page."""
        after = self._document.blocks[number + 1 : number + 2]
        return bool(after) and isinstance(after[0], Listing | Table)

    def _heading(self, number: int, block: Heading) -> None:
        if block.level <= 1:
            self._paragraph("Title", block.text)
            return
        made = self._paragraph(f"Heading {min(block.level - 1, _DEEPEST)}", block.text)
        add_bookmark(made, _bookmark(number), number + 1)

    def _table(self, block: Table) -> None:
        if block.caption:
            self._paragraph("Caption", block.caption)
        elif self._breaks:
            self._paragraph(TABLE_END, "")
        self._end.addprevious(made_table(block, self._ids, round(_TEXT_WIDTH * _TWIPS_A_MILLIMETRE)))
        self._paragraph(TABLE_END, "")  # two tables with nothing between them would be one

    def _contents(self, block: TableOfContents) -> None:
        """The field with its entries, in the frame that Word puts around contents to update them."""
        lines = [line for line in self._document.outline if 1 < line.level <= block.depth]
        self._paragraph(CONTENTS_HEADING, block.title)
        if not lines:
            return
        entries = []
        for line in lines:
            entry = made_paragraph(self._ids[contents_style(line.level - 1)])
            link = element("hyperlink", anchor=_bookmark(line.block), history="1")
            add_text(entry, line.text, link)
            entry.append(link)
            entries.append(entry)
        for run in reversed(begun_field(f'TOC \\o "1-{block.depth - 1}" \\h \\z \\u')):
            entries[0].pPr.addnext(run)
        entries[-1].append(ended_field())
        self._end.addprevious(_framed(entries))


def _bookmark(number: int) -> str:
    return f"_Toc{number:06}"


def _framed(entries: Sequence[Any]) -> Any:
    frame, properties, content = element("sdt"), element("sdtPr"), element("sdtContent")
    gallery = element("docPartObj")
    gallery.append(element("docPartGallery", val="Table of Contents"))
    gallery.append(element("docPartUnique"))
    properties.append(gallery)
    content.extend(entries)
    frame.append(properties)
    frame.append(content)
    return frame
