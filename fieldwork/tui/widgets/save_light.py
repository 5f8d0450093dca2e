"""The save light: it says *saved* only when everything said is on the disk."""

from __future__ import annotations

from textual.content import Content

from fieldwork.store import SaveState
from fieldwork.tui.widgets.strips import OneLine


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


class SaveLight(OneLine):
    """The light, at the right of every screen's first line."""

    DEFAULT_CSS = """
    SaveLight { width: 18; height: 1; text-align: right; }
    """

    def show(self, state: SaveState, *, read_only: bool) -> None:
        """Show a state."""
        words = light(state, read_only=read_only)
        # Filled up in its own style: each change of style is forty bytes to the terminal, twice for every answer.
        self.show_content(Content.styled(words.plain.rjust(WIDTH), words.spans[0].style))
