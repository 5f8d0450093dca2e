"""How an inspector goes through one case: dates first, then question by question, with slips and second thoughts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fieldwork.programme.models import Programme
from fieldwork.record import names
from fieldwork.record.entry import Value
from samples import chance
from samples.diary import Diary

_CORRECTED, _UNDONE, _REDONE, _PARKED = 6, 2, 1, 4
"""How many yes and no of a thousand meet with each of these."""
_OTHER = {"yes": "no", "no": "yes"}


@dataclass(frozen=True, slots=True)
class CaseFile:
    """All that is to be recorded of one case.

    `first` are fields recorded before the questions (the YOT's classifications, the dates), `last` those at the end;
    `notes` are by question, or "" for the case as a whole: each the fields of one note.
    """

    subject: str
    reference: str
    answers: Mapping[str, str]
    first: Sequence[tuple[str, Value]] = ()
    last: Sequence[tuple[str, Value]] = ()
    notes: Mapping[str, Sequence[Mapping[str, Value]]] = field(default_factory=dict)


class Casework:
    """One inspector, one case, from `start` on.

    `pace`: the per cent of the usual time that things take; `slips`: how many times as many as usual go wrong.
    """

    def __init__(
        self,
        diary: Diary,
        programme: Programme,
        by: str,
        case: CaseFile,
        start: datetime,
        *,
        pace: int = 100,
        slips: int = 1,
    ) -> None:
        self.diary, self.programme, self.by, self.case = diary, programme, by, case
        self.now = start
        self._pace, self._slips = pace, slips
        self._later: list[tuple[int, str]] = []
        self._parked: set[str] = set()

    def through(self) -> datetime:
        """Record the whole case; gives the time of the last word."""
        self._fields(self.case.first, 5, 12)
        criterion = ""
        for place, (question, answer) in enumerate(self.case.answers.items()):
            asked = self.programme.question[question]
            self._wait(*((8, 30) if asked.rule is not None else (14, 70)), question)
            if criterion != asked.criterion:
                criterion = asked.criterion
                self._wait(40, 150, criterion)
            self._answer(question, answer, place)
            self._think_again(place)
        self._think_again(None)
        self._fields(self.case.last, 15, 60)
        self._notes_on("")
        return self.now

    def _wait(self, low: int, high: int, *labels: object) -> None:
        seconds = chance.between(low, high, "wait", self.case.reference, self.now, *labels)
        self.now += timedelta(seconds=max(1, seconds * self._pace // 100))

    def _say(self, *fields: tuple[str, Value]) -> None:
        self.diary.say(self.now, self.by, *((self.case.subject, name, value) for name, value in fields))

    def _fields(self, fields: Iterable[tuple[str, Value]], low: int, high: int) -> None:
        for name, value in fields:
            self._wait(low, high, name)
            self._say((name, value))

    # -- one question ---------------------------------------------------------------------------------------------

    def _answer(self, question: str, answer: str, place: int) -> None:
        case = self.case.reference
        luck = chance.between(0, 999, "luck", case, question) // self._slips
        if answer not in _OTHER or luck >= _CORRECTED + _UNDONE + _REDONE + _PARKED:
            self._judge(question, answer)
            self._notes_on(question)
        elif luck < _CORRECTED:
            self._judge(question, _OTHER[answer])
            self._later.append((place + chance.between(2, 20, "later", case, question), question))
        elif luck < _CORRECTED + _UNDONE + _REDONE:
            self._fumble(question, answer, redo=luck >= _CORRECTED + _UNDONE)
            self._notes_on(question)
        else:
            self._say((names.parked(question), True))
            self._parked.add(question)
            self._later.append((len(self.case.answers), question))

    def _fumble(self, question: str, answer: str, *, redo: bool) -> None:
        """A wrong key, undone and answered rightly; or a right one, undone and brought back."""
        self._judge(question, answer if redo else _OTHER[answer])
        self._wait(2, 5, question, "undo")
        self.diary.undo(self.now, self.by)
        self._wait(2, 6, question, "again")
        if redo:
            self.diary.redo(self.now, self.by)
        else:
            self._judge(question, answer)

    def _think_again(self, place: int | None) -> None:
        """Answer what was parked, and anew what was answered wrongly, once its time has come (None: now)."""
        due = [question for when, question in self._later if place is None or when <= place]
        self._later = [(when, question) for when, question in self._later if question not in due]
        for question in due:
            self._wait(20, 60, question, "later")
            self._judge(question, self.case.answers[question])
            self._notes_on(question)

    def _judge(self, question: str, answer: str) -> None:
        if question in self._parked:
            self._parked.remove(question)
            self._say((names.answer(question), answer), (names.parked(question), None))
        else:
            self._say((names.answer(question), answer))

    def _notes_on(self, question: str) -> None:
        for number, note in enumerate(self.case.notes.get(question, ())):
            self._wait(20, 70, question, "note", number)
            subject = self.diary.subject("note", self.case.reference, question, number)
            on: dict[str, Value] = {**note, names.CASE: self.case.subject}
            if question:
                on[names.QUESTION] = question
            self.diary.say(self.now, self.by, *((subject, name, value) for name, value in on.items()))
