"""Terms of the glossary as lines of text. Functions from values to values; no widget."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from fieldwork.record.terms import OWN
from fieldwork.text import cells, clip, shown, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fieldwork.glossary.search import Hit, Index
    from fieldwork.glossary.terms import Term

Segments = tuple[tuple[str, str], ...]
Line = Segments

MATCHES = {
    "exact": "",
    "full name": "the full name",
    "alias": "another name of it",
    "inflected": "",
    "prefix": "begins so",
    "close spelling": "spelt much like it",
    "meaning": "by its meaning",
}


def is_own(term: Term) -> bool:
    """Whether it is one that this inspection's inspectors defined."""
    return term.source.startswith(OWN)


def nothing_lines(typed: str, near: Sequence[Term], width: int, *, can_define: bool) -> list[Line]:
    """What is said where no term fits."""
    lines: list[Line] = [(("Nothing fits.", "bold"),)]
    names = ", ".join(one.term for one in near)
    lines += [((part, "dim"),) for part in wrapped(f"The nearest names: {names}", width)]
    if can_define and typed.strip():
        lines += [((part, ""),) for part in wrapped(f"Enter defines “{shown(typed)}” for this inspection.", width)]
    return lines


def hits_for(index: Index, typed: str, year: int | None) -> list[tuple[Term, str]]:
    """The terms to list for what was typed, each with how it was found; all of them, by name, for nothing."""
    if not typed.strip():
        return [(term, "") for term in sorted(index.terms, key=lambda one: (one.term.casefold(), one.years))]
    found: Sequence[Hit] = index.search(typed, limit=50, year=year)
    return [(hit.term, MATCHES.get(hit.match, hit.match)) for hit in found]


def colliding(index: Index) -> frozenset[str]:
    """The words that have more than one meaning."""
    times = Counter(term.term for term in index.terms)
    return frozenset(name for name, count in times.items() if count > 1)


def hit_line(term: Term, how: str, width: int, *, dated: bool) -> Segments:
    """A line of the list: the term, its years where it has several meanings, what it stands for."""
    name = shown(term.term) + (f" ({term.years})" if dated and term.years else "")
    size = min(24, max(12, width // 3))
    name = clip(name, size)
    tail = f"  {how}" if how else ""
    room = max(0, width - size - 3 - cells(tail))
    middle = clip(shown(term.expansion or term.definition), room)
    gap = " " * (size - cells(name) + 2)
    return ((f" {name}", "bold"), (f"{gap}{middle}", ""), (" " * max(0, room - cells(middle)) + tail, "dim"))


def detail_lines(term: Term, width: int) -> list[Line]:
    """All that the glossary says of a term, in lines."""
    title = f"{term.term}: {term.expansion}" if term.expansion else term.term
    lines: list[Line] = [((part, "head"),) for part in wrapped(title, width)]
    lines += [((part, ""),) for part in wrapped(term.definition, width)]
    if term.see:
        lines += [((part, ""),) for part in wrapped(f"see also: {', '.join(term.see)}", width)]
    if term.aliases:
        lines += [((part, "dim"),) for part in wrapped(f"also called: {', '.join(term.aliases)}", width)]
    source = f"{term.years} · {term.source}" if term.years else term.source
    assumed = "assumed" in term.source or is_own(term)
    lines += [((part, "warn" if assumed else "dim"),) for part in wrapped(f"{'◇ ' if assumed else ''}{source}", width)]
    return lines
