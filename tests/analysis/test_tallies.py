"""Questionnaires tallied: denominators, marks, second keyings, and the published figures."""

from __future__ import annotations

import dataclasses

import pytest
from builders import item, said, sitting, small_questionnaire, small_record
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.analysis.tallies import tallies_to_json, tally
from fieldwork.programme.models import Condition
from fieldwork.record import names
from fieldwork.record.record import Record
from fieldwork.record.returns import returns

FORM = small_questionnaire()


class Words:
    """Share words small enough to see through."""

    def words(self, k, n, **_style):
        return "both" if k == n == 2 else f"{k} of {n}"


def keyed(record, serial, by="JN", keying=1, subject=None, **items):
    subject = subject or f"return/{serial}-{keying}"
    said(
        record,
        sitting(by, f"{by}{serial}{keying}{subject[-3:]}"),
        (subject, names.QUESTIONNAIRE, "forms"),
        (subject, names.SERIAL, serial),
        (subject, names.KEYING, keying),
        *((subject, names.item(id_), value) for id_, value in items.items()),
    )
    return subject


def tallied(record, form=FORM, issued=None):
    return tally(form, returns(record), issued, Words())


def test_every_mark_stays_out_of_the_denominator_and_is_counted_apart():
    record = Record()
    for serial, value in enumerate(["1", "1", "3", "blank", "unreadable", "multiple", None], start=1):
        keyed(record, str(serial), q1=value)
    found = tallied(record, issued=40)
    q1 = found.items["q1"]
    assert q1.answers == {"1": ("1", "2"), "2": (), "3": ("3",)}
    assert (q1.blank, q1.unreadable, q1.multiple, q1.pending) == (("4",), ("5",), ("6",), ("7",))
    assert (q1.of, q1.favourable, q1.words) == (3, ("1", "2"), "2 of 3")
    assert (found.issued, found.returned, found.problems) == (40, 7, ())


def test_an_item_that_is_not_asked_counts_nowhere_and_is_counted_apart():
    skipped = dataclasses.replace(FORM.items[1], asked_when=(Condition("q1", ("1",)),))
    form = dataclasses.replace(FORM, items=(FORM.items[0], skipped, *FORM.items[2:]))
    record = Record()
    keyed(record, "1", q1="1", q2="1")
    keyed(record, "2", q1="2", q2="1")  # ticked all the same
    keyed(record, "3", q1="blank")
    keyed(record, "4", q2="1")  # not known to be asked
    keyed(record, "5", q1="1", q2="blank")
    q2 = tallied(record, form).items["q2"]
    assert (q2.answered, q2.not_asked, q2.pending, q2.blank) == (("1",), ("2", "3"), ("4",), ("5",))
    assert tallies_to_json([tallied(record, form)])["questionnaires"]["forms"]["items"]["q2"]["not_asked"] == 2
    assert tallied(record).items["q2"].answered == ("1", "2", "4")


def test_the_published_92_per_cent_comes_from_26_answers():
    record = Record()
    for serial in range(1, 28):
        keyed(record, f"{serial:02}", q1="1" if serial <= 24 else "2" if serial <= 26 else "blank")
    q1 = tallied(record).items["q1"]
    assert (len(q1.favourable), q1.of, len(q1.blank), q1.percent) == (24, 26, 1, 92)


def test_two_victims_get_words_and_no_percentage():
    record = Record()
    keyed(record, "1", q1="1", q2="1")
    keyed(record, "2", q1="1", q2="2")
    items = tallied(record).items
    assert (items["q1"].words, items["q1"].percent) == ("both", None)
    assert (items["q2"].words, items["q2"].percent) == ("1 of 2", None)


@pytest.mark.parametrize(("forms", "percent"), [(9, None), (10, 100)])
def test_a_percentage_needs_ten_answers(forms, percent):
    record = Record()
    for serial in range(forms):
        keyed(record, str(serial), q1="1")
    assert tallied(record).items["q1"].percent == percent


def test_choose_many_counts_forms_with_a_box_ticked():
    record = Record()
    keyed(record, "1", q3=["1", "4"])
    keyed(record, "2", q3=["2"])
    keyed(record, "3", q3="blank")
    q3 = tallied(record).items["q3"]
    assert q3.answers == {"1": ("1",), "2": ("2",), "3": (), "4": ("1",)}
    assert (q3.of, q3.favourable, q3.blank) == (2, ("1",), ("3",))


def test_a_text_item_has_texts_and_nothing_else():
    record = Record()
    keyed(record, "1", q4={"text": "They listened."})
    keyed(record, "2", q4="blank")
    q4 = tallied(record).items["q4"]
    assert (q4.answers, q4.of, q4.favourable, q4.percent, q4.words) == ({}, 1, None, None, "")
    assert q4.texts == (("1", "They listened."),)


def test_an_item_without_a_better_answer_has_no_share():
    form = dataclasses.replace(FORM, items=(item("q1", favourable=()),))
    record = Record()
    for serial in range(12):
        keyed(record, str(serial), q1="1")
    q1 = tallied(record, form).items["q1"]
    assert (q1.of, q1.favourable, q1.percent, q1.words) == (12, None, None, "")


def test_a_form_counts_once_however_often_it_was_keyed():
    record = Record()
    keyed(record, "1", "JN", 1, q1="1")
    keyed(record, "1", "AB", 2, q1="1")
    keyed(record, "2", "AB", 2, q1="3")
    found = tallied(record)
    assert found.returned == 2
    assert found.items["q1"].answers == {"1": ("1",), "2": (), "3": ("2",)}
    assert found.problems == ()


def test_the_same_form_keyed_on_two_laptops_is_shown_and_counts_where_they_agree():
    record = Record()
    one = keyed(record, "7", "JN", subject="return/aaa", q1="1", q2="1")
    other = keyed(record, "07", "AB", subject="return/bbb", q1="1", q2="2")
    found = tallied(record)
    assert found.returned == 1
    assert found.items["q1"].answers["1"] == ("7",)
    assert (found.items["q2"].of, found.items["q2"].pending) == (0, ("7",))
    (problem,) = found.problems
    assert (set(problem.returns), problem.items) == ({one, other}, ("q2",))
    assert "keyed 2 times" in problem.what


def test_a_disputed_item_counts_nowhere_and_is_shown():
    record = Record()
    subject = keyed(record, "1", q1="1")
    first, second = (
        sitting(by, f"late{by}").entries(record, [(subject, names.item("q1"), value)])
        for by, value in (("JN", "2"), ("AB", "3"))
    )
    record.add((*first, *second))
    found = tallied(record)
    assert (found.items["q1"].of, found.items["q1"].pending) == (0, ("1",))
    assert found.problems[0].items == ("q1",)


def test_a_form_with_two_different_serials_is_still_one_form():
    record = Record()
    for serial in ("1", "2"):
        subject = keyed(record, serial, q1="1")
        clash = [
            sitting(by, f"clash{by}{serial}").entries(record, [(subject, names.SERIAL, value)])
            for by, value in (("JN", "8"), ("AB", "9"))
        ]
        for entries in clash:
            record.add(entries)
    found = tallied(record)
    assert (found.returned, found.items["q1"].of, len(found.problems)) == (2, 2, 2)


def test_an_answer_that_the_questionnaire_does_not_know_counts_nowhere():
    record = Record()
    keyed(record, "1", q1="9", q3=[], q4="some words")
    found = tallied(record)
    assert all(found.items[id_].of == 0 for id_ in ("q1", "q3", "q4"))
    assert found.problems[0].items == ("q1", "q3", "q4")


def test_returns_of_another_questionnaire_are_passed_over():
    record = small_record()
    subject = keyed(record, "1", q1="1")
    said(record, sitting("AB"), (subject, names.QUESTIONNAIRE, "other"))
    assert tallied(record).returned == 0


def test_the_json_is_what_the_contract_says():
    record = Record()
    keyed(record, "1", q1="1", q2="blank", q3=["1"], q4={"text": "x"})
    found = tallies_to_json([tallied(record, issued=60)])
    assert list(found) == ["questionnaires"]
    forms = found["questionnaires"]["forms"]
    assert (forms["issued"], forms["returned"], list(forms["items"])) == (60, 1, ["q1", "q2", "q3", "q4"])
    assert forms["items"]["q1"] == {
        "answers": {"1": 1, "2": 0, "3": 0},
        "of": 1,
        "blank": 0,
        "unreadable": 0,
        "multiple": 0,
        "favourable": 1,
        "percent": None,
        "words": "1 of 1",
    }
    assert forms["items"]["q4"]["favourable"] is None
    assert forms["items"]["q2"]["words"] == ""


VALUES = {
    "q1": st.sampled_from(["1", "2", "3", "blank", "unreadable", "multiple", None, "strange"]),
    "q2": st.sampled_from(["1", "2", "3", "blank", "unreadable", "multiple", None]),
    "q3": st.one_of(st.lists(st.sampled_from("1234"), unique=True), st.sampled_from(["blank", "unreadable", None])),
    "q4": st.one_of(st.text().map(lambda text: {"text": text}), st.sampled_from(["blank", None])),
}
FORMS = st.lists(
    st.tuples(st.integers(1, 6).map(str), st.sampled_from([1, 2]), st.fixed_dictionaries(VALUES)), max_size=12
)


@given(FORMS)
def test_every_form_stands_in_exactly_one_place_of_every_item(forms):
    record = Record()
    for number, (serial, keying, items) in enumerate(forms):
        keyed(record, serial, f"k{number}", keying, f"return/{number:03}", **items)
    found = tallied(record)
    assert found.returned == len({serial for serial, _, _ in forms})
    for one in found.items.values():
        places = (one.answered, one.blank, one.unreadable, one.multiple, one.pending)
        assert sorted(serial for place in places for serial in place) == sorted({s for s, _, _ in forms})
        if one.item.kind == "one":
            assert sum(map(len, one.answers.values())) == one.of
        if one.favourable is not None:
            assert set(one.favourable) <= set(one.answered)


def test_an_item_keyed_differently_the_second_time_is_counted_apart_until_it_is_settled():
    record = Record()
    first = keyed(record, "1", q1="1", q2="1")
    keyed(record, "1", by="MB", keying=2, q1="2", q2="1")
    found = tallied(record)
    assert (found.items["q1"].of, found.items["q1"].pending, found.items["q1"].unsettled) == (0, ("1",), ("1",))
    assert (found.items["q2"].of, found.items["q2"].unsettled) == (1, ())
    (problem,) = found.problems
    assert (problem.what, problem.items) == (
        "form 1 was keyed twice and differs, not settled yet",
        ("q1",),
    )
    said(record, sitting("ES"), (first, names.settled("q1"), "2"))
    found = tallied(record)
    assert (found.items["q1"].answers["2"], found.items["q1"].unsettled, found.problems) == (("1",), (), ())
