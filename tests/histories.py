"""Random histories for Hypothesis: several people at work on copies of one file, with undo, redo and redaction."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from builders import said
from hypothesis import strategies as st

from fieldwork.errors import CannotUndoError, NothingFoundError
from fieldwork.record.record import Record
from fieldwork.record.redaction import redact, redaction_of
from fieldwork.record.sitting import Sitting
from fieldwork.record.undo import redo, undo

SUBJECTS = ("case/a", "case/b", "note/c")
FIELDS = ("answer:1.1.1", "answer:1.1.2", "text")
VALUES = ("yes", "no", None, True, 1, 1.0, ["a", "b"], {"text": "x"})

statement = st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(FIELDS), st.sampled_from(VALUES))


class Step(NamedTuple):
    """What one person does next: `kind`, the statements it needs, and the minute on a clock that may be wrong."""

    kind: str
    statements: list[tuple[str, str, object]]
    minute: int


steps = st.lists(
    st.builds(
        Step,
        st.sampled_from(("say", "say", "say", "undo", "redo", "redact")),
        st.lists(statement, min_size=1, max_size=3),
        st.integers(0, 59),
    ),
    max_size=8,
)


def go_on(record: Record, name: str, history: Iterable[Step]) -> Record:
    """A copy of `record` on which the person `name` took the steps in a sitting of the same name."""
    copy = Record(record)
    minute = 0

    def clock() -> str:
        return f"2009-06-02T10:{minute:02}:00+01:00"

    at_work = Sitting(name[:2].upper(), name, clock)
    for step in history:
        minute = step.minute
        _take(copy, at_work, step)
    return copy


def _take(record: Record, by: Sitting, step: Step) -> None:
    if step.kind == "say":
        said(record, by, *step.statements)
    elif step.kind == "redact":
        subject, field, _ = step.statements[0]
        with suppress(NothingFoundError):
            redact(record, redaction_of(record, subject, field, by.by).entries)
    else:
        with suppress(CannotUndoError):
            act, statements = (undo if step.kind == "undo" else redo)(record, by.by)
            record.add(by.entries(record, statements, act))


@st.composite
def branches(draw: st.DrawFn) -> list[Record]:
    """Two to four records that go back to one ancestor; JN sits at two of the laptops."""
    ancestor = go_on(Record(), "jn0", draw(steps))
    copies = [go_on(ancestor, name, draw(steps)) for name in ("jn1", "mb1", "jn2", "as1")[: draw(st.integers(2, 4))]]
    if draw(st.booleans()):  # a copy of a copy
        copies.append(go_on(copies[0], "tp1", draw(steps)))
    return copies


def state(record: Record) -> dict[tuple[str, str], tuple[str, bool]]:
    """Every field's value and whether it is disputed, so written that True, 1 and 1.0 differ."""
    return {
        (subject, field): (repr(record.value(subject, field)), record.disputed(subject, field))
        for kind in ("case", "note")
        for subject in record.subjects(kind)
        for field in record.fields(subject)
    }
