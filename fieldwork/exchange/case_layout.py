"""Cases from a table with any column names: which column is what, what is left out, and what it would change. Pure.

A layout is guessed from headings and cells, shown, changed, and remembered; what it takes in goes the same way as
`cases.csv` does (`fieldwork.exchange.cases`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from fieldwork.errors import BadInputError
from fieldwork.exchange.case_columns import Target, day_of, targets_of
from fieldwork.exchange.cases import CASE, UNDATED, statements_of_rows
from fieldwork.exchange.personal import BIRTH, born, personal_by_heading, personal_by_values
from fieldwork.exchange.tables import Row, Table, quoted
from fieldwork.programme.models import Programme
from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.record.views import Case
from fieldwork.text import fold

MOST_SAMPLES = 3
MOST_FIRST = 5
_HALF = 0.5


@dataclass(frozen=True)
class Layout:
    """`columns`: heading → column of `cases.csv`. `values`: heading → cell, folded → what is taken in, "" for nothing.

    A heading that is not in `columns` is left out.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def with_column(self, heading: str, column: str) -> Layout:
        """The layout with a heading taken in as `column`, "" for left out; another heading gives it up."""
        columns = {other: taken for other, taken in self.columns.items() if other != heading and taken != column}
        values = {other: given for other, given in self.values.items() if other in columns}
        return Layout(columns | ({heading: column} if column else {}), values)

    def with_value(self, heading: str, cell: str, value: str) -> Layout:
        """The layout with a cell of a column taken in as `value`, "" for nothing."""
        given = {**self.values.get(heading, {}), fold(cell): value}
        return replace(self, values={**self.values, heading: given})


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the file: a few of its cells, or why it can only be left out; then none of its cells is shown."""

    name: str
    samples: tuple[str, ...]
    personal: str = ""


@dataclass(frozen=True)
class Preview:
    """What a table would change with a layout. `problem` is the sentence for what keeps it from being taken in.

    `unknown`: (heading, cell, rows) of values that no option answers to and nothing was said of. `told`: those of which
    something was said. `first`: the first rows as they would be taken in, by column.
    """

    rows: int = 0
    new: int = 0
    changed: int = 0
    statements: tuple[Statement, ...] = ()
    unknown: tuple[tuple[str, str, int], ...] = ()
    told: tuple[tuple[str, str, int], ...] = ()
    first: tuple[Mapping[str, str], ...] = ()
    problem: str = ""


# -- guessing ----------------------------------------------------------------------------------------------------


def headings_of(table: Table, programme: Programme) -> tuple[Heading, ...]:
    """The columns of a table, with those that look like names or dates of birth marked."""
    targets = targets_of(programme)
    latest = max((day for cells in table.columns for day in _days(cells)), default=None)
    return tuple(
        Heading(name, () if why else _samples(cells), why)
        for name, cells in zip(table.headings, table.columns, strict=True)
        for why in (_personal(name, cells, targets, latest),)
    )


def _samples(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(list(dict.fromkeys(cell.strip() for cell in cells if cell.strip()))[:MOST_SAMPLES])


def _days(cells: Sequence[str]) -> list[date]:
    """The days in a column; none where most of its cells are none."""
    filled = [cell for cell in cells if cell.strip()]
    found = [day for cell in filled if (day := day_of(cell)) not in (None, UNDATED)]
    return [date.fromisoformat(day) for day in found if day] if len(found) > _HALF * len(filled) else []


def _personal(name: str, cells: Sequence[str], targets: Mapping[str, Target], latest: date | None) -> str:
    kinds = {target.kind for target in targets.values() if target.is_called(name)}
    why = "" if kinds - {"reference"} else personal_by_heading(name)
    if why or kinds & {"choice", "number", "date"}:
        return why
    days = _days(cells)
    if days and latest is not None and born(days, latest):
        return BIRTH
    return "" if days else personal_by_values(name, cells)


def guessed(table: Table, programme: Programme) -> Layout:
    """The columns by their headings and cells; each is taken in once, what is personal never."""
    targets = targets_of(programme)
    open_to_guess = {one.name for one in headings_of(table, programme) if not one.personal}
    ranked = sorted(
        (-score, -fit, place, column, name)
        for place, (name, cells) in enumerate(zip(table.headings, table.columns, strict=True))
        if name in open_to_guess
        for column, target in targets.items()
        for score, fit in (_fits(name, cells, target),)
        if score
    )
    columns: dict[str, str] = {}
    for _, _, _, column, name in ranked:
        if name not in columns and column not in columns.values():
            columns[name] = column
    return Layout({name: columns[name] for name in table.headings if name in columns})


def _fits(name: str, cells: Sequence[str], target: Target) -> tuple[int, float]:
    """How well the heading fits (2: it is called so, 1: it holds a name of two words or more), and how many cells do.

    Dates and numbers have to be some for the most part: "Order" is no date of it.
    """
    heading = fold(name)
    words = f" {heading} "
    score = 2 if target.is_called(name) else int(any(" " in one and f" {one} " in words for one in target.called))
    filled = [cell for cell in cells if cell.strip()]
    if not score or not filled:
        return score, 0.0
    if target.kind == "reference":
        return score, len(set(filled)) / len(cells)
    fit = sum(target.taken(cell) is not None for cell in filled) / len(filled)
    dates = target.kind != "date" and bool(_days(filled))
    return (0 if dates or (target.kind in ("date", "number") and fit <= _HALF) else score), fit


# -- taking in ---------------------------------------------------------------------------------------------------


def checked_layout(pairs: Sequence[tuple[str, str]], table: Table, programme: Programme) -> Layout:
    """The layout that (heading, column) pairs ask for, as `--map` does.

    Raises:
        BadInputError: there is no such heading or column, it is asked for twice, is personal, or no column is `case`.
    """
    headings = {fold(one.name): one for one in headings_of(table, programme)}
    targets = targets_of(programme)
    layout = Layout()
    for name, column in pairs:
        heading = headings.get(fold(name))
        if heading is None:
            found = ", ".join(table.headings)
            raise BadInputError(f"{table.file}, line 1: there is no column {quoted(name)}; found the columns {found}.")
        if column not in targets:
            raise BadInputError(
                f"There is nothing called {quoted(column)} to take in; there are: {', '.join(targets)}."
            )
        if heading.personal:
            raise BadInputError(f"{table.file}: the column {heading.name} {heading.personal}; it is not taken in.")
        if heading.name in layout.columns or column in layout.columns.values():
            raise BadInputError(f"{quoted(f'{name}={column}')}: a column is taken in once, as one thing.")
        layout = layout.with_column(heading.name, column)
    if CASE not in layout.columns.values():
        raise BadInputError(f"{table.file}: no column is taken in as {CASE}, the reference; expected one.")
    return layout


def cases_by_layout(table: Table, layout: Layout, programme: Programme, cases: Sequence[Case]) -> tuple[Statement, ...]:
    """What the table says of cases, that the inspection does not say yet.

    Raises:
        BadInputError: names the file, line and column, what was found and what was expected.
    """
    return statements_of_rows(list(_rows(table, layout, targets_of(programme))), programme, cases)


def _rows(table: Table, layout: Layout, targets: Mapping[str, Target]) -> Iterator[Row]:
    """The rows as `cases.csv` would have them; what is not understood stays as it is, for its reader to refuse."""
    called = {column: heading for heading, column in layout.columns.items()}
    for line, cells in table.rows:
        found = dict(zip(table.headings, cells, strict=True))
        taken = {
            column: _cell(found[heading], layout.values.get(heading, {}), targets[column])
            for heading, column in layout.columns.items()
            if heading in found
        }
        yield Row(table.file, line, taken, called)


def _cell(cell: str, given: Mapping[str, str], target: Target) -> str:
    said = given.get(fold(cell)) if cell.strip() else None
    if said is not None:
        return said
    taken = target.taken(cell)
    if taken is None:
        return cell
    return f"'{taken}" if taken and target.kind == "text" else taken


def previewed(table: Table, layout: Layout, programme: Programme, cases: Sequence[Case]) -> Preview:
    """What the table would change. Never raises: what is wrong is in `problem`, and nothing is then to be said."""
    targets = targets_of(programme)
    unknown, told = _not_understood(table, layout, targets)
    silenced = layout
    for heading, cell, _ in unknown:
        silenced = silenced.with_value(heading, cell, "")
    rows = list(_rows(table, silenced, targets))
    preview = Preview(len(rows), unknown=unknown, told=told, first=tuple(row.cells for row in rows[:MOST_FIRST]))
    if CASE not in layout.columns.values():
        return replace(preview, problem="Which column holds the reference of the case? Enter on it says so.")
    try:
        statements = statements_of_rows(rows, programme, cases)
    except BadInputError as error:
        return replace(preview, problem=str(error))
    new = {one.subject for one in statements if one.field == names.REFERENCE}
    changed = {one.subject for one in statements} - new
    return replace(preview, new=len(new), changed=len(changed), statements=statements)


def left_empty(layout: Layout, preview: Preview) -> int:
    """How many cells are taken for nothing because nobody knew, or said, which option they are."""
    told = (count for heading, cell, count in preview.told if not layout.values[heading][fold(cell)])
    return sum(told) + sum(count for _, _, count in preview.unknown)


Found = tuple[tuple[str, str, int], ...]


def _not_understood(table: Table, layout: Layout, targets: Mapping[str, Target]) -> tuple[Found, Found]:
    """The cells of columns of choices that no option answers to: those nothing was said of, and the others."""
    unknown: dict[tuple[str, str], int] = {}
    told: dict[tuple[str, str], int] = {}
    for name, cells in zip(table.headings, table.columns, strict=True):
        column = layout.columns.get(name)
        if column is None or targets[column].kind != "choice":
            continue
        given = layout.values.get(name, {})
        for cell in cells:
            text = cell.strip()
            if not text:
                continue
            if fold(text) in given:
                told[name, text] = told.get((name, text), 0) + 1
            elif targets[column].taken(text) is None:
                unknown[name, text] = unknown.get((name, text), 0) + 1
    return _listed(unknown), _listed(told)


def _listed(counts: Mapping[tuple[str, str], int]) -> Found:
    return tuple((heading, cell, count) for (heading, cell), count in counts.items())
