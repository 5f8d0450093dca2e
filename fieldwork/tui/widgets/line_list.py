"""A list of any length as one widget: Textual's Line API, repainting only the lines that changed.

Hundreds of judgements as widgets cost 36 ms a key; as lines about as much as the framework's floor.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from fieldwork.text import cells, clip, shown

Segments = Sequence[tuple[str, str]]
"""A line as (text, style name) pairs: names of `STYLES`, or empty for plain. Text is data, never markup."""

STYLES = ("dim", "good", "bad", "warn", "accent", "bold", "head", "bar", "rest")


def blended(widget: Widget, component: str) -> Style:
    """The style of a component with its colour mixed into what is behind it: Textual's partial style forgets to."""
    partial = widget.get_component_rich_style(component, partial=True)
    if partial.color is None:
        return partial
    return partial + Style(color=widget.get_component_rich_style(component).color)


class LineList(ScrollView, can_focus=True):
    """A list of lines with a cursor.

    Subclasses give `row`; whoever changes what it shows calls `set_count` or `refresh_rows`.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line--cursor", *(f"line--{name}" for name in STYLES)}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "down", show=False, id="list.down"),
        Binding("up,k", "move(-1)", "up", show=False, id="list.up"),
        Binding("pagedown", "page(1)", "page down", show=False, id="list.page_down"),
        Binding("pageup", "page(-1)", "page up", show=False, id="list.page_up"),
        Binding("home", "move_to(0)", "first", show=False, id="list.first"),
        Binding("end", "move_to(-1)", "last", show=False, id="list.last"),
        Binding("enter", "choose", "open", show=False, id="list.open"),
    ]
    DEFAULT_CSS = """
    LineList { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    LineList > .line--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
    }
    LineList > .line--dim { color: $text-muted; }
    LineList > .line--good { color: $text-success; }
    LineList > .line--bad { color: $text-error; }
    LineList > .line--warn { color: $text-warning; }
    LineList > .line--accent { color: $text-accent; }
    LineList > .line--bold { text-style: bold; }
    LineList > .line--head { color: $text-primary; text-style: bold; }
    LineList > .line--bar { color: $primary; }
    LineList > .line--rest { color: $foreground 30%; }
    """

    cursor: reactive[int] = reactive(0, repaint=False, always_update=False)

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, sender: LineList, index: int) -> None:
            self.index = index
            self.list = sender
            super().__init__()

        @property
        def control(self) -> LineList:
            """The list, for `@on(LineList.Moved, "#id")`."""
            return self.list

    class Chosen(Moved):
        """Enter or a double click on a row."""

    def __init__(self, *, count: int = 0, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id, classes=classes)
        self._count = count
        self._strips: dict[tuple[int, int, bool], Strip] = {}
        self._styles: dict[tuple[str, bool], Style] = {}
        self._painted: dict[int, Strip] = {}
        self.empty = ""
        """What stands there while there are no lines; may have several lines of its own."""

    # -- for subclasses and screens ------------------------------------------------------------------------------

    def row(self, index: int, width: int) -> Segments:
        """What stands on the line `index`, at a width of `width` cells; longer lines are cut."""
        raise NotImplementedError

    @property
    def line_width(self) -> int:
        """The cells of a line: what the scroll bar takes, if there is one, is not among them."""
        return self.scrollable_content_region.width

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self._count

    def set_count(self, count: int, cursor: int | None = None) -> None:
        """Say that the lines are other ones now; the cursor stays where it can, or goes to `cursor`.

        Only lines that look different from before are painted.
        """
        self._count = count
        self._strips.clear()
        self._measure(self.size)
        self.cursor = max(0, min(self.cursor if cursor is None else cursor, count - 1))
        self._keep_visible()
        for y in range(self.size.height):
            if self._painted.get(y) != self._line(y):
                self.refresh(Region(0, y, self.size.width, 1))

    def _measure(self, size: Size) -> None:
        """Say how large the list is. The screen is only laid out where the scroll bar comes or goes by it."""
        height = self.styles.height
        fills = height is not None and not height.is_auto
        there, now = self.virtual_size, Size(size.width, self._count)
        if (
            fills
            and size.height
            and there.width == now.width
            and self.show_vertical_scrollbar == (now.height > size.height)
        ):
            self.set_reactive(Widget.virtual_size, now)
            if self.show_vertical_scrollbar:
                self.vertical_scrollbar.window_virtual_size = now.height
        else:
            self.virtual_size = now

    def refresh_rows(self, indices: Iterable[int]) -> None:
        """Say that some lines changed: only they are painted again."""
        width = self.line_width
        for index in indices:
            self._strips.pop((index, width, True), None)
            self._strips.pop((index, width, False), None)
            self._refresh_row(index)

    # -- painting ------------------------------------------------------------------------------------------------

    def _refresh_row(self, index: int) -> None:
        y = index - self.scroll_offset.y
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """The strip of the line `y` of the widget."""
        strip = self._painted[y] = self._line(y)
        return strip

    def _line(self, y: int) -> Strip:
        index = y + self.scroll_offset.y
        width = self.line_width
        if not 0 <= index < self._count:
            return self._blank(y, width)
        here = index == self.cursor and self.has_focus_shown
        key = (index, width, here)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._strip(index, width, here=here)
        return strip

    def _blank(self, y: int, width: int) -> Strip:
        lines = self.empty.split("\n") if self.empty and not self._count else []
        if not 0 <= y - 1 < len(lines):
            return Strip.blank(width, self.rich_style)
        text = clip(f"  {shown(lines[y - 1])}", width)
        return Strip([Segment(text, self._style("dim", here=False))]).adjust_cell_length(width, self.rich_style)

    @property
    def has_focus_shown(self) -> bool:
        """Whether the cursor line is marked: always, so that it is never lost; subclasses may narrow it."""
        return True

    def _strip(self, index: int, width: int, *, here: bool) -> Strip:
        segments: list[Segment] = []
        used = 0
        for raw, name in self.row(index, width):
            text = clip(shown(raw), width - used)
            if not text:
                continue
            used += cells(text)
            segments.append(Segment(text, self._style(name, here=here)))
        segments.append(Segment(" " * (width - used), self._style("", here=here)))
        return Strip(segments, width).simplify()

    def _style(self, name: str, *, here: bool) -> Style:
        style = self._styles.get((name, here))
        if style is None:
            style = self.rich_style
            if name:
                style += blended(self, f"line--{name}")
            if here:
                style += blended(self, "line--cursor")
            self._styles[name, here] = style
        return style

    def notify_style_update(self) -> None:
        """Forget painted lines when the theme changes."""
        super().notify_style_update()
        self._strips.clear()
        self._styles.clear()

    # -- the cursor ----------------------------------------------------------------------------------------------

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two lines concerned and tell whoever listens."""
        self._refresh_row(old)
        self._refresh_row(new)
        self._keep_visible()
        if self.is_mounted:
            self.post_message(self.Moved(self, new))

    def _keep_visible(self) -> None:
        height = self.size.height
        if not height:
            return
        y = scrolled_to(self.scroll_offset.y, self.cursor, height, self._count)
        if y != self.scroll_offset.y:
            self.scroll_to(y=y, animate=False, force=True, immediate=True)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the lines anew for the new width."""
        self._strips.clear()
        self._painted.clear()
        self._measure(event.size)
        self._keep_visible()

    def on_click(self, event: events.Click) -> None:
        """Go to the line clicked on; a double click opens it."""
        index = event.y + self.scroll_offset.y
        if 0 <= index < self._count:
            self.cursor = index
            if event.chain > 1:
                self.action_choose()

    def action_move(self, by: int) -> None:
        """Move the cursor by lines."""
        self.cursor = max(0, min(self.cursor + by, self._count - 1))

    def action_page(self, by: int) -> None:
        """Move the cursor by pages."""
        self.action_move(by * max(1, self.size.height - 1))

    def action_move_to(self, index: int) -> None:
        """Move the cursor to a line; negative ones count from the end."""
        self.cursor = max(0, min(index if index >= 0 else self._count + index, self._count - 1))

    def action_choose(self) -> None:
        """Open what the cursor is on."""
        if self._count:
            self.post_message(self.Chosen(self, self.cursor))


def scrolled_to(top: int, cursor: int, height: int, count: int) -> int:
    """The first line to show, so that the line of the cursor is among them.

    Where the cursor leaves at the edge, half a page is scrolled: every scrolled line repaints the whole list, and
    over a slow line that is felt.
    """
    if top <= cursor < top + height:
        wanted = top
    elif cursor == top + height:
        wanted = cursor - height // 2
    elif cursor == top - 1:
        wanted = cursor - (height - 1) // 2
    else:
        wanted = cursor if cursor < top else cursor - height + 1
    return max(0, min(wanted, count - height))
