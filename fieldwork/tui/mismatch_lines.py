"""Where two keyings differ, as rows: what was measured, who keyed how, then every item that differs. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fieldwork.analysis.second_keying import (
    Comparison,
    Keyer,
    Measured,
    Plan,
    plan_words,
    rate_words,
    report_line,
)
from fieldwork.text import clip, counted, shown
from fieldwork.tui.checklist_paint import Segment, fitted, pad
from fieldwork.tui.keying_lines import value_words
from fieldwork.tui.rows import BLANK, Row, paragraph

_SERIAL = 8
_ITEM = 7
_TOPIC_FROM = 100
"""From this width on an item is shown with its topic."""
_TOPIC = 30
_LEAST_FOR_RATE = 100
"""Answers below which mistakes per 1,000 of one person would say more than is known."""


@dataclass(frozen=True, slots=True)
class MismatchView:
    """What second keying found: the items that differ, how well it was keyed and by whom, which forms are left.

    `pace` is answers an hour by initials, of those of whom that is known.
    """

    found: Sequence[Comparison]
    measured: Measured
    keyers: Sequence[Keyer]
    plan: Plan
    pace: Mapping[str, int] = field(default_factory=dict)


def mismatch_rows(view: MismatchView, width: int) -> list[Row]:
    """All rows."""
    rows = [
        *paragraph(f"Keyed twice: {plan_words(view.plan)}.", "", 1, width),
        *paragraph(f"First keying: {rate_words(view.measured)}.", "", 1, width),
    ]
    if len(view.keyers) > 1:
        words = "; ".join(_keyer_words(keyer, view.pace.get(keyer.by)) for keyer in view.keyers)
        rows += paragraph(f"By who keyed, first or second: {words}.", "dim", 1, width)
    line = report_line(view.measured, view.plan.forms)
    if line:
        rows += [BLANK, *paragraph(line, "accent", 10, width, lead=((" report   ", "dim"),))]
    rows.append(BLANK)
    if not view.found:
        return [*rows, *paragraph(_nothing(view.measured), "good", 1, width)]
    return [*rows, _heading(width), *_item_rows(view.found, width)]


def _nothing(found: Measured) -> str:
    return "Nothing was keyed differently." if found.forms else "Nothing was keyed twice yet: v while keying begins it."


def _keyer_words(keyer: Keyer, pace: int | None) -> str:
    rate = f" ({keyer.rate:.0f} per 1,000)" if keyer.rate is not None and keyer.answers >= _LEAST_FOR_RATE else ""
    speed = f", {pace:,} answers an hour" if pace is not None else ""
    return f"{shown(keyer.by)} {keyer.wrong:,} wrong of {keyer.answers:,}{rate}{speed}"


def _columns(width: int) -> tuple[int, int]:
    topic = _TOPIC if width >= _TOPIC_FROM else 0
    return topic, max(8, (width - _SERIAL - _ITEM - topic - 1) // 3)


def _heading(width: int) -> Row:
    topic, column = _columns(width)
    text = pad(" form", _SERIAL) + pad("item", _ITEM + topic)
    text += pad("first", column) + pad("second", column) + "the paper"
    return Row(fitted(((text, "head"),), width))


def _item_rows(found: Sequence[Comparison], width: int) -> Iterator[Row]:
    waiting = sum(one.settled is None for one in found)
    if waiting:
        yield Row(fitted(((f" {counted(waiting, 'item')} to settle: Enter, with the paper at hand", "warn"),), width))
    for index, one in enumerate(found):
        if one.settled is not None and (index == 0 or found[index - 1].settled is None):
            yield Row(fitted(((" settled", "good"),), width))
        yield _item_row(one, width)


def _item_row(one: Comparison, width: int) -> Row:
    topic, column = _columns(width)
    item, item_id = one.item, one.item.id

    def said(words: str, by: str) -> str:
        room = column - len(by) - 4
        return pad(f"{clip(words, room)} · {by}" if by else clip(words, column - 1), column)

    settled = "≠ not settled" if one.settled is None else value_words(item, one.settled)
    segments: tuple[Segment, ...] = (
        (pad(f" {one.form.serial}", _SERIAL), "accent"),
        (pad(item_id, _ITEM), "bold"),
        (pad(clip(item.topic, topic - 1), topic) if topic else "", "dim"),
        (said(value_words(item, one.first.item(item_id)), one.first.item_by(item_id)), ""),
        (said(value_words(item, one.second.item(item_id)), one.second.item_by(item_id)), ""),
        (said(settled, one.settled_by), "warn" if one.settled is None else "bold"),
    )
    target = f"item:{item_id}:{one.second.id}:{one.form.serial}"
    return Row(fitted(segments, width), target, stop=True, about=item.text, number=one.form.serial)
