"""A bar chart as SVG in a web page: scores on a scale with its bands and intervals, or counts.

Drawn here, because no library fits: matplotlib is 175 MB for it, and pygal brings a script and knows no bands. A bar
chart is rectangles, lines and text. It says in words what it shows (`title`, `desc`), and needs no colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from fieldwork.report.charts import INK, LONGEST_LABEL, band_number, figure_words, provisional, shade
from fieldwork.text import clean, clip, grouped, wrapped

if TYPE_CHECKING:
    from fieldwork.report.document import Chart, ChartRow

_WIDTH, _LEFT, _RIGHT = 720, 250, 560
"""Units of the drawing, about a pixel each: its width, and where the scale begins and ends."""
_ROW, _BAR, _FOOT = 36, 18, 24
_LINE = 14
_LABEL_CHARACTERS = 40


def to_svg(chart: Chart, number: int) -> str:
    """A chart as an `svg` element; `number` keeps its ids apart from those of the other charts on the page."""
    name = f"chart-{number}"
    stripes = f"{name}-stripes"
    height = _top(chart) + _ROW * len(chart.rows) + _FOOT
    return "\n".join(
        [
            f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="{name}-title {name}-desc">',
            f'<title id="{name}-title">{_text(chart.title)}</title>',
            f'<desc id="{name}-desc">{_text(chart.alternative)}</desc>',
            *_striped(chart, stripes),
            *_scale(chart, height - _FOOT),
            *(line for n, row in enumerate(chart.rows) for line in _row(chart, row, n, stripes)),
            "</svg>",
        ]
    )


def _text(text: str) -> str:
    return escape(" ".join(clean(text, lines=False).split()))


def _top(chart: Chart) -> int:
    """Where the first bar has its place: under two lines of bands, where there are any."""
    return 44 if chart.bands else 8


def _most(chart: Chart) -> float:
    """The end of the scale."""
    most = max((row.value or 0 for row in chart.rows), default=0)
    return 100 if chart.kind == "scores" else max(most, 1)


def _x(chart: Chart, value: float) -> float:
    share = min(max(value / _most(chart), 0), 1)
    return round(_LEFT + (_RIGHT - _LEFT) * share, 1)


def _striped(chart: Chart, name: str) -> Iterator[str]:
    """The stripes of bars without a comment, where there are any."""
    if any(row.value is not None and shade(chart, band_number(chart, row)) is None for row in chart.rows):
        yield (
            f'<defs><pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/>'
            f'<rect width="2" height="6" fill="{INK}"/></pattern></defs>'
        )


def _scale(chart: Chart, bottom: float) -> Iterator[str]:
    """The edges of the bands with their names over them, by turns on two lines, and the numbers under the scale."""
    top = _top(chart) - 6
    for n, band in enumerate(chart.bands):
        middle = (_x(chart, band.start) + _x(chart, band.end)) / 2
        yield f'<text x="{middle:g}" y="{14 + _LINE * (n % 2)}" class="band">{_text(clip(band.title, 20))}</text>'
        if band.start:
            x = _x(chart, band.start)
            yield f'<line x1="{x}" y1="{top}" x2="{x}" y2="{bottom}" class="edge"/>'
    yield f'<line x1="{_LEFT}" y1="{top}" x2="{_LEFT}" y2="{bottom}" class="axis"/>'
    yield f'<line x1="{_LEFT}" y1="{bottom}" x2="{_RIGHT}" y2="{bottom}" class="axis"/>'
    unit = "%" if chart.kind == "scores" else ""
    edges = [0, *(band.start for band in chart.bands if band.start), 100] if unit else [0, _most(chart)]
    for value in edges:
        yield f'<text x="{_x(chart, value)}" y="{bottom + 15:g}" class="tick">{grouped(value)}{unit}</text>'


def _row(chart: Chart, row: ChartRow, number: int, stripes: str) -> Iterator[str]:
    middle = _top(chart) + _ROW * number + _ROW / 2
    yield from _lines(wrapped(clip(row.label, LONGEST_LABEL), _LABEL_CHARACTERS)[:2], _LEFT - 8, middle, "label")
    if row.value is not None:
        width = round(_x(chart, row.value) - _LEFT, 1)
        yield (
            f'<rect x="{_LEFT}" y="{middle - _BAR / 2:g}" width="{width}" height="{_BAR}" '
            f'fill="{shade(chart, band_number(chart, row)) or f"url(#{stripes})"}" stroke="{INK}"/>'
        )
        yield from _interval(chart, row, middle)
    bounds = "" if row.low is None or row.high is None else f"{row.low:.1f} to {row.high:.1f}"
    below = ", ".join(one for one in (bounds, "provisional" if provisional(row) else "") if one)
    said = [clip(figure_words(row, chart), 24), *((below,) if below else ())]
    yield from _lines(said, _RIGHT + 10, middle, "figure")


def _lines(lines: Sequence[str], x: float, middle: float, kind: str) -> Iterator[str]:
    """Lines of text under each other around the middle of a bar."""
    first = middle + 4 - _LINE * (len(lines) - 1) / 2
    for n, line in enumerate(lines):
        yield f'<text x="{x}" y="{first + _LINE * n:g}" class="{kind}">{_text(line)}</text>'


def _interval(chart: Chart, row: ChartRow, middle: float) -> Iterator[str]:
    """A whisker with a white edge, so that it stands out from a dark bar too."""
    if row.low is None or row.high is None:
        return
    low, high = _x(chart, row.low), _x(chart, row.high)
    ends = f"M{low} {middle:g}H{high}M{low} {middle - 5:g}v10M{high} {middle - 5:g}v10"
    yield f'<path d="{ends}" class="halo"/><path d="{ends}" class="interval"/>'
