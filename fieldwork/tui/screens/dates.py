"""The dates and details of a case, typed once. Each is recorded when its line is left; nothing here answers for her."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import Input, Static

from fieldwork.errors import BadInputError
from fieldwork.record.record import Statement
from fieldwork.record.views import Case
from fieldwork.text import shown
from fieldwork.tui.case_details import Detail, detail_note, detail_text, details, read_detail, sentence_of
from fieldwork.tui.screens.overlay import Overlay
from fieldwork.tui.widgets.field import Field


class DetailField(Field):
    """The field of one detail."""

    def __init__(self, detail: Detail, value: str) -> None:
        super().__init__(value)
        self.detail = detail

    def on_mount(self) -> None:
        """Show the beginning of what is longer than the field."""
        self.cursor_position = 0

    def on_focus(self) -> None:
        """Type on at the end."""
        self.cursor_position = len(self.value)

    def on_blur(self) -> None:
        """Show the beginning again."""
        self.cursor_position = 0


class DatesScreen(Overlay[None]):
    """The dates, phases and attributes of a case (its subject): Enter goes down, Esc keeps and closes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", "down", show=False, id="dates.down"),
        Binding("up", "app.focus_previous", "up", show=False, id="dates.up"),
    ]
    DEFAULT_CSS = """
    DatesScreen { align: center bottom; }
    DatesScreen > Vertical {
        width: 100%; max-width: 100; height: 90%; background: $panel; border: round $primary; padding: 0 1;
    }
    DatesScreen .dates-title { text-style: bold; height: 1; }
    DatesScreen .dates-hint { height: auto; min-height: 1; max-height: 3; color: $text-muted; }
    DatesScreen .dates-hint.-wrong { color: $text-error; text-style: bold; }
    DatesScreen VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    DatesScreen Horizontal { height: 1; }
    DatesScreen .dates-label { width: 36; height: 1; }
    DatesScreen DetailField { width: 1fr; }
    DatesScreen .dates-note { width: 17; height: 1; color: $text-muted; padding: 0 0 0 1; }
    """

    def __init__(self, case: str) -> None:
        super().__init__()
        self._case = case
        self._refused: str | None = None

    @property
    def case(self) -> Case:
        """The case they are of."""
        return Case(self.fieldwork.open_workspace.record, self._case)

    def compose(self) -> ComposeResult:
        """One line for each detail."""
        with Vertical():
            yield Static(
                Content(f"Dates and details of case {shown(self.case.reference)} · days after the sentence"),
                classes="dates-title",
                markup=False,
            )
            with VerticalScroll(can_focus=False):
                for detail in details(self.fieldwork.open_workspace.programme):
                    yield from self._line(detail)
            yield Static("", classes="dates-hint", markup=False)

    def _line(self, detail: Detail) -> Iterator[Horizontal]:
        value = self.case.record.value(self._case, detail.field)
        yield Horizontal(
            Static(Content(shown(detail.title)), classes="dates-label", markup=False),
            DetailField(detail, detail_text(detail, value)),
            Static("", classes="dates-note", markup=False),
        )

    def on_mount(self) -> None:
        """Begin at the first thing that nobody has typed yet."""
        fields = list(self.query(DetailField))
        first = next((one for one in fields if not one.value), fields[0])
        self.set_focus(first)
        self._show_notes()

    def _show_notes(self) -> None:
        sentence = sentence_of(self.fieldwork.open_workspace.programme, self.case)
        for field in self.query(DetailField):
            value = self.case.record.value(self._case, field.detail.field)
            words = detail_note(field.detail, value, sentence)
            if field.parent is not None:
                field.parent.query_one(".dates-note", Static).update(Content(words), layout=False)

    @on(DescendantFocus)
    def _show_hint(self) -> None:
        if isinstance(self.focused, DetailField):
            self._say(self.focused.detail.hint, wrong=False)

    def _say(self, text: str, *, wrong: bool) -> None:
        hint = self.query_one(".dates-hint", Static)
        hint.set_class(wrong, "-wrong")
        hint.update(Content(f"✗ {shown(text)}" if wrong else shown(text)))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if isinstance(event.input, DetailField) and self._keep(event.input):
            self.focus_next(DetailField)

    @on(Input.Blurred)
    def _left(self, event: Input.Blurred) -> None:
        event.stop()
        if isinstance(event.input, DetailField) and event.input.is_mounted:
            self._keep(event.input)

    def _keep(self, field: DetailField) -> bool:
        """Record what a field says, if it says something else than the record; False where it is not understood."""
        workspace = self.fieldwork.open_workspace
        before = self.case.record.value(self._case, field.detail.field)
        if field.value.strip() == detail_text(field.detail, before):
            return True
        try:
            value = read_detail(
                field.detail,
                field.value,
                near=datetime.now(UTC).date(),
                sentence=sentence_of(workspace.programme, self.case),
            )
        except BadInputError as error:
            self._say(str(error), wrong=True)
            return False
        if value != before and not self.fieldwork.say([Statement(self._case, field.detail.field, value)]):
            return False
        field.value = detail_text(field.detail, value)
        self._show_notes()
        return True

    def action_close(self) -> None:
        """Keep what is typed and close. What is not understood is said first; Esc again leaves it out."""
        field = self.focused
        if isinstance(field, DetailField) and field.value != self._refused and not self._keep(field):
            self._refused = field.value
            return
        self.dismiss(None)
