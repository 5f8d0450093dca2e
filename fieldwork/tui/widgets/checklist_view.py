"""Lines as one widget: whoever gives the lines, only the cells that changed are painted again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from fieldwork.tui.checklist_paint import EMPTY, Line, changed_width
from fieldwork.tui.widgets.line_list import blended
from fieldwork.tui.widgets.strips import StripWidget

Source = Callable[[int, int], Sequence[Line]]
"""Gives the lines for a width and a height."""

STYLES = ("dim", "warn", "accent", "bold", "head", "bar", "rest", "rule", "key", "here", "fact", "assumed")


class LinesView(StripWidget):
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
        self._asked = Size(0, 0)
        self._strips: list[Strip | None] = []
        self._styles: dict[tuple[str, bool], Style] = {}

    @property
    def lines(self) -> Sequence[Line]:
        """What it shows."""
        return self._lines

    def renew(self) -> None:
        """Ask for the lines anew and paint what changed."""
        if self.size != self._asked:
            self._lay_out()
            self.refresh()
            return
        width = self._asked.width
        before = self._lines
        self._ask()
        regions = []
        for y, (old, new) in enumerate(zip_longest(before, self._lines, fillvalue=EMPTY)):
            if old is new or old == new or y >= len(self._strips):
                continue
            self._strips[y] = None
            end = width if old.now != new.now else min(width, changed_width(old.segments, new.segments))
            if end:
                regions.append(Region(0, y, end, 1))
        if regions:
            self.refresh(*regions)

    def _lay_out(self) -> None:
        self._asked = self.size
        self._ask()
        self._strips = [None] * self._asked.height

    def _ask(self) -> None:
        self._lines = tuple(self._source(*self._asked)) if all(self._asked) else ()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of the lines that `crop` touches."""
        if self.size != self._asked:
            self._lay_out()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """The strip of the line `y`."""
        if not 0 <= y < len(self._strips):
            return self._strip(EMPTY)
        strip = self._strips[y]
        if strip is None:
            strip = self._strips[y] = self._strip(_at(self._lines, y))
        return strip

    def _strip(self, line: Line) -> Strip:
        """A line as it is painted, filled up in its last style: each change of style is forty bytes to the terminal."""
        texts: list[str] = []
        styles: list[Style] = []
        width = self._asked.width
        left = width
        for text, name in line.segments or (("", ""),):
            style = self._style(name, now=line.now)
            left -= cell_len(text)
            if styles and styles[-1] == style:
                texts[-1] += text
            else:
                texts.append(text)
                styles.append(style)
        texts[-1] += " " * left
        strip = Strip(map(Segment, texts, styles), max(width, width - left))
        return strip if left >= 0 else strip.crop(0, width)

    def _style(self, name: str, *, now: bool) -> Style:
        style = self._styles.get((name, now))
        if style is None:
            style = self.rich_style
            if now:
                style += blended(self, "lines--now")
            if name in STYLES:
                style += blended(self, f"lines--{name}")
            style = self._styles[name, now] = self.finished_style(style)
        return style

    def forget(self) -> None:
        """Make strips and styles anew."""
        self._strips = [None] * len(self._strips)
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
