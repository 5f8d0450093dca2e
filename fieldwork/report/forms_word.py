"""A printed questionnaire as a Word file: a section for each copy, with its serial in the header of every page.

Headings are Word's own styles, so that a reader can go from question to question. A question stays with its answers on
one page. Every copy is the first one's paragraphs over again: a hundred take little longer than one.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime
from typing import TYPE_CHECKING, Any

from fieldwork.report.forms import LINES, SIZES, BatchSlip, Box, FormItem, PrintedForm
from fieldwork.report.word_parts import (
    add_page_number,
    begin_section,
    new_style,
    set_a4,
    set_borders,
    set_properties,
    set_style,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.text.paragraph import Paragraph

_SYMBOLS = "Segoe UI Symbol"
_BOX = "\u2610"
_SIDE, _TEXT_WIDTH = 18, 174
"""Millimetres: the margin on either side, and what is between them."""
_ALL_SIDES = ("top", "left", "bottom", "right")


def forms_to_word(form: PrintedForm, made: datetime) -> bytes:
    """The batch slip, where there is one, and a copy for each serial; `made` is the file's own date, UTC."""
    import docx

    document = docx.Document()
    _set_styles(document, large=form.large)
    set_properties(document, form.title, made)
    set_a4(document.sections[0], side=_SIDE, top=28, bottom=15, header=11)
    if form.slip is not None:
        _add_slip(document, form.slip, large=form.large)
    copy: Sequence[Any] = ()
    for number, serial in enumerate(form.serials):
        begins = number > 0 or form.slip is not None
        section = begin_section(document) if begins else document.sections[0]
        _set_header(section, form, serial)
        if not copy:
            copy = _added(document, form)
        else:
            for element in copy:
                section._sectPr.addprevious(deepcopy(element))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_styles(document: Document, *, large: bool) -> None:
    from docx.shared import Mm, Pt

    text, title, question = SIZES[large]
    indent, wide = Pt(2.4 * question), Pt(3.4 * text)
    set_style(document.styles["Normal"], text, after=6)
    set_style(document.styles["Heading 1"], title, bold=True, after=8)
    heading = set_style(document.styles["Heading 2"], question, bold=True, before=14, after=2)
    heading.left_indent, heading.first_line_indent, heading.keep_together = indent, -indent, True
    heading.tab_stops.add_tab_stop(indent)
    header = document.styles["Header"]
    set_style(header, text, after=8)
    header.element.pPr.remove(header.element.pPr.tabs)
    how = set_style(new_style(document, "How to answer"), text, before=8, after=8)
    how.left_indent = how.right_indent = Mm(2)
    set_style(new_style(document, "Instruction"), text, after=2).left_indent = indent
    set_style(new_style(document, "Only if"), text, bold=True, after=2).left_indent = indent
    answer = set_style(new_style(document, "Answer"), text, before=1, after=2)
    answer.left_indent, answer.first_line_indent, answer.keep_together = indent + wide, -wide, True
    answer.tab_stops.add_tab_stop(indent + Pt(1.5 * text))
    answer.tab_stops.add_tab_stop(indent + wide)
    lines = set_style(new_style(document, "Lines to write on"), text)
    lines.left_indent, lines.right_indent, lines.line_spacing = indent + Mm(2), Mm(2), Mm(13 if large else 9.5)
    set_style(new_style(document, "Closing"), text, bold=True, before=16)


def _set_header(section: Section, form: PrintedForm, serial: str) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm, Pt

    section.header.is_linked_to_previous = False
    line = section.header.paragraphs[0]
    line.paragraph_format.tab_stops.add_tab_stop(Mm(_TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(f"{form.serial_word} ")
    number = line.add_run(serial)
    number.bold, number.font.size = True, Pt(SIZES[form.large][2])
    line.add_run(f"\t{form.page_word} ")
    add_page_number(line)
    set_borders(line, "bottom")


# -- one copy ----------------------------------------------------------------------------------------------------


def _added(document: Document, form: PrintedForm) -> list[Any]:
    """Add what is the same on every copy, and give its elements."""
    body = document.element.body
    before = len(body) - 1
    document.add_heading(form.heading, 1)
    for text in form.opening:
        document.add_paragraph(text)
    set_borders(document.add_paragraph(form.how, "How to answer"), *_ALL_SIDES)
    for item in form.items:
        _keep_together(_item_paragraphs(document, item, SIZES[form.large][0]))
    document.add_paragraph(form.closing, "Closing")
    return [deepcopy(element) for element in body[before:-1]]  # the next section's break goes into the last of them


def _item_paragraphs(document: Document, item: FormItem, size: int) -> list[Paragraph]:
    added = [document.add_heading(f"{item.number}\t{item.text}", 2)]
    added += [document.add_paragraph(item.only_if, "Only if")] if item.only_if else []
    added += [document.add_paragraph(item.hint, "Instruction")] if item.hint else []
    if item.kind == "text":
        lines = [document.add_paragraph("", "Lines to write on") for _ in range(LINES)]
        for line in lines:
            set_borders(line, "top", "left", "bottom", "right", "between")
        return added + lines
    return added + [_answer(document, box, size) for box in item.boxes]


def _answer(document: Document, box: Box, size: int) -> Paragraph:
    from docx.shared import Pt

    line = document.add_paragraph(style="Answer")
    line.add_run(box.digit).bold = True
    line.add_run("\t")
    sign = line.add_run(_BOX)
    sign.font.name, sign.font.size = _SYMBOLS, Pt(1.25 * size)
    line.add_run(f"\t{box.label}")
    if box.then:
        line.add_run(f"   → {box.then}").bold = True
    return line


def _keep_together(paragraphs: Sequence[Paragraph]) -> None:
    for paragraph in paragraphs[:-1]:
        paragraph.paragraph_format.keep_with_next = True


def _add_slip(document: Document, slip: BatchSlip, *, large: bool) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.shared import Mm, Pt

    document.add_heading(slip.heading, 1)
    document.add_paragraph(slip.about)
    table = document.add_table(0, 2, "Table Grid")
    table.autofit = False
    for column, share in zip(table.columns, (0.4, 0.6), strict=True):
        column.width = Mm(share * _TEXT_WIDTH)
    for name, value in (*slip.facts, *((blank, "") for blank in slip.blanks)):
        row = table.add_row()
        row.cells[0].text, row.cells[1].text = name, value
        row.height = Mm(16 if large else 11)
        for cell, share in zip(row.cells, (0.4, 0.6), strict=True):
            cell.width, cell.vertical_alignment = Mm(share * _TEXT_WIDTH), WD_CELL_VERTICAL_ALIGNMENT.CENTER
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    document.add_paragraph(slip.after).paragraph_format.space_before = Mm(5)
