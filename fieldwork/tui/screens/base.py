"""What every screen of an open inspection has: a first line with title and save light, a body, and the key bar."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.css.query import NoMatches
from textual.events import DescendantFocus, ScreenResume
from textual.geometry import Size
from textual.screen import Screen

from fieldwork.record.entry import Entry
from fieldwork.tui.widgets.key_bar import Hint, KeyBar, hints_of
from fieldwork.tui.widgets.save_light import SaveLight
from fieldwork.tui.widgets.strips import OneLine, Row
from fieldwork.workspace import Workspace

if TYPE_CHECKING:  # the app imports the screens
    from fieldwork.tui.app import FieldworkApp


class WorkScreen(Screen[None]):
    """A screen of the inspection. Subclasses give `compose_body`, `title_line`, and what they can explain.

    Bindings that all screens share are declared on the app; a screen declares its own, most important first, each
    with an id, so that it can be rebound.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (20, "-low"), (34, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace", "back", "back", show=False, id="screen.back"),
    ]
    DEFAULT_CSS = """
    WorkScreen #top { height: 1; background: $panel; }
    WorkScreen #title { width: 1fr; height: 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def lay_out_for(self, size: Size) -> None:
        """Give the screen its classes before it has widgets: styling them twice costs a tenth of the first paint."""
        for breakpoints, cells in ((self.HORIZONTAL_BREAKPOINTS, size.width), (self.VERTICAL_BREAKPOINTS, size.height)):
            self.add_class([name for least, name in breakpoints if cells >= least][-1])

    def compose(self) -> ComposeResult:
        """First line, body, key bar."""
        with Row(id="top"):
            yield OneLine(id="title")
            yield SaveLight(id="light")
        yield from self.compose_body()
        yield KeyBar(id="keys")

    def compose_body(self) -> ComposeResult:
        """The widgets between first line and key bar."""
        yield from ()

    def title_line(self) -> Content:
        """What stands in the first line."""
        return Content("fieldwork")

    @property
    def fieldwork(self) -> FieldworkApp:
        """The app, with its own type."""
        return cast("FieldworkApp", self.app)

    @property
    def workspace(self) -> Workspace:
        """The open inspection."""
        return self.fieldwork.open_workspace

    def on_mount(self) -> None:
        """Fill the first line and the light."""
        self.refresh_title()
        self.show_saving()

    def refresh_title(self) -> None:
        """Write the first line anew."""
        self.query_one("#title", OneLine).show_content(self.title_line())

    def show_saving(self) -> None:
        """Let the light show what is saved now."""
        workspace = self.fieldwork.workspace
        if workspace is not None:
            with suppress(NoMatches):  # news from the writer may come when the widgets are gone, or not there yet
                self.query_one("#light", SaveLight).show(workspace.save_state, read_only=workspace.read_only)

    @on(ScreenResume)
    @on(DescendantFocus)
    def refresh_keys(self) -> None:
        """Show the keys of what has the focus now."""
        self.query_one("#keys", KeyBar).set_hints(self.key_hints())

    def key_hints(self) -> list[Hint]:
        """The keys for the bar, most important first; a screen with keys of many ranks orders them itself."""
        return hints_of(cast("Screen[object]", self))

    def take_keys(self) -> None:
        """Other keys hold from now on: show them wherever this screen names keys."""
        self.refresh_keys()

    # -- what the app asks a screen ------------------------------------------------------------------------------

    def line_text(self) -> str:
        """The text of the line the inspector is on: `?` explains its terms."""
        return ""

    def show_changed(self, entries: Sequence[Entry]) -> None:
        """Something was undone, redone or merged: show what is there now, and go to it if it is on this screen."""

    def undone_words(self, entries: Sequence[Entry]) -> str:
        """What was undone or redone, where the screen must not say it in full; empty where it may."""
        del entries
        return ""

    def tell(self, sentence: str, seconds: float | None) -> bool:
        """Say something in a line of its own for a while; False where there is none, and a message has to."""
        del sentence, seconds
        return False

    def go_to_reference(self, text: str) -> bool:
        """Go to "7" or "2.1.3" if it is something on this screen; False where it is not."""
        del text
        return False

    def action_back(self) -> None:
        """To where one came from."""
        self.fieldwork.go_back()
