"""The history of one note: every text it had, its marks, who said so and when."""

from __future__ import annotations

from textual.content import Content

from fieldwork.record.describing import HistoryLine, history_lines, subject_name
from fieldwork.record.views import Note
from fieldwork.tui.screens.history import HistoryScreen


class NoteHistoryScreen(HistoryScreen):
    """What was ever said of a note (its subject)."""

    def __init__(self, note: str) -> None:
        super().__init__("", "")
        self._note = note

    def _said(self) -> list[HistoryLine]:
        return list(reversed(history_lines(self.workspace.inspection, subject=self._note)))

    def title_line(self) -> Content:
        """Which note."""
        return Content(f" History of the {subject_name(self.workspace.inspection, self._note)}")

    def line_text(self) -> str:
        """Its text as it is now."""
        return Note(self.workspace.record, self._note).text
