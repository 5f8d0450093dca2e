"""Where notes are typed: a pane over the lower lines of a screen. What is typed is kept; Esc only puts it away.

A text that looks like a name, a number or a date of birth is questioned in the line under it, when it is put away and
when typing pauses. It is not recorded before the question was seen, or until a while has gone by: what is recorded
stays in the history, where only redaction takes it out. The question never keeps anybody from anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static, TextArea

from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.text import clip, shown
from fieldwork.tui.note_draft import Draft, Marks, place_words, to_keep, with_good_practice
from fieldwork.tui.questioning import Questioning
from fieldwork.tui.widgets.key_bar import Hint, hints_while_typing
from fieldwork.tui.widgets.question_line import LONGEST_PAUSE, QuestionLine
from fieldwork.tui.widgets.writing_area import WritingArea
from fieldwork.workspace import Workspace

Keep = Callable[[Sequence[Statement]], bool]
"""Records statements; False where it was refused."""

PAUSE = 3.0
"""Seconds after the last key until what is typed is recorded."""


class NotePane(Vertical):
    """Edits one note at a time; `open` another one, `keep` what is typed, `close`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "close", "keeps it", key_display="Esc", id="note.close"),
        Binding("ctrl+t", "good_practice", "good practice", key_display="^t", id="note.good_practice"),
        Binding("ctrl+o", "quotation", "quotation", key_display="^o", id="note.quotation"),
        Binding("ctrl+n", "another", "another", key_display="^n", id="note.another"),
        Binding("f4", "editor", "editor", key_display="F4", id="note.editor"),
        Binding("ctrl+b", "criterion", "criterion", key_display="^b", id="note.criterion"),
        Binding("ctrl+l", "source", "source", key_display="^l", id="note.source"),
        Binding("tab", "next", "my next note here", show=False, id="note.next"),
        Binding("shift+tab", "next", "my next note here", show=False, id="note.previous"),
    ]
    DEFAULT_CSS = """
    NotePane { height: 7; background: $panel; border: round $accent; display: none; }
    NotePane Static { height: 1; }
    NotePane .note-title { text-style: bold; }
    NotePane WritingArea { height: 1fr; background: $surface; }
    """

    class Closed(Message):
        """The note was put away; `note` is its subject, None where nothing was typed."""

        def __init__(self, note: str | None) -> None:
            self.note = note
            super().__init__()

    class Wanted(Message):
        """Another note is wanted: a new one, or the next one of those that are there."""

        def __init__(self, draft: Draft, *, new: bool) -> None:
            self.draft = draft
            self.new = new
            super().__init__()

    def __init__(self, workspace: Workspace, keep: Keep, questioning: Questioning, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._workspace = workspace
        self._record = keep
        self._question = QuestionLine(questioning, classes="note-question")
        self._draft: Draft | None = None
        self._marks = Marks()
        self._timer: Timer | None = None
        self._area = WritingArea()

    def compose(self) -> ComposeResult:
        """Title, text, and the line for what is questioned; the keys stand in the key bar."""
        yield Static("", classes="note-title", markup=False)
        yield self._area
        yield self._question

    @property
    def is_open(self) -> bool:
        """Whether a note is being written."""
        return self._draft is not None

    @property
    def draft(self) -> Draft | None:
        """The note that is being written, as far as it is recorded."""
        return self._draft

    def open(self, draft: Draft, *, good_practice: bool = False) -> None:
        """Show a note and let it be typed on."""
        self.keep()
        self._draft = draft
        self._marks = draft.begun
        if good_practice and not self._marks.good_practice:
            self._mark_good_practice(good=True)
        self._question.begin(draft.text)
        self.display = True
        self._area.begin(draft.text)
        self.screen.set_focus(self._area, scroll_visible=False)
        self._show_title()

    def _show_title(self) -> None:
        if self._draft is None:
            return
        place = place_words(self._workspace.record, self._workspace.programme, self._draft.place, self._marks)
        words = f"{self._marks.sign} {self._marks.words} on {place}"
        if self._marks.good_practice and self._marks.criterion is None:
            words += " · of which criterion? ctrl+b"
        width = max(10, self.app.size.width - 4)
        self.query_one(".note-title", Static).update(Content(clip(shown(words), width)), layout=False)

    def key_hints(self) -> list[Hint]:
        """The keys that act while one types, and the one for the glossary."""
        return hints_while_typing(self.screen, "note.")

    def keep(self) -> bool:
        """Record what is typed; False where it was refused and would be lost."""
        self._stop_timer()
        if self._draft is None:
            return True
        said, then = to_keep(self._draft, self._area.text, self._marks)
        if said and not self._record(said):
            return False
        self._draft = then
        if said:
            self._question.recorded(then.text)
        return True

    def action_close(self) -> None:
        """Keep it and put it away; what cannot be kept, or is questioned for the first time, stays open."""
        if self._is_questioned() or not self.keep():
            return
        self._remember()
        note = None if self._draft is None else self._draft.note
        self._draft = None
        self.screen.set_focus(None)
        self.display = False
        self.post_message(self.Closed(note))

    # -- what is questioned ----------------------------------------------------------------------------------------

    def _is_questioned(self) -> bool:
        return self._question.asks(self._area.text)

    def _remember(self) -> None:
        """What was kept is not questioned again; what was taken out of a recorded text still stands in its history."""
        if gone := self._question.end(self._area.text):
            words = f"What is gone still stands in the history: {gone}. R on the notes (g n) takes it out for good."
            self.app.notify(words, timeout=8, markup=False)

    # -- what is said of it ----------------------------------------------------------------------------------------

    def _mark(self, marks: Marks) -> None:
        self._marks = marks
        self._show_title()

    def _mark_good_practice(self, *, good: bool) -> None:
        if self._draft is not None:
            self._mark(with_good_practice(self._marks, self._draft.place, self._workspace.programme, good=good))

    def action_good_practice(self) -> None:
        """Mark it as an example to share, or take the mark away."""
        self._mark_good_practice(good=not self._marks.good_practice)

    def action_quotation(self) -> None:
        """Mark it as a quotation for the report, or take the mark away."""
        self._mark(self._marks._replace(quotation=not self._marks.quotation))

    def action_criterion(self) -> None:
        """Say which criterion it is about."""
        from fieldwork.tui.note_prompts import ask_criterion  # noqa: PLC0415 (imported when it is shown)

        ask_criterion(self.app, self._workspace.programme, self._marks.criterion, self._mark_criterion)

    def _mark_criterion(self, criterion: str | None) -> None:
        self._mark(self._marks._replace(criterion=criterion))

    def action_source(self) -> None:
        """Say where it comes from."""
        from fieldwork.tui.note_prompts import ask_source  # noqa: PLC0415 (imported when it is shown)

        ask_source(self.app, self._marks.source, self._mark_source)

    def _mark_source(self, source: str | None) -> None:
        self._mark(self._marks._replace(source=source))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the area's own evidence has a source."""
        del parameters
        return action != names.SOURCE or self._draft is None or self._draft.place.case is None

    def action_editor(self) -> None:
        """Go on in one's own editor; whatever befalls it, the text stays here as it was."""
        self.keep()
        self._area.go_on_in_own_editor()

    def action_another(self) -> None:
        """Begin another note on the same place."""
        self._want(new=True)

    def action_next(self) -> None:
        """Go to one's next note on the same place."""
        self._want(new=False)

    def _want(self, *, new: bool) -> None:
        if self._draft is not None and self.keep():
            self.post_message(self.Wanted(self._draft, new=new))

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._stop_timer()
        if self.is_open:
            self._timer = self.set_timer(PAUSE, self._pause_is_over)

    def _pause_is_over(self) -> None:
        self._timer = None
        if self._is_questioned():
            self._timer = self.set_timer(LONGEST_PAUSE, self.keep)
        else:
            self.keep()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def on_unmount(self, _event: events.Unmount) -> None:
        """Whatever takes the screen away, what was typed is kept."""
        self.keep()
