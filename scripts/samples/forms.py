"""Paper questionnaires keyed in an evening: a table of what stands on the forms, and who keyed them when."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from fieldwork.programme.models import Item, Questionnaire
from fieldwork.record import names
from fieldwork.record.entry import Value
from fieldwork.record.returns import MARKS
from samples import chance
from samples.diary import Diary


def key_in(diary: Diary, questionnaire: Questionnaire, forms: Path, begins: Mapping[str, datetime]) -> None:
    """Key the forms of a table: `serial,keyed_by,keying` and a column an item; each person from his or her time on."""
    clocks = dict(begins)
    with forms.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by = row["keyed_by"]
            key_form = _settle if row["keying"] == "settled" else _key_form
            clocks[by] = key_form(diary, questionnaire, row, clocks[by])


def _key_form(diary: Diary, questionnaire: Questionnaire, row: Mapping[str, str], start: datetime) -> datetime:
    labels = (questionnaire.id, row["serial"], row["keying"])
    subject, by = diary.subject("return", *labels), row["keyed_by"]
    now = start + timedelta(seconds=chance.between(8, 25, "form", *labels))
    header: dict[str, Value] = {
        names.QUESTIONNAIRE: questionnaire.id,
        names.SERIAL: row["serial"],
        names.KEYING: int(row["keying"]),
        names.KEYED_BY: by,
    }
    diary.say(now, by, *((subject, name, value) for name, value in header.items()))
    for item in questionnaire.items:
        value = _value(item, row[item.id])
        length = len(row[item.id]) // 3 if item.kind == "text" else 0
        now += timedelta(seconds=chance.between(2, 5, item.id, *labels) + length)
        diary.say(now, by, (subject, names.item(item.id), value))
    return now


def _settle(diary: Diary, questionnaire: Questionnaire, row: Mapping[str, str], start: datetime) -> datetime:
    """Say what the paper says where two keyings differ: only the items with a cell."""
    labels = (questionnaire.id, row["serial"], "settled")
    first = diary.subject("return", questionnaire.id, row["serial"], "1")
    now = start
    for item in questionnaire.items:
        if row[item.id]:
            now += timedelta(seconds=chance.between(10, 40, item.id, *labels))
            diary.say(now, row["keyed_by"], (first, names.settled(item.id), _value(item, row[item.id])))
    return now


def _value(item: Item, written: str) -> Value:
    """What a cell of the table says: an option, options joined by `;`, a mark (empty is blank), or someone's words."""
    if not written:
        return "blank"
    if written in MARKS:
        return written
    if item.kind == "text":
        return {"text": written}
    return written.split(";") if item.kind == "many" else written
