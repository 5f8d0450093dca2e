"""What is typed to filter the cases, taken apart and tried on rows: `custody left>10 inspector:JN -parked`.

A word has to occur somewhere in a row; `field:value`, `field=value` and, of numbers, `< <= > >=` ask one field; `-`
before either leaves out what fits. What is half typed filters nothing, and says what is expected. Pure.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from fieldwork.analysis.status import STATUSES
from fieldwork.programme.models import Attribute, Classification, Programme
from fieldwork.record.views import reference_key
from fieldwork.text import clip, fold, shown
from fieldwork.tui.cases_table import INSPECTOR, CaseRow, attribute_words

PHASES = ("community", "custody", "both")
NOBODY = ("nobody", "none", "nothing")
"""What stands for an empty field: `inspector:nobody`."""

_LONGEST = 20
_MOST_DIGITS = 9
_OPERATORS: Mapping[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}
_TERM = re.compile(
    r"""(?P<minus>-)?
        (?:
            (?P<field>[^\s:<>="-][^\s:<>="]*) \s* (?P<operator><=|>=|[:<=>])
            (?: (?:\s+(?!-?[^\s:<>="]+\s*[:<=>]))? (?P<value>"[^"]*"?|[^\s"]+) )?
          | (?P<word>"[^"]*"?|\S+)
        )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field that can be asked for. `texts` are what stands in it; `number` is None where it holds words.

    `options` are values it can have: one of them typed in full means just that, "high" not "very high".
    """

    name: str
    texts: Callable[[CaseRow], tuple[str, ...]]
    number: Callable[[CaseRow], int | None] | None = None
    options: tuple[str, ...] = ()

    def fits(self, row: CaseRow, wanted: str, *, exact: bool) -> bool:
        """Whether a text of the row is `wanted` (folded), or holds it where it need not be `exact`."""
        texts = [fold(text) for text in self.texts(row)]
        if wanted in NOBODY:
            return not any(texts)
        return any(text == wanted or (not exact and wanted in text) for text in texts)


Fields = Mapping[str, Field]
"""Fields by every name they have, folded and without blanks: "lookedafter"."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: of a `field`, or where that is None a word anywhere. `exclude` turns it round.

    With the operator ``:`` the value is compared as text, with any other as a number.
    """

    value: str
    field: Field | None = None
    operator: str = ":"
    exclude: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for, and what of it is not understood yet, in one sentence; empty where all is."""

    terms: tuple[Term, ...] = ()
    problem: str = ""


# -- the fields --------------------------------------------------------------------------------------------------


def fields_of(programme: Programme) -> Fields:
    """Everything that can be asked for with a programme: the columns, what is counted, and the attributes."""
    found: dict[str, Field] = {}

    def add(field: Field, *more: str) -> None:
        for name in (field.name, *more):
            found.setdefault(_key(name), field)

    add(Field("case", lambda row: (row.reference,), _case_number), "reference")
    add(Field("phases", lambda row: (row.phases,), options=PHASES), "phase")
    add(Field("status", lambda row: (row.status.words,), options=STATUSES))
    for index, one in enumerate(programme.classifications):
        add(_classified(programme, index, one), one.title)
    if INSPECTOR in programme.attribute:
        add(_attribute(programme, programme.attribute[INSPECTOR]), "by")
    add(_counted("progress", lambda row: row.percent))
    add(_counted("left", lambda row: row.progress.left))
    add(_counted("parked", lambda row: row.progress.parked))
    add(_counted("notes", lambda row: row.counted.notes), "note")
    add(_counted("good", lambda row: row.counted.good_practice), "good practice")
    add(_counted("contradictions", lambda row: len(row.progress.contradictions)), "contradiction")
    add(_counted("disputed", lambda row: row.progress.disputed))
    for attribute in programme.attributes:
        add(_attribute(programme, attribute), attribute.title)
    return found


def _counted(name: str, number: Callable[[CaseRow], int]) -> Field:
    return Field(name, lambda row: (str(number(row)),), number)


def _key(name: str) -> str:
    return fold(name).replace(" ", "")


def _case_number(row: CaseRow) -> int | None:
    kind, number, _ = reference_key(row.reference)
    return number if kind == 0 else None


def _classified(programme: Programme, index: int, one: Classification) -> Field:
    labels = tuple(option.label for option in programme.attribute[one.recorded].options)

    def texts(row: CaseRow) -> tuple[str, ...]:
        recorded, own, direction = row.classified[index]
        return recorded, own, direction or ""

    return Field(one.id, texts, options=(*labels, "too low", "too high"))


def _attribute(programme: Programme, attribute: Attribute) -> Field:
    def texts(row: CaseRow) -> tuple[str, ...]:
        value = row.case.attribute(attribute.id)
        return () if value is None else (attribute_words(programme, attribute.id, value), shown(value))

    def number(row: CaseRow) -> int | None:
        value = row.case.attribute(attribute.id)
        return value if type(value) is int else None

    options = (text for option in attribute.options for text in (option.label, option.value))
    return Field(attribute.id, texts, number if attribute.kind == "number" else None, tuple(options))


# -- taking apart ------------------------------------------------------------------------------------------------


def parsed(typed: str, fields: Fields) -> Filter:
    """What `typed` asks for. Of several things that are not understood, the last one typed is said."""
    terms: list[Term] = []
    problem = ""
    for match in _TERM.finditer(shown(typed)):
        term, wrong = _term(match, fields)
        problem = wrong or problem
        if term is not None:
            terms.append(term)
    return Filter(tuple(terms), problem)


def _term(match: re.Match[str], fields: Fields) -> tuple[Term | None, str]:
    exclude = bool(match["minus"])
    if match["field"] is None:
        word = match["word"].strip('"')
        return (Term(word, exclude=exclude) if fold(word) else None), ""
    name, sign, value = match["field"], match["operator"], (match["value"] or "").strip('"').strip()
    field, wrong = _field_named(name, fields)
    if field is None:
        return None, wrong
    equals = sign in (":", "=")
    if field.number is None and not equals:
        return None, f"{field.name} holds words: {field.name}:{_example(field)}, not {sign}."
    if not value:
        return None, _expected(field, sign)
    if field.number is None or (equals and (field.name == "case" or fold(value) in NOBODY)):
        return Term(value, field, ":", exclude), ""
    return _comparison(field, sign, value, exclude=exclude)


def _comparison(field: Field, sign: str, value: str, *, exclude: bool) -> tuple[Term | None, str]:
    digits = value.removesuffix("%")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS):
        return None, f"{field.name}{sign} expects a whole number, found {clip(value, _LONGEST)}."
    return Term(digits, field, "=" if sign == ":" else sign, exclude), ""


def _field_named(name: str, fields: Fields) -> tuple[Field | None, str]:
    """The field with a name, or the only one whose name begins so; else why there is none."""
    key = _key(name)
    if key in fields:
        return fields[key], ""
    begin = {field.name: field for other, field in fields.items() if key and other.startswith(key)}
    if len(begin) == 1:
        return next(iter(begin.values())), ""
    if begin:
        return None, f"{clip(name, _LONGEST)} could be {' or '.join(begin)}."
    return None, f"There is no field {clip(name, _LONGEST)}. There are: {_names(fields)}."


def _names(fields: Fields) -> str:
    return ", ".join(dict.fromkeys(field.name for field in fields.values()))


def what_can_be_typed(fields: Fields) -> str:
    """What the foot says while nothing is typed yet."""
    return f"Words, or a field with : = < <= > >= and - before what to leave out: {_names(fields)}."


def _expected(field: Field, sign: str) -> str:
    if field.number is not None:
        return f"{field.name}{sign} expects a number: {field.name}{sign}10."
    if field.options:
        offered = ", ".join(dict.fromkeys(option.lower() for option in field.options if "-" not in option))
        return f"{field.name}{sign} expects one of: {offered}; or nobody where nothing is recorded."
    return f"{field.name}{sign} expects a word: {field.name}{sign}{_example(field)}; nobody where nothing is recorded."


def _example(field: Field) -> str:
    if field.options:
        first = field.options[0].lower()
        return f'"{first}"' if " " in first else first
    return "JN" if field.name == INSPECTOR else "…"


# -- trying it ---------------------------------------------------------------------------------------------------


def filtered(rows: Iterable[CaseRow], wanted: Filter) -> list[CaseRow]:
    """The rows that fit every term, in their order."""
    all_rows = list(rows)
    tests = [(_test_of(term, all_rows), term.exclude) for term in wanted.terms]
    return [row for row in all_rows if all(fits(row) != exclude for fits, exclude in tests)]


def _test_of(term: Term, rows: Sequence[CaseRow]) -> Callable[[CaseRow], bool]:
    field = term.field
    if field is None:
        words = fold(term.value).split()
        return lambda row: all(word in row.found_by for word in words)
    if field.name == "case" and term.operator == ":":
        key = reference_key(term.value)
        return lambda row: reference_key(row.reference) == key
    number = field.number
    if number is not None and term.operator != ":":
        compare, value = _OPERATORS[term.operator], int(term.value)
        return lambda row: (found := number(row)) is not None and compare(found, value)
    wanted = fold(term.value)
    exact = wanted in map(fold, field.options) or any(field.fits(row, wanted, exact=True) for row in rows)
    return lambda row: field.fits(row, wanted, exact=exact)
