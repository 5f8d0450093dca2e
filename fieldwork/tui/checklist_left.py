"""What is left to do in a case, as the rows of a list: for the talk with the case manager, and for the last hour."""

from __future__ import annotations

from dataclasses import dataclass

from fieldwork.analysis.progress import LEFT_ORDER, Left, LeftKind, what_is_left
from fieldwork.programme.models import Programme
from fieldwork.record.dates import UNDATED
from fieldwork.record.judging import Judgement
from fieldwork.record.views import Case

TITLES: dict[LeftKind, str] = {
    "parked": "⌂ To ask the case manager",
    "disputed": "≠ Disputed: an answer settles it",
    "open": "· Open",
    "waits": "↳ Waits for another answer",
    "contradicted": "! Answered against a rule",
}


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A heading (without a target), a question, or a date. `target`: ``question:1.1.1`` or ``date:asset``."""

    text: str
    target: str = ""
    why: str = ""

    @property
    def heading(self) -> bool:
        """Whether it only says what follows."""
        return not self.target


def left_rows(programme: Programme, judgements: dict[str, Judgement], case: Case) -> tuple[LeftRow, ...]:
    """What is left under its headings: questions by kind, then documents without a date. Empty: nothing is left."""
    left = what_is_left(programme, judgements)
    rows: list[LeftRow] = []
    for kind in LEFT_ORDER:
        found = [one for one in left if one.kind == kind]
        if kind == "open":  # dates come before the long list of what is open
            rows += _date_rows(programme, case)
        if found:
            rows.append(LeftRow(f"{TITLES[kind]} ({len(found)})"))
            rows += [_question_row(programme, one) for one in found]
    return tuple(rows)


def _question_row(programme: Programme, left: Left) -> LeftRow:
    text = programme.question[left.question].text
    return LeftRow(f"{left.question:<6} {text}", f"question:{left.question}", left.why)


def _date_rows(programme: Programme, case: Case) -> list[LeftRow]:
    """Documents that bear no date or whose date nobody has typed."""
    rows = []
    for one in programme.dates:
        value = case.date(one.id)
        values = value if isinstance(value, list) else [value]
        if UNDATED in values:
            rows.append(LeftRow(one.title, f"date:{one.id}", "undated"))
        elif value in (None, []):
            rows.append(LeftRow(one.title, f"date:{one.id}", "no date yet"))
    return [LeftRow(f"Dates ({len(rows)})"), *rows] if rows else []


def next_target(rows: tuple[LeftRow, ...], index: int, by: int) -> int:
    """The row that the cursor stands on when it moves from `index` by `by`: never a heading."""
    place: int = max(0, min(index + by, len(rows) - 1))
    onwards = list(range(place, len(rows)))
    back = list(range(place, -1, -1))
    for candidate in onwards + back if by >= 0 else back + onwards:
        if not rows[candidate].heading:
            return candidate
    return place
