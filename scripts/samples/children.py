"""Attributes for the Stockport cases, made up so that they agree with the answers. No child stands behind them."""

from __future__ import annotations

from collections.abc import Sequence

from fieldwork.record.entry import Value
from samples import chance
from samples.answers import CaseAnswers

_SHORT = {"action-plan": 5, "reparation": 3}
_LONG = {"referral": 18, "supervision": 15, "rehabilitation": 5}
"""How many of the 46 community cases outside MAPPA have each order; the short ones are over after three months."""
_CUSTODIAL = {"both": "dto", "custody": "section-90-91"}
_AGES = [11, 12, 12, *[13] * 3, *[14] * 6, *[15] * 8, *[16] * 10, *[17] * 8]
_FROM_AGE = {"rehabilitation": 16, "dto": 14, "section-90-91": 15, "supervision": 12}
_OFFENCES = (
    ["violence"] * 6 + ["theft"] * 5 + ["burglary"] * 3 + ["vehicle"] * 3 + ["damage"] * 3 + ["public-order"] * 2
)
_GRAVE = {"dto": ["burglary", "burglary", "vehicle", "theft"], "section-90-91": ["burglary", "drugs"]}
"""Offences of the custodial cases that are not managed under MAPPA."""
_ROLES = ["yot-officer"] * 6 + ["social-worker"] * 3 + ["support-worker"] * 2 + ["manager", "probation-officer"]
_STAND_INS = {"19", "31", "54", "63"}
"""Cases whose manager was away: somebody else was interviewed."""
RECORDED = ("rosh_yot", "vulnerability_yot")
OWN = ("rosh_own", "vulnerability_own")
_NOT_WHITE = {"14": "mixed", "38": "asian", "53": "mixed"}
"""All others are white: 64 of 67, as 95.7% of the area's population."""


def attributes(cases: Sequence[CaseAnswers]) -> dict[str, dict[str, Value]]:
    """What came with the list of cases, by reference."""
    community = [case for case in cases if case.phases == "community" and not _mappa(case)]
    shuffled = sorted(community, key=lambda case: (_goes_on(case), chance.name(8, "order", case.reference)))
    ordered = [order for counts in (_SHORT, _LONG) for order, count in counts.items() for _ in range(count)]
    orders = dict(zip((case.reference for case in shuffled), ordered, strict=True))
    return {case.reference: _child(case, orders.get(case.reference, "supervision")) for case in cases}


def _child(case: CaseAnswers, community_order: str) -> dict[str, Value]:
    order = _CUSTODIAL.get(case.phases, community_order)
    return {
        "sex": "female" if chance.happens(16 if case.phases == "community" else 8, "sex", case.reference) else "male",
        "age": _age(case, order),
        "ethnicity": _NOT_WHITE.get(case.reference, "white"),
        "looked_after": _looked_after(case),
        "order": order,
        "offence": _offence(case, order),
        "case_manager_role": _role(case.reference),
    }


def _role(reference: str) -> str:
    return "representative" if reference in _STAND_INS else chance.one_of(_ROLES, "role", reference)


def _goes_on(case: CaseAnswers) -> bool:
    """Whether there was anything to review after the first three months."""
    return case.answers["2.1.2"] != "na"


def _mappa(case: CaseAnswers) -> bool:
    return case.answers["1.1.17"] != "na"


def _age(case: CaseAnswers, order: str) -> int:
    return chance.one_of([age for age in _AGES if age >= _FROM_AGE.get(order, 0)], "age", case.reference)


def _looked_after(case: CaseAnswers) -> str:
    """Only where children's services had to do with the case."""
    if case.answers["1.2.9"] == "na" and case.answers["2.3.5"] == "na":
        return "no"
    draw = chance.between(0, 99, "looked after", case.reference)
    return "current" if draw < 11 else "previous" if draw < 25 else "no"  # noqa: PLR2004 (per cent)


def _offence(case: CaseAnswers, order: str) -> str:
    if _mappa(case):
        return "sexual" if case.phases == "community" else "violence"
    return chance.one_of(_GRAVE.get(order, _OFFENCES), "offence", case.reference)


def classifications(case: CaseAnswers) -> dict[str, Value]:
    """The four attributes on levels: what the YOT recorded, and the inspector's own view."""
    (rosh_yot, rosh_own), (vulnerability_yot, vulnerability_own) = _rosh(case), _vulnerability(case)
    return {
        "rosh_yot": rosh_yot,
        "vulnerability_yot": vulnerability_yot,
        "rosh_own": rosh_own,
        "vulnerability_own": vulnerability_own,
    }


def _rosh(case: CaseAnswers) -> tuple[str, str]:
    """RoSH as (the YOT's, the inspector's own): not clear where 1.1.7 is no, alike exactly where 1.1.8 is yes."""
    answers = case.answers
    if _mappa(case):
        own = "high"
    elif answers["1.1.10"] == "na":
        own = "low"
    else:
        own = "high" if chance.happens(20, "high", case.reference) else "medium"
    if answers["1.1.7"] == "no":
        return "not-clear", own
    if answers["1.1.8"] == "yes":
        return own, own
    return {"low": "medium", "medium": "low", "high": "medium"}[own], own


def _vulnerability(case: CaseAnswers) -> tuple[str, str]:
    """The same for vulnerability: not clear without a screening, too low where it missed that a plan was due."""
    answers = case.answers
    own = "low" if answers["1.3.5"] == "na" else "high" if chance.happens(30, "vmp", case.reference) else "medium"
    if answers["1.3.1"] == "no":
        return "not-clear", own
    missed = answers["1.3.3"] == "no" and answers["1.3.5"] == "no"
    return ("low" if missed else own), own
