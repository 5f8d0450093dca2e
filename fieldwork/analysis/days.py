"""How many judgements were made on which day, and by whom: read off the entries, which say who and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from fieldwork.programme.models import ANSWERS
from fieldwork.record import names

if TYPE_CHECKING:
    from fieldwork.record.entry import Entry

_DAY = len("2009-06-02")

ByDay = Mapping[str, Mapping[str, int]]
"""Initials → day (ISO text) → judgements."""


def judgements_by_day(entries: Iterable[Entry]) -> dict[str, dict[str, int]]:
    """Judgements by initials and day (local, ISO text; "" where the time of an entry is none).

    A question that someone answers twice on one day is one judgement of that day; one that she cleared the same day
    is none. What was undone does not count, what was redone does; undoing and redoing are no judgements.
    """
    entries = list(entries)
    undone = _undone({one.act: one.undoes for one in entries if one.undoes is not None})
    last: dict[tuple[str, str, str, str], tuple[str, bool]] = {}
    for one in entries:
        if one.undoes is None and one.field.startswith(names.answer("")) and one.act not in undone:
            key = (one.by, one.at[:_DAY], one.subject, one.field)
            before = last.get(key)
            if before is None or before[0] <= one.at:
                last[key] = (one.at, one.value in ANSWERS)
    found: dict[str, dict[str, int]] = {}
    for (by, day, _, _), (_, answered) in last.items():
        if answered:
            of_one = found.setdefault(by, {})
            known = day if _is_day(day) else ""
            of_one[known] = of_one.get(known, 0) + 1
    return {by: dict(sorted(of_one.items())) for by, of_one in sorted(found.items())}


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _undone(undoing: Mapping[str, str]) -> set[str]:
    """The acts that are taken back: by an act that is not taken back itself. `undoing`: act → the act it undoes."""
    by: dict[str, list[str]] = {}
    for act, other in undoing.items():
        by.setdefault(other, []).append(act)
    known: dict[str, bool] = {}

    def is_undone(act: str) -> bool:
        chain = [act]
        while chain:
            here = chain[-1]
            waiting = [one for one in by.get(here, ()) if one not in known and one not in chain]
            if waiting:
                chain.append(waiting[0])
                continue
            known[here] = any(not known.get(one, False) for one in by.get(here, ()))
            chain.pop()
        return known[act]

    return {act for act in by if is_undone(act)}


def days_of(counts: ByDay) -> tuple[str, ...]:
    """Every day on which anything was judged, in order."""
    return tuple(sorted({day for of_one in counts.values() for day in of_one}))
