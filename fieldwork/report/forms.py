"""A printed questionnaire as values, before it is a Word file or a web page: each copy, and the batch slip.

All text in it is plain text: whoever renders it escapes it. Pure.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from fieldwork.programme.formwords import FormWords, filled
from fieldwork.programme.models import Condition, Item, ItemKind, Questionnaire
from fieldwork.record.skips import asked_items
from fieldwork.text import clean, fold

LINES = 5
"""Lines to write on, of a text item."""

SIZES = {False: (12, 19, 13), True: (18, 26, 20)}
"""Points of text, title and questions, by whether it is large print.

After Creating clear print and large print documents (UKAAF, G003), with which RNIB's guidance agrees: clear print is at
least 12 points, large print at least 16 and ideally 18, labels and page numbers no smaller; an upright letter without
serifs, black on white, aligned to the left, nothing in italics, and what belongs together on one page.
"""


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick, the digit that keys it, and where to go on from it ("go to question 5"; mostly empty)."""

    digit: str
    label: str
    then: str = ""


@dataclass(frozen=True, slots=True)
class FormItem:
    """One item as it is printed. `only_if` says in words when it is asked; a text item has no boxes but lines."""

    number: int
    text: str
    kind: ItemKind
    hint: str
    only_if: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class BatchSlip:
    """The first page of a batch: what is known of it, and what is written on it by hand."""

    heading: str
    about: str
    facts: tuple[tuple[str, str], ...]
    blanks: tuple[str, ...]
    after: str


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A questionnaire to be printed, once for each serial. `large`: large print. `slip` None: no batch slip."""

    title: str
    heading: str
    opening: tuple[str, ...]
    how: str
    items: tuple[FormItem, ...]
    closing: str
    serial_word: str
    page_word: str
    serials: tuple[str, ...]
    slip: BatchSlip | None
    large: bool


@dataclass(frozen=True, slots=True)
class SlipFacts:
    """What a batch slip says: where, when and by whom the forms were printed. `day` in words."""

    area: str
    day: str
    by: str


def printed_form(
    questionnaire: Questionnaire,
    words: FormWords,
    serials: Sequence[str],
    facts: SlipFacts,
    *,
    slip: bool = True,
    large: bool = False,
) -> PrintedForm:
    """What is printed.

    Args:
        questionnaire: the items.
        words: the wording besides them.
        serials: of the copies, in order.
        facts: area, day and initials.
        slip: whether a batch slip comes first.
        large: whether it is set in large print.
    """
    opening = words.opening(questionnaire.id)
    known = {"area": facts.area, "title": questionnaire.title, "respondents": questionnaire.respondents}
    return PrintedForm(
        _line(questionnaire.title),
        _line(filled(opening.heading, **known)),
        tuple(_line(filled(text, **known)) for text in opening.paragraphs),
        _line(filled(opening.how, **known)),
        form_items(questionnaire, words),
        _line(filled(words.closing, **known)),
        words.serial,
        words.page,
        tuple(serials),
        _slip(questionnaire, words, serials, facts) if slip else None,
        large,
    )


def form_items(questionnaire: Questionnaire, words: FormWords) -> tuple[FormItem, ...]:
    """The items as they are printed, numbered from 1 in paper order, with skips in words."""
    numbers = {item.id: number for number, item in enumerate(questionnaire.items, 1)}
    return tuple(
        FormItem(
            number,
            _line(item.text),
            item.kind,
            _hint(item, words),
            _only_if(item, questionnaire, words, numbers),
            tuple(
                Box(option.value, _line(option.label), _then(questionnaire, item, option.value, words, numbers))
                for option in item.options
            ),
        )
        for number, item in enumerate(questionnaire.items, 1)
    )


def _line(text: str) -> str:
    return " ".join(clean(text, lines=False).split())


def _hint(item: Item, words: FormWords) -> str:
    """How the item is answered, unless its own text says so already."""
    hint = {"one": words.one, "many": words.many, "text": words.text}[item.kind]
    return "" if fold(hint) in fold(item.text) else hint


def _slip(questionnaire: Questionnaire, words: FormWords, serials: Sequence[str], facts: SlipFacts) -> BatchSlip:
    spread = " – ".join(dict.fromkeys((serials[0], serials[-1]))) if serials else ""
    values = (questionnaire.title, facts.area, spread, str(len(serials)), facts.day, facts.by)
    pairs = zip(words.slip_filled, map(_line, values), strict=True)
    return BatchSlip(words.slip_heading, words.slip_about, tuple(pairs), words.slip_empty, words.slip_after)


# -- skips in words ----------------------------------------------------------------------------------------------


def _only_if(item: Item, questionnaire: Questionnaire, words: FormWords, numbers: dict[str, int]) -> str:
    if not item.asked_when:
        return ""
    joint = words.either if item.asked_if == "any" else words.both
    parts = [_condition(one, questionnaire.item[one.item], words, numbers) for one in item.asked_when]
    return filled(words.only_if, condition=joint.join(parts))


def _condition(condition: Condition, asked: Item, words: FormWords, numbers: dict[str, int]) -> str:
    """A condition in words: "you ticked Yes (1) or Partly (2) in question 3"."""
    labels = {option.value: _line(option.label) for option in asked.options}
    pattern = words.box_not if condition.negated else words.box
    joined = words.either.join(f"{labels[value]} ({value})" for value in condition.options)
    return filled(pattern, boxes=joined, number=numbers[condition.item])


def _then(questionnaire: Questionnaire, item: Item, option: str, words: FormWords, numbers: dict[str, int]) -> str:
    """Where to go on from a box, where ticking it alone decides that the next items are not asked."""
    if item.kind != "one":
        return ""
    freed = tuple(dataclasses.replace(one, asked_when=()) if one is item else one for one in questionnaire.items)
    asked = asked_items(dataclasses.replace(questionnaire, items=freed), {item.id: option})
    after = questionnaire.items[numbers[item.id] :]
    going_on = next((one for one in after if asked[one.id] is not False), None)
    if not after or going_on is after[0]:
        return ""
    return words.go_to_end if going_on is None else filled(words.go_to, number=numbers[going_on.id])
