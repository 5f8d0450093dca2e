"""Groups of a questionnaire side by side, as rows: a column for each group, every one with its own n. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from fieldwork.analysis.groups import NO_SAMPLE, Group, SideBySide, group_warnings
from fieldwork.analysis.small_numbers import is_small, risks
from fieldwork.analysis.tallies import ItemTally
from fieldwork.programme.models import Item
from fieldwork.text import clip, counted, shown
from fieldwork.tui.bars import bar
from fieldwork.tui.checklist_paint import Segment, fitted, pad, size_of
from fieldwork.tui.forms_behind import forms_rows
from fieldwork.tui.rows import BLANK, Row, paragraph

_INDENT = 7
_LABEL_SHARE = 0.4
_LABEL_MOST = 36
_NARROWEST, _WIDEST = 14, 34
_COUNT = 4
_GAP = 2

Segments = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class GroupsView:
    """The groups, the first one that has a column (others may not fit), and the lines that are opened."""

    sides: SideBySide
    first: int = 0
    opened: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class _Columns:
    label: int
    column: int
    groups: Sequence[Group]
    width: int

    def row(self, label: str, cells: Sequence[Segments], target: str = "", about: str = "", style: str = "") -> Row:
        """A label and a cell for each group; a cell may be shorter than its column."""
        segments: list[Segment] = [(pad(label, self.label), style)]
        for cell in cells:
            made = fitted(cell, self.column - _GAP)
            segments += [*made, (" " * (self.column - size_of(made)), "")]
        return Row(fitted(segments, self.width), target, about=about)


def columns_that_fit(sides: SideBySide, width: int) -> int:
    """How many groups can stand side by side, at least one."""
    return max(1, min(len(sides.groups), (width - _label(width)) // _NARROWEST))


def _label(width: int) -> int:
    return min(_LABEL_MOST, max(12, int(width * _LABEL_SHARE)))


def _columns(view: GroupsView, width: int) -> _Columns:
    fit = columns_that_fit(view.sides, width)
    label = _label(width)
    groups = view.sides.groups[view.first : view.first + fit]
    return _Columns(label, min(_WIDEST, max(_NARROWEST, (width - label) // fit)), groups, width)


def group_rows(view: GroupsView, width: int) -> list[Row]:
    """All rows: what to think of, the names of the groups, then item by item."""
    sides = view.sides
    rows = [Row(fitted(((f" by {sides.title}", "head"),), width), about=sides.title)]
    rows += paragraph(NO_SAMPLE, "dim", 1, width)
    for words in group_warnings(sides):
        rows += paragraph(words, "warn", 3, width, lead=((" ! ", "warn"),))
    if not sides.groups:
        return [*rows, BLANK, Row(fitted(((" No form was keyed yet.", "dim"),), width))]
    shape = _columns(view, width)
    beyond = len(sides.groups) - len(shape.groups)
    if beyond:
        words = f"{counted(len(sides.groups), 'group')}, {len(shape.groups)} of them here: → ← show the others"
        rows += paragraph(words, "dim", 1, width)
    for item in sides.questionnaire.items:
        if item.id != sides.item:
            rows += [BLANK, *_item_rows(view, item, shape)]
    return rows


def _item_rows(view: GroupsView, item: Item, shape: _Columns) -> Iterator[Row]:
    lead = ((pad(f" {item.id}", _INDENT - 1) + " ", "head"),)
    heading = paragraph(item.text, "bold", _INDENT, shape.width, target=f"item:{item.id}", lead=lead)
    for index, row in enumerate(heading):
        yield Row(row.segments, row.target, index == 0, item.text, item.id.removeprefix("q") if index == 0 else "")
    found = [group.tally.items[item.id] for group in shape.groups]
    yield shape.row("", [((clip(shown(group.label), shape.column - _GAP), "head"),) for group in shape.groups])
    for option in item.options:
        words = f"     {'+' if option.value in item.favourable else ' '}{option.value} {option.label}"
        target = f"answer:{item.id}:{option.value}"
        cells = [_bar_cell(one, option.value, shape.column - _GAP) for one in found]
        yield shape.row(words, cells, target, option.label)
        yield from _opened(view, shape, target, partial(_ticked, option.value), item)
    yield from _sums(view, item, found, shape)


def _ticked(value: str, found: ItemTally) -> tuple[str, ...]:
    return found.answers.get(value, ())


def _bar_cell(found: ItemTally, value: str, room: int) -> Segments:
    serials = _ticked(value, found)
    filled, rest = bar(len(serials), found.of, room - _COUNT - 2)
    count = str(len(serials)).rjust(_COUNT)
    return (
        (filled, "bar"),
        (rest, ""),
        (count, "bold" if serials else "dim"),
        (" !" if is_small(len(serials)) else "", "warn"),
    )


def _sums(view: GroupsView, item: Item, found: Sequence[ItemTally], shape: _Columns) -> Iterator[Row]:
    target = f"sums:{item.id}"
    if any(one.favourable is not None and one.of for one in found):
        yield shape.row("     + favourable", [_share_cell(one) for one in found], target, style="good")
        words = [((_words(one, shape.column - _GAP), "good"),) for one in found]
        if any(cell[0][0] for cell in words):
            yield shape.row("", words, target)
        yield from _opened(view, shape, target, lambda one: one.favourable or (), item)
    title = "wrote something" if item.kind == "text" else "n"
    yield shape.row(f"       {title}", [((str(one.of), "dim"),) for one in found], f"n:{item.id}", style="dim")
    yield from _opened(view, shape, f"n:{item.id}", lambda one: one.answered, item)
    apart = [_apart(one) for one in found]
    if any(apart):
        cells: list[Segments] = [((str(len(one)), "dim"),) for one in apart]
        yield shape.row("       not in n", cells, f"apart:{item.id}", style="dim")
        yield from _opened(view, shape, f"apart:{item.id}", _apart, item)
    grave = [
        f"{group.label}: {risk.words}"
        for group, one in zip(shape.groups, found, strict=True)
        for risk in risks(one)
        if risk.kind in ("alike", "told")
    ]
    if grave:
        lead = ((" " * (_INDENT - 2), ""), ("! ", "warn"))
        yield from paragraph("; ".join(grave), "warn", _INDENT, shape.width, target=target, lead=lead)


def _share_cell(found: ItemTally) -> Segments:
    if found.favourable is None or not found.of:
        return (("–", "dim"),)
    return ((f"{len(found.favourable)} of {found.of}", "good"),)


def _words(found: ItemTally, room: int) -> str:
    """The share in per cent and in words, as far as they fit and say more than the count does."""
    percent = "" if found.percent is None else f"{found.percent}%"
    words = "" if " of the " in found.words else found.words
    both = " · ".join(part for part in (percent, words) if part)
    return both if len(both) <= room else percent


def _apart(found: ItemTally) -> tuple[str, ...]:
    return (*found.blank, *found.unreadable, *found.multiple, *found.not_asked, *found.pending)


def _opened(
    view: GroupsView, shape: _Columns, target: str, serials: Callable[[ItemTally], Sequence[str]], item: Item
) -> Iterator[Row]:
    """The forms behind every figure of a row, a line for each group."""
    if target not in view.opened:
        return
    for group in shape.groups:
        yield from forms_rows(serials(group.tally.items[item.id]), _INDENT + 3, shape.width, f"{shown(group.label)}: ")
