"""Bar charts of scores and of counts, drawn by XlsxWriter: charts that Word and Excel know as their own.

XlsxWriter was here already, is pure Python and draws a chart in 5 ms; what it draws stays sharp on paper, and whoever
edits the report can change it. Matplotlib would be 175 MB more and 1.2 s to import, for a picture.

Every band has a tone of its own, and figure and comment stand beside each bar, so that nothing hangs on a colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fieldwork.text import clean, clip

if TYPE_CHECKING:
    from fieldwork.report.document import Chart, ChartBand, ChartRow

INK = "#1F3864"
"""A dark blue: 11 to 1 on white, and black enough on a printer without colours."""
LONGEST_LABEL = 90
"""Characters of a label that a chart has room for, in two or three lines."""
SHEET = "Chart"
_NO_COMMENT = "without a comment"
_CHART_PART = "xl/charts/chart1.xml"


SHADES = (INK, "#7F93B5", "#D0D8E6", "#FFFFFF")
"""From the lowest band to the highest, each half as dark: the more improvement is needed, the darker the bar."""


@dataclass(frozen=True, slots=True)
class OfficeChart:
    """A chart as files of Office: the XML of the chart part, and the workbook that holds its figures."""

    xml: bytes
    workbook: bytes


def label(row: ChartRow, chart: Chart) -> str:
    """What stands beside a bar: what it is of, its figure, the comment on it, and whether it is provisional."""
    said = clip(" ".join(clean(row.label, lines=False).split()), LONGEST_LABEL)
    return f"{said}: {figure_words(row, chart)}{' (provisional)' if provisional(row) else ''}"


def figure_words(row: ChartRow, chart: Chart) -> str:
    """The figure of a bar with the comment on it: "53% SUBSTANTIAL", "17", "no figure"."""
    said = chart.said(row)
    if said is None:
        return "no figure"
    return " ".join((said.text, *clean(row.note, lines=False).split()))


def provisional(row: ChartRow) -> bool:
    """Whether answers behind a figure are missing or disputed."""
    return row.figure is not None and row.figure.provisional


def band_words(band: ChartBand) -> str:
    """A band with its limits as printed: "MODERATE (60% to 74%)"."""
    last = band.end if band.end >= 100 else band.end - 1  # noqa: PLR2004 (per cent)
    return f"{clean(band.title, lines=False)} ({band.start}% to {last}%)"


def band_number(chart: Chart, row: ChartRow) -> int | None:
    """Which band of a chart a bar lies in, from 0; None for one without a comment: its band would be one."""
    if row.value is None or not row.note or not chart.bands:
        return None
    inside = (n for n, band in enumerate(chart.bands) if band.start <= row.value < band.end)
    return next(inside, len(chart.bands) - 1 if row.value == chart.bands[-1].end else None)


def shade(chart: Chart, number: int | None) -> str | None:
    """The colour of a bar in a band of a chart; ink where there are no bands, None where it is striped: in none."""
    if number is None:
        return None if chart.bands else SHADES[0]
    return SHADES[min(number, len(SHADES) - 1)]


def office_chart(chart: Chart) -> OfficeChart:
    """A chart as Office's own, with a workbook of its figures."""
    import io  # noqa: PLC0415 (a web page draws its own charts, and needs none of these)
    import zipfile  # noqa: PLC0415 (the same)

    import xlsxwriter  # noqa: PLC0415 (33 ms, when a chart is drawn)

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(SHEET)
    sheet.insert_chart(0, 8, add_chart(book, sheet, chart))
    book.close()
    with zipfile.ZipFile(out) as files:
        return OfficeChart(files.read(_CHART_PART), out.getvalue())


def add_chart(book: Any, sheet: Any, chart: Chart, *, row: int = 0) -> Any:
    """Write the figures of a chart into a sheet of a workbook, and make its chart; whoever calls places it.

    Args:
        book: an `xlsxwriter.Workbook`.
        sheet: a worksheet of it, in which the figures go.
        chart: what it shows.
        row: the first row that is free: a header, then a row for each bar is written from there, in columns A to
            the number of bands and one.

    Returns:
        An `xlsxwriter.chart.Chart`, for `insert_chart`.
    """
    name, last = sheet.get_name(), row + len(chart.rows)
    columns: list[tuple[str, int | None]] = [(band_words(band), n) for n, band in enumerate(chart.bands)]
    if not columns or any(band_number(chart, one) is None for one in chart.rows if one.value is not None):
        columns.append((_NO_COMMENT if columns else clean(chart.title, lines=False), None))
    for number, bar in enumerate(chart.rows, row + 1):
        sheet.write_string(number, 0, label(bar, chart))
    made = book.add_chart({"type": "bar"})
    for column, (title, band) in enumerate(columns, 1):
        sheet.write_string(row, column, title)
        inside = [one if band_number(chart, one) == band else None for one in chart.rows]
        for number, one in enumerate(inside, row + 1):
            if one is not None and one.value is not None:
                sheet.write_number(number, column, one.value)
        made.add_series(
            {
                "name": [name, row, column],
                "categories": [name, row + 1, 0, last, 0],
                "values": [name, row + 1, column, last, column],
                "overlap": 100,
                "gap": 40,
                "border": {"color": INK, "width": 1},
                **_filled(shade(chart, band)),
                **_intervals(inside),
            }
        )
    _set_axes(made, chart)
    return made


def _filled(colour: str | None) -> dict[str, Any]:
    if colour is not None:
        return {"fill": {"color": colour}}
    return {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": INK, "bg_color": "#FFFFFF"}}


def _intervals(rows: list[ChartRow | None]) -> dict[str, Any]:
    """Whiskers from the lower to the upper bound of each bar that has them."""
    reach = [_reach(row) for row in rows]
    if not any(up or down for up, down in reach):
        return {}
    bars = {"plus_values": [up for up, _ in reach], "minus_values": [down for _, down in reach]}
    return {"y_error_bars": {"type": "custom", "line": {"color": "#000000", "width": 1.5}, **bars}}


def _reach(row: ChartRow | None) -> tuple[float, float]:
    if row is None or row.value is None or row.low is None or row.high is None:
        return (0, 0)
    return (round(row.high - row.value, 2), round(row.value - row.low, 2))


def _set_axes(made: Any, chart: Chart) -> None:
    font = {"name": "Arial", "size": 9, "color": "#000000"}
    line = {"color": "#000000", "width": 0.75}
    grid = {"visible": True, "line": {"color": "#BFBFBF", "width": 0.5}}
    scale: dict[str, Any] = {
        "num_font": font,
        "line": line,
        "major_gridlines": grid,
        "minor_tick_mark": "none",
        "min": 0,
    }
    if chart.kind == "scores":
        made.set_x_axis({**scale, "max": 100, "major_unit": 20, "num_format": '0"%"'})
    else:
        made.set_x_axis({**scale, "num_format": "#,##0", **_whole(chart)})
    # the first bar is the uppermost, and the scale stays at the foot
    made.set_y_axis({"num_font": font, "line": line, "reverse": True, "crossing": "max", "major_tick_mark": "none"})
    made.set_chartarea({"border": {"none": True}})
    made.set_title({"none": True})
    bars = 10 * len(chart.rows)
    height = 0.98 * bars / (bars + (26 if chart.bands else 14)) if bars else 0.5  # the rest is for scale and legend
    made.set_plotarea({"layout": {"x": 0.42, "y": 0.01, "width": 0.55, "height": round(height, 3)}})
    made.set_legend({"position": "bottom", "font": font} if chart.bands else {"none": True})
    made.show_blanks_as("gap")


def _whole(chart: Chart) -> dict[str, Any]:
    """No halves of a case on the scale."""
    most = max((row.value or 0 for row in chart.rows), default=0)
    return {"major_unit": 1, "max": most + 1} if most < 10 else {}  # noqa: PLR2004 (ticks that fit)
