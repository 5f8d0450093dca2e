"""Second keying: which forms, where the two keyings differ, and the error rate of the first that this measures. Pure.

The rate is mistakes of the first keying of all answers keyed twice and not still to be settled. A keying is wrong where
it does not say what the paper was settled to say. Mistakes that both keyings make alike are not seen by it: with two
people that is rare (the square of the rate, and then the same wrong key).

The interval is `intervals.clustered`, each form a cluster, since mistakes of one form go together (a slipped line puts
several wrong). Where no mistake was seen nothing tells whether they do: then it is Wilson's on the answers divided by
the `together` of the rules. In simulations of 27, 60 and 200 forms of 15 items with 2 to 30 mistakes per 1,000, it
covered the true rate in 93% to 99% of a thousand batches each, whether mistakes came alone or three in a row (the
tests do it again); Wilson's on the answers alone often stayed under 80% where they came in a row. It speaks of the
rate at which these people key, not of the mistakes that were found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from fieldwork.analysis.intervals import Bounds, Moments, clustered, wilson
from fieldwork.programme.models import Item, Questionnaire
from fieldwork.programme.twice import TwiceRules
from fieldwork.record.entry import Value
from fieldwork.record.returns import PaperForm, Return, agree, reading
from fieldwork.record.skips import asked_items
from fieldwork.record.views import reference_key
from fieldwork.text import counted, grouped

# -- what differs --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Comparison:
    """One item of one form, keyed twice. `settled` is what the paper says, None while nobody said, `settled_by` who."""

    form: PaperForm
    first: Return
    second: Return
    item: Item
    settled: Value

    @property
    def alike(self) -> bool:
        """Whether the two keyings say the same."""
        return agree(self.item, self.first.item(self.item.id), self.second.item(self.item.id))

    @property
    def paper(self) -> Value:
        """What the paper says as far as anybody knows; None where the two differ and nobody has looked."""
        if self.settled is not None:
            return self.settled
        return self.first.item(self.item.id) if self.alike else None

    def wrong(self, keying: Return) -> bool:
        """Whether a keying does not say what the paper says; False as long as that is not known."""
        return self.paper is not None and not agree(self.item, keying.item(self.item.id), self.paper)

    @property
    def settled_by(self) -> str:
        """The initials of who looked at the paper; empty while nobody did."""
        return self.first.settled_by(self.item.id)


def comparisons(questionnaire: Questionnaire, forms: Iterable[PaperForm]) -> Iterator[Comparison]:
    """Every item that was keyed twice, by form and in paper order; what is not asked on a form is left out."""
    for form in forms:
        for first in form.firsts[:1] if form.seconds else ():
            skipped = _not_asked(questionnaire, form)
            for second in form.seconds:
                for item in questionnaire.items:
                    keyed_twice = first.item(item.id) is not None and second.item(item.id) is not None
                    if keyed_twice and item.id not in skipped:
                        yield Comparison(form, first, second, item, first.settled(item.id))


def _not_asked(questionnaire: Questionnaire, form: PaperForm) -> frozenset[str]:
    if not any(item.asked_when for item in questionnaire.items):
        return frozenset()
    values = {item.id: reading(form, item).value for item in questionnaire.items}
    return frozenset(name for name, found in asked_items(questionnaire, values).items() if found is False)


def mismatches(questionnaire: Questionnaire, forms: Iterable[PaperForm]) -> tuple[Comparison, ...]:
    """The items on which two keyings differ, those that nobody has settled first, then by form."""
    found = [one for one in comparisons(questionnaire, forms) if not one.alike]
    return tuple(sorted(found, key=lambda one: one.settled is not None))


# -- how well it was keyed -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Measured:
    """What second keying says of the first. Counts are of answers, `forms` of forms keyed a second time to the end.

    `compared` were keyed twice; of these `unsettled` differ and nobody has looked at the paper yet, so that which one
    is wrong is not known. `bounds` is the 95% interval of the share of `first_wrong`, None where nothing is known.
    `same_person`: forms that one person keyed both times.
    """

    forms: int
    compared: int
    unsettled: int
    first_wrong: int
    second_wrong: int
    bounds: Bounds | None
    same_person: int = 0

    @property
    def known(self) -> int:
        """Answers of which it is known whether the first keying is right."""
        return self.compared - self.unsettled

    @property
    def rate(self) -> float | None:
        """Mistakes of the first keying per 1,000 answers; None where nothing is known."""
        return 1000 * self.first_wrong / self.known if self.known else None


def measured(questionnaire: Questionnaire, forms: Iterable[PaperForm], rules: TwiceRules) -> Measured:
    """The error rate of the first keying, from the forms that were keyed a second time to the end."""
    of: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    compared = unsettled = second_wrong = 0
    same: dict[str, bool] = {}
    ended = [form for form in forms if is_keyed_twice(questionnaire, form)]
    for one in comparisons(questionnaire, ended):
        compared += 1
        form = one.first.id
        same[form] = one.first.keyed_by == one.second.keyed_by
        if one.paper is None:
            unsettled += 1
            continue
        of[form] += 1
        wrong[form] += one.wrong(one.first)
        second_wrong += one.wrong(one.second)
    bounds = error_bounds([(wrong[form], of[form]) for form in of], rules)
    return Measured(len(same), compared, unsettled, wrong.total(), second_wrong, bounds, sum(same.values()))


def error_bounds(forms: Iterable[tuple[int, int]], rules: TwiceRules) -> Bounds | None:
    """The 95% interval of an error rate, out of the mistakes and the answers of every form; None without an answer."""
    moments = Moments()
    for wrong, of in forms:
        moments = moments.changed(wrong, of, 1)
    if not moments.of:
        return None
    return clustered(moments) if moments.yes else wilson(0.0, max(1.0, moments.of / rules.together))


@dataclass(frozen=True, slots=True)
class Keyer:
    """How well one person keyed what was keyed twice, first or second: `wrong` of so many `answers`."""

    by: str
    answers: int
    wrong: int

    @property
    def rate(self) -> float | None:
        """Mistakes per 1,000 answers; None where nothing is known."""
        return 1000 * self.wrong / self.answers if self.answers else None


def keyers(questionnaire: Questionnaire, forms: Iterable[PaperForm]) -> tuple[Keyer, ...]:
    """Everybody who keyed something that was keyed twice, by initials; an answer is of who keyed that answer."""
    answers: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for one in comparisons(questionnaire, forms):
        if one.paper is None:
            continue
        for keying in (one.first, one.second):
            by = keying.item_by(one.item.id)
            answers[by] += 1
            wrong[by] += one.wrong(keying)
    return tuple(Keyer(by, answers[by], wrong[by]) for by in sorted(answers))


# -- which forms ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Plan:
    """Which forms are keyed twice. `forms` were keyed once, `wanted` of them are to be keyed twice, in order of serial.

    `left` are those of the wanted that are not keyed twice yet and whose first keying is finished. `sampled`: the
    wanted are a random sample; `widened`: they were, until its mistakes were more than the rules allow.
    """

    forms: int
    wanted: tuple[PaperForm, ...]
    left: tuple[PaperForm, ...]
    sampled: bool = False
    widened: bool = False

    def next_for(self, by: str) -> PaperForm | None:
        """The form to key next: the first that another person keyed, else one's own; None where all are done."""
        others = (form for form in self.left if all(one.keyed_by != by for one in form.firsts))
        return next(others, self.left[0] if self.left else None)


def plan(questionnaire: Questionnaire, forms: Sequence[PaperForm], seed: str, rules: TwiceRules) -> Plan:
    """Which forms to key twice: all up to a number of them, of more a random sample, or all where it is bad.

    Args:
        questionnaire: the items.
        forms: its forms.
        seed: what the sample is drawn by. The same on every laptop of an inspection, so its subject. A form that comes
            later changes the sample by no more than itself.
        rules: how many, and how bad.
    """
    there = [form for form in forms if form.firsts]
    wanted, sampled, widened = there, False, False
    if len(there) > rules.everything_up_to:
        drawn = sorted(there, key=lambda form: _lot(seed, questionnaire.id, form.serial))[: rules.sample]
        sampled = not _too_bad(questionnaire, drawn, rules)
        widened = not sampled
        if sampled:
            chosen = {form.firsts[0].id for form in drawn}
            wanted = [form for form in there if form.firsts[0].id in chosen]
    left = [form for form in wanted if _is_left(questionnaire, form)]
    return Plan(len(there), tuple(wanted), tuple(left), sampled, widened)


def _lot(seed: str, questionnaire_id: str, serial: str) -> bytes:
    return sha256("\0".join((seed, questionnaire_id, *map(str, reference_key(serial)))).encode()).digest()


def _too_bad(questionnaire: Questionnaire, drawn: Sequence[PaperForm], rules: TwiceRules) -> bool:
    """Whether the sample has a mistake more than the limit allows in all its answers; an unsettled item is one."""
    allowed = rules.widen_above * len(drawn) * len(questionnaire.items) / 10_000
    found = sum(one.paper is None or one.wrong(one.first) for one in comparisons(questionnaire, drawn))
    return found > allowed


def _is_left(questionnaire: Questionnaire, form: PaperForm) -> bool:
    first_done = any(one.finished(questionnaire) for one in form.firsts)
    return first_done and not is_keyed_twice(questionnaire, form)


def is_keyed_twice(questionnaire: Questionnaire, form: PaperForm) -> bool:
    """Whether a second keying has every item that is asked, by what it says or, before that, by what was settled."""
    settled = {
        item.id: value
        for first in form.firsts[:1]
        for item in questionnaire.items
        if (value := first.settled(item.id)) is not None
    }
    for second in form.seconds if form.firsts else ():
        keyed = {item.id: second.item(item.id) for item in questionnaire.items}
        asked = asked_items(questionnaire, {**keyed, **settled})
        if all(value is not None or asked[name] is False for name, value in keyed.items()):
            return True
    return False


# -- in words ------------------------------------------------------------------------------------------------------


def plan_words(found: Plan) -> str:
    """Which forms are keyed twice, and how many are left: "all 27 forms; 3 left"."""
    if not found.forms:
        return "no form was keyed a first time yet"
    if found.sampled:
        which = f"a random sample of {grouped(len(found.wanted))} of the {counted(found.forms, 'form')}"
    elif found.widened:
        which = f"all {counted(found.forms, 'form')}, as the sample had too many mistakes"
    else:
        which = f"all {found.forms} forms" if found.forms > 1 else "the one form"
    return f"{which}; {len(found.left)} left" if found.left else f"{which}; none left"


def rate_words(found: Measured) -> str:
    """The error rate: "3 of 405 answers wrong: 7 per 1,000 (95% interval 3 to 22)"; no rate under one form."""
    if found.rate is None or found.bounds is None:
        return "nothing was keyed twice yet"
    low, high = (1000 * end for end in (found.bounds.low, found.bounds.high))
    share = f"{_per_1000(found.rate)} per 1,000 (95% interval {_per_1000(low)} to {_per_1000(high)})"
    return f"{found.first_wrong:,} of {counted(found.known, 'answer')} wrong: {share}"


def _per_1000(rate: float) -> str:
    return f"{rate:.0f}" if rate >= 10 or rate == 0 else f"{rate:.1f}"  # noqa: PLR2004 (below ten a decimal tells)


def report_line(found: Measured, all_forms: int, *, rates: bool = True) -> str:
    """How the forms were keyed, as a sentence or two for the report; empty where none was keyed twice.

    Without `rates` only counts are said, as in a letter of a programme that prints no percentage.
    """
    if found.rate is None or found.bounds is None:
        return ""
    which = f"{found.forms:,} of the {all_forms:,} forms were" if found.forms < all_forms else "Every form was"
    how = "" if not found.same_person else f", {found.same_person:,} of them by the same person"
    low, high = (_per_1000(1000 * end) for end in (found.bounds.low, found.bounds.high))
    rate = f" ({_per_1000(found.rate)} per 1,000; 95% interval {low} to {high})" if rates else ""
    words = f"{which} keyed a second time{how}. Of {counted(found.known, 'answer')} keyed first, "
    if found.first_wrong:
        verb = _was(found.first_wrong)
        words += f"{found.first_wrong:,} {verb} wrong{rate} and {verb} put right from the paper."
    else:
        words += f"none was wrong{rate}."
    if found.unsettled:
        words += f" {counted(found.unsettled, 'answer')} keyed differently {_is(found.unsettled)} still to be settled."
    return words


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
