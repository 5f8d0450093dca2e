"""What Word files are made of where python-docx has no words for it: styles without a theme, borders, page numbers.

python-docx is imported when a file is written and not before: 80 ms that nobody else pays.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.text.paragraph import Paragraph
    from docx.text.parfmt import ParagraphFormat

FONT = "Arial"
"""UKAAF G003: a legible typeface without serifs, such as Arial."""

_RELICS = ("/thumbnail", "/stylesWithEffects")
"""What the template brings that would be of another document: its picture, and its styles as Word 2010 saw them."""


def new_style(document: Document, name: str) -> Any:
    """A new paragraph style after Normal."""
    from docx.enum.style import WD_STYLE_TYPE

    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    return style


def set_style(style: Any, size: float, *, bold: bool = False, before: float = 0, after: float = 0) -> ParagraphFormat:
    """Give a style black `FONT` of `size` points and space around, in points; gives its format to be set further."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, False
    font.color.rgb = RGBColor(0, 0, 0)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # would win over a font that is named
        style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
    form: ParagraphFormat = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.1
    return form


def set_a4(section: Section, *, side: float, top: float, bottom: float, header: float) -> None:
    """A4, upright, with margins in millimetres; its pages count from 1."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(side)
    section.top_margin, section.bottom_margin, section.header_distance = Mm(top), Mm(bottom), Mm(header)
    section.footer_distance = Mm(bottom / 2)
    number = OxmlElement("w:pgNumType")
    number.set(qn("w:start"), "1")
    section._sectPr.find(qn("w:pgMar")).addnext(number)


def set_properties(document: Document, title: str, made: datetime, language: str = "en-GB") -> None:
    """The file's own title, language and date; its template's author, comments, picture and old styles go."""
    from docx.oxml.ns import qn

    about = document.core_properties
    about.title, about.author, about.comments, about.language = title[:255], "", "", language
    for rels in (document.part.package.rels, document.part.rels):
        for key, relation in list(rels.items()):
            if relation.reltype.endswith(_RELICS):
                del rels[key]
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # with the template's 14 Word writes "Compatibility Mode" over the file
    about.created = about.modified = made


def set_borders(paragraph: Paragraph, *sides: str) -> None:
    """Lines around a paragraph: ``top``, ``left``, ``bottom``, ``right``, and ``between`` it and the next like it."""
    _border(paragraph._p.get_or_add_pPr(), sides)


def set_style_borders(style: Any, *sides: str) -> None:
    """The same lines around every paragraph of a style."""
    _border(style.element.get_or_add_pPr(), sides)


def _border(properties: Any, sides: tuple[str, ...]) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:pBdr")
    for side in sides:
        border = OxmlElement(f"w:{side}")
        size, colour = ("4", "777777") if side == "between" else ("8", "000000")
        for name, value in (("val", "single"), ("sz", size), ("space", "4"), ("color", colour)):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
    )


def add_page_number(paragraph: Paragraph) -> None:
    """The number of the page, as a field."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)


def begin_section(document: Document) -> Section:
    """A section on a new page. The break goes into the last paragraph: one of its own could take a page of its own."""
    section: Section = document.add_section()
    carrier = document.element.body[-2]
    carrier.getprevious().set_sectPr(carrier.pPr.sectPr)
    document.element.body.remove(carrier)
    return section
