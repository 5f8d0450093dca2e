"""The app: one open inspection, its screens, and the keys that work everywhere."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from fieldwork.errors import CannotUndoError, FieldworkError
from fieldwork.programme.sharewords import ShareWords, load_share_words
from fieldwork.record.entry import Entry
from fieldwork.record.record import Statement
from fieldwork.settings import Settings, load_settings, remember_file
from fieldwork.store import SaveState
from fieldwork.tui.screens.base import WorkScreen
from fieldwork.tui.themes import THEMES
from fieldwork.workspace import Workspace


class FieldworkApp(App[None]):
    """fieldwork on a terminal. `workspace` is None while Home is all there is."""

    TITLE = "fieldwork"
    CSS_PATH = "styles/app.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "go", "go to", id="app.go"),
        Binding("slash", "glossary", "glossary", key_display="/", id="app.glossary"),
        Binding("ctrl+g", "glossary", "glossary", show=False, id="app.glossary_typing", priority=True),
        Binding("u", "undo", "undo", id="app.undo"),
        Binding("ctrl+r", "redo", "redo", show=False, id="app.redo"),
        Binding("z", "cover", "cover", id="app.cover"),
        Binding("f2", "save_elsewhere", "save elsewhere", show=False, id="app.save_elsewhere"),
        Binding("ctrl+q", "quit", "quit", show=False, priority=True, id="app.quit"),
        Binding("question_mark", "explain", "line, keys", key_display="?", id="app.explain"),
    ]

    def __init__(self, workspace: Workspace | None = None, settings: Settings | None = None) -> None:
        super().__init__()
        self.workspace = workspace
        self.settings = settings or load_settings()
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        known = {theme.name for theme in THEMES}
        self.theme = self.settings.theme if self.settings.theme in known else THEMES[0].name
        self._share_words: ShareWords | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    # -- the inspection ------------------------------------------------------------------------------------------

    @property
    def open_workspace(self) -> Workspace:
        """The open inspection; screens that need one are only shown when there is one."""
        if self.workspace is None:
            raise FieldworkError("No inspection is open.")
        return self.workspace

    @property
    def share_words(self) -> ShareWords:
        """The words for shares, loaded when first asked for."""
        if self._share_words is None:
            self._share_words = load_share_words()
        return self._share_words

    def on_mount(self) -> None:
        """Show the first screen: the cases, or Home where no inspection is open."""
        self._loop = asyncio.get_running_loop()
        self.set_keymap(self.settings.keys)
        if self.workspace is None:
            self.go_to("home")
        else:
            self.take(self.workspace)
        if self.settings.complaint:
            self.notify(self.settings.complaint, severity="warning", markup=False)

    def take(self, workspace: Workspace) -> None:
        """Make `workspace` the open inspection and show its cases."""
        if self.workspace is not None and self.workspace is not workspace:
            self.workspace.close()
        self.workspace = workspace
        workspace.on_save = self._heard_saving
        remember_file(workspace.path)
        self.go_to("cases")

    def _heard_saving(self, state: SaveState) -> None:
        """In the writer's thread: pass the news on to the screen, without waiting for it."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._show_saving, state)

    def _show_saving(self, state: SaveState) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, WorkScreen) and screen.is_mounted:
                screen.show_saving()
        if state.error is not None:
            self.notify(
                f"{state.error} What you record stays on the screen; F2 saves it elsewhere.",
                title="NOT SAVED",
                severity="error",
                timeout=15,
                markup=False,
            )

    def say(self, statements: Sequence[Statement]) -> tuple[Entry, ...]:
        """Record statements; what cannot be recorded is said in a message. Gives the entries made."""
        return self.attempt(lambda: self.open_workspace.say(statements)) or ()

    def attempt(self, action: Callable[[], tuple[Entry, ...]]) -> tuple[Entry, ...] | None:
        """Do something to the workspace, show the light, and say in a message why it was refused (None)."""
        try:
            entries = action()
        except FieldworkError as error:
            self.notify(str(error), severity="warning", markup=False)
            return None
        if isinstance(self.screen, WorkScreen):
            self.screen.show_saving()
        return entries

    # -- going about ---------------------------------------------------------------------------------------------

    def go_to(self, name: str, **where: str) -> None:
        """Show one of the main screens: `home`, `cases`, `checklist`, `questionnaires`, `keying`, `findings`.

        `where` says what of it: `case` (a subject) and `question` for the checklist, `questionnaire` for keying.
        """
        from fieldwork.tui.screens import make_screen  # noqa: PLC0415 (a screen is imported when it is shown)

        screen = make_screen(name, **where)
        if len(self.screen_stack) > 1:
            while len(self.screen_stack) > 2:  # noqa: PLR2004 (Textual's own default screen, and ours)
                self.pop_screen()
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def drill(self, name: str, **where: str) -> None:
        """Show a screen on top of the present one; `go_back` comes back to exactly there."""
        from fieldwork.tui.screens import make_screen  # noqa: PLC0415 (a screen is imported when it is shown)

        self.push_screen(make_screen(name, **where))

    def go_back(self) -> None:
        """Back to where one came from: the screen below, or the cases."""
        if len(self.screen_stack) > 2:  # noqa: PLR2004 (Textual's own default screen, and ours)
            self.pop_screen()
        elif self.workspace is not None:
            self.go_to("cases")

    # -- the keys that work everywhere ---------------------------------------------------------------------------

    def action_undo(self) -> None:
        """Take back one's newest act and show what changed."""
        if self.workspace is not None:
            self._take_back(self.workspace.undo, "Undone")

    def action_redo(self) -> None:
        """Bring back what was undone."""
        if self.workspace is not None:
            self._take_back(self.workspace.redo, "Redone")

    def _take_back(self, action: Callable[[], tuple[Entry, ...]], word: str) -> None:
        try:
            entries = action()
        except CannotUndoError as error:
            self.notify(str(error), severity="information", markup=False)
            return
        except FieldworkError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self.notify(f"{word}: {self._words(entries)}", timeout=3, markup=False)
        if isinstance(self.screen, WorkScreen):
            self.screen.show_saving()
            self.screen.show_changed(entries)

    def _words(self, entries: Sequence[Entry]) -> str:
        from fieldwork.record.describing import describe_entry  # noqa: PLC0415 (only undo needs words)

        more = len({(entry.subject, entry.field) for entry in entries}) - 1
        return describe_entry(self.open_workspace.inspection, entries[0]) + (f" and {more} more" if more else "")


def run(path: Path | None, by: str) -> int:
    """Run the app on an inspection (or on Home) until the user quits; gives the exit status.

    Raises:
        StoreError: the inspection cannot be read.
        DamagedFileError: it is not an inspection file, or not whole.
    """
    workspace = Workspace.open_or_read(path, by) if path is not None else None
    app = FieldworkApp(workspace)
    app.run()
    return app.return_code or 0
