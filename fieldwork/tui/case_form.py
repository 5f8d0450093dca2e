"""What is known of a case: a form of phases and attributes, and the questions that begin a new case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from fieldwork.programme.models import Programme
from fieldwork.record import names
from fieldwork.record.entry import Value
from fieldwork.record.record import Statement
from fieldwork.record.sitting import new_subject
from fieldwork.record.views import Case
from fieldwork.text import cells, clean, clip, shown
from fieldwork.tui.screens.overlay import Overlay
from fieldwork.tui.screens.prompt import Choice, ChoicePrompt, TextPrompt, chosen_by
from fieldwork.tui.widgets.line_list import LineList, Segments
from fieldwork.workspace import Workspace

if TYPE_CHECKING:  # the app imports this module
    from fieldwork.tui.app import FieldworkApp

PHASES: tuple[Choice, ...] = (
    ("community", "community"),
    ("custody", "custody"),
    ("both", "both: custody, then community (a DTO has both)"),
)
LONGEST_REFERENCE = 40
LARGEST = 999
_LABEL = 34


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the form: a field of the case, and what may stand in it."""

    field: str
    title: str
    kind: Literal["choice", "number", "text"]
    choices: tuple[Choice, ...] = ()


def items_of(programme: Programme) -> tuple[Item, ...]:
    """The lines of the form."""
    attributes = (
        Item(
            names.attribute(one.id),
            one.title,
            one.kind,
            tuple((option.value, option.label) for option in one.options),
        )
        for one in programme.attributes
    )
    return (Item(names.PHASES, "Phases inspected", "choice", PHASES), *attributes)


def value_in_words(item: Item, value: Value) -> str:
    """What stands in a line."""
    return dict(item.choices).get(str(value), shown(value)) if value is not None else ""


def read_value(item: Item, typed: str) -> tuple[Value, str | None]:
    """What a typed text says, and what is wrong with it; an empty one takes the value away."""
    text = clean(typed, lines=False).strip()
    if not text:
        return None, None
    if item.kind != "number":
        return text, None
    if text.isascii() and text.isdigit() and int(text) <= LARGEST:
        return int(text), None
    return None, f"Expected a number up to {LARGEST}, found {text[:20]}."


class FormLines(LineList):
    """The lines of the form: title and value."""

    def __init__(self, workspace: Workspace, case: Case, items: Sequence[Item]) -> None:
        super().__init__(count=len(items))
        self._workspace = workspace
        self._case = case
        self._items = items

    def row(self, index: int, width: int) -> Segments:
        """One field of the case."""
        item = self._items[index]
        label = min(_LABEL, width // 2)
        title = clip(item.title, label)
        pad = " " * (label - cells(title) + 2)
        record = self._workspace.record
        if record.disputed(self._case.id, item.field):
            values = (value_in_words(item, head.value) for head in record.heads(self._case.id, item.field))
            return ((f" {title}{pad}", ""), (f"≠ {' / '.join(values)}", "bad"))
        value = value_in_words(item, record.value(self._case.id, item.field))
        return ((f" {title}{pad}", ""), (value, "bold") if value else ("·", "dim"))


class CaseForm(Overlay[None]):
    """Phases and attributes of one case. What is chosen is recorded at once; Esc goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace", "close", "close", show=False, id="form.back"),
        Binding("u", "undo", "undo", show=False, id="form.undo"),
    ]
    DEFAULT_CSS = """
    CaseForm { align: center middle; }
    CaseForm > Vertical {
        width: 100%; max-width: 100; height: auto; max-height: 100%; padding: 0 1;
        background: $panel; border: round $primary;
    }
    CaseForm #form-title { text-style: bold; height: 1; }
    CaseForm FormLines { height: auto; }
    CaseForm #form-options { height: 3; color: $text-muted; }
    """

    def __init__(self, workspace: Workspace, case: Case) -> None:
        super().__init__()
        self._workspace = workspace
        self._case = case
        self._items = items_of(workspace.programme)
        self._typed = ""

    def compose(self) -> ComposeResult:
        """Title, lines, and the options of the present line."""
        with Vertical():
            yield Static(Content(f"Case {shown(self._case.reference)}"), id="form-title", markup=False)
            yield FormLines(self._workspace, self._case, self._items)
            yield Static("", id="form-options", markup=False)

    def on_mount(self) -> None:
        """As many lines as there is room for."""
        lines = self.query_one(FormLines)
        lines.styles.max_height = max(3, self.app.size.height - 7)
        lines.set_count(len(self._items), 0)
        self._show_options()

    @property
    def _item(self) -> Item:
        return self._items[self.query_one(FormLines).cursor]

    @on(LineList.Moved)
    def _show_options(self) -> None:
        self._typed = ""
        item = self._item
        parts: list[Content] = []
        for number, (_, label) in enumerate(item.choices, 1):
            parts += [Content.styled(str(number), "bold $text"), Content(f" {shown(label)}   ")]
        if not item.choices:
            parts = [Content("Enter to type it   ")]
        parts += [Content.styled("0", "bold $text"), Content(" nothing   "), Content.styled("Esc", "bold $text")]
        self.query_one("#form-options", Static).update(Content("").join([*parts, Content(" done")]), layout=False)

    def on_key(self, event: Key) -> None:
        """Digits choose; 0 takes the value away."""
        digit = event.character or ""
        if not (len(digit) == 1 and digit.isascii() and digit.isdigit()):
            self._typed = ""
            return
        event.stop()
        item = self._item
        if digit == "0" and not self._typed:
            self._record(None)
        elif item.choices:
            self._choose(item, digit)

    def _choose(self, item: Item, digit: str) -> None:
        typed = self._typed + digit
        if not 1 <= int(typed) <= len(item.choices):
            typed = digit
        found = chosen_by(typed, len(item.choices))
        self._typed = typed if found is None else ""
        if found is not None:
            self._record(item.choices[found][0])

    @on(LineList.Chosen)
    def _ask(self, event: LineList.Chosen) -> None:
        event.stop()
        item = self._item
        if self._typed:
            self._record(item.choices[int(self._typed) - 1][0])
            return
        now = self._workspace.record.value(self._case.id, item.field)
        if item.choices:
            prompt = ChoicePrompt(item.title, item.choices, initial=now if isinstance(now, str) else None)
            self.app.push_screen(prompt, lambda value: self._record(value) if value is not None else None)
            return

        def typed(text: str | None) -> None:
            if text is not None:
                self._record(read_value(item, text)[0])

        def wrong(text: str) -> str | None:
            return read_value(item, text)[1]

        self.app.push_screen(TextPrompt(item.title, value_in_words(item, now), validate=wrong), typed)

    def _record(self, value: Value) -> None:
        lines = self.query_one(FormLines)
        item = self._item
        disputed = self._workspace.record.disputed(self._case.id, item.field)
        if disputed or self._workspace.record.value(self._case.id, item.field) != value:
            self.fieldwork.say([Statement(self._case.id, item.field, value)])
        lines.refresh_rows([lines.cursor])
        lines.action_move(1)

    def action_undo(self) -> None:
        """Take the last one back, in place."""
        self.fieldwork.action_undo()
        lines = self.query_one(FormLines)
        lines.refresh_rows(range(lines.count))


def ask_new_case(app: FieldworkApp, made: Callable[[str], None]) -> None:
    """Ask for the reference and the phases of a new case, record it, and tell its subject."""
    workspace = app.open_workspace

    def wrong(text: str) -> str | None:
        reference = clean(text, lines=False).strip()
        if not reference or len(reference) > LONGEST_REFERENCE:
            return f"A reference has 1 to {LONGEST_REFERENCE} characters: a number, never a name."
        if workspace.inspection.case(reference) is not None:
            return f"There is a case {reference} already."
        return None

    def named(text: str | None) -> None:
        if text is None:
            return
        reference = clean(text, lines=False).strip()

        def phased(phases: str | None) -> None:
            if phases is None:
                return
            subject = new_subject("case")
            said = [Statement(subject, names.REFERENCE, reference), Statement(subject, names.PHASES, phases)]
            if app.say(said):
                made(subject)

        app.push_screen(ChoicePrompt(f"Case {reference}: which phases are inspected?", PHASES), phased)

    hint = "as on paper: 07. Never a name"
    app.push_screen(TextPrompt("Reference of the new case", next_reference(workspace), hint, wrong), named)


def next_reference(workspace: Workspace) -> str:
    """The number after the highest one, as wide as the others; "01" where there is none."""
    numbers = [case.reference for case in workspace.cases if case.reference.isascii() and case.reference.isdigit()]
    highest = max(numbers, key=int, default="00")
    return str(int(highest) + 1).zfill(len(highest))
