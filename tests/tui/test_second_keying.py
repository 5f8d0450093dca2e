"""The second keying of a form, without a screen: blind, and settled from the paper where it differs."""

from __future__ import annotations

import dataclasses
import random
from contextlib import suppress

import pytest
from builders import item, said, sitting, small_questionnaire, small_record
from hypothesis import given
from hypothesis import strategies as st
from tui.keyer import Keyer

from fieldwork.analysis.second_keying import keyers, measured, mismatches
from fieldwork.errors import CannotUndoError
from fieldwork.programme.models import Condition
from fieldwork.programme.twice import twice_rules
from fieldwork.record import names
from fieldwork.record.returns import WRITTEN, paper_forms, reading, returns
from fieldwork.text import cells
from fieldwork.tui.keying_counts import keying_counts
from fieldwork.tui.keying_lines import Form, View, keying_lines
from fieldwork.tui.keying_state import item_at
from fieldwork.tui.mismatch_lines import MismatchView, mismatch_rows

FORM = small_questionnaire()
FIFTEEN = dataclasses.replace(FORM, items=tuple(item(f"q{n}", options=4) for n in range(1, 16)))
SKIPPING = dataclasses.replace(
    FORM,
    items=(
        item("q1"),
        dataclasses.replace(item("q2"), asked_when=(Condition("q1", ("1",)),)),
        item("q3"),
    ),
)
EVERYTHING = ("1", "2", ["1", "3"], {"text": "They listened"})


def keyed_first(form=FORM, values=EVERYTHING, serials=("1",), by="MB"):
    """A record with forms that `by` has keyed the first time."""
    record = small_record(questionnaires=[form])
    for serial in serials:
        subject = f"return/f{serial}"
        said(
            record,
            sitting(by, f"{by}{serial}"),
            (subject, names.QUESTIONNAIRE, form.id),
            (subject, names.SERIAL, serial),
            (subject, names.KEYING, 1),
            (subject, names.KEYED_BY, by),
            *((subject, names.item(one.id), value) for one, value in zip(form.items, values, strict=True)),
        )
    return record


def second(record, by="JN", form=FORM):
    return Keyer(form, by, record, keying=2)


def counts(record, form=FORM, serial="1"):
    """What counts of a form, with how it came about."""
    found = next(one for one in paper_forms(returns(record)) if one.serial == serial)
    return [tuple(reading(found, one)) for one in form.items]


def two(record):
    """What the two keyings of form 1 hold."""
    return [[one.item(each.id) for each in FORM.items] for one in returns(record)]


# -- keying it again -----------------------------------------------------------------------------------------------


def test_a_form_keyed_alike_takes_as_many_keys_and_says_nothing():
    keyer = second(keyed_first(FIFTEEN, "123412341234123"), form=FIFTEEN)
    keys = ["enter", *"123412341234123"]
    keyer.press(*keys)
    assert len(keys) == 16
    assert keyer.at == "serial"
    assert keyer.step.message == "✓ form 1 is keyed a second time; ⌫ goes back into it"
    assert [found for _, found in counts(keyer.record, FIFTEEN)] == ["keyed"] * 15
    assert [one.keying for one in returns(keyer.record)] == [1, 2]


def test_a_mismatch_takes_one_key_more():
    keyer = second(keyed_first(FIFTEEN, "123412341234123"), form=FIFTEEN)
    keys = ["enter", *"1234", "2", "f", *"234", "4", "s", *"23412", "4", "f"]
    keyer.press(*keys)
    assert len(keys) == 16 + 3
    assert keyer.at == "serial"
    assert counts(keyer.record, FIFTEEN)[4] == ("1", "settled")
    assert counts(keyer.record, FIFTEEN)[8] == ("4", "settled")
    assert counts(keyer.record, FIFTEEN)[14] == ("3", "settled")


@pytest.mark.parametrize(
    ("keys", "paper", "words"),
    [
        ("f", "1", "q1 settled: as keyed first"),
        ("t1", "1", "q1 settled: as keyed first"),
        ("s", "3", "q1 settled: as keyed second"),
        ("t3", "3", "q1 settled: as keyed second"),
        ("t2", "2", "q1 settled: a third reading"),
        ("tx", "unreadable", "q1 settled: a third reading"),
        ("tm", "multiple", "q1 settled: a third reading"),
        ("t0", "blank", "q1 settled: a third reading"),
    ],
)
def test_one_key_takes_the_first_the_second_or_a_third_reading(keys, paper, words):
    keyer = second(keyed_first()).press("enter", "3")
    assert (keyer.at, keyer.state.settling) == ("q1", True)
    keyer.press(*keys)
    assert (keyer.at, keyer.step.message) == ("q2", words)
    assert counts(keyer.record)[0] == (paper, "settled")
    assert [values[0] for values in two(keyer.record)] == ["1", "3"]
    (first, _) = returns(keyer.record)
    assert first.settled_by("q1") == "JN"


@pytest.mark.parametrize("key", [*"1234560xm", "enter"])
def test_no_answer_typed_ahead_settles_anything(key):
    keyer = second(keyed_first()).press("enter", "3")
    size = len(keyer.record)
    keyer.press(key)
    assert keyer.step.wrong
    assert (
        keyer.step.message
        == "the two keyings differ: take one of them, key it anew from the paper, or leave it for now"
    )
    assert (len(keyer.record), keyer.at) == (size, "q1")


def test_keying_anew_is_taken_back_by_backspace():
    keyer = second(keyed_first()).press("enter", "3", "t", "backspace")
    assert (keyer.at, keyer.state.settling, keyer.state.anew) == ("q1", True, False)
    keyer.press("2")
    assert keyer.step.wrong


def test_boxes_are_settled_by_their_digits_and_enter_or_by_one_key():
    keyer = second(keyed_first()).press("enter", "1", "2", "1", "enter")
    assert (keyer.at, keyer.state.settling) == ("q3", True)
    keyer.press("t", "2", "3", "enter")
    assert counts(keyer.record)[2] == (["2", "3"], "settled")
    keyer = second(keyed_first()).press("enter", "1", "2", "1", "enter", "f")
    assert counts(keyer.record)[2] == (["1", "3"], "settled")


def test_of_a_text_it_is_keyed_whether_there_is_one():
    keyer = second(keyed_first()).press("enter", "1", "2", "1", "3", "enter", "1")
    assert keyer.at == "serial"
    assert two(keyer.record)[1][3] == {"text": WRITTEN}
    assert counts(keyer.record)[3] == ({"text": "They listened"}, "keyed")


def test_a_text_that_the_first_keying_left_out_is_typed_from_the_paper():
    record = keyed_first(values=("1", "2", ["1"], "blank"))
    keyer = second(record).press("enter", "1", "2", "1", "enter", "1")
    assert (keyer.at, keyer.state.settling) == ("q4", True)
    keyer.press("s").type("They left").press("enter")
    assert counts(record)[3] == ({"text": "They left"}, "settled")
    assert two(record) == [["1", "2", ["1"], "blank"], ["1", "2", ["1"], {"text": WRITTEN}]]


def test_put_off_it_is_unsettled_and_settled_when_it_is_come_back_to():
    keyer = second(keyed_first()).press("enter", "3", "w")
    assert keyer.at == "q2"
    assert keyer.step.message.startswith("q1 put off")
    assert counts(keyer.record)[0] == (None, "differs")
    keyer.press("backspace")
    assert (keyer.at, keyer.state.settling) == ("q1", True)
    keyer.press("enter")
    assert keyer.step.wrong
    keyer.press("s")
    assert counts(keyer.record)[0] == ("3", "settled")
    keyer.press("up", "enter")
    assert keyer.at == "q2"


def test_a_mismatch_is_settled_again_by_another_key_and_no_keying_changes():
    keyer = second(keyed_first()).press("enter", "3", "f", "up", "t", "2")
    assert counts(keyer.record)[0] == ("2", "settled")
    assert [values[0] for values in two(keyer.record)] == ["1", "3"]


def test_a_slip_that_agrees_with_the_first_keying_can_be_mended():
    keyer = second(keyed_first()).press("enter", "1", "backspace", "2")
    assert keyer.state.settling
    assert counts(keyer.record)[0] == (None, "differs")


def test_undo_takes_the_settlement_back_first_and_then_the_keying():
    keyer = second(keyed_first()).press("enter", "3", "f").undo()
    assert (keyer.at, keyer.state.settling) == ("q1", True)
    assert counts(keyer.record)[0] == (None, "differs")
    keyer.undo()
    assert keyer.at == "serial"
    assert counts(keyer.record)[0] == ("1", "keyed")


def test_left_in_the_middle_it_is_unfinished_and_taken_up_again():
    keyer = second(keyed_first()).press("enter", "1", "2", "escape")
    assert [(one.serial, one.keyed, one.finished) for one in keyer.desk.forms()] == [("1", 2, False)]
    assert "unfinished" in keyer.step.message
    keyer.press("1", "enter")
    assert keyer.at == "q3"


# -- the other keying of it ----------------------------------------------------------------------------------------


def test_a_correction_of_the_first_keying_settles_what_was_keyed_twice():
    record = keyed_first(by="JN")
    second(record, by="MB").press("enter", "1", "2", "1", "3", "enter", "1")
    keyer = Keyer(FORM, "JN", record)
    keyer.press("1", "tab", "3")
    assert keyer.step.message.startswith("q1 settled: form 1 was keyed twice, and both keyings stay as they are")
    assert two(record)[0][0] == "1"
    assert keyer.form("1")["q1"] == "3"
    assert counts(record)[0] == ("3", "settled")
    assert measured(FORM, paper_forms(returns(record)), twice_rules()).first_wrong == 1


def test_the_first_keying_shows_nothing_of_settling():
    keyer = Keyer(FORM).press("enter", "1", "f")
    assert keyer.step.wrong
    keyer.press("t")
    assert keyer.step.wrong


# -- which forms ---------------------------------------------------------------------------------------------------


def test_a_form_that_another_keyed_is_offered_before_ones_own_and_that_is_said():
    record = keyed_first(serials=("1",), by="JN")
    record.add(keyed_first(serials=("2",), by="MB"))
    keyer = second(record)
    assert keyer.desk.offered() == "2"
    keyer.press("enter", "1", "2", "1", "3", "enter", "1")
    words = "you keyed this form first; another person catches 88% of errors, the same one 69%"
    assert keyer.desk.offered() == "1"
    assert words in keying_counts(keyer.desk, None).notes
    keyer.press("enter")
    assert keyer.step.message == words
    keyer.press("1", "2", "1", "3", "enter", "1", "enter")
    assert "every form that is to be keyed twice is" in keyer.step.message


@pytest.mark.parametrize(
    ("serial", "words"),
    [
        ("9", "form 9 has no first keying here; Enter again: key it, compare after a merge"),
        ("2", "form 2 is unfinished the first time; the next to key twice is 1"),
        ("3", "form 3 is already there, keyed by ES: type another number"),
    ],
)
def test_a_form_that_cannot_be_keyed_twice_is_refused_with_what_is_expected(serial, words):
    record = keyed_first(serials=("1", "3"))
    Keyer(FORM, "MB", record).press("2", "enter", "1", "escape")
    second(record, by="ES").press("3", "enter", "1", "2", "1", "3", "enter", "1")
    keyer = second(record).press(*serial, "enter")
    assert (keyer.step.wrong, keyer.step.message) == (True, words)
    assert keyer.at == "serial"


def test_a_form_whose_first_keying_is_on_another_laptop_is_keyed_and_compared_after_the_merge():
    keyer = second(small_record(questionnaires=[FORM])).press("7", "enter", "enter", "1", "3", "1", "3", "enter", "1")
    assert keyer.at == "serial"
    assert mismatches(FORM, paper_forms(returns(keyer.record))) == ()
    keyer.record.add(keyed_first(serials=("07",)))
    (found,) = mismatches(FORM, paper_forms(returns(keyer.record)))
    assert (found.item.id, found.settled) == ("q2", None)
    keyer.press("7", "tab", "down")
    assert (keyer.at, keyer.state.settling) == ("q2", True)


# -- skips ---------------------------------------------------------------------------------------------------------


def test_a_skipped_item_is_passed_over_and_not_needed():
    keyer = Keyer(SKIPPING).press("enter", "2")
    assert keyer.at == "q3"
    keyer.press("1")
    assert keyer.at == "serial"
    assert [(one.keyed, one.finished) for one in keyer.desk.forms()] == [(2, True)]
    keyer.press("backspace", "up")
    assert keyer.at == "q1"


def test_what_was_keyed_before_the_answer_changed_is_kept_and_not_counted():
    keyer = Keyer(SKIPPING).press("enter", "1", "3", "up", "up", "2")
    assert keyer.step.message == "not asked now: q2; what was keyed there is kept and not counted"
    assert keyer.form("1") == {"q1": "2", "q2": "3"}
    assert keyer.desk.not_asked(keyer.state.subject) == {"q2"}
    assert any("not asked (3 option 3)" in line for line in screen(keyer))
    keyer.press("up", "1")
    assert keyer.at == "q3"
    assert keyer.desk.not_asked(keyer.state.subject) == frozenset()


@pytest.mark.parametrize(("key", "at"), [("f", "q3"), ("s", "q2")])
def test_what_is_settled_decides_what_is_asked(key, at):
    record = keyed_first(SKIPPING, ("2", None, "1"))
    keyer = second(record, form=SKIPPING).press("enter", "1", key)
    assert keyer.at == at
    keyer.press(*("3" if at == "q2" else ""), "1")
    assert counts(record, SKIPPING)[1] == (("3", "keyed") if at == "q2" else (None, "open"))
    assert keyer.at == "serial"
    assert keyer.desk.plan().left == ()


# -- whatever the keys ---------------------------------------------------------------------------------------------

KEYS = [*"0123456789xmwfstaq", "enter", "backspace", "up", "down", "tab", "escape", "left", "delete", "undo"]


def pressed(keyer, keys):
    """Press keys, and say after each of them how it went: nothing is to raise."""
    for key in keys:
        if key == "undo":
            with suppress(CannotUndoError):  # nothing of one's own is left
                keyer.undo()
        else:
            keyer.press(key)
        yield key


def view_of(keyer):
    """What the screen is made of."""
    desk, state = keyer.desk, keyer.state
    at = state.subject or state.renaming
    mismatch = desk.mismatch(at, item_at(desk, state).id) if state.settling else None
    forms = [
        Form(desk.serial(one), desk.values(one), desk.disputed(one), desk.look(one), desk.not_asked(one))
        if one
        else Form()
        for one in (at, state.last)
    ]
    return View(
        desk.questionnaire,
        state,
        *forms,
        keying_counts(desk, None, state.renaming),
        keyer.step.message,
        keyer.step.wrong,
        second=desk.keying == 2,
        mismatch=mismatch,
    )


def screen(keyer):
    """What stands on the screen."""
    return [line.text for line in keying_lines(view_of(keyer), 80, 24)]


FIRSTS = st.tuples(
    st.sampled_from(["1", "2", "3", "blank", "unreadable", "multiple"]),
    st.sampled_from(["1", "2", "3", "blank"]),
    st.sampled_from([["1"], ["2", "4"], "blank"]),
    st.sampled_from([{"text": "Fine"}, {"text": "They left"}, "blank", "unreadable"]),
)


@given(FIRSTS, FIRSTS, st.lists(st.sampled_from(KEYS), max_size=40), st.booleans())
def test_no_value_of_the_first_keying_is_seen_before_the_second_one_has_its_own(one, other, keys, begun):
    """Two papers keyed differently the first time: the screens are the same until the second keying says something."""
    keyers = [second(keyed_first(values=values, serials=("1", "2"))) for values in (one, other)]
    for keyer in keyers:
        keyer.press(*(["enter"] if begun else []))
    for _ in zip(pressed(keyers[0], keys), pressed(keyers[1], keys), strict=True):
        if _said_where_they_differ(keyers[0], one, other) or _said_where_they_differ(keyers[1], one, other):
            return
        assert screen(keyers[0]) == screen(keyers[1])


def _said_where_they_differ(keyer, one, other):
    differing = [each.id for each, a, b in zip(FORM.items, one, other, strict=True) if a != b]
    seconds = [form for form in returns(keyer.record) if form.keying == 2]
    return any(form.item(item_id) is not None for form in seconds for item_id in differing)


@given(FIRSTS, st.lists(st.sampled_from(KEYS), max_size=60))
def test_no_key_raises_or_touches_the_first_keying_and_undo_brings_everything_back(values, keys):
    record = keyed_first(values=values, serials=("1", "2"))
    before = {one: dict(record.values(one)) for one in record.subjects("return")}
    keyer = second(record)
    for _ in pressed(keyer, keys):
        assert all(len(line) <= 80 for line in screen(keyer))
        for subject, held in before.items():
            now = record.values(subject)
            assert {name: value for name, value in now.items() if not name.startswith("settled:")} == held
    with suppress(CannotUndoError):  # everything is undone
        while True:
            keyer.undo()
    assert {one: dict(record.values(one)) for one in before} == before
    assert all(not record.values(one) for one in record.subjects("return") if one not in before)


# -- a whole batch -------------------------------------------------------------------------------------------------


def _slip(chance, right, rate):
    """The key pressed where `right` is on the paper: now and then another one."""
    return chance.choice([key for key in "12340xm" if key != right]) if chance.random() < rate else right


VALUES = {"0": "blank", "x": "unreadable", "m": "multiple"}


def test_of_200_forms_keyed_twice_with_slips_the_record_is_the_paper_but_for_what_both_keyed_alike():
    chance = random.Random(9)
    papers = {str(n): [chance.choice("12340xm") for _ in range(15)] for n in range(1, 201)}
    record = small_record(questionnaires=[FIFTEEN])
    one, other = Keyer(FIFTEEN, "JN", record), Keyer(FIFTEEN, "MB", record, keying=2)
    rate, pressed_first, pressed_second = 0.01, {}, {}
    for serial, paper in papers.items():
        pressed_first[serial] = [_slip(chance, right, rate) for right in paper]
        one.press("enter", *pressed_first[serial])
    while serial := other.desk.offered():
        pressed_second[serial] = []
        other.press("enter")
        for right in papers[serial]:
            key = _slip(chance, right, rate)
            pressed_second[serial].append(key)
            other.press(key)
            if other.state.settling:
                other.press("t", right)
    assert other.at == "serial"
    assert len(pressed_second) == 200  # the sample of 60 had too many mistakes
    alike = wrong = differ = 0
    forms = paper_forms(returns(record))
    for form in forms:
        keys = (papers[form.serial], pressed_first[form.serial], pressed_second[form.serial])
        for each, right, first, again in zip(FIFTEEN.items, *keys, strict=True):
            both = first == again != right
            alike += both
            wrong += first != right
            differ += first != again
            assert reading(form, each).value == VALUES.get(first if both else right, first if both else right)
    found = measured(FIFTEEN, forms, twice_rules())
    assert (found.forms, found.compared, found.unsettled) == (200, 3000, 0)
    assert (found.first_wrong, len(mismatches(FIFTEEN, forms))) == (wrong - alike, differ)
    assert wrong > 15
    assert found.bounds.low < rate < found.bounds.high


@pytest.mark.parametrize("width", [20, 40, 80, 120, 200])
@pytest.mark.parametrize("height", [5, 22, 38])
def test_lines_fit_whatever_the_size_and_the_text(width, height):
    record = keyed_first(values=("1", "multiple", ["1", "2", "3", "4"], {"text": "[b]漢字[/] " * 30}))
    keyer = second(record)
    keyer.press("enter", "2", "w", "1", "w", "1", "enter", "w", "0")
    for at in ("up", "t", "up", "t", "up", "up", "f", "up"):
        lines = keying_lines(view_of(keyer), width, height)
        assert len(lines) <= height
        assert all(cells(line.text) <= width for line in lines), [line.text for line in lines]
        keyer.press(at)
    forms = paper_forms(returns(record))
    found = MismatchView(
        mismatches(FORM, forms),
        measured(FORM, forms, twice_rules()),
        keyers(FORM, forms),
        keyer.desk.plan(),
        {"JN": 900},
    )
    assert all(cells(row.text) <= width for row in mismatch_rows(found, width))
