"""Cases as a table: reference, phases inspected, the programme's attributes and dates (DESIGN 6 and 7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from fieldwork.analysis.status import known_status
from fieldwork.exchange.cells import text_cell, text_of, word_of
from fieldwork.exchange.tables import Row, Sheet, quoted, rows_of
from fieldwork.programme.models import Attribute, DateField, Programme
from fieldwork.record import names
from fieldwork.record.entry import Value, same_value
from fieldwork.record.record import Statement
from fieldwork.record.sitting import new_subject
from fieldwork.record.views import Case, reference_key
from fieldwork.text import fold

CASE = "case"
PHASES = ("community", "custody", "both")
UNDATED = "undated"
LONGEST_REFERENCE = 40
MOST_DIGITS = 9
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_BRITISH_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)

Reader = Callable[[Row, str], Value]
"""What a cell that is not empty says; raises the row's error where it says nothing sensible."""


def case_columns(programme: Programme) -> dict[str, str]:
    """The columns of `cases.csv` besides ``case``, with the field of a case that each holds.

    ``phases``, ``status``, the attributes by their ids, the dates as ``date_ID``. An attribute whose id is the name of
    a column before it is called ``attribute_ID``.
    """
    columns = {"phases": names.PHASES, "status": names.STATUS}
    for attribute in programme.attributes:
        taken = attribute.id.casefold() in (CASE, *columns)
        columns[f"attribute_{attribute.id}" if taken else attribute.id] = names.attribute(attribute.id)
    return columns | {f"date_{one.id}": names.date(one.id) for one in programme.dates}


def cases_sheet(programme: Programme, cases: Iterable[Case]) -> Sheet:
    """The cases as a table; what is disputed is left empty."""
    columns = case_columns(programme)
    rows = (
        (text_cell(case.reference), *(_cell(case.record.value(case.id, field)) for field in columns.values()))
        for case in cases
    )
    return Sheet("cases", (CASE, *columns), tuple(rows))


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return text_cell(";".join(str(one) for one in value))
    return text_cell(str(value))


def cases_from_csv(text: str, file: str, programme: Programme, cases: Sequence[Case]) -> tuple[Statement, ...]:
    """What the CSV `text` says of cases that `cases`, those of the inspection, do not say yet.

    A reference that is not there begins a new case.

    Raises:
        BadInputError: names the file, line and column, what was found and what was expected.
    """
    rows = rows_of(text, file, (CASE, *case_columns(programme)), (CASE,))
    return statements_of_rows(rows, programme, cases)


def statements_of_rows(rows: Iterable[Row], programme: Programme, cases: Sequence[Case]) -> tuple[Statement, ...]:
    """What rows with the columns of `cases.csv` say, that `cases` do not say yet.

    Raises:
        BadInputError: names the file, line and column, what was found and what was expected.
    """
    readers = _readers(programme)
    fields = case_columns(programme)
    there = cases_by_reference(cases)
    seen: dict[tuple[int, int, str], int] = {}
    statements: list[Statement] = []
    for row in rows:
        reference = reference_of(row)
        key = reference_key(reference)
        if key in seen:
            raise row.error(CASE, "each case once", f"case {quoted(reference)} again, as in line {seen[key]}")
        seen[key] = row.line
        case = one_case(row, reference, there) if key in there else None
        subject = case.id if case else new_subject("case")
        if case is None:
            statements.append(Statement(subject, names.REFERENCE, reference))
        for column, read in readers.items():
            if text_of(row[column]):
                value = read(row, column)
                if case is None or not same_value(case.record.value(subject, fields[column]), value):
                    statements.append(Statement(subject, fields[column], value))
    return tuple(statements)


def cases_by_reference(cases: Iterable[Case]) -> dict[tuple[int, int, str], list[Case]]:
    """The cases by what is the same reference: "7" is "07"."""
    found: dict[tuple[int, int, str], list[Case]] = {}
    for case in cases:
        found.setdefault(reference_key(case.reference), []).append(case)
    return found


def reference_of(row: Row) -> str:
    """The reference in the column ``case``.

    Raises:
        BadInputError: there is none, or it is too long to be one.
    """
    reference = word_of(row[CASE])
    if not reference:
        raise row.error(CASE, "the reference of a case", "an empty cell")
    if len(reference) > LONGEST_REFERENCE:
        raise row.error(CASE, f"a reference of at most {LONGEST_REFERENCE} characters")
    return reference


def one_case(row: Row, reference: str, there: dict[tuple[int, int, str], list[Case]]) -> Case:
    """The one case of the inspection that has the reference.

    Raises:
        BadInputError: there is none, or more than one.
    """
    found = there.get(reference_key(reference), [])
    if not found:
        raise row.error(CASE, "the reference of a case of this inspection (import its cases first)")
    if len(found) > 1:
        raise row.error(CASE, "a reference that one case has", f"{quoted(reference)}, which {len(found)} cases have")
    return found[0]


def _readers(programme: Programme) -> dict[str, Reader]:
    readers: dict[str, Reader] = {"phases": _phases, "status": _status}
    by_field = {names.attribute(a.id): _attribute_reader(a) for a in programme.attributes}
    by_field |= {names.date(d.id): _date_reader(d) for d in programme.dates}
    return {column: readers.get(column) or by_field[field] for column, field in case_columns(programme).items()}


def _phases(row: Row, column: str) -> Value:
    phases = word_of(row[column]).casefold()
    if phases not in PHASES:
        raise row.error(column, one_of(PHASES))
    return phases


def _status(row: Row, column: str) -> Value:
    return known_status(word_of(row[column])) or text_of(row[column])


def _text(row: Row, column: str) -> Value:
    return text_of(row[column])


def _attribute_reader(attribute: Attribute) -> Reader:
    if attribute.kind == "text":
        return _text
    if attribute.kind == "number":
        return _number
    words = {fold(option.label): option.value for option in attribute.options}
    words |= {fold(option.value): option.value for option in attribute.options}
    exact = {option.value: option.value for option in attribute.options}

    def choice(row: Row, column: str) -> Value:
        word = word_of(row[column])
        found = exact.get(word) or words.get(fold(word))
        if found is None:
            raise row.error(column, one_of([option.value for option in attribute.options]))
        return found

    return choice


def _number(row: Row, column: str) -> Value:
    digits = word_of(row[column])
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > MOST_DIGITS:
        raise row.error(column, "a whole number, 0 or more")
    return int(digits)


def _date_reader(field: DateField) -> Reader:
    def one(row: Row, column: str) -> Value:
        return _date(row, column, word_of(row[column]))

    def many(row: Row, column: str) -> Value:
        return [_date(row, column, part.strip()) for part in word_of(row[column]).split(";") if part.strip()]

    return many if field.many else one


def _date(row: Row, column: str, word: str) -> str:
    """A date as ISO text. Excel turns 2009-06-02 into 02/06/2009 when it saves, so that is understood too."""
    if word.casefold() == UNDATED:
        return UNDATED
    try:
        if british := _BRITISH_DATE.fullmatch(word):
            return date(int(british[3]), int(british[2]), int(british[1])).isoformat()
        if _ISO_DATE.fullmatch(word):
            return date.fromisoformat(word).isoformat()
    except ValueError:  # the 31st of February
        pass
    raise row.error(column, f"a date such as 2009-06-02 or 02/06/2009, or {UNDATED}", quoted(word))


def one_of(words: Sequence[str]) -> str:
    """`words` as an error offers them: "yes, no or na"."""
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)
