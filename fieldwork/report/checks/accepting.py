"""Which remarks of the checks inspectors accepted as they stand, and which of them can be accepted at all.

What may be accepted is decided by kind, as data (`remarks.toml`), each with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from fieldwork.paths import data_folder
from fieldwork.programme.codec import decode
from fieldwork.programme.loading import read_toml
from fieldwork.record.acceptances import Acceptance, Sight, digest
from fieldwork.report.checks.problems import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fieldwork.report.checks.problems import Problem

FILE = "remarks.toml"


@dataclass(frozen=True, slots=True)
class RemarkKind:
    """Whether remarks of a kind can be accepted as they stand, and why or why not."""

    kind: Kind
    acceptable: bool
    because: str


@dataclass(frozen=True, slots=True)
class RemarkKinds:
    """What is known of all kinds of remarks."""

    source: str
    remarks: tuple[RemarkKind, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What the checks found: what is left to look at, and what was accepted, with the acceptances of each."""

    left: tuple[Problem, ...]
    accepted: tuple[tuple[Problem, tuple[Acceptance, ...]], ...]


@lru_cache(maxsize=1)
def remark_kinds() -> Mapping[str, RemarkKind]:
    """The kinds as shipped, by name.

    Raises:
        DefinitionError: the file cannot be read or does not hold together; names file, key and what was expected.
    """
    return {one.kind: one for one in decode(RemarkKinds, read_toml(data_folder() / FILE), FILE).remarks}


def why_not(kind: str) -> str:
    """Why remarks of a kind cannot be accepted; empty where they can."""
    found = remark_kinds().get(kind)
    if found is None:
        return "nobody has said that remarks of its kind can be"
    return "" if found.acceptable else found.because


def sight_of(problem: Problem) -> Sight:
    """What a problem is recognised by while neither its sentence nor its figure changes."""
    found = "" if problem.kind == "name" else problem.found
    return Sight(problem.kind, problem.place.heading, digest(problem.what, problem.text), found)


def looked_at(problems: Iterable[Problem], acceptances: Iterable[Acceptance]) -> Looked:
    """Sort out what was accepted; a kind that cannot be accepted is left, whatever a file says."""
    by_key: dict[tuple[str, str, str], list[Acceptance]] = {}
    for one in acceptances:
        by_key.setdefault(one.sight.key, []).append(one)
    left: list[Problem] = []
    accepted: list[tuple[Problem, tuple[Acceptance, ...]]] = []
    for problem in problems:
        found = [] if why_not(problem.kind) else by_key.get(sight_of(problem).key, [])
        if found:
            accepted.append((problem, tuple(found)))
        else:
            left.append(problem)
    return Looked(tuple(left), tuple(accepted))
