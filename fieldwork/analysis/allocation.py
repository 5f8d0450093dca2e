"""Which inspector reads which case: evenly in number, and in kind where that is known. Pure, and always the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from fieldwork.record.views import reference_key


@dataclass(frozen=True, slots=True)
class ToAllocate:
    """A case to be allocated, or that is. `inspector` is empty while it is nobody's.

    `mix` says of what kind it is, coarsest first (phases, RoSH); "" where that is not known.
    """

    case: str
    reference: str
    inspector: str = ""
    mix: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """What one inspector has before and after, and of what kinds (the first of each mix) after."""

    inspector: str
    before: int
    after: int
    kinds: Mapping[str, int]


def allocated(
    cases: Iterable[ToAllocate],
    inspectors: Sequence[str],
    *,
    chosen: Collection[str] | None = None,
    anew: bool = False,
) -> dict[str, str]:
    """Whose the cases to be allocated are, by subject: those among `chosen` (default: all) that are nobody's.

    Each goes to the inspector with the fewest cases, among these to the one with the fewest of its kind; so sizes
    differ by at most one unless they did before. The order in which the cases come does not matter, that of the
    inspectors decides where nothing else does.

    Args:
        cases: all cases of the sample; those that are somebody's count towards her number.
        inspectors: initials; one that is there twice is there once.
        chosen: the subjects of the cases that may be allocated.
        anew: whether chosen cases that are somebody's are allocated again.
    """
    team = list(dict.fromkeys(inspectors))
    ordered = sorted(cases, key=lambda one: (one.mix, reference_key(one.reference), one.case))
    given = [one for one in ordered if (chosen is None or one.case in chosen) and (anew or not one.inspector)]
    if not team:
        return {}
    kept = {one.case for one in given}
    sizes: Counter[str] = Counter()
    of_kind: Counter[tuple[str, tuple[str, ...]]] = Counter()

    def take(inspector: str, one: ToAllocate) -> None:
        sizes[inspector] += 1
        for depth in range(1, len(one.mix) + 1):
            of_kind[inspector, one.mix[:depth]] += 1

    for one in ordered:
        if one.case not in kept and one.inspector:
            take(one.inspector, one)
    found: dict[str, str] = {}
    for one in given:
        kinds = [one.mix[:depth] for depth in range(len(one.mix), 0, -1)]
        found[one.case] = min(team, key=lambda who: (sizes[who], *(of_kind[who, kind] for kind in kinds)))
        take(found[one.case], one)
    return found


def shares(cases: Iterable[ToAllocate], given: Mapping[str, str]) -> tuple[Share, ...]:
    """What everybody has before and after `given`, by initials; "" (nobody) last, where there is any."""
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    kinds: dict[str, Counter[str]] = {}
    for one in cases:
        then = given.get(one.case, one.inspector)
        before[one.inspector] += 1
        after[then] += 1
        if one.mix:
            kinds.setdefault(then, Counter())[one.mix[0]] += 1
    names = sorted({*before, *after}, key=lambda name: (not name, name))
    return tuple(Share(name, before[name], after[name], dict(kinds.get(name, {}))) for name in names)
