from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fieldwork.report.document import Chart, ChartBand, ChartRow, FigureRef
from fieldwork.tui.chart_lines import LEGEND, chart_lines
from fieldwork.tui.checklist_paint import size_of

BANDS = (ChartBand("DRASTIC", 0, 40), ChartBand("SUBSTANTIAL", 40, 60), ChartBand("MODERATE", 60, 75))


def words(chart, width):
    return ["".join(text for text, _ in line).rstrip() for line in chart_lines(chart, width)]


def test_a_score_has_a_bar_its_interval_the_bands_and_its_comment_in_words():
    row = ChartRow("1.1 Risk of Harm", 50, 40, 60, "SUBSTANTIAL", 5, 10)
    chart = Chart("Scores", "", "scores", (row,), BANDS)
    axis, line, legend = words(chart, 57)
    assert axis.split() == ["0", "40", "60", "100"]
    assert line == "1.1 Risk of Harm ████████▓▓▓░░          50% SUBSTANTIAL"
    assert axis.index("40") == line.index("▓")
    assert legend == LEGEND


def test_what_nothing_was_answered_for_has_a_dash_and_no_bar():
    chart = Chart("Scores", "", "scores", (ChartRow("1.1", None),), BANDS)
    line = words(chart, 60)[1]
    assert line.endswith("–")
    assert "█" not in line


def test_a_provisional_score_is_marked_by_more_than_its_colour():
    figure = FigureRef("criterion", "1.1", "percent", 5, 10, provisional=True)
    chart = Chart("Scores", "", "scores", (ChartRow("1.1", 50, figure=figure),), ())
    assert words(chart, 60)[1].endswith("50% ◌")


def test_counts_are_bars_of_the_largest_and_one_case_is_not_nothing():
    chart = Chart("Sample", "", "counts", (ChartRow("community", 60), ChartRow("custody", 1), ChartRow("both", 0)))
    lines = words(chart, 40)
    assert lines[0].startswith("community █")
    assert lines[0].endswith(" 60")
    assert lines[1].startswith("custody   ▍")
    assert lines[2].split() == ["both", "0"]


def test_of_a_question_the_other_answers_stand_behind_the_good_ones():
    def of(k, n):
        return ChartRow("1.1", k, note=f"of {n}", k=k, n=n, figure=FigureRef("question", "1.1", "count", k, n))

    lines = words(Chart("Good answers", "", "counts", (of(9, 9), of(9, 18), of(0, 18))), 37)
    assert lines == [
        f"1.1 {'█' * 12}{' ' * 12} 9 of 9",
        f"1.1 {'█' * 12}{'░' * 12} 9 of 18",
        f"1.1 {'░' * 24} 0 of 18",
    ]


def test_an_empty_chart_says_so():
    assert words(Chart("Sample", "", "counts", ()), 40) == ["nothing to show yet"]


VALUES = st.one_of(st.none(), st.floats(0, 100))


@given(
    st.lists(st.tuples(st.text(max_size=60), VALUES, VALUES, VALUES, st.text(max_size=20)), max_size=5),
    st.sampled_from(["scores", "counts"]),
    st.integers(1, 130),
)
def test_no_line_is_wider_than_the_screen(rows, kind, width):
    bars = tuple(ChartRow(label, value, low, high, note) for label, value, low, high, note in rows)
    assert all(size_of(line) <= width for line in chart_lines(Chart("", "", kind, bars, BANDS), width))
