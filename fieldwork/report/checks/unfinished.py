"""What a text still lacks: words where a placeholder stands, answers behind a figure, the meaning of an acronym."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from fieldwork.glossary.search import Index
from fieldwork.report.checks.passages import Passage
from fieldwork.report.checks.problems import Problem

# -- placeholders -----------------------------------------------------------------------------------------------------

_PLACEHOLDER = re.compile(
    r"(?P<dots>…|\.{3,})|\{[^{}\n]{0,60}\}|\[\s?(?:…|\.{3}|insert[^\]]*|name[^\]]*|date[^\]]*|xx+)\s?\]"
    r"|\[disputed: [^\]\n]*\]|\b(?:TBC|TBD|XXX+|T\.B\.C\.)(?!\w)|\?\?+"
)
_QUOTES = (("“", "”"), ('"', '"'), ("\u2018", "\u2019"))


def placeholders_left(passages: Sequence[Passage]) -> Iterator[Problem]:
    """Where something is still to be written: an ellipsis outside of a quotation, braces, TBC, what is disputed."""
    for passage in passages:
        if passage.kind == "remark":
            continue
        for match in _PLACEHOLDER.finditer(passage.text):
            if match["dots"] and _is_quoted(passage.text, match.start()):
                continue
            said = f"“{match[0]}” still stands for something"
            yield passage.problem("placeholder", match.start(), match.end(), match[0], "what goes there", said)


def _is_quoted(text: str, at: int) -> bool:
    """Whether a character stands between quotation marks, where an ellipsis says that words were left out."""
    before, after = text[:at], text[at:]
    return any(
        (before.count(opening) % 2 == 1 if opening == closing else before.rfind(opening) > before.rfind(closing))
        and closing in after
        for opening, closing in _QUOTES
    )


# -- provisional figures ----------------------------------------------------------------------------------------------

_SAID_PROVISIONAL = re.compile(r"\[provisional: ([^\]]*)\]", re.IGNORECASE)


def provisional_figures(passages: Sequence[Passage]) -> Iterator[Problem]:
    """Figures behind which answers are still missing or disputed, each once where it stands first.

    Where a report has scores they stand for the questions behind them: a hundred findings would say the same.
    """
    printed = [passage for passage in passages if passage.kind != "remark"]
    scored = any(one.figure.kind == "criterion" for passage in printed for one in passage.references)
    seen: set[tuple[str, str]] = set()
    for passage in printed:
        if not scored and not any(one.figure.provisional for one in passage.references):
            yield from _said_provisional(passage)
        for one in passage.references:
            figure = one.figure
            known = (figure.kind, figure.id) in seen or (scored and figure.kind == "question")
            if figure.provisional and not known:
                seen.add((figure.kind, figure.id))
                text = passage.text[one.start : one.end]
                said = f"{text} is provisional: answers behind it are missing or disputed"
                yield passage.problem("provisional", one.start, one.end, text, "every answer", said)


def _said_provisional(passage: Passage) -> Iterator[Problem]:
    """Where a text says by itself that a figure is provisional."""
    for match in _SAID_PROVISIONAL.finditer(passage.text):
        said = f"provisional: {match[1]}"
        yield passage.problem("provisional", match.start(), match.end(), match[0], "every answer", said)


# -- acronyms ---------------------------------------------------------------------------------------------------------

_ACRONYM = re.compile(r"(?<![\w@./-])(?=\w*[A-Z]\w*[A-Z])[A-Z][A-Za-z]{1,7}\+?(?![\w@/]|\.\w)")
_CAPITALS = re.compile(r"\b[A-Z]{3,}(?:\W+(?:[A-Z]{3,}|AND|OF|THE|&)\b)+")
_KNOWN = ("OK", "UK", "GB", "EU", "NHS", "TV", "IT", "ICT", "CD", "DVD", "PDF", "AM", "PM", "ID", "NB")
_EVERYBODY_KNOWS = frozenset((*_KNOWN, "ISBN", "GCSE", "GCSEs", "YOU"))
"""What needs no explanation to anybody (`assumed`)."""


def undefined_acronyms(
    passages: Sequence[Passage], glossary: Index, year: int | None, known_words: Collection[str] = ()
) -> Iterator[Problem]:
    """Acronyms that neither the glossary of the programme's year explains, nor the text where it first uses them.

    Words that stand in the text in small letters as well, headings in capitals, and `known_words` (comments on scores,
    initials of inspectors) are none.
    """
    whole = "\n".join(passage.text for passage in passages)
    known = {*re.findall(r"\b[a-z]{2,}\b", whole)} | _explained(whole, glossary, year) | {*known_words}
    seen: set[str] = set()
    for passage in passages:
        shouted = [(found.start(), found.end()) for found in _CAPITALS.finditer(passage.text)]
        for match in _ACRONYM.finditer(passage.text):
            word = match[0]
            plain = word.removesuffix("s")
            if plain in seen or any(start <= match.start() < end for start, end in shouted):
                continue
            seen.add(plain)
            if {word.lower(), word, plain} & known or word in _EVERYBODY_KNOWS or _is_spelled_out(passage.text, match):
                continue
            said = f"{word} is neither in the glossary nor spelled out where it is first used"
            yield passage.problem("acronym", match.start(), match.end(), word, "what it stands for", said)


def _explained(text: str, glossary: Index, year: int | None) -> set[str]:
    """The words of the names of all terms in `text` that had their meaning in `year`."""
    terms = [term for term in glossary.in_text(text, year=year) if year is None or term.covers(year)]
    return {
        word
        for term in terms
        for name in (term.term, *(alias for alias in term.aliases))
        for form in (name, name.upper())
        for word in re.findall(r"\w+\+?", form)
    }


def _is_spelled_out(text: str, match: re.Match[str]) -> bool:
    """Whether it stands in brackets behind its words ("risk management plan (RMP)"), or has them behind it."""
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
    inside = before.endswith("(") and after[:1] in {")", ",", ";"}
    return (inside and before[:-1].strip() != "") or (after.startswith("(") and " " in after.partition(")")[0])
