"""Questionnaires tallied: what was ticked, on which forms, and how a report may speak of it (DESIGN 7, dossier 5).

Blank, unreadable and two boxes ticked stay out of an item's denominator and are counted apart, so every item has its
own n; a form on which an item is not asked (its skips) is counted apart too, whatever was ticked there. Below ten
answers a report prints counts and words, never a percentage. Every count knows the serials of the forms behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fieldwork.analysis.figures import MIN_FOR_PERCENT, percent
from fieldwork.record.returns import MARKS, is_answer, paper_forms, reading
from fieldwork.record.skips import asked_items

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Sized

    from fieldwork.programme.models import Item, Questionnaire
    from fieldwork.programme.sharewords import ShareWords
    from fieldwork.record.entry import Value
    from fieldwork.record.returns import PaperForm, Return


@dataclass(frozen=True, slots=True)
class Problem:
    """A form that cannot be counted as it stands. `items` are those that are counted nowhere because of it.

    `unsettled`: it was keyed twice, and what is needed is a look at the paper.
    """

    serial: str
    returns: tuple[str, ...]
    what: str
    items: tuple[str, ...] = ()
    unsettled: bool = False


@dataclass(frozen=True, slots=True)
class ItemTally:
    """One item over all forms. Every tuple holds serials, in order.

    `answers` has every option, those that nobody ticked included; empty for a text item. `answered` are the forms in
    the denominator, `favourable` those of them with a favourable option (None where no option is better), `pending`
    the forms counted nowhere: not keyed yet, disputed, not understood, not known to be asked, or `unsettled`: two
    keyings differ and nobody has looked at the paper yet. `texts` are what people wrote, `not_asked` the forms on
    which the item is skipped. Without `rates` there is no percentage, as in a programme that prints none.
    """

    item: Item
    answers: dict[str, tuple[str, ...]]
    answered: tuple[str, ...]
    favourable: tuple[str, ...] | None
    blank: tuple[str, ...]
    unreadable: tuple[str, ...]
    multiple: tuple[str, ...]
    pending: tuple[str, ...]
    texts: tuple[tuple[str, str], ...] = ()
    words: str = ""
    not_asked: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()
    rates: bool = True

    @property
    def of(self) -> int:
        """The item's own n."""
        return len(self.answered)

    @property
    def percent(self) -> int | None:
        """The favourable share in whole per cent; None under ten answers, without `rates`, and of no better option."""
        if self.favourable is None or self.of < MIN_FOR_PERCENT or not self.rates:
            return None
        return percent(len(self.favourable), self.of)


@dataclass(frozen=True, slots=True)
class Tally:
    """All items of a questionnaire. `issued` copies went out (None: nobody has said), `returned` came back.

    Without `rates` nothing of it is a percentage, as in a programme that prints none.
    """

    questionnaire: Questionnaire
    issued: int | None
    returned: int
    items: dict[str, ItemTally]
    problems: tuple[Problem, ...] = ()
    rates: bool = True


@dataclass(slots=True)
class _Sheet:
    """What counts of every item of a form; None where nothing is to be counted. `unsettled`: two keyings differ."""

    serial: str
    values: dict[str, Value]
    asked: dict[str, bool | None]
    unsettled: frozenset[str]


def tally(
    questionnaire: Questionnaire,
    returns: Iterable[Return],
    issued: int | None,
    share_words: ShareWords,
    *,
    rates: bool = True,
) -> Tally:
    """Tally the returns of a questionnaire.

    A form counts once, by the rule of `fieldwork.record.returns.reading`: what was settled, else the first keying,
    or the second where there is no first; an item that was keyed differently the second time counts nowhere until
    it is settled. Two first keyings of one serial (from two laptops) are a problem that is shown; the form still
    counts once, but only with the items on which the two agree.

    Args:
        questionnaire: the items.
        returns: keyings; those of other questionnaires are passed over.
        issued: how many copies went out.
        share_words: puts k of n in words.
        rates: whether the programme prints percentages; without them the words are shares ("most"), as the Dorset
            letter has them of its case managers (2.6): a count of few colleagues would point at one or two of them.
    """
    forms = paper_forms(one for one in returns if one.questionnaire == questionnaire.id)
    problems: list[Problem] = []
    sheets = [_sheet(questionnaire, form, problems) for form in forms]
    items = {item.id: _item_tally(item, sheets, share_words, rates=rates) for item in questionnaire.items}
    return Tally(questionnaire, issued, len(forms), items, tuple(problems), rates)


def _sheet(questionnaire: Questionnaire, form: PaperForm, problems: list[Problem]) -> _Sheet:
    counted = form.counted
    readings = {item.id: reading(form, item) for item in questionnaire.items}
    strange = [
        item.id
        for item in questionnaire.items
        if (value := readings[item.id].value) is not None and not is_answer(item, value)
    ]
    values = {name: None if name in strange else found.value for name, found in readings.items()}
    asked = asked_items(questionnaire, values)
    standing = {name: found.standing for name, found in readings.items() if asked[name] is not False}
    differs = [name for name, found in standing.items() if found == "differs"]
    apart = [name for name, found in standing.items() if found == "disputed"]
    disputed = [name for name in apart if len(counted) == 1 or any(one.disputed(name) for one in counted)]
    everyone = tuple(one.id for one in counted)
    if len(counted) > 1:
        what = f"form {form.serial} was keyed {len(counted)} times as a {_ordinal(counted[0].keying)} keying"
        problems.append(Problem(form.serial, everyone, what, tuple(apart)))
    if form.serial == "?":
        problems.append(Problem(form.serial, everyone, "a form has two different serials"))
    if disputed:
        problems.append(Problem(form.serial, everyone, f"form {form.serial} has disputed items", tuple(disputed)))
    if differs:
        what = f"form {form.serial} was keyed twice and differs, not settled yet"
        problems.append(Problem(form.serial, everyone, what, tuple(differs), unsettled=True))
    if strange:
        what = f"form {form.serial} has answers that the questionnaire does not know"
        problems.append(Problem(form.serial, everyone, what, tuple(strange)))
    return _Sheet(form.serial, values, asked, frozenset(differs))


def _ordinal(keying: int) -> str:
    return "first" if keying == 1 else "second"


def _item_tally(item: Item, sheets: Sequence[_Sheet], share_words: ShareWords, *, rates: bool) -> ItemTally:
    asked = [sheet for sheet in sheets if sheet.asked[item.id] is not False]
    on_paper = [(sheet.serial, sheet.values[item.id] if sheet.asked[item.id] else None) for sheet in asked]
    keyed = [(serial, value) for serial, value in on_paper if value is not None]
    marks = {
        mark: tuple(serial for serial, value in keyed if isinstance(value, str) and value == mark) for mark in MARKS
    }
    answered = [(serial, value) for serial, value in keyed if not (isinstance(value, str) and value in MARKS)]
    answers = {
        option.value: tuple(serial for serial, value in answered if option.value in _ticked(item, value))
        for option in item.options
    }
    favourable = None
    if item.favourable and item.kind != "text":
        good = set(item.favourable)
        favourable = tuple(serial for serial, value in answered if good & set(_ticked(item, value)))
    return ItemTally(
        item,
        answers if item.kind != "text" else {},
        tuple(serial for serial, _ in answered),
        favourable,
        marks["blank"],
        marks["unreadable"],
        marks["multiple"],
        tuple(serial for serial, value in on_paper if value is None),
        tuple((serial, value["text"]) for serial, value in answered) if item.kind == "text" else (),
        _words(share_words, favourable, answered, rates=rates),
        tuple(sheet.serial for sheet in sheets if sheet.asked[item.id] is False),
        tuple(sheet.serial for sheet in sheets if item.id in sheet.unsettled),
        rates,
    )


def _words(share_words: ShareWords, favourable: Sized | None, answered: Sized, *, rates: bool) -> str:
    if favourable is None or not answered:
        return ""
    good, of = len(favourable), len(answered)
    return share_words.words(good, of, in_words_only=not rates)


def _ticked(item: Item, value: Value) -> Sequence[str]:
    if item.kind == "many":
        return tuple(value)
    return (value,) if item.kind == "one" else ()


def item_to_json(item: ItemTally) -> dict[str, Any]:
    """One item with exactly the keys of the command line's contract (DESIGN 6); `not_asked` where it has skips."""
    return {
        "answers": {option: len(serials) for option, serials in item.answers.items()},
        "of": item.of,
        "blank": len(item.blank),
        "unreadable": len(item.unreadable),
        "multiple": len(item.multiple),
        "favourable": None if item.favourable is None else len(item.favourable),
        "percent": item.percent,
        "words": item.words,
        **({"not_asked": len(item.not_asked)} if item.item.asked_when else {}),
    }


def tallies_to_json(tallies: Iterable[Tally]) -> dict[str, Any]:
    """The tallies as `fieldwork tally --json` prints them (DESIGN 6)."""
    return {"questionnaires": {one.questionnaire.id: tally_to_json(one) for one in tallies}}


def tally_to_json(found: Tally) -> dict[str, Any]:
    """What stands under one questionnaire's id in `tallies_to_json`."""
    return {
        "issued": found.issued,
        "returned": found.returned,
        "items": {id_: item_to_json(item) for id_, item in found.items.items()},
    }
