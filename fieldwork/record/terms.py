"""The inspection's own glossary: what its inspectors wrote down of terms that nobody had defined.

The subject of a term is its folded name, so that two laptops which define ISSP mean one thing by it: the same words
agree, different ones are disputed, and then both are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwork.errors import BadInputError
from fieldwork.glossary.terms import Term
from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.text import cells, clean, fold, shown

if TYPE_CHECKING:
    from fieldwork.record.record import Record

OWN = "this inspection's own"
"""What the source of such a term begins with."""

LONGEST_TERM = 60
"""Cells of the name of a term."""


def own_terms(record: Record) -> tuple[Term, ...]:
    """The inspection's own terms in the order in which they were first defined; each side of a disputed one."""
    return tuple(term for subject in record.subjects("term") for term in _terms(record, subject))


def own_meaning(record: Record, name: str) -> str:
    """What the inspection's own glossary says of a term, one side where it is disputed; empty where it has none."""
    return next((term.definition for term in _terms(record, names.term(fold(clean(name, lines=False))))), "")


def is_disputed(record: Record, name: str) -> bool:
    """Whether two laptops say something else of a term."""
    return record.disputed(names.term(fold(clean(name, lines=False))), names.MEANING)


def term_statements(name: str, meaning: str) -> tuple[Statement, ...]:
    """What to say to define a term, or with an empty meaning to take it out again.

    Raises:
        BadInputError: the name has no letter or digit, or is too long for a term.
    """
    name = clean(name, lines=False).strip()
    wrong = wrong_with_term(name)
    if wrong:
        raise BadInputError(wrong)
    subject = names.term(fold(name))
    said = clean(meaning, lines=False).strip()
    if not said:
        return (Statement(subject, names.MEANING, None),)
    return Statement(subject, names.MEANING, said), Statement(subject, names.TERM, name)


def wrong_with_term(name: str) -> str:
    """Why something cannot be the name of a term, in a sentence; empty where it can."""
    if not fold(name):
        return "A term has at least one letter or digit."
    if cells(shown(name)) > LONGEST_TERM:
        return f"A term is at most {LONGEST_TERM} letters; what it means comes next."
    return ""


def _terms(record: Record, subject: str) -> list[Term]:
    said = [head for head in record.heads(subject, names.MEANING) if isinstance(head.value, str) and head.value]
    name = _name(record, subject)
    disputed = record.disputed(subject, names.MEANING)
    found = []
    for head in sorted(said, key=lambda one: (one.by, one.id)):
        source = f"{OWN}, {shown(head.by)}" + (" ≠ disputed" if disputed else "")
        found.append(Term(name, "", shown(head.value), source=source))
    return list({(term.definition, term.source): term for term in found}.values())


def _name(record: Record, subject: str) -> str:
    """The name as it was written last; of one written differently on two laptops the first in the alphabet."""
    heads = [head.value for head in record.heads(subject, names.TERM) if isinstance(head.value, str)]
    return shown(min(heads, default=subject.partition("/")[2]))
