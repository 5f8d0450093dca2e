"""What is to be talked about with the case manager, in the order of the file, and what else is open in a case. Pure.

For the talk: questions parked for it, documents that bear no date, answers that stand against a rule. Disputes, dates
that nobody typed and questions still open are the inspectors' own business and come after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from fieldwork.analysis.progress import left_kind
from fieldwork.record.dates import UNDATED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fieldwork.programme.models import Programme
    from fieldwork.record.entry import Value
    from fieldwork.record.judging import Judgement

TalkKind = Literal["parked", "undated", "contradicted"]
RestKind = Literal["disputed", "no_date", "open", "waits"]

REST_ORDER: tuple[RestKind, ...] = ("disputed", "no_date", "open", "waits")


@dataclass(frozen=True, slots=True)
class Item:
    """A question, or a document (`date` is the id of its date; then there is no question).

    `why` says what it waits for, or what the rule would have made of it.
    """

    kind: TalkKind | RestKind
    question: str = ""
    date: str = ""
    why: str = ""


def for_the_talk(
    programme: Programme, judgements: Mapping[str, Judgement], dates: Mapping[str, Value]
) -> tuple[Item, ...]:
    """What to ask the case manager, in the order of the file: a document stands before the question on its date.

    Args:
        programme: its order is that of the file.
        judgements: those on all questions of the case.
        dates: what is recorded of each document's date, by id; ``undated`` is a value.
    """
    undated = [one.id for one in programme.dates if UNDATED in _values(dates.get(one.id))]
    before = _documents_before(programme, undated)
    items: list[Item] = []
    for question in programme.questions:
        items += [Item("undated", date=one) for one in before.get(question.id, ())]
        kind = left_kind(judgements[question.id])
        if kind in ("parked", "contradicted"):
            items.append(Item(kind, question.id, why=judgements[question.id].why))
    return tuple(items)


def what_else(
    programme: Programme, judgements: Mapping[str, Judgement], dates: Mapping[str, Value]
) -> dict[RestKind, tuple[Item, ...]]:
    """What else is to be done in a case by kind, each in the programme's order; kinds without any are left out."""
    found: dict[RestKind, list[Item]] = {kind: [] for kind in REST_ORDER}
    found["no_date"] = [Item("no_date", date=one.id) for one in programme.dates if not _values(dates.get(one.id))]
    for question in programme.questions:
        kind = left_kind(judgements[question.id])
        if kind in ("disputed", "open", "waits"):
            found[kind].append(Item(kind, question.id, why=judgements[question.id].why))
    return {kind: tuple(items) for kind, items in found.items() if items}


def _values(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _documents_before(programme: Programme, documents: list[str]) -> dict[str, list[str]]:
    """Each document before the first question whose limit names it; where none does, before the first of all."""
    found: dict[str, list[str]] = {}
    for one in documents:
        ends = [q.id for q in programme.questions if q.limit is not None and q.limit.end == one]
        starts = [q.id for q in programme.questions if q.limit is not None and q.limit.start == one]
        place = next(iter((*ends, *starts, programme.questions[0].id)))
        found.setdefault(place, []).append(one)
    return found
