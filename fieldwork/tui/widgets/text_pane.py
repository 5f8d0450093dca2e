"""Where a sentence or a part of the report is written: a pane over the lower lines, with what will be printed under it.

What is typed is kept: after a pause, and with Esc, which only puts the pane away. Live values stand in braces while
one types; the line under the text shows them as they will be printed. What the notes hold for the text stands above
it, a page at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static, TextArea

from fieldwork.text import clip, shown, wrapped
from fieldwork.tui.questioning import Questioning
from fieldwork.tui.widgets.checklist_note import PAUSE
from fieldwork.tui.widgets.key_bar import Hint, hints_while_typing
from fieldwork.tui.widgets.question_line import LONGEST_PAUSE, QuestionLine
from fieldwork.tui.widgets.writing_area import WritingArea

_PRINTS = "prints: "
HINT_LINES = 2
PREVIEW_LINES = 3
"""Lines that a hint and what will be printed take at most."""
LEAST_NOTE_LINES = 3
"""Lines of notes on a page, on a small screen; else a quarter of its lines."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A text to be written.

    `title` says what it is, `hint` what belongs there, `text` what stands there. `printed` gives what will be printed
    of a line (empty where it needs no telling), `keep` records a text and says whether that was possible. With
    `one_line` Enter keeps it. `notes` is what inspectors noted for it, one each.
    """

    title: str
    text: str
    printed: Callable[[str], str]
    keep: Callable[[str], bool]
    hint: str = ""
    one_line: bool = False
    notes: tuple[str, ...] = ()


class ReportArea(WritingArea):
    """The text; in a text of one line Enter ends it."""

    one_line = False

    class Ended(Message):
        """Enter in a text of one line."""

    async def _on_key(self, event: events.Key) -> None:
        if self.one_line and event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Ended())
            return
        await super()._on_key(event)


class TextPane(Vertical):
    """Writes one text at a time; `open` one, `close` keeps it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "close", "keeps it", key_display="Esc", id="writing.close"),
        Binding("f4", "editor", "editor", key_display="F4", id="writing.editor"),
        Binding("f3", "notes", "notes", key_display="F3", id="writing.notes"),
    ]
    DEFAULT_CSS = """
    TextPane { height: 10; background: $panel; border: round $accent; display: none; }
    TextPane Static { height: auto; }
    TextPane .writing-title { text-style: bold; height: 1; }
    TextPane .writing-hint { color: $text-muted; max-height: 2; }
    TextPane .writing-notes { display: none; border-bottom: solid $surface; }
    TextPane .writing-printed { color: $text-muted; max-height: 3; }
    TextPane ReportArea { height: 1fr; background: $surface; }
    TextPane.-long { height: 60%; }
    TextPane.-notes { height: 75%; }
    TextPane.-flat { height: 7; }
    """

    class Closed(Message):
        """The text was put away."""

    def __init__(self, questioning: Questioning, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._question = QuestionLine(questioning)
        self._writing: Writing | None = None
        self._kept = ""
        self._timer: Timer | None = None
        self._area = ReportArea()
        self._page = 0
        """Which page of the notes is shown, from 1; 0: none."""

    def compose(self) -> ComposeResult:
        """Title, text, and what will be printed."""
        yield Static("", classes="writing-title", markup=False)
        yield Static("", classes="writing-hint", markup=False)
        yield Static("", classes="writing-notes", markup=False)
        yield self._area
        yield self._question
        yield Static("", classes="writing-printed", markup=False)

    @property
    def is_open(self) -> bool:
        """Whether a text is being written."""
        return self._writing is not None

    def open(self, writing: Writing) -> None:
        """Show a text and let it be written on."""
        self.keep()
        self._writing, self._kept = writing, writing.text
        self._question.begin(writing.text)
        self._area.one_line = writing.one_line
        self.set_class(not writing.one_line, "-long")
        self._turn_to(1 if writing.notes and self.screen.has_class("-tall") else 0)
        self.display = True
        self._area.begin(writing.text)
        self.screen.set_focus(self._area, scroll_visible=False)
        self._show()

    def _show(self) -> None:
        if self._writing is None:
            return
        width = max(10, self.app.size.width - 4)
        self.set_class(flat := self.screen.has_class("-flat"), "-flat")  # few lines: those there are, for the text
        title = clip(shown(self._writing.title), width)
        self.query_one(".writing-title", Static).update(Content(title), layout=False)
        hint = wrapped(self._writing.hint, width)[:HINT_LINES] if self._writing.hint and not flat else []
        line = self.query_one(".writing-hint", Static)
        line.display = bool(hint)
        line.update(Content("\n".join(hint)))
        self._show_notes(width)
        lines = self._preview(width)[: 1 if flat else PREVIEW_LINES]
        self.query_one(".writing-printed", Static).update(Content("\n".join(lines)))

    def _note_pages(self, width: int) -> list[list[str]]:
        """The notes in lines, a page at a time; a note is whole on its page unless it is longer than one."""
        size = max(LEAST_NOTE_LINES, self.app.size.height // 4)
        pages: list[list[str]] = []
        for note in self._notes:
            lines = [
                f"{'  ' if place else '· '}{line}" for place, line in enumerate(wrapped(shown(note), max(1, width - 2)))
            ]
            if not pages or len(pages[-1]) + len(lines) > size:
                pages.append([])
            pages[-1] += lines[:size]
            pages += [lines[start : start + size] for start in range(size, len(lines), size)]
        return pages

    def _show_notes(self, width: int) -> None:
        pages = self._note_pages(width)
        self._page = min(self._page, len(pages))
        box = self.query_one(".writing-notes", Static)
        box.display = self._page > 0
        if self._page:
            more = f" ({self._page} of {len(pages)})" if len(pages) > 1 else ""
            head = f"noted for this{more}:"
            box.update(Content("\n".join([head, *pages[self._page - 1]])))

    def _turn_to(self, page: int) -> None:
        self._page = page
        self.set_class(page > 0, "-notes")

    def action_notes(self) -> None:
        """The next page of what was noted for this text; after the last one, none."""
        width = max(10, self.app.size.width - 4)
        pages = len(self._note_pages(width))
        self._turn_to((self._page + 1) % (pages + 1))
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Notes are shown where there are any."""
        del parameters
        return action != "notes" or bool(self._notes)

    @property
    def _notes(self) -> tuple[str, ...]:
        """What was noted for the text; nothing where there are lines for the text alone."""
        return self._writing.notes if self._writing is not None and not self.screen.has_class("-flat") else ()

    def _preview(self, width: int) -> list[str]:
        """What will be printed of the line one is in; of a long one that part."""
        if self._writing is None:
            return []
        row, column = self._area.cursor_location
        line = self._area.text if self._writing.one_line else self._area.document.get_line(row)
        printed = self._writing.printed(line)
        lines = wrapped(printed, max(1, width - len(_PRINTS))) if printed else []
        here = column * len(lines) // (len(line) + 1)
        first = max(0, min(here - PREVIEW_LINES // 2, len(lines) - PREVIEW_LINES))
        shown_now = lines[first : first + PREVIEW_LINES]
        return [f"{_PRINTS if not place else ' ' * len(_PRINTS)}{line}" for place, line in enumerate(shown_now)]

    def on_resize(self, _event: events.Resize) -> None:
        """Break the lines around the text anew for another width."""
        self.call_after_refresh(self._show)

    def key_hints(self) -> list[Hint]:
        """The keys that act while one types."""
        return hints_while_typing(self.screen, "writing.")

    def keep(self) -> bool:
        """Record what is typed; False where it was refused and would be lost."""
        self._stop_timer()
        if self._writing is None or self._area.text == self._kept:
            return True
        text = self._area.text
        if not self._writing.keep(text):
            return False
        self._kept = text
        self._question.recorded(text)
        return True

    @on(ReportArea.Ended)
    def action_close(self) -> None:
        """Keep it and put it away; what cannot be kept, or is questioned for the first time, stays open."""
        if self._question.asks(self._area.text) or not self.keep():
            return
        if gone := self._question.end(self._area.text):
            words = (
                f"What is gone still stands in the history: {gone}. fieldwork redact --report takes it out for good."
            )
            self.app.notify(words, timeout=8, markup=False)
        self._writing = None
        self.screen.set_focus(None)
        self.display = False
        self.post_message(self.Closed())

    def action_editor(self) -> None:
        """Go on in one's own editor; whatever befalls it, the text stays here as it was."""
        self.keep()
        self._area.go_on_in_own_editor()

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._stop_timer()
        if self.is_open:
            self._timer = self.set_timer(PAUSE, self._pause_is_over)
            self._show()

    def _pause_is_over(self) -> None:
        self._timer = None
        if self._question.asks(self._area.text):
            self._timer = self.set_timer(LONGEST_PAUSE, self.keep)
        else:
            self.keep()

    @on(TextArea.SelectionChanged)
    def _moved(self, event: TextArea.SelectionChanged) -> None:
        event.stop()
        self._show()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def on_unmount(self, _event: events.Unmount) -> None:
        """Whatever takes the screen away, what was typed is kept."""
        self.keep()
