"""Tables as CSV text: reading them strictly, with an error that names file, line and column, and writing them."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from fieldwork.errors import BadInputError
from fieldwork.text import clip, fold, shown

LARGEST_FILE = 50 * 1024 * 1024
"""Bytes. 1,000 cases of 138 judgements with a note each take about 15 MB."""
LONGEST_CELL = 100_000
"""Characters."""
_LONGEST_FOUND = 60
_DELIMITERS = ",;\t"


class Sheet(NamedTuple):
    """A table to be written: its name without ending, its columns, its rows of cells."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class UnknownColumnError(BadInputError):
    """The first line names a column that there is not, or lacks one that there must be: `wrong`, and what there is."""

    def __init__(self, wrong: str, there_are: str = "") -> None:
        super().__init__(f"{wrong} {there_are}".rstrip())
        self.wrong = wrong


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table that came in: where it stands, and its cells by column.

    `called` are the headings that columns have in the file, where it calls them something else.
    """

    file: str
    line: int
    cells: dict[str, str]
    called: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, column: str) -> str:
        """The cell in a column; empty where the file has no such column."""
        return self.cells.get(column, "")

    def error(self, column: str, expected: str, found: str | None = None) -> BadInputError:
        """The sentence for a cell that is not as expected; `found` defaults to what stands in it."""
        if found is None:
            found = quoted(self[column])
        where = f"{self.file}, line {self.line}, column {self.called.get(column, column)}"
        return BadInputError(f"{where}: found {found}, expected {expected}. Nothing was imported.")


def quoted(text: str) -> str:
    """`text` as an error shows it: in quotation marks, safe for a terminal, never long."""
    return clip(f"'{shown(text)}'", _LONGEST_FOUND)


def read_csv_file(path: Path) -> str:
    """The text of a CSV file; `rows_of` takes it apart.

    Raises:
        BadInputError: no such file, a folder, too large, not UTF-8 text; one or two sentences.
    """
    name = shown(path)
    try:
        if path.is_dir():
            raise BadInputError(f"{name} is a folder; expected a CSV file.")
        if path.exists() and not path.is_file():  # a pipe or a device would block or never end
            raise BadInputError(f"{name} is not an ordinary file; expected a CSV file.")
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise BadInputError(f"{name} cannot be read: {shown(reason)}.") from None
    return _decoded(content, name)


def _decoded(content: bytes, name: str) -> str:
    if len(content) > LARGEST_FILE:
        raise BadInputError(f"{name} is larger than {LARGEST_FILE // 1024**2} MB; expected a CSV file.")
    if content.startswith((b"PK\3\4", b"\xd0\xcf\x11\xe0")):
        raise BadInputError(f"{name} is a workbook, not CSV. Save its sheet as CSV UTF-8 and import that.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInputError(f"{name} is UTF-16 text; expected UTF-8. In Excel, save it as CSV UTF-8.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadInputError(
            f"{name}, line {line}: found a byte that is not UTF-8, expected UTF-8 text. In Excel, save it as CSV UTF-8."
        ) from None


def rows_of(text: str, file: str, columns: Iterable[str], needed: Collection[str]) -> list[Row]:
    """The rows of the CSV `text`. Its first line names the columns, in any order and any case.

    The delimiter is a comma; where the first line has none, a semicolon or a tab. Rows of empty cells are passed over,
    cells that are missing at the end of a row are empty.

    Args:
        text: what stands in the file.
        file: its name, for errors.
        columns: the columns that there may be.
        needed: those that there must be.

    Raises:
        BadInputError: names the file, the line, and what is wrong there.
    """
    lines = _lines(text, shown(file))
    first = next(lines, None)
    if first is None:
        raise BadInputError(f"{shown(file)} is empty; expected a first line with the columns {', '.join(columns)}.")
    header = _header(first, shown(file), tuple(columns))
    if missing := [column for column in needed if column not in header]:
        raise UnknownColumnError(
            f"{shown(file)}, line 1: there is no column {missing[0]}; expected the columns {', '.join(needed)}."
        )
    return [_row(line, cells, header, shown(file)) for line, cells in lines if any(cell.strip() for cell in cells)]


class Table(NamedTuple):
    """A table of somebody else's making: its headings, and its rows as (line, one cell for each heading)."""

    file: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def columns(self) -> tuple[tuple[str, ...], ...]:
        """The cells of each column, in the order of headings."""
        return tuple(tuple(cells[place] for _, cells in self.rows) for place in range(len(self.headings)))


def table_of(text: str, file: str) -> Table:
    """The CSV `text` with whatever headings its first line has; columns without one are passed over.

    Raises:
        BadInputError: names the file, the line, and what is wrong there.
    """
    name = shown(file)
    lines = _lines(text, name)
    first = next(lines, None)
    if first is None:
        raise BadInputError(f"{name} is empty; expected a first line with the names of its columns.")
    header = [text_heading(cell) for cell in first[1]]
    headings = tuple(heading for heading in header if heading)
    folded = [fold(heading) for heading in headings]
    twice = next((heading for heading, key in zip(headings, folded, strict=True) if folded.count(key) > 1), None)
    if twice is not None:
        raise BadInputError(f"{name}, line {first[0]}: the column {quoted(twice)} is there twice.")
    if not headings:
        raise BadInputError(f"{name}, line {first[0]}: expected the names of the columns, found none.")
    rows = [_row(line, cells, header, name) for line, cells in lines if any(cell.strip() for cell in cells)]
    return Table(name, headings, tuple((row.line, tuple(row[heading] for heading in headings)) for row in rows))


def _lines(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of `text` as (number of its first line, cells), without those that hold nothing."""
    if (nul := text.find("\0")) >= 0:
        line = text.count("\n", 0, nul) + 1
        raise BadInputError(f"{file}, line {line}: found a NUL character, expected CSV text.")
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=_delimiter(text), strict=True)
    line = 0
    try:
        for cells in reader:
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise BadInputError(f"{file}, line {line + 1}: a cell has more than {LONGEST_CELL:,} characters.")
            if cells:
                yield line + 1, cells
            line = reader.line_num
    except csv.Error as error:
        raise BadInputError(f"{file}, line {line + 1}: {_wrong_csv(str(error))}. Nothing was imported.") from None


def _wrong_csv(error: str) -> str:
    if "unexpected end" in error:
        return 'a quotation mark (") is opened here and never closed'
    if "expected after" in error:
        return 'a quotation mark (") inside of a cell is not doubled'
    if "field larger" in error:
        return f"a cell has more than {LONGEST_CELL:,} characters; perhaps a quotation mark is never closed"
    return f"this is not CSV ({error})"


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return next((delimiter for delimiter in _DELIMITERS if delimiter in first), ",")


def _header(first: tuple[int, list[str]], file: str, columns: tuple[str, ...]) -> list[str]:
    """The columns as this file orders them; a heading that is empty stands for none."""
    line, cells = first
    known = {column.casefold(): column for column in columns}
    header: list[str] = []
    for cell in cells:
        heading = text_heading(cell)
        column = known.get(heading.casefold(), "")
        if heading and not column:
            raise UnknownColumnError(
                f"{file}, line {line}: there is no column {quoted(cell)}.", f"The columns are {', '.join(columns)}."
            )
        if column and column in header:
            raise BadInputError(f"{file}, line {line}: the column {column} is there twice.")
        header.append(column)
    return header


def text_heading(cell: str) -> str:
    """A heading without blanks around it and without a defusing `'`."""
    return shown(cell).strip().removeprefix("'")


def _row(line: int, cells: Sequence[str], header: Sequence[str], file: str) -> Row:
    for number, cell in enumerate(cells):
        if cell.strip() and (number >= len(header) or not header[number]):
            raise BadInputError(
                f"{file}, line {line}: found {quoted(cell)} in cell {number + 1}, which has no heading; "
                f"expected {len([column for column in header if column])} cells."
            )
    return Row(file, line, {column: cell for column, cell in zip(header, cells, strict=False) if column})


def csv_text(sheet: Sheet) -> str:
    """`sheet` as CSV text: comma, quotation marks where needed, line ends as spreadsheets write them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(sheet.columns)
    writer.writerows(sheet.rows)
    return out.getvalue()
