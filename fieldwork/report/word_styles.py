"""The styles of a report in Word: headings, lists, tables, contents, and remarks of the draft, each in a style's name.

They are Word's own where Word has one, so that its navigation, its contents and whoever reads aloud know them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fieldwork.report.charts import INK
from fieldwork.report.word_parts import new_style, set_style, set_style_borders

if TYPE_CHECKING:
    from docx.document import Document

REMARK = "Draft remark"
TABLE_TEXT, TABLE_HEADING, TABLE_END, TABLE = "Table text", "Table heading", "Table end", "Report table"
CONTENTS_HEADING = "Contents heading"
"""Not a heading of Word's own: it would stand in the contents itself."""

_TEXT = 11
_HEADINGS = (("Heading 1", 17, 20, 6), ("Heading 2", 13.5, 16, 4), ("Heading 3", 11.5, 12, 3))
"""Each with its size, and the space before and after it, in points."""


def contents_style(level: int) -> str:
    """The style of an entry of the contents; level 1 is the highest."""
    return f"toc {min(max(level, 1), 3)}"


def set_report_styles(document: Document, language: str) -> None:
    """Give a document made from python-docx's template the styles of a report, and its language."""
    from docx.shared import Mm, Pt, RGBColor

    _set_language(document, language)
    set_style(document.styles["Normal"], _TEXT, after=6)
    title = set_style(document.styles["Title"], 24, bold=True, before=30, after=18)
    title.keep_with_next, title.line_spacing = True, 1.0
    _drop(document.styles["Title"], "pBdr")
    for name, size, before, after in _HEADINGS:
        heading = set_style(document.styles[name], size, bold=True, before=before, after=after)
        heading.keep_with_next = heading.keep_together = True
        document.styles[name].font.color.rgb = RGBColor.from_string(INK[1:])
    set_style(document.styles["Caption"], 10, bold=True, before=8, after=3).keep_with_next = True
    for name in ("List Number", "List Bullet"):
        set_style(document.styles[name], _TEXT, after=4)
        _drop(document.styles[name], "contextualSpacing")
    for name in ("Header", "Footer"):
        set_style(document.styles[name], 8.5)
        document.styles[name].element.pPr.remove(document.styles[name].element.pPr.tabs)
    remark = set_style(new_style(document, REMARK), 10, before=4, after=8)
    remark.left_indent = Mm(3)
    document.styles[REMARK].font.italic = True
    set_style_borders(document.styles[REMARK], "left")
    set_style(new_style(document, CONTENTS_HEADING), 17, bold=True, before=6, after=6).keep_with_next = True
    for level in (1, 2, 3):
        entry = set_style(_built_in(document, contents_style(level)), _TEXT, before=3 if level == 1 else 0, after=2)
        entry.left_indent = Pt(14 * (level - 1))
    _set_table_styles(document)


def _set_table_styles(document: Document) -> None:
    set_style(new_style(document, TABLE_TEXT), 9.5, before=1.5, after=1.5)
    set_style(new_style(document, TABLE_HEADING), 9.5, bold=True, before=1.5, after=1.5).keep_with_next = True
    set_style(new_style(document, TABLE_END), 6).line_spacing = 1.0
    _add_table_style(document)


def _built_in(document: Document, name: str) -> Any:
    """A style that Word knows, and the template leaves out."""
    from docx.enum.style import WD_STYLE_TYPE

    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    style.element.set(_w("styleId"), name.upper().replace(" ", ""))
    style.base_style = document.styles["Normal"]
    return style


def _add_table_style(document: Document) -> None:
    """Lines between the rows and a broad one under the header: no boxes, nothing shaded."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    style: Any = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    line = 'w:val="single" w:space="0" w:color="7F7F7F"'
    style.element.append(
        parse_xml(
            f"<w:tblPr {nsdecls('w')}><w:tblBorders>"
            f'<w:top {line} w:sz="4"/><w:bottom {line} w:sz="4"/><w:insideH {line} w:sz="4"/></w:tblBorders>'
            '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        )
    )
    style.element.append(
        parse_xml(
            f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
            '<w:bottom w:val="single" w:sz="12" w:space="0" w:color="000000"/></w:tcBorders></w:tcPr></w:tblStylePr>'
        )
    )


def _drop(style: Any, name: str) -> None:
    """Take away what the template says of a style's paragraphs."""
    for found in style.element.pPr.findall(_w(name)):
        style.element.pPr.remove(found)


def _set_language(document: Document, language: str) -> None:
    """The language of all text: for spelling, hyphenation and reading aloud."""
    from docx.oxml.ns import qn

    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
    document.settings.element.find(qn("w:themeFontLang")).set(qn("w:val"), language)


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))
