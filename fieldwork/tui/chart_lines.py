"""A chart in block characters: scores on a scale with their intervals and bands, or counts. Legible without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.text import cells, clip, grouped, shown
from fieldwork.tui.bars import bar
from fieldwork.tui.checklist_paint import Segment, fitted, pad

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fieldwork.report.document import Chart, ChartRow
    from fieldwork.tui.styled_lines import StyledLine

SURE, BELOW, ABOVE, EDGE = "█", "▓", "░", "│"
"""A bar as far as its interval is sure of it, from there to the value, from the value on; and where a band begins."""

LEGEND = f"{SURE}{BELOW} score · {BELOW}{ABOVE} its 95% interval · {EDGE} where a comment begins"
PLAIN_LEGEND = f"{SURE}{BELOW} score · {BELOW}{ABOVE} its 95% interval"
NO_FIGURE = "–"
_FULL = 100
_LABEL_SHARE = 0.36
_LONGEST_LABEL = 44
_NARROWEST_BAR = 8


def chart_lines(chart: Chart, width: int) -> list[StyledLine]:
    """The bars of a chart, without its title; the lines are at most `width` cells wide."""
    if not chart.rows:
        return [fitted((("nothing to show yet", "dim"),), width)]
    return _scores(chart, width) if chart.kind == "scores" else _counts(chart, width)


def bar_at(chart: Chart, line: int) -> int | None:
    """The bar (from 0) that stands on a line of `chart_lines`; None for a scale or a legend."""
    place = line - (chart.kind == "scores")
    return place if 0 <= place < len(chart.rows) else None


def _label_width(rows: Sequence[ChartRow], width: int) -> int:
    longest = max(cells(shown(row.label)) for row in rows)
    return max(1, min(longest, _LONGEST_LABEL, int(width * _LABEL_SHARE)))


# -- scores --------------------------------------------------------------------------------------------------------


def _scores(chart: Chart, width: int) -> list[StyledLine]:
    label = _label_width(chart.rows, width)
    told = [_told(row) for row in chart.rows]
    right = max(cells(text) for text in told)
    room = max(_NARROWEST_BAR, width - label - right - 4)
    edges = sorted({band.start for band in chart.bands if 0 < band.start < _FULL})
    lines = [fitted(((" " * (label + 1) + _axis(edges, room), "dim"),), width)]
    for row, words in zip(chart.rows, told, strict=True):
        segments: list[Segment] = [(pad(row.label, label) + " ", "")]
        segments += score_bar(row, room, edges)
        segments.append((f" {words}", "bold" if row.value is not None else "dim"))
        lines.append(fitted(segments, width))
    lines.append(fitted(((LEGEND if edges else PLAIN_LEGEND, "dim"),), width))
    return lines


def _told(row: ChartRow) -> str:
    if row.value is None:
        return NO_FIGURE
    provisional = " ◌" if row.figure is not None and row.figure.provisional else ""
    note = f" {shown(row.note)}" if row.note else ""
    return f"{row.value:>3g}%{note}{provisional}"


def _axis(edges: Sequence[int], room: int) -> str:
    """The numbers over a scale: 0, where each band begins, 100; those that would run into another are left out."""
    line = ["0", *[" "] * (room - 1)]
    end = f"{_FULL}"
    for edge in edges:
        text, place = str(edge), cell_at(edge, room)
        if place + len(text) < room - len(end) and all(one == " " for one in line[max(0, place - 1) : place]):
            line[place : place + len(text)] = text
    line[max(0, room - len(end)) :] = end
    return "".join(line)


def cell_at(percent: float, room: int) -> int:
    """The cell of a scale of `room` cells, from 0, in which a share lies."""
    return min(room - 1, max(0, int(percent * room / _FULL)))


def score_bar(row: ChartRow, room: int, edges: Sequence[int]) -> list[Segment]:
    """The bar of a score with its interval, in exactly `room` cells."""
    value = row.value
    end = 0 if value is None else _rounded(value, room)
    low = end if row.low is None else min(end, _rounded(row.low, room))
    high = end if row.high is None else max(end, _rounded(row.high, room))
    marks = {cell_at(edge, room) for edge in edges}
    rest = "".join(EDGE if place in marks else " " for place in range(high, room))
    parts = [(SURE * low, "bar"), (BELOW * (end - low), "bar"), (ABOVE * (high - end), "dim"), (rest, "dim")]
    return [part for part in parts if part[0]]


def _rounded(percent: float, room: int) -> int:
    return min(room, max(0, int(percent * room / _FULL + 0.5)))


# -- counts --------------------------------------------------------------------------------------------------------


def _counts(chart: Chart, width: int) -> list[StyledLine]:
    label = _label_width(chart.rows, width)
    told = [NO_FIGURE if row.value is None else grouped(row.value) for row in chart.rows]
    right = max(len(text) for text in told)
    note = max((cells(shown(row.note)) for row in chart.rows), default=0)
    room = max(_NARROWEST_BAR, width - label - right - (note + 1 if note else 0) - 3)
    most = max((max(int(row.value or 0), _out_of(row)) for row in chart.rows), default=0)
    lines = []
    for row, words in zip(chart.rows, told, strict=True):
        filled, rest = bar(int(row.value or 0), most, room)
        whole = len(bar(_out_of(row), most, room)[0])
        rest = ABOVE * (whole - len(filled)) + rest[max(0, whole - len(filled)) :]
        after = f" {clip(shown(row.note), note)}" if row.note else ""
        segments = [(pad(row.label, label) + " ", ""), (filled, "bar"), (rest, "dim"), (f" {words:>{right}}", "bold")]
        lines.append(fitted([*segments, (after, "dim")], width))
    return lines


def _out_of(row: ChartRow) -> int:
    """How many answers a question has: behind the good ones the others follow, so that 9 of 9 is a whole bar."""
    return row.n or 0 if row.figure is not None and row.figure.kind == "question" else 0
