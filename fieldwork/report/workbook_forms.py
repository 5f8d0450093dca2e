"""The sheet of the questionnaires in the report's workbook: each item with its own n, and below it its options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.analysis.small_numbers import OF_A_TABLE, is_small, risks
from fieldwork.report.workbook_grid import Column, Grid
from fieldwork.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fieldwork.analysis.tallies import ItemTally, Tally
    from fieldwork.report.contents import Contents
    from fieldwork.report.workbook_grid import Value

SMALL = "!"
"""Stands beside a count of one or two forms."""


def questionnaires_grid(contents: Contents) -> Grid:
    """Every item of every questionnaire, followed by a row for each of its options.

    An item's row counts the favourable of its answers; a percentage only from ten answers, never in a programme that
    prints none.
    """
    rates = contents.programme.scores
    columns = (
        Column("Questionnaire", width=16),
        Column("Item", width=8),
        Column("Option", width=8),
        Column("Text", width=60, wrap=True),
        Column("Good", width=7),
        Column("Ticked", "count", 9),
        Column("Favourable", "count", 11),
        Column("Of", "count", 7),
        *((Column("Percent", "percent", 9),) if rates else ()),
        Column("In words", width=24),
        Column("Blank", "count", 8),
        Column("Unreadable", "count", 11),
        Column("Two boxes", "count", 10),
        Column("Not asked", "count", 10),
        Column("Not counted", "count", 12),
        Column("Small numbers", width=44, wrap=True),
    )
    rows = tuple(row for tally in contents.tallies for row in _rows(tally, rates=rates))
    above = tuple(_went_out(tally) for tally in contents.tallies)
    small = (f"{SMALL} {OF_A_TABLE}",) if any(row[-1] for row in rows) else ()
    return Grid(
        "questionnaires",
        columns,
        rows,
        (*above, *small),
        frozen=3,
        strong_rows=frozenset(n for n, row in enumerate(rows) if row[2] is None),
    )


def _went_out(tally: Tally) -> str:
    issued = "" if tally.issued is None else f" of {tally.issued:,} issued"
    title = f"{tally.questionnaire.title} ({tally.questionnaire.id})"
    apart = "; ".join(problem.what for problem in tally.problems)
    return f"{title}: {counted(tally.returned, 'form')} returned{issued}" + (f"; {apart}" if apart else "")


def _rows(tally: Tally, *, rates: bool) -> Iterator[tuple[Value, ...]]:
    form = tally.questionnaire
    for item in tally.items.values():
        yield _item_row(form.id, item, rates=rates)
        labels = {option.value: option.label for option in item.item.options}
        for option, serials in item.answers.items():
            good = "yes" if option in item.item.favourable else None
            percent = (None,) if rates else ()
            small = SMALL if is_small(len(serials)) else None
            counts = (len(serials), None, item.of, *percent)
            yield (form.id, item.item.id, option, labels.get(option, option), good, *counts, *(None,) * 6, small)


def _item_row(form: str, item: ItemTally, *, rates: bool) -> tuple[Value, ...]:
    favourable = None if item.favourable is None else len(item.favourable)
    marks = (item.blank, item.unreadable, item.multiple, item.not_asked, item.pending)
    told = "; ".join(risk.words for risk in risks(item) if risk.printed)
    return (
        *(form, item.item.id, None, item.item.text, None, None),
        *(favourable, item.of, *((item.percent,) if rates else ()), item.words or None),
        *(len(serials) for serials in marks),
        told or None,
    )
