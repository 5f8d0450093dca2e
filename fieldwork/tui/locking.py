"""The lock of a sealed inspection: the screen is covered, the key is dropped, and the passphrase comes back to both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from fieldwork.errors import FieldworkError
from fieldwork.store import unlock
from fieldwork.text import shown
from fieldwork.tui.asking import in_thread
from fieldwork.tui.opening import OpeningScreen
from fieldwork.tui.screens.covers import Covering, TooSmallScreen, guard_size
from fieldwork.tui.widgets.field import Field
from fieldwork.workspace import Workspace

if TYPE_CHECKING:  # the app imports this module
    from fieldwork.tui.app import FieldworkApp

HINT = "passphrase or recovery code, then Enter; ctrl+q quits"


class LockScreen(Covering):
    """Covers everything, and takes the passphrase."""

    DEFAULT_CSS = """
    LockScreen > Vertical { width: 100%; max-width: 70; height: auto; padding: 0 1; }
    LockScreen Static { width: 100%; height: auto; }
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._key_there = True
        self._busy = False

    def compose(self) -> ComposeResult:
        """Nothing of any case: that it is locked, the field, what is expected."""
        with Vertical():
            yield Static(Content("fieldwork\n\nlocked\n"), markup=False)
            field = Field()
            field.password = True
            yield field
            yield Static(Content(HINT), id="lock-says", markup=False)

    def on_mount(self) -> None:
        """Drop the key, in a thread: what is still to be written is written first."""
        self.query_one(Field).focus()
        self._busy = True
        in_thread(self._app, lambda: self._workspace.lock(keep_shown=True), self._locked, self._not_locked)

    @property
    def _app(self) -> FieldworkApp:
        from fieldwork.tui.app import FieldworkApp  # noqa: PLC0415 (the app imports this module)

        assert isinstance(self.app, FieldworkApp)  # noqa: S101 (for the type)
        return self.app

    def _locked(self, _: None) -> None:
        self._busy = self._key_there = False

    def _not_locked(self, error: FieldworkError) -> None:
        self._busy = False
        self._say(f"{error} It is covered, and its key is kept until that is saved.")

    def _say(self, text: str) -> None:
        self.query_one("#lock-says", Static).update(Content(shown(text)))

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        event.stop()
        text = event.value
        if self._busy or not text.strip():
            return
        self._busy = True
        event.input.value = ""
        self._say("opening …")
        in_thread(self._app, lambda: self._open(text), self._opened, self._refused)

    def _open(self, text: str) -> None:
        if self._key_there:
            unlock(self._workspace.path, text)
        else:
            self._workspace.unlock(text)

    def _opened(self, _: None) -> None:
        app = self._app
        if isinstance(app.screen, TooSmallScreen):
            app.pop_screen()
        self.dismiss()
        app.idle.watch(app)
        app.call_after_refresh(guard_size, app, app.size)

    def _refused(self, error: FieldworkError) -> None:
        self._busy = False
        self._say(f"✗ {error}")


def lock(app: FieldworkApp) -> None:
    """Lock the open inspection, unless it is locked or something is being written or opened: that ends by itself."""
    if any(isinstance(screen, (LockScreen, OpeningScreen)) for screen in app.screen_stack):
        return
    if isinstance(app.screen, TooSmallScreen):
        app.pop_screen()
    app.push_screen(LockScreen(app.open_workspace))
    guard_size(app, app.size)
