"""The line under a text that is typed, which questions what looks like a person's own data.

A question is asked once: when the text is put away, and when typing pauses. What is recorded stays in the history, so a
text that is questioned is only recorded when the question was seen. The question never keeps anybody from anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from fieldwork.text import cells, clip, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fieldwork.tui.questioning import Questioning

_QUESTION = "? {}. Esc keeps it"

LONGEST_PAUSE = 20.0
"""Seconds until a text that is questioned is recorded although nobody has answered: nothing typed is lost."""


class QuestionLine(Static):
    """Hidden while there is no question. `begin` with a text, `asks` of it, and `end` with what is kept."""

    DEFAULT_CSS = """
    QuestionLine { height: 1; color: $text-warning; text-style: bold; display: none; }
    """

    def __init__(self, questioning: Questioning, *, classes: str = "") -> None:
        super().__init__("", markup=False, classes=classes)
        self._questioning = questioning
        self._seen: set[str] = set()
        self._recorded: set[str] = set()

    def begin(self, text: str) -> None:
        """Another text is typed on: what stands in it was there before."""
        self._recorded = set(self._questioning.words(text))
        self._seen = self._recorded | self._questioning.kept
        self._show_question(())

    def asks(self, text: str) -> bool:
        """Question what was not questioned before; whether there is any."""
        found = [words for words in self._questioning.words(text) if words not in self._seen]
        self._show_question(found)
        self._seen.update(found)
        return bool(found)

    def recorded(self, text: str) -> None:
        """A text was recorded: what is taken out of it from now on still stands in its history."""
        self._recorded.update(self._questioning.words(text))

    def end(self, text: str) -> str:
        """What was kept is not questioned again; gives what was recorded and is gone, empty where nothing is."""
        there = set(self._questioning.words(text))
        self._questioning.kept.update(there)
        return next(iter(sorted(self._recorded - there)), "")

    def _show_question(self, found: Sequence[str]) -> None:
        self.display = bool(found)
        if found:
            room = max(10, self.app.size.width - 4) - len(_QUESTION.format(""))
            said = shown("; ".join(found))
            if cells(said) > room and len(found) > 1:
                more = f" and {len(found) - 1} more"
                said = clip(shown(found[0]), room - len(more)) + more
            self.update(Content(_QUESTION.format(clip(said, room))), layout=False)
