"""An XLSForm workbook as a questionnaire: what can be taken is taken, and everything else is named.

After the XLSForm standard (xlsform.org) as pyxform reads it. A questionnaire of fieldwork is a sheet of paper that is
keyed with one digit a box, so less fits into it than into a form on a telephone: no repeats, no more than nine choices,
one language. A remark says sheet, row, column, what was found, what was expected, and what became of it.

What XLSForm has no place for stands in columns of fieldwork's own: `fieldwork_topic`, `fieldwork_finding`,
`fieldwork_favourable`, `fieldwork_source` and `fieldwork_id` on the survey, `fieldwork_source`,
`fieldwork_respondents` and `fieldwork_respondent` in the settings. Other readers pass over them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from fieldwork.errors import BadInputError
from fieldwork.exchange.relevant import Choice, RelevantError, rule_of
from fieldwork.exchange.remarks import Place, Remark, Remarks, cited, rows_said
from fieldwork.exchange.workbooks import Line, pages_of
from fieldwork.exchange.xlsform_choices import Choices, choices_of
from fieldwork.exchange.xlsform_sheets import Table, knows, language_of, tables_of
from fieldwork.programme.loading import questionnaire_from_dict, questionnaire_to_dict
from fieldwork.programme.models import Item, ItemKind, Questionnaire
from fieldwork.programme.soundness import LONGEST_TEXT, MOST
from fieldwork.programme.survey import MOST_CONDITIONS, RESERVED_COLUMNS
from fieldwork.text import clip, shown

SHEETS = ("survey", "choices", "settings")
LONGEST_TOPIC = 60
LONGEST_ID = 64

_SELECTS = {
    "select_one": "one",
    "select one": "one",
    "select one from": "one",
    "select1": "one",
    "add select one prompt using": "one",
    "select_multiple": "many",
    "select all that apply": "many",
    "select all that apply from": "many",
    "add select multiple prompt using": "many",
}  # fmt: skip (one line a kind, as in the standard's table)
_TEXTS = ("text", "string")
_KEYED_AS_TEXT = ("integer", "int", "decimal", "date", "time", "datetime", "range", "phonenumber", "email")
"""Types that a box for free text holds as well: what was written is keyed as it stands."""
_NOTHING_TO_ANSWER = (
    "note",
    "start",
    "end",
    "today",
    "deviceid",
    "subscriberid",
    "simserial",
    "username",
    "audit",
    "start-geopoint",
    "background-audio",
    "background-geopoint",
)  # fmt: skip (a plain list)
"""What is only read, and what a telephone fills in by itself: on paper nobody is asked."""
_NOT_KEPT = {
    "hint": "hints",
    "guidance_hint": "hints for interviewers",
    "constraint": "limits on what may be answered",
    "default": "answers given beforehand",
    "image": "pictures",
    "media::image": "pictures",
    "audio": "sounds",
    "video": "films",
}  # fmt: skip (one line a kind)
"""Columns whose content a questionnaire of fieldwork has no place for; others are passed over without a word."""
_OWN = "fieldwork_"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was made of an XLSForm. `questionnaire` is None where nothing in it can be keyed.

    `language` is the one whose labels were taken, "" where the form has one only. `remarks`: what was not taken
    as it stands, losses first.
    """

    questionnaire: Questionnaire | None
    language: str
    languages: tuple[str, ...]
    remarks: tuple[Remark, ...]

    @property
    def losses(self) -> tuple[Remark, ...]:
        """The remarks on what the definition lacks."""
        return tuple(one for one in self.remarks if one.loss)


@dataclass(frozen=True, slots=True)
class _Group:
    row: int
    relevant: str
    repeat: bool


@dataclass(slots=True)
class _Form:
    """A form while it is read."""

    survey: Table
    choices: dict[str, Choices]
    file: str
    language: str
    remarks: Remarks
    items: dict[str, Item] = field(default_factory=dict)
    """Items by the name that the form gives them."""
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    """Their options by the names that the form gives these."""
    lost: dict[str, str] = field(default_factory=dict)
    """Why a name is no item that a condition can be on."""
    groups: list[_Group] = field(default_factory=list)

    def lose(self, line: Line, column: str, found: str, expected: str, outcome: str = "the item is left out") -> None:
        self.remarks.lose(Place("survey", line.number, column), found, expected, outcome)

    def change(self, line: Line, column: str, found: str, expected: str, outcome: str) -> None:
        self.remarks.change(Place("survey", line.number, column), found, expected, outcome)


def questionnaire_from_xlsform(content: bytes, file: str, language: str = "") -> Taken:
    """The questionnaire in an XLSForm workbook.

    Args:
        content: the bytes of the workbook.
        file: its name, for errors and as the source of the items.
        language: the language to take, by name or code; "" takes the form's default, else the first.

    Raises:
        BadInputError: no workbook, damaged, beyond the bounds, without a sheet `survey`, or not in that language.
    """
    name = shown(PurePath(file).name)
    survey, choice_table, settings = tables_of(pages_of(content, name, SHEETS))
    if not survey.there:
        raise BadInputError(f"{name} has no sheet 'survey'; expected an XLSForm.")
    for column in ("type", "name"):
        if not survey.has(column):
            raise BadInputError(f"{name}, sheet survey, row 1: there is no column '{column}'; expected an XLSForm.")
    chosen, languages = language_of(survey, choice_table, settings, language)
    if language and not knows(languages, language):
        there = ", ".join(cited(one) for one in languages if one) or "no language named"
        raise BadInputError(f"{name} has no labels in {cited(language)}; it has {there}.")
    remarks = Remarks()
    form = _Form(survey, choices_of(choice_table, chosen, remarks), name, chosen, remarks)
    for line in survey:
        _take_line(form, line)
    for group in form.groups:
        remarks.lose(
            Place("survey", group.row, "type"),
            "the begin of a group without its end",
            "an end",
            "it ends with the form",
        )
    _remark_on_columns(form)
    found = _questionnaire(form, settings) if form.items else None
    return Taken(found, chosen, languages, remarks.in_order())


def _take_line(form: _Form, line: Line) -> None:
    kind = " ".join(form.survey.get(line, "type", form.remarks).split())
    word = kind.casefold().replace("_", " ")
    if word in ("begin group", "begin repeat", "begin lgroup", "begin looped group"):
        _begin(form, line, repeat=word != "begin group")
    elif word in ("end group", "end repeat", "end lgroup", "end looped group"):
        if form.groups:
            form.groups.pop()
        else:
            form.lose(line, "type", cited(kind), "a begin before it", "it is passed over")
    elif any(group.repeat for group in form.groups):
        form.lost.setdefault(form.survey.get(line, "name"), "is asked several times over")
    elif kind or "type" not in line.faults:
        _take_question(form, line, kind)


def _begin(form: _Form, line: Line, *, repeat: bool) -> None:
    label = form.survey.text(line, "label", form.language)
    inside = any(group.repeat for group in form.groups)
    if repeat and not inside:
        form.lose(line, "type", "a repeat", "questions that are asked once", "everything up to its end is left out")
    elif label and not inside:
        form.change(line, "label", f"the heading {cited(label)}", "items only", "it is not kept")
    form.groups.append(_Group(line.number, form.survey.get(line, "relevant", form.remarks), repeat))


def _take_question(form: _Form, line: Line, kind: str) -> None:
    name = form.survey.get(line, "name", form.remarks)
    known = form.items.get(name)
    found = _shape(form, line, kind, name)
    if known is not None and name:
        if found is not None:
            form.lose(line, "name", f"{cited(name)} for the second time", "each name once")
        return
    if found is None:
        if name:
            form.lost.setdefault(name, "was left out" if kind else "has no type")
        return
    item_kind, choices = found
    item = _item(form, line, name, item_kind, choices)
    if item is None:
        form.lost.setdefault(name, "was left out")
    else:
        form.items[name] = item
        form.values[name] = choices.values if choices is not None else {}


def _shape(form: _Form, line: Line, kind: str, name: str) -> tuple[ItemKind, Choices | None] | None:
    """What kind of item a type asks for, and its choices; None where it is no item, which is remarked upon."""
    folded = kind.casefold()
    if folded in _TEXTS:
        return "text", None
    if folded in _KEYED_AS_TEXT or (folded.split(" ")[0] == "range"):
        form.change(line, "type", cited(kind), "boxes or free text", f"{cited(name)} is keyed as free text")
        return "text", None
    if folded in _NOTHING_TO_ANSWER:
        form.change(line, "type", cited(kind), "something to answer", "it is not kept")
        return None
    if not kind:
        form.lose(line, "type", "nothing", "a type; cells that are merged stand in their first row only")
        return None
    selects, list_name = _select(kind)
    if selects is None:
        form.lose(line, "type", cited(kind), "select_one, select_multiple or text")
        return None
    return _with_choices(form, line, selects, list_name)


def _select(kind: str) -> tuple[ItemKind | None, str]:
    folded = kind.casefold()
    for word in sorted(_SELECTS, key=len, reverse=True):
        if folded.startswith(f"{word} ") or folded == word:
            return ("one" if _SELECTS[word] == "one" else "many"), kind[len(word) :].strip()
    return None, ""


def _with_choices(form: _Form, line: Line, kind: ItemKind, list_name: str) -> tuple[ItemKind, Choices | None] | None:
    other = re.search(r"\s+or[_ ](?:specify[_ ])?other$", list_name, re.IGNORECASE)
    if other is not None:
        list_name = list_name[: other.start()]
        form.lose(line, "type", "or_other", "a choice of its own in the list", "the item is taken without it")
    choices = form.choices.get(list_name)
    if choices is None:
        there = ", ".join(form.choices) or "there are none"
        form.lose(line, "type", f"the list {cited(list_name)}", f"a list of the sheet choices ({clip(there, 60)})")
        return None
    if choices.wrong:
        form.lose(line, "type", choices.wrong, "from 2 to 9, for one digit keys one box")
        return None
    if form.survey.get(line, "choice_filter"):
        found = cited(form.survey.get(line, "choice_filter"))
        form.lose(line, "choice_filter", found, "the same choices for everybody", "all of them are kept")
    return kind, choices


def _item(form: _Form, line: Line, name: str, kind: ItemKind, choices: Choices | None) -> Item | None:
    if not name:
        form.lose(line, "name", "nothing", "the name of the item")
        return None
    text = form.survey.text(line, "label", form.language, form.remarks)
    if not text or len(text) > LONGEST_TEXT:
        found = f"{len(text):,} characters" if text else "nothing"
        form.lose(line, "label", found, f"the wording of the item, at most {LONGEST_TEXT:,} characters")
        return None
    if "${" in text:
        form.change(line, "label", cited(text), "a text that paper can print", "it is kept as it stands")
    if len(form.items) >= MOST:
        form.lose(line, "name", f"more than {MOST:,} items", f"at most {MOST:,}")
        return None
    options = choices.options if choices is not None else ()
    favourable, finding = _reported(form, line, choices)
    item = Item(
        id=_free_id(form, line, name),
        text=text,
        kind=kind,
        topic=_own(form, line, "topic") or clip(text.rstrip("?!. "), LONGEST_TOPIC),
        source=_own(form, line, "source") or f"{form.file}, sheet survey, row {line.number}",
        options=options,
        favourable=favourable,
        finding=finding,
    )
    return _with_skips(form, line, item)


def _own(form: _Form, line: Line, key: str) -> str:
    return form.survey.get(line, _OWN + key, form.remarks)[:LONGEST_TEXT]


def _reported(form: _Form, line: Line, choices: Choices | None) -> tuple[tuple[str, ...], str]:
    """The favourable options and the finding, where fieldwork's own columns have them and they are right."""
    names = _own(form, line, "favourable").replace(",", " ").replace(";", " ").split()
    finding = _own(form, line, "finding")
    values = choices.values if choices is not None else {}
    favourable = tuple(dict.fromkeys(values[name] for name in names if name in values))
    if wrong := [name for name in names if name not in values]:
        known = ", ".join(values) or "nothing for free text"
        form.lose(line, _OWN + "favourable", cited(wrong[0]), f"names of choices ({clip(known, 60)})", "it is left out")
    if finding and (finding.count("{share}") != 1 or finding.count("{") != 1 or finding.count("}") != 1):
        form.lose(line, _OWN + "finding", cited(finding), "{share} in it, once, and no other braces", "it is left out")
        finding = ""
    if finding and not favourable:
        form.lose(line, _OWN + "finding", cited(finding), "favourable choices that it counts", "it is left out")
        finding = ""
    return favourable, finding


def _free_id(form: _Form, line: Line, name: str) -> str:
    """The id of an item: its name, or the nearest to it that may stand in the head of a CSV file."""
    taken = {item.id.casefold() for item in form.items.values()}
    wanted = _own(form, line, "id") or name
    plain = _safe_id(wanted, "item")
    if plain.casefold() in RESERVED_COLUMNS:
        plain = f"item_{plain}"[:LONGEST_ID]
    found, number = plain, 1
    while found.casefold() in taken:
        number += 1
        found = f"{plain[: LONGEST_ID - 5]}_{number}"
    if found != wanted:
        expected = "letters, digits and . - _, a letter or digit first, and no name that is taken"
        form.change(line, "name", cited(wanted), expected, f"the item is called {found}")
    return found


def _safe_id(text: str, fallback: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", text)
    return re.sub(r"^[^A-Za-z0-9]+", "", plain)[:LONGEST_ID] or fallback


def _with_skips(form: _Form, line: Line, item: Item) -> Item:
    """The item with the skip rule of its own `relevant` and of the groups around it; else of the groups alone."""
    own = form.survey.get(line, "relevant", form.remarks)
    around = [group for group in form.groups if group.relevant]
    groups = [group.relevant for group in around]
    try:
        return _skipped(form, item, [*groups, own])
    except RelevantError as error:
        column = "relevant" if own else f"relevant (of the group in row {around[-1].row})"
        found, outcome = item, f"item {item.id} is asked of everybody"
        if own and groups:
            with suppress(RelevantError):
                found, outcome = _skipped(form, item, groups), f"item {item.id} is asked where its group is"
        form.lose(line, column, error.found, error.expected, outcome)
        return found


def _skipped(form: _Form, item: Item, texts: Sequence[str]) -> Item:
    conditions, joined = rule_of(texts, _referred(form))
    if len(conditions) > MOST_CONDITIONS:
        raise RelevantError(f"{len(conditions)} conditions", f"at most {MOST_CONDITIONS}")
    return replace(item, asked_when=conditions, asked_if=joined)


def _referred(form: _Form) -> Callable[[str], Choice]:
    def choice(name: str) -> Choice:
        item = form.items.get(name)
        if item is None:
            why = form.lost.get(name, "stands nowhere before it")
            raise RelevantError(f"the item {cited(name)}, which {why}", "an item with choices that stands earlier")
        if item.kind == "text":
            raise RelevantError(f"the item {cited(name)}, which is free text", "an item with choices")
        return Choice(item, form.values[name])

    return choice


def _remark_on_columns(form: _Form) -> None:
    for column in form.survey.names():
        rows = form.survey.filled(column)
        if column in _NOT_KEPT and rows:
            form.remarks.change(
                Place("survey", 0, column), f"{_NOT_KEPT[column]} ({rows_said(rows)})", "none", "they are not kept"
            )


def _questionnaire(form: _Form, settings: Table) -> Questionnaire:
    line = next(iter(settings), None)

    def said(column: str) -> str:
        text = settings.get(line, column, form.remarks) if line is not None else ""
        if line is None or len(text) <= LONGEST_TEXT:
            return text
        found, expected = f"{len(text):,} characters", f"at most {LONGEST_TEXT:,}"
        form.remarks.change(Place("settings", line.number, column), found, expected, "its beginning was taken")
        return text[:LONGEST_TEXT].strip()

    stem = PurePath(form.file).stem
    wanted = said("form_id") or stem
    id_ = _safe_id(wanted, "questionnaire")
    if id_ != wanted:
        form.remarks.change(
            Place("settings", 2, "form_id"), cited(wanted), "letters, digits and . - _", f"{id_} was taken"
        )
    respondents, respondent = said(f"{_OWN}respondents"), said(f"{_OWN}respondent")
    if not (respondents and respondent):
        found = "nothing" if not (respondents or respondent) else "one of the two"
        form.remarks.change(
            Place("settings", 2, f"{_OWN}respondents and {_OWN}respondent"),
            found,
            "who answers, in the plural and as one of them",
            "'respondents' and 'respondent' stand where it is missing",
        )
    made = Questionnaire(
        id=id_,
        title=said("form_title") or stem,
        respondents=respondents or "respondents",
        respondent=respondent or "respondent",
        source=said(f"{_OWN}source") or f"{form.file}, an XLSForm",
        items=tuple(form.items.values()),
    )
    return questionnaire_from_dict(questionnaire_to_dict(made), form.file)
