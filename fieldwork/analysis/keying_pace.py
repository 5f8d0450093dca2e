"""How fast people key: answers an hour, as far as the times of their entries can honestly tell. Pure.

An entry knows when it was made, not how many keys it took, so this counts answers and not keystrokes. The time between
two answers of one form, by one person, is what the later one took; longer than `LONGEST` seconds and she did something
else. What came out of a file was keyed elsewhere: an act that says several items is left out. Of fewer than `LEAST`
answers nothing is said, as entries are timed to the second.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import pairwise

from fieldwork.programme.models import Questionnaire
from fieldwork.record import names
from fieldwork.record.entry import Entry
from fieldwork.record.returns import Return

LONGEST = 60
"""Seconds between two answers beyond which it was a break (assumed)."""

LEAST = 30
"""Answers below which nothing is said of anybody's pace (assumed)."""


def answers_an_hour(questionnaire: Questionnaire, keyings: Iterable[Return]) -> Mapping[str, int]:
    """Answers an hour by initials, of those who keyed enough answers one by one."""
    seconds: Counter[str] = Counter()
    answers: Counter[str] = Counter()
    for one in keyings:
        for by, times in _times(questionnaire, one).items():
            for before, after in pairwise(times):
                gap = (after - before).total_seconds()
                if gap <= LONGEST:
                    seconds[by] += round(gap)
                    answers[by] += 1
    return {
        by: round(3600 * count / seconds[by])
        for by, count in sorted(answers.items())
        if count >= LEAST and seconds[by] > 0
    }


def _times(questionnaire: Questionnaire, keying: Return) -> dict[str, list[datetime]]:
    """When each person keyed an answer of a form, in order of time; an undo is no answer."""
    entries: list[Entry] = []
    for item in questionnaire.items:
        entries += keying.record.history(keying.id, names.item(item.id))
    in_act = Counter(entry.act for entry in entries)
    found: dict[str, list[datetime]] = defaultdict(list)
    for entry in entries:
        at = _time(entry.at) if in_act[entry.act] == 1 and entry.undoes is None else None
        if at is not None:
            found[entry.by].append(at)
    return {by: sorted(times) for by, times in found.items()}


def _time(text: str) -> datetime | None:
    """A time with its offset; None of what is none, as an entry of another program may hold."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None
