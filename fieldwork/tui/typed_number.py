"""Digits typed in a list: one number while they come quickly, and the place that it leads to."""

from __future__ import annotations

import time
from collections.abc import Iterable

from fieldwork.record.views import number_of, reference_key

TYPING = 1.0
"""Seconds within which digits belong to one number."""


def is_digit(character: str | None) -> bool:
    """Whether a key is one of 0 to 9."""
    return character is not None and len(character) == 1 and character.isascii() and character.isdigit()


class TypedNumber:
    """What was typed of a number. It begins anew after a pause, and once the cursor has moved otherwise."""

    def __init__(self) -> None:
        self.text = ""
        self._at = 0.0
        self._led_to = -1

    def add(self, character: str, cursor: int) -> str:
        """Type one more character with the cursor where it is; gives the number so far."""
        now = time.monotonic()
        goes_on = now - self._at < TYPING and cursor == self._led_to
        self.text = (self.text if goes_on else "") + character
        self._at = now
        return self.text

    def led_to(self, cursor: int) -> None:
        """Remember where the number led: there the next digit goes on with it."""
        self._led_to = cursor

    def forget(self) -> bool:
        """Forget what was typed a while ago; gives whether there was something."""
        old = bool(self.text) and time.monotonic() - self._at >= TYPING * 0.9
        if old:
            self.text = ""
        return old


def with_reference(references: Iterable[str], digits: str) -> int | None:
    """The place that typed digits mean: the reference itself ("7" is 07), else one that begins so, or ends: YOT/0007.

    What has no reference, such as a note on the area, is an empty one.
    """
    named = [(place, reference) for place, reference in enumerate(references) if reference]
    wanted = reference_key(digits)
    exact = next((place for place, reference in named if reference_key(reference) == wanted), None)
    if exact is not None:
        return exact
    bare = digits.lstrip("0") or digits
    begun = (place for place, reference in named if reference.lstrip("0").startswith(bare))
    ended = (place for place, reference in named if number_of(reference).lstrip("0") == bare)
    return next(begun, next(ended, None))
