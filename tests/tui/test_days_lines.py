from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fieldwork.analysis.progress import Totals
from fieldwork.text import cells
from fieldwork.tui.days_lines import days_rows, latest_day_line

COUNTS = {"JN": {"2009-06-02": 120, "2009-06-03": 8}, "KM": {"2009-06-03": 1098, "": 2}}
TOTALS = {"": Totals(1, 0, left=138), "JN": Totals(3, 1, left=90)}


def lines(counts, totals, width=80):
    return [row.text.rstrip() for row in days_rows(counts, totals, width)]


def test_the_table_has_a_line_for_everybody_and_one_for_all():
    assert lines(COUNTS, TOTALS) == [
        "                                    no    Tue    Wed",
        " inspector  cases   done   left   date  2 Jun  3 Jun    all",
        " JN             3      1     90      ·    120      8    128",
        " KM             0      0      0      2      ·  1,098  1,100",
        " nobody         1      0    138      ·      ·      ·      ·",
        "",
        " together       4      1    228      2    120  1,106  1,228",
    ]


def test_days_that_do_not_fit_are_summed_up():
    counts = {"JN": {f"2009-06-{day:02}": 1 for day in range(1, 21)}}
    head, line = lines(counts, {})[1:3]
    assert head.endswith("earlier 16 Jun 17 Jun 18 Jun 19 Jun 20 Jun    all")
    assert line.split()[4:] == ["15", "1", "1", "1", "1", "1", "20"]


def test_nothing_judged_is_a_table_without_days():
    assert lines({}, {})[1].split() == ["inspector", "cases", "done", "left", "all"]
    assert latest_day_line({}) == latest_day_line({"JN": {"": 3}}) == ""


def test_the_latest_day_is_said_in_a_line():
    assert latest_day_line(COUNTS) == "judgements on Wed 3 Jun  JN 8, KM 1,098"


NAMES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)
DAYS = st.dates().map(lambda day: day.isoformat())


@given(st.dictionaries(NAMES, st.dictionaries(DAYS, st.integers(1, 9999), max_size=12), max_size=4))
def test_whatever_is_counted_the_lines_are_as_wide_as_the_screen_at_most(counts):
    for width in (80, 120):
        rows = days_rows(counts, {}, width)
        assert all(cells(row.text) <= width for row in rows)
        total = sum(sum(of_one.values()) for of_one in counts.values())
        assert rows[-1].text.split()[-1].replace(",", "") == (f"{total}" if total else "·")
