"""What a check says of a text: what was found, where, what was expected, and one sentence for whoever mends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fieldwork.report.document import Place
from fieldwork.text import shown

Kind = Literal[
    "changed",
    "gone",
    "unchecked",
    "impossible",
    "comparison",
    "share word",
    "comment",
    "small number",
    "provisional",
    "placeholder",
    "acronym",
    "name",
]
"""``changed``: a figure that is not the one of the data; ``gone``: one that the draft has and the text lost;
``unchecked``: one that rests on nothing fieldwork knows; ``impossible``: a share that its number cannot give."""

_AROUND = 32
"""Characters of the text on either side of what is quoted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at before a report goes out.

    `place` says the headings, the block (from 0) and the part of the record that it is of, where that is known;
    `paragraph` the how-manieth passage below its heading (from 1; an item and a row count as one each), `start` the
    character of the passage at which it begins. `around` are the words it stands in. `found` and `expected` are short;
    `sentence` names place and figure in one.
    """

    kind: Kind
    place: Place
    paragraph: int
    start: int
    around: str
    found: str
    expected: str
    sentence: str
    what: str = ""
    """The rest of `sentence` behind its place."""
    text: str = ""
    """The sentence of the passage that it is found in."""

    @property
    def wrong(self) -> bool:
        """Whether it has to be looked at; a figure that was not checked only says that nobody did."""
        return self.kind != "unchecked"


def words_around(text: str, start: int, end: int) -> str:
    """A stretch of `text` with the words around it, on one line, with an ellipsis where it was cut."""
    left = text.find(" ", max(0, start - _AROUND)) + 1 if start > _AROUND else 0
    right = text.rfind(" ", 0, min(len(text), end + _AROUND)) if end + _AROUND < len(text) else len(text)
    left, right = min(left, start), max(right, end)
    cut = shown(text[left:right]).strip()
    return f"{'… ' if left else ''}{cut}{' …' if right < len(text) else ''}"
