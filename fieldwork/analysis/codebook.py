"""The codebook of an inspection: what every column of its tables asks, and what each value in it means.

Both workbooks have one, that of the raw tables and that of the report; they call their columns differently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fieldwork.record import names
from fieldwork.record.skips import skip_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fieldwork.programme.models import Item, Programme, Question

PHASES = {"community": "inspected in the community", "custody": "inspected in custody", "both": "both"}
"""What the phases inspected of a case mean."""

_KINDS = {"one": "one option", "many": "options with ; between them", "text": "free text"}
_ANSWERS = {"yes": "yes", "no": "no", "na": "not applicable"}
_MARKS = {
    "blank": "left blank",
    "unreadable": "cannot be read",
    "multiple": "two boxes ticked where one was asked for",
}


class CodebookRow(NamedTuple):
    """What a column asks (`asks`, `kind`), or what one value in it means (`value`, `means`).

    `favourable` is "yes" or empty, `asked_when` the rule that opens it in words, `source` where it comes from.
    """

    sheet: str
    column: str
    asks: str = ""
    kind: str = ""
    value: str = ""
    means: str = ""
    favourable: str = ""
    asked_when: str = ""
    source: str = ""


def case_rows(sheet: str, columns: Mapping[str, str], programme: Programme) -> Iterator[CodebookRow]:
    """The columns of the cases, given as column → field of a case."""
    attributes = {names.attribute(one.id): one for one in programme.attributes}
    dates = {names.date(one.id): one for one in programme.dates}
    for column, field in columns.items():
        if field in attributes:
            one = attributes[field]
            yield CodebookRow(sheet, column, one.title, one.kind, source=one.source)
            yield from (CodebookRow(sheet, column, value=o.value, means=o.label) for o in one.options)
        elif field in dates:
            day = dates[field]
            kind = "dates with ; between them" if day.many else "date"
            yield CodebookRow(sheet, column, day.title, kind, source=day.source)
            yield CodebookRow(sheet, column, value="undated", means="the document has no date")
        elif field == names.PHASES:
            yield CodebookRow(sheet, column, "Phases inspected", "choice")
            yield from (CodebookRow(sheet, column, value=v, means=means) for v, means in PHASES.items())
        else:
            yield CodebookRow(sheet, column, column.replace("_", " ").capitalize(), "text")


def judgement_rows(sheet: str, programme: Programme) -> Iterator[CodebookRow]:
    """The questions of a case; `column` holds the question's id."""
    for question in programme.questions:
        yield CodebookRow(
            sheet, question.id, question.text, "one answer", asked_when=_opens(question), source=question.source
        )
        for value, means in _ANSWERS.items():
            good = value == question.good and not question.neutral
            yield CodebookRow(sheet, question.id, value=value, means=means, favourable=_yes(good))


def item_rows(sheet: str, columns: Mapping[str, Item]) -> Iterator[CodebookRow]:
    """The items of a questionnaire, given as column → item."""
    for column, item in columns.items():
        yield CodebookRow(sheet, column, item.text, _KINDS[item.kind], asked_when=skip_words(item), source=item.source)
        for option in item.options:
            good = _yes(option.value in item.favourable)
            yield CodebookRow(sheet, column, value=option.value, means=option.label, favourable=good)
        marks = ((mark, means) for mark, means in _MARKS.items() if mark != "multiple" or item.kind == "one")
        yield from (CodebookRow(sheet, column, value=mark, means=means) for mark, means in marks)


def _opens(question: Question) -> str:
    """When a question is to be judged: its phase and its rule."""
    parts = [] if question.phase == "any" else [f"{question.phase} was inspected"]
    if question.rule is not None:
        rule = question.rule
        parts.append(f"{rule.parent} is {' or '.join(rule.opens_on)}, else {rule.otherwise}")
    return ", and ".join(parts)


def _yes(holds: bool) -> str:
    return "yes" if holds else ""
