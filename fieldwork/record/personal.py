"""What in a text looks like a person's own data: a name, an NHS number, a date of birth, an address, a number to ring.

Notes are about children, and the file is to hold none of their names. This only warns: it looks at the shape of a text,
so it will miss a name that is also a word, and will now and then doubt a place. Few false alarms matter more than
finding everything, because a warning that is mostly wrong is not read (`assumed`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from fieldwork.glossary.terms import Term
from fieldwork.programme.models import Programme
from fieldwork.record.forenames import FORENAMES, WORDS_TOO
from fieldwork.text import clean, fold

YOUNGEST, OLDEST = 8, 25
"""The ages at which a full date is taken for somebody's birthday: a YOT works with children of 10 to 17, and with some
younger ones by prevention; older ones come up as they move on (`assumed`)."""

_NHS_LENGTH = 10
_NHS = re.compile(r"(?<![\d/.-])\d{3}([ -]?)\d{3}\1\d{4}(?![\d/.-]?\d)", re.ASCII)
_PHONE = re.compile(r"(?<![\w/.-])(?:\+44 ?(?:\(0\) ?)?|\(?0)\d(?:[ ()-]{0,2}\d){8,9}(?![/.-]?\d)", re.ASCII)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}\b")
_POSTCODE = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}|[a-z]{1,2}\d[a-z\d]? \d[abd-hjlnp-uw-z]{2})(?![\w-])",
    re.ASCII,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_WORD = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DATE = re.compile(
    r"(?<![\w/.-])(?:(?P<y1>\d{4})-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})[/.-](?P<m2>\d{1,2})[/.-](?P<y2>\d{4}|\d{2})"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m3>{_MONTH_WORD})\.?,? (?P<y3>\d{{4}}|'?\d{{2}}))(?![\w/-])",
    re.ASCII | re.IGNORECASE,
)
_BORN = re.compile(
    r"\b(?:d\.?o\.?b\b\.?|date of birth|born(?: on)?)[: ]{1,3}(?:is )?"
    r"(?P<day>(?:\d[\d/. -]{2,11}|\d{1,2}(?:st|nd|rd|th)? )?"
    rf"(?:\b{_MONTH_WORD}\b(?:,? ?'?\d{{2,4}})?)?)",
    re.ASCII | re.IGNORECASE,
)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\b\.? ?(?:[A-Z]\b\.? ?)?[A-Z][\w’'-]*")
_WORD = r"[A-Z][a-zà-öø-ÿ]+(?:[’'-](?!s\b)[A-Z]?[a-zà-öø-ÿ]+)*|(?:O[’']|Mc|Mac)[A-Z][a-z]+"
_CAPITALISED = re.compile(rf"(?<![\w’'-])(?:{_WORD})(?![\w-])")
_PLAIN = re.compile(r"(?<![\w’'@./+-])[A-Za-z]{3,12}(?![\w@+-])", re.ASCII)
_SHORTEST_IN_CAPITALS = 4
_GAP = re.compile(r" (?:[A-Z]\.? )?", re.ASCII)
_ENDS_SENTENCE = re.compile(r"(?:^|[.!?:;\n\"“\u2018'(\[/\u2013\u2014-])\s*[\"“\u2018'(\[]*$")
_LONGEST_LOOK_BACK = 8
_MOST = 20
"""As many are named at once; nobody reads more."""


class Sign(NamedTuple):
    """A part of a text, and what it looks like: "a name", "an NHS number"."""

    text: str
    looks_like: str

    @property
    def words(self) -> str:
        """``“Jane Roe” looks like a name``."""
        return f"“{self.text}” looks like {self.looks_like}"


def personal_signs(text: str, known: Collection[str], on: date) -> tuple[Sign, ...]:
    """What in `text` looks like a person's own data, each text once, in no more than twenty signs.

    Args:
        text: a note.
        known: folded words that make no name (see `known_words`).
        on: the day by which ages are told: that of the fieldwork.
    """
    text = clean(text)
    found: dict[str, Sign] = {}
    for sign in _signs(text, known, on):
        if not any(sign.text in other for other in found):
            found[sign.text] = sign
        if len(found) == _MOST:
            break
    return tuple(found.values())


def _signs(text: str, known: Collection[str], on: date) -> Iterator[Sign]:
    for match in _NHS.finditer(text):
        if is_nhs_number(match[0]):
            yield Sign(match[0], "an NHS number")
    if "@" in text:
        yield from (Sign(match[0], "an e-mail address") for match in _MAIL.finditer(text))
    yield from (Sign(match[0].strip(), "a telephone number") for match in _PHONE.finditer(text))
    yield from (Sign(match[0], "a postcode") for match in _POSTCODE.finditer(text))
    yield from (Sign(match[0].strip(), "a date of birth") for match in _BORN.finditer(text) if match["day"].strip())
    for match in _DATE.finditer(text):
        if (day := _day(match, on)) is not None and YOUNGEST <= _age(day, on) <= OLDEST:
            yield Sign(match[0], "a date of birth")
    yield from (Sign(match[0], "a name") for match in _TITLED.finditer(text))
    yield from _names(text, known)


def day_of(fieldwork: str, today: date) -> date:
    """The day by which ages are told: the middle of the year that is named in when the fieldwork is, else today."""
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", fieldwork, re.ASCII)
    return today if year is None else date(int(year[0]), 7, 1)


def is_nhs_number(text: str) -> bool:
    """Whether `text` holds ten digits of which the last is the check digit of the others (modulus 11).

    The rule is the one of the NHS Data Dictionary: weights 10 to 2, eleven less the remainder, 11 counting as 0; a
    number whose check digit would be 10 is not given out. Ten equal digits pass the sum, but are nobody's.
    """
    digits = [int(character) for character in text if character in "0123456789"]
    if len(digits) != _NHS_LENGTH or len(set(digits)) == 1:
        return False
    check = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
    return digits[-1] == check % 11


def _day(match: re.Match[str], on: date) -> date | None:
    year, month, day = next(
        (match[f"y{form}"], match[f"m{form}"], match[f"d{form}"]) for form in "123" if match[f"y{form}"]
    )
    number = int(year.lstrip("'"))
    if number < 100:  # noqa: PLR2004 (two digits of a year)
        number += on.year - on.year % 100
        number -= 100 if number > on.year else 0
    try:
        return date(number, int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1, int(day))
    except ValueError:
        return None


def _age(day: date, on: date) -> int:
    return on.year - day.year - ((on.month, on.day) < (day.month, day.day))


# -- names -----------------------------------------------------------------------------------------------------------


def _names(text: str, known: Collection[str]) -> Iterator[Sign]:
    words = list(_CAPITALISED.finditer(text))
    named = 0
    for word, following in zip_longest(words, words[1:]):
        if word.start() < named:
            continue
        is_forename = word[0].casefold() in FORENAMES
        if following is not None and _GAP.fullmatch(text, word.end(), following.start()):
            before = text[max(0, word.start() - _LONGEST_LOOK_BACK) : word.start()]
            begins = word.start() == 0 or _ENDS_SENTENCE.search(before) is not None
            strangers = not _is_known(word[0], known) and not _is_known(following[0], known)
            later = following[0].casefold() in FORENAMES  # the name begins with the next word: editor Julie Fox
            if strangers and (is_forename or not (begins or later)):
                named = following.end()
                yield Sign(text[word.start() : named], "a name")
                continue
        if is_forename and not _is_known(word[0], known):
            yield Sign(word[0], "a first name")
    for word in _PLAIN.finditer(text):
        if word[0].casefold() in FORENAMES and _is_plain_name(word[0]) and not _is_known(word[0], known):
            yield Sign(word[0], "a first name")


def _is_plain_name(word: str) -> bool:
    """Whether a first name written small, or in capitals, is no other word and no acronym: she types with one hand."""
    if word.islower():
        return word not in WORDS_TOO
    return word.isupper() and len(word) >= _SHORTEST_IN_CAPITALS


def _is_known(word: str, known: Collection[str]) -> bool:
    folded = fold(word)
    return folded in known or folded.removesuffix("s") in known


def known_words(programme: Programme, terms: Iterable[Term], more: Iterable[str] = ()) -> frozenset[str]:
    """The folded words of the field, none of which makes a name: of the glossary, the programme, and `more` texts.

    Forenames are not among them, whatever a definition speaks of.
    """
    texts = [
        *_OF_THE_FIELD,
        *more,
        *(text for term in terms for text in (term.term, term.expansion, term.definition, *term.aliases)),
        *(text for one in programme.questions for text in (one.text, one.guidance)),
        *(text for one in programme.criteria for text in (one.title, one.general)),
        *(one.title for one in programme.sections),
        *(one.title for one in programme.threads),
        *(text for one in programme.attributes for text in (one.title, *(option.label for option in one.options))),
        *(one.title for one in programme.dates),
    ]
    return frozenset(word for text in texts for word in fold(text).split() if word not in FORENAMES)


_OF_THE_FIELD = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "January February March April May June July August September October November December",
    "Christmas Easter Boxing Bank Holiday Summer Autumn Winter Spring Bonfire Night New Year Ramadan Eid",
    "Youth Crown Magistrates County High Family Court Police Station Constabulary Sergeant Constable Inspector",
    "Service Services Team Board Council Borough City Metropolitan Metro District Hospital Hall House Home Centre Unit",
    "School College Academy Primary High Grammar Pupil Referral Connexions Social Worker Officer Manager Director Head",
    "Road Street Avenue Lane Close Drive Park Green Hill Bridge Church Town Village Estate North South East West",
    "Northern Southern Eastern Western Central Upper Lower Great Old",
    "England English Wales Welsh Scotland Scottish Ireland Irish Britain British Europe European United Kingdom",
    "Her His Majesty Majestys Inspectorate Prison Prisons Chief Assistant Deputy Senior Lead Chair",
    "Young Offender Offenders Institution Secure Training Children Childrens Child Adolescent Mental Health",
    "Final Warning Reprimand Referral Reparation Supervision Community Detention Action Plan Order Orders",
    "Good Practice Core Case Full Joint Draft Annual Quality Standard Standards National Guidance Policy",
    "The A An In On At No Not All Both One Two Three Four Five Some Few Many Most Each Every Any This That These Those",
    "He She They It His Her Their Its We Our You Your I My Who What When Where Why How Which",
    "And But Or So Then Also However Although Because While Until After Before Since During As If For From To With By",
    "Muslim Christian Jewish Hindu Sikh Catholic Asian Black African Caribbean Polish Pakistani Bangladeshi Indian",
    "Manchester London Liverpool Leeds Birmingham Bristol Dorset Stockport Bournemouth Poole Weymouth Cheshire",
    "Facebook Snapchat Instagram Xbox Google Word Excel Windows",
)
"""Words of calendars, courts, places and offices that notes write with capitals (`assumed`: read in both source
documents and in the notes of the samples)."""
