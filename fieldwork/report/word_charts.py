"""A chart in a Word file as Word's own: the chart, its workbook behind it, and what it shows in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fieldwork.report.charts import office_chart
from fieldwork.text import clean

if TYPE_CHECKING:
    from docx.document import Document

    from fieldwork.report.document import Chart

_WIDTH = 170
_SCALE, _LEGEND, _ROW, _TALLEST = 14, 12, 10, 225
"""Millimetres: of the chart, of its scale and legend, of each bar, and of what fits a page."""
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def made_chart(document: Document, chart: Chart, number: int, style: str, language: str) -> Any:
    """A paragraph element with a chart; `number`, from 1, is its own in the document, `style` the paragraph's id."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    package: Any = document.part.package
    drawn = office_chart(chart)
    workbook = Part(
        PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"), _WORKBOOK_TYPE, drawn.workbook, package
    )
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART_TYPE, b"", package)
    data = part.relate_to(workbook, RELATIONSHIP_TYPE.PACKAGE)
    part._blob = _linked(drawn.xml, data, language)
    return _drawing(chart, document.part.relate_to(part, RELATIONSHIP_TYPE.CHART), number, style)


def _linked(xml: bytes, data: str, language: str) -> bytes:
    """The chart's XML with its language, and its workbook instead of the settings of Excel's printer."""
    from docx.opc.oxml import serialize_part_xml
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    space: Any = parse_xml(xml)
    for one in space.iter():
        if one.tag == f"{{{_CHART}}}lang":
            one.set("val", language)
        elif "lang" in one.attrib:
            one.set("lang", language)
    for printing in space.findall(f"{{{_CHART}}}printSettings"):
        space.remove(printing)
    space.append(
        parse_xml(f'<c:externalData {nsdecls("c", "r")} r:id="{data}"><c:autoUpdate val="0"/></c:externalData>')
    )
    return bytes(serialize_part_xml(space))


def _drawing(chart: Chart, relation: str, number: int, style: str) -> Any:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Mm

    height = min(_SCALE + (_LEGEND if chart.bands else 0) + _ROW * len(chart.rows), _TALLEST)
    paragraph: Any = parse_xml(
        f"<w:p {nsdecls('w', 'wp', 'a', 'c', 'r')}><w:pPr><w:pStyle/></w:pPr><w:r><w:drawing>"
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{Mm(_WIDTH)}" cy="{Mm(height)}"/>'
        f'<wp:docPr id="{number}" name="Chart {number}"/><wp:cNvGraphicFramePr/><a:graphic>'
        f'<a:graphicData uri="{_CHART}"><c:chart r:id="{relation}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )
    paragraph.style = style
    about = next(paragraph.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"))
    about.set("title", " ".join(clean(chart.title, lines=False).split()))
    about.set("descr", " ".join(clean(chart.alternative, lines=False).split()))
    return paragraph
