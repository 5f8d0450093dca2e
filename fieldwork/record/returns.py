"""Returns: keyed paper questionnaires. What stands on the paper beside an item, as a value of an entry.

The value of ``item:ID`` is an option number as text ("2"); a list of them for choose-many (["1", "3"]); a dictionary
``{"text": "…"}`` for what someone wrote; or a mark: ``blank``, ``unreadable``, ``multiple`` (two boxes ticked).
None: not keyed yet.
"""

from __future__ import annotations

from dataclasses import dataclass

from fieldwork.programme.models import Item, Questionnaire
from fieldwork.record import names
from fieldwork.record.entry import Value
from fieldwork.record.record import Record
from fieldwork.record.skips import asked_items
from fieldwork.record.views import is_named, reference_key

MARKS = ("blank", "unreadable", "multiple")


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

    def finished(self, questionnaire: Questionnaire) -> bool:
        """Whether every item that is asked was keyed; the skips say which those are."""
        values = {item.id: self.item(item.id) for item in questionnaire.items}
        asked = asked_items(questionnaire, values)
        return all(values[item.id] is not None or asked[item.id] is False for item in questionnaire.items)


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
