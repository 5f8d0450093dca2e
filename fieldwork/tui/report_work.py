"""What is left to be done on a draft, as a list that empties: what is missing, out of step, doubtful, only proposed.

What stands on it `fieldwork.tui.report_todos` finds out; here it is laid out. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldwork.text import clip
from fieldwork.tui.checklist_paint import Line, fitted, wrapped
from fieldwork.tui.report_writing import FINDING, kind_of
from fieldwork.tui.rows import BLANK, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fieldwork.record.acceptances import Sight

DISPUTED, CHECK, PROPOSED, ACCEPTED, LEFT_OUT = "disputed", "check", "proposed", "accepted", "left out"
HEADINGS = {
    "missing": "still to be written or said",
    DISPUTED: "said differently on two laptops: {report.settle} chooses",
    "out of step": "out of step: {report.take} takes a finding as it is now",
    CHECK: "to be looked at before it goes out: {report.accept} accepts what may stand",
    PROPOSED: (
        "only proposed: {report.take} takes it, {report.strength} {report.improvement} {report.leave_out} move it"
    ),
    "provisional": "provisional: answers are still to come",
    ACCEPTED: "accepted as it stands: {report.put_back} takes that back",
    LEFT_OUT: "left out: {report.put_back} puts it back",
}
"""How each kind of work is headed, the most pressing first, with the actions whose keys are named."""

SET_ASIDE = (ACCEPTED, LEFT_OUT)
"""What somebody decided on already, and may think better of: it is not left to be done."""


_PLACE = 12
"""Cells that the place of a thing to do has at least; at most it has a third of the line: what is to be done counts."""


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: its kind (of `HEADINGS`), what it is, the heading it stands under, and the part it is of.

    `text` is the part in whose words it shows, where that is another one, `field` the disputed field of the part. Of a
    remark of the checks `sight` is what it is recognised by, and `fixed` why it cannot be accepted as it stands.
    """

    kind: str
    what: str
    place: str
    part: str
    text: str = ""
    field: str = ""
    sight: Sight | None = None
    fixed: str = ""

    @property
    def is_left(self) -> bool:
        """Whether it is still to be done."""
        return self.kind not in SET_ASIDE

    @property
    def words(self) -> str:
        """All of it in one line."""
        return f"{self.place}: {self.what}" if self.place else self.what


def work_rows(
    work: Sequence[Todo], width: int, *, checked: bool = True, headings: Mapping[str, str] | None = None
) -> list[Row]:
    """The list under its headings, with the keys named in them; the target of a line is its place in `work`."""
    rows: list[Row] = []
    headings = headings or headings_with_keys(lambda _, key: key)
    if not any(one.is_left for one in work):
        words = " Nothing is left to be done on this report." if checked else " The report is being looked through …"
        rows.append(Row(fitted(((words, "good" if checked else "dim"),), width)))
    for kind in dict.fromkeys(one.kind for one in work):
        those = [(place, one) for place, one in enumerate(work) if one.kind == kind]
        rows += [BLANK] if rows else []
        rows.append(Row(fitted(((f" {headings.get(kind, kind)} · {len(those)}", "head"),), width)))
        for place, one in those:
            where = ((f"{clip(one.place, max(_PLACE, width // 3))}: ", "dim"),) if one.place else ()
            line = fitted((("   ", ""), *where, (one.what, "")), width)
            rows.append(Row(line, str(place), stop=True, about=one.words))
    return rows


_ACTION = re.compile(r"\{(report\.\w+)\}")
_KEYS = {
    "report.settle": "=",
    "report.accept": "y",
    "report.take": "t",
    "report.strength": "s",
    "report.improvement": "i",
    "report.leave_out": "o",
    "report.put_back": "p",
}


def headings_with_keys(key: Callable[[str, str], str]) -> dict[str, str]:
    """The headings with the keys that hold now; `key` gives that of an action and its default."""
    return {kind: _ACTION.sub(lambda one: key(one[1], _KEYS[one[1]]), words) for kind, words in HEADINGS.items()}


def list_hints(todo: Todo, key: Callable[[str, str], str]) -> list[tuple[str, str]]:
    """The keys that act on a line of the list, most important first; `key` gives that of an action and its default."""

    def hint(action: str, words: str) -> tuple[str, str]:
        return key(f"report.{action}", _KEYS[f"report.{action}"]), words

    taking = [hint("take", "take it as it is now"), hint("leave_out", "leave out")]
    acting = {
        DISPUTED: [("Enter", "settles it")],
        "out of step": [("Enter", "goes there"), *(taking if kind_of(todo.part) == FINDING else [])],
        CHECK: [("Enter", "goes there"), *([] if todo.fixed else [hint("accept", "accept it")])],
        PROPOSED: [("Enter", "goes there"), hint("take", "take"), hint("leave_out", "leave out")],
        ACCEPTED: [("Enter", "goes there"), hint("put_back", "take that back")],
        LEFT_OUT: [("Enter", "goes there"), hint("put_back", "put it back")],
    }
    return [*acting.get(todo.kind, [("Enter", "goes there")]), (key("report.leave", "Esc"), "the report")]


def whole_lines(todo: Todo | None, width: int, height: int) -> list[Line]:
    """One thing to do in full, in at most `height` lines."""
    if todo is None:
        return []
    lines = [Line(fitted(((f" {line}", ""),), width)) for line in wrapped(todo.words, max(1, width - 2))]
    return lines[:height]
