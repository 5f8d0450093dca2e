"""What a sample is made of, with the cases behind each count."""

from __future__ import annotations

from builders import case_id, said, sitting, small_programme, small_record
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldwork.analysis.makeup import AGREEMENT, PHASES, cases_in, group_id, makeup
from fieldwork.record import names
from fieldwork.record.views import Inspection

PROGRAMME = small_programme()
REFERENCES = [f"{number:02}" for number in range(1, 8)]
BY = [PHASES, *(one.id for one in PROGRAMME.attributes), *(AGREEMENT + one.id for one in PROGRAMME.classifications)]


def inspection_with(*values):
    """Seven cases, of which each of `values` (reference, field, value) is recorded."""
    record = small_record(cases=REFERENCES)
    said(record, sitting("JN", "more"), *((case_id(reference), field, value) for reference, field, value in values))
    return Inspection(record)


def by(inspection, what):
    found = makeup(inspection.programme, inspection.cases, what)
    return [(one.value, one.label, one.cases) for one in found.groups]


def test_phases_stand_in_their_order_and_what_is_not_recorded_last():
    inspection = inspection_with(("01", names.PHASES, None), ("02", names.PHASES, "custody"))
    rest = tuple(case_id(reference) for reference in REFERENCES[2:])
    assert by(inspection, PHASES) == [
        ("custody", "Custody", ("case/02",)),
        ("both", "Custody and community", rest),
        ("", "Not recorded", ("case/01",)),
    ]


def test_options_stand_in_the_order_of_the_programme_and_numbers_in_theirs():
    choice = next(one for one in PROGRAMME.attributes if one.kind == "choice")
    first, second = choice.options[:2]
    inspection = inspection_with(
        ("03", names.attribute(choice.id), first.value),
        ("01", names.attribute(choice.id), second.value),
        ("02", names.attribute(choice.id), "never heard of"),
    )
    assert [one[:2] for one in by(inspection, choice.id)] == [
        (first.value, first.label),
        (second.value, second.label),
        ("never heard of", "never heard of"),
        ("", "Not recorded"),
    ]
    numbers = inspection_with(
        *((f"0{place}", names.attribute(choice.id), n) for place, n in enumerate(("9", "10", "2"), 1))
    )
    assert [one[0] for one in by(numbers, choice.id)] == ["2", "9", "10", ""]


def test_every_direction_of_an_agreement_is_there_with_its_cases():
    inspection = inspection_with(
        ("01", names.attribute("rosh_yot"), "low"), ("01", names.attribute("rosh_own"), "medium")
    )
    found = {value: cases for value, _, cases in by(inspection, f"{AGREEMENT}rosh")}
    assert (found["too low"], found["agree"]) == (("case/01",), ())
    assert len(found[""]) == 6


def test_a_group_is_found_by_the_id_that_a_figure_has():
    inspection = inspection_with(("02", names.PHASES, "custody"))
    title, group = cases_in(inspection.programme, inspection.cases, group_id(PHASES, "custody"))
    assert (title, group.label, group.cases) == ("Phases inspected", "Custody", ("case/02",))
    for nothing in ("phases=nowhere", "nothing=1", f"{AGREEMENT}nothing=agree", ""):
        assert cases_in(inspection.programme, inspection.cases, nothing) is None


FIELDS = [names.PHASES, *(names.attribute(one.id) for one in PROGRAMME.attributes)]
VALUES = st.sampled_from([None, "", "both", "low", "high", "not clear", "=", "a=b", "7"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(REFERENCES), st.sampled_from(FIELDS), VALUES), max_size=12))
def test_every_case_is_in_one_group_and_each_group_is_found_again(values):
    inspection = inspection_with(*values)
    for what in BY:
        found = makeup(inspection.programme, inspection.cases, what)
        assert sorted(case for one in found.groups for case in one.cases) == sorted(one.id for one in inspection.cases)
        assert found.cases == len(REFERENCES)
        for one in found.groups:
            again = cases_in(inspection.programme, inspection.cases, group_id(what, one.value))
            assert again == (found.title, one)
