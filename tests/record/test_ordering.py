"""Moving one thing in an order of numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fieldwork.record.ordering import moved

LINE = [("a", 0), ("b", 1), ("c", 2)]


def order_after(standing, which, by):
    said = dict(moved(standing, which, by))
    return [id_ for id_, _ in sorted(standing, key=lambda one: said.get(one[0], one[1]))]


def test_a_thing_takes_a_number_between_its_new_neighbours_and_no_other_changes():
    assert moved(LINE, "a", 1) == [("a", 1.5)]
    assert moved(LINE, "c", -1) == [("c", 0.5)]
    assert moved(LINE, "b", 1) == [("b", 3)]
    assert moved(LINE, "b", -1) == [("b", -1)]


def test_at_the_end_of_the_line_nothing_moves():
    assert moved(LINE, "a", -1) == moved(LINE, "c", 1) == moved([("a", 4)], "a", 1) == []


def test_things_with_the_same_number_are_numbered_anew():
    assert moved([("a", 1), ("b", 1), ("c", 1)], "a", 1) == [("b", 0), ("a", 1), ("c", 2)]


@given(st.lists(st.integers(0, 3), min_size=1, max_size=8), st.data())
def test_whatever_the_numbers_are_a_thing_changes_places_with_its_neighbour_alone(numbers, data):
    standing = [(str(place), float(number)) for place, number in enumerate(sorted(numbers))]
    place, by = data.draw(st.integers(0, len(numbers) - 1)), data.draw(st.sampled_from((-1, 1)))
    expected = [id_ for id_, _ in standing]
    if 0 <= place + by < len(expected):
        expected[place], expected[place + by] = expected[place + by], expected[place]
    assert order_after(standing, str(place), by) == expected
