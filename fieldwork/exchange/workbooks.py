"""Excel workbooks that come in, read row by row as text, within bounds: no formula is evaluated, no link followed.

A workbook is a stranger's zip file. Its size on the disk and unpacked, its sheets, rows and columns are bounded before
anything is parsed, so that a hostile one is refused in a sentence, at once.
"""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fieldwork.errors import BadInputError
from fieldwork.text import clean, clip, shown

LARGEST_FILE = 4 * 1024 * 1024
"""Bytes. An XLSForm of a thousand questions in five languages has a quarter of that."""
LARGEST_UNPACKED = 64 * 1024 * 1024
"""Bytes of all parts together. A hundred thousand rows that somebody formatted and left empty take half of that."""
LARGEST_STRINGS = 4 * 1024 * 1024
LARGEST_PART = 1024 * 1024
"""Bytes of any other part that is parsed whole: styles above all, at 2 seconds a megabyte."""
MOST_SHRUNK = 50
"""How many times smaller a part may be packed than unpacked; sheets of empty cells reach 16, bombs hundreds."""
SMALL_PART = 256 * 1024
"""Bytes under which it does not matter."""
MOST_PARTS = 500
MOST_ROWS = 5_000
"""Rows of a sheet that hold something."""
MOST_COLUMNS = 200
MOST_EMPTY_ROWS = 200
"""Empty rows in a row after which a sheet is taken to have ended."""
LONGEST_CELL = 32_767
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet: its number as Excel counts, its texts by column as headed.

    `faults` says by column what stands there in the place of a text: a formula, an error.
    """

    number: int
    cells: dict[str, str]
    faults: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, column: str) -> str:
        """The text in a column; empty where there is none."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet: its name as spelled, its headings in order, its rows that hold something."""

    name: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def read_workbook_file(path: Path) -> bytes:
    """The bytes of a workbook; `pages_of` takes them apart.

    Raises:
        BadInputError: no such file, a folder, too large, or not a workbook.
    """
    name = shown(path)
    try:
        if path.is_dir():
            raise BadInputError(f"{name} is a folder; expected an Excel workbook (.xlsx).")
        if path.exists() and not path.is_file():  # a pipe or a device would block or never end
            raise BadInputError(f"{name} is not an ordinary file; expected an Excel workbook (.xlsx).")
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise BadInputError(f"{name} cannot be read: {shown(reason)}.") from None


def pages_of(content: bytes, file: str, wanted: tuple[str, ...]) -> dict[str, Page]:
    """The sheets of a workbook that are `wanted` (names in small letters), by these names; others are not read.

    Args:
        content: the bytes of the file.
        file: its name, for errors.
        wanted: the sheets to read, in whatever case they are spelled.

    Raises:
        BadInputError: it is no workbook, is damaged, or goes beyond the bounds; one sentence.
    """
    name = shown(file)
    _check_package(content, name)
    import openpyxl  # noqa: PLC0415 (only who reads a workbook pays for the import)

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of decorations that it does not keep
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
            try:
                return {
                    sheet.title.strip().casefold(): _page(sheet, name)
                    for sheet in book.worksheets
                    if sheet.title.strip().casefold() in wanted
                }
            finally:
                book.close()
    except BadInputError:
        raise
    except Exception as error:  # noqa: BLE001 (a damaged part makes openpyxl raise whatever it meets first)
        raise BadInputError(f"{name} is damaged: its sheets cannot be read ({type(error).__name__}).") from None


def _check_package(content: bytes, name: str) -> None:
    if len(content) > LARGEST_FILE:
        raise BadInputError(f"{name} is larger than {LARGEST_FILE // 1024**2} MB; expected a questionnaire.")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadInputError(f"{name} is an old or a protected workbook; save it as .xlsx without a password.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            wrong = _wrong_package(package)
    except Exception:  # noqa: BLE001 (zipfile raises BadZipFile, RuntimeError, NotImplementedError, zlib.error, …)
        wrong = "is not an Excel workbook (.xlsx), or is damaged"
    if wrong:
        raise BadInputError(f"{name} {wrong}.")


def _wrong_package(package: zipfile.ZipFile) -> str:
    """Why the parts of a workbook are not to be read; a zip file's own figures bound what is unpacked of it."""
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        size = LARGEST_UNPACKED // 1024**2
        return f"unpacks to more than {size} MB or {MOST_PARTS} parts; expected a questionnaire"
    if swollen := next((part.filename for part in parts if _is_swollen(part)), ""):
        return f"unpacks to far more than a questionnaire holds ({clip(shown(swollen), 40)}); it was not read"
    if "xl/workbook.xml" not in package.namelist():
        return "is a zip file and no Excel workbook (.xlsx)"
    for part in parts:
        with package.open(part) as opened:
            head = opened.read(_HEAD)
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            return "declares XML entities, which no workbook needs; it was not read"
    return ""


def _is_swollen(part: zipfile.ZipInfo) -> bool:
    """Whether a part would take long to parse, or is packed as no spreadsheet packs it."""
    if part.file_size <= SMALL_PART or not part.filename.endswith((".xml", ".rels")):
        return False  # pictures are not looked at
    largest = LARGEST_UNPACKED if "/worksheets/" in part.filename else LARGEST_PART
    if part.filename.casefold().endswith("sharedstrings.xml"):
        largest = LARGEST_STRINGS
    return part.file_size > largest or part.file_size > MOST_SHRUNK * max(1, part.compress_size)


def _page(sheet: Any, file: str) -> Page:
    rows = _rows(sheet, file)
    number, first = next(rows, (1, ()))
    headings: list[str] = []
    for cell in first:
        heading = " ".join(_said(cell)[0].split())
        if heading and heading.casefold() in (one.casefold() for one in headings):
            raise BadInputError(
                f"{file}, sheet {shown(sheet.title)}, row {number}: two columns are headed '{heading}'."
            )
        headings.append(heading)
    lines = tuple(line for number, cells in rows if (line := _line(number, cells, headings)) is not None)
    return Page(sheet.title, tuple(heading for heading in headings if heading), lines)


def _rows(sheet: Any, file: str) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The rows that hold something, with their numbers from 1."""
    empty = taken = 0
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        if all(cell.value is None or cell.value == "" for cell in cells):
            empty += 1
            if empty > MOST_EMPTY_ROWS:
                return
            continue
        empty, taken = 0, taken + 1
        if taken > MOST_ROWS:
            raise BadInputError(f"{file}, sheet {shown(sheet.title)}: more than {MOST_ROWS:,} rows.")
        yield number, cells


def _line(number: int, cells: tuple[Any, ...], headings: list[str]) -> Line | None:
    texts: dict[str, str] = {}
    faults: dict[str, str] = {}
    for heading, cell in zip(headings, cells, strict=False):
        if not heading:
            continue
        text, fault = _said(cell)
        if text:
            texts[heading] = text
        if fault:
            faults[heading] = fault
    return Line(number, texts, faults) if texts or faults else None


def _said(cell: Any) -> tuple[str, str]:
    """What a cell says as text, and what is wrong with it. A whole number is written without `.0`."""
    value = cell.value
    if value is None:
        return "", ""
    if cell.data_type in ("f", "e"):
        return "", "a formula" if cell.data_type == "f" else f"the error {shown(value)}"
    if isinstance(value, bool):
        value = "TRUE" if value else "FALSE"
    elif isinstance(value, float) and value.is_integer():
        value = int(value)
    elif isinstance(value, dt.datetime | dt.date | dt.time):
        value = value.isoformat()
    text = clean(str(value), lines=False).strip()
    return ("", f"a text of {len(text):,} characters") if len(text) > LONGEST_CELL else (text, "")
