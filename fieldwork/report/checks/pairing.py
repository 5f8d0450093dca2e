"""Which passages of a draft an edited text was made from: in their order, moved, reworded, joined or split.

Passages are compared with their figures covered, so that a changed figure never makes a sentence look like another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from fieldwork.report.checks.mentions import Reader, Token
from fieldwork.report.checks.passages import Passage

_ALIKE = 0.55
"""How much of the words of two passages must be the same for one to be the other reworded (`assumed`)."""
_PART_OF = 0.6
"""How much of a passage's words must stand in another for it to be a part of that one (`assumed`)."""
_NEXT_TO_IT = 0.4
"""The same for two that stand in the same gap between passages that fit."""
_SAME_HEADING = 0.15
_FEWEST_WORDS = 2
_ENOUGH_WORDS = 3
_SHORTEST = 4
_IN_EVERY_SENTENCE = frozenset(
    ("cases", "that", "this", "these", "they", "them", "been", "were", "where", "with", "only", "relevant")
)
"""Words that make no two findings alike (`assumed`: read in the findings of both samples)."""
_MOST_CANDIDATES = 400


@dataclass(frozen=True, slots=True)
class Read:
    """A passage as words and covered figures; `words` are those that tell it from others."""

    passage: Passage
    tokens: tuple[Token, ...]
    key: str
    words: Counter[str]


def read(passages: Sequence[Passage], reader: Reader) -> list[Read]:
    """Each passage as words and figures."""
    return [_read(passage, reader) for passage in passages]


def _read(passage: Passage, reader: Reader) -> Read:
    tokens = reader.tokens(passage.text)
    words = [token.word for token in tokens]
    said = [word for word in words if word != "#"]
    telling = [word for word in said if len(word) >= _SHORTEST and word not in _IN_EVERY_SENTENCE]
    return Read(passage, tokens, " ".join(words), Counter(telling or said))


@dataclass(frozen=True, slots=True)
class Paired:
    """A passage of the text with those of the draft that it was made from, in the draft's order; none is its own."""

    text: Read
    drafts: tuple[int, ...]
    whole: int | None
    """That of them which it is the whole of, if any: what it lacks of that one is gone, and not only left out."""


def paired(text: Sequence[Read], draft: Sequence[Read]) -> list[Paired]:
    """Every passage of `text` with the passages of `draft` (by their place in it) that it was made from."""
    found: dict[int, list[int]] = {}
    matcher = SequenceMatcher(None, [one.key for one in text], [one.key for one in draft], autojunk=False)
    for tag, first, last, draft_first, draft_last in matcher.get_opcodes():
        if tag == "equal":
            for offset in range(last - first):
                found[first + offset] = [draft_first + offset]
        elif tag == "replace":
            _in_a_gap(text, draft, (first, last), (draft_first, draft_last), found)
    _moved(text, draft, found)
    _reworded(text, draft, found)
    whole = {n: drafts[0] for n, drafts in found.items()}
    _joined(text, draft, found)
    return [Paired(one, tuple(sorted(found.get(n, ()))), whole.get(n)) for n, one in enumerate(text)]


def _in_a_gap(
    text: Sequence[Read],
    draft: Sequence[Read],
    here: tuple[int, int],
    there: tuple[int, int],
    found: dict[int, list[int]],
) -> None:
    """As many on both sides of a gap: each is its neighbour's counterpart, if they have anything in common."""
    if here[1] - here[0] != there[1] - there[0]:
        return
    for n, m in zip(range(*here), range(*there), strict=True):
        alike = _likeness(text[n], draft[m])
        if alike >= _NEXT_TO_IT or not (text[n].words or draft[m].words):
            found[n] = [m]


def _moved(text: Sequence[Read], draft: Sequence[Read], found: dict[int, list[int]]) -> None:
    used = {m for drafts in found.values() for m in drafts}
    by_key: dict[str, list[int]] = {}
    for m, one in enumerate(draft):
        if m not in used:
            by_key.setdefault(one.key, []).append(m)
    for n, one in enumerate(text):
        same = by_key.get(one.key)
        if n in found or not same or one.words.total() < _FEWEST_WORDS:
            continue
        headed = [m for m in same if draft[m].passage.place.heading == one.passage.place.heading]
        chosen = (headed or same)[0]
        same.remove(chosen)
        found[n] = [chosen]


def _reworded(text: Sequence[Read], draft: Sequence[Read], found: dict[int, list[int]]) -> None:
    used = {m for drafts in found.values() for m in drafts}
    left = [n for n in range(len(text)) if n not in found and text[n].words][:_MOST_CANDIDATES]
    free = [m for m in range(len(draft)) if m not in used and draft[m].words][:_MOST_CANDIDATES]
    scored = sorted(
        ((alike, n, m) for n in left for m in free if (alike := _likeness(text[n], draft[m])) >= _ALIKE),
        key=lambda one: (-one[0], one[1], one[2]),
    )
    for _, n, m in scored:
        if n not in found and m not in used:
            found[n] = [m]
            used.add(m)


def _joined(text: Sequence[Read], draft: Sequence[Read], found: dict[int, list[int]]) -> None:
    """Add what was joined to a passage, and to what was split off the passage that it came from."""
    used = {m for drafts in found.values() for m in drafts}
    changed = [n for n, one in enumerate(text) if n not in found or (found[n] and draft[found[n][0]].key != one.key)]
    for n in changed[:_MOST_CANDIDATES]:
        for m, one in enumerate(draft):
            if (
                m not in used
                and one.words.total() >= _FEWEST_WORDS
                and _below_the_same(one, text[n])
                and _inside(one, text[n]) >= _PART_OF
            ):
                found.setdefault(n, []).append(m)
                used.add(m)
    for n in changed[:_MOST_CANDIDATES]:
        if n not in found and text[n].words.total() >= _FEWEST_WORDS:
            whole = [m for m, one in enumerate(draft) if len(one.words) and _inside(text[n], one) >= _PART_OF]
            near = [m for m in whole if _below_the_same(draft[m], text[n])]
            if near:
                found[n] = near[:1]


def _likeness(one: Read, other: Read) -> float:
    if not _can_be(one, other):
        return 0.0
    total = one.words.total() + other.words.total()
    if not total:
        return 0.0
    alike = 2 * (one.words & other.words).total() / total
    return alike + (_SAME_HEADING if _below_the_same(one, other) and alike > _NEXT_TO_IT else 0.0)


def _can_be(one: Read, other: Read) -> bool:
    """Whether one passage can have been made from the other.

    A row only of a row and a remark only of a remark; a row, and a passage of few words ("Score: 53%"), only of one
    below the same heading.
    """
    kinds = one.passage.kind, other.passage.kind
    if any((kinds[0] == kind) != (kinds[1] == kind) for kind in ("row", "remark")):
        return False
    short = min(one.words.total(), other.words.total()) < _ENOUGH_WORDS
    return _below_the_same(one, other) or not (short or "row" in kinds)


def _below_the_same(one: Read, other: Read) -> bool:
    return _over(one.passage) == _over(other.passage)


def _over(passage: Passage) -> str:
    """The nearest heading over a passage, over a heading the one above it; its colon and capitals do not count."""
    headings = passage.place.headings[: -1 if passage.kind == "heading" else None]
    return headings[-1].rstrip(": ").casefold() if headings else ""


def _inside(part: Read, whole: Read) -> float:
    if not _can_be(part, whole):
        return 0.0
    total = part.words.total()
    return (part.words & whole.words).total() / total if total else 0.0
