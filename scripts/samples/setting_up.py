"""What the lead inspector does before anyone reads a case: a new inspection, and the list of cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from fieldwork.programme.models import Programme
from fieldwork.record import names
from fieldwork.record.entry import Value
from fieldwork.workspace import beginning
from samples.diary import Diary


@dataclass(frozen=True, slots=True)
class Listed:
    """One case of the list that the YOT sent."""

    reference: str
    phases: str
    attributes: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Setting:
    """An inspection before its first case: `issued` copies of each questionnaire went out."""

    programme: Programme
    area: str
    fieldwork: str
    synthetic: str
    issued: Mapping[str, int]

    def begin(self, diary: Diary, by: str, at: datetime, cases: Iterable[Listed]) -> None:
        """Record it all: the inspection as fieldwork begins one, the list as one import, then the questionnaires."""
        inspection = diary.subject("inspection")
        made = [
            (inspection if subject.startswith("inspection/") else subject, name, value)
            for subject, name, value in beginning(self.programme, self.area)
        ]
        named = ((names.FIELDWORK, self.fieldwork), (names.SYNTHETIC, self.synthetic))
        diary.say(at, by, *made, *((inspection, name, value) for name, value in named))
        diary.say(at + timedelta(minutes=6), by, *(said for case in cases for said in _imported(diary, case)))
        for minute, (questionnaire, count) in enumerate(self.issued.items(), 9):
            said = (f"questionnaire/{questionnaire}", names.ISSUED, count)
            diary.say(at + timedelta(minutes=minute), by, said)


def _imported(diary: Diary, case: Listed) -> list[tuple[str, str, Value]]:
    subject = diary.subject("case", case.reference)
    return [
        (subject, names.REFERENCE, case.reference),
        (subject, names.PHASES, case.phases),
        *((subject, names.attribute(name), value) for name, value in case.attributes.items()),
    ]
