"""Find a question of the checklist: it finds as one types; Enter goes there, Esc stays where one was.

What was typed stays known to the checklist, whose `;` and `,` go to the next and the previous question found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from fieldwork.programme.models import Question
from fieldwork.record.judging import Judgement
from fieldwork.text import clip
from fieldwork.tui.checklist_find import Finder, Standing
from fieldwork.tui.checklist_lines import row_style, status_words
from fieldwork.tui.checklist_paint import pad
from fieldwork.tui.screens.overlay import Overlay
from fieldwork.tui.widgets.field import Field
from fieldwork.tui.widgets.line_list import LineList, Segments

PLACEHOLDER = "2.1.3, words of it, or: parked contradicted noted waits disputed rule"

_STATUS = 12


class FoundList(LineList, can_focus=False):
    """The questions found."""

    def __init__(self, judgements: Mapping[str, Judgement]) -> None:
        super().__init__(id="found")
        self.found: Sequence[Question] = ()
        self._judgements = judgements

    def show(self, found: Sequence[Question]) -> None:
        """Show other hits, the first one chosen."""
        self.found = found
        self.set_count(max(1, len(found)), 0)

    def row(self, index: int, width: int) -> Segments:
        """Number, text, how it stands."""
        if not self.found:
            return ((" No question with these words.", "dim"),)
        question = self.found[index]
        judgement = self._judgements[question.id]
        room = max(1, width - 8 - _STATUS)
        return (
            (f" {pad(question.id, 6)} ", "head"),
            (pad(clip(question.text, room - 1), room), ""),
            (pad(status_words(judgement), _STATUS), row_style(judgement)),
        )


class FindQuestion(Overlay[tuple[str, str] | None]):
    """Gives the id of the question chosen and what was typed, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "down", show=False, id="find.down"),
        Binding("up", "move(-1)", "up", show=False, id="find.up"),
        Binding("pagedown", "move(8)", "page down", show=False, id="find.page_down"),
        Binding("pageup", "move(-8)", "page up", show=False, id="find.page_up"),
    ]
    DEFAULT_CSS = """
    FindQuestion { align: center bottom; }
    FindQuestion > Vertical {
        width: 100%; height: 60%; min-height: 8; background: $panel; border: round $primary; padding: 0 1;
    }
    """

    def __init__(self, finder: Finder, judgements: Mapping[str, Judgement], stand: Standing, typed: str = "") -> None:
        """Find with `finder`; `typed` is offered: what was looked for last."""
        super().__init__()
        self._finder = finder
        self._judgements = judgements
        self._stand = stand
        self._offered = typed

    def compose(self) -> ComposeResult:
        """What is typed, and what is found."""
        with Vertical():
            yield Field(self._offered, placeholder=PLACEHOLDER, offered=True)
            yield FoundList(self._judgements)

    def on_mount(self) -> None:
        """Listen to the field itself: a message would cost one more frame a key."""
        self.watch(self.query_one(Field), "value", self._typed)

    def _typed(self, value: str) -> None:
        self.query_one(FoundList).show(self._finder.find(value, self._stand))

    def action_move(self, by: int) -> None:
        """Choose another hit while one types."""
        self.query_one(FoundList).action_move(by)

    @on(Input.Submitted)
    @on(LineList.Chosen)
    def _chosen(self) -> None:
        found = self.query_one(FoundList)
        typed = self.query_one(Field).value.strip()
        self.dismiss((found.found[found.cursor].id, typed) if found.found else None)
