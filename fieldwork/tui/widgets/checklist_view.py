"""Lines as one widget: whoever gives the lines, only the cells that changed are painted again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from fieldwork.tui.checklist_paint import EMPTY, Line, changed_width
from fieldwork.tui.widgets.line_list import blended

Source = Callable[[int, int], Sequence[Line]]
"""Gives the lines for a width and a height."""

STYLES = ("dim", "warn", "accent", "bold", "head", "bar", "rest", "rule", "key", "here", "fact", "assumed")
_KEPT_STRIPS = 4_000


class LinesView(Widget, can_focus=False):
    """Shows the lines that `source` gives; `renew` asks it again. A click tells the screen what was clicked on."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--now", *(f"lines--{name}" for name in STYLES)}
    DEFAULT_CSS = """
    LinesView { height: 1fr; width: 1fr; }
    LinesView > .lines--now { background: $surface; }
    LinesView > .lines--dim { color: $text-muted; }
    LinesView > .lines--warn { color: $text-warning; }
    LinesView > .lines--accent { color: $accent; }
    LinesView > .lines--bold { text-style: bold; }
    LinesView > .lines--head { color: $text-primary; text-style: bold; }
    LinesView > .lines--bar { color: $primary; }
    LinesView > .lines--rest { color: $primary 45%; }
    LinesView > .lines--rule { color: $text-muted; }
    LinesView > .lines--key { color: $text-accent; text-style: bold; }
    LinesView > .lines--here { color: $text-accent; text-style: bold; }
    LinesView > .lines--fact { color: $text-secondary; }
    LinesView > .lines--assumed { color: $text-muted; text-style: italic; }
    """

    class Clicked(Message):
        """Someone clicked on what `target` names."""

        def __init__(self, target: str) -> None:
            self.target = target
            super().__init__()

    class Scrolled(Message):
        """The wheel was turned by `by` lines."""

        def __init__(self, by: int) -> None:
            self.by = by
            super().__init__()

    def __init__(self, source: Source, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._source = source
        self._lines: Sequence[Line] = ()
        self._asked = (0, 0)
        self._strips: dict[Line, Strip] = {}
        self._styles: dict[tuple[str, bool], Style] = {}

    @property
    def lines(self) -> Sequence[Line]:
        """What it shows."""
        return self._lines

    def renew(self) -> None:
        """Ask for the lines anew and paint what changed."""
        width, height = self.size
        if (width, height) != self._asked:
            self._ask()
            self.refresh()
            return
        before = self._lines
        self._ask()
        regions = []
        for y in range(height):
            old, new = _at(before, y), _at(self._lines, y)
            if old == new:
                continue
            end = width if old.now != new.now else min(width, changed_width(old.segments, new.segments))
            if end:
                regions.append(Region(0, y, end, 1))
        if regions:
            self.refresh(*regions)

    def _ask(self) -> None:
        self._asked = (self.size.width, self.size.height)
        self._lines = tuple(self._source(*self._asked)) if all(self._asked) else ()
        if len(self._strips) > _KEPT_STRIPS:
            self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """The strip of the line `y`."""
        if self._asked != (self.size.width, self.size.height):
            self._strips.clear()
            self._ask()
        line = _at(self._lines, y)
        strip = self._strips.get(line)
        if strip is None:
            strip = self._strips[line] = self._strip(line)
        return strip

    def _strip(self, line: Line) -> Strip:
        segments = [Segment(text, self._style(name, now=line.now)) for text, name in line.segments]
        last = line.segments[-1][1] if line.segments else ""  # a change of style is forty bytes to the terminal
        return Strip(segments).adjust_cell_length(self.size.width, self._style(last, now=line.now)).simplify()

    def _style(self, name: str, *, now: bool) -> Style:
        style = self._styles.get((name, now))
        if style is None:
            style = self.rich_style
            if now:
                style += blended(self, "lines--now")
            if name in STYLES:
                style += blended(self, f"lines--{name}")
            self._styles[name, now] = style
        return style

    def notify_style_update(self) -> None:
        """Forget painted lines when the theme changes."""
        super().notify_style_update()
        self._strips.clear()
        self._styles.clear()

    def on_resize(self) -> None:
        """Lay the lines anew for the new size."""
        self.renew()

    def on_click(self, event: events.Click) -> None:
        """Say what was clicked on."""
        target = _at(self._lines, event.y).target_at(event.x)
        if target:
            self.post_message(self.Clicked(target))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel turns the list."""
        event.stop()
        self.post_message(self.Scrolled(1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel turns the list."""
        event.stop()
        self.post_message(self.Scrolled(-1))


def _at(lines: Sequence[Line], y: int) -> Line:
    return lines[y] if 0 <= y < len(lines) else EMPTY
