"""The save light: it says *saved* only when everything said is on the disk."""

from __future__ import annotations

from textual.content import Content
from textual.strip import Strip
from textual.visual import Visual

from fieldwork.store import SaveState
from fieldwork.tui.widgets.strips import StripWidget


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
_KEPT_STRIPS = 20


class SaveLight(StripWidget):
    """The light, at the right of every screen's first line. Every answer changes it twice."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    SaveLight { width: 18; height: 1; text-align: right; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._words = Content("")
        self._strips: dict[tuple[Content, int], Strip] = {}

    def show(self, state: SaveState, *, read_only: bool) -> None:
        """Show a state."""
        words = light(state, read_only=read_only)
        if words != self._words:
            self._words = words
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The light as a strip."""
        if y:
            return Strip.blank(self.size.width, self.rich_style)
        asked = self._words, self.size.width
        strip = self._strips.get(asked)
        if strip is None:
            if len(self._strips) > _KEPT_STRIPS:
                self._strips.clear()
            strip = self._strips[asked] = self._strip(*asked)
        return strip

    def _strip(self, words: Content, width: int) -> Strip:
        # Filled up in its own style: each change of style is forty bytes to the terminal.
        filled = Content.styled(words.plain.rjust(WIDTH), words.spans[0].style) if words.spans else words
        return self.finished(Visual.to_strips(self, filled, width, 1, self.visual_style)[0])

    def forget(self) -> None:
        """Make the strips anew."""
        self._strips.clear()
