"""In words what changed of a finding since somebody last decided on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fieldwork.analysis.findings import FindingLine
    from fieldwork.record.entry import Value

_SIDES = {
    "strength": "a strength",
    "improvement": "an area for improvement",
    "choice": "the inspector's choice",
}


def change_words(line: FindingLine) -> str:
    """What is another one now: "was most, is half", "was a strength, is the inspector's choice; was most, is half".

    Empty where the finding fits its figure, or nobody decided on it. The side goes first: it decides where the sentence
    stands.
    """
    if not line.out_of_step or line.seen is None:
        return ""
    now, seen = line.sight, line.seen
    if not seen:
        return "two laptops decided on it by different figures"
    said = []
    if seen.get("side") != now["side"]:
        said.append(f"was {_side(seen.get('side'))}, is {_side(now['side'])}")
    if seen.get("words") != now["words"]:
        said.append(f"was {seen.get('words') or 'nothing'}, is {now['words'] or 'nothing'}")
    return "; ".join(said) or "its figure was another one"


def _side(side: Value) -> str:
    return "without an answer" if side is None else _SIDES.get(str(side), str(side))
