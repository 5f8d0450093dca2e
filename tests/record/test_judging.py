"""What is judged, and what the programme's rules make of the rest."""

from __future__ import annotations

import time

import pytest
from builders import CASE_07, answered, programme_of, question, said, sitting, small_programme, small_record
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.programme.models import ANSWERS
from fieldwork.record import names
from fieldwork.record.judging import judge, rejudge
from fieldwork.record.record import Record


def judged(programme=None, phases="both", parked=(), **answers):
    """The judgements on a case with these phases, parkings and answers (`q1_1_1="yes"` is of 1.1.1)."""
    record = Record()
    said(record, sitting(), (CASE_07, names.REFERENCE, "07"), (CASE_07, names.PHASES, phases))
    answered(record, sitting("MB"), CASE_07, **answers)
    for question_id in parked:
        said(record, sitting("TP"), (CASE_07, names.parked(question_id), True))
    return judge(programme or small_programme(), record, CASE_07)


def test_every_question_is_judged_in_the_programmes_order():
    programme = programme_of(question("1.1.2", parent="1.1.1"), question("1.1.1"))
    assert list(judged(programme)) == ["1.1.2", "1.1.1"]


def test_without_an_answer_a_question_is_open_and_its_child_waits():
    found = judged()
    assert (found["1.1.1"].status, found["1.1.1"].why) == ("open", "")
    assert (found["1.1.2"].status, found["1.1.2"].why) == ("waits", "waits for 1.1.1")
    assert found["1.1.3"].why == "waits for 1.1.2"
    assert all(found[q].to_do and found[q].answer is None for q in ("1.1.1", "1.1.2", "1.1.3"))


def test_a_yes_opens_the_child():
    found = judged(q1_1_1="yes")
    assert (found["1.1.1"].status, found["1.1.1"].answer, found["1.1.1"].to_do) == ("answered", "yes", False)
    assert found["1.1.2"].status == "open"
    assert found["1.1.3"].status == "waits"


def test_a_no_makes_the_child_what_its_rule_says_and_what_is_below_not_applicable():
    found = judged(q1_1_1="no")
    assert (found["1.1.2"].status, found["1.1.2"].answer, found["1.1.2"].why) == ("rule", "na", "1.1.1 is no")
    assert (found["1.1.3"].status, found["1.1.3"].answer, found["1.1.3"].why) == ("rule", "na", "1.1.2 is n/a")
    assert not found["1.1.2"].to_do


def test_not_applicable_goes_down_the_line():
    found = judged(q1_1_1="na")
    assert [found[q].answer for q in ("1.1.2", "1.1.3")] == ["na", "na"]


@pytest.mark.parametrize(
    ("parent", "recognised", "oversight"),
    [("yes", "na", None), ("no", "na", "no"), ("na", None, "na")],
    ids=["an RMP was made", "it is missing", "none was required"],
)
def test_a_rule_may_open_on_not_applicable_or_make_a_no(parent, recognised, oversight):
    found = judged(q1_1_10=parent)
    assert found["1.1.13"].answer == recognised
    assert found["1.1.16"].answer == oversight
    assert {found["1.1.13"].status, found["1.1.16"].status} <= {"rule", "open"}


def test_a_phase_that_was_not_inspected_is_not_applicable():
    found = judged(phases="community")
    assert (found["2.1.1"].status, found["2.1.1"].answer) == ("rule", "na")
    assert found["2.1.1"].why == "the custody phase was not inspected"
    assert found["2.1.2"].why == "the custody phase was not inspected"
    assert found["2.1.3"].status == "open"
    assert judged(phases="custody")["2.1.3"].answer == "na"
    assert judged(phases="custody")["2.1.1"].status == "open"
    assert judged(phases="both")["2.1.3"].status == judged(phases="both")["2.1.1"].status == "open"


@pytest.mark.parametrize("phases", [None, "elsewhere", True, ["both"], {"both": 1}])
def test_while_the_phases_are_unknown_their_questions_wait(phases):
    found = judged(phases=phases)
    assert (found["2.1.1"].status, found["2.1.3"].status) == ("waits", "waits")
    assert found["2.1.3"].why == "waits until the phases of the case are recorded"
    assert found["1.1.1"].status == "open"


def test_an_inspectors_own_answer_counts_and_is_a_contradiction():
    found = judged(q1_1_1="no", q1_1_2="yes")
    assert (found["1.1.2"].status, found["1.1.2"].answer, found["1.1.2"].ruled) == ("answered", "yes", "na")
    assert found["1.1.2"].contradiction
    assert found["1.1.2"].why == "1.1.1 is no"
    assert found["1.1.3"].status == "open", "what is below follows the answer that counts"


def test_an_own_answer_like_the_rules_is_no_contradiction():
    assert not judged(q1_1_1="no", q1_1_2="na")["1.1.2"].contradiction


def test_an_own_answer_before_its_parents_is_no_contradiction():
    early = judged(q1_1_2="yes")["1.1.2"]
    assert (early.status, early.contradiction, early.why) == ("answered", False, "")


def test_a_disputed_parent_makes_its_children_wait():
    base = small_record()
    other = Record(base)
    answered(base, sitting("JN"), CASE_07, q1_1_1="yes", q1_1_2="yes")
    answered(other, sitting("MB"), CASE_07, q1_1_1="no")
    base.add(other)
    found = judge(small_programme(), base, CASE_07)
    assert (found["1.1.1"].status, found["1.1.1"].answer, found["1.1.1"].to_do) == ("disputed", None, True)
    assert found["1.1.2"].status == "answered"
    assert judge(programme_of(question("1.1.1"), question("1.1.9", parent="1.1.1")), base, CASE_07)["1.1.9"].status == (
        "waits"
    )


def test_a_question_stays_parked_until_it_is_answered():
    assert judged(parked=["1.1.1"])["1.1.1"].parked
    assert not judged(parked=["1.1.1"], q1_1_1="yes")["1.1.1"].parked
    assert judged(parked=["1.1.2"])["1.1.2"].parked
    assert not judged(parked=["1.1.2"], q1_1_1="no")["1.1.2"].parked, "a rule has answered it"


@pytest.mark.parametrize("value", ["maybe", "YES", True, 1, ["yes"], {"yes": 1}, ""])
def test_a_value_that_is_no_answer_counts_for_nothing(value):
    found = judged(q1_1_1=value)
    assert found["1.1.1"].status == "open"
    assert found["1.1.2"].status == "waits"


def test_rules_in_a_circle_or_without_a_parent_leave_the_question_waiting():
    programme = programme_of(
        question("1.1.1", parent="1.1.2"), question("1.1.2", parent="1.1.1"), question("1.1.3", parent="9.9.9")
    )
    assert {found.status for found in judged(programme).values()} == {"waits"}


def test_a_case_nobody_spoke_of_is_judged_too():
    assert judge(small_programme(), Record(), "case/nowhere")["1.1.1"].status == "open"


# -- any small programme


@st.composite
def programmes(draw):
    ids = [f"1.1.{n}" for n in range(1, draw(st.integers(1, 8)) + 1)]
    questions = []
    for place, question_id in enumerate(ids):
        parent = draw(st.none() | st.sampled_from(ids[:place])) if place else None
        opens_on = draw(st.lists(st.sampled_from(ANSWERS), min_size=1, unique=True).map(tuple))
        otherwise = draw(st.sampled_from(["na", "no"]))
        phase = draw(st.sampled_from(["any", "any", "custody", "community"]))
        questions.append(question(question_id, parent=parent, opens_on=opens_on, otherwise=otherwise, phase=phase))
    return programme_of(*draw(st.permutations(questions)))


own_answers = st.dictionaries(st.sampled_from([f"q1_1_{n}" for n in range(1, 9)]), st.sampled_from([*ANSWERS, None]))
phases = st.sampled_from([None, "community", "custody", "both"])


@given(programmes(), own_answers, phases)
def test_a_rule_never_overwrites_an_own_answer_and_leaves_nothing_undecided(programme, answers, phase):
    found = judged(programme, phase, **answers)
    assert found == judged(programme, phase, **answers)
    for one in programme.questions:
        now = found[one.id]
        own = answers.get("q" + one.id.replace(".", "_"))
        if own is not None:
            assert (now.status, now.answer) == ("answered", own)
        else:
            assert now.status in ("rule", "open", "waits")
            assert (now.answer is not None) == (now.status == "rule") == (now.ruled is not None)
        assert not now.contradiction or (own is not None and own != now.ruled)
        parent = found[one.rule.parent] if one.rule else None
        if now.status == "waits":
            assert (parent is not None and parent.answer is None) or phase is None
        if now.status == "open":
            assert parent is None or parent.answer in one.rule.opens_on
        if now.ruled == "no":
            assert parent.answer not in (None, "na")


STATEMENTS = st.one_of(
    st.tuples(st.sampled_from([names.answer(f"1.1.{n}") for n in range(1, 10)]), st.sampled_from([*ANSWERS, None])),
    st.tuples(st.sampled_from([names.parked(f"1.1.{n}") for n in range(1, 9)]), st.sampled_from([True, None])),
    st.tuples(st.just(names.PHASES), phases),
    st.just((names.date("sentence"), "2009-01-12")),
)


@given(programmes(), st.lists(st.lists(STATEMENTS, max_size=3), max_size=6))
def test_judging_only_what_is_concerned_gives_what_judging_all_gives(programme, acts):
    record, author = Record(), sitting()
    said(record, author, (CASE_07, names.REFERENCE, "07"))
    found = judge(programme, record, CASE_07)
    for act in acts:
        said(record, author, *((CASE_07, field, value) for field, value in act))
        found = rejudge(programme, record, CASE_07, found, [field for field, _ in act])
        assert found == judge(programme, record, CASE_07)
        assert list(found) == list(programme.question)


def test_judging_what_is_concerned_ends_where_rules_go_in_a_circle():
    programme = programme_of(
        question("1.1.1", parent="1.1.2"), question("1.1.2", parent="1.1.1"), question("1.1.3", parent="1.1.2")
    )
    record, author = Record(), sitting()
    said(record, author, (CASE_07, names.REFERENCE, "07"))
    before = judge(programme, record, CASE_07)
    said(record, author, (CASE_07, names.answer("1.1.1"), "no"))
    assert rejudge(programme, record, CASE_07, before, [names.answer("1.1.1")]) == judge(programme, record, CASE_07)


def test_judging_a_whole_case_costs_little():
    programme = programme_of(
        *(question(f"1.1.{n}", parent=f"1.1.{n - 1}" if n % 3 else None) for n in range(138)),
    )
    record = small_record(programme)
    answered(record, sitting(), CASE_07, **{f"q1_1_{n}": "yes" for n in range(0, 138, 2)})
    judge(programme, record, CASE_07)
    costs = []
    for _ in range(20):
        begin = time.perf_counter()
        judge(programme, record, CASE_07)
        costs.append(time.perf_counter() - begin)
    assert min(costs) < 0.0008
