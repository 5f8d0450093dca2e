"""The history of one answer: who said what, and when, from what to what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from fieldwork.record.describing import HistoryLine, history_lines
from fieldwork.record.views import Case
from fieldwork.text import clip, shown
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.widgets.line_list import LineList, Segments

_WHEN = 22


class HistoryList(LineList):
    """The entries on an answer, newest first."""

    def __init__(self, lines: Sequence[HistoryLine]) -> None:
        super().__init__(count=max(1, len(lines)), id="history")
        self._lines = lines

    def show(self, lines: Sequence[HistoryLine]) -> None:
        """Show other entries."""
        self._lines = lines
        self.set_count(max(1, len(lines)))

    @property
    def here(self) -> HistoryLine | None:
        """The entry the cursor is on."""
        return self._lines[self.cursor] if self._lines else None

    def row(self, index: int, width: int) -> Segments:
        """When, who, what."""
        del width
        if not self._lines:
            return ((" Nobody has said anything of this question in this case.", "dim"),)
        line = self._lines[index]
        return ((f" {line.when:<{_WHEN}}", "dim"), (f"{clip(line.by, 6):<6} ", "accent"), (line.words, ""))


class HistoryScreen(WorkScreen):
    """What was said of a question in a case (its subject), its parking and its notes included."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,h", "back", "back", key_display="Esc", id="history.back"),
        Binding("R", "redact", "redact", id="history.redact"),
    ]

    def __init__(self, case: str, question: str) -> None:
        super().__init__()
        self._case = case
        self._question = question

    def compose_body(self) -> ComposeResult:
        """One list."""
        yield HistoryList(self._said())

    def _said(self) -> list[HistoryLine]:
        reference = Case(self.workspace.record, self._case).reference
        lines = history_lines(self.workspace.inspection, case=reference, question=self._question)
        return list(reversed(lines))

    def title_line(self) -> Content:
        """Which question of which case."""
        reference = shown(Case(self.workspace.record, self._case).reference)
        text = self.workspace.programme.question[self._question].text
        return Content(f" History of {self._question} in case {reference} · {shown(text)}")

    def line_text(self) -> str:
        """The question."""
        return self.workspace.programme.question[self._question].text

    def action_redact(self) -> None:
        """Take what was typed on the line of the cursor out for good, after asking."""
        from fieldwork.record.redaction import may_hold_a_name  # noqa: PLC0415 (rarely wanted)
        from fieldwork.tui.redacting import ask_redaction  # noqa: PLC0415 (rarely wanted)

        line = self.query_one(HistoryList).here
        if line is None or not may_hold_a_name(line.entry):
            self.notify("There is no text on this line to take out: answers and marks are no names.", markup=False)
            return
        ask_redaction(self.fieldwork, line.entry.subject, line.entry.field, self._said_now)

    def _said_now(self) -> None:
        self.query_one(HistoryList).show(self._said())
