"""Returns: keyed paper questionnaires. What stands on the paper beside an item, as a value of an entry.

The value of ``item:ID`` is an option number as text ("2"); a list of them for choose-many (["1", "3"]); a dictionary
``{"text": "…"}`` for what someone wrote; or a mark: ``blank``, ``unreadable``, ``multiple`` (two boxes ticked).
None: not keyed yet.

A paper form may be keyed twice, blind. Where the two keyings differ someone looks at the paper and settles what it
says; that is a field of the first keying besides what was keyed, so both keyings stay as they were, and so does the
error rate measured from them. `reading` is the one rule of what counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from fieldwork.programme.models import Item, Questionnaire
from fieldwork.record import names
from fieldwork.record.entry import Value, same_value
from fieldwork.record.record import Record
from fieldwork.record.skips import asked_items
from fieldwork.record.views import is_named, reference_key
from fieldwork.text import fold

MARKS = ("blank", "unreadable", "multiple")
WRITTEN = "…"
"""The text of a second keying that says that something is written there: the words themselves are keyed once."""


@dataclass(frozen=True, slots=True)
class Return:
    """One keying of one form."""

    record: Record
    id: str

    @property
    def questionnaire(self) -> str:
        """The id of the questionnaire."""
        return str(self.record.value(self.id, names.QUESTIONNAIRE) or "")

    @property
    def serial(self) -> str:
        """The number on the form."""
        return str(self.record.value(self.id, names.SERIAL) or "?")

    @property
    def keying(self) -> int:
        """1 for the first keying, 2 for the second."""
        return 2 if self.record.value(self.id, names.KEYING) == 2 else 1  # noqa: PLR2004 (what the docstring says)

    @property
    def keyed_by(self) -> str:
        """The initials of who keyed it."""
        return str(self.record.value(self.id, names.KEYED_BY) or "")

    def item(self, item_id: str) -> Value:
        """What stands on the paper, as the module says; None while not keyed, or while disputed."""
        return self.record.value(self.id, names.item(item_id))

    def disputed(self, item_id: str) -> bool:
        """Whether two people recorded different things for the same keying."""
        return self.record.disputed(self.id, names.item(item_id))

    def item_by(self, item_id: str) -> str:
        """The initials of who keyed an item, which need not be who began the form; empty while it is not keyed."""
        return _author(self.record, self.id, names.item(item_id))

    def settled(self, item_id: str) -> Value:
        """What the paper was settled to say, kept with the first keying; None while it is not, or disputed."""
        return self.record.value(self.id, names.settled(item_id))

    def settled_by(self, item_id: str) -> str:
        """The initials of who settled an item; empty while it is not settled."""
        return _author(self.record, self.id, names.settled(item_id))

    def finished(self, questionnaire: Questionnaire) -> bool:
        """Whether every item that is asked was keyed; the skips say which those are."""
        values = {item.id: self.item(item.id) for item in questionnaire.items}
        asked = asked_items(questionnaire, values)
        return all(values[item.id] is not None or asked[item.id] is False for item in questionnaire.items)


def _author(record: Record, subject: str, field: str) -> str:
    heads = record.heads(subject, field)
    return heads[0].by if heads and heads[0].value is not None else ""


def returns(record: Record, questionnaire_id: str | None = None) -> tuple[Return, ...]:
    """The returns of a questionnaire (of all, where none is named), by serial and keying."""
    found = (
        Return(record, subject) for subject in record.subjects("return") if is_named(record, subject, names.SERIAL)
    )
    wanted = [one for one in found if questionnaire_id is None or one.questionnaire == questionnaire_id]
    return tuple(sorted(wanted, key=lambda one: (one.questionnaire, reference_key(one.serial), one.keying, one.id)))


def is_answer(item: Item, value: Value) -> bool:
    """Whether `value` is a mark or an answer that the item's definition allows (None is neither)."""
    if isinstance(value, str) and value in MARKS:
        return value != "multiple" or item.kind == "one"
    options = [option.value for option in item.options]
    if item.kind == "one":
        return isinstance(value, str) and value in options
    if item.kind == "many":
        return (
            isinstance(value, list) and bool(value) and all(value.count(one) == 1 and one in options for one in value)
        )
    return isinstance(value, dict) and value.keys() == {"text"} and isinstance(value["text"], str)


# -- a paper form, keyed once or twice -----------------------------------------------------------------------------

Standing = Literal["open", "keyed", "disputed", "differs", "settled"]


class Reading(NamedTuple):
    """What counts of an item of a paper form, and how that came about.

    ``open``: nobody keyed it. ``keyed``: once, or twice alike. ``disputed``: two people said different things of one
    keying, or settled it differently. ``differs``: two keyings differ and nobody has settled it. ``settled``: someone
    looked at the paper. Only ``keyed`` and ``settled`` have a value.
    """

    value: Value
    standing: Standing


@dataclass(frozen=True, slots=True)
class PaperForm:
    """One paper form, out of however many keyings: mostly one first keying, or one first and one second.

    `serial` is ``?`` where it is redacted, or where two people differ on it: such a keying is a form of its own.
    """

    serial: str
    firsts: tuple[Return, ...]
    seconds: tuple[Return, ...]

    @property
    def counted(self) -> tuple[Return, ...]:
        """The keyings that count: the first, and the second only where there is no first."""
        return self.firsts or self.seconds


def paper_forms(found: Iterable[Return]) -> tuple[PaperForm, ...]:
    """The forms that were keyed, by serial ("7" is "07"), out of the returns of one questionnaire."""
    forms: dict[object, list[Return]] = {}
    for one in found:
        forms.setdefault(one.id if one.serial == "?" else reference_key(one.serial), []).append(one)
    made = [
        PaperForm(
            keyings[0].serial,
            tuple(one for one in keyings if one.keying == 1),
            tuple(one for one in keyings if one.keying != 1),
        )
        for keyings in forms.values()
    ]
    return tuple(sorted(made, key=lambda form: (reference_key(form.serial), form.counted[0].id)))


def reading(form: PaperForm, item: Item) -> Reading:
    """What counts of an item: what was settled; else the first keying, unless a second one says something else.

    Of an item that the first keying left out, the second counts. Two first keyings of one form (from two laptops)
    count where they agree.
    """
    settlements = [one.record.heads(one.id, names.settled(item.id)) for one in form.counted]
    settled = [head.value for heads in settlements for head in heads if head.value is not None]
    if settled:
        alike = all(agree(item, settled[0], other) for other in settled[1:])
        return Reading(settled[0], "settled") if alike else Reading(None, "disputed")
    if any(one.disputed(item.id) for one in form.counted):
        return Reading(None, "disputed")
    values = [one.item(item.id) for one in form.counted]
    if any(not same_value(values[0], other) for other in values[1:]):
        return Reading(None, "disputed")
    seconds = list(_seconds(form, item)) if form.firsts else []
    first = values[0]
    if first is None and seconds:
        first = seconds[0]
    if first is None:
        return Reading(None, "open")
    if any(second is None or not agree(item, first, second) for second in seconds):
        return Reading(None, "differs")
    return Reading(first, "keyed")


def _seconds(form: PaperForm, item: Item) -> Iterator[Value]:
    """What the second keyings say of an item; None for one that is disputed."""
    for one in form.seconds:
        value = one.item(item.id)
        if value is not None or one.disputed(item.id):
            yield value


def same_answer(one: Value, other: Value) -> bool:
    """Whether two answers are the same; the order of the boxes ticked says nothing."""
    if isinstance(one, list) and isinstance(other, list):
        return set(map(str, one)) == set(map(str, other))
    return same_value(one, other)


def agree(item: Item, one: Value, other: Value) -> bool:
    """Whether two keyings of an item say the same.

    Of free text they agree when both have some, if one of them is only `WRITTEN`; else when they have the same words:
    capitals, spaces and accents make no difference.
    """
    if item.kind == "text" and isinstance(one, dict) and isinstance(other, dict):
        texts = str(one.get("text", "")), str(other.get("text", ""))
        return WRITTEN in texts or _words(texts[0]) == _words(texts[1])
    return same_answer(one, other)


def _words(text: str) -> str:
    return " ".join(fold(text).split())
