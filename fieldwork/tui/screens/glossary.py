"""The glossary over whatever is there: it finds as one types, and Esc leaves everything as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from fieldwork.glossary.search import year_of
from fieldwork.record.terms import wrong_with_term
from fieldwork.tui.defining import define
from fieldwork.tui.glossary_lines import (
    colliding,
    detail_lines,
    hit_line,
    hits_for,
    is_own,
    nothing_lines,
)
from fieldwork.tui.screens.overlay import Overlay
from fieldwork.tui.widgets.field import Field
from fieldwork.tui.widgets.line_list import LineList, Segments
from fieldwork.tui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from fieldwork.glossary.search import Index
    from fieldwork.glossary.terms import Term

KEYS = (("↑↓", "choose"), ("Enter", "see also, define"), ("PgUp PgDn", "read on"), ("Esc", "back"))


class HitList(LineList, can_focus=False):
    """The terms found."""

    def __init__(self, index: Index) -> None:
        super().__init__(id="hits")
        self.know(index)
        self.found: list[tuple[Term, str]] = []

    def know(self, index: Index) -> None:
        """Look terms up in `index` from now on."""
        self._several = colliding(index)

    def row(self, index: int, width: int) -> Segments:
        """One term."""
        term, how = self.found[index]
        return hit_line(term, how, width, dated=term.term in self._several)


class GlossaryScreen(Overlay[None]):
    """A field, the terms found, and all about the one chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "next term", show=False, id="glossary.down"),
        Binding("up", "move(-1)", "term before", show=False, id="glossary.up"),
        Binding("pagedown", "read(1)", "read on", show=False, id="glossary.page_down"),
        Binding("pageup", "read(-1)", "read back", show=False, id="glossary.page_up"),
        Binding("ctrl+g", "close", "close", show=False, id="glossary.close"),
    ]
    DEFAULT_CSS = """
    GlossaryScreen { align: center top; }
    GlossaryScreen > Vertical {
        width: 100%; max-width: 110; height: 100%; max-height: 34; padding: 0 1;
        background: $surface; border: round $primary;
    }
    GlossaryScreen #looked-for { height: 1; layout: horizontal; }
    GlossaryScreen #hits { height: 1fr; margin: 1 0 0 0; }
    GlossaryScreen TextLines { height: 1fr; min-height: 7; border-top: solid $primary 40%; }
    GlossaryScreen #glossary-keys { height: 1; color: $text-muted; }
    """

    def __init__(self, typed: str = "") -> None:
        super().__init__()
        self._typed = typed

    def compose(self) -> ComposeResult:
        """Field, terms, detail, keys."""
        with Vertical():
            yield Field(self._typed, placeholder="a term, its beginning, or what it means")
            yield HitList(self.fieldwork.glossary)
            yield TextLines(self._detail, id="detail")
            parts = [Content.styled(key, "bold $text") + Content(f" {label}  ") for key, label in KEYS]
            yield Static(Content("").join(parts), id="glossary-keys", markup=False)

    def on_mount(self) -> None:
        """Listen to the field itself: a message of it would come a frame later."""
        self.watch(self.query_one(Field), "value", self._search)

    @property
    def _year(self) -> int | None:
        workspace = self.fieldwork.workspace
        return year_of(workspace.programme.id) if workspace is not None else None

    def _search(self, typed: str) -> None:
        hits = self.query_one(HitList)
        hits.found = hits_for(self.fieldwork.glossary, typed, self._year)
        hits.set_count(len(hits.found), 0)
        self.query_one(TextLines).show()

    @property
    def _term(self) -> Term | None:
        hits = self.query_one(HitList)
        return hits.found[hits.cursor][0] if hits.cursor < len(hits.found) else None

    def _detail(self, width: int) -> list[Segments]:
        term = self._term
        if term is not None:
            return list(detail_lines(term, width))
        typed = self.query_one(Field).value
        near = self.fieldwork.glossary.nearest(typed)
        return list(nothing_lines(typed, near, width, can_define=self.fieldwork.workspace is not None))

    @on(LineList.Moved, "#hits")
    def _moved(self) -> None:
        self.query_one(TextLines).show()

    @on(Input.Submitted)
    def _see_also(self) -> None:
        """Enter looks up the first term to see also; once more comes back to it by its own link.

        A term that nobody defined, and one of the inspection's own, is defined.
        """
        term = self._term
        typed = self.query_one(Field).value.strip()
        name = term.term if term is not None and is_own(term) else typed if term is None else ""
        if name and self.fieldwork.workspace is not None and not wrong_with_term(name):
            define(self.fieldwork, name, self._defined)
        elif term is not None and term.see:
            field = self.query_one(Field)
            field.value = term.see[0]
            field.cursor_position = len(field.value)

    def _defined(self) -> None:
        hits = self.query_one(HitList)
        hits.know(self.fieldwork.glossary)
        self._search(self.query_one(Field).value)

    @on(LineList.Chosen, "#hits")
    def _chosen(self) -> None:
        self._see_also()

    def action_move(self, by: int) -> None:
        """Choose another term while typing."""
        self.query_one(HitList).action_move(by)

    def action_read(self, by: int) -> None:
        """Scroll the detail."""
        self.query_one(TextLines).action_page(by)
