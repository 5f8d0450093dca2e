"""A line to type into: Textual's Input in one line, with a cursor that stands still."""

from __future__ import annotations

from textual.widgets import Input
from textual.widgets.input import Selection


class Field(Input):
    """An input of one line. Its focus is unmistakable: a single-letter key never acts while one types."""

    DEFAULT_CSS = """
    Field { background: $surface; }
    Field:focus { background: $primary 20%; }
    """

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        offered: bool = False,
        id: str | None = None,  # noqa: A002 (Textual's name)
    ) -> None:
        """Make a field.

        Args:
            value: what stands there.
            placeholder: what is shown while nothing does.
            offered: whether the first letter typed replaces `value`; a cursor key keeps it to be typed on.
            id: its id.
        """
        super().__init__(value, placeholder=placeholder, select_on_focus=False, compact=True, id=id)
        self.cursor_blink = False  # a blink is bytes, and over SSH bytes are lag
        self._offered = offered and bool(value)
        self._goes_on = not self._offered

    def on_mount(self) -> None:
        """Where what stands there is longer than the field and one goes on there, show its end."""
        if self._goes_on:
            self.call_after_refresh(self._show_end)

    def on_focus(self) -> None:
        """Select what is offered, once: coming back from an overlay finds what was typed meanwhile as it was."""
        if self._offered:
            self._offered = False
            self.selection = Selection(0, len(self.value))

    def _show_end(self) -> None:
        if not self.has_focus:  # one of many in a form: what stands there is read from its beginning
            return
        self.cursor_position = 0
        self.cursor_position = len(self.value)
