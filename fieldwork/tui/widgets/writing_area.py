"""Where longer texts are typed: the field of the panes for notes and the report, with the way to one's own editor."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from fieldwork.errors import FieldworkError
from fieldwork.text import clean


class WritingArea(TextArea):
    """A text of several lines."""

    def __init__(self) -> None:
        super().__init__(soft_wrap=True, tab_behavior="focus", show_line_numbers=False, compact=True)
        self.cursor_blink = False  # a blink is bytes, and over SSH bytes are lag

    async def _on_paste(self, event: events.Paste) -> None:
        """Take what is recorded of a pasted text: no control characters, none that turn the direction of reading."""
        event.text = clean(event.text)

    def begin(self, text: str) -> None:
        """Let `text` be written on, from its end."""
        self.load_text(text)
        self.move_cursor(self.document.end)

    def go_on_in_own_editor(self) -> None:
        """Go on in one's own editor; whatever befalls it, the text stays here as it was."""
        from fieldwork.tui.own_editor import edited  # noqa: PLC0415 (imported when it is used)

        try:
            text = edited(self.app, self.text)
        except FieldworkError as error:
            self.app.notify(str(error), severity="warning", markup=False)
            return
        if text != self.text:
            self.begin(text)
