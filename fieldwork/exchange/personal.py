"""Columns that look as if they held what identifies a child: names, dates of birth, addresses. They are left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from fieldwork.text import fold, shown

NAMES = "looks like names of people"
BIRTH = "looks like dates of birth"
CONTACT = "looks like addresses or numbers that identify a person"

_NAME_WORDS = frozenset(
    [
        "name",
        "names",
        "forename",
        "forenames",
        "surname",
        "surnames",
        "firstname",
        "lastname",
        "fullname",
        "alias",
        "aliases",
        "aka",
        "nickname",
        "known",
        "initials",
    ]
)
_STAFF_WORDS = frozenset(
    ["worker", "manager", "officer", "practitioner", "supervisor", "carer", "parent", "guardian", "mother", "father"]
)
_CLIENT_WORDS = frozenset(["client", "child", "person", "yp", "offender", "user", "subject", "pupil"])
_ROLE_WORDS = frozenset(["role", "type", "post", "grade", "team"])
_BIRTH_WORDS = frozenset(["dob", "birth", "born", "birthday", "birthdate"])
_CONTACT_WORDS = frozenset(
    [
        "address",
        "postcode",
        "postal",
        "phone",
        "telephone",
        "tel",
        "mobile",
        "email",
        "mail",
        "nhs",
        "pnc",
        "upn",
        "nino",
        "passport",
        "school",
    ]
)
_NAME = re.compile(r"[^\W\d_]['’\w-]+,?(?: [^\W\d_]\.?| [^\W\d_]['’\w-]+){1,3}")
_WORD = re.compile(r"[^\W\d_]['’\w-]+")
_MOST = 0.6
"""From this share of the values on, a column is taken for what its values look like."""
_YOUNGEST = 8 * 365
"""Days: nobody in these cases is younger than ten, and a sentence is seldom two years older than its documents."""


def personal_by_heading(heading: str) -> str:
    """Why a column with this heading is left out whatever it holds; empty where it is not."""
    words = set(fold(heading).split())
    if words & _BIRTH_WORDS or {"d", "o", "b"} <= words:
        return BIRTH
    if words & _NAME_WORDS:
        return NAMES
    if words & _CONTACT_WORDS:
        return CONTACT
    return ""


def personal_by_values(heading: str, values: Sequence[str]) -> str:
    """Why a column is left out for what it holds: two capitalised words in most cells, or a word under *worker*."""
    filled = [shown(value).strip() for value in values if value.strip()]
    words = set(fold(heading).split())
    if not filled or words & _ROLE_WORDS:
        return ""
    people = bool(words & (_STAFF_WORDS | _CLIENT_WORDS))
    named = sum(_is_name(value) or (people and _WORD.fullmatch(value) is not None) for value in filled)
    return NAMES if named >= _MOST * len(filled) else ""


def _is_name(value: str) -> bool:
    return _NAME.fullmatch(value) is not None and all(word[:1].isupper() for word in value.replace(",", " ").split())


def born(dates: Iterable[date], latest: date) -> bool:
    """Whether all `dates` lie so long before the `latest` of a table that they can only be dates of birth."""
    found = list(dates)
    return bool(found) and all((latest - one).days > _YOUNGEST for one in found)
