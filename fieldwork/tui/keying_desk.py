"""The forms of one questionnaire, read off a record for whoever keys them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fieldwork.programme.models import Questionnaire
from fieldwork.record import names
from fieldwork.record.entry import Value
from fieldwork.record.record import Record
from fieldwork.record.returns import Return, returns
from fieldwork.record.views import is_named, reference_key
from fieldwork.tui.keying_form import Known

_ITEM = names.item("")
_LONGEST_NUMBER = 12


@dataclass(frozen=True, slots=True)
class RecordDesk:
    """A `Desk` over a record; it asks the record whenever it is asked."""

    record: Record
    questionnaire: Questionnaire
    by: str

    def _firsts(self) -> Sequence[Return]:
        return [one for one in returns(self.record, self.questionnaire.id) if one.keying == 1]

    def _known(self, form: Return) -> Known:
        values = self.values(form.id)
        return Known(form.id, form.serial, form.keyed_by, len(values), form.finished(self.questionnaire))

    def forms(self) -> tuple[Known, ...]:
        """All first keyings, by number."""
        return tuple(self._known(one) for one in self._firsts())

    def find(self, serial: str) -> Known | None:
        """The first keying of the form with that number ("7" is "07"); of several the unfinished one, or one's own."""
        wanted = reference_key(serial)
        found = [self._known(one) for one in self._firsts() if reference_key(one.serial) == wanted]
        return min(found, key=lambda known: (known.finished, known.keyed_by != self.by), default=None)

    def offered(self) -> str:
        """One more than the highest number there is, with as many digits."""
        texts = [one.serial.strip() for one in returns(self.record, self.questionnaire.id)]
        numbers = [text for text in texts if text.isdecimal() and len(text) <= _LONGEST_NUMBER]
        highest = max(numbers, key=lambda text: (int(text), len(text)), default="0")
        return str(int(highest) + 1).zfill(len(highest))

    def begun(self, subject: str) -> bool:
        """Whether the record has the form."""
        return is_named(self.record, subject, names.SERIAL)

    def serial(self, subject: str) -> str:
        """Its number; empty where it has none, or two that differ."""
        return str(self.record.value(subject, names.SERIAL) or "")

    def values(self, subject: str) -> Mapping[str, Value]:
        """What is keyed, by item; an item that is open or disputed is not in it."""
        kept = self.record.values(subject)
        return {item.id: kept[name] for item in self.questionnaire.items if (name := _ITEM + item.id) in kept}

    def disputed(self, subject: str) -> frozenset[str]:
        """The items of which different people recorded different things."""
        if not subject:
            return frozenset()
        items = self.questionnaire.items
        return frozenset(item.id for item in items if self.record.disputed(subject, names.item(item.id)))

    def look(self, subject: str) -> tuple[str, ...]:
        """The items to look at again on the page."""
        found = self.record.value(subject, names.LOOK)
        return tuple(str(one) for one in found) if isinstance(found, list) else ()

    def newest(self) -> str:
        """The form that was begun last; empty where there is none."""
        there = {one.id for one in self._firsts()}
        return next((subject for subject in reversed(self.record.subjects("return")) if subject in there), "")
