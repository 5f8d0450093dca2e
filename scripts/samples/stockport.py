"""The Stockport sample: 67 synthetic cases and a week in June 2009."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from fieldwork.programme.loading import find_programme, find_questionnaire
from fieldwork.record import names
from fieldwork.record.entry import Value
from fieldwork.record.record import Record
from fieldwork.workspace import beginning
from samples import chance, children
from samples.answers import CaseAnswers, read_answers
from samples.casework import CaseFile, Casework
from samples.dates import dates_of, working
from samples.diary import Diary
from samples.forms import key_in
from samples.team import Slot, slots

SYNTHETIC = (
    "Synthetic cases, fitted to the published figures of the Stockport report of 2009: this shows that the formula can "
    "give those figures, not that these were the cases."
)
_HERE = Path(__file__).parent
_ISSUED, _ISSUED_TO_VICTIMS = 34, 6
_ZONE = timezone(timedelta(hours=1))
_MONDAY = date(2009, 6, 8)
_LEAD = "RK"
_READER = ("10:20 14:00", "09:10 11:10 14:10", "09:10 11:10 14:10", "09:10 11:10 14:10", "09:00 11:00 13:30")
_HOURS = {
    _LEAD: ("14:00", "09:20 11:20 14:20", "09:20 11:20 14:20", "09:20 14:20", "09:10 11:20"),
    **dict.fromkeys(("DO", "TV", "HW", "EP"), _READER),
}
_SENTENCED = {
    "community": (date(2008, 9, 8), date(2009, 1, 30)),
    "both": (date(2008, 5, 12), date(2008, 11, 28)),
    "custody": (date(2008, 1, 14), date(2008, 11, 28)),
}


def stockport(answers_file: Path) -> Record:
    """The record of the sample."""
    return _Stockport(answers_file).told()


class _Stockport:
    def __init__(self, answers_file: Path) -> None:
        self._diary = Diary("stockport-2009")
        self._programme = find_programme("cci-2009")
        self._cases = read_answers(answers_file)
        self._attributes = children.attributes(self._cases)

    def told(self) -> Record:
        allotted = self._allotted()
        self._begin(allotted)
        for case in self._cases:
            slot = allotted[case.reference]
            Casework(self._diary, self._programme, slot.by, self._case_file(case), slot.start).through()
        self._key()
        return self._diary.told()

    def _allotted(self) -> dict[str, Slot]:
        """Case managers come when they can, so the cases are read in no order of their own."""
        shuffled = sorted(self._cases, key=lambda case: chance.name(8, "slot", case.reference))
        return {case.reference: slot for case, slot in zip(shuffled, slots(_MONDAY, _ZONE, _HOURS), strict=True)}

    def _subject(self, case: CaseAnswers) -> str:
        return self._diary.subject("case", case.reference)

    def _begin(self, allotted: dict[str, Slot]) -> None:
        """The lead inspector sets the inspection up on the Friday before."""
        friday = datetime(2009, 6, 5, 15, 40, tzinfo=_ZONE)
        inspection = self._diary.subject("inspection")
        made = [
            (inspection if subject.startswith("inspection/") else subject, name, value)
            for subject, name, value in beginning(self._programme, "Stockport")
        ]
        made += [(inspection, names.FIELDWORK, "June 2009"), (inspection, names.SYNTHETIC, SYNTHETIC)]
        self._diary.say(friday, _LEAD, *made)
        self._diary.say(
            friday + timedelta(minutes=6),
            _LEAD,
            *(statement for case in self._cases for statement in self._listed(case, allotted[case.reference].by)),
        )
        issued = (("children-2009", _ISSUED), ("victims-2009", _ISSUED_TO_VICTIMS))
        for number, (questionnaire, count) in enumerate(issued):
            at = friday + timedelta(minutes=9 + number)
            self._diary.say(at, _LEAD, (f"questionnaire/{questionnaire}", names.ISSUED, count))

    def _listed(self, case: CaseAnswers, by: str) -> list[tuple[str, str, Value]]:
        """What the list of cases that the YOT sent says of one case, and who is to read it."""
        subject = self._subject(case)
        return [
            (subject, names.REFERENCE, case.reference),
            (subject, names.PHASES, case.phases),
            *((subject, names.attribute(name), value) for name, value in self._attributes[case.reference].items()),
            (subject, names.attribute("inspector"), by),
        ]

    def _case_file(self, case: CaseAnswers) -> CaseFile:
        own = case.own(self._programme)
        rosh_yot, rosh_own = children.rosh(case)
        vulnerability_yot, vulnerability_own = children.vulnerability(case)
        dates = dates_of(self._programme, case.reference, own, _sentenced(case), _MONDAY - timedelta(3))
        first: list[tuple[str, Value]] = [
            (names.attribute("rosh_yot"), rosh_yot),
            (names.attribute("vulnerability_yot"), vulnerability_yot),
            *((names.date(name), day) for name, day in dates.items()),
        ]
        last = [
            (names.attribute("rosh_own"), rosh_own),
            (names.attribute("vulnerability_own"), vulnerability_own),
        ]
        return CaseFile(self._subject(case), case.reference, own, first, last)

    def _key(self) -> None:
        """Two of the team key the children's forms after supper, the lead those of the victims."""
        evening = datetime(2009, 6, 10, 19, 20, tzinfo=_ZONE)
        for questionnaire, begins in (
            ("children-2009", {"DO": evening, "EP": evening + timedelta(days=1, minutes=12)}),
            ("victims-2009", {_LEAD: evening + timedelta(minutes=31)}),
        ):
            forms = _HERE / f"{questionnaire}-returns.csv"
            key_in(self._diary, find_questionnaire(questionnaire), forms, begins)


def _sentenced(case: CaseAnswers) -> date:
    first, last = _SENTENCED[case.phases]
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    return chance.one_of([day for day in days if working(day)], "sentence", case.reference)
