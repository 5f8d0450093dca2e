"""Paragraphs of Word from the document model: text as text, bookmarks, fields, and lists that count from 1 each.

Elements are made directly: python-docx looks a style up by its name for every paragraph, 0.7 ms each.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from fieldwork.report.document import Spans, plain
from fieldwork.text import clean

if TYPE_CHECKING:
    from docx.document import Document

_SPACES = re.compile(r"\s+")
_RIGHT_TO_LEFT = ("R", "AL")
_BOTH = (*_RIGHT_TO_LEFT, "L")


def element(tag: str, **attributes: str) -> Any:
    """An element of Word's, with attributes of Word's."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made: Any = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def style_ids(document: Document) -> dict[str, str]:
    """The ids of a document's styles by their names."""
    return {style.name: style.style_id for style in document.styles if style.name}


def made_paragraph(style_id: str, text: str | Spans = "") -> Any:
    """A paragraph element in a style, with text; one that begins from right to left is set so."""
    paragraph = element("p")
    paragraph.style = style_id
    add_text(paragraph, text)
    return paragraph


def add_text(paragraph: Any, text: str | Spans, into: Any = None) -> None:
    """Add text to a paragraph element, or to an element within it: on one line, and whatever was typed is text."""
    spans = plain(text) if isinstance(text, str) else text
    texts = [_SPACES.sub(" ", clean(span.text)) for span in spans]
    backwards = _begins_backwards("".join(texts))
    if backwards:
        paragraph.get_or_add_pPr().append(element("bidi"))
    last = max((n for n, one in enumerate(texts) if one.strip()), default=-1)
    begun = False
    for n, (span, one) in enumerate(zip(spans, texts, strict=True)):
        said = one if begun else one.lstrip()
        said = said.rstrip() if n >= last else said
        if said:
            begun = True
            (paragraph if into is None else into).append(_run(said, strong=span.strong, backwards=backwards))


def _run(text: str, *, strong: bool, backwards: bool) -> Any:
    run = element("r")
    if strong or backwards:
        properties = element("rPr")
        for name in (*(("b",) if strong else ()), *(("rtl",) if backwards else ())):
            properties.append(element(name))
        run.append(properties)
    run.append(_kept("t", text))
    return run


def _kept(tag: str, text: str) -> Any:
    """An element with a text whose spaces count."""
    from docx.oxml.ns import qn

    made = element(tag)
    made.text = text
    if text != text.strip():
        made.set(qn("xml:space"), "preserve")
    return made


def _begins_backwards(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    if text.isascii():
        return False
    found = (unicodedata.bidirectional(one) for one in text)
    return next((one for one in found if one in _BOTH), "L") in _RIGHT_TO_LEFT


# -- fields and bookmarks -----------------------------------------------------------------------------------------


def add_bookmark(paragraph: Any, name: str, number: int) -> None:
    """A bookmark around what stands in a paragraph."""
    start = element("bookmarkStart", id=str(number), name=name)
    after = paragraph.pPr
    if after is None:
        paragraph.insert(0, start)
    else:
        after.addnext(start)
    paragraph.append(element("bookmarkEnd", id=str(number)))


def begun_field(instruction: str) -> list[Any]:
    """The runs that open a field; what follows them is what the field shows, up to `ended_field`."""
    text = _kept("instrText", f" {instruction} ")
    return [_holding(element("fldChar", fldCharType="begin")), _holding(text), _holding(_separator())]


def ended_field() -> Any:
    """The run that closes a field."""
    return _holding(element("fldChar", fldCharType="end"))


def _separator() -> Any:
    return element("fldChar", fldCharType="separate")


def _holding(child: Any) -> Any:
    run = element("r")
    run.append(child)
    return run


# -- lists --------------------------------------------------------------------------------------------------------


class Lists:
    """The numbering of a document: each list with numbers gets one of its own, so that each begins anew."""

    def __init__(self, document: Document) -> None:
        """Give the styles List Number and List Bullet numberings of the house."""
        self._numbering: Any = document.part.numbering_part.element
        self._ids = style_ids(document)
        self._numbered = self._defined("decimal", "(%1)", "List Number")
        bullets = self._defined("bullet", "\u2022", "List Bullet")
        self._bullets = str(self._numbering.add_num(bullets).numId)
        self._point("List Bullet", self._bullets, document)
        self._point("List Number", str(self._numbering.add_num(self._numbered).numId), document)

    def begun(self, *, numbered: bool, start: int = 1) -> str:
        """The numbering of a new list, whose first number is `start`."""
        if not numbered:
            return self._bullets
        made = self._numbering.add_num(self._numbered)
        made.add_lvlOverride(ilvl=0).add_startOverride(start)
        return str(made.numId)

    def item(self, numbering: str, spans: Spans, *, numbered: bool) -> Any:
        """One item of a list."""
        paragraph = element("p")
        paragraph.style = self._ids["List Number" if numbered else "List Bullet"]
        paragraph.get_or_add_pPr().append(_number_of(numbering))
        add_text(paragraph, spans)
        return paragraph

    def _defined(self, kind: str, sign: str, style: str) -> int:
        from docx.oxml.ns import qn

        known = self._numbering.findall(qn("w:abstractNum"))
        number = 1 + max((int(one.get(qn("w:abstractNumId"))) for one in known), default=0)
        made = element("abstractNum", abstractNumId=str(number))
        made.append(element("multiLevelType", val="singleLevel"))
        level = element("lvl", ilvl="0")
        for name, value in (("start", "1"), ("numFmt", kind), ("pStyle", self._ids[style]), ("lvlText", sign)):
            level.append(element(name, val=value))
        level.append(element("lvlJc", val="left"))
        level.append(element("pPr"))
        level[-1].append(element("ind", left="510", hanging="510"))
        made.append(level)
        first = self._numbering.find(qn("w:num"))  # every definition stands before the first of those that use it
        if first is None:
            self._numbering.append(made)
        else:
            first.addprevious(made)
        return number

    def _point(self, style: str, numbering: str, document: Document) -> None:
        """Let a style have a numbering, so that whoever uses it by hand gets the same."""
        properties = document.styles[style].element.get_or_add_pPr()
        properties.get_or_add_numPr().get_or_add_numId().val = int(numbering)


def _number_of(numbering: str) -> Any:
    found = element("numPr")
    found.append(element("ilvl", val="0"))
    found.append(element("numId", val=numbering))
    return found
