"""What is said when a finding is taken, moved, left out, put back or reworded. Pure: a finding in, statements out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fieldwork.analysis.findings import deciding, share_text
from fieldwork.record import names
from fieldwork.record.describing import field_words, value_words
from fieldwork.record.record import Record, Statement
from fieldwork.report.live import own_share, resolve
from fieldwork.text import clean, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fieldwork.analysis.findings import FindingLine
    from fieldwork.programme.models import Question
    from fieldwork.report.live import Figures, Resolved

NOTHING_YET = "Nothing is answered yet: there is no side to take."

_FIELDS = (names.SIDE, names.WORDING, names.ORDER)


def choose(key: Callable[[str, str], str], screen: str) -> str:
    """What there is to choose of a finding that no line proposes, with the keys of a screen (``findings``, ``report``).

    `key` gives the key of an action that holds now, by its id and its default.
    """
    strength, improvement, left = (
        key(f"{screen}.{action}", default)
        for action, default in (("strength", "s"), ("improvement", "i"), ("leave_out", "o"))
    )
    return (
        f"This one is the inspector's choice: {strength} makes it a strength, {improvement} an area for improvement, "
        f"{left} leaves it out."
    )


def taken(line: FindingLine, choice: str) -> list[Statement] | str:
    """Take a finding on the side it is on, as it is now; the reason where it is on none that can be taken.

    `choice` is what to say of one that is the inspector's choice (`choose`).
    """
    if line.side is None:
        return NOTHING_YET
    side = line.decided or line.as_proposed
    return choice if side is None else deciding(line, side=side)


def taken_all(lines: Iterable[FindingLine]) -> list[Statement]:
    """Take all of several findings that are only proposed on a side; choices, and what is decided, stay as they are."""
    said: list[Statement] = []
    for line in lines:
        if line.decided is None and line.as_proposed is not None:
            said += deciding(line, side=line.as_proposed)
    return said


def put_back(line: FindingLine, record: Record) -> list[Statement]:
    """Back to the side that is proposed; a wording of one's own stays, and what was seen with it."""
    subject = names.finding(line.question)
    fields = (names.SIDE,) if record.value(subject, names.WORDING) is not None else (names.SIDE, names.SEEN)
    return [Statement(subject, field, None) for field in fields if record.heads(subject, field)]


def reworded(line: FindingLine, text: str, proposed: str) -> list[Statement]:
    """Say a finding in other words; an empty text, or that of the programme, is the programme's again."""
    said = " ".join(clean(text, lines=False).split())
    return deciding(line, wording="" if said == proposed else said)


def proposed_wording(line: FindingLine, question: Question) -> str:
    """The programme's wording for the side a finding is on, with `{share}` where its figure goes."""
    wordings = question.wordings
    if line.side == "improvement":
        return wordings.lacking or wordings.negative
    return wordings.positive


def as_printed(line: FindingLine, text: str, question: Question, figures: Figures) -> Resolved:
    """How a wording will be printed with the figures as they are now.

    The programme's own wording of an area for improvement may take the share of those that lack it; a wording of
    one's own always takes that of the good answers.
    """
    said = " ".join(clean(text, lines=False).split())
    proposed = proposed_wording(line, question)
    lacking = (not said or said == proposed) and line.side == "improvement" and bool(question.wordings.lacking)
    yes = line.figure.of - line.figure.yes if lacking else line.figure.yes
    share = share_text(figures.programme, yes, line.figure.of, figures.share_words)
    return resolve(said or proposed, figures, own_share(replace(line, yes=yes, lacking=lacking, share=share)))


def disputes_of(record: Record) -> dict[str, str]:
    """What colleagues decided differently of which finding: "≠ JN strength, MK improvement", by question."""
    found: dict[str, list[str]] = {}
    for subject in record.subjects("finding"):
        for field in _FIELDS:
            if record.disputed(subject, field):
                said = ", ".join(
                    f"{shown(head.by)} {value_words(record, field, head.value)}"
                    for head in record.heads(subject, field)
                )
                called = "" if field == names.SIDE else f"{field_words(record, subject, field)} "
                found.setdefault(subject.partition("/")[2], []).append(f"{called}{said}")
    return {question: f"disputed: {'; '.join(said)}" for question, said in found.items()}
