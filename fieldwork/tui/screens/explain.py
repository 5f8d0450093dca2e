"""`?`: what the terms of this line mean, and which keys there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from fieldwork.glossary.search import year_of
from fieldwork.glossary.unknown import unknown_words
from fieldwork.record.terms import wrong_with_term
from fieldwork.tui.defining import define, define_one_of
from fieldwork.tui.explaining import Offered, explained, finds, found_groups
from fieldwork.tui.keys import KeyGroup, groups_of
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.screens.overlay import Overlay
from fieldwork.tui.widgets.field import Field
from fieldwork.tui.widgets.line_list import Segments
from fieldwork.tui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from fieldwork.glossary.terms import Term

HINT = "type to find   ↑↓ PgUp PgDn scroll   {} change keys   Esc back"
DEFINE_HINT = "type to find   Enter define a term   ↑↓ scroll   {} change keys   Esc back"


class ExplainScreen(Overlay[None]):
    """The terms of a line and the keys of a screen, to scroll and to filter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll(1)", "down", show=False, id="explain.down"),
        Binding("up", "scroll(-1)", "up", show=False, id="explain.up"),
        Binding("pagedown", "page(1)", "page down", show=False, id="explain.page_down"),
        Binding("pageup", "page(-1)", "page up", show=False, id="explain.page_up"),
        Binding("f4", "change_keys", "change keys", show=False, id="explain.change_keys"),
    ]
    DEFAULT_CSS = """
    ExplainScreen { align: center top; }
    ExplainScreen > Vertical {
        width: 100%; max-width: 100; height: 100%; max-height: 38; padding: 0 1;
        background: $surface; border: round $primary;
    }
    ExplainScreen TextLines { height: 1fr; margin: 1 0 0 0; }
    ExplainScreen #explain-keys { height: 1; color: $text-muted; }
    """

    def __init__(self, line: str, groups: Sequence[KeyGroup]) -> None:
        super().__init__()
        self._line = line
        self._groups = groups
        self._terms: Sequence[Term] = ()
        self._unknown: Sequence[str] = ()

    @classmethod
    def of(cls, screen: Screen[Any]) -> ExplainScreen:
        """What there is to explain on `screen` now."""
        line = screen.line_text() if isinstance(screen, WorkScreen) else ""
        return cls(line, groups_of(screen))

    def compose(self) -> ComposeResult:
        """Field, lines, hint."""
        with Vertical():
            yield Field(placeholder="find a term or a key")
            yield TextLines(self._lines)
            hint = DEFINE_HINT if self._can_define else HINT
            keys = hint.format(self.fieldwork.key("explain.change_keys", "F4"))
            yield Static(Content(keys), id="explain-keys", markup=False)

    @property
    def _can_define(self) -> bool:
        return self.fieldwork.workspace is not None

    def on_mount(self) -> None:
        """Find the terms; listen to the field itself."""
        self._look_up()
        self.watch(self.query_one(Field), "value", self._find)

    def _look_up(self) -> None:
        workspace = self.fieldwork.workspace
        year = year_of(workspace.programme.id) if workspace is not None else None
        glossary = self.fieldwork.glossary
        self._terms = glossary.in_text(self._line, year=year) if self._line else ()
        self._unknown = unknown_words(self._line, glossary) if self._line and self._can_define else []

    def _lines(self, width: int) -> list[Segments]:
        typed = self.query_one(Field).value
        more = Offered(self._unknown, self._can_define, self._line)
        return list(explained(self._terms, self._groups, typed, width, more))

    @on(Input.Submitted)
    def _define(self) -> None:
        """Enter defines a term: one that the line holds and nobody defined, or what was typed and is nowhere."""
        typed = self.query_one(Field).value.strip()
        if not self._can_define:
            return
        if not typed:
            define_one_of(self.fieldwork, self._unknown, self._defined)
        elif not wrong_with_term(typed) and not finds(self._terms, self._groups, typed):
            define(self.fieldwork, typed, self._defined)

    def _defined(self) -> None:
        self._look_up()
        self.query_one(Field).value = ""
        self._find()

    def _find(self) -> None:
        self.query_one(TextLines).show()

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one(TextLines).action_move(by)

    def action_page(self, by: int) -> None:
        """Scroll by pages."""
        self.query_one(TextLines).action_page(by)

    def action_change_keys(self) -> None:
        """Give the actions listed other keys."""
        from fieldwork.tui.screens.change_keys import ChangeKeysScreen  # noqa: PLC0415 (imported when it is shown)

        self.dismiss(None)
        self.app.push_screen(ChangeKeysScreen(found_groups(self._groups, self.query_one(Field).value)))
