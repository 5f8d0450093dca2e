"""The forms of one questionnaire, read off a record for whoever keys them, the first time or the second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fieldwork.analysis.second_keying import Plan, plan
from fieldwork.programme.models import Questionnaire
from fieldwork.programme.twice import twice_rules
from fieldwork.record import names
from fieldwork.record.batches import Batch, are_free, batch_of, batches, next_serial, why_refused
from fieldwork.record.entry import Value
from fieldwork.record.record import Record
from fieldwork.record.returns import PaperForm, Return, agree, paper_forms, returns
from fieldwork.record.skips import asked_items
from fieldwork.record.views import is_named, reference_key
from fieldwork.tui.keying_state import Known, Mismatch

_ITEM = names.item("")
_SETTLED = names.settled("")
_LONGEST_NUMBER = 12


@dataclass(frozen=True, slots=True)
class RecordDesk:
    """A `Desk` over a record; it asks the record whenever it is asked. `keying`: 1 for the first, 2 for the second.

    At the second keying it gives no value of the first one of an item of which the second has none yet.
    """

    record: Record
    questionnaire: Questionnaire
    by: str
    keying: int = 1
    _pairs: dict[str, tuple[int, str, str]] = field(default_factory=dict, repr=False, compare=False)

    def _all(self) -> tuple[Return, ...]:
        return returns(self.record, self.questionnaire.id)

    def _own(self) -> Sequence[Return]:
        return [one for one in self._all() if one.keying == self.keying]

    def _known(self, form: Return) -> Known:
        values = self.values(form.id)
        asked = asked_items(self.questionnaire, {**values, **self.settled(form.id)})
        keyed = sum(asked[item_id] is not False for item_id in values)
        finished = all(item_id in values or found is False for item_id, found in asked.items())
        return Known(form.id, form.serial, form.keyed_by, keyed, finished)

    def forms(self) -> tuple[Known, ...]:
        """All keyings of this kind, by number."""
        return tuple(self._known(one) for one in self._own())

    def find(self, serial: str) -> Known | None:
        """This keying of the form with that number ("7" is "07"); of several the unfinished one, or one's own."""
        wanted = reference_key(serial)
        found = [self._known(one) for one in self._own() if reference_key(one.serial) == wanted]
        return min(found, key=lambda known: (known.finished, known.keyed_by != self.by), default=None)

    # -- numbers -----------------------------------------------------------------------------------------------------

    def _batches(self) -> tuple[Batch, ...]:
        return batches(self.record, self.questionnaire.id)

    def offered(self) -> str:
        """The next number: of the batches, else one more than the highest there is, with as many digits.

        At the second keying: of the next form to be keyed twice, one that another person keyed first if there is one.
        """
        if self.keying != 1:
            form = self.plan().next_for(self.by)
            return form.serial if form is not None else ""
        texts = [one.serial.strip() for one in self._all()]
        among = self._batches()
        if not are_free(among):
            return next_serial(among, texts) or ""
        numbers = [text for text in texts if text.isdecimal() and len(text) <= _LONGEST_NUMBER]
        highest = max(numbers, key=lambda text: (int(text), len(text)), default="0")
        return str(int(highest) + 1).zfill(len(highest))

    def refused(self, serial: str) -> str:
        """Why no new form can be keyed under that number, with what is expected; empty where one can."""
        wrong = why_refused(serial, self._batches())
        if self.keying == 1 or wrong:
            return f"{wrong} The next is {self.offered()}." if wrong and self.offered() else wrong
        first = self.first(serial)
        unfinished = first is not None and not first.finished
        return f"form {serial} is unfinished the first time; {self._next_words()}" if unfinished else ""

    def _next_words(self) -> str:
        following = self.offered()
        return f"the next to key twice is {following}" if following else "no form is left to key twice"

    def as_printed(self, serial: str) -> str:
        """The number with the zeros in front that its batch has."""
        batch = batch_of(serial, self._batches())
        if batch is None:
            return serial
        number = int(serial[:-1]) if batch.check_digit else int(serial)
        return batch.serial(number)

    def serial_length(self) -> int | None:
        """How many digits every number of the batches has; None where numbers are free or of several lengths."""
        among = self._batches()
        if are_free(among):
            return None
        lengths = {len(batch.serial(number)) for batch in among for number in (batch.numbers or ())[:1]}
        return lengths.pop() if len(lengths) == 1 else None

    # -- what is keyed -----------------------------------------------------------------------------------------------

    def begun(self, subject: str) -> bool:
        """Whether the record has the form, in this keying of it."""
        return is_named(self.record, subject, names.SERIAL) and Return(self.record, subject).keying == self.keying

    def serial(self, subject: str) -> str:
        """Its number; empty where it has none, or two that differ."""
        return str(self.record.value(subject, names.SERIAL) or "")

    def values(self, subject: str) -> Mapping[str, Value]:
        """What is keyed, by item, at the first keying with what was settled instead; open and disputed are not in it.

        A form of the other keying has none.
        """
        kept = self.record.values(subject)
        if Return(self.record, subject).keying != self.keying:
            return {}
        found = {item.id: kept[name] for item in self.questionnaire.items if (name := _ITEM + item.id) in kept}
        return {**found, **self._settled(subject)} if self.keying == 1 else found

    def _settled(self, subject: str) -> dict[str, Value]:
        kept = self.record.values(subject)
        return {item.id: kept[name] for item in self.questionnaire.items if (name := _SETTLED + item.id) in kept}

    def settled(self, subject: str) -> Mapping[str, Value]:
        """At the second keying what the paper was settled to say, by item; at the first `values` has it."""
        first = self._first_subject(self.serial(subject)) if self.keying != 1 else ""
        return self._settled(first) if first else {}

    def field(self, subject: str, item_id: str) -> str:
        """The field that a correction goes to: of what was keyed twice it settles, so that both keyings stay."""
        if self.keying == 1 and self.record.value(subject, names.item(item_id)) is not None:
            form = self._form(self.serial(subject))
            if form is not None and any(one.item(item_id) is not None for one in form.seconds):
                return names.settled(item_id)
        return names.item(item_id)

    def disputed(self, subject: str) -> frozenset[str]:
        """The items of which different people recorded different things."""
        if not subject:
            return frozenset()
        items = self.questionnaire.items
        return frozenset(item.id for item in items if self.record.disputed(subject, names.item(item.id)))

    def not_asked(self, subject: str) -> frozenset[str]:
        """The items that the form does not ask, by what is keyed and settled."""
        asked = asked_items(self.questionnaire, {**self.values(subject), **self.settled(subject)})
        return frozenset(item_id for item_id, found in asked.items() if found is False)

    def look(self, subject: str) -> tuple[str, ...]:
        """The items to look at again on the page."""
        found = self.record.value(subject, names.LOOK)
        return tuple(str(one) for one in found) if isinstance(found, list) else ()

    def newest(self) -> str:
        """The form that was begun last; empty where there is none."""
        there = {one.id for one in self._own()}
        return next((subject for subject in reversed(self.record.subjects("return")) if subject in there), "")

    # -- the two keyings of a form -----------------------------------------------------------------------------------

    def paper_forms(self) -> tuple[PaperForm, ...]:
        """The forms with both keyings."""
        return paper_forms(self._all())

    def plan(self) -> Plan:
        """Which forms are to be keyed twice; the sample is drawn by the inspection's own name."""
        seed = next(iter(self.record.subjects("inspection")), "")
        return plan(self.questionnaire, self.paper_forms(), seed, twice_rules())

    def _form(self, serial: str) -> PaperForm | None:
        wanted = reference_key(serial)
        return next((form for form in self.paper_forms() if reference_key(form.serial) == wanted), None)

    def _first_subject(self, serial: str) -> str:
        """The first keying of a form. Remembered as long as the form is there: every key at the second one asks."""
        kept = self._pairs.get(serial)
        if kept is not None and kept[0] == self.record.revision(kept[1]) and self.serial(kept[1]) == kept[2]:
            return kept[1]
        form = self._form(serial)
        first = form.firsts[0] if form is not None and form.firsts else None
        if first is None:
            return ""
        self._pairs[serial] = (self.record.revision(first.id), first.id, first.serial)
        return first.id

    def first(self, serial: str) -> Known | None:
        """The first keying that a second one is compared with, without its answers; None at the first keying."""
        subject = self._first_subject(serial) if self.keying != 1 else ""
        if not subject:
            return None
        one = Return(self.record, subject)
        keyed = sum(one.item(item.id) is not None for item in self.questionnaire.items)
        return Known(subject, one.serial, one.keyed_by, keyed, one.finished(self.questionnaire))

    def differs(self, serial: str, item_id: str, value: Value) -> bool:
        """Whether the first keying says something else than `value`; of what it left out, or disputes, it does not."""
        subject = self._first_subject(serial) if self.keying != 1 else ""
        first = self.record.value(subject, names.item(item_id)) if subject else None
        return first is not None and not agree(self.questionnaire.item[item_id], first, value)

    def mismatch(self, subject: str, item_id: str) -> Mismatch | None:
        """Where the two keyings of an item differ, both; None before the second has its own, and at the first."""
        second = self.record.value(subject, names.item(item_id)) if self.begun(subject) and self.keying != 1 else None
        if second is None or not self.differs(self.serial(subject), item_id, second):
            return None
        first = Return(self.record, self._first_subject(self.serial(subject)))
        return Mismatch(
            first.item(item_id), second, first.item_by(item_id), first.settled(item_id), first.settled_by(item_id)
        )

    def second_of(self, first: str) -> str:
        """The second keying of the form that a first keying is of; empty where there is none."""
        form = self._form(self.serial(first))
        return form.seconds[0].id if form is not None and form.seconds else ""
