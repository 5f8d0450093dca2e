"""The table of inspectors and days, as lines: what each has, what is left, and how many judgements she made when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from fieldwork.analysis.days import ByDay, days_of
from fieldwork.analysis.progress import Totals
from fieldwork.text import cells, clip, shown
from fieldwork.tui.rows import BLANK, Row

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NAME = 9
_CELL = 7
_FIXED = ("cases", "done", "left")
_ALL = "all"
_EARLIER = "earlier"


def day_words(day: str) -> tuple[str, str]:
    """A day in two short lines: "Tue" and "2 Jun"; one that is not known has none."""
    if not day:
        return "no", "date"
    found = date.fromisoformat(day)
    return _DAYS[found.weekday()], f"{found.day} {_MONTHS[found.month - 1]}"


def days_rows(counts: ByDay, totals: Mapping[str, Totals], width: int) -> list[Row]:
    """The table for a width: the latest days that fit, those before them in one column."""
    days = days_of(counts)
    room = max(1, (width - 1 - _NAME) // _CELL - len(_FIXED) - 1)
    latest = days if len(days) <= room else days[len(days) - room + 1 :]
    earlier = days[: len(days) - len(latest)]
    over = [*[""] * len(_FIXED), *([""] if earlier else []), *(day_words(day)[0] for day in latest), ""]
    under = [*_FIXED, *([_EARLIER] if earlier else []), *(day_words(day)[1] for day in latest), _ALL]
    rows = [_row("", over, "head"), _row("inspector", under, "head")]
    names = sorted({*counts, *(name for name in totals if name)})
    if "" in totals:
        names.append("")
    for name in names:
        cells_of_one = [*_case_cells(totals.get(name)), *_day_cells(counts.get(name, {}), earlier, latest)]
        rows.append(_row(name or "nobody", cells_of_one, "", target=name or "nobody"))
    every = {day: sum(of_one.get(day, 0) for of_one in counts.values()) for day in days}
    whole = _sum(totals.values())
    return [*rows, BLANK, _row("together", [*_case_cells(whole), *_day_cells(every, earlier, latest)], "bold")]


def _sum(totals: Iterable[Totals]) -> Totals:
    found = list(totals)
    return Totals(
        sum(one.cases for one in found), sum(one.complete for one in found), left=sum(one.left for one in found)
    )


def _case_cells(totals: Totals | None) -> list[str]:
    one = totals or Totals()
    return [f"{one.cases:,}", f"{one.complete:,}", f"{one.left:,}"]


def _day_cells(of_one: Mapping[str, int], earlier: Sequence[str], latest: Sequence[str]) -> list[str]:
    before = [sum(of_one.get(day, 0) for day in earlier)] if earlier else []
    numbers = [*before, *(of_one.get(day, 0) for day in latest), sum(of_one.values())]
    return [_number(number) if number else "·" for number in numbers]


def _number(number: int) -> str:
    """With its comma, where that leaves a blank before it."""
    words = f"{number:,}"
    return words if len(words) < _CELL else str(number)


def _row(name: str, texts: Sequence[str], style: str, *, target: str = "") -> Row:
    first = clip(shown(name), _NAME)
    line = f" {first}{' ' * (_NAME - cells(first))}" + "".join(f"{text:>{_CELL}}" for text in texts)
    return Row(((line, style),), target, stop=bool(target), about=line)


def latest_day_line(counts: ByDay) -> str:
    """What was judged on the latest day, by initials: "judgements on Fri 12 Jun  DO 298, EP 310"; empty where none."""
    days = [day for day in days_of(counts) if day]
    if not days:
        return ""
    by = [(name, of_one[days[-1]]) for name, of_one in counts.items() if days[-1] in of_one]
    parts = ", ".join(f"{shown(name)} {count:,}" for name, count in by)
    return f"judgements on {' '.join(day_words(days[-1]))}  {parts}"
