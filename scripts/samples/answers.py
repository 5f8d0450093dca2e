"""The answers of a sample: kept as a table of what counts, told as what a person would have answered."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from fieldwork.programme.models import Programme, Question


@dataclass(frozen=True, slots=True)
class CaseAnswers:
    """What counts in one case: its phases, and an answer to every question."""

    reference: str
    phases: str
    answers: dict[str, str]

    def asked(self, question: Question) -> bool:
        """Whether a person has to answer the question: its phase was inspected, and its rule opens it."""
        if question.phase != "any" and self.phases not in (question.phase, "both"):
            return False
        rule = question.rule
        return rule is None or self.answers[rule.parent] in rule.opens_on

    def own(self, programme: Programme) -> dict[str, str]:
        """What a person answers, in the order of the checklist; the rules make the rest."""
        return {question.id: self.answers[question.id] for question in programme.questions if self.asked(question)}


def read_answers(path: Path) -> tuple[CaseAnswers, ...]:
    """The cases in a table with one row a case: its reference, its phases, then a column for each question."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(CaseAnswers(row.pop("case"), row.pop("phases"), dict(row)) for row in csv.DictReader(file))
