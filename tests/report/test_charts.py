"""Charts as Office knows them, and as a picture in a page: what they show, in words and in bars."""

from __future__ import annotations

import dataclasses
import io
import xml.etree.ElementTree as ET
import zipfile
from itertools import pairwise

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report.samples import BANDS, HOSTILE, counts_chart, scores_chart

from fieldwork.report.chart_svg import to_svg
from fieldwork.report.charts import SHADES, band_number, band_words, label, office_chart, shade
from fieldwork.report.document import Chart, ChartRow

C = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
SVG = {"s": "http://www.w3.org/2000/svg"}


def svg_of(chart: Chart) -> ET.Element:
    return ET.fromstring(to_svg(chart, 7).replace("<svg ", f'<svg xmlns="{SVG["s"]}" ', 1))  # noqa: S314 (our own)


def series(chart: Chart) -> dict[str, dict[int, float]]:
    """What each series of the office chart shows: the values by the bar's number."""
    space = ET.fromstring(office_chart(chart).xml)  # noqa: S314 (our own)
    return {
        found.find("c:tx//c:v", C).text: {
            int(point.get("idx")): float(point.find("c:v", C).text) for point in found.findall("c:val//c:pt", C)
        }
        for found in space.iter(f"{{{C['c']}}}ser")
    }


def test_a_score_lies_in_the_band_whose_edges_hold_it():
    chart = scores_chart()
    edges = [(0, 0), (39, 0), (40, 1), (59, 1), (60, 2), (74, 2), (75, 3), (100, 3)]
    assert [(value, band_number(chart, ChartRow("", value, note="x"))) for value, _ in edges] == edges
    assert band_number(chart, ChartRow("", None, note="x")) is None
    assert band_number(counts_chart(), ChartRow("", 60, note="x")) is None
    assert [band_words(band) for band in BANDS] == [
        "DRASTIC (0% to 39%)",
        "SUBSTANTIAL (40% to 59%)",
        "MODERATE (60% to 74%)",
        "MINIMUM (75% to 100%)",
    ]


def test_a_score_without_a_comment_is_striped_and_in_no_band():
    plain = dataclasses.replace(scores_chart(), rows=(ChartRow("Section 1, overall", 58), *scores_chart().rows))
    assert band_number(plain, plain.rows[0]) is None
    assert series(plain)["without a comment"] == {0: 58}
    assert b'prst="wdUpDiag"' in office_chart(plain).xml
    found = svg_of(plain)
    (stripes,) = found.findall("s:defs/s:pattern", SVG)
    assert found.find("s:rect", SVG).get("fill") == f"url(#{stripes.get('id')})"


def test_every_band_has_a_tone_of_its_own_from_dark_to_light():
    lightness = [sum(int(one[n : n + 2], 16) for n in (1, 3, 5)) for one in SHADES]
    assert lightness == sorted(lightness)
    assert min(b - a for a, b in pairwise(lightness)) > 60
    assert shade(counts_chart(), None) == SHADES[0]


def test_a_label_says_figure_and_comment_so_that_no_tone_is_needed():
    chart = scores_chart()
    assert [label(row, chart) for row in chart.rows] == [
        "1.1 Risk of Harm to others: 39% DRASTIC",
        "1.2 Likelihood of Reoffending: 60% MODERATE (provisional)",
        "1.3 Safeguarding: 59% SUBSTANTIAL",
        "3.2 Sustaining outcomes: 100% MINIMUM",
        "3.3 Nobody asked: no figure",
    ]
    assert label(counts_chart().rows[0], counts_chart()) == "custody: 6"


def test_office_shows_each_bar_in_the_series_of_its_band():
    assert series(scores_chart()) == {
        "DRASTIC (0% to 39%)": {0: 39},
        "SUBSTANTIAL (40% to 59%)": {2: 59},
        "MODERATE (60% to 74%)": {1: 60},
        "MINIMUM (75% to 100%)": {3: 100},
    }
    assert series(counts_chart()) == {"The case sample": {0: 6, 1: 49, 2: 12}}


def test_office_shows_the_interval_of_each_bar():
    space = ET.fromstring(office_chart(scores_chart()).xml)  # noqa: S314 (our own)
    (drastic, *_) = space.iter(f"{{{C['c']}}}ser")
    reach = {
        side: [float(one.text) for one in drastic.findall(f"c:errBars/c:{side}//c:pt/c:v", C)]
        for side in ("plus", "minus")
    }
    assert reach == {"plus": [9, 0, 0, 0, 0], "minus": [8.5, 0, 0, 0, 0]}


def test_the_workbook_behind_a_chart_holds_its_figures():
    book = openpyxl.load_workbook(io.BytesIO(office_chart(scores_chart()).workbook))
    rows = list(book["Chart"].iter_rows(values_only=True))
    assert rows[0][1:5] == tuple(band_words(band) for band in BANDS)
    assert rows[2][:5] == ("1.2 Likelihood of Reoffending: 60% MODERATE (provisional)", None, None, 60, None)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_is_text_in_a_chart(text):
    chart = scores_chart(text)
    files = zipfile.ZipFile(io.BytesIO(office_chart(chart).workbook))
    assert not any(b"<f>" in files.read(name) for name in files.namelist() if "worksheets/sheet" in name)
    ET.fromstring(office_chart(chart).xml)  # noqa: S314 (our own)
    found = svg_of(chart)
    assert {one.tag.split("}")[1] for one in found.iter()} == {"svg", "title", "desc", "text", "line", "rect", "path"}


def test_a_picture_says_in_words_what_it_shows():
    found = svg_of(scores_chart())
    assert found.get("role") == "img"
    assert found.get("aria-labelledby") == "chart-7-title chart-7-desc"
    assert found.find("s:title", SVG).text == "Scores by criterion"
    assert found.find("s:desc", SVG).text == "Bar chart of five scores."


def test_a_picture_has_a_bar_for_each_figure_on_one_scale():
    found = svg_of(scores_chart())
    bars = [(float(one.get("width")), one.get("fill")) for one in found.findall("s:rect", SVG)]
    full = bars[3][0]
    assert [(round(100 * width / full), fill) for width, fill in bars] == [
        (39, SHADES[0]),
        (60, SHADES[2]),
        (59, SHADES[1]),
        (100, SHADES[3]),
    ]
    texts = [one.text for one in found.findall("s:text", SVG)]
    assert texts[:4] == ["DRASTIC", "SUBSTANTIAL", "MODERATE", "MINIMUM"]
    assert {"39% DRASTIC", "30.5 to 48.0", "60% MODERATE", "55.0 to 65.0, provisional", "no figure"} <= set(texts)
    assert {"0%", "40%", "60%", "75%", "100%"} <= set(texts)


@given(st.lists(st.none() | st.integers(0, 500), max_size=6))
def test_no_bar_leaves_the_scale(values):
    rows = tuple(ChartRow(f"row {n}", value) for n, value in enumerate(values))
    found = svg_of(Chart("t", "a", "counts", rows))
    widths = [float(one.get("width")) for one in found.findall("s:rect", SVG)]
    assert len(widths) == sum(value is not None for value in values)
    assert all(0 <= width <= 310 for width in widths)
