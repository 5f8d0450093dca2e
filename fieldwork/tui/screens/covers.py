"""What hides everything: the cover, and the sentence for a terminal on which nothing fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from fieldwork.tui.smallest import SMALLEST, too_small

if TYPE_CHECKING:  # the app imports this module
    from fieldwork.tui.app import FieldworkApp


TIMES = "\u00d7"


class Covering(ModalScreen[None]):
    """An opaque screen; no message of the app shows on it, and no key but quitting reaches through it."""

    DEFAULT_CSS = """
    Covering { background: $background; align: center middle; }
    Covering > Static { width: auto; max-width: 100%; height: auto; text-align: center; }
    Covering ToastRack { visibility: hidden; width: 0; }
    """

    def __init__(self, *classes: str) -> None:
        super().__init__(classes=" ".join(("covers", *classes)))


class CoverScreen(Covering):
    """The cover: `z` or Esc takes it away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("z,escape,f9", "dismiss", "uncover", show=False, id="cover.uncover"),
    ]

    def compose(self) -> ComposeResult:
        """Nothing of any case."""
        yield Static(Content("fieldwork\n\ncovered\n\nz to go on").stylize("$text-muted"), markup=False)


class TooSmallScreen(Covering):
    """Says how large the terminal would have to be."""

    def __init__(self) -> None:
        super().__init__("too-small")

    def compose(self) -> ComposeResult:
        """One sentence."""
        yield Static(self._sentence(self.app.size), markup=False)

    def on_resize(self, event: Resize) -> None:
        """The sentence with the present size."""
        self.query_one(Static).update(self._sentence(event.size))

    @staticmethod
    def _sentence(size: Size) -> Content:
        return Content(
            f"fieldwork needs at least {SMALLEST.width} {TIMES} {SMALLEST.height}; "
            f"this terminal has {size.width} {TIMES} {size.height}"
        )


def guard_size(app: FieldworkApp, size: Size) -> None:
    """Put the sentence over everything where the terminal is too small, and take it away where it is not."""
    if too_small(size):
        if not isinstance(app.screen, TooSmallScreen):
            app.push_screen(TooSmallScreen())
        return
    while isinstance(app.screen, TooSmallScreen):  # whatever else covers, a lock above all, stays
        app.pop_screen()
