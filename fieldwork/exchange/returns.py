"""Keyed questionnaires as a table: serial, keyed_by, keying, then one column per item (DESIGN 6).

What was settled from the paper, where two keyings of a form differ, is a row of its own after them: its keying is
``settled``, `keyed_by` who settled, and only the items that were settled have a cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from fieldwork.exchange.cells import text_cell, text_of, word_of
from fieldwork.exchange.tables import Row, Sheet, quoted, rows_of
from fieldwork.programme.models import Item, Questionnaire
from fieldwork.record import names
from fieldwork.record.entry import Value
from fieldwork.record.record import Statement
from fieldwork.record.returns import MARKS, Return, is_answer, same_answer
from fieldwork.record.sitting import new_subject
from fieldwork.record.views import reference_key

SERIAL = "serial"
KEYED_BY = "keyed_by"
KEYING = "keying"
LONGEST_SERIAL = 40
LONGEST_INITIALS = 40
SETTLED = "settled"
_FIRST = (SERIAL, KEYED_BY, KEYING)
_KEYINGS = ("1", "2", SETTLED)

Form = tuple[tuple[int, int, str], str]
"""What makes two rows the same keying of the same form: serial ("7" is "07") and keying."""


def return_columns(questionnaire: Questionnaire) -> dict[str, Item]:
    """The columns of the items by name: the item's id, or ``item_ID`` where that is the name of a column before it."""
    return {(f"item_{one.id}" if one.id.casefold() in _FIRST else one.id): one for one in questionnaire.items}


def returns_sheet(questionnaire: Questionnaire, returns: Iterable[Return]) -> Sheet:
    """The returns of a questionnaire as a table; an item that is not keyed yet or disputed is left empty."""
    columns = return_columns(questionnaire)
    rows: list[tuple[str, ...]] = []
    for key, keyings in groupby(returns, key=lambda one: reference_key(one.serial)):
        del key
        form = list(keyings)
        for one in form:
            cells = (_cell(one.item(item.id)) for item in columns.values())
            rows.append((text_cell(one.serial), text_cell(one.keyed_by), str(one.keying), *cells))
        rows += (row for one in form if (row := _settled_row(one, columns.values())))
    return Sheet(f"returns-{questionnaire.id}", (*_FIRST, *columns), tuple(rows))


def _settled_row(one: Return, items: Iterable[Item]) -> tuple[str, ...]:
    values = {item.id: one.settled(item.id) for item in items}
    by = dict.fromkeys(one.settled_by(name) for name, value in values.items() if value is not None)
    cells = (_cell(value) for value in values.values())
    return (text_cell(one.serial), text_cell(", ".join(by)), SETTLED, *cells) if by else ()


def _cell(value: Value) -> str:
    if isinstance(value, dict):
        text = str(value.get("text", ""))
        return text_cell(text, MARKS) or "'"  # nothing was written, which is not the same as not keyed
    if isinstance(value, list):
        return text_cell(";".join(str(one) for one in value))
    return "" if value is None else text_cell(str(value))


def returns_from_csv(
    text: str, file: str, questionnaire: Questionnaire, returns: Sequence[Return]
) -> tuple[Statement, ...]:
    """What the CSV `text` says of forms that `returns`, those of the questionnaire in the inspection, do not say yet.

    A serial and keying that are not there begin a new return; without a `keying` it is the first. What is settled is
    said of the first keying, wherever in the file that stands, by whoever takes the file in.

    Raises:
        BadInputError: names the file, line and column, what was found and what was expected.
    """
    columns = return_columns(questionnaire)
    there: dict[Form, list[Return]] = {}
    for one in returns:
        there.setdefault((reference_key(one.serial), str(one.keying)), []).append(one)
    seen: dict[Form, tuple[Row, str]] = {}
    statements: list[Statement] = []
    for row in sorted(rows_of(text, file, (*_FIRST, *columns), (SERIAL,)), key=lambda row: _keying(row) == SETTLED):
        serial, keyed_by, keying = _serial(row), word_of(row[KEYED_BY]), _keying(row)
        form = (reference_key(serial), keying)
        if form in seen:
            again = f"serial {quoted(serial)}, keying {keying} again, as in line {seen[form][0].line}"
            raise row.error(SERIAL, "each keying of a form once", again)
        said = {item.id: _item_value(row, column, item) for column, item in columns.items()}
        if keying == SETTLED:
            first = (form[0], "1")
            held = _held(row, there.get(first, []), "") if first in there else None
            subject = held.id if held else seen[first][1] if first in seen else ""
            if not subject:
                raise row.error(SERIAL, "a form with a first keying, which alone can be settled")
            values: dict[str, Value] = {names.settled(item_id): value for item_id, value in said.items()}
        else:
            held = _held(row, there.get(form, []), keyed_by)
            subject = held.id if held else new_subject("return")
            statements += [] if held else _begun(subject, questionnaire, serial, int(keying))
            values = {names.KEYED_BY: keyed_by or None}
            values |= {names.item(item_id): value for item_id, value in said.items()}
        seen[form] = row, subject
        statements += _news(subject, held, values)
    return tuple(statements)


def _news(subject: str, held: Return | None, values: Mapping[str, Value]) -> Iterator[Statement]:
    """What is not said yet."""
    for field, value in values.items():
        if value is not None and (held is None or not same_answer(held.record.value(held.id, field), value)):
            yield Statement(subject, field, value)


def _begun(subject: str, questionnaire: Questionnaire, serial: str, keying: int) -> list[Statement]:
    return [
        Statement(subject, names.QUESTIONNAIRE, questionnaire.id),
        Statement(subject, names.SERIAL, serial),
        Statement(subject, names.KEYING, keying),
    ]


def _held(row: Row, found: Sequence[Return], keyed_by: str) -> Return | None:
    """The return that the row speaks of, None where it begins one. A colleague's keying is never written over."""
    if len(found) > 1:
        found = [one for one in found if one.keyed_by == keyed_by]
        if len(found) != 1:
            raise row.error(SERIAL, "a serial that was keyed once", f"{quoted(row[SERIAL])}, which is there twice")
    held = found[0] if found else None
    if held and keyed_by and held.keyed_by and held.keyed_by != keyed_by:
        expected = f"{quoted(held.keyed_by)}, who keyed this form (keying 2 is a second keying of it)"
        raise row.error(KEYED_BY, expected)
    return held


def _serial(row: Row) -> str:
    serial = word_of(row[SERIAL])
    if not serial:
        raise row.error(SERIAL, "the serial on the form", "an empty cell")
    if len(serial) > LONGEST_SERIAL:
        raise row.error(SERIAL, f"a serial of at most {LONGEST_SERIAL} characters")
    if len(word_of(row[KEYED_BY])) > LONGEST_INITIALS:
        raise row.error(KEYED_BY, "the initials of who keyed it")
    return serial


def _keying(row: Row) -> str:
    keying = word_of(row[KEYING]).casefold() or "1"
    if keying not in _KEYINGS:
        raise row.error(KEYING, "1, 2 or settled")
    return keying


def _item_value(row: Row, column: str, item: Item) -> Value:
    """What the cell says of an item; None where it is empty."""
    cell = row[column]
    if not cell.strip():
        return None
    value = _READERS[item.kind](cell, item)
    if not is_answer(item, value):
        raise row.error(column, _expected(item))
    return value


def _one(cell: str, _: Item) -> Value:
    word = word_of(cell)
    return word.casefold() if word.casefold() in MARKS else word


def _many(cell: str, item: Item) -> Value:
    word = word_of(cell)
    if word.casefold() in MARKS:
        return word.casefold()
    ticked = [part.strip() for part in word.split(";") if part.strip()]
    order = {option.value: number for number, option in enumerate(item.options)}
    return sorted(ticked, key=lambda value: order.get(value, -1))


def _free_text(cell: str, _: Item) -> Value:
    mark = cell.strip().casefold()
    return mark if mark in MARKS else {"text": text_of(cell)}


_READERS: dict[str, Callable[[str, Item], Value]] = {"one": _one, "many": _many, "text": _free_text}


def _expected(item: Item) -> str:
    if item.kind == "text":
        return "text, blank or unreadable (for the word itself, put a ' before it)"
    options = [option.value for option in item.options]
    numbers = f"an option from {options[0]} to {options[-1]}" if options else "an option"
    if item.kind == "many":
        return f"{numbers}, several with ; between them, or blank or unreadable"
    return f"{numbers}, or blank, unreadable or multiple"
