"""A questionnaire in groups side by side: by what was ticked at another item of the same form, or by batch.

Every group is tallied as the whole is, with its own n. No difference between groups is ever claimed: returns are no
random sample, so there is no interval to claim it with (DESIGN 2). What small groups could tell is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fieldwork.analysis.figures import MIN_FOR_PERCENT
from fieldwork.analysis.small_numbers import follows_from_the_rest, is_small
from fieldwork.analysis.tallies import Tally, tally, tally_to_json
from fieldwork.errors import BadInputError
from fieldwork.record.batches import batch_of, span_words
from fieldwork.record.returns import MARKS, paper_forms, reading
from fieldwork.record.skips import asked_items
from fieldwork.text import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fieldwork.programme.models import Item, Questionnaire
    from fieldwork.programme.sharewords import ShareWords
    from fieldwork.record.batches import Batch
    from fieldwork.record.returns import PaperForm, Return

BATCH = "batch"
"""What groups are made by, where it is no item."""
TWO = "+"
"""Behind the id of an item: two groups, those who gave a favourable answer to it and the others who answered."""
NOT_KNOWN = ""
"""The value of the group of forms of which nobody can say where they belong: left blank, unreadable, of no batch."""
NO_SAMPLE = "Returns are no random sample: what stands side by side here is no measured difference."
"""What goes with every comparison."""


@dataclass(frozen=True, slots=True)
class Group:
    """The forms with one `value`: an option, a batch, or `NOT_KNOWN`."""

    value: str
    label: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The groups that have forms, in the order of the options or batches, what is not known last.

    `by` is the item's id, the same with `TWO` behind it, or `BATCH`; `title` what that is.
    """

    questionnaire: Questionnaire
    by: str
    title: str
    groups: tuple[Group, ...]

    @property
    def item(self) -> str:
        """The id of the item that groups are made by; `BATCH` where it is none."""
        return self.by.removesuffix(TWO)

    @property
    def turned(self) -> str:
        """What to group by for two groups instead of one an answer, or the other way; the same where there is none."""
        if self.by.endswith(TWO):
            return self.item
        item = self.questionnaire.item.get(self.by)
        return f"{self.by}{TWO}" if item is not None and item.favourable else self.by


def attributes(questionnaire: Questionnaire, among: Sequence[Batch] = ()) -> tuple[tuple[str, str], ...]:
    """What groups can be made by, with its words: items at which one box is ticked, and batches with their numbers."""
    found = [(item.id, item.text) for item in questionnaire.items if item.kind == "one"]
    return (*found, *([(BATCH, "batch, by the numbers of the forms")] if any(one.numbers for one in among) else []))


def two_where_many(questionnaire: Questionnaire, by: str) -> str:
    """`by`, in two groups where each answer would be a group of few: of an item with favourable and several answers."""
    item = questionnaire.item.get(by)
    many = item is not None and bool(item.favourable) and len(item.options) > 2  # noqa: PLR2004 (two groups)
    return f"{by}{TWO}" if many else by


def side_by_side(
    questionnaire: Questionnaire,
    returns: Sequence[Return],
    by: str,
    share_words: ShareWords,
    *,
    among: Sequence[Batch] = (),
    rates: bool = True,
) -> SideBySide:
    """Tally the forms of a questionnaire in groups.

    Args:
        questionnaire: the items.
        returns: its keyings.
        by: the id of an item at which one box is ticked, the same with `TWO` behind it, or `BATCH`.
        share_words: puts k of n in words.
        among: the batches of the questionnaire.
        rates: whether the programme prints percentages.

    Raises:
        BadInputError: no groups can be made by that; says by what they can.
    """
    possible = dict(attributes(questionnaire, among))
    item = questionnaire.item.get(by.removesuffix(TWO))
    if by.removesuffix(TWO) not in possible or (by.endswith(TWO) and (item is None or not item.favourable)):
        raise BadInputError(
            f"No groups can be made by {shown(by)!r}; expected one of: {', '.join(possible) or 'none'}."
        )
    forms = paper_forms(one for one in returns if one.questionnaire == questionnaire.id)
    if item is None:
        labels = {one.id: f"batch {span_words(one.details)}" for one in among if one.numbers}
        where = [_batch(form, among) for form in forms]
    else:
        labels = {option.value: f"{option.value} {option.label}" for option in item.options}
        where = [_ticked(questionnaire, form, item) for form in forms]
    if item is not None and by.endswith(TWO):
        labels = {"favourable": "favourable", "otherwise": "otherwise"}
        side = {
            option.value: "favourable" if option.value in item.favourable else "otherwise" for option in item.options
        }
        where = [side.get(value, NOT_KNOWN) for value in where]
    groups = []
    for value, label in {**labels, NOT_KNOWN: "not known"}.items():
        inside = [form for form, place in zip(forms, where, strict=True) if place == value]
        keyings = [one for form in inside for one in (*form.firsts, *form.seconds)]
        if keyings:
            groups.append(Group(value, label, tally(questionnaire, keyings, None, share_words, rates=rates)))
    return SideBySide(questionnaire, by, possible[by.removesuffix(TWO)], tuple(groups))


def _batch(form: PaperForm, among: Sequence[Batch]) -> str:
    found = batch_of(form.serial, among)
    return NOT_KNOWN if found is None else found.id


def _ticked(questionnaire: Questionnaire, form: PaperForm, item: Item) -> str:
    value = reading(form, item).value
    if not isinstance(value, str) or value in MARKS or all(option.value != value for option in item.options):
        return NOT_KNOWN
    values = {one.id: reading(form, one).value for one in questionnaire.items} if item.asked_when else {}
    asked = not item.asked_when or asked_items(questionnaire, values)[item.id]
    return value if asked else NOT_KNOWN


def group_warnings(sides: SideBySide) -> tuple[str, ...]:
    """What the groups could tell of one person, a sentence each; nothing where they are large enough.

    A crossing of an item with a group is small where one or two forms stand in it. A single group under ten is found
    out by whoever has the whole and the other groups: then leaving it out does not help.
    """
    sizes = {group.label: group.tally.returned for group in sides.groups}
    small = [f"{label} ({size})" for label, size in sizes.items() if size < MIN_FOR_PERCENT]
    found = []
    if small:
        found.append(f"Fewer than {MIN_FOR_PERCENT} forms: {', '.join(small)}. Counts and words only.")
    if alone := follows_from_the_rest(sizes):
        found.append(f"“{alone}” follows from the whole less the other groups: to leave it out, leave out another too.")
    crossed = sum(
        is_small(len(serials))
        for group in sides.groups
        for item in group.tally.items.values()
        if item.item.id != sides.item
        for serials in item.answers.values()
    )
    if crossed:
        found.append(f"Counts of one or two are marked with ! ({crossed} of them): whose they are could be known.")
    return tuple(found)


def sides_to_json(sides: SideBySide) -> dict[str, Any]:
    """The groups as `fieldwork tally --by --json` prints them: each as a tally, with its value and label."""
    return {
        "by": sides.by,
        "title": sides.title,
        "groups": [
            {
                "value": group.value or None,
                "label": group.label,
                "returned": group.tally.returned,
                "items": tally_to_json(group.tally)["items"],
            }
            for group in sides.groups
        ],
        "warnings": list(group_warnings(sides)),
    }
