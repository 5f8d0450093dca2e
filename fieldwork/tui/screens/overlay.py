"""What lies over a screen: prompts, the glossary, help. Esc takes it away and leaves everything as it was."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar, cast

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

TYPE_CHECKING = False
if TYPE_CHECKING:  # the app imports the screens
    from fieldwork.tui.app import FieldworkApp

Result = TypeVar("Result")


class Overlay(ModalScreen[Result], Generic[Result]):
    """A screen over another one, which shows through. Esc dismisses it with None."""

    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (20, "-low"), (34, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close", show=False, id="overlay.close"),
    ]
    DEFAULT_CSS = """
    Overlay { background: transparent; }
    Overlay.-at-the-bottom ToastRack { dock: top; align: right top; margin-bottom: 0; }
    """

    @property
    def fieldwork(self) -> FieldworkApp:
        """The app, with its own type."""
        return cast("FieldworkApp", self.app)

    def on_mount(self) -> None:
        """What asks at the bottom leaves that to itself: messages, which stand there else, go to the top."""
        self.set_class(self.styles.align_vertical == "bottom", "-at-the-bottom")

    def action_close(self) -> None:
        """Away with it, without a result."""
        self.dismiss(None)
