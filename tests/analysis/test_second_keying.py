"""Second keying: which forms, what differs, and whether the error rate that it reports is the true one."""

from __future__ import annotations

import dataclasses
import random

import pytest
from builders import item, said, sitting, small_questionnaire
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.analysis.second_keying import (
    error_bounds,
    keyers,
    measured,
    mismatches,
    plan,
    plan_words,
    rate_words,
    report_line,
)
from fieldwork.programme.models import Condition
from fieldwork.programme.twice import twice_rules
from fieldwork.record import names
from fieldwork.record.record import Record
from fieldwork.record.returns import paper_forms, returns

RULES = twice_rules()
FORM = dataclasses.replace(small_questionnaire(), items=tuple(item(f"q{n}") for n in range(1, 6)))


def keyed(record, serial, by, keying, values):
    subject = f"return/{serial}-{keying}"
    said(
        record,
        sitting(by, f"{by}{serial}{keying}"),
        (subject, names.QUESTIONNAIRE, FORM.id),
        (subject, names.SERIAL, str(serial)),
        (subject, names.KEYING, keying),
        (subject, names.KEYED_BY, by),
        *((subject, names.item(one.id), value) for one, value in zip(FORM.items, values, strict=True) if value),
    )
    return subject


def batch(*forms):
    """A record of forms: first values, second values (None: keyed once), what was settled."""
    record = Record()
    for number, (first, second, settled) in enumerate(forms, 1):
        subject = keyed(record, number, "JN", 1, first)
        if second:
            keyed(record, number, "MB", 2, second)
        if settled:
            said(record, sitting("ES", f"es{number}"), *((subject, names.settled(k), v) for k, v in settled.items()))
    return record


def forms_of(record):
    return paper_forms(returns(record))


# -- the rate ------------------------------------------------------------------------------------------------------


def test_a_mistake_is_of_the_keying_that_the_paper_does_not_bear_out():
    record = batch(
        ("11111", "11111", {}),
        ("11111", "21111", {"q1": "2"}),  # the first was wrong
        ("11111", "12111", {"q2": "1"}),  # the second was wrong
        ("11111", "11211", {"q3": "3"}),  # both were
        ("11111", "11121", {}),  # nobody has looked
    )
    found = measured(FORM, forms_of(record), RULES)
    assert (found.forms, found.compared, found.unsettled) == (5, 25, 1)
    assert (found.first_wrong, found.second_wrong, found.known) == (2, 2, 24)
    assert found.rate == pytest.approx(1000 * 2 / 24)
    assert found.bounds.low < 2 / 24 < found.bounds.high
    assert [(one.by, one.answers, one.wrong) for one in keyers(FORM, forms_of(record))] == [
        ("JN", 24, 2),
        ("MB", 24, 2),
    ]


def test_settling_changes_neither_keying_nor_the_rate_of_what_was_known():
    record = batch(("11111", "22111", {}))
    before = measured(FORM, forms_of(record), RULES)
    said(record, sitting("ES"), ("return/1-1", names.settled("q1"), "1"), ("return/1-1", names.settled("q2"), "2"))
    after = measured(FORM, forms_of(record), RULES)
    assert (before.unsettled, after.unsettled) == (2, 0)
    assert (after.first_wrong, after.second_wrong) == (1, 1)
    first, second = returns(record)
    assert [first.item("q1"), second.item("q1"), first.item("q2"), second.item("q2")] == ["1", "2", "1", "2"]


def test_the_report_of_what_differs_has_the_unsettled_first_with_who_settled():
    record = batch(("11111", "21111", {"q1": "2"}), ("11111", "11112", {}))
    rows = [
        (one.form.serial, one.item.id, one.first.item(one.item.id), one.second.item(one.item.id), one.settled)
        for one in mismatches(FORM, forms_of(record))
    ]
    assert rows == [("2", "q5", "1", "2", None), ("1", "q1", "1", "2", "2")]
    assert [one.settled_by for one in mismatches(FORM, forms_of(record))] == ["", "ES"]


def test_nothing_is_compared_that_the_form_does_not_ask():
    gate = dataclasses.replace(FORM.items[1], asked_when=(Condition("q1", ("1",)),))
    form = dataclasses.replace(FORM, items=(FORM.items[0], gate, *FORM.items[2:]))
    record = batch(("11111", "22111", {"q1": "2"}))
    assert measured(form, forms_of(record), RULES).compared == 4
    assert [one.item.id for one in mismatches(form, forms_of(record))] == ["q1"]


def test_no_rate_of_nothing():
    found = measured(FORM, forms_of(batch(("11111", "", {}))), RULES)
    assert (found.forms, found.rate, found.bounds) == (0, None, None)
    assert report_line(found, 1) == ""
    assert rate_words(found) == "nothing was keyed twice yet"
    assert error_bounds([], RULES) is None


def test_the_line_for_the_report_says_how_many_were_keyed_twice_and_what_was_found():
    record = batch(*[("11111", "11111", {})] * 26, ("11111", "21111", {"q1": "2"}))
    found = measured(FORM, forms_of(record), RULES)
    assert report_line(found, 27) == (
        "Every form was keyed a second time. Of 135 answers keyed first, 1 was wrong (7.4 per 1,000; 95% interval "
        "1.2 to 44) and was put right from the paper."
    )
    record = batch(*[("11111", "11111", {})] * 3, ("11111", "", {}), ("11111", "21111", {}))
    line = report_line(measured(FORM, forms_of(record), RULES), 5)
    assert line.startswith("4 of the 5 forms were keyed a second time. Of 19 answers keyed first, none was wrong")
    assert line.endswith("1 answer keyed differently is still to be settled.")


# -- does the interval cover the true rate -------------------------------------------------------------------------

SEEDS = 1_000


def _coverage(rate, forms, together, seed):
    """In how many of `SEEDS` made-up batches of 15 items a form the interval holds the true rate."""
    chance = random.Random(seed)
    share = rate / together
    starts = [(1 - share) ** 15]  # how many slips on a form: binomial of 15
    for k in range(15):
        starts.append(starts[-1] * (15 - k) / (k + 1) * share / (1 - share))
    held = 0
    for _ in range(SEEDS):
        slips = chance.choices(range(16), starts, k=forms)
        bounds = error_bounds([(min(15, together * k), 15) for k in slips], RULES)
        held += bounds.low <= rate <= bounds.high
    return held / SEEDS


@pytest.mark.parametrize("together", [1, 3])
@pytest.mark.parametrize("forms", [27, 60, 200])
@pytest.mark.parametrize("rate", [0.002, 0.0034, 0.01, 0.03])
def test_the_interval_covers_the_true_rate_at_95_per_cent(forms, rate, together):
    # 1,000 batches: the standard error of a coverage of 95% is 0.7%, and that of a rare event goes in steps, so that
    # some lie a little under 95% and more above it. `together`: mistakes come alone, or three in a row.
    assert _coverage(rate, forms, together, seed=f"{forms} {rate}") > 0.925


def test_without_a_mistake_the_interval_is_wider_than_if_answers_were_independent():
    bounds = error_bounds([(0, 15)] * 27, RULES)
    assert bounds.low == 0
    assert 0.025 < bounds.high < 0.03


# -- which forms ---------------------------------------------------------------------------------------------------


def many(count, second=()):
    """Forms keyed once without a mistake; those with a number in `second` twice, with its mistakes settled."""
    second = dict(second)
    rows = []
    for number in range(1, count + 1):
        wrong = second.get(number)
        mistakes = {f"q{n}": "2" for n in range(1, (wrong or 0) + 1)}
        twice = "" if wrong is None else "2" * wrong + "1" * (5 - wrong)
        rows.append(("11111", twice, mistakes))
    return batch(*rows)


def planned(record, seed="inspection/a", rules=RULES):
    return plan(FORM, forms_of(record), seed, rules)


def test_up_to_sixty_forms_all_are_keyed_twice():
    found = planned(many(60, {3: 0}))
    assert (len(found.wanted), len(found.left), found.sampled) == (60, 59, False)
    assert "3" not in {form.serial for form in found.left}
    assert plan_words(found) == "all 60 forms; 59 left"


def test_of_more_a_sample_that_is_the_same_on_every_laptop_and_another_for_another_inspection():
    record = many(100)
    found = planned(record)
    assert (len(found.wanted), found.sampled, found.widened) == (60, True, False)
    other_laptop = planned(Record(reversed(list(record))))
    assert [form.serial for form in other_laptop.wanted] == [form.serial for form in found.wanted]
    other = planned(record, "inspection/b")
    assert [form.serial for form in other.wanted] != [form.serial for form in found.wanted]
    assert plan_words(found) == "a random sample of 60 of the 100 forms; 60 left"


def test_one_more_form_changes_the_sample_by_no_more_than_itself():
    before = {form.serial for form in planned(many(100)).wanted}
    after = {form.serial for form in planned(many(101)).wanted}
    assert len(before - after) <= 1


def test_the_first_mistake_beyond_the_rate_widens_the_sample_to_all():
    sample = [int(form.serial) for form in planned(many(100)).wanted]
    allowed = int(RULES.widen_above * 60 * 5 / 10_000)  # one mistake in 300 answers
    assert allowed == 1
    assert planned(many(100, {sample[0]: allowed})).sampled
    found = planned(many(100, {sample[0]: allowed + 1}))
    assert (found.sampled, found.widened, len(found.wanted)) == (False, True, 100)
    assert plan_words(found) == "all 100 forms, as the sample had too many mistakes; 99 left"


def test_a_form_keyed_twice_outside_of_the_sample_widens_nothing():
    record = many(100)
    outside = min({str(n) for n in range(1, 101)} - {form.serial for form in planned(record).wanted})
    assert planned(many(100, {int(outside): 5})).sampled


def test_an_unfinished_first_keying_waits():
    record = batch(("11111", "", {}))
    keyed(record, 2, "JN", 1, ["1", None, None, None, None])
    assert [form.serial for form in planned(record).left] == ["1"]


def test_a_form_that_another_person_keyed_comes_first_and_ones_own_last():
    record = Record()
    for serial, by in ((1, "MB"), (2, "JN"), (3, "MB")):
        keyed(record, serial, by, 1, "11111")
    found = planned(record)
    assert [found.next_for(by).serial for by in ("JN", "MB", "ES")] == ["1", "2", "1"]
    keyed(record, 1, "JN", 2, "11111")
    keyed(record, 3, "JN", 2, "11111")
    assert planned(record).next_for("JN").serial == "2"
    keyed(record, 2, "MB", 2, "11111")
    assert planned(record).next_for("JN") is None


@given(st.integers(1, 130), st.integers(1, 80), st.text(max_size=5))
def test_as_many_are_wanted_as_the_rules_say(count, most, seed):
    record = Record()
    for serial in range(count):
        said(record, sitting("JN", f"j{serial}"), (f"return/{serial}", names.QUESTIONNAIRE, "forms"))
        said(record, sitting("JN", f"s{serial}"), (f"return/{serial}", names.SERIAL, str(serial)))
    rules = dataclasses.replace(RULES, everything_up_to=most, sample=most)
    assert len(planned(record, seed, rules).wanted) == min(count, most)
