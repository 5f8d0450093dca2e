"""Find a question of the checklist: it finds as one types; Enter goes there, Esc stays where one was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from fieldwork.programme.models import Programme, Question
from fieldwork.record.judging import Judgement
from fieldwork.text import clip
from fieldwork.tui.checklist_find import Finder
from fieldwork.tui.checklist_lines import row_style, status_words
from fieldwork.tui.checklist_paint import pad
from fieldwork.tui.screens.overlay import Overlay
from fieldwork.tui.widgets.field import Field
from fieldwork.tui.widgets.line_list import LineList, Segments

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


class FindQuestion(Overlay[str | None]):
    """Gives the id of the question chosen, or None."""

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

    def __init__(self, programme: Programme, judgements: Mapping[str, Judgement]) -> None:
        super().__init__()
        self._finder = Finder(programme)
        self._judgements = judgements

    def compose(self) -> ComposeResult:
        """What is typed, and what is found."""
        with Vertical():
            yield Field(placeholder="find a question: a number such as 2.1.3, or words of it")
            yield FoundList(self._judgements)

    def on_mount(self) -> None:
        """Listen to the field itself: a message would cost one more frame a key."""
        self.watch(self.query_one(Field), "value", self._typed)

    def _typed(self, value: str) -> None:
        self.query_one(FoundList).show(self._finder.find(value))

    def action_move(self, by: int) -> None:
        """Choose another hit while one types."""
        self.query_one(FoundList).action_move(by)

    @on(Input.Submitted)
    @on(LineList.Chosen)
    def _chosen(self) -> None:
        found = self.query_one(FoundList)
        self.dismiss(found.found[found.cursor].id if found.found else None)
