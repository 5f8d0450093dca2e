"""The charts of a report on a sheet of its workbook, each under the figures that it is drawn from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fieldwork.report.charts import add_chart
from fieldwork.report.workbook_text import cell_text
from fieldwork.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fieldwork.report.document import Chart

CHARTS = "charts"
"""The name of the sheet."""

_LABELS, _FIGURES = 64, 15
"""Widths in characters: of the labels of bars, and of the figures beside them."""
_PIXELS_OF_A_ROW = 20
_TWO_LINES = 30
"""Points: a row with the limits of bands."""
_BAR, _FOOT, _LOWEST = 32, 80, 220
"""Pixels: a bar, the scale and the legend below the bars, and the lowest chart."""
_TITLE_FONT = {"name": "Arial", "size": 11, "bold": True, "color": "#000000"}
_WIDE = 860
_TITLE = 40
"""Pixels of a chart that its title takes; it has one of its own, for whoever copies it to another place."""
PRINT_SCALE = 70
"""Per cent at which the sheet is printed on A4 across: as wide as its widest table, and no chart of a report higher."""
_PAGE = 920
"""Pixels of the sheet that then stand on a page."""


def write_charts(book: Any, charts: Sequence[Chart]) -> None:
    """Add the sheet to an `xlsxwriter.Workbook`: under each title the figures, and under these the chart."""
    sheet = book.add_worksheet(CHARTS)
    bold = book.add_format({"bold": True, "font_size": 12})
    sheet.set_column(0, 0, _LABELS)
    most = max(len(chart.bands) for chart in charts) + 1
    sheet.set_column(1, most, _FIGURES, book.add_format({"text_wrap": True, "align": "right"}))
    row, filled, breaks = 0, 0, []
    for chart in charts:
        height = max(_LOWEST, _TITLE + _FOOT + _BAR * len(chart.rows))
        whole = height + _PIXELS_OF_A_ROW * (len(chart.rows) + 6)
        if filled and filled + whole > _PAGE:
            breaks.append(row)
            filled = 0
        filled += whole
        safe = _defused(chart)
        sheet.write_string(row, 0, safe.title, bold)
        sheet.set_row(row + 1, _TWO_LINES)
        drawn = add_chart(book, sheet, safe, row=row + 1)
        row += len(chart.rows) + 3
        drawn.set_size({"width": _WIDE, "height": height})
        drawn.set_title({"name": safe.title, "overlay": True, "name_font": _TITLE_FONT})
        room = {"x": 0.42, "y": _TITLE / height, "width": 0.55, "height": 1 - (_TITLE + _FOOT) / height}
        drawn.set_plotarea({"layout": {side: round(share, 3) for side, share in room.items()}})
        sheet.insert_chart(row, 0, drawn, {"description": safe.alternative, "object_position": 3})
        row += -(-height // _PIXELS_OF_A_ROW) + 2
    sheet.set_h_pagebreaks(breaks)


def _defused(chart: Chart) -> Chart:
    """A chart whose texts are none that a spreadsheet takes for a formula, or that no XML may hold."""
    rows = tuple(replace(row, label=cell_text(row.label)) for row in chart.rows)
    told = clean(chart.alternative, lines=False)
    return replace(chart, title=cell_text(chart.title), alternative=told, rows=rows)
