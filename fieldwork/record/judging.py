"""What was judged of a case, and what the programme's rules make of the rest (DESIGN 7).

Pure: a programme, what a record holds of one case, and out come the judgements.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from fieldwork.programme.models import ANSWERS, Answer, Programme, Question
from fieldwork.record import names
from fieldwork.record.record import Record

Status = Literal["answered", "rule", "open", "waits", "disputed"]

ANSWER_WORDS: dict[str, str] = {"yes": "yes", "no": "no", "na": "n/a"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """The state of one question in one case.

    `status`: ``answered`` by a person; made by a ``rule``; ``open``; ``waits`` for the question (or the phases) that
    opens it; ``disputed``. `answer` is what counts, None in the last three. `ruled` is what the rule makes, even where
    a person said otherwise; `why` says so in words. `parked` only while there is no answer of a person.
    """

    question: str
    status: Status
    answer: Answer | None
    ruled: Answer | None = None
    why: str = ""
    parked: bool = False

    @property
    def contradiction(self) -> bool:
        """Whether an inspector's own answer counts against what the rule would have made."""
        return self.status == "answered" and self.ruled is not None and self.answer != self.ruled

    @property
    def to_do(self) -> bool:
        """Whether someone still has to say something."""
        return self.status in ("open", "waits", "disputed")


_judgement = lru_cache(maxsize=10_000)(Judgement)
"""Cases are judged over and over, and their judgements are nearly all the same as before."""


def judge(programme: Programme, record: Record, case: str) -> dict[str, Judgement]:
    """The judgement on every question of the programme in the case, in the programme's order.

    A value that is no answer, which only a forged file has, counts for nothing.
    """
    return _judged(programme, record, case, programme.parents_first, {})


def rejudge(
    programme: Programme, record: Record, case: str, before: Mapping[str, Judgement], fields: Collection[str]
) -> dict[str, Judgement]:
    """What `judge` gives, from what it gave `before` entries on `fields` of the case came in.

    Only the questions concerned are judged anew, and those that wait for them or follow from them.
    """
    if names.PHASES in fields:
        return judge(programme, record, case)
    concerned = {one for field in fields for one in programme.lineage.get(names.question_of(field), ())}
    kept = {question: judgement for question, judgement in before.items() if question not in concerned}
    return _judged(programme, record, case, [one for one in programme.parents_first if one.id in concerned], kept)


def _judged(
    programme: Programme, record: Record, case: str, questions: Iterable[Question], made: dict[str, Judgement]
) -> dict[str, Judgement]:
    """`made` and the judgements on `questions` (parents first), all in the programme's order."""
    values = record.values(case)
    phases = values.get(names.PHASES)
    for question in questions:
        ruled, waits, why = _by_rule(question, phases, made)
        own = values.get(names.answer(question.id))
        if own in ANSWERS:
            made[question.id] = _judgement(question.id, "answered", own, ruled, why if ruled else "")
        elif own is None and record.disputed(case, names.answer(question.id)):
            made[question.id] = _judgement(question.id, "disputed", None, ruled, why if ruled else "")
        elif ruled is not None:
            made[question.id] = _judgement(question.id, "rule", ruled, ruled, why)
        else:
            parked = values.get(names.parked(question.id)) is True
            made[question.id] = _judgement(question.id, "waits" if waits else "open", None, None, why, parked)
    return {question: made[question] for question in programme.question}


def _by_rule(question: Question, phases: object, made: dict[str, Judgement]) -> tuple[Answer | None, bool, str]:
    """(what the rules make, whether the question waits, why)."""
    if question.phase != "any":
        if phases not in ("community", "custody", "both"):
            return None, True, "waits until the phases of the case are recorded"
        if phases not in (question.phase, "both"):
            return "na", False, f"the {question.phase} phase was not inspected"
    rule = question.rule
    if rule is None:
        return None, False, ""
    parent = made.get(rule.parent)
    if parent is None or parent.answer is None:
        return None, True, f"waits for {rule.parent}"
    if parent.answer in rule.opens_on:
        return None, False, ""
    return (
        "na" if parent.answer == "na" else rule.otherwise,
        False,
        f"{parent.question} is {ANSWER_WORDS[parent.answer]}",
    )
