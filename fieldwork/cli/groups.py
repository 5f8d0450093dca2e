"""The part of `fieldwork tally` that puts groups side by side: a column of counts for each, with its own n."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwork.analysis.groups import NO_SAMPLE, SideBySide, group_warnings
from fieldwork.analysis.small_numbers import is_small
from fieldwork.analysis.tallies import ItemTally
from fieldwork.cli.output import heading, line, paragraph, table
from fieldwork.programme.models import Item


def print_groups(sides: SideBySide) -> None:
    """Every item with a row for each answer, its favourable share and n, group by group."""
    form = sides.questionnaire
    line()
    heading(f"{form.title} ({form.id}) · by {sides.title}")
    paragraph(NO_SAMPLE)
    for words in group_warnings(sides):
        paragraph(f"! {words}", "  ")
    for item in form.items:
        if item.id == sides.item:
            continue
        line()
        paragraph(f"{item.id} {item.text}", "  ")
        rows = [("", "", *(group.label for group in sides.groups)), *_rows(sides, item)]
        for row in table(rows, "rt" + "r" * len(sides.groups), indent=2):
            line(row)


def _rows(sides: SideBySide, item: Item) -> Iterator[tuple[str, ...]]:
    found = [group.tally.items[item.id] for group in sides.groups]
    for option in item.options:
        label = f"{option.label} +" if option.value in item.favourable else option.label
        yield option.value, label, *(_count(one, option.value) for one in found)
    if any(one.favourable is not None for one in found):
        yield "", "favourable", *(_share(one) for one in found)
    yield "", "wrote something" if item.kind == "text" else "n", *(f"{one.of:,}" for one in found)


def _count(found: ItemTally, value: str) -> str:
    count = len(found.answers.get(value, ()))
    return f"! {count:,}" if is_small(count) else f"{count:,}"


def _share(found: ItemTally) -> str:
    if found.favourable is None or not found.of:
        return "-"
    percent = "" if found.percent is None else f" = {found.percent}%"
    return f"{len(found.favourable):,} of {found.of:,}{percent}"
