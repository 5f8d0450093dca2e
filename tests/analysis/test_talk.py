from __future__ import annotations

from builders import CASE_07, small_programme, small_record
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.analysis.progress import left_kind
from fieldwork.analysis.talk import Item, for_the_talk, what_else
from fieldwork.record import names
from fieldwork.record.judging import judge
from fieldwork.record.record import Statement
from fieldwork.record.sitting import Sitting

PROGRAMME = small_programme()


def judged(**answers: str):
    record = small_record(cases=("07",))
    said = [
        Statement(CASE_07, names.answer(key[1:].replace("_", ".")), value)
        for key, value in answers.items()
        if value != "park"
    ]
    said += [
        Statement(CASE_07, names.parked(key[1:].replace("_", ".")), True)
        for key, value in answers.items()
        if value == "park"
    ]
    record.add(Sitting("JN").entries(record, said))
    return judge(PROGRAMME, record, CASE_07)


def test_the_talk_goes_through_the_file_in_its_order():
    dates = {"sentence": "2009-01-12", "rosh_screening": "undated"}
    made = judged(q1_2_1="park", q1_1_1="no", q1_1_2="yes")
    assert for_the_talk(PROGRAMME, made, dates) == (
        Item("undated", date="rosh_screening"),  # before the question whether it was on time
        Item("contradicted", "1.1.2", why="1.1.1 is no"),
        Item("parked", "1.2.1"),
    )


def test_a_document_that_no_limit_names_comes_first():
    dates = {"reviews": ["2009-02-01", "undated"], "sentence": "undated"}
    items = for_the_talk(PROGRAMME, judged(q1_1_1="park"), dates)
    assert [item.date or item.question for item in items] == ["reviews", "1.1.1", "sentence"]


def test_what_else_is_open_stands_apart_by_kind():
    rest = what_else(PROGRAMME, judged(q1_1_1="yes", q1_2_1="park"), {"sentence": "undated"})
    assert list(rest) == ["no_date", "open", "waits"]
    assert [item.date for item in rest["no_date"]] == [one.id for one in PROGRAMME.dates if one.id != "sentence"]
    assert "1.2.1" not in [item.question for item in rest["open"]]


@given(
    st.dictionaries(
        st.sampled_from([f"q{one.id.replace('.', '_')}" for one in PROGRAMME.questions]),
        st.sampled_from(["yes", "no", "na", "park"]),
    )
)
def test_everything_that_is_left_is_said_once(answers):
    made = judged(**answers)
    talk, rest = for_the_talk(PROGRAMME, made, {}), what_else(PROGRAMME, made, {})
    said = [item.question for item in (*talk, *(one for items in rest.values() for one in items)) if item.question]
    assert sorted(said) == sorted(id_ for id_, judgement in made.items() if left_kind(judgement) is not None)
    order = [one.id for one in PROGRAMME.questions]
    asked = [order.index(item.question) for item in talk]
    assert asked == sorted(asked)
