"""Whether a finding still fits its figure: what somebody saw when she decided on it, and what it is now.

Whoever takes, moves or rewords a finding has seen its figure on a side, in a share word. That is kept with the decision
(`fieldwork.record.names.SEEN`); when either is another one now, the sentence may say what is no longer so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fieldwork.analysis.findings import FindingLine
    from fieldwork.programme.sharewords import ShareWords
    from fieldwork.record.entry import Value

_SIDES = {
    "strength": "a strength",
    "improvement": "an area for improvement",
    "choice": "the inspector's choice",
    None: "without an answer",
}


def seen_now(line: FindingLine, share_words: ShareWords) -> dict[str, Value]:
    """What is seen of a finding now: the side its figure proposes (None: nothing answered) and its share word.

    The word is one of the ladder's even where a report prints counts: "all but two of the 20" would change with every
    answer, and a sentence need not.
    """
    words = share_words.words(line.figure.yes, line.figure.of, in_words_only=True)
    return {"side": line.proposed, "words": words}


def out_of_step(seen: Value, now: Mapping[str, Value]) -> str:
    """What changed since a finding was decided on: "was most, is half"; empty where it fits, or nobody saw anything.

    The side goes first where both changed, because it decides where the sentence stands.

    >>> out_of_step({"side": "strength", "words": "most"}, {"side": "strength", "words": "half"})
    'was most, is half'
    >>> out_of_step({"side": "strength", "words": "most"}, {"side": "choice", "words": "a majority"})
    "was a strength, is the inspector's choice; was most, is a majority"
    """
    if not isinstance(seen, dict):
        return ""
    said = []
    if seen.get("side") != now["side"]:
        said.append(f"was {_side(seen.get('side'))}, is {_side(now['side'])}")
    if seen.get("words") != now["words"]:
        said.append(f"was {seen.get('words') or 'nothing'}, is {now['words'] or 'nothing'}")
    return "; ".join(said)


def _side(side: Value) -> str:
    return _SIDES.get(side, str(side)) if side is None or isinstance(side, str) else str(side)
