"""Questionnaire items that can be keyed with one digit and counted, and skips that can be followed in paper order."""

from __future__ import annotations

from fieldwork.programme.codec import refuse, said
from fieldwork.programme.models import Condition, Item, Questionnaire
from fieldwork.programme.soundness import check_share

RESERVED_COLUMNS = frozenset({"serial", "keyed_by", "keying"})
"""Column names of a returns file that no item may take (DESIGN 6)."""

MOST_OPTIONS = 9  # one digit keys one option, and 0 is "left blank" (DESIGN 5)
LEAST_OPTIONS = 2
MOST_CONDITIONS = 20


def check_items(questionnaire: Questionnaire, where: str) -> None:
    """Refuse items that could not be keyed, counted or reported.

    Raises:
        DefinitionError: names `where`, the item, what was found and what was expected.
    """
    for item in questionnaire.items:
        table = f"item {item.id}"
        if item.id.casefold() in RESERVED_COLUMNS:
            raise refuse(where, table, "that name is a column of every returns file", "another id")
        if item.kind == "text":
            _check_free_text(item, table, where)
        else:
            _check_options(item, table, where)
        if item.finding:
            check_share(item.finding, table, "finding", where)
    _check_skips(questionnaire, where)


def _check_free_text(item: Item, table: str, where: str) -> None:
    for key in ("options", "favourable", "finding"):
        if getattr(item, key):
            raise refuse(where, table, f"it is free text and has {key}", f"no {key} for kind text")


def _check_options(item: Item, table: str, where: str) -> None:
    values = [option.value for option in item.options]
    if not LEAST_OPTIONS <= len(values) <= MOST_OPTIONS:
        raise refuse(where, table, f"it has {len(values)} options", f"from {LEAST_OPTIONS} to {MOST_OPTIONS}")
    for number, value in enumerate(values, 1):
        if value != str(number):
            raise refuse(where, table, f"option {number} has the value {said(value)}", f"'{number}'")
    for value in item.favourable:
        if value not in values:
            raise refuse(where, table, f"favourable has {said(value)}", f"one of {', '.join(values)}")
    if len(set(item.favourable)) != len(item.favourable):
        raise refuse(where, table, "favourable names an option twice", "each option once")
    if item.finding and not item.favourable:
        raise refuse(where, table, "it has a finding and no favourable option", "the options that the finding counts")


def _check_skips(questionnaire: Questionnaire, where: str) -> None:
    """A condition is on an item that stands earlier, so no chain of them can be circular."""
    earlier: dict[str, Item] = {}
    for item in questionnaire.items:
        if item.asked_if != "all" and not item.asked_when:
            raise refuse(where, f"item {item.id}", f"it has asked_if = {said(item.asked_if)} alone", "asked_when too")
        if len(item.asked_when) > MOST_CONDITIONS:
            found = f"asked_when has {len(item.asked_when)} conditions"
            raise refuse(where, f"item {item.id}", found, f"at most {MOST_CONDITIONS}")
        for number, condition in enumerate(item.asked_when, 1):
            _check_condition(condition, earlier, f"condition no. {number} of {item.id}", where)
        earlier[item.id] = item


def _check_condition(condition: Condition, earlier: dict[str, Item], table: str, where: str) -> None:
    asked = earlier.get(condition.item)
    if asked is None:
        raise refuse(where, table, f"its item is {said(condition.item)}", "the id of an item that stands earlier")
    if asked.kind == "text":
        raise refuse(where, table, f"its item {asked.id} is free text", "an item with options")
    if not condition.options:
        raise refuse(where, table, "it has no options", f"options of {asked.id}")
    values = [option.value for option in asked.options]
    for value in condition.options:
        if value not in values:
            raise refuse(where, table, f"its options have {said(value)}", f"one of {', '.join(values)}")
    if len(set(condition.options)) != len(condition.options):
        raise refuse(where, table, "it names an option twice", "each option once")
