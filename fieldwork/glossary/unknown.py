"""Words in a text that look like terms and that the glossary does not know: what one may want to define.

Acronyms (two capitals or more) first, then words with a capital that begin no sentence.
"""

from __future__ import annotations

import re

from fieldwork.text import clean, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fieldwork.glossary.search import Index

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:[&/-][^\W_]+)*\+?")
_SENTENCE_ENDS = re.compile(r"(?:^|[.:?!…]|[\"“'(])\W*$")
_SHORTEST = 2
_MANY = 2  # capitals that make an acronym
_CALENDAR = frozenset(
    (
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    )
)


def unknown_words(text: str, known: Index, most: int = 9) -> list[str]:
    """At most so `many` words of `text`, as they are written there, each once.

    Args:
        text: any text; what is in it is data.
        known: the glossary; a word that is part of one of its names in the text is no unknown one.
        most: how many to give.
    """
    text = clean(text)
    names = {
        word
        for term in known.in_text(text)
        for name in (term.term, term.expansion, *term.aliases)
        for word in fold(name).split()
    }
    acronyms: dict[str, str] = {}
    capitalised: dict[str, str] = {}
    for match in _WORD.finditer(text):
        word = match.group()
        folded = fold(word)
        if len(folded) < _SHORTEST or folded in names or folded in _CALENDAR or known.in_text(word):
            continue
        if sum(letter.isupper() for letter in word) >= _MANY:
            acronyms.setdefault(folded, word)
        elif word[0].isupper() and not _SENTENCE_ENDS.search(text[: match.start()]):
            capitalised.setdefault(folded, word)
    found = acronyms | {folded: word for folded, word in capitalised.items() if folded not in acronyms}
    return list(found.values())[:most]
