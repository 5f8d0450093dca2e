"""What a column of somebody else's table of cases may be taken in as: names it goes by, and what its cells mean.

The synonyms are what case management systems and offices call these things; none is published, all are assumed. A
programme that has no such attribute, date or option never sees them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from fieldwork.analysis.status import STATUSES
from fieldwork.errors import BadInputError
from fieldwork.exchange.cases import CASE, PHASES, UNDATED, case_columns
from fieldwork.programme.models import Attribute, DateField, Option, Programme
from fieldwork.record import names
from fieldwork.record.dates import parse_date
from fieldwork.text import fold, shown

Kind = Literal["reference", "choice", "number", "text", "date"]

_HEADINGS: Mapping[str, str] = {
    CASE: "case ref, reference, ref, case reference, case number, case no, case id, client ref, client reference, "
    "client id, client number, client no, urn, unique reference, unique reference number, unique id, identifier, id, "
    "yot ref, yot id, yot reference, yois id, yois ref, careworks id, record id, record number, person id, yp id, "
    "young person id, service user id, file number, file no",
    "phases": "phase, phases inspected, custody or community, setting",
    "status": "case status",
    "sex": "gender",
    "age": "age at sentence, age at start, age at start of order, age now, age in years",
    "ethnicity": "ethnic origin, ethnic group, ethnic code, race, self defined ethnicity",
    "looked_after": "lac, lac status, looked after child, looked after status, care status, cla",
    "order": "sentence, disposal, order type, sentence type, outcome, legal outcome, court order, intervention type",
    "offence": "main offence, primary offence, offence type, index offence, offence category, most serious offence",
    "inspector": "inspected by, inspector initials",
    "case_manager_role": "role, worker role, job title, worker type, case manager role, post",
    "rosh_yot": "rosh, rosh level, rosh classification, risk of serious harm, risk of harm, roh, roh level, "
    "risk of serious harm level, risk of harm level, serious harm, rosh risk level",
    "rosh_own": "own rosh, inspector rosh",
    "vulnerability_yot": "vulnerability, vulnerability level, vulnerability classification, vuln, vuln level, "
    "safeguarding level",
    "vulnerability_own": "own vulnerability, inspector vulnerability",
    "date_sentence": "sentence date, date of sentence, sentenced on, order start, order start date, start date, "
    "date of order, order date, disposal date, start of order, order started, sentenced",
    "date_asset": "asset date, date of asset, initial asset, initial asset date, asset completed, start asset, asset",
    "date_assessment": "assessment date, initial assessment, initial assessment date, asset date, asset completed",
    "date_rosh": "rosh date, rosh screening, rosh screening date, rosh screened",
    "date_full": "full rosh date, full rosh, full assessment date, rosh full date, rosh full",
    "date_rmp": "rmp, rmp date, risk management plan, risk management plan date",
    "date_vulnerability": "vulnerability date, vulnerability screening, vulnerability screening date",
    "date_vmp": "vmp, vmp date, vulnerability management plan, vulnerability management plan date",
    "date_plan": "plan, plan date, intervention plan, intervention plan date, initial plan",
    "date_psr": "psr, psr date, pre sentence report, pre sentence report date, report date",
    "date_reviews": "review, reviews, review date, review dates",
}
_LEVELS = "l low, m medium, med medium, h high, vh very-high, v high very-high, not known not-clear, unknown not-clear"
_VALUES: Mapping[str, str] = {
    "phases": "c community, comm community, community only community, custodial custody, custody only custody, "
    "custody and community both, community and custody both",
    "sex": "m male, f female, boy male, girl female",
    "looked_after": "y current, yes current, lac current, current lac current, n no, not looked after no, never no, "
    "previously previous, former previous, was lac previous, previous lac previous",
    "order": "ro referral, referral order referral, rep reparation, apo action-plan, so supervision, "
    "cro rehabilitation, cpo punishment, youth rehabilitation order yro, yro iss yro-iss, "
    "detention and training order dto, "
    "s90 section-90-91, s91 section-90-91, section 90 section-90-91, section 91 section-90-91, s90 91 section-90-91",
    "rosh_yot": _LEVELS,
    "rosh_own": _LEVELS,
    "vulnerability_yot": _LEVELS,
    "vulnerability_own": _LEVELS,
}
_SHORTEST_BEGINNING = 4
_LAST_CENTURY = 70
"""From this year on, a year of two digits is one of the last century."""
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?Z?$", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"(\d{1,2}[/.\- ](?:\d{1,2}|[A-Za-z]{3,9})[/.\- ])(\d{2})")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_AGE = re.compile(r"(\d{1,9})(?:\.0+)?(?: ?(?:y|yr|yrs|year|years)(?: old)?)?", re.IGNORECASE)
_NEAR = date(2000, 1, 1)  # a year is always written here: what is near decides nothing


@dataclass(frozen=True)
class Target:
    """What a column can be taken in as: a column of `cases.csv`, how it reads, and what its cells hold."""

    column: str
    title: str
    kind: Kind
    called: frozenset[str]
    """The folded headings it goes by."""
    options: tuple[Option, ...] = ()
    values: Mapping[str, str] | None = None
    """Folded words for the options, besides their values and labels."""
    many: bool = False

    def is_called(self, heading: str) -> bool:
        """Whether a heading is a name of this; of a choice also with *name* after it: "Offence name"."""
        wanted = fold(heading)
        return wanted in self.called or (self.kind == "choice" and wanted.removesuffix(" name") in self.called)

    def taken(self, cell: str) -> str | None:
        """The cell of `cases.csv` that a cell means; None where nothing is understood. Empty stays empty."""
        text = shown(cell).strip().removeprefix("'").strip()
        if not text or self.kind in ("reference", "text"):
            return text
        if self.kind == "choice":
            return self._option(text)
        if self.kind == "number":
            match = _AGE.fullmatch(text)
            return match[1] if match else None
        parts = re.split(r"[;,\n]", text) if self.many else [text]
        found = [day_of(part.strip()) for part in parts if part.strip()]
        return None if None in found else ";".join(day for day in found if day is not None)

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """The options by every name they have, folded."""
        return {fold(name): option.value for option in self.options for name in _names_of(option)}

    def _option(self, text: str) -> str | None:
        wanted = fold(text)
        by_name = self._by_name
        found = by_name.get(wanted) or (self.values or {}).get(wanted)
        if found is not None:
            return found
        begin = {value for name, value in by_name.items() if name.startswith(f"{wanted} ")}
        return begin.pop() if len(begin) == 1 and len(wanted) >= _SHORTEST_BEGINNING else None


def _names_of(option: Option) -> list[str]:
    """Value, label, the label without its brackets, and what stands in them: DTO."""
    bare, bracket, acronym = option.label.partition("(")
    return [option.value, option.label, *((bare, acronym.rstrip(")")) if bracket else ())]


def day_of(text: str) -> str | None:
    """A day in any common form, with its year and perhaps a time, as ISO text; ``undated``; None where it is none."""
    bare = _TIME.sub("", text.strip())
    if fold(bare) == UNDATED:
        return UNDATED
    if match := _SHORT_YEAR.fullmatch(bare):
        bare = f"{match[1]}{19 if int(match[2]) >= _LAST_CENTURY else 20}{match[2]}"
    if not _YEAR.search(bare):
        return None
    try:
        found = parse_date(
            bare.replace("-", " ") if bare[:1].isdigit() and not bare[:4].isdigit() else bare, near=_NEAR
        )
    except BadInputError:
        return None
    return found if isinstance(found, str) else found.isoformat()


def targets_of(programme: Programme) -> dict[str, Target]:
    """Everything a column can be taken in as with a programme, by column of `cases.csv`, in their order."""
    fields = case_columns(programme)
    found = {CASE: Target(CASE, "Reference of the case", "reference", _called(CASE))}
    phases = tuple(Option(phase, phase) for phase in PHASES)
    found["phases"] = Target(
        "phases", "Phases inspected", "choice", _called("phases"), phases, _words("phases", PHASES)
    )
    found["status"] = Target(
        "status", "Status of the case", "text", _called("status"), tuple(Option(one, one) for one in STATUSES)
    )
    attributes = {names.attribute(one.id): one for one in programme.attributes}
    dates = {names.date(one.id): one for one in programme.dates}
    for column, field in fields.items():
        if field in attributes:
            found[column] = _attribute(column, attributes[field])
        elif field in dates:
            found[column] = _date(column, dates[field])
    return found


def _attribute(column: str, one: Attribute) -> Target:
    values = _words(one.id, [option.value for option in one.options])
    return Target(column, one.title, one.kind, _called(one.id, one.title, column), one.options, values)


def _date(column: str, one: DateField) -> Target:
    called = _called(column, one.title, f"date {one.title}", f"{one.title} date", f"date of {one.title}")
    return Target(column, f"{one.title} (date)", "date", called, many=one.many)


def _called(name: str, *more: str) -> frozenset[str]:
    called = {fold(one) for one in (name, *more, *_HEADINGS.get(name, "").split(",")) if one.strip()}
    if name.endswith("_yot"):  # "YOT RoSH", "RoSH level (YOT)"
        called |= {words for one in called for words in (f"yot {one}", f"{one} yot")}
    return frozenset(called)


def _words(name: str, options: object) -> dict[str, str]:
    there = set(options) if isinstance(options, list | tuple) else set()
    pairs = (pair.strip().rpartition(" ") for pair in _VALUES.get(name, "").split(",") if pair.strip())
    return {fold(word): value for word, _, value in pairs if value in there}
