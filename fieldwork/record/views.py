"""Typed views of a record: the inspection, its cases, notes and findings. They hold a record, and ask it when asked.

A subject whose key field was taken back (a case without a reference, a note without text) is not there for a view.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldwork.errors import DamagedFileError
from fieldwork.programme.loading import programme_from_dict, questionnaire_from_dict
from fieldwork.programme.models import Programme, Questionnaire
from fieldwork.record import names
from fieldwork.record.batches import batches
from fieldwork.record.entry import Entry, Value, day_of
from fieldwork.record.record import Record, causal_order


@dataclass(frozen=True, slots=True)
class Case:
    """One case of the sample."""

    record: Record
    id: str

    @property
    def reference(self) -> str:
        """What it is called on paper: "07". Never a name."""
        return str(self.record.value(self.id, names.REFERENCE) or "?")

    @property
    def phases(self) -> str | None:
        """``community``, ``custody``, ``both``, or None while nobody has said."""
        found = self.record.value(self.id, names.PHASES)
        return found if isinstance(found, str) else None

    @property
    def status(self) -> str | None:
        """How far the inspector is with it, in her words; None while nobody has said."""
        found = self.record.value(self.id, names.STATUS)
        return found if isinstance(found, str) else None

    def attribute(self, attribute_id: str) -> Value:
        """The value of an attribute of the programme; None where nothing is recorded."""
        return self.record.value(self.id, names.attribute(attribute_id))

    def date(self, date_id: str) -> Value:
        """ISO text, ``undated``, a list of these (reviews), or None."""
        return self.record.value(self.id, names.date(date_id))

    def own_answer(self, question: str) -> Value:
        """What a person answered, rules left aside; None where nobody did or where it is disputed."""
        return self.record.value(self.id, names.answer(question))


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a question, a criterion, a case, or the inspection itself."""

    record: Record
    id: str

    def _text(self, field: str) -> str | None:
        found = self.record.value(self.id, field)
        return found if isinstance(found, str) else None

    @property
    def text(self) -> str:
        """The note as typed; empty while two versions are disputed."""
        return self._text(names.TEXT) or ""

    @property
    def versions(self) -> tuple[str, ...]:
        """The different texts of two laptops while they are disputed; empty where they are not."""
        if not self.record.disputed(self.id, names.TEXT):
            return ()
        heads = causal_order(self.record.heads(self.id, names.TEXT))
        return tuple(dict.fromkeys(head.value for head in heads if isinstance(head.value, str) and head.value))

    @property
    def case(self) -> str | None:
        """The subject of the case it is on."""
        return self._text(names.CASE)

    @property
    def question(self) -> str | None:
        """The question it is on."""
        return self._text(names.QUESTION)

    @property
    def criterion(self) -> str | None:
        """The criterion it is on, or for which it is good practice."""
        return self._text(names.CRITERION)

    @property
    def good_practice(self) -> bool:
        """Whether it is an example to share in the report."""
        return self.record.value(self.id, names.GOOD_PRACTICE) is True

    @property
    def quotation(self) -> bool:
        """Whether it is meant to be quoted in the report."""
        return self.record.value(self.id, names.QUOTATION) is True

    @property
    def source(self) -> str | None:
        """Where a note on the inspection itself comes from: document, policy, manager, partner."""
        return self._text(names.SOURCE)

    @property
    def first(self) -> Entry:
        """The entry that began it: who wrote it, and when."""
        return self.record.history(self.id, names.TEXT)[0]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the inspectors decided about the finding on one question."""

    record: Record
    question: str

    @property
    def id(self) -> str:
        """Its subject."""
        return names.finding(self.question)

    @property
    def side(self) -> str | None:
        """``strength``, ``improvement``, ``left`` out, or None while it is only proposed."""
        found = self.record.value(self.id, names.SIDE)
        return found if isinstance(found, str) else None

    @property
    def wording(self) -> str | None:
        """The sentence in an inspector's own words, with `{share}`; None where the programme's is used."""
        found = self.record.value(self.id, names.WORDING)
        return found if isinstance(found, str) else None

    @property
    def seen(self) -> dict[str, Value] | None:
        """The side and the share word that its figure had when it was last decided on; None where nobody said.

        Empty where two laptops decided on different figures: then nobody has seen the one that it has now.
        """
        if self.record.disputed(self.id, names.SEEN):
            return {}
        found = self.record.value(self.id, names.SEEN)
        return found if isinstance(found, dict) else None

    @property
    def disputed(self) -> bool:
        """Whether two laptops put it on different sides, or say it in different words."""
        return self.record.disputed(self.id, names.SIDE) or self.record.disputed(self.id, names.WORDING)

    @property
    def order(self) -> float | None:
        """Where it stands in its criterion; None: where the programme has it."""
        found = self.record.value(self.id, names.ORDER)
        return found if type(found) in (int, float) else None


class Inspection:
    """An inspection as its record holds it: definitions, cases, notes, findings.

    Of two definitions that different laptops revised differently, the later one is inspected with until someone
    settles it: the file must open for that.

    Raises:
        DamagedFileError: the record holds no inspection, or more than one, or no programme.
        DefinitionError: the programme in the record does not hold together.
    """

    def __init__(self, record: Record) -> None:
        self.record = record
        subjects = record.subjects("inspection")
        if len(subjects) != 1:
            raise DamagedFileError(f"The file should hold one inspection, found {len(subjects)}.")
        self.id = subjects[0]
        self._programme: tuple[int, Programme] | None = None
        self._questionnaires: dict[str, tuple[int, Questionnaire]] = {}
        self._programme_subject = f"programme/{_latest(record, self.id, names.PROGRAMME)}"
        self.programme  # noqa: B018 (a file without a programme is refused here, not on some screen)

    @property
    def programme(self) -> Programme:
        """What is inspected with, as last revised."""
        revision = self.record.revision(self._programme_subject)
        if self._programme is None or self._programme[0] != revision:
            definition = _latest(self.record, self._programme_subject, names.DEFINITION)
            if not isinstance(definition, dict):
                raise DamagedFileError("The file holds no programme to inspect with.")
            where = f"{self._programme_subject.replace('/', ' ')} of the inspection file"
            self._programme = (revision, programme_from_dict(definition, where))
        return self._programme[1]

    @property
    def area(self) -> str:
        """The area inspected: "Stockport"."""
        return str(self.record.value(self.id, names.AREA) or "")

    @property
    def fieldwork(self) -> str:
        """When the fieldwork takes place, as typed; may be empty."""
        return str(self.record.value(self.id, names.FIELDWORK) or "")

    @property
    def synthetic(self) -> str:
        """The sentence that says that the cases are made up; empty for a real inspection."""
        return str(self.record.value(self.id, names.SYNTHETIC) or "")

    @property
    def lead(self) -> str:
        """The initials of the lead inspector; empty while nobody has said."""
        return str(self.record.value(self.id, names.LEAD) or "")

    @property
    def publication(self) -> date | None:
        """The day on which the report is published or the letter sent; None while nobody has said."""
        return day_of(self.record.value(self.id, names.PUBLICATION))

    @property
    def foreword_date(self) -> date | None:
        """The day below the foreword; None while nobody has said."""
        return day_of(self.record.value(self.id, names.FOREWORD_DATE))

    @property
    def questionnaires(self) -> dict[str, Questionnaire]:
        """The questionnaires kept with the inspection, by id."""
        found: dict[str, Questionnaire] = {}
        for subject in self.record.subjects("questionnaire"):
            definition = _latest(self.record, subject, names.DEFINITION)
            if not isinstance(definition, dict):
                continue
            questionnaire_id = subject.partition("/")[2]
            revision = self.record.revision(subject)
            kept = self._questionnaires.get(questionnaire_id)
            if kept is None or kept[0] != revision:
                where = f"questionnaire {questionnaire_id} of the inspection file"
                kept = self._questionnaires[questionnaire_id] = (
                    revision,
                    questionnaire_from_dict(definition, where),
                )
            found[questionnaire_id] = kept[1]
        return found

    def issued(self, questionnaire_id: str) -> int | None:
        """How many copies of a questionnaire went out, over all its batches if it has any; None: nobody has said."""
        if parts := batches(self.record, questionnaire_id):
            counts = [part.issued for part in parts]
            return None if None in counts else sum(filter(None, counts))
        found = self.record.value(f"questionnaire/{questionnaire_id}", names.ISSUED)
        return found if type(found) is int else None

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases of the sample by reference, numbers in numeric order."""
        cases = (
            Case(self.record, subject)
            for subject in self.record.subjects("case")
            if is_named(self.record, subject, names.REFERENCE)
        )
        return tuple(sorted(cases, key=lambda case: (reference_key(case.reference), case.id)))

    def case(self, reference: str) -> Case | None:
        """The case with a reference; "7" also finds "07", where there is no case "7"."""
        wanted = reference_key(reference)
        found = [case for case in self.cases if reference_key(case.reference) == wanted]
        exact = (case for case in found if case.reference == reference)
        return next(exact, found[0] if found else None)

    def case_meant(self, typed: str) -> Case | None:
        """The case that somebody means by a reference, or by the number that only one reference ends with.

        "12" also means YOT/0012, where there is no case "12".
        """
        number = typed.lstrip("0")
        found = self.case(typed)
        if found is not None or not (typed.isascii() and typed.isdigit()):
            return found
        ended = [case for case in self.cases if number_of(case.reference).lstrip("0") == number]
        return ended[0] if len(ended) == 1 else None

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes that hold a text, in the order in which they were begun."""
        return tuple(
            Note(self.record, subject)
            for subject in self.record.subjects("note")
            if any(head.value for head in self.record.heads(subject, names.TEXT))
        )

    def finding(self, question: str) -> Finding:
        """What was decided about the finding on a question."""
        return Finding(self.record, question)


def number_of(reference: str) -> str:
    """The digits that a reference ends with: "0012" of YOT/0012."""
    return reference[len(reference.rstrip("0123456789")) :]


def is_named(record: Record, subject: str, field: str) -> bool:
    """Whether a case or a return is there: its reference or serial is recorded or redacted, not taken back."""
    return any(head.value is not None or head.redacted is not None for head in record.heads(subject, field))


def _latest(record: Record, subject: str, field: str) -> Value:
    """What is recorded; where it is disputed, the one that a history shows last."""
    if record.disputed(subject, field):
        return [head for head in causal_order(record.heads(subject, field)) if head.value is not None][-1].value
    return record.value(subject, field)


_LONGEST_NUMBER = 18


def reference_key(reference: str) -> tuple[int, int, str]:
    """A sort key that puts 7 and 07 in one place, 9 before 10, and numbers before words."""
    text = reference.strip().casefold()
    if text.isdecimal() and len(text) <= _LONGEST_NUMBER:
        return 0, int(text), ""
    return 1, 0, text
