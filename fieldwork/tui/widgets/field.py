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
