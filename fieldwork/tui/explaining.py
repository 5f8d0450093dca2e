"""What `?` says: the terms of a line, then the keys. Functions from values to values; no widget."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fieldwork.text import cells, fold, shown
from fieldwork.tui.glossary_lines import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fieldwork.glossary.terms import Term
    from fieldwork.tui.keys import KeyGroup

Segments = tuple[tuple[str, str], ...]

_KEYS_WIDTH = 16


def explained(terms: Sequence[Term], groups: Sequence[KeyGroup], typed: str, width: int) -> list[Segments]:
    """The lines: terms first, then the keys in groups; only those that have every word typed."""
    words = fold(typed).split()
    lines = _terms(terms, words, width)
    for group in found_groups(groups, typed):
        lines += [(("", ""),), ((f"keys {shown(group.title)}", "head"),)]
        lines += [_key_line(key.shown, key.label) for key in group.keys]
    if len(lines) > 0 and lines[0] == (("", ""),):
        lines = lines[1:]
    return lines or [((f"Nothing here has “{shown(typed)}”.", "dim"),)]


def found_groups(groups: Sequence[KeyGroup], typed: str) -> list[KeyGroup]:
    """The groups with only those keys that have every word typed; groups without one are left out."""
    words = fold(typed).split()
    found = [
        replace(one, keys=tuple(key for key in one.keys if _has(words, f"{key.shown} {key.label} {one.title}")))
        for one in groups
    ]
    return [one for one in found if one.keys]


def _terms(terms: Iterable[Term], words: list[str], width: int) -> list[Segments]:
    lines: list[Segments] = []
    for term in terms:
        if not _has(words, f"{term.term} {term.expansion} {term.definition}"):
            continue
        years = f" ({term.years})" if term.years else ""
        title = f"{term.term}{years}: {term.expansion}" if term.expansion else f"{term.term}{years}"
        lines += [((part, "bold"),) for part in wrapped(title, width)]
        lines += [((f"  {part}", ""),) for part in wrapped(term.definition, max(1, width - 2))]
        if "assumed" in term.source:
            lines += [((f"  ◇ {part}", "warn"),) for part in wrapped(term.source, max(1, width - 4))]
    if lines:
        lines.insert(0, (("in this line", "head"),))
    return lines


def _has(words: list[str], text: str) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)


def _key_line(keys: str, label: str) -> Segments:
    gap = " " * max(2, _KEYS_WIDTH - cells(keys))
    return ((f"  {keys}", "accent"), (f"{gap}{shown(label)}", ""))
