"""The one-page summary of a case for the talk: strengths and gaps in words, no scores. P prints it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from fieldwork.record.entry import Entry
from fieldwork.record.views import Case
from fieldwork.report.case_pages import summary_page
from fieldwork.report.document import Document, Heading
from fieldwork.report.plain import WIDTH, text_lines
from fieldwork.text import shown
from fieldwork.tui.printing import print_page
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.widgets.line_list import Segments
from fieldwork.tui.widgets.text_lines import TextLines


class SummaryScreen(WorkScreen):
    """The summary of a case (its subject), to read through with the case manager."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("P", "print", "print", key_display="P", id="summary.print"),
        Binding("escape,v", "back", "back", key_display="Esc", id="summary.back"),
    ]
    DEFAULT_CSS = """
    SummaryScreen TextLines { padding: 0 1; }
    """

    def __init__(self, case: str) -> None:
        super().__init__()
        self._case = case

    def compose_body(self) -> ComposeResult:
        """Its lines."""
        yield TextLines(self._lines)

    @property
    def _document(self) -> Document:
        case = Case(self.workspace.record, self._case)
        return summary_page(self.workspace.inspection, case, self.workspace.judgements(self._case))

    def _lines(self, width: int) -> list[Segments]:
        """As they will print, without the title, which stands in the first line, and without what it says of paper."""
        document = self._document
        first, rule, *lines = text_lines(document, min(width, WIDTH))
        del first, rule
        headings = {block.text for block in document.blocks if isinstance(block, Heading)}
        return [((f"{line}", "head" if line in headings else ""),) for line in lines if not line.startswith("> Holds")]

    def title_line(self) -> Content:
        """Which case."""
        return Content(f" Case {shown(Case(self.workspace.record, self._case).reference)} · summary for the talk")

    def line_text(self) -> str:
        """All of it: one reads it through, and `?` explains whatever terms it has."""
        return self._document.text()

    def show_changed(self, entries: Sequence[Entry]) -> None:
        """What was undone changes the page."""
        del entries
        self.query_one(TextLines).show()

    def action_print(self) -> None:
        """The page on paper."""
        reference = Case(self.workspace.record, self._case).reference
        print_page(self.fieldwork, self._document, f"case-{reference}-summary", compact=True)
