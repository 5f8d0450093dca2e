"""A note while it is written: what is said of it is what was typed and marked last, and nothing twice."""

from __future__ import annotations

import pytest
from builders import CASE_07, small_programme, small_record
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.record import names
from fieldwork.record.sitting import Sitting
from fieldwork.record.views import Note
from fieldwork.text import clean
from fieldwork.tui.note_draft import (
    Draft,
    Marks,
    Place,
    draft_of,
    marks_of,
    place_of,
    place_words,
    to_keep,
    with_good_practice,
)

PLACES = [Place(CASE_07, "1.1.1"), Place(CASE_07, criterion="1.1"), Place(CASE_07), Place(source="policy"), Place()]
MARKS = st.builds(
    Marks, st.booleans(), st.booleans(), st.sampled_from([None, "1.1", "1.2"]), st.sampled_from([None, "manager"])
)


def test_nothing_is_said_of_a_new_note_without_text():
    assert to_keep(Draft(PLACES[0]), "  \n", Marks(good_practice=True))[0] == ()


@pytest.mark.parametrize(
    ("place", "fields"),
    [
        (PLACES[0], {names.CASE: CASE_07, names.QUESTION: "1.1.1"}),
        (PLACES[1], {names.CASE: CASE_07, names.CRITERION: "1.1"}),
        (PLACES[2], {names.CASE: CASE_07}),
        (PLACES[3], {names.SOURCE: "policy"}),
        (PLACES[4], {}),
    ],
)
def test_the_record_of_a_note_names_its_place(place, fields):
    draft = Draft(place)
    said, then = to_keep(draft, "x", draft.begun)
    assert {one.field: one.value for one in said} == {names.TEXT: "x", **fields}
    assert to_keep(then, "x", then.begun)[0] == ()


@given(st.sampled_from(PLACES), st.lists(st.tuples(st.text(max_size=12), MARKS), min_size=1, max_size=5))
def test_what_is_kept_is_what_was_typed_and_marked_last(place, typed):
    record, by = small_record(), Sitting("JN", "jn1", lambda: "2009-06-02T10:12:00+01:00")
    draft = Draft(place)
    for text, marks in typed:
        said, draft = to_keep(draft, text, marks)
        record.add(by.entries(record, said))
        assert to_keep(draft, text, marks)[0] == ()
    text, marks = typed[-1]
    if draft.note is None:
        assert not any(clean(one).strip() for one, _ in typed)
        return
    again = draft_of(record, draft.note)
    assert (again.text, again.marks) == (clean(text).strip(), marks)
    assert again.place[:2] == place[:2]
    assert marks_of(Note(record, draft.note)) == marks
    assert to_keep(again, text, marks)[0] == ()


def test_good_practice_on_a_question_takes_its_criterion_along_and_away():
    marked = with_good_practice(Marks(), PLACES[0], small_programme(), good=True)
    assert marked == Marks(good_practice=True, criterion="1.1")
    assert with_good_practice(marked, PLACES[0], small_programme(), good=False) == Marks()
    other = marked._replace(criterion="1.2")
    assert with_good_practice(other, PLACES[0], small_programme(), good=False) == Marks(criterion="1.2")
    on_criterion = Marks(criterion="1.1")
    assert with_good_practice(on_criterion, PLACES[1], small_programme(), good=True) == Marks(True, criterion="1.1")


def test_a_place_reads_as_what_it_is():
    record = small_record()
    words = [place_words(record, small_programme(), one, Draft(one).begun) for one in PLACES]
    assert words == [
        "1.1.1 Is 1.1.1 as it should be?",
        "1.1 Risk of Harm to others · case 07",
        "case 07",
        "the area · policy",
        "the area",
    ]


def test_a_recorded_note_is_on_what_it_was_begun_on():
    record, by = small_record(), Sitting("JN", "jn1", lambda: "2009-06-02T10:12:00+01:00")
    for place in PLACES:
        said, draft = to_keep(Draft(place), "x", Draft(place).begun)
        record.add(by.entries(record, said))
        assert place_of(Note(record, draft.note or "")) == place
