"""What is checked alike in every definition: texts, ids, counts, and the braces of a wording."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from string import Formatter
from typing import Any

from fieldwork.errors import DefinitionError
from fieldwork.programme.codec import NAMING_KEYS, refuse, said, table_name
from fieldwork.programme.models import ReportPart
from fieldwork.text import clean

MOST = 1000
"""Questions, items, options: more of anything than this is a mistake or an attack, no inspection."""

LONGEST_TEXT = 5000

_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
_LIVE = re.compile(r"\{[a-z][a-z0-9_]*(?::[^{}\n]+)?\}", re.ASCII)
_PLAIN_FIELD = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


def check_id(id_: str, table: str, where: str) -> None:
    """Refuse an id that could not stand in a CSV header, on a command line or in a file name.

    Raises:
        DefinitionError: empty, longer than 64, or other than letters, digits, `.`, `-`, `_`.
    """
    if not _SAFE_ID.fullmatch(id_):
        expected = "letters, digits and . - _ only, a letter or digit first, at most 64"
        raise refuse(where, table, f"its id is {said(id_)}", expected)


def check_unique(ids: Sequence[str], noun: str, where: str, *, safe: bool = True) -> None:
    """Refuse an id that comes twice, in whatever case, and (where `safe`) one that `check_id` refuses.

    Raises:
        DefinitionError: names the id.
    """
    seen: set[str] = set()
    for id_ in ids:
        if safe:
            check_id(id_, noun, where)
        if (folded := id_.casefold()) in seen:
            raise refuse(where, f"{noun} {id_}", "its id is there twice", "each id once, whatever its case")
        seen.add(folded)


def check_count(count: int, table: str, noun: str, where: str, *, least: int = 1) -> None:
    """Refuse too few or absurdly many of something.

    Raises:
        DefinitionError: fewer than `least` or more than `MOST`.
    """
    if not least <= count <= MOST:
        raise refuse(where, table, f"it has {count} {noun}", f"from {least} to {MOST}")


def check_share(wording: str, table: str, key: str, where: str) -> None:
    """Refuse a wording that does not hold `{share}` once, or holds another pair of braces.

    Raises:
        DefinitionError: names the wording's table and key.
    """
    check_braces(wording, table, where)
    if wording.count("{share}") != 1 or wording.count("{") != 1:
        raise refuse(where, table, f"{key} is {said(wording)}", "{share} in it, once, and no other braces")


def check_braces(text: str, table: str, where: str) -> None:
    """Refuse braces that are not a plain name in a pair: `{area}` is fine; `{`, `{0}`, `{area.x!r}` are not.

    Raises:
        DefinitionError: names the text's table.
    """
    if "{" not in text and "}" not in text:
        return
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        parts = [("", "", None, None)]
    for _, name, form, conversion in parts:
        if name is not None and (form or conversion or not _PLAIN_FIELD.fullmatch(name)):
            raise refuse(where, table, f"its braces in {said(text)} are not right", "a plain name in braces")


def check_live(text: str, table: str, where: str) -> None:
    """Refuse braces that are not a live value of a report, `{area}` or `{score:RoH}`.

    Raises:
        DefinitionError: names the text's table.
    """
    if set("{}") & set(_LIVE.sub("", text)):
        raise refuse(where, table, f"its braces in {said(text)} are not right", "names such as {area} or {score:RoH}")


def check_texts(definition: object, where: str) -> None:
    """Refuse an empty text where one must be (`source` above all), a hostile or over-long one anywhere.

    Line ends are allowed in the report's furniture and parts only.

    Raises:
        DefinitionError: names the table and the key.
    """
    for kind, name, inside, key, text, needed in _texts(definition, "", ""):
        # Nearly every text passes these two, so the table's name is only made up for one that does not.
        if text and len(text) <= LONGEST_TEXT and text.isascii() and text.isprintable() and not text.isspace():
            continue
        if fault := _fault(text, needed=needed, lines=key.startswith("report.") or kind is ReportPart):
            raise _faulty(where, table_name(kind, name, inside), key, fault)


def _faulty(where: str, table: str, key: str, fault: tuple[str, str]) -> DefinitionError:
    found, expected = fault
    return refuse(where, table, f"{key} {found}", expected)


def _fault(text: str, *, needed: bool, lines: bool) -> tuple[str, str] | None:
    if not text.strip():
        return ("is empty", "some text") if needed or text else None
    if len(text) > LONGEST_TEXT:
        return f"has {len(text)} characters", f"at most {LONGEST_TEXT}"
    if clean(text, lines=lines) == unicodedata.normalize("NFC", text):
        return None
    for character in text:
        if clean(character, lines=lines) != unicodedata.normalize("NFC", character):
            return f"has the control or invisible character U+{ord(character):04X}", "plain text"
    return "has characters that cannot be shown", "plain text"


_Text = tuple[type, str, str, str, str, bool]


def _texts(table: Any, name: str, inside: str) -> Iterator[_Text]:
    """Every text of `table` and inside it: (class, id, owner's id, key, text, must it say something)."""
    kind: Any = type(table)
    for key, optional in _fields(kind):
        value = getattr(table, key)
        if isinstance(value, str):
            yield kind, name, inside, key, value, not optional
        elif isinstance(value, dict):
            for entry, text in value.items():
                yield kind, name, inside, f"{key}.{entry}", text, True
        elif isinstance(value, tuple):
            yield from _texts_of_list(value, kind, name, inside, key)
        elif is_dataclass(value):
            yield from _texts(value, "", name)


def _texts_of_list(values: tuple[Any, ...], kind: type, name: str, inside: str, key: str) -> Iterator[_Text]:
    for number, value in enumerate(values, 1):
        if isinstance(value, str):
            yield kind, name, inside, f"{key}[{number}]", value, True
        elif is_dataclass(value):
            own = next((getattr(value, naming) for naming in NAMING_KEYS if hasattr(value, naming)), "")
            yield from _texts(value, own if own.strip() else f"no. {number}", name)


@cache
def _fields(kind: type) -> tuple[tuple[str, bool], ...]:
    return tuple((f.name, f.default is not MISSING or f.default_factory is not MISSING) for f in fields(kind))
