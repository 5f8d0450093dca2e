"""Serials of paper forms: a running number, and a check digit after it by which a mistyped serial gives itself away.

The check digit is that of H. M. Damm (Total anti-symmetrische Quasigruppen, thesis, Marburg 2004): the digits walk
through a table of ten by ten, from 0, and the check digit is the one that ends the walk at 0. It is a digit like the
others, so a person reads and types digits only, and zeros in front change nothing: 0175 and 175 are one serial.

Always caught: one wrong digit, and two neighbours that have changed places. Caught nine times in ten, no more: two or
more wrong digits, digits that changed places over another one, a digit too many or too few. Never caught: a zero more
or less in front, which changes nothing, and a serial that is right but stands on another form.
"""

from __future__ import annotations

CHECK_WIDTH = 3
"""Least digits of a running number before its check digit: the serials of a batch are then all of one length."""

LONGEST = 12
"""Digits of the longest serial that is read as one; what is longer is no serial of ours."""

_TABLE = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def check_digit(digits: str) -> str:
    """The digit that makes a valid serial of `digits` (0 to 9, none else) when it is put after them."""
    state = 0
    for digit in digits:
        state = _TABLE[state][int(digit)]
    return str(state)


def with_check(number: int, width: int = CHECK_WIDTH) -> str:
    """The serial of a running number (0 or more): at least `width` digits, zeros in front, and the check digit."""
    digits = str(number).zfill(width)
    return digits + check_digit(digits)


def serial_value(serial: str) -> int | None:
    """What a serial is as a whole number: 175 of "0175"; None where it is no serial of digits only."""
    text = serial.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else None


def is_valid(serial: str) -> bool:
    """Whether `serial` is a number with the check digit that belongs to it."""
    text = serial.strip()
    return len(text) > 1 and serial_value(text) is not None and check_digit(text) == "0"


def number_of(serial: str) -> int | None:
    """The running number of a valid serial; None of one that is not."""
    return int(serial.strip()[:-1]) if is_valid(serial) else None
