"""What is left to do in a case, as the rows of a list: first what to ask the case manager, in the order of the file."""

from __future__ import annotations

from dataclasses import dataclass

from fieldwork.analysis.talk import Item, RestKind, TalkKind, for_the_talk, what_else
from fieldwork.programme.models import Programme
from fieldwork.record.judging import Judgement
from fieldwork.record.views import Case

TITLES: dict[RestKind, str] = {
    "disputed": "≠ Disputed: an answer settles it",
    "no_date": "Dates not typed yet",
    "open": "· Open",
    "waits": "↳ Waits for another answer",
}
SIGNS: dict[TalkKind | RestKind, str] = {"parked": "⌂", "undated": "◷", "contradicted": "!"}
TALK = "To ask the case manager, in the order of the file"
_WHY = {"parked": "to ask", "undated": "bears no date"}


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
    """What to ask the case manager in the order of the file, then what else is left by kind. Empty: nothing is left."""
    dates = {one.id: case.date(one.id) for one in programme.dates}
    rows: list[LeftRow] = []
    if talk := for_the_talk(programme, judgements, dates):
        rows += [LeftRow(f"{TALK} ({len(talk)})"), *(_row(programme, item) for item in talk)]
    for kind, items in what_else(programme, judgements, dates).items():
        rows += [LeftRow(f"{TITLES[kind]} ({len(items)})"), *(_row(programme, item) for item in items)]
    return tuple(rows)


def _row(programme: Programme, item: Item) -> LeftRow:
    sign = f"{SIGNS[item.kind]} " if item.kind in SIGNS else ""
    if item.question:
        text = f"{sign}{item.question:<6} {programme.question[item.question].text}"
        why = f"though {item.why}" if item.kind == "contradicted" else item.why
        return LeftRow(text, f"question:{item.question}", _WHY.get(item.kind, why))
    title = next(one.title for one in programme.dates if one.id == item.date)
    return LeftRow(f"{sign}{title}", f"date:{item.date}", _WHY.get(item.kind, ""))


def next_target(rows: tuple[LeftRow, ...], index: int, by: int) -> int:
    """The row that the cursor stands on when it moves from `index` by `by`: never a heading."""
    place: int = max(0, min(index + by, len(rows) - 1))
    onwards = list(range(place, len(rows)))
    back = list(range(place, -1, -1))
    for candidate in onwards + back if by >= 0 else back + onwards:
        if not rows[candidate].heading:
            return candidate
    return place
