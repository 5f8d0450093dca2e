"""What is said when a finding is taken, moved, left out, put back or reworded. Pure: a finding in, statements out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.programme.wording import filled
from fieldwork.record import names
from fieldwork.record.describing import value_words
from fieldwork.record.record import Record, Statement
from fieldwork.text import clean, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fieldwork.analysis.findings import FindingLine
    from fieldwork.programme.models import Question
    from fieldwork.record.entry import Value

CHOOSE = "This one is the inspector's choice: s makes it a strength, i an area for improvement, o leaves it out."
NOTHING_YET = "Nothing is answered yet: there is no side to take."

_FIELDS = (names.SIDE, names.WORDING)


def subject_of(question: str) -> str:
    """The subject of the finding on a question."""
    return f"finding/{question}"


def placed(line: FindingLine, side: str, seen: Mapping[str, Value]) -> tuple[Statement, ...]:
    """Put a finding on a side (``strength``, ``improvement``, ``left``), having seen its figure as it is now."""
    subject = subject_of(line.question)
    return (Statement(subject, names.SIDE, side), Statement(subject, names.SEEN, dict(seen)))


def taken(line: FindingLine, seen: Mapping[str, Value]) -> tuple[Statement, ...] | str:
    """Take a finding on the side it is on, as it is now; the reason where it is on none that can be taken."""
    if line.side is None:
        return NOTHING_YET
    if line.side == "choice":
        return CHOOSE
    return placed(line, line.side, seen)


def put_back(line: FindingLine, record: Record) -> tuple[Statement, ...]:
    """Back to the side that is proposed; a wording of one's own stays, and what was seen with it."""
    subject = subject_of(line.question)
    fields = (names.SIDE,) if record.value(subject, names.WORDING) is not None else (names.SIDE, names.SEEN)
    return tuple(Statement(subject, field, None) for field in fields if record.heads(subject, field))


def reworded(line: FindingLine, text: str, proposed: str, seen: Mapping[str, Value]) -> tuple[Statement, ...]:
    """Say a finding in other words; an empty text, or that of the programme, is the programme's again."""
    subject = subject_of(line.question)
    said = " ".join(clean(text, lines=False).split())
    wording = said if said and said != proposed else None
    return (Statement(subject, names.WORDING, wording), Statement(subject, names.SEEN, dict(seen)))


def proposed_wording(line: FindingLine, question: Question) -> str:
    """The programme's wording for the side a finding is on, with `{share}` where its figure goes."""
    wordings = question.wordings
    if line.side == "improvement":
        return wordings.lacking or wordings.negative
    return wordings.positive


def as_printed(line: FindingLine, text: str, own_share: str, lacking_share: str, question: Question) -> str:
    """How a wording will be printed with the figure as it is now.

    `own_share` is the share of the good answers, `lacking_share` that of the others: the programme's own wording of an
    area for improvement can take the second, a wording of one's own always takes the first.
    """
    said = " ".join(clean(text, lines=False).split())
    proposed = proposed_wording(line, question)
    lacks = (not said or said == proposed) and line.side == "improvement" and bool(question.wordings.lacking)
    return filled(said or proposed, lacking_share if lacks else own_share)


def disputes_of(record: Record) -> dict[str, str]:
    """What colleagues decided differently of which finding: "≠ JN strength, MK improvement", by question."""
    found: dict[str, str] = {}
    for subject in record.subjects("finding"):
        for field in _FIELDS:
            if record.disputed(subject, field):
                said = ", ".join(
                    f"{shown(head.by)} {value_words(record, field, head.value)}"
                    for head in record.heads(subject, field)
                )
                found[subject.partition("/")[2]] = f"disputed: {said}"
    return found
