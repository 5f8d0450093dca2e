"""Where notes are typed: a pane over the lower lines of the checklist. What is typed is kept; Esc only puts it away."""

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

from fieldwork.record.record import Statement
from fieldwork.text import clip, shown
from fieldwork.tui.checklist_notes import Draft, to_keep
from fieldwork.tui.widgets.key_bar import Hint

Keep = Callable[[Sequence[Statement]], bool]
"""Records statements; False where it was refused."""

PAUSE = 3.0
"""Seconds after the last key until what is typed is recorded."""


class NoteArea(TextArea):
    """The text of a note."""

    def __init__(self) -> None:
        super().__init__(soft_wrap=True, tab_behavior="focus", show_line_numbers=False, compact=True)
        self.cursor_blink = False  # a blink is bytes, and over SSH bytes are lag


class NotePane(Vertical):
    """Edits one note at a time; `open` another one, `keep` what is typed, `close`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "close", "keeps it", key_display="Esc", id="note.close"),
        Binding("ctrl+t", "good_practice", "good practice", id="note.good_practice"),
        Binding("ctrl+n", "another", "another note", id="note.another"),
        Binding("tab", "next", "my next note here", show=False, id="note.next"),
        Binding("shift+tab", "next", "my next note here", show=False, id="note.previous"),
    ]
    DEFAULT_CSS = """
    NotePane { height: 7; background: $panel; border: round $accent; display: none; }
    NotePane Static { height: 1; }
    NotePane .note-title { text-style: bold; }
    NotePane NoteArea { height: 1fr; background: $surface; }
    """

    class Closed(Message):
        """The note was put away."""

    class Wanted(Message):
        """Another note is wanted: a new one, or the next one of those that are there."""

        def __init__(self, draft: Draft, *, new: bool) -> None:
            self.draft = draft
            self.new = new
            super().__init__()

    def __init__(self, keep: Keep, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._record = keep
        self._draft: Draft | None = None
        self._good_practice = False
        self._title = ""
        self._timer: Timer | None = None
        self._area = NoteArea()

    def compose(self) -> ComposeResult:
        """Title and text; the keys stand in the key bar."""
        yield Static("", classes="note-title", markup=False)
        yield self._area

    @property
    def is_open(self) -> bool:
        """Whether a note is being written."""
        return self._draft is not None

    def open(self, draft: Draft, title: str, *, good_practice: bool = False) -> None:
        """Show a note and let it be typed on."""
        self.keep()
        self._draft = draft
        self._good_practice = draft.good_practice or good_practice
        self._title = title
        self.display = True
        self._area.load_text(draft.text)
        self._area.move_cursor(self._area.document.end)
        self.screen.set_focus(self._area, scroll_visible=False)
        self._show_title()

    def _show_title(self) -> None:
        sign = "★ good practice on " if self._good_practice else "✎ note on "
        width = max(10, self.app.size.width - 4)
        self.query_one(".note-title", Static).update(Content(clip(shown(sign + self._title), width)), layout=False)

    def key_hints(self) -> list[Hint]:
        """The keys that act while one types, and the one for the glossary."""
        hints = []
        for active in self.screen.active_bindings.values():
            binding = active.binding
            named = binding.id is not None and (binding.id.startswith("note.") or binding.id == "app.glossary_typing")
            hint = (binding.key_display or self.app.get_key_display(binding), binding.description)
            if named and (binding.show or binding.id == "app.glossary_typing") and binding.key != "ctrl+s":
                hints.append(hint)
        return hints

    def keep(self) -> bool:
        """Record what is typed; False where it was refused and would be lost."""
        self._stop_timer()
        if self._draft is None:
            return True
        said, then = to_keep(self._draft, self._area.text, good_practice=self._good_practice)
        if said and not self._record(said):
            return False
        self._draft = then
        return True

    def action_close(self) -> None:
        """Keep it and put it away; what cannot be kept stays open."""
        if self.keep():
            self._draft = None
            self.screen.set_focus(None)
            self.display = False
            self.post_message(self.Closed())

    def action_good_practice(self) -> None:
        """Mark it as an example to share, or take the mark away."""
        self._good_practice = not self._good_practice
        self._show_title()

    def action_another(self) -> None:
        """Begin another note on the same question."""
        self._want(new=True)

    def action_next(self) -> None:
        """Go to one's next note on the same question."""
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
        self.keep()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def on_unmount(self, _event: events.Unmount) -> None:
        """Whatever takes the screen away, what was typed is kept."""
        self.keep()
