"""The dates and details of a case, typed once. Each is recorded when its line is left; nothing here answers for her."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from fieldwork.text import clip, shown
from fieldwork.tui.case_details import Detail, detail_note, detail_text, details, read_detail, sentence_of
from fieldwork.tui.screens.overlay import Overlay
from fieldwork.tui.widgets.field import Field

_LONGEST = 30
"""Cells of a text that is left out, as it is said."""


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
    DatesScreen .dates-wrong { display: none; height: auto; max-height: 6; color: $text-error; text-style: bold; }
    DatesScreen .dates-wrong.-there { display: block; }
    DatesScreen VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    DatesScreen Horizontal { height: 1; }
    DatesScreen .dates-label { width: 36; height: 1; }
    DatesScreen DetailField { width: 1fr; }
    DatesScreen .dates-note { width: 17; height: 1; color: $text-muted; padding: 0 0 0 1; }
    DatesScreen .dates-note.-wrong { color: $text-error; text-style: bold; }
    """

    def __init__(self, case: str, wanted: Sequence[str] = ()) -> None:
        """Ask for the details of a case; `wanted` are the fields to begin with where nobody has typed them."""
        super().__init__()
        self._wanted = wanted
        self._case = case
        self._wrong: dict[DetailField, str] = {}
        self._refused: tuple[object, ...] = ()

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
            yield Static("", classes="dates-wrong", markup=False)

    def _line(self, detail: Detail) -> Iterator[Horizontal]:
        value = self.case.record.value(self._case, detail.field)
        yield Horizontal(
            Static(Content(shown(detail.title)), classes="dates-label", markup=False),
            DetailField(detail, detail_text(detail, value)),
            Static("", classes="dates-note", markup=False),
        )

    def on_mount(self) -> None:
        """Begin at the first thing that nobody has typed yet, with what is wanted before the rest."""
        fields = list(self.query(DetailField))
        missing = [one for one in fields if not one.value]
        wanted = [one for one in missing if one.detail.field in self._wanted]
        first = next(iter((*wanted, *missing)), fields[0])
        self.set_focus(first)
        self._show_notes()

    def _show_notes(self) -> None:
        sentence = sentence_of(self.fieldwork.open_workspace.programme, self.case)
        for field in self.query(DetailField):
            value = self.case.record.value(self._case, field.detail.field)
            words = "✗ not kept" if field in self._wrong else detail_note(field.detail, value, sentence)
            if field.parent is not None:
                note = field.parent.query_one(".dates-note", Static)
                note.set_class(field in self._wrong, "-wrong")
                note.update(Content(words), layout=False)

    @on(DescendantFocus)
    def _show_hint(self) -> None:
        if isinstance(self.focused, DetailField):
            self.query_one(".dates-hint", Static).update(Content(shown(self.focused.detail.hint)))
            self._show_wrong()

    def _show_wrong(self) -> None:
        """What is not understood, until it is: of the field one is in, then of the others by name."""
        here = [f"✗ {shown(words)}" for field, words in self._wrong.items() if field is self.focused]
        elsewhere = [
            f"✗ {shown(field.detail.title)}: {shown(words)}"
            for field, words in self._wrong.items()
            if field is not self.focused
        ]
        there = self.query_one(".dates-wrong", Static)
        there.set_class(bool(self._wrong), "-there")
        again = "\nEsc again leaves it out." if self._is_refused() else ""
        there.update(Content("\n".join([*here, *elsewhere]) + again))

    def _mark(self, field: DetailField, words: str) -> None:
        """Say what is wrong with a field; nothing where `words` is empty."""
        if words:
            self._wrong[field] = words
        else:
            self._wrong.pop(field, None)
        self._show_notes()
        self._show_wrong()

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
            self._mark(field, "")
            return True
        try:
            value = read_detail(
                field.detail,
                field.value,
                near=datetime.now(UTC).date(),
                sentence=sentence_of(workspace.programme, self.case),
            )
        except BadInputError as error:
            self._mark(field, str(error))
            return False
        if value != before and not self.fieldwork.say([Statement(self._case, field.detail.field, value)]):
            self._mark(field, "It could not be recorded.")
            return False
        field.value = detail_text(field.detail, value)
        self._mark(field, "")
        return True

    def _typed(self) -> tuple[object, ...]:
        """Where one is, and what stands in the fields."""
        return (self.focused, *(field.value for field in self.query(DetailField)))

    def _is_refused(self) -> bool:
        """Whether Esc was the last thing done, and was refused."""
        return self._refused == self._typed()

    def action_close(self) -> None:
        """Keep what is typed and close. What is not understood is gone to first; Esc again leaves it out."""
        fields = list(self.query(DetailField))
        wrong = [field for field in fields if not self._keep(field)]
        if wrong and not self._is_refused():
            self.set_focus(self.focused if self.focused in wrong else wrong[0])
            self._refused = self._typed()
            self._show_wrong()
            return
        self.dismiss(None)
        if wrong:
            left_out = ", ".join(f"{field.detail.title} “{clip(field.value, _LONGEST)}”" for field in wrong)
            self.app.notify(f"Left out: {shown(left_out)}", timeout=4, markup=False)
