"""Digits typed in a list are one number, and find the row that it means."""

from __future__ import annotations

import pytest

from fieldwork.tui import typed_number
from fieldwork.tui.typed_number import TypedNumber, with_reference


@pytest.mark.parametrize(
    ("digits", "place"), [("7", 1), ("07", 1), ("12", 3), ("1", 3), ("9", None), ("3", 4), ("0", None)]
)
def test_digits_mean_the_reference_else_what_begins_or_ends_so(digits, place):
    assert with_reference(["", "07", "08", "12", "A3"], digits) == place


def test_digits_mean_the_number_that_a_reference_ends_with_too():
    references = ["YOT/0012", "YOT/0120", "YOT/0007"]
    assert [with_reference(references, digits) for digits in ("7", "12", "120", "2")] == [2, 0, 1, None]


def test_a_number_begins_anew_where_another_key_moved_the_cursor(monkeypatch):
    monkeypatch.setattr(typed_number, "TYPING", 60)
    number = TypedNumber()
    assert number.add("1", 0) == "1"
    number.led_to(3)
    assert number.add("2", 3) == "12"
    number.led_to(5)
    assert number.add("3", 4) == "3"


def test_a_number_begins_anew_after_a_pause_and_is_forgotten(monkeypatch):
    monkeypatch.setattr(typed_number, "TYPING", 0)
    number = TypedNumber()
    number.add("1", 0)
    number.led_to(0)
    assert number.add("2", 0) == "2"
    assert number.forget()
    assert not number.forget()
