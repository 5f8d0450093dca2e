"""What `?` says: the terms of a line, then the keys. Functions from values to values; no widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fieldwork.text import cells, fold, shown, wrapped
from fieldwork.tui.glossary_lines import is_own

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fieldwork.glossary.terms import Term
    from fieldwork.tui.keys import KeyGroup, KeyLine

Segments = tuple[tuple[str, str], ...]

_KEYS_WIDTH = 16
_LONG = 5
"""Lines from which a text is shown whole."""
_BLANK: Segments = (("", ""),)


class Offered(NamedTuple):
    """What there is to explain besides terms and keys.

    `unknown`: words of the line that look like terms and are not in the glossary; `can_define`: whether a term can be
    defined here; `line`: the text of the line itself, shown where it may be too long for the screen it stands on, each
    of its paragraphs from a line of its own.
    """

    unknown: Sequence[str] = ()
    can_define: bool = False
    line: str = ""


def explained(
    terms: Sequence[Term], groups: Sequence[KeyGroup], typed: str, width: int, more: Offered | None = None
) -> list[Segments]:
    """The lines: terms first, then the keys in groups; only those that have every word typed."""
    unknown, can_define, line = more or Offered()
    lines = _found(terms, groups, typed, width)
    if not typed.strip():
        keys_from = next((at for at, one in enumerate(lines) if one == _BLANK), len(lines))
        lines[keys_from:keys_from] = [*_unknown_lines(unknown, width), *_whole(line, width)]
    if lines[:1] == [_BLANK]:
        lines = lines[1:]
    if lines:
        return lines
    nothing = f"Nothing here has “{shown(typed)}”."
    if can_define:
        nothing += " Enter defines it for this inspection."
    return [((part, "dim"),) for part in wrapped(nothing, width)]


def _unknown_lines(unknown: Sequence[str], width: int) -> list[Segments]:
    words = f"not in the glossary: {', '.join(unknown)}"
    return [((part, "accent"),) for part in wrapped(words, width)] if unknown else []


def _whole(line: str, width: int) -> list[Segments]:
    """The text of a line under a heading, where it is so long that a screen may have cut it."""
    parts = [part for paragraph in line.split("\n") for part in wrapped(paragraph, width)]
    if len(parts) < _LONG:
        return []
    return [_BLANK, (("all of this line", "head"),), *(((part, ""),) for part in parts)]


def finds(terms: Sequence[Term], groups: Sequence[KeyGroup], typed: str) -> bool:
    """Whether a term or a key has every word typed."""
    return bool(_found(terms, groups, typed, 80))


def _found(terms: Sequence[Term], groups: Sequence[KeyGroup], typed: str, width: int) -> list[Segments]:
    words = fold(typed).split()
    lines = _terms(terms, words, width)
    for group in found_groups(groups, typed):
        lines += [_BLANK, ((f"keys {shown(group.title)}", "head"),)]
        lines += [_key_line(key.shown, key.label) for key in group.keys]
    return lines


def found_groups(groups: Sequence[KeyGroup], typed: str) -> list[KeyGroup]:
    """The groups with only those keys that have every word typed; groups without one are left out."""
    words = fold(typed).split()
    found = [
        replace(one, keys=tuple(key for key in one.keys if _key_has(key, typed.strip(), words, one.title)))
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
        if "assumed" in term.source or is_own(term):
            lines += [((f"  ◇ {part}", "warn"),) for part in wrapped(term.source, max(1, width - 4))]
    if lines:
        lines.insert(0, (("in this line", "head"),))
    return lines


def _key_has(key: KeyLine, typed: str, words: list[str], group: str) -> bool:
    """Whether a key is meant. One character is a key, or begins a word: as a part of words it is nearly everywhere."""
    if len(typed) != 1:
        return _has(words, f"{key.shown} {key.label} {group}")
    begun = (word for word in fold(key.label).split() if words and word.startswith(words[0]))
    return typed in key.shown.split() or any(begun)


def _has(words: list[str], text: str) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)


def _key_line(keys: str, label: str) -> Segments:
    gap = " " * max(2, _KEYS_WIDTH - cells(keys))
    return ((f"  {keys}", "accent"), (f"{gap}{shown(label)}", ""))
