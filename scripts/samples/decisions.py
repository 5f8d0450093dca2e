"""What the lead inspector decides and writes of the report, as the screens record it: a key, an act."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from fieldwork.analysis.findings import FindingLine, Side, deciding, findings
from fieldwork.analysis.scoring import score_all
from fieldwork.programme.models import Programme
from fieldwork.programme.sharewords import load_share_words
from fieldwork.record import names
from fieldwork.record.judging import judge
from fieldwork.record.record import Record, Statement
from fieldwork.record.report_parts import recommending, writing
from fieldwork.record.views import Inspection
from samples import chance
from samples.diary import Diary

_SIDES: tuple[Side, ...] = ("strength", "theme", "improvement")
_LETTERS_A_SECOND = 5


class Decisions:
    """The decisions of a file, by one person: rounds of findings, then facts, parts and recommendations."""

    def __init__(self, diary: Diary, programme: Programme, file: Path, zone: timezone) -> None:
        self._diary, self._programme, self._zone = diary, programme, zone
        self._told = tomllib.loads(file.read_text(encoding="utf-8"))
        self._by: str = self._told["by"]
        self._now: datetime = self._told["rounds"][0]["at"].replace(tzinfo=zone)

    def record(self) -> None:
        """Record them all; every finding is decided on as its figure stands at that hour."""
        for one in self._told["rounds"]:
            self._now = one["at"].replace(tzinfo=self._zone)
            self._round(one)
        self._written()

    def _round(self, told: Mapping[str, Any]) -> None:
        lines = self._lines()
        chosen = {question: (side, wording) for side in _SIDES for question, wording in told.get(side, ())}
        places: dict[str, float] = {}
        for side in _SIDES:
            places |= _places([lines[question] for question, _ in told.get(side, ())], self._programme)
        for question, line in lines.items():
            if question in chosen:
                side, wording = chosen[question]
                self._say(question, deciding(line, side=side))
                if question in places:
                    self._say(f"{question} moved", [Statement(names.finding(question), names.ORDER, places[question])])
                if wording:
                    self._say(f"{question} reworded", deciding(line, wording=wording), len(wording))
            elif told.get("leave_the_rest") and line.decided is None and question not in self._told["open"]:
                self._say(question, deciding(line, side="left"))

    def _lines(self) -> dict[str, FindingLine]:
        """The findings as they stand now."""
        record = self._diary.told(before=self._now)
        inspection = Inspection(record)
        scores = score_all(self._programme, _judgements(self._programme, record, inspection))
        return findings(self._programme, scores, inspection.finding, load_share_words())

    def _written(self) -> None:
        inspection = self._diary.subject("inspection")
        for field, value in self._told["facts"].items():
            self._say(field, [Statement(inspection, field, value)])
        for part, text in self._told["parts"].items():
            self._say(part, writing(part, text.strip()), len(text))
        for number in self._told.get("confirmed", ()):
            self._say(f"recommendation {number}", recommending(str(number), left=False))
        for number, one in enumerate(self._told.get("recommendations", ()), start=1):
            id_ = self._diary.subject("recommendation", number).partition("/")[2]
            self._say(one["text"], recommending(id_, **one), len(one["text"]))

    def _say(self, label: str, statements: Iterable[Statement], letters: int = 0) -> None:
        """Record one act, after the time that it takes to think of it and to type so many letters."""
        seconds = chance.between(4, 14, "decision", label) + letters // _LETTERS_A_SECOND
        self._now += timedelta(seconds=seconds)
        self._diary.say(self._now, self._by, *statements)


def _judgements(programme: Programme, record: Record, inspection: Inspection) -> dict[str, Any]:
    return {case.id: judge(programme, record, case.id) for case in inspection.cases}


def _places(lines: Sequence[FindingLine], programme: Programme) -> dict[str, float]:
    """A place for each finding that stands elsewhere in its criterion than the programme has it.

    The findings of a criterion share out the places that they have by the programme.
    """
    by_criterion: dict[str, list[FindingLine]] = {}
    for line in lines:
        by_criterion.setdefault(programme.question[line.question].criterion, []).append(line)
    return {
        line.question: place
        for found in by_criterion.values()
        for line, place in zip(found, sorted(one.order for one in found), strict=True)
        if line.order != place
    }
