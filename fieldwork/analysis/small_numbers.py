"""Small numbers: where the figures of a questionnaire could tell what one person said.

The rules are `assumed`. They follow what official statistics do with tables on people: a count of one or two is small
(the threshold rule of three), a group in which all say the same tells what each of them said, and a figure that is
left out must not follow from those that are printed. Ten answers are the limit below which a report prints counts and
words (DESIGN 7). Nothing is kept back: an inspector is told, and decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from fieldwork.analysis.figures import MIN_FOR_PERCENT
from fieldwork.text import counted, k_of_n

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fieldwork.analysis.tallies import ItemTally

LEAST = 3
"""So many forms are needed behind a count before nobody is likely to be known by it (`assumed`)."""

OF_A_TABLE = "beside a count: one or two forms, whose writers could be known if this table is handed on"
"""What the sign at a small count means."""

Kind = Literal["few", "alike", "told", "rest", "option"]


@dataclass(frozen=True, slots=True)
class Risk:
    """A way in which the figures of an item could tell what one person said.

    ``few``: fewer than ten answers. ``alike``: all of few said the same. ``told``: of two, each learns what the other
    said. ``rest``: the printed share leaves one or two, or is of one or two. ``option``: an answer that one or two
    gave, which only a table of all answers tells. `serials` are the forms that could be known.
    """

    item: str
    kind: Kind
    words: str
    serials: tuple[str, ...]

    @property
    def printed(self) -> bool:
        """Whether a report that prints the favourable share tells it."""
        return self.kind != "option"


def is_small(count: int) -> bool:
    """Whether so many forms behind a count are few enough for somebody to be known: one or two, not none."""
    return 0 < count < LEAST


def risks(item: ItemTally) -> tuple[Risk, ...]:
    """What of an item could tell what one person said, the gravest first; nothing of free text and of no answers."""
    if item.item.kind == "text" or not item.of:
        return ()
    found = [*_alike(item), *_share(item)]
    if item.of < MIN_FOR_PERCENT:
        found.append(Risk(item.item.id, "few", f"only {counted(item.of, 'answer')}", item.answered))
    few = {option: serials for option, serials in item.answers.items() if is_small(len(serials))}
    if few:
        words = "answer " + ", ".join(f"{option} ({len(serials)})" for option, serials in few.items())
        serials = tuple(dict.fromkeys(serial for part in few.values() for serial in part))
        found.append(Risk(item.item.id, "option", f"{words}: given by one or two", serials))
    return tuple(found)


def _alike(item: ItemTally) -> Iterable[Risk]:
    everybody = [option for option, serials in item.answers.items() if len(serials) == item.of]
    if everybody and item.of < MIN_FOR_PERCENT:
        words = (
            "the one answer is known" if item.of == 1 else f"all {item.of} said the same, so each one's answer is known"
        )
        yield Risk(item.item.id, "alike", words, item.answered)


def _share(item: ItemTally) -> Iterable[Risk]:
    if item.favourable is None or (not item.rates and item.of >= MIN_FOR_PERCENT):
        return  # no share, or one that is printed as "most" without a count: nobody is told from the rest by it
    good = len(item.favourable)
    others = tuple(serial for serial in item.answered if serial not in set(item.favourable))
    if item.of == 2 and good == 1:  # noqa: PLR2004 (one of the two)
        yield Risk(item.item.id, "told", "“one of the two” tells each what the other said", item.answered)
    elif is_small(len(others)) and good:
        words = f"{k_of_n(good, item.of)} tells that {_one_or_two(len(others))} said otherwise"
        yield Risk(item.item.id, "rest", words, others)
    elif is_small(good) and others:
        yield Risk(item.item.id, "rest", f"{k_of_n(good, item.of)} speaks of {_one_or_two(good)}", item.favourable)


def _one_or_two(count: int) -> str:
    return "one" if count == 1 else "two"


def printed_risks(items: Iterable[ItemTally]) -> tuple[Risk, ...]:
    """The risks of what a report prints: of the items it speaks of, without those of a table of all answers."""
    return tuple(risk for item in items if item.item.finding for risk in risks(item) if risk.printed)


def remark(items: Iterable[ItemTally], respondent: str) -> str:
    """What an editor should know before the sentences on `items` are printed; empty where nothing is to be known.

    `respondent`: one of those who answered, such as "child or young person".
    """
    by_kind: dict[Kind, list[str]] = {}
    for item in items:
        for risk in printed_risks([item]):
            count = f" ({k_of_n(len(item.favourable or ()), item.of)})" if risk.kind == "rest" else ""
            by_kind.setdefault(risk.kind, []).append(f"{risk.item}{count}")
    if not by_kind:
        return ""
    parts = [f"{words}: {', '.join(by_kind[kind])}" for kind, words in _IN_A_REMARK.items() if kind in by_kind]
    return (
        f"Small numbers, by which one {respondent} could be known. {'; '.join(parts)}. Before this is printed, think "
        f"of who will read it: words can stand without their count, or a line can go."
    )


_IN_A_REMARK: dict[Kind, str] = {
    "told": "Each of the two is told what the other said",
    "alike": "All of few said the same, so what each one said is known",
    "rest": "One or two can be told from the others",
    "few": f"Fewer than {MIN_FOR_PERCENT} answers",
}


def follows_from_the_rest(sizes: Mapping[str, int]) -> str | None:
    """The one group under ten, which whoever has the whole and the other groups can work out; None for none or several.

    Args:
        sizes: how many answers each group has, by its name; groups without any do not count.
    """
    small = [name for name, size in sizes.items() if 0 < size < MIN_FOR_PERCENT]
    return small[0] if len(small) == 1 and sum(size > 0 for size in sizes.values()) > 1 else None
