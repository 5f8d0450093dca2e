"""What a sample is made of: the cases by what is recorded of them, so that a count in a report knows its cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldwork.analysis.agreement import agreements

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fieldwork.programme.models import Attribute, Classification, Programme
    from fieldwork.record.views import Case

PHASES = "phases"
"""The phases inspected, as a way to group cases by beside the attributes of the programme."""

AGREEMENT = "agreement:"
"""Before the id of a classification: how the recorded one agrees with the inspector's own."""

_PHASES = {"community": "Community", "custody": "Custody", "both": "Custody and community"}
_NOT_RECORDED = "Not recorded"
_NOT_YET = "not recorded yet"


@dataclass(frozen=True, slots=True)
class Group:
    """The cases (ids, in the order given) of which one value is recorded; `value` is empty where none is."""

    value: str
    label: str
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Makeup:
    """The cases by one thing recorded of them (`by`); every case is in one group, and there is no other."""

    by: str
    title: str
    groups: tuple[Group, ...]

    @property
    def cases(self) -> int:
        """How many cases there are."""
        return sum(len(one.cases) for one in self.groups)


def group_id(by: str, value: str) -> str:
    """The group of a value among those `by` something, as the id of a figure: "sex=female"."""
    return f"{by}={value}"


def makeup(programme: Programme, cases: Iterable[Case], by: str) -> Makeup | None:
    """The cases by `by`: `PHASES`, the id of an attribute, or `AGREEMENT` and the id of a classification.

    Groups stand in the order of the programme's options (numbers in theirs), without empty ones, what is not recorded
    last; those of an agreement are all there, empty or not. None for what the programme does not have.
    """
    found = tuple(cases)
    if by == PHASES:
        return Makeup(by, "Phases inspected", tuple(_grouped(((one.phases or "", one.id) for one in found), _PHASES)))
    if by.startswith(AGREEMENT):
        asked = (one for one in programme.classifications if one.id == by.removeprefix(AGREEMENT))
        return next((_agreement(by, one, found) for one in asked), None)
    attribute = programme.attribute.get(by)
    return None if attribute is None else _attribute(attribute, found)


def cases_in(programme: Programme, cases: Iterable[Case], id_: str) -> tuple[str, Group] | None:
    """The title and the group that `group_id` named; None where it is none, or has no case any more."""
    by, _, value = id_.partition("=")
    found = makeup(programme, cases, by)
    if found is None:
        return None
    return next(((found.title, one) for one in found.groups if one.value == value), None)


def _grouped(values: Iterable[tuple[str, str]], labels: dict[str, str]) -> Iterable[Group]:
    by_value: dict[str, list[str]] = {}
    for value, case in values:
        by_value.setdefault(value, []).append(case)
    order = [*labels, *sorted((value for value in by_value if value not in labels), key=_by_number)]
    for value in order:
        if value in by_value:
            yield Group(value, labels.get(value, value) or _NOT_RECORDED, tuple(by_value[value]))


def _by_number(value: str) -> tuple[bool, int, str]:
    """Numbers in their order, what is not recorded last."""
    return not value, int(value) if value.isascii() and value.isdecimal() else 0, value


def _attribute(attribute: Attribute, cases: Sequence[Case]) -> Makeup:
    labels = {option.value: option.label for option in attribute.options}
    values = ((case.attribute(attribute.id), case.id) for case in cases)
    said = (("" if value is None else str(value), case) for value, case in values)
    return Makeup(attribute.id, attribute.title, tuple(_grouped(said, labels)))


def _agreement(by: str, classification: Classification, cases: Sequence[Case]) -> Makeup:
    found = agreements(classification, cases)
    groups = (Group(direction, direction, ids) for direction, ids in found.by_direction.items())
    return Makeup(by, classification.title, (*groups, Group("", _NOT_YET, found.unknown)))
