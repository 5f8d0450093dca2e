"""A line to type into: Textual's Input in one line, with a cursor that stands still."""

from __future__ import annotations

from textual.widgets import Input


class Field(Input):
    """An input of one line. Its focus is unmistakable: a single-letter key never acts while one types."""

    DEFAULT_CSS = """
    Field { background: $surface; }
    Field:focus { background: $primary 20%; }
    """

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(value, placeholder=placeholder, select_on_focus=False, compact=True, id=id)
        self.cursor_blink = False  # a blink is bytes, and over SSH bytes are lag

    def on_mount(self) -> None:
        """Where what stands there is longer than the field, show its end: one goes on there."""
        self.call_after_refresh(self._show_end)

    def _show_end(self) -> None:
        self.cursor_position = 0
        self.cursor_position = len(self.value)
