"""The codebook of a workbook: what every column of its sheets holds, and what each value in it means."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwork.exchange.cases import case_columns
from fieldwork.exchange.cells import text_cell
from fieldwork.exchange.returns import return_columns
from fieldwork.exchange.tables import Sheet
from fieldwork.programme.models import Item, Programme, Question, Questionnaire
from fieldwork.record import names
from fieldwork.record.skips import skip_words
from fieldwork.record.views import Inspection

COLUMNS = ("sheet", "column", "asks", "kind", "value", "means", "favourable", "asked_when", "source")
"""A column of the workbook has one row that says what it asks, and one for each value that may stand in it.

The judgements have a row for every question of a case: there `column` holds the question's id.
"""

_KINDS = {"one": "one option", "many": "options with ; between them", "text": "free text"}
_MARKS = {
    "blank": "left blank",
    "unreadable": "cannot be read",
    "multiple": "two boxes ticked where one was asked for",
}
_PHASES = {"community": "inspected in the community", "custody": "inspected in custody", "both": "both"}
_ANSWERS = {"yes": "yes", "no": "no", "na": "not applicable"}
_Row = tuple[str, ...]


def codebook_sheet(inspection: Inspection) -> Sheet:
    """The codebook of an inspection: its cases, its judgements, and every questionnaire."""
    rows = [*_case_rows(inspection.programme), *_judgement_rows(inspection.programme)]
    for questionnaire in inspection.questionnaires.values():
        rows.extend(_return_rows(questionnaire))
    return Sheet("codebook", COLUMNS, tuple(tuple(text_cell(cell) for cell in row) for row in rows))


def _asks(sheet: str, column: str, asks: str, kind: str, *, when: str = "", source: str = "") -> _Row:
    return (sheet, column, asks, kind, "", "", "", when, source)


def _value(sheet: str, column: str, value: str, means: str, *, favourable: bool = False) -> _Row:
    return (sheet, column, "", "", value, means, "yes" if favourable else "", "", "")


def _case_rows(programme: Programme) -> Iterator[_Row]:
    attributes = {names.attribute(one.id): one for one in programme.attributes}
    dates = {names.date(one.id): one for one in programme.dates}
    for column, field in case_columns(programme).items():
        if field in attributes:
            one = attributes[field]
            yield _asks("cases", column, one.title, one.kind, source=one.source)
            yield from (_value("cases", column, option.value, option.label) for option in one.options)
        elif field in dates:
            day = dates[field]
            kind = "dates with ; between them" if day.many else "date"
            yield _asks("cases", column, day.title, kind, source=day.source)
            yield _value("cases", column, "undated", "the document has no date")
        elif field == names.PHASES:
            yield _asks("cases", column, "Phases inspected", "choice")
            yield from (_value("cases", column, *phase) for phase in _PHASES.items())
        else:
            yield _asks("cases", column, column.replace("_", " ").capitalize(), "text")


def _judgement_rows(programme: Programme) -> Iterator[_Row]:
    for question in programme.questions:
        yield _asks(
            "judgements", question.id, question.text, "one answer", when=_opens(question), source=question.source
        )
        for value, means in _ANSWERS.items():
            good = value == question.good and not question.neutral
            yield _value("judgements", question.id, value, means, favourable=good)


def _opens(question: Question) -> str:
    """When a question is to be judged: its phase and its rule."""
    parts = [] if question.phase == "any" else [f"{question.phase} was inspected"]
    if question.rule is not None:
        rule = question.rule
        parts.append(f"{rule.parent} is {' or '.join(rule.opens_on)}, else {rule.otherwise}")
    return ", and ".join(parts)


def _return_rows(questionnaire: Questionnaire) -> Iterator[_Row]:
    sheet = f"returns-{questionnaire.id}"
    for column, item in return_columns(questionnaire).items():
        yield _asks(sheet, column, item.text, _KINDS[item.kind], when=skip_words(item), source=item.source)
        for option in item.options:
            good = option.value in item.favourable
            yield _value(sheet, column, option.value, option.label, favourable=good)
        yield from (_value(sheet, column, mark, means) for mark, means in _marks(item))


def _marks(item: Item) -> Iterator[tuple[str, str]]:
    return ((mark, means) for mark, means in _MARKS.items() if mark != "multiple" or item.kind == "one")
