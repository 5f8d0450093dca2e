"""All notes of the inspection: found as one types, written on in place, marked, redacted; new ones on the area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Input

from fieldwork.record import names
from fieldwork.record.entry import Entry
from fieldwork.text import shown
from fieldwork.tui.checklist_paint import Line
from fieldwork.tui.note_draft import Draft, Marks, Place, draft_of, to_keep, with_good_practice
from fieldwork.tui.note_writing import NoteWritingScreen
from fieldwork.tui.notes_table import NoteRow, NotesTable, filtered, in_order, place_width, row_segments, whole_note
from fieldwork.tui.typed_number import TypedNumber, is_digit, with_reference
from fieldwork.tui.widgets.checklist_view import LinesView
from fieldwork.tui.widgets.filter_line import FilterLine
from fieldwork.tui.widgets.key_bar import Hint
from fieldwork.tui.widgets.line_list import LineList, Segments

EMPTY = (
    "No note yet: {} writes one on the area.\n"
    "On the checklist {} writes one on a question, {} on a criterion or a case."
)
EMPTY_KEYS = (("notes.new", "n"), ("checklist.note", "c"), ("checklist.note_elsewhere", "C"))
"""The keys that it names: action and default."""
PLACEHOLDER = "words, 07, 1.2, JN, good practice, quotation, area"
NONE_FITS = "No note fits. Esc clears the filter."


@dataclass
class NotesMemory:
    """What the screen keeps while it is not shown."""

    filter: str = ""
    by_place: bool = False
    note: str = ""


class NotesList(LineList):
    """The notes that fit, one line each."""

    def __init__(self) -> None:
        super().__init__(id="notes")
        self.rows: Sequence[NoteRow] = ()
        self.place = 0
        """Cells that their places take."""

    def row(self, index: int, width: int) -> Segments:
        """One note."""
        return row_segments(self.rows[index], width, self.place)

    @property
    def here(self) -> NoteRow | None:
        """The note the cursor is on."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None


class NotesScreen(NoteWritingScreen):
    """The notes, and whole the one the cursor is on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "new", id="notes.new"),
        Binding("f", "filter", "filter", id="notes.filter"),
        Binding("asterisk", "good_practice", "good practice", key_display="*", id="notes.good_practice"),
        Binding("quotation_mark", "quotation", "quotation", key_display='"', id="notes.quotation"),
        Binding("t", "there", "question", id="notes.there"),
        Binding("o", "order", "order", id="notes.order"),
        Binding("c", "criterion", "criterion", id="notes.criterion"),
        Binding("s", "source", "source", show=False, id="notes.source"),
        Binding("R", "redact", "redact", id="notes.redact"),
        Binding("h", "history", "history", id="notes.history"),
        Binding("escape", "clear", "clear the filter, or back", show=False, id="notes.clear"),
        Binding("down", "move(1)", "down", show=False, id="notes.down"),
        Binding("up", "move(-1)", "up", show=False, id="notes.up"),
    ]
    DEFAULT_CSS = """
    NotesScreen #body { height: 1fr; }
    NotesScreen #whole { height: 7; border-top: solid $panel; }
    NotesScreen.-tall #whole { height: 9; }
    NotesScreen.-flat #whole, NotesScreen.-writing #whole { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._list = NotesList()
        self._whole = LinesView(self._note_lines, id="whole")
        self._table: NotesTable | None = None
        self._every: Sequence[NoteRow] = ()
        self._digits = TypedNumber()

    def compose_body(self) -> ComposeResult:
        """The list, the filter while there is one, and the whole note under them."""
        with Vertical(id="body"):
            yield self._list
            yield FilterLine(self._memory.filter, PLACEHOLDER)
            yield self._whole

    @property
    def _memory(self) -> NotesMemory:
        return self.fieldwork.memory("notes", NotesMemory)

    def on_mount(self) -> None:
        """Begin where one was last."""
        self.watch(self.query_one(FilterLine), "value", self._typed, init=False)
        self.set_focus(self._list)
        self._show(self._memory.note)

    def on_screen_resume(self) -> None:
        """Notes may have been written elsewhere meanwhile."""
        if self._table is not None:
            self.renew()

    # -- what is shown -------------------------------------------------------------------------------------------

    def _show(self, note: str = "") -> None:
        """Show the notes as they are now; the cursor stays on its note, or goes to `note`."""
        if self._table is None:
            self._table = NotesTable(self.workspace.record, self.workspace.programme)
        self._every = self._table.rows()
        self._list.place = place_width(self._every)
        self._choose(note)

    def _choose(self, note: str = "") -> None:
        """Show those that fit in their order, as they were when they were last read."""
        here = note or (self._list.here.id if self._list.here is not None else "")
        rows = in_order(filtered(self._every, self._memory.filter), by_place=self._memory.by_place)
        keys = (self.fieldwork.key(*one) for one in EMPTY_KEYS)
        self._list.empty = NONE_FITS if self._every else EMPTY.format(*keys)
        self._list.rows = rows
        place = next((index for index, row in enumerate(rows) if row.id == here), None)
        self._list.set_count(len(rows), place)
        self._whole.renew()
        self.refresh_title()

    def renew(self) -> None:
        """Show the notes as they are now."""
        self._show()

    def _note_lines(self, width: int, height: int) -> Sequence[Line]:
        row = self._list.here
        if row is None:
            return ()
        return whole_note(self.workspace.record, self.workspace.programme, row, width, height)

    def title_line(self) -> Content:
        """How many, which of them, in which order."""
        parts = [f" Notes · {len(self._every)}", "by place" if self._memory.by_place else "newest first"]
        if self._memory.filter.strip():
            parts[0] = f" Notes · {len(self._list.rows)} of {len(self._every)} with “{shown(self._memory.filter)}”"
        return Content(" · ".join(parts))

    def line_text(self) -> str:
        """The note under the cursor."""
        return self._list.here.text if self._list.here is not None else ""

    def key_hints(self) -> list[Hint]:
        """The keys of the list; those of the note while one writes, of the filter while one types there."""
        if (pane := self.pane) is not None and pane.is_open:
            return pane.key_hints()
        if isinstance(self.focused, FilterLine):
            return [("Enter", "keep it"), ("Esc", "all notes"), ("↑↓", "move")]
        hints = super().key_hints()
        return [("Enter", "open"), *hints] if self._list.rows else hints

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to a note needs one; a note of a case has no source."""
        del parameters
        row = self._list.here
        if action in ("there", "good_practice", "quotation", "criterion", "redact", "history"):
            return row is not None
        if action == "source":
            return row is not None and row.place.case is None
        return True

    @on(LineList.Moved)
    def _moved(self) -> None:
        if self._list.here is not None:
            self._memory.note = self._list.here.id
        self._whole.renew()

    # -- going about ---------------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Move in the list while typing in the filter."""
        self._list.action_move(by)

    def on_key(self, event: Key) -> None:
        """Digits go to the first note of a case; "1" and "2" typed quickly, without another key between, of case 12."""
        character = event.character or ""
        if self.focused is not self._list or not is_digit(character):
            return
        event.stop()
        digits = self._digits.add(character, self._list.cursor)
        place = with_reference((row.reference for row in self._list.rows), digits)
        if place is not None:
            self._list.cursor = place
        self._digits.led_to(self._list.cursor)

    def action_there(self) -> None:
        """To the question, criterion or case it is on; back comes here again."""
        row = self._list.here
        if row is None:
            return
        if row.place.case is None:
            self.notify("This note is on the area: there is no case to go to.", timeout=3, markup=False)
            return
        inside = self.workspace.programme.by_criterion.get(row.marks.criterion or "", ())
        question = row.place.question or (inside[0].id if inside else None)
        where = {"case": row.place.case} if question is None else {"case": row.place.case, "question": question}
        self.fieldwork.drill("checklist", **where)

    def show_changed(self, entries: Sequence[Entry]) -> None:
        """Go to the note that was undone or redone."""
        note = next((entry.subject for entry in entries if names.kind_of(entry.subject) == "note"), "")
        self._show(note)

    def action_order(self) -> None:
        """Newest first, or by place."""
        self._memory.by_place = not self._memory.by_place
        self._choose()

    def action_filter(self) -> None:
        """Type what the notes shown have to have."""
        self.query_one(FilterLine).begin()

    def _typed(self, value: str) -> None:
        self._memory.filter = value
        self._choose()

    @on(Input.Submitted, "#filter")
    def _filter_ended(self) -> None:
        self.query_one(FilterLine).end(self._list)

    def action_clear(self) -> None:
        """All notes again; where they are all there, back."""
        if not self._show_all():
            self.action_back()

    def _show_all(self) -> bool:
        return self.query_one(FilterLine).clear_away(self._list)

    # -- writing -------------------------------------------------------------------------------------------------

    @on(LineList.Chosen)
    async def action_open(self) -> None:
        """Write on in the note under the cursor."""
        if self._list.here is not None:
            await self._write(draft_of(self.workspace.record, self._list.here.id))

    def action_new(self) -> None:
        """Begin a note on the area: ask for its source."""
        from fieldwork.tui.note_prompts import ask_source  # noqa: PLC0415 (imported when it is shown)

        def begin(source: str | None) -> None:
            self._show_all()
            self.call_later(self._write, Draft(Place(source=source)))

        ask_source(self.app, None, begin)

    async def _write(self, draft: Draft) -> None:
        self.add_class("-writing")
        await self.open_pane(draft)

    async def another_note(self, draft: Draft, *, new: bool) -> None:
        """A new note on the same place, or the next one in the list."""
        rows = self._list.rows
        if new or not rows:
            await self._write(Draft(draft.place))
            return
        index = next((index for index, row in enumerate(rows) if row.id == draft.note), -1)
        self._list.cursor = (index + 1) % len(rows)
        await self.action_open()

    def note_is_done(self, note: str | None) -> None:
        """The whole note is shown again, and the cursor is on it."""
        self.remove_class("-writing")
        self.set_focus(self._list)
        self._show(note or "")

    # -- marking -------------------------------------------------------------------------------------------------

    def _mark(self, marks: Marks) -> None:
        row = self._list.here
        if row is None:
            return
        draft = draft_of(self.workspace.record, row.id)
        said, _ = to_keep(draft, draft.text, marks)
        if said:
            self.fieldwork.say(said)
            self._show()

    def action_good_practice(self) -> None:
        """Mark it as an example to share, or take the mark away."""
        if (row := self._list.here) is not None:
            good = not row.marks.good_practice
            self._mark(with_good_practice(row.marks, row.place, self.workspace.programme, good=good))

    def action_quotation(self) -> None:
        """Mark it as a quotation for the report, or take the mark away."""
        if (row := self._list.here) is not None:
            self._mark(row.marks._replace(quotation=not row.marks.quotation))

    def action_criterion(self) -> None:
        """Say which criterion it is about."""
        from fieldwork.tui.note_prompts import ask_criterion  # noqa: PLC0415 (imported when it is shown)

        if (row := self._list.here) is not None:
            ask_criterion(
                self.app,
                self.workspace.programme,
                row.marks.criterion,
                lambda criterion: self._mark(row.marks._replace(criterion=criterion)),
            )

    def action_source(self) -> None:
        """Say where it comes from."""
        from fieldwork.tui.note_prompts import ask_source  # noqa: PLC0415 (imported when it is shown)

        if (row := self._list.here) is not None:
            ask_source(self.app, row.marks.source, lambda source: self._mark(row.marks._replace(source=source)))

    def action_history(self) -> None:
        """Every text it had, and who said so."""
        from fieldwork.tui.screens.note_history import NoteHistoryScreen  # noqa: PLC0415 (imported when it is shown)

        if (row := self._list.here) is not None:
            self.app.push_screen(NoteHistoryScreen(row.id))

    def action_redact(self) -> None:
        """Take its text out for good, after asking."""
        from fieldwork.tui.redacting import ask_redaction  # noqa: PLC0415 (imported when it is shown)

        if (row := self._list.here) is not None:
            ask_redaction(self.fieldwork, row.id, names.TEXT, self.renew)
