"""Skips: which items of a form are asked, by what stands beside the items before them. Pure.

After XForms, which XLSForm's `relevant` is written in: an item that was not answered is an empty text, and so is one
that is not asked itself, whatever somebody ticked there. Of an empty text no option is ticked: a condition on it does
not hold, and a negated one does. Blank, unreadable and two boxes ticked are not answered. What was not keyed yet (or is
disputed) is not known, and neither is what hangs on it, unless the other conditions settle it.
"""

from __future__ import annotations

from collections.abc import Mapping

from fieldwork.programme.models import Condition, Item, Questionnaire
from fieldwork.record.entry import Value


def asked(questionnaire: Questionnaire, values: Mapping[str, Value], item_id: str) -> bool | None:
    """Whether an item is asked on a form; None: not known yet, because an item that it depends on is open.

    Args:
        questionnaire: the form's items and their skips.
        values: what stands beside the items, by id, as `fieldwork.record.returns` says; None or not there: open.
        item_id: the item; it must be one of the questionnaire.
    """
    return asked_items(questionnaire, values)[item_id]


def asked_items(questionnaire: Questionnaire, values: Mapping[str, Value]) -> dict[str, bool | None]:
    """`asked` of every item, by id, in paper order."""
    found: dict[str, bool | None] = {}
    for item in questionnaire.items:  # a condition is on an earlier item, which is in `found` already
        found[item.id] = not item.asked_when or _joined(item, [_holds(c, values, found) for c in item.asked_when])
    return found


def _joined(item: Item, held: list[bool | None]) -> bool | None:
    decisive = item.asked_if == "any"
    if decisive in held:
        return decisive
    return None if None in held else not decisive


def _holds(condition: Condition, values: Mapping[str, Value], found: Mapping[str, bool | None]) -> bool | None:
    value = values.get(condition.item)
    if found[condition.item] is False:
        return condition.negated
    if value is None or found[condition.item] is None:
        return None
    ticked = value if isinstance(value, list) else [value]
    return any(option in ticked for option in condition.options) is not condition.negated


def skip_words(item: Item) -> str:
    """The skip rule of an item in words: "q3 is 1 or 2, and q4 is not 2"; empty where it is always asked."""
    parts = [
        f"{condition.item} is {'not ' if condition.negated else ''}{' or '.join(condition.options)}"
        for condition in item.asked_when
    ]
    return (", and " if item.asked_if == "all" else ", or ").join(parts)
