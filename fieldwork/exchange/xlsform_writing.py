"""A questionnaire as an XLSForm workbook that pyxform, and so ODK and Kobo, take without a warning.

Every cell is written as text, so no spreadsheet makes a formula of one; none is defused with a `'`, which every other
reader of XLSForm would show to whoever is asked.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from fieldwork.errors import BadInputError
from fieldwork.exchange.relevant import relevant_of
from fieldwork.programme.codec import said
from fieldwork.programme.models import Item, Option, Questionnaire

SURVEY = (
    "type",
    "name",
    "label",
    "relevant",
    "fieldwork_topic",
    "fieldwork_favourable",
    "fieldwork_finding",
    "fieldwork_source",
    "fieldwork_id",
)
CHOICES = ("list_name", "name", "label")
SETTINGS = (
    "form_title",
    "form_id",
    "fieldwork_respondents",
    "fieldwork_respondent",
    "fieldwork_source",
)
RESERVED_NAMES = frozenset({"meta", "instanceid", "instancename", "data"})
"""Names that XForms gives to parts of its own."""

_WIDTHS = {"label": 60, "relevant": 30, "type": 30, "form_title": 40}
_WIDTH = 22
_TYPES = {"one": "select_one", "many": "select_multiple", "text": "text"}

Rows = list[tuple[str, ...]]


def xlsform_of(questionnaire: Questionnaire) -> bytes:
    """The workbook: `questionnaire_from_xlsform` gives an equal questionnaire back.

    Raises:
        BadInputError: a text holds `${`, which XLSForm takes for the answer to another item.
    """
    _check_texts(questionnaire)
    lists = _lists(questionnaire)
    form = questionnaire
    return _book(
        {
            "survey": [SURVEY, *(_item_row(item, lists, form) for item in form.items)],
            "choices": [
                CHOICES,
                *((name, option.value, option.label) for options, name in lists.items() for option in options),
            ],
            "settings": [SETTINGS, (form.title, form.id, form.respondents, form.respondent, form.source)],
        }
    )


def form_name(item_id: str) -> str:
    """The name of an item in the form: its id, with `_` before it where XML or XForms would not have it."""
    return item_id if item_id[0].isalpha() and item_id.casefold() not in RESERVED_NAMES else f"_{item_id}"


def _check_texts(questionnaire: Questionnaire) -> None:
    labels = {item.id: (item.text, *(option.label for option in item.options)) for item in questionnaire.items}
    for item_id, texts in labels.items():
        if found := next((text for text in texts if "${" in text), None):
            raise BadInputError(
                f"Item {item_id} cannot be an XLSForm: found {said(found)}, and XLSForm takes ${{…}} for the answer to "
                "another item."
            )


def _lists(questionnaire: Questionnaire) -> dict[tuple[Option, ...], str]:
    """The lists of choices by name; items with the same options share the list of the first of them."""
    lists: dict[tuple[Option, ...], str] = {}
    for item in questionnaire.items:
        if item.options:
            lists.setdefault(item.options, f"{form_name(item.id)}_options")
    return lists


def _item_row(item: Item, lists: dict[tuple[Option, ...], str], questionnaire: Questionnaire) -> tuple[str, ...]:
    def test(item_id: str, option: str) -> str:
        reference = f"${{{form_name(item_id)}}}"
        if questionnaire.item[item_id].kind == "many":
            return f"selected({reference}, '{option}')"
        return f"{reference} = '{option}'"

    name = form_name(item.id)
    return (
        " ".join(part for part in (_TYPES[item.kind], lists.get(item.options, "")) if part),
        name,
        item.text,
        relevant_of(item, test),
        item.topic,
        " ".join(item.favourable),
        item.finding,
        item.source,
        "" if name == item.id else item.id,
    )


def _book(sheets: dict[str, Sequence[tuple[str, ...]]]) -> bytes:
    import xlsxwriter  # noqa: PLC0415 (only who exports a workbook pays for the import)

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    heading = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        page.freeze_panes(1, 0)
        for column, title in enumerate(rows[0]):
            page.set_column(column, column, _WIDTHS.get(title, _WIDTH))
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell:
                    page.write_string(number, column, cell, wrapped if number else heading)
    book.close()
    return out.getvalue()
