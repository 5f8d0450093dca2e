from __future__ import annotations

from contextlib import suppress

import pytest
from builders import item, said, sitting, small_questionnaire
from hypothesis import given
from hypothesis import strategies as st
from tui.keyer import Keyer

from fieldwork.errors import CannotUndoError
from fieldwork.programme.models import Questionnaire
from fieldwork.programme.serials import with_check
from fieldwork.record import names
from fieldwork.record.batches import BatchDetails, begin_batch
from fieldwork.record.returns import is_answer, returns
from fieldwork.text import clean
from fieldwork.tui.keying_desk import RecordDesk
from fieldwork.tui.keying_state import State
from fieldwork.tui.keying_typing import takes

FORM = small_questionnaire()


def test_one_key_an_answer_and_the_form_ends_itself():
    keyer = Keyer().press("enter", "1", "2", "1", "3", "enter").type("Fine").press("enter")
    assert keyer.form("1") == {"q1": "1", "q2": "2", "q3": ["1", "3"], "q4": {"text": "Fine"}}
    assert keyer.at == "serial"
    assert keyer.desk.offered() == "2"
    assert "form 1 is keyed" in keyer.step.message


def test_the_first_answer_says_which_form_it_is_in_the_same_act():
    keyer = Keyer().press("7", "enter")
    assert returns(keyer.record) == ()
    keyer.press("2")
    (form,) = returns(keyer.record)
    assert (form.questionnaire, form.serial, form.keying, form.keyed_by) == ("forms", "7", 1, "JN")
    assert [one.field for one in keyer.step.statements] == ["questionnaire", "serial", "keying", "keyed_by", "item:q1"]


def test_marks_are_kept_apart_from_answers():
    keyer = Keyer().press("enter", "0", "m", "x", "enter")
    assert keyer.form("1") == {"q1": "blank", "q2": "multiple", "q3": "unreadable", "q4": "blank"}


def test_a_text_can_be_unreadable_and_letters_in_it_are_letters():
    keyer = Keyer().press("enter", "1", "1", "1", "enter", "ctrl+x")
    assert keyer.form("1")["q4"] == "unreadable"
    keyer.press("enter", "1", "1", "1", "enter", "x", "m", "0", "enter")
    assert keyer.form("2")["q4"] == {"text": "xm0"}


@pytest.mark.parametrize(
    ("before", "key", "words"),
    [
        (["enter"], "7", "there is no 7: 1 to 3"),
        (["enter"], "enter", "one key answers"),
        (["enter", "1", "1"], "m", "several boxes may be ticked"),
        (["enter", "1", "1"], "enter", "no box is ticked yet"),
        (["enter", "1", "1", "2"], "0", "2 is ticked"),
        ([], "x", "first the number of the form"),
        ([], "backspace", "no form before this one"),
    ],
)
def test_a_wrong_key_says_why_and_records_nothing(before, key, words):
    keyer = Keyer().press(*before)
    size, state = len(keyer.record), keyer.state
    keyer.press(key)
    assert keyer.step.wrong
    assert words in keyer.step.message
    assert (len(keyer.record), keyer.state) == (size, state)


def test_a_number_that_is_there_is_refused_with_who_keyed_it():
    keyer = Keyer(by="MK").press("enter", "1", "1", "x", "enter")
    keyer.desk = RecordDesk(keyer.record, FORM, "JN")
    keyer.press("0", "1", "enter")
    assert keyer.at == "serial"
    assert keyer.step.message == "form 1 is already there, keyed by MK: type another number"


def test_left_in_the_middle_it_is_taken_up_at_the_next_open_item():
    keyer = Keyer().press("enter", "1", "2", "escape")
    assert keyer.at == "serial"
    assert [(one.serial, one.keyed, one.finished) for one in keyer.desk.forms()] == [("1", 2, False)]
    keyer.press("1", "enter")
    assert keyer.at == "q3"
    keyer.press("x", "enter")
    assert keyer.form("1") == {"q1": "1", "q2": "2", "q3": "unreadable", "q4": "blank"}


def test_backspace_corrects_and_goes_on_where_one_was():
    keyer = Keyer().press("enter", "1", "1", "backspace", "backspace")
    assert keyer.at == "q1"
    keyer.press("3")
    assert keyer.at == "q3"
    assert keyer.form("1") == {"q1": "3", "q2": "1"}


def test_backspace_goes_into_the_last_form_and_a_slip_on_its_last_item_is_mended():
    short = Questionnaire("forms", "Short", "people", "person", "assumed", (item("q1"), item("q2")))
    keyer = Keyer(short).press("enter", "1", "1")
    assert keyer.at == "serial"
    keyer.press("backspace")
    assert (keyer.at, keyer.state.serial) == ("q2", "1")
    keyer.press("2")
    assert (keyer.at, keyer.form("1")) == ("serial", {"q1": "1", "q2": "2"})
    keyer.press("backspace", "enter")
    assert (keyer.at, keyer.form("1")) == ("serial", {"q1": "1", "q2": "2"})


def test_the_number_of_a_form_can_be_corrected():
    keyer = Keyer().press("1", "7", "enter", "1", "backspace", "backspace", "backspace", "2", "enter", "2")
    assert [one.serial for one in keyer.desk.forms()] == ["12"]
    assert keyer.form("12") == {"q1": "2"}


def test_a_number_cannot_be_corrected_to_one_that_is_there():
    keyer = Keyer().press("enter", "1", "1", "x", "enter", "enter", "1", "backspace", "backspace", "backspace")
    keyer.press("1", "enter")
    assert "already there" in keyer.step.message
    assert [one.serial for one in keyer.desk.forms()] == ["1", "2"]
    keyer.press("escape")
    assert (keyer.at, keyer.state.serial) == ("q1", "2")


def test_the_page_is_marked_to_be_looked_at_again_and_unmarked():
    keyer = Keyer().press("enter", "w", "1", "w")
    subject = keyer.state.subject
    assert keyer.desk.look(subject) == ("q1", "q2")
    keyer.press("w")
    assert keyer.desk.look(subject) == ("q1",)


@pytest.mark.parametrize("away", ["escape", "up", "tab"])
def test_what_is_half_keyed_is_kept_and_marked(away):
    keyer = Keyer().press("enter", "1", "1", "2", "4", away)
    assert keyer.form("1")["q3"] == ["2", "4"]
    assert keyer.desk.look(returns(keyer.record)[0].id) == ("q3",)
    keyer = Keyer().press("enter", "1", "1", "x").type("half a sen").press(away)
    assert keyer.form("1")["q4"] == {"text": "half a sen"}


def test_undo_goes_back_to_the_item_it_undid_and_to_the_number_before_the_first():
    keyer = Keyer().press("enter", "1", "2").undo()
    assert (keyer.at, keyer.form("1")) == ("q2", {"q1": "1"})
    keyer.undo()
    assert keyer.at == "serial"
    assert returns(keyer.record) == ()


def test_undo_of_a_mark_stays_at_the_item():
    keyer = Keyer().press("enter", "1", "w").undo()
    assert (keyer.at, keyer.desk.look(keyer.state.subject)) == ("q2", ())


def test_undo_right_after_the_last_item_goes_back_into_the_form():
    keyer = Keyer().press("enter", "1", "2", "x", "enter").undo()
    assert (keyer.at, keyer.state.serial) == ("q4", "1")


def test_another_persons_unfinished_form_is_taken_up_and_said_so():
    keyer = Keyer(by="MK").press("enter", "1", "escape")
    keyer.desk = RecordDesk(keyer.record, FORM, "JN")
    keyer.press("1", "enter")
    assert keyer.at == "q2"
    assert keyer.step.message == "MK began form 1; you go on with it"


@pytest.mark.parametrize(("there", "next_"), [([], "1"), (["1", "9"], "10"), (["007"], "008"), (["A3"], "1")])
def test_the_next_number_is_offered(there, next_):
    keyer = Keyer()
    for serial in there:
        said(
            keyer.record,
            keyer.sitting,
            (f"return/{serial}", "questionnaire", "forms"),
            (f"return/{serial}", names.SERIAL, serial),
        )
    assert keyer.desk.offered() == next_


def test_letters_begin_no_number_but_belong_to_one():
    keyer = Keyer()
    assert not takes(keyer.desk, keyer.state, "u")
    assert keyer.press("1").state.typed == "1"
    assert takes(keyer.desk, keyer.state, "u")
    assert takes(keyer.desk, State(), "A")


# -- whatever the keys ---------------------------------------------------------------------------------------------

KEYS = [*"0123456789xmwa", "enter", "backspace", "up", "down", "tab", "escape", "left", "right", "home", "end"]
KEYS += ["delete", "ctrl+x", "ctrl+l"]


@given(st.lists(st.sampled_from([*KEYS, "undo"]), max_size=60))
def test_no_keys_raise_or_record_what_is_no_answer(keys):
    keyer = Keyer()
    for key in keys:
        if key == "undo":
            with suppress(CannotUndoError):  # nothing of one's own is left
                keyer.undo()
            continue
        before = {one.id: dict(keyer.desk.values(one.id)) for one in returns(keyer.record)}
        size = len(keyer.record)
        keyer.press(key)
        if keyer.step.wrong:
            assert len(keyer.record) == size
        touched = {(one.subject, one.field.removeprefix("item:")) for one in keyer.step.statements}
        for subject, values in before.items():
            now = keyer.desk.values(subject)
            assert all(now[name] == value for name, value in values.items() if (subject, name) not in touched)
        for statement in keyer.step.statements:
            if statement.field.startswith("item:"):
                assert is_answer(FORM.item[statement.field.removeprefix("item:")], statement.value)
    serials = [one.serial for one in returns(keyer.record)]
    assert len(set(serials)) == len(serials)


ANSWERS = {
    "one": st.sampled_from(["1", "2", "3", "blank", "unreadable", "multiple"]),
    "many": st.one_of(st.sets(st.sampled_from("1234"), min_size=1), st.sampled_from(["blank", "unreadable"])),
    "text": st.one_of(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=9), st.just("")),
}
PAPER = st.tuples(ANSWERS["one"], ANSWERS["one"], ANSWERS["many"], ANSWERS["text"])


def _keys_for(answer):
    marks = {"blank": ["0"], "unreadable": ["x"], "multiple": ["m"]}
    if isinstance(answer, set | frozenset):
        return [*answer, "enter"]
    return marks.get(answer) or [answer]


@given(st.lists(PAPER, min_size=1, max_size=4), st.data())
def test_the_record_equals_the_paper_whatever_slips_are_mended_on_the_way(papers, data):
    keyer = Keyer()
    for paper in papers:
        keyer.press("enter")
        for answer in paper[:3]:
            if data.draw(st.booleans()):  # a slip, seen at once
                slip = data.draw(ANSWERS["one" if keyer.at != "q3" else "many"])
                keyer.press(*_keys_for(slip), "backspace")
                for ticked in keyer.state.ticked:
                    keyer.press(ticked)
            keyer.press(*_keys_for(answer))
        keyer.type(paper[3]).press("enter")
    assert keyer.at == "serial"
    for number, paper in enumerate(papers, 1):
        one, two, many, text = paper
        boxes = many if isinstance(many, str) else sorted(many)
        written = clean(text).strip()
        wanted = "blank" if written in ("", "0") else {"text": written}
        assert keyer.form(str(number)) == {"q1": one, "q2": two, "q3": boxes, "q4": wanted}


@given(PAPER)
def test_undoing_everything_leaves_no_form_and_keying_again_gives_it_back(paper):
    keyer = Keyer().press("enter")
    for answer in paper[:3]:
        keyer.press(*_keys_for(answer))
    first = keyer.form("1")
    for _ in range(3):
        keyer.undo()
    assert returns(keyer.record) == ()
    keyer.press("enter")
    for answer in paper[:3]:
        keyer.press(*_keys_for(answer))
    assert keyer.form("1") == first


# -- a form that is keyed already --------------------------------------------------------------------------------------


def keyed_once(by="JN"):
    keyer = Keyer(by=by).press("enter", "1", "2", "1", "enter").type("Fine").press("enter")
    assert keyer.at == "serial"
    return keyer


def test_the_number_of_ones_own_finished_form_is_refused_for_it_may_be_a_slip_and_tab_opens_it_to_correct():
    keyer = keyed_once().press("1", "enter")
    assert (keyer.at, keyer.step.wrong) == ("serial", True)
    assert keyer.step.message == "form 1 is keyed already: type another, or Tab opens it to correct"
    keyer.press("tab")
    assert (keyer.at, keyer.state.serial) == ("q1", "1")
    assert "form 1 is keyed" in keyer.step.message
    keyer.press("2")
    assert keyer.form("1")["q1"] == "2"
    assert len(returns(keyer.record)) == 1


def test_what_is_keyed_on_heads_down_after_a_refused_number_makes_no_number_and_no_answer():
    keyer = keyed_once()
    before = keyer.form("1")
    keyer.press("1", "enter", *"23", "x", "enter", "enter", "1")
    assert (keyer.at, keyer.state.typed, keyer.step.wrong) == ("serial", "1", True)
    assert "⌫ rubs out" in keyer.step.message
    assert keyer.form("1") == before
    keyer.press("backspace", "2", "enter", "3")
    assert keyer.form("2") == {"q1": "3"}
    keyer.press("escape", "1", "enter", "backspace", "1", "2", "enter")
    assert keyer.state.serial == "12"


def test_tab_opens_nothing_but_a_form_that_is_there():
    keyer = keyed_once().press("tab")
    assert (keyer.at, keyer.step.message) == ("serial", "Tab opens a form that is keyed already: first its number")
    keyer.press("9", "tab")
    assert (keyer.at, keyer.step.message) == ("serial", "there is no form 9 to open")
    keyer.desk = RecordDesk(keyer.record, FORM, "MK")
    keyer.press("backspace", "1", "tab")
    assert (keyer.at, keyer.step.message) == ("serial", "form 1 is already there, keyed by JN: type another number")


def test_a_finished_form_opens_at_the_first_item_to_look_at_again():
    keyer = Keyer().press("enter", "1", "w", "2", "1", "enter", "enter")
    assert keyer.at == "serial"
    keyer.press("1", "tab")
    assert keyer.at == "q2"


def test_of_two_finished_forms_with_one_number_ones_own_opens():
    keyer = keyed_once("MK")
    other = Keyer().press("enter", "3", "2", "1", "enter", "enter")
    for one in returns(other.record):
        values = other.record.values(one.id)
        said(keyer.record, other.sitting, *((f"{one.id}own", field, value) for field, value in values.items()))
    keyer.desk = RecordDesk(keyer.record, FORM, "JN")
    keyer.press("1", "tab")
    assert keyer.desk.values(keyer.state.subject)["q1"] == "3"


@pytest.mark.parametrize("leaving", ["enter", "up", "escape"])
def test_a_lone_0_is_left_blank_at_a_text_too(leaving):
    keyer = Keyer().press("enter", "1", "1", "1", "enter", "0", leaving)
    assert keyer.form("1")["q4"] == "blank"


def test_a_0_among_other_letters_is_text():
    keyer = Keyer().press("enter", "1", "1", "1", "enter").type("10").press("enter")
    assert keyer.form("1")["q4"] == {"text": "10"}


# -- the numbers of a batch --------------------------------------------------------------------------------------------


def in_batches(*details, by="JN"):
    keyer = Keyer(by=by)
    for issued, numbers, check in details:
        batch = BatchDetails("forms", issued, numbers=numbers, check_digit=check)
        said(keyer.record, sitting("MB", f"b{numbers}"), *begin_batch(keyer.record, batch))
    return keyer


def test_a_number_with_a_wrong_check_digit_is_refused_at_its_last_digit():
    keyer = in_batches((40, (1, 40), True))
    right = with_check(7)
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
    keyer.press(*wrong[:-1])
    assert not keyer.step.wrong
    keyer.press(wrong[-1])
    assert keyer.step.wrong
    assert (
        keyer.step.message == f"{wrong} has a wrong check digit; look at the form again. The next is {with_check(1)}."
    )
    keyer.press("enter")
    assert (keyer.step.wrong, keyer.at) == (True, "serial")
    keyer.press("backspace", right[-1])
    assert not keyer.step.wrong
    keyer.press("enter", "1")
    assert keyer.desk.find(right).serial == right


def test_a_number_out_of_the_batch_is_refused_with_those_that_are_in_it():
    keyer = in_batches((40, (1, 40), False)).press("4", "1")
    assert keyer.step.message == "41 is of no batch; the forms that went out are 01 to 40. The next is 01."
    assert keyer.step.wrong


def test_a_number_that_is_there_is_refused_at_its_last_digit():
    keyer = in_batches((40, (1, 40), False), by="MB").press("0", "7", "enter", "1", "1", "x", "enter")
    keyer.desk = RecordDesk(keyer.record, FORM, "JN")
    keyer.press("0", "7")
    assert keyer.step.message == "form 07 is already there, keyed by MB: type another number"


def test_without_its_zeros_a_number_is_that_of_the_form_and_kept_as_printed():
    keyer = in_batches((40, (1, 40), True)).press(*with_check(7).lstrip("0"), "enter", "1")
    assert [one.serial for one in keyer.desk.forms()] == [with_check(7)]


def test_the_next_expected_is_offered_and_when_all_are_there_that_is_said():
    keyer = in_batches((2, (8, 9), False)).press("9", "enter", "1", "1", "x", "enter")
    assert keyer.desk.offered() == "8"
    keyer.press("enter", "1", "1", "x", "enter")
    assert keyer.desk.offered() == ""
    keyer.press("enter")
    assert keyer.step.message.startswith("every form that went out is keyed: the number of one, then Tab, opens it")
    keyer.press("8")
    assert keyer.step.wrong  # at its last digit
    keyer.press("tab")
    assert keyer.at == "q1"


def test_numbers_of_several_lengths_or_free_ones_are_refused_at_enter_or_not_at_all():
    keyer = in_batches((9, (1, 9), False), (11, (10, 20), False)).press("3", "0")
    assert not keyer.step.wrong
    keyer.press("enter")
    assert keyer.step.message.startswith("30 is of no batch")
    keyer = in_batches((9, (1, 9), False), (30, None, False)).press("5", "5", "enter")
    assert keyer.at == "q1"


def test_a_form_is_not_given_a_number_out_of_the_batch():
    keyer = in_batches((9, (1, 9), False)).press("enter", "1", "backspace", "backspace", "backspace", "0")
    assert keyer.step.wrong
    keyer.press("enter")
    assert keyer.step.wrong
    assert [one.serial for one in keyer.desk.forms()] == ["1"]
