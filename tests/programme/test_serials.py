"""Serials with a check digit: every single wrong digit and every swap of neighbours is caught."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.programme.serials import check_digit, is_valid, number_of, serial_value, with_check

NUMBERS = st.integers(0, 9_999_999)
WIDTHS = st.integers(1, 8)


def test_the_example_of_the_literature():
    assert check_digit("572") == "4"
    assert with_check(572) == "5724"
    assert with_check(17, 4) == "0017" + check_digit("17")


def replaced(serial, at, digit):
    return serial[:at] + digit + serial[at + 1 :]


def test_every_wrong_digit_and_every_swap_of_neighbours_is_caught_in_all_numbers_to_ten_thousand():
    for number in range(10_000):
        serial = with_check(number, 4)
        for at, right in enumerate(serial):
            assert not any(is_valid(replaced(serial, at, wrong)) for wrong in "0123456789" if wrong != right)
            if at and serial[at - 1] != right:
                assert not is_valid(serial[: at - 1] + right + serial[at - 1] + serial[at + 1 :])


@given(NUMBERS, WIDTHS, st.data())
def test_a_wrong_digit_is_caught_at_any_length(number, width, data):
    serial = with_check(number, width)
    at = data.draw(st.integers(0, len(serial) - 1))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != serial[at]]))
    assert not is_valid(replaced(serial, at, wrong))


@given(NUMBERS, WIDTHS)
def test_a_serial_says_its_number_and_zeros_in_front_change_nothing(number, width):
    serial = with_check(number, width)
    assert is_valid(serial)
    assert number_of(serial) == number
    assert number_of(f" 00{serial} ") == number
    assert len(serial) == max(width, len(str(number))) + 1


@given(st.text(max_size=16))
def test_whatever_is_typed_is_a_serial_or_is_not(typed):
    assert (number_of(typed) is not None) == is_valid(typed)
    assert not is_valid(typed) or serial_value(typed) is not None


@pytest.mark.parametrize("typed", ["", "0", "5", "57 24", "-5724", "5724x", "٥٧٢٤", "5" * 13, "²"])
def test_what_is_no_serial_of_digits_is_not_valid(typed):
    assert not is_valid(typed)
    assert number_of(typed) is None
