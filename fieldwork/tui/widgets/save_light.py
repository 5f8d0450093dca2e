"""The save light: it says *saved* only when everything said is on the disk."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from fieldwork.store import SaveState


def light(state: SaveState, *, read_only: bool) -> Content:
    """What the light shows: never by colour alone."""
    if read_only:
        return Content.styled("◇ read only", "$text-warning")
    if state.error is not None:
        return Content.styled(f"✗ NOT SAVED ({state.pending})", "bold $text-error")
    if state.pending:
        return Content.styled("○ saving", "$text-warning")
    return Content.styled("● saved", "$text-success")


WIDTH = 18


class SaveLight(Static):
    """The light, at the right of every screen's first line."""

    DEFAULT_CSS = """
    SaveLight { width: 18; height: 1; text-align: right; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__("", id=id, markup=False)

    def show(self, state: SaveState, *, read_only: bool) -> None:
        """Show a state."""
        words = light(state, read_only=read_only)
        # Filled up in its own style: each change of style is forty bytes to the terminal, twice for every answer.
        self.update(Content.styled(words.plain.rjust(WIDTH), words.spans[0].style), layout=False)
