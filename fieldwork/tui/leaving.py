"""Leaving: nothing said is lost unless the user says so; and saving everything elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from fieldwork.errors import FieldworkError, NotSavedError
from fieldwork.store import SaveState
from fieldwork.text import counted, shown
from fieldwork.tui.asking import ask_until_done, in_thread
from fieldwork.tui.opening import OpeningScreen
from fieldwork.tui.screens.prompt import ChoicePrompt
from fieldwork.workspace import Workspace

if TYPE_CHECKING:  # the app imports this module
    from fieldwork.tui.app import FieldworkApp

LONGEST_WAIT = 10.0
"""Seconds to wait for the disk before asking what to do."""


def leave(app: FieldworkApp) -> None:
    """Leave at once where everything is saved; wait for the disk where it is not; ask where it cannot be."""
    workspace = app.workspace
    if workspace is None or workspace.save_state.saved:
        app.exit()
        return
    if app.screen.has_class("leaving"):
        return
    screen = OpeningScreen("saving")
    screen.add_class("leaving")

    def waited(state: SaveState) -> None:
        screen.end(app.exit if state.saved else lambda: _ask(app, state))

    def failed(error: FieldworkError) -> None:
        screen.end(lambda: app.notify(str(error), markup=False))

    app.push_screen(screen)
    in_thread(app, lambda: _wait(workspace), waited, failed)


def _wait(workspace: Workspace) -> SaveState:
    if workspace.save_state.error is not None:
        workspace.retry_saving()
    return workspace.flush(LONGEST_WAIT)


def _ask(app: FieldworkApp, state: SaveState) -> None:
    def chosen(what: str | None) -> None:
        if what == "elsewhere":
            save_elsewhere(app, then_leave=True)
        elif what == "quit":
            app.exit()

    reason = str(state.error) if state.error is not None else "The disk has not answered yet."
    choices = [
        ("elsewhere", "save everything elsewhere, then quit"),
        ("stay", "stay"),
        ("quit", _what_quitting_costs(state)),
    ]
    prompt = ChoicePrompt(
        f"NOT SAVED: {counted(state.pending, 'entry', 'entries')}. {reason}",
        choices,
        hint="its number, or Enter; Esc stays",
    )
    prompt.add_class("leaving")
    app.push_screen(prompt, chosen)


def _what_quitting_costs(state: SaveState) -> str:
    if isinstance(state.error, NotSavedError) and state.error.kept:
        return "quit; they come back when this file is opened on this laptop"
    return "quit and lose them"


def save_elsewhere(app: FieldworkApp, *, then_leave: bool = False) -> None:
    """Ask where to, and write everything there, what could not be saved included."""
    workspace = app.open_workspace

    def save(text: str) -> Path:
        return workspace.save_copy(Path(text.strip()).expanduser()).absolute()

    def saved(path: Path) -> None:
        if then_leave:
            app.exit(message=Text(f"Everything is in {shown(path)}."))
        else:
            app.notify(
                f"Everything up to now is in {path}. This window goes on in {workspace.path.name}.", markup=False
            )

    ask_until_done(
        app,
        "Save everything to which file?",
        save,
        saved,
        initial=str(workspace.path.with_name(f"{workspace.path.stem}-copy.json").absolute()),
        hint="a new file, or a folder: a stick, for instance",
    )
