"""The Dorset sample: 20 synthetic cases and three days in February 2013."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from fieldwork.programme.loading import find_programme, find_questionnaire
from fieldwork.record import names
from fieldwork.record.entry import Value
from fieldwork.record.record import Record
from samples import chance
from samples.answers import CaseAnswers, read_answers
from samples.casework import CaseFile, Casework
from samples.dates import CaseDates, working
from samples.decisions import Decisions
from samples.diary import Diary
from samples.forms import key_in
from samples.notes import Facts, distribute, note_on_the_inspection, read_notes
from samples.setting_up import Listed, Setting
from samples.team import slots

_HERE = Path(__file__).parent
_ZONE = UTC
_LEAD = "GL"
_MONDAY = date(2013, 2, 18)
_HOURS = {
    _LEAD: ("13:40 15:30", "09:10 11:00 13:50", "09:10"),
    "KO": ("13:30 15:20", "09:00 10:50 13:40", "09:00 10:50"),
    "NT": ("13:30 15:20", "09:00 10:50 13:40", "09:00 10:50"),
}
_PACE, _SLIPS = 200, 3
_ON_LEVELS = ("rosh_yot", "vulnerability_yot", "rosh_own", "vulnerability_own")
_REVIEWED = ("1.2", "1.8", "2.4", "3.3", "3.5")
"""A yes to any of these takes a review; so does a no to the first, which is of one that was not sufficient."""
SYNTHETIC = (
    "Synthetic cases, made up to give the counts and words of the Dorset letter of 2013: these were not the cases."
)


def dorset(answers_file: Path) -> Record:
    """The record of the sample."""
    return _Dorset(answers_file).told()


class _Dorset:
    def __init__(self, answers_file: Path) -> None:
        self._diary = Diary("dorset-2013")
        self._programme = find_programme("sqs-2013")
        self._cases = read_answers(answers_file)
        shuffled = sorted(self._cases, key=lambda case: chance.name(8, "dorset slot", case.reference))
        self._slots = {case.reference: slot for case, slot in zip(shuffled, slots(_MONDAY, _ZONE, _HOURS), strict=True)}
        with (_HERE / "dorset-2013-cases.csv").open(encoding="utf-8", newline="") as file:
            self._attributes = {row.pop("case"): self._typed(row) for row in csv.DictReader(file)}

    def told(self) -> Record:
        friday = datetime(2013, 2, 15, 14, 10, tzinfo=_ZONE)
        notes = read_notes(_HERE / "dorset-notes.toml")
        facts = {case.reference: self._facts(case) for case in self._cases}
        distribute(notes["notes"], list(facts.values()))
        issued = {"case-managers-2013": 13}
        setting = Setting(self._programme, "Dorset", "18-20 February 2013", SYNTHETIC, issued)
        setting.begin(self._diary, _LEAD, friday, [self._listed(case) for case in self._cases])
        for known in facts.values():
            slot = self._slots[known.reference]
            file = self._case_file(known)
            Casework(self._diary, self._programme, slot.by, file, slot.start, pace=_PACE, slips=_SLIPS).through()
        note_on_the_inspection(self._diary, notes["inspection"], _ZONE)
        evening = datetime(2013, 2, 19, 18, 50, tzinfo=_ZONE)
        forms = _HERE / "case-managers-2013-returns.csv"
        key_in(self._diary, find_questionnaire("case-managers-2013"), forms, {_LEAD: evening})
        Decisions(self._diary, self._programme, _HERE / "dorset-decisions.toml", _ZONE).record()
        return self._diary.told()

    def _typed(self, row: Mapping[str, str]) -> dict[str, Value]:
        """The cells of a case as values of its attributes."""
        kinds = {attribute.id: attribute.kind for attribute in self._programme.attributes}
        return {name: int(cell) if kinds[name] == "number" else cell for name, cell in row.items()}

    def _listed(self, case: CaseAnswers) -> Listed:
        known = {k: v for k, v in self._attributes[case.reference].items() if k not in _ON_LEVELS}
        return Listed(case.reference, case.phases, {**known, "inspector": self._slots[case.reference].by})

    def _facts(self, case: CaseAnswers) -> Facts:
        attributes = self._attributes[case.reference]
        return Facts(case.reference, case.own(self._programme), attributes, _dates(case, attributes))

    def _case_file(self, facts: Facts) -> CaseFile:
        fields: list[tuple[str, Value]] = [(names.attribute(k), facts.attributes[k]) for k in _ON_LEVELS]
        first = [*fields[:2], *((names.date(name), day) for name, day in facts.dates.items())]
        subject = self._diary.subject("case", facts.reference)
        return CaseFile(subject, facts.reference, facts.answers, first, fields[2:], facts.notes)


def _dates(case: CaseAnswers, attributes: Mapping[str, Value]) -> CaseDates:
    """The dates of a case that agree with its answers; a report before the sentence, a review after it."""
    reference, answers = case.reference, case.answers
    sentence = _working(date(2012, 11, 5) + timedelta(chance.between(0, 42, "dorset sentence", reference)))

    def after(low: int, high: int, what: str) -> str:
        return _working(sentence + timedelta(chance.between(low, high, "dorset", what, reference))).isoformat()

    found: CaseDates = {"sentence": sentence.isoformat()}
    found["assessment"] = after(4, 18, "assessment") if answers["1.1"] == "yes" else after(27, 34, "assessment")
    if answers["1.3"] == "yes":
        found["psr"] = after(-9, -5, "psr")
    found["plan"] = after(18, 26, "plan")
    if answers["2.3"] == "yes" or attributes["rosh_yot"] == "medium" != attributes["rosh_own"]:
        found["rmp"] = after(19, 28, "rmp")
    if answers["3.4"] == "yes":
        found["vmp"] = after(19, 28, "vmp")
    if answers["1.2"] == "no" or any(answers[question] == "yes" for question in _REVIEWED):
        found["reviews"] = [after(36, 55, "review")]
    return found


def _working(day: date) -> date:
    """The day, or the next one on which an office is open."""
    return day if working(day) else _working(day + timedelta(1))
