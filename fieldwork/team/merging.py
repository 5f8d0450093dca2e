"""Merging: the files of a team put together, as a union of their entries by id. Pure: records in, a record out.

Whatever the order of the records, and however often they are merged, the same record comes out, with its entries
in the same order. Nothing is lost and nothing decided: where two people differ, both are kept and listed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import NamedTuple

from fieldwork.errors import RecordError
from fieldwork.record import names
from fieldwork.record.describing import subject_name
from fieldwork.record.disputes import Dispute, disputes
from fieldwork.record.record import Record, causal_order
from fieldwork.record.returns import returns
from fieldwork.record.views import is_named, reference_key
from fieldwork.text import shown


class Duplicate(NamedTuple):
    """Several cases with one reference, or several returns that claim to be the same keying of the same form."""

    name: str
    """What they are called: "case 07", "form 12 of children-2009"."""
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge, and what somebody should look at."""

    record: Record
    added: tuple[int, ...]
    """For each record in turn, how many entries it held that none before it did."""
    disputed: tuple[Dispute, ...]
    """Every field that different people recorded differently, definitions included."""
    conflicts_of_definition: tuple[Dispute, ...]
    """The disputes on a definition: a programme or questionnaire that was revised differently."""
    duplicate_references: tuple[Duplicate, ...]
    """Cases that carry the same reference, and returns with the same questionnaire, serial and keying."""


def merge(records: Sequence[Record]) -> Merged:
    """All entries of `records`, which stay as they are, in an order that depends only on the set of them.

    Raises:
        RecordError: there is nothing to merge; or two of them belong to different inspections or programmes, or
            hold different entries of one id.
    """
    if not records:
        raise RecordError("There is nothing to merge.")
    for record in records:
        if len(record.subjects("inspection")) != 1:
            found = len(record.subjects("inspection"))
            raise RecordError(f"Each file to merge should hold one inspection, found {found}.")
    for one, other in combinations(records, 2):
        _require_same_inspection(one, other)
    union, added = Record(), []
    for record in records:
        before = len(union)
        union.add(record)
        added.append(len(union) - before)
    merged = Record(causal_order(union))
    disputed = disputes(merged)
    return Merged(
        record=merged,
        added=tuple(added),
        disputed=disputed,
        conflicts_of_definition=tuple(one for one in disputed if one.field == names.DEFINITION),
        duplicate_references=duplicate_references(merged),
    )


def _require_same_inspection(one: Record, other: Record) -> None:
    if one.subjects("inspection") != other.subjects("inspection"):
        raise RecordError(f"{_called(one)} and {_called(other)} are two inspections; only copies of one can be merged.")
    here, there = _programmes(one), _programmes(other)
    if here and there and not here & there:
        raise RecordError(
            f"The copies of {_called(one)} are inspected with {_joined(here)} and with {_joined(there)}; "
            "only one programme can be."
        )


def _programmes(record: Record) -> set[str]:
    """The programmes recorded: one, but for a file in which that is disputed."""
    heads = record.heads(record.subjects("inspection")[0], names.PROGRAMME)
    return {str(head.value) for head in heads if head.value is not None}


def _joined(texts: Iterable[str]) -> str:
    return " or ".join(shown(text) for text in sorted(texts))


def _called(record: Record) -> str:
    subject = record.subjects("inspection")[0]
    area = record.value(subject, names.AREA)
    name = subject.partition("/")[2]
    return shown(f"{area} ({name})" if area else name)


def duplicate_references(record: Record) -> tuple[Duplicate, ...]:
    """Cases that carry the same reference ("7" and "07" are the same), and returns that are the same keying."""
    cases = (
        (reference_key(str(reference)), subject)
        for subject in record.subjects("case")
        if is_named(record, subject, names.REFERENCE)
        and (reference := record.value(subject, names.REFERENCE)) is not None
    )
    forms = (
        ((one.questionnaire, reference_key(one.serial), one.keying), one.id)
        for one in returns(record)
        if record.value(one.id, names.SERIAL) is not None
    )
    groups = chain(_groups(cases), _groups(forms))
    return tuple(Duplicate(subject_name(record, subjects[0]), subjects) for subjects in groups)


def _groups(keyed: Iterable[tuple[Hashable, str]]) -> list[tuple[str, ...]]:
    """The subjects that share a key with another, in the order of the keys."""
    found: dict[Hashable, list[str]] = {}
    for key, subject in sorted(keyed):
        found.setdefault(key, []).append(subject)
    return [tuple(subjects) for subjects in found.values() if len(subjects) > 1]
