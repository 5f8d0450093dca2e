"""Which entries of a file can be proven whole, whatever has happened to the file: one by one, by their sums.

An entry proves itself by the `sum` that stands with it. Format 1 has no sums: there an entry counts as whole when its
line is whole JSON of the right shape. Nothing here raises on any bytes.
"""

from __future__ import annotations

import codecs
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from fieldwork.errors import DamagedFileError, StoreError
from fieldwork.record.entry import Entry, entry_from_dict, entry_to_dict
from fieldwork.store.reading import Tables, parse_tables
from fieldwork.store.snapshot import ENTRIES, HEADER, SUM, digest_of, sum_fits

_DOCUMENT = re.compile(rb'"(\d{1,18})":(\{.*\}),?', re.DOTALL)
_NUMBER = re.compile(rb'^"(\d{1,18})":')
_END = re.compile(rb'"sum":"[0-9a-f]{8}"\}')
_HEADER = re.compile(rb'"1":\{"format":.*\}')
_HEAD, _BODY = HEADER.encode(), ENTRIES.encode()
_STRUCTURE = frozenset((b"", b"{", b"}", b"},", b'"fieldwork":{', b'"entries":{', b'"entries":{}'))
_FORMAT_1 = re.compile(rb'"format"\s*:\s*1\s*[,}]')
_HEAD_BYTES = 400
_BETWEEN = b", \t"
_TELLING = ("id", "subject", "field", "by", "at")
_HEAD_LINES = 5
"""So many lines stand before the first entry."""
_ONE_OF_EACH = 3
"""Two tables, and one entry in them."""
_FEWEST_LINES, _BRACKET = 5, 2
"""A file that is not cut off has more lines than this, and ends with two lines of at most so many bytes."""


class Piece(NamedTuple):
    """What stands in one place of a file: an entry that is proven whole, or something that is not."""

    line: int | None
    """The line it stands in; None where the file is not laid out in lines."""
    number: int | None
    """The number of the entry, where that can be read."""
    entry: Entry | None
    """The entry, if it is proven whole."""
    wrong: str = ""
    """What is wrong with it, in words."""
    legible: Mapping[str, str] = {}
    """What can be read of an entry that is not proven: some of id, subject, field, by, at."""
    claimed: Entry | None = None
    """The entry as it stands there unproven, if it has the shape of one."""
    holds_entry: bool = True
    """Whether an entry is lost with it if it is not proven."""

    @property
    def place(self) -> str:
        """Where it stands: "line 12, entry 7"."""
        where = (f"line {self.line}" if self.line else "", f"entry {self.number}" if self.number is not None else "")
        return ", ".join(part for part in where if part) or "somewhere"


class Pieces(NamedTuple):
    """A file taken apart."""

    found: tuple[Piece, ...]
    cut_off: bool
    """Whether its end is missing, and with it nobody knows how much."""


def pieces_of(raw: bytes, name: str) -> Pieces:
    """The file of these bytes taken apart; what has no entry in it and needs none is left out."""
    raw = _as_utf8(raw)
    try:
        tables = parse_tables(raw, name)
    except StoreError:
        return _from_lines(raw)
    return Pieces(tuple(_from_tables(tables, raw)), cut_off=False)


def is_old_format(raw: bytes) -> bool:
    """Whether the file says that it is of format 1, which has neither digest nor sums."""
    return digest_of(raw) is None and _FORMAT_1.search(raw, 0, _HEAD_BYTES) is not None


def document_proven(document: Mapping[str, Any], entry: Entry) -> bool:
    """Whether a document, read from JSON, has the sum that it was written with."""
    text = json.dumps(entry_to_dict(entry), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return document.get(SUM) == f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def _as_utf8(raw: bytes) -> bytes:
    """Some editors save UTF-16 or put a byte order mark in front: that alone harms no entry."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"), (codecs.BOM_UTF8, "")):
        if raw.startswith(mark):
            if not encoding:
                return raw.removeprefix(mark)
            return raw.decode(encoding, "replace").encode("utf-8", "replace")
    return raw


# -- a file that is whole JSON -----------------------------------------------------------------------------------


def _from_tables(tables: Tables, raw: bytes) -> Iterator[Piece]:
    lines = _line_numbers(raw)
    old = is_old_format(raw)
    for number, document in tables[ENTRIES].items():
        line, count = lines.get(number), int(number)
        told = _told(document)
        bare = {key: value for key, value in document.items() if key != SUM}
        try:
            entry = entry_from_dict(bare, "entry")
        except DamagedFileError as error:
            yield Piece(line, count, None, str(error).removeprefix("entry: ").rstrip("."), told)
            continue
        if old or document_proven(document, entry):
            yield Piece(line, count, entry)
        else:
            wrong = "its sum does not fit" if SUM in document else "it has no sum"
            yield Piece(line, count, None, wrong, told, entry)


def _line_numbers(raw: bytes) -> dict[str, int]:
    """The line of each entry by its number, as far as the file is laid out as fieldwork writes it."""
    found: dict[str, int] = {}
    inside = False
    for line, text in enumerate(raw.split(b"\n"), 1):
        inside = inside or text.rstrip() == b'"entries":{'
        if inside and (number := _NUMBER.match(text)):
            found[number[1].decode()] = line
    return found


def _told(document: Mapping[str, Any]) -> dict[str, str]:
    return {key: value for key in _TELLING if isinstance(value := document.get(key), str)}


# -- a file that is not ------------------------------------------------------------------------------------------


def _from_lines(raw: bytes) -> Pieces:
    lines = [line.rstrip(b"\r") for line in raw.split(b"\n")]
    old = is_old_format(raw)
    found = [piece for number, line in enumerate(lines, 1) for piece in _in_line(line, number, old=old)]
    written = [line.strip() for line in lines if line.strip()]
    ends = len(written) > _FEWEST_LINES and all(len(line) <= _BRACKET or line in _STRUCTURE for line in written[-2:])
    return Pieces(tuple(found), cut_off=not ends)


def _in_line(line: bytes, number: int, *, old: bool) -> Iterator[Piece]:
    if line.strip() in _STRUCTURE or _HEADER.fullmatch(line):
        return
    whole = _DOCUMENT.fullmatch(line)
    if whole and (old or sum_fits(whole[2])):
        yield _proven(whole[2], number, int(whole[1]))
        return
    for chunk in _chunks(line):
        yield _chunk(chunk, number) or _damaged(chunk, number)


def _chunks(line: bytes) -> Iterator[bytes]:
    """What may be an entry each, where the ends of lines were lost; at the end whatever is left."""
    begin = 0
    for end in _END.finditer(line):
        yield line[begin : end.end()]
        begin = end.end()
    if line[begin:].strip(_BETWEEN):
        yield line[begin:]


def _chunk(chunk: bytes, number: int) -> Piece | None:
    begin = re.search(rb'"(\d{1,18})":\{', chunk)
    if begin is None or not sum_fits(chunk[begin.end() - 1 :]):
        return None
    return _proven(chunk[begin.end() - 1 :], number, int(begin[1]))


def _proven(text: bytes, line: int, number: int) -> Piece:
    """The entry in `text`, which is as it was written."""
    try:
        tables = parse_tables(b'{"%b":{"1":{"format":1}},"%b":{"1":%b}}' % (_HEAD, _BODY, text), "entry")
        if len(tables) + len(tables[ENTRIES]) != _ONE_OF_EACH:
            return Piece(line, number, None, "more than one entry stands in it", _readable(text))
        document = tables[ENTRIES]["1"]
        document.pop(SUM, None)
        return Piece(line, number, entry_from_dict(document, "entry"))
    except StoreError as error:
        return Piece(line, number, None, str(error).removeprefix("entry: ").rstrip("."), _readable(text))


def _damaged(line: bytes, number: int) -> Piece:
    """What is wrong with a line, or with the part of it that may be an entry."""
    rest = line.strip(_BETWEEN)
    entry_number = _NUMBER.match(rest)
    told = _readable(rest)
    another = line.startswith(b",")  # behind a whole entry: a comma says that one more stood there
    if not told and (number <= _HEAD_LINES or (len(rest) <= _BRACKET and not another)):
        return Piece(number, None, None, "it is damaged; no entry stood there", holds_entry=False)
    wrong = "it is damaged" if told or entry_number else f"nothing can be made of its {len(rest):,} bytes"
    return Piece(number, int(entry_number[1]) if entry_number else None, None, wrong, told)


def _readable(line: bytes) -> dict[str, str]:
    """What can still be read of a damaged entry: whose, when, of what. Never what it says."""
    found: dict[str, str] = {}
    for key in _TELLING:
        text = re.search(rb'"%b":"((?:[^"\\]|\\.){1,120})"' % key.encode(), line)
        if text:
            found[key] = text[1].decode("utf-8", "replace")
    return found
