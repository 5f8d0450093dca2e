"""What is offered for a report on an item: the same words on the screen, on the command line and in the draft.

Below ten answers a phrase holds counts and words ("both", "one of the two"), never a percentage; of a programme
without percentages it never holds one, and from ten answers on no count either: the Dorset letter (2.6) has "most case
managers" and no number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.programme.wording import filled
from fieldwork.text import k_of_n

if TYPE_CHECKING:
    from fieldwork.analysis.tallies import ItemTally

_TELL_ALL = ("both", "neither")
"""Words that say how many there were."""


def behind(item: ItemTally) -> str:
    """The count behind the words: "24 of 26, 92%"; empty where the words are a count, and where there is no share."""
    if item.favourable is None or not item.of or item.words in _TELL_ALL or " of the " in item.words:
        return ""
    share = "" if item.percent is None else f", {item.percent}%"
    return f"{k_of_n(len(item.favourable), item.of)}{share}"


def sentence(item: ItemTally) -> str:
    """The sentence for a report: "Nearly all children and young people … (25 of 26, 96%)."; empty if not reported."""
    if not item.item.finding or item.favourable is None or not item.of:
        return ""
    said, count = filled(item.item.finding, item.words), behind(item) if item.rates else ""
    return f"{said.removesuffix('.')} ({count})." if count else said
