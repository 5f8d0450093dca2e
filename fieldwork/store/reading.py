"""The strict reader: bytes of an inspection file become tables, or one sentence says what is wrong (STORAGE rule 9).

An empty, all-NUL, unreadable or misshapen file is never a new inspection (rule 4).
"""

from __future__ import annotations

import json
from itertools import repeat
from math import isfinite
from pathlib import Path
from typing import Any

from fieldwork.errors import DamagedFileError, StoreError
from fieldwork.store.snapshot import ENTRIES, FORMAT, HEADER, SEALED_FORMAT, lines_of
from fieldwork.text import shown

LARGEST = 100 * 1024 * 1024
"""Bytes; an inspection of 1,000 cases takes about 20 MB."""
DEEPEST = 32
_PIECE = 400
"""Lines."""
_SHALLOW = DEEPEST - 3
"""Of so many brackets that open in documents none can lie too deep."""
_LARGEST_NUMBER = 2**53
_MOST_DIGITS = 15

Tables = dict[str, dict[str, dict[str, Any]]]


def read_tables(path: Path) -> Tables:
    """The tables of the inspection file at `path`.

    Raises:
        StoreError: there is no such file, or it cannot be read.
        DamagedFileError: it is not an inspection file, or not whole; says where.
    """
    return parse_tables(read_bytes(path), path.name)


def require_file(path: Path) -> None:
    """Say so if there is no file at `path`.

    Raises:
        StoreError: nothing is there, or a folder, or the name cannot be one.
    """
    try:
        if path.is_dir():
            raise StoreError(f"{path} is a folder; an inspection is a file.")
        if not path.exists():
            raise StoreError(f"There is no file {path}.")
        if not path.is_file():
            raise StoreError(f"{path} is not an ordinary file; an inspection is one.")
    except (OSError, ValueError) as error:
        raise StoreError(f"Cannot read {str(path)!r}: {error}.") from None


def read_bytes(path: Path) -> bytes:
    """What stands in the file, if it is a file of a sensible size.

    Raises:
        StoreError: there is no such file, or it cannot be read.
        DamagedFileError: it is empty or too large.
    """
    require_file(path)
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise DamagedFileError(f"{path.name} has {size:,} bytes; an inspection has at most {LARGEST:,}.")
        raw = path.read_bytes()
    except OSError as error:
        raise StoreError(f"Cannot read {path}: {error.strerror or error}.") from None
    if not raw.strip(b"\0 \t\r\n"):
        raise DamagedFileError(f"{path.name} is empty: it is not an inspection, and was left as it is.")
    return raw


def parse_tables(raw: bytes, name: str, *, trusted: bool = False) -> Tables:
    """The tables that `raw`, the contents of the file `name`, holds.

    `trusted` says that the file is byte for byte what fieldwork wrote (its digest fits): then keys that stand twice and
    numbers too large, which fieldwork never writes, need not be looked for, and reading takes half the time.

    Raises:
        DamagedFileError: it is not an inspection file, or not whole; says where.
    """
    if trusted and (found := _in_pieces(raw)) is not None:
        tables, perhaps_deep = found
        return _checked_shape(tables, name, perhaps_deep)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DamagedFileError(f"{name} is not UTF-8 text: byte {error.start + 1} does not fit.") from None
    try:
        data = (
            json.loads(text, parse_constant=_no_constant)
            if trusted
            else json.loads(
                text,
                object_pairs_hook=_no_duplicates,
                parse_constant=_no_constant,
                parse_int=_small_number,
                parse_float=_finite,
            )
        )
    except json.JSONDecodeError as error:
        if text.startswith("\ufeff"):
            raise DamagedFileError(
                f"{name} is not whole JSON: it begins with a byte order mark; save it as UTF-8 without one."
            ) from None
        raise DamagedFileError(
            f"{name} is not whole JSON: line {error.lineno}, column {error.colno} "
            f"(byte {len(text[: error.pos].encode()) + 1:,}): {_reason(error.msg)}."
        ) from None
    except RecursionError:
        raise DamagedFileError(f"{name} is nested more than {DEEPEST} deep.") from None
    except ValueError as error:
        raise DamagedFileError(f"{name}: {error}.") from None
    if "\\ud" in text or "\\uD" in text:
        _no_lone_surrogates(data, name)
    return _checked_shape(data, name)


def _reason(message: str) -> str:
    """What Python says of broken JSON, without the "at" that its own place would follow."""
    return message.removesuffix(" starting at").removesuffix(" at")


def _in_pieces(raw: bytes) -> tuple[Any, Any] | None:
    """The tables of a file that is as fieldwork lays it out, and of them those documents that might be nested too deep.

    None where it is laid out otherwise.

    Parsed a few hundred lines at a time: a parser that is given 20 MB lets no other thread run for half a second, and
    the screen stands still.
    """
    mark = b'\n"%b":{' % ENTRIES.encode()
    try:
        head = json.loads(raw[: raw.index(mark)].rstrip(b",") + b"}")
        lines = lines_of(raw)
        documents: dict[str, Any] = {}
        perhaps_deep: dict[str, Any] = {}
        for begin in range(0, len(lines), _PIECE):
            piece = lines[begin : begin + _PIECE]
            text = b"{%b}" % b",".join(piece)
            made = json.loads(text)
            documents.update(made)
            if text.count(b"{") + text.count(b"[") - len(piece) - 1 >= _SHALLOW:  # nothing is deeper than it opens
                perhaps_deep.update(made)
    except (ValueError, RecursionError):
        return None
    if len(documents) != len(lines) or b"\\ud" in raw:
        return None
    return {**head, ENTRIES: documents}, {**head, ENTRIES: perhaps_deep}


def require_readable_value(value: Any, what: str) -> None:
    """Say so where JSON cannot hold a value, or the strict reader would refuse it: no file may be made unreadable.

    Raises:
        StoreError: begins with `what`.
    """
    if value is None or type(value) is bool:
        return
    if type(value) is str:
        if not value.isascii():
            _require_text(value, what)
    elif type(value) is int:
        if abs(value) > _LARGEST_NUMBER:
            raise StoreError(f"{what}: a number is larger than {_LARGEST_NUMBER}.")
    elif type(value) is tuple:  # the ids in `after`
        for one in value:
            require_readable_value(one, what)
    else:
        if _too_deep(value, DEEPEST - 3):
            raise StoreError(f"{what} is nested more than {DEEPEST} deep.")
        try:
            json.loads(
                json.dumps(value, ensure_ascii=False).encode(), parse_constant=_no_constant, parse_int=_small_number
            )
        except (TypeError, ValueError, RecursionError) as error:
            raise StoreError(f"{what}: {error}.") from None


def _require_text(text: str, what: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise StoreError(f"{what} holds half of a character (a lone surrogate).") from None


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise ValueError(f"the key {shown(key[:40])!r} stands twice in one place")
            seen.add(key)
    return found


def _no_constant(word: str) -> Any:
    raise ValueError(f"{word} is no value of JSON")


def _small_number(digits: str) -> int:
    if len(digits) > len(str(_LARGEST_NUMBER)) + 1 or abs(int(digits)) > _LARGEST_NUMBER:
        raise ValueError(f"the number {digits[:20]}… is larger than {_LARGEST_NUMBER}")
    return int(digits)


def _finite(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise ValueError(f"the number {digits[:20]} is larger than any")
    return number


def _no_lone_surrogates(data: Any, name: str) -> None:
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise DamagedFileError(f"{name} holds half of a character (a lone surrogate).") from None


def _checked_shape(data: Any, name: str, perhaps_deep: Any = None) -> Tables:
    """`data`, if it has the shape of tables. Only what is `perhaps_deep` is searched for depth; by default all."""
    if not isinstance(data, dict) or HEADER not in data:
        raise DamagedFileError(f"{name} is not a fieldwork inspection: it has no table {HEADER!r}.")
    for table, documents in data.items():
        if not isinstance(documents, dict):
            raise DamagedFileError(f"{name}: the table {shown(table[:40])!r} should hold documents.")
        if _all_numbered(documents):
            continue
        for number, document in documents.items():
            if not _is_number(number) or not isinstance(document, dict):
                raise DamagedFileError(f"{name}: {table} {shown(number[:40])!r} is not a numbered document.")
    _check_depth(data if perhaps_deep is None else perhaps_deep, name)
    _check_format(data, name)
    if ENTRIES not in data:
        raise DamagedFileError(f"{name} has no table {ENTRIES!r}.")
    return data


def _check_format(data: Tables, name: str) -> None:
    version = data[HEADER].get("1", {}).get("format")
    if type(version) is not int or version < 1:
        raise DamagedFileError(f"{name} does not say which format it has.")
    if version == SEALED_FORMAT:
        raise DamagedFileError(f"{name} says that it is sealed, and is not.")
    if version > FORMAT:
        raise StoreError(
            f"{name} was written by a newer fieldwork (format {version}; this one reads {SEALED_FORMAT}): "
            "update fieldwork to open it."
        )


def _all_numbered(documents: dict[str, Any]) -> bool:
    """Whether these are numbered documents as TinyDB writes them, seen without a step for each; False: perhaps."""
    try:
        written = list(map(str, map(int, documents)))
    except ValueError:
        return False
    return (
        written == list(documents)
        and not any(map(str.startswith, documents, repeat("-")))
        and max(map(len, documents), default=0) <= _MOST_DIGITS
        and set(map(type, documents.values())) <= {dict}
    )


def _is_number(key: str) -> bool:
    """Whether a key is the number of a document as TinyDB writes it; others could mean the same number twice."""
    return key.isascii() and key.isdecimal() and len(key) <= _MOST_DIGITS and (key == "0" or key[0] != "0")


def _check_depth(data: Tables, name: str) -> None:
    for table, documents in data.items():
        for number, document in documents.items():
            for value in document.values():
                if isinstance(value, (dict, list)) and _too_deep(value, DEEPEST - 3):
                    raise DamagedFileError(f"{name}: {table} {number} is nested more than {DEEPEST} deep.")


def _too_deep(value: Any, left: int) -> bool:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return left < 0 or any(_too_deep(one, left - 1) for one in inside if isinstance(one, (dict, list)))
