"""A widget that keeps the strips it is painted with: for what is painted at every key."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.color import TRANSPARENT, Color
from textual.containers import Horizontal
from textual.content import Content
from textual.filter import LineFilter
from textual.geometry import Region, Spacing
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

_NO_GUTTER = Spacing()
_MOST_KEPT = 20


class Row(Horizontal):
    """Widgets side by side that cover it wholly: it paints no lines of its own under them."""

    BLANK = True


class StripWidget(Widget, can_focus=False):
    """A widget whose `render_line` gives strips that were made once, `finished`, and kept until it must `forget`.

    Where it has no border and no padding they go to the screen as they are. Textual would put every line of the widget
    through its own cache of styles, opacity and filters at every paint, those that did not change too.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._filters: Sequence[LineFilter] = ()
        self._behind: Color = TRANSPARENT

    def forget(self) -> None:
        """Forget the strips made so far: they would look different now. Subclasses do it."""
        raise NotImplementedError

    def finished(self, strip: Strip) -> Strip:
        """`strip` with the app's filters (no colour, 16 colours) applied, as it goes to the screen."""
        for one in self._filters:
            strip = strip.apply_filter(one, self._behind)
        return strip

    def finished_style(self, style: Style) -> Style:
        """`style` with the app's filters applied: what is made of finished styles is finished."""
        (segment,) = self.finished(Strip([Segment(" ", style)], 1))
        return segment.style or style

    def notify_style_update(self) -> None:
        """Forget what was painted when the theme changes."""
        super().notify_style_update()
        self.forget()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of the lines that `crop` touches."""
        bare = self.gutter == _NO_GUTTER and self.opacity >= 1
        looks = (self.get_line_filters(), self.background_colors[1]) if bare else ((), TRANSPARENT)
        if looks != (self._filters, self._behind):
            self._filters, self._behind = looks
            self.forget()
        if not bare:
            return super().render_lines(crop)
        strips = [self.render_line(y) for y in crop.line_range]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips


class OneLine(StripWidget):
    """One line of content. What it showed before is painted again as it was."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._content = Content("")
        self._strips: dict[tuple[Content, int], Strip] = {}

    def show_content(self, content: Content) -> None:
        """Show other content; the same again paints nothing."""
        if content != self._content:
            self._content = content
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The content as a strip; below it nothing."""
        asked = Content("") if y else self._content, self.size.width
        strip = self._strips.get(asked)
        if strip is None:
            if len(self._strips) > _MOST_KEPT:
                self._strips.clear()
            content, width = asked
            made = Visual.to_strips(self, content, width, 1, self.visual_style)
            behind = Style(bgcolor=self.rich_style.bgcolor)
            strip = self._strips[asked] = self.finished(made[0].adjust_cell_length(width, behind))
        return strip

    def forget(self) -> None:
        """Make the strips anew."""
        self._strips.clear()
