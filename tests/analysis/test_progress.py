"""What is done in a case, what is left, and what comes next."""

from __future__ import annotations

import pytest
from builders import CASE_07, CASE_08, answered, said, sitting, small_programme, small_record
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.analysis.progress import (
    Part,
    case_progress,
    left_kind,
    next_open,
    previous_open,
    totals,
    totals_by,
)
from fieldwork.record import names
from fieldwork.record.judging import Judgement, judge

PROGRAMME = small_programme()
ORDER = list(PROGRAMME.question)


def judged(*statements, **answers):
    record = small_record(cases=("07",))
    by = sitting()
    answered(record, by, CASE_07, **answers)
    if statements:
        said(record, by, *statements)
    return judge(PROGRAMME, record, CASE_07)


def states(**status):
    """All questions with one status each, by default a rule's answer."""
    given_ = {key.removeprefix("q").replace("_", "."): value for key, value in status.items()}
    return {
        id_: Judgement(id_, given_[id_], None) if id_ in given_ else Judgement(id_, "rule", "na", "na") for id_ in ORDER
    }


def test_progress_counts_answers_rules_and_the_rest():
    found = case_progress(PROGRAMME, CASE_07, judged(q1_1_1="no", q1_1_10="yes"))
    # 1.1.1, 1.1.10 by hand; 1.1.2 and 1.1.3 n/a after 1.1.1, 1.1.13 after 1.1.10
    assert (found.total, found.answered, found.by_rule, found.left) == (11, 5, 3, 6)
    assert found.criteria == {"1.1": Part(5, 6), "1.2": Part(0, 2), "2.1": Part(0, 3)}
    assert not found.complete


def test_contradictions_and_parked_are_named():
    made = judged((CASE_07, names.parked("1.2.1"), True), q1_1_1="no", q1_1_2="yes")
    found = case_progress(PROGRAMME, CASE_07, made)
    assert (found.contradictions, found.parked) == (("1.1.2",), 1)


def left(judgements):
    """Why each question of a case is left that is."""
    return {id_: kind for id_, judgement in judgements.items() if (kind := left_kind(judgement)) is not None}


def test_what_is_parked_open_waiting_or_against_a_rule_is_left():
    kinds = left(judged((CASE_07, names.parked("1.2.1"), True), q1_1_1="no", q1_1_2="yes"))
    assert (kinds.pop("1.2.1"), kinds.pop("1.1.2")) == ("parked", "contradicted")
    assert [id_ for id_, kind in kinds.items() if kind == "open"] == ["1.1.3", "1.1.10", "1.2.2", "2.1.1", "2.1.3"]
    assert {id_ for id_, kind in kinds.items() if kind == "waits"} == {"1.1.13", "1.1.16", "2.1.2"}


def test_a_finished_case_has_nothing_left():
    made = states()
    assert left(made) == {}
    assert next_open(ORDER, made) is None
    assert case_progress(PROGRAMME, CASE_07, made).complete


def test_the_next_open_question_goes_round_and_passes_over_rules_and_waiting():
    made = states(q1_1_1="open", q1_1_2="waits", q1_2_1="open", q2_1_3="disputed")
    assert next_open(ORDER, made) == "1.1.1"
    assert next_open(ORDER, made, "1.1.1") == "1.2.1"
    assert next_open(ORDER, made, "1.2.1") == "2.1.3"
    assert next_open(ORDER, made, "2.1.3") == "1.1.1"
    assert next_open(ORDER, made, "unheard of") == "1.1.1"
    assert previous_open(ORDER, made, "1.2.1") == "1.1.1"
    assert previous_open(ORDER, made, "1.1.1") == "2.1.3"


def test_a_question_itself_is_offered_last():
    made = states(q1_2_1="open")
    assert next_open(ORDER, made, "1.2.1") == "1.2.1"


def test_a_parked_question_is_offered_when_nothing_else_is_open():
    made = states(q1_2_1="open", q2_1_3="open")
    made["1.2.1"] = Judgement("1.2.1", "open", None, parked=True)
    assert next_open(ORDER, made, "1.1.1") == "2.1.3"
    made["2.1.3"] = Judgement("2.1.3", "answered", "yes")
    assert next_open(ORDER, made, "1.1.1") == "1.2.1"


def test_a_parent_opens_its_child_and_it_comes_next():
    assert next_open(ORDER, judged(q1_1_1="yes"), "1.1.1") == "1.1.2"


def test_totals_per_inspector():
    record = small_record()
    answered(record, sitting(), CASE_07, q1_1_1="no")
    rows = [case_progress(PROGRAMME, one, judge(PROGRAMME, record, one)) for one in (CASE_07, CASE_08)]
    by_name = totals_by([("JN", rows[0]), ("AB", rows[1])])
    assert list(by_name) == ["AB", "JN"]
    assert (by_name["JN"].answered, by_name["AB"].answered) == (3, 0)
    assert (totals(rows).cases, totals(rows).answered, totals(rows).total) == (2, 3, 22)


@pytest.mark.parametrize("status", ["answered", "rule"])
def test_nothing_is_left_of_an_answer(status):
    assert left_kind(Judgement("1.1.1", status, "yes", "yes")) is None


STATUS = st.sampled_from(["answered", "rule", "open", "waits", "disputed"])


@given(st.lists(STATUS, min_size=11, max_size=11), st.sampled_from([None, *ORDER]))
def test_the_next_question_can_always_be_answered(statuses, start):
    made = {
        id_: Judgement(id_, status, "yes" if status in ("answered", "rule") else None)
        for id_, status in zip(ORDER, statuses, strict=True)
    }
    for find in (next_open, previous_open):
        found = find(ORDER, made, start)
        can_be = {id_ for id_ in ORDER if made[id_].status in ("open", "disputed")}
        assert (found in can_be) if can_be else found is None
    progress = case_progress(PROGRAMME, CASE_07, made)
    assert progress.answered + progress.left == progress.total
    assert progress.left == sum(kind != "contradicted" for kind in left(made).values())
    assert sum(part.answered for part in progress.criteria.values()) == progress.answered
