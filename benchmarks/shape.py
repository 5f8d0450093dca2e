"""What the framework costs an app of the checklist's shape with nothing behind it: the second baseline of a judgement.

A first line with a light, a list of lines, a key bar; with a key the light and eleven lines change.
"""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

CHANGED = range(1, 22, 2)
CELLS = 80


class Lines(Widget):
    DEFAULT_CSS = "Lines { height: 1fr; }"
    presses = 0

    def render_line(self, y: int) -> Strip:
        changing = self.presses if y in CHANGED else ""
        text = f"line {y} {changing} with the words of a question that stand there while nothing is said of it"
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(self.size.width, self.rich_style)

    def press(self) -> None:
        self.presses += 1
        self.refresh(*(Region(0, y, CELLS, 1) for y in CHANGED))


class Shape(App[None]):
    CSS = "#top { height: 1; } #title { width: 1fr; } #light { width: 18; } #keys { height: 1; }"

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield Static("presses 0", id="title", markup=False)
            yield Static("saved", id="light", markup=False)
        yield Lines(id="lines")
        yield Static("y 1  n 2  a 3", id="keys", markup=False)

    def on_key(self, _event: events.Key) -> None:
        lines = self.query_one("#lines", Lines)
        lines.press()
        self.query_one("#light", Static).update("saving" if lines.presses % 2 else "saved", layout=False)


if __name__ == "__main__":
    Shape().run()
