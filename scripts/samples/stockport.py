"""The Stockport sample: 67 synthetic cases and a week in June 2009."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from fieldwork.programme.loading import find_programme, find_questionnaire
from fieldwork.record import names
from fieldwork.record.entry import Value
from fieldwork.record.record import Record
from samples import chance, children
from samples.answers import CaseAnswers, read_answers
from samples.casework import CaseFile, Casework
from samples.dates import dates_of, working
from samples.decisions import Decisions
from samples.diary import Diary
from samples.forms import key_in
from samples.notes import Facts, distribute, note_on_the_inspection, read_notes
from samples.setting_up import Listed, Setting
from samples.team import slots

SYNTHETIC = (
    "Synthetic cases, fitted to the published figures of the Stockport report of 2009: this shows that the formula can "
    "give those figures, not that these were the cases."
)
_HERE = Path(__file__).parent
_ZONE = timezone(timedelta(hours=1))
_FRIDAY_BEFORE = datetime(2009, 6, 5, 15, 40, tzinfo=_ZONE)
_MONDAY = date(2009, 6, 8)
_LAST_AFTERNOON = datetime(2009, 6, 12, 15, 20, tzinfo=_ZONE)
_EVENING = datetime(2009, 6, 10, 19, 20, tzinfo=_ZONE)
_OTHER = {"yes": "no", "no": "yes"}
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


_SETTING = Setting(
    programme=find_programme("cci-2009"),
    area="Stockport",
    fieldwork="June 2009",
    synthetic=SYNTHETIC,
    issued={"children-2009": 34, "victims-2009": 6},
)


def stockport(answers_file: Path) -> Record:
    """The record of the sample."""
    return _Stockport(answers_file).told()


class _Stockport:
    def __init__(self, answers_file: Path) -> None:
        self._diary = Diary("stockport-2009")
        self._programme = _SETTING.programme
        self._cases = read_answers(answers_file)
        self._notes = read_notes(_HERE / "stockport-notes.toml")
        # Case managers come when they can, so the cases are read in no order of their own.
        shuffled = sorted(self._cases, key=lambda case: chance.name(8, "slot", case.reference))
        hours = slots(_MONDAY, _ZONE, _HOURS)
        self._slots = {case.reference: slot for case, slot in zip(shuffled, hours, strict=True)}
        self._attributes = {
            reference: {**attributes, **self._notes["known"].get(reference, {}), "inspector": self._slots[reference].by}
            for reference, attributes in children.attributes(self._cases).items()
        }

    def told(self) -> Record:
        facts = self._facts()
        distribute(self._notes["notes"], list(facts.values()))
        listed = (Listed(case.reference, case.phases, self._attributes[case.reference]) for case in self._cases)
        _SETTING.begin(self._diary, _LEAD, _FRIDAY_BEFORE, listed)
        for case in self._cases:
            slot = self._slots[case.reference]
            file = self._case_file(case, facts[case.reference])
            Casework(self._diary, self._programme, slot.by, file, slot.start).through()
        self._settle(facts)
        note_on_the_inspection(self._diary, self._notes["inspection"], _ZONE)
        self._key_forms()
        Decisions(self._diary, self._programme, _HERE / "stockport-decisions.toml", _ZONE).record()
        return self._diary.told()

    def _facts(self) -> dict[str, Facts]:
        """What is known of each case, by reference."""
        found = {}
        for case in self._cases:
            own = case.own(self._programme)
            dates = dates_of(self._programme, case.reference, own, _sentenced(case), _MONDAY - timedelta(3))
            attributes = {**self._attributes[case.reference], **children.classifications(case)}
            found[case.reference] = Facts(case.reference, own, attributes, dates)
        return found

    def _case_file(self, case: CaseAnswers, facts: Facts) -> CaseFile:
        levels = children.classifications(case)
        first: list[tuple[str, Value]] = [(names.attribute(name), levels[name]) for name in children.RECORDED]
        first += [(names.date(name), day) for name, day in facts.dates.items()]
        last = [(names.attribute(name), levels[name]) for name in children.OWN]
        subject = self._diary.subject("case", case.reference)
        settled = {one["question"] for one in self._notes["settled"] if one["case"] == case.reference}
        answers = {question: _OTHER[a] if question in settled else a for question, a in facts.answers.items()}
        return CaseFile(subject, case.reference, answers, first, last, facts.notes)

    def _settle(self, facts: dict[str, Facts]) -> None:
        """On the last afternoon the lead changes the answers on which the team has talked a reader round."""
        for minute, one in enumerate(self._notes["settled"]):
            case, question = self._diary.subject("case", one["case"]), one["question"]
            at = _LAST_AFTERNOON + timedelta(minutes=3 * minute)
            self._diary.say(at, _LEAD, (case, names.answer(question), facts[one["case"]].answers[question]))
            note = self._diary.subject("note", "settled", minute)
            on = ((names.TEXT, one["text"]), (names.CASE, case), (names.QUESTION, question))
            said = [(note, name, value) for name, value in on]
            self._diary.say(at + timedelta(seconds=50), _LEAD, *said)

    def _key_forms(self) -> None:
        """Two of the team key the children's forms after supper, the lead those of the victims."""
        for questionnaire, begins in (
            ("children-2009", {"DO": _EVENING, "EP": _EVENING + timedelta(days=1, minutes=12)}),
            ("victims-2009", {_LEAD: _EVENING + timedelta(minutes=31)}),
        ):
            forms = _HERE / f"{questionnaire}-returns.csv"
            key_in(self._diary, find_questionnaire(questionnaire), forms, begins)


def _sentenced(case: CaseAnswers) -> date:
    first, last = _SENTENCED[case.phases]
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    return chance.one_of([day for day in days if working(day)], "sentence", case.reference)
