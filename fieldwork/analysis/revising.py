"""What a revised questionnaire does to the forms keyed with the one before: shown before it is recorded. Pure.

Nothing of a form is changed by it: what was keyed stays recorded, and counts as far as the new definition knows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from fieldwork.programme.models import Item, Questionnaire
from fieldwork.record.entry import Value
from fieldwork.record.returns import MARKS, Return, is_answer, paper_forms, reading
from fieldwork.record.skips import asked_items, skip_words
from fieldwork.text import clip, counted

Kind = Literal["unfinished", "gone", "new", "answers", "skips", "figures", "wording"]
"""What an effect is on; in this order they are shown. `wording` touches no figure."""

KINDS: tuple[Kind, ...] = ("unfinished", "gone", "answers", "skips", "new", "figures", "wording")
_LONGEST = 60
_ASKS = {"one": "one box", "many": "many boxes", "text": "free text"}


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that a revision does. `item`: its id, "" where the form is meant; `serials`: the forms it is on."""

    kind: Kind
    item: str
    words: str
    serials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Form:
    """A paper form: what of it counts now by item, what was keyed at all, and whether it is finished."""

    serial: str
    values: dict[str, Value]
    keyed: frozenset[str]
    finished_before: bool
    finished_after: bool


def revision_effects(old: Questionnaire, new: Questionnaire, returns: Iterable[Return]) -> tuple[Effect, ...]:
    """What taking `new` in the place of `old` does to `returns`, the gravest first; nothing where the two are equal.

    Args:
        old: what the forms were keyed with.
        new: what is to take its place; the same id.
        returns: the keyings of the questionnaire. A form keyed twice is one form in every count.
    """
    forms = _forms(old, new, returns)
    effects = [*_unfinished(forms), *_whole_form(old, new)]
    for item in old.items:
        if item.id not in new.item:
            held = _serials(form for form in forms if item.id in form.keyed)
            effects.append(Effect("gone", item.id, f"is gone: {_kept(held)}", held))
    for item in new.items:
        before = old.item.get(item.id)
        effects.extend(_new(item) if before is None else _changed(before, item, forms))
    effects.extend(_skips(old, new, forms))
    return tuple(sorted(effects, key=lambda effect: KINDS.index(effect.kind)))


def _forms(old: Questionnaire, new: Questionnaire, returns: Iterable[Return]) -> tuple[_Form, ...]:
    items = new.item | old.item  # an item that comes back has the answers that it had
    found = []
    for form in paper_forms(returns):
        readings = {name: reading(form, item) for name, item in items.items()}
        found.append(
            _Form(
                form.serial,
                {name: one.value for name, one in readings.items()},
                frozenset(name for name, one in readings.items() if one.standing != "open"),
                any(one.finished(old) for one in form.counted),
                any(one.finished(new) for one in form.counted),
            )
        )
    return tuple(found)


def _unfinished(forms: Sequence[_Form]) -> Iterator[Effect]:
    serials = _serials(form for form in forms if form.finished_before and not form.finished_after)
    if serials:
        words = f"{counted(len(serials), 'finished form')} will be unfinished until what is asked anew is keyed"
        yield Effect("unfinished", "", words, serials)


def _whole_form(old: Questionnaire, new: Questionnaire) -> Iterator[Effect]:
    for key in ("title", "respondents", "respondent", "source"):
        before, after = getattr(old, key), getattr(new, key)
        if before != after:
            yield Effect("wording", "", f"the {key} was {_said(before)} and is {_said(after)}")
    common = [item.id for item in old.items if item.id in new.item]
    if common != [item.id for item in new.items if item.id in old.item]:
        yield Effect("wording", "", "the items stand in another order")


def _new(item: Item) -> Iterator[Effect]:
    yield Effect("new", item.id, f"is new: {_said(item.text)}")


def _changed(old: Item, new: Item, forms: Sequence[_Form]) -> Iterator[Effect]:
    if old.kind != new.kind:
        held = _misfits(new, forms)
        words = f"was {_ASKS[old.kind]} and is {_ASKS[new.kind]}: {_kept(held)}"
        yield Effect("answers", new.id, words, held)
    elif old.options != new.options:
        yield from _options(old, new, forms)
    if old.favourable != new.favourable:
        before, after = (", ".join(item.favourable) or "none" for item in (old, new))
        words = f"favourable was {before} and is {after}: the share that is printed changes"
        yield Effect("figures", new.id, words, _serials(form for form in forms if _ticked(form, new.id)))
    for key, noun in (("text", "wording"), ("topic", "topic"), ("finding", "finding"), ("source", "source")):
        before, after = getattr(old, key), getattr(new, key)
        if before != after:
            words = f"the {noun} was {_said(before)} and is {_said(after)}"
            held = _serials(form for form in forms if new.id in form.keyed) if key == "text" else ()
            yield Effect("wording", new.id, words, held)


def _options(old: Item, new: Item, forms: Sequence[_Form]) -> Iterator[Effect]:
    before = {option.value: option.label for option in old.options}
    after = {option.value: option.label for option in new.options}
    for value in dict.fromkeys((*before, *after)):
        held = _serials(form for form in forms if value in _ticked(form, new.id))
        if value not in after:
            yield Effect("answers", new.id, f"option {value} {_said(before[value])} is gone: {_kept(held)}", held)
        elif value not in before:
            yield Effect("wording", new.id, f"option {value} {_said(after[value])} is new")
        elif before[value] != after[value]:
            words = f"option {value} was {_said(before[value])} and is {_said(after[value])}: {_ticks(held)}"
            yield Effect("answers", new.id, words, held)


def _skips(old: Questionnaire, new: Questionnaire, forms: Sequence[_Form]) -> Iterator[Effect]:
    """Skips that changed, and items whose skips say otherwise because an item before them did."""
    changed = {
        item.id
        for item in new.items
        if item.id in old.item
        and (old.item[item.id].asked_when, old.item[item.id].asked_if) != (item.asked_when, item.asked_if)
    }
    asked = [(form, asked_items(old, form.values), asked_items(new, form.values)) for form in forms]
    for item in new.items:
        if item.id not in old.item:
            continue
        no_longer = _serials(form for form, was, now in asked if was[item.id] and now[item.id] is False)
        now_too = _serials(form for form, was, now in asked if was[item.id] is False and now[item.id])
        if item.id in changed or no_longer or now_too:
            rule = skip_words(item)
            words = f"is asked {f'only where {rule}' if rule else 'of everybody'}"
            if no_longer:
                words += f"; no longer on {counted(len(no_longer), 'form')}"
            if now_too:
                words += f"; now on {counted(len(now_too), 'form')} where it was skipped"
            yield Effect("skips", item.id, words, (*no_longer, *now_too))


def _ticked(form: _Form, item_id: str) -> list[str]:
    """The options ticked on a form; nothing for a mark or a text."""
    value = form.values[item_id]
    values = value if isinstance(value, list) else [value]
    return [option for option in values if isinstance(option, str) and option not in MARKS]


def _misfits(item: Item, forms: Sequence[_Form]) -> tuple[str, ...]:
    values = ((form, form.values[item.id]) for form in forms)
    return _serials(form for form, value in values if value is not None and not is_answer(item, value))


def _serials(found: Iterable[_Form]) -> tuple[str, ...]:
    return tuple(form.serial for form in found)


def _kept(serials: tuple[str, ...]) -> str:
    if not serials:
        return "no form has an answer that this touches"
    have = "has an answer that is" if len(serials) == 1 else "have answers that are"
    return f"{counted(len(serials), 'form')} {have} kept and no longer counted"


def _ticks(serials: tuple[str, ...]) -> str:
    return f"{counted(len(serials), 'form')} {'has' if len(serials) == 1 else 'have'} it ticked"


def _said(text: str) -> str:
    return f"“{clip(text, _LONGEST)}”" if text else "nothing"
