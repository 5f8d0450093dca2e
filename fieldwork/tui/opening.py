"""Beginning: opening inspections, private copies of the samples, and who sits here."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from fieldwork.errors import BadInputError, FieldworkError, StoreError
from fieldwork.paths import data_folder, make_private, state_folder, write_private
from fieldwork.settings import change_settings, checked_initials
from fieldwork.store import is_sealed_file
from fieldwork.text import shown
from fieldwork.tui.asking import ask_until_done, in_thread
from fieldwork.tui.screens.prompt import TextPrompt
from fieldwork.tui.screens.waiting import WaitingScreen
from fieldwork.workspace import Workspace

if TYPE_CHECKING:  # the app imports this module
    from fieldwork.tui.app import FieldworkApp

Made = TypeVar("Made")

SAMPLES = {
    "stockport-2009": "Stockport 2009, Core Case Inspection",
    "dorset-2013": "Dorset 2013, Short Quality Screening",
}
"""The samples that ship with fieldwork, and how they are offered."""


class OpeningScreen(WaitingScreen):
    """Says what is being done and for how long, until it is done."""

    DEFAULT_CSS = """
    OpeningScreen { align: center middle; background: $background; }
    OpeningScreen > Static { width: auto; max-width: 100%; height: auto; }
    """

    def __init__(self, what: str) -> None:
        super().__init__()
        self._what = what
        self._began = time.monotonic()

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static(self._line(), markup=False)

    def on_mount(self) -> None:
        """Count the seconds."""
        self.set_interval(0.5, lambda: self.query_one(Static).update(self._line()))

    def _line(self) -> Content:
        seconds = int(time.monotonic() - self._began)
        return Content(f"{shown(self._what)} … {seconds} s" if seconds else f"{shown(self._what)} …")


def behind(app: FieldworkApp, what: str, work: Callable[[], Made], done: Callable[[Made], None]) -> None:
    """Do `work` in a thread behind a screen that says so; what went wrong is said in a message."""
    screen = OpeningScreen(what)

    def finished(made: Made) -> None:
        screen.end(lambda: done(made))

    def failed(error: FieldworkError) -> None:
        screen.end(lambda: told(error))

    def told(error: FieldworkError) -> None:
        app.idle.watch(app)
        app.notify(str(error), severity="error", title="about this file", timeout=30, markup=False)

    app.push_screen(screen)
    in_thread(app, work, finished, failed)


def opened(app: FieldworkApp, path: Path, done: Callable[[Workspace], None], failed: Callable[[str], None]) -> None:
    """Open an inspection in a thread behind a screen that says so; then hear of it. Of a sealed one is asked first."""
    if is_sealed_file(path):
        from fieldwork.tui.unsealing import open_sealed  # noqa: PLC0415 (only sealed ones need it)

        open_sealed(app, path, done, failed)
        return
    screen = OpeningScreen(f"opening {path.name} ({_megabytes(path)})")

    def succeeded(workspace: Workspace) -> None:
        screen.end(lambda: done(workspace))

    def refused(error: FieldworkError) -> None:
        screen.end(lambda: failed(str(error)))

    app.push_screen(screen)
    in_thread(app, lambda: Workspace.open_or_read(path, app.by), succeeded, refused)


def _megabytes(path: Path) -> str:
    try:
        return f"{path.stat().st_size / 1e6:.1f} MB"
    except OSError:
        return "of unknown size"


def open_first(app: FieldworkApp, path: Path) -> None:
    """Open the inspection that the app was started with; where that fails, the app ends with the reason."""

    def failed(sentence: str) -> None:
        app.failure = StoreError(sentence)
        app.exit(return_code=app.failure.exit_status)

    opened(app, path, app.take, failed)


def may_leave(app: FieldworkApp) -> bool:
    """Whether the open inspection can be closed: everything in it is on the disk. Says so where it cannot."""
    if app.workspace is None or app.workspace.flush(timeout=1).saved:
        return True
    key = app.key("app.save_elsewhere", "F2")
    app.notify(f"What you recorded is not saved: {key} saves it elsewhere first.", severity="error", markup=False)
    return False


def open_path(app: FieldworkApp, path: Path) -> None:
    """Open an inspection that was found; what is wrong with it is said in a message."""
    if app.workspace is not None and app.workspace.path.absolute() == path.absolute():
        app.go_to("cases")
    elif may_leave(app):
        opened(app, path, app.take, lambda sentence: app.notify(sentence, severity="warning", markup=False))


def ask_path(app: FieldworkApp) -> None:
    """Ask for an inspection file and open it."""

    def open_it(text: str) -> Workspace | Path:
        path = Path(text.strip()).expanduser()
        if app.workspace is not None and app.workspace.path.absolute() == path.absolute():
            return app.workspace
        return path if is_sealed_file(path) else Workspace.open_or_read(path, app.by)

    def done(found: Workspace | Path) -> None:
        if isinstance(found, Path):
            open_path(app, found)
        else:
            app.take(found)

    if may_leave(app):
        hint = "the path of its file"
        ask_until_done(app, "Open which inspection?", open_it, done, hint=hint)


def open_sample(app: FieldworkApp, name: str) -> None:
    """Open a private copy of a sample; it goes when the app ends."""

    def failed(error: FieldworkError) -> None:
        app.notify(str(error), severity="warning", markup=False)

    if may_leave(app):
        in_thread(app, lambda: Workspace.open_or_read(private_copy(name), app.by), app.take, failed)


def private_copy(name: str) -> Path:
    """A copy of a sample in a fresh folder of the user's own state.

    Raises:
        FieldworkError: the sample is missing, or the copy cannot be made.
    """
    sample = data_folder() / "samples" / f"{name}.json"
    if not sample.is_file():
        raise FieldworkError(f"The sample {sample.name} is missing: install fieldwork again.")
    try:
        folder = Path(tempfile.mkdtemp(prefix="demo-", dir=make_private(state_folder())))
        write_private(folder / sample.name, sample.read_bytes())
        return folder / sample.name
    except OSError as error:
        raise FieldworkError(f"Cannot make a copy of the sample: {error.strerror or error}.") from None


def forget_copy(path: Path) -> None:
    """Remove the folder of a private copy; any other file is left alone."""
    folder = path.parent
    if folder.parent == state_folder() and folder.name.startswith("demo-"):
        shutil.rmtree(folder, ignore_errors=True)


def ask_initials(app: FieldworkApp) -> None:
    """Ask for the initials that everything recorded is signed with, and keep them."""

    def wrong(text: str) -> str | None:
        try:
            checked_initials(text)
        except BadInputError as error:
            return str(error)
        return None

    def answered(text: str | None) -> None:
        if text is None:
            return
        app.by = checked_initials(text)
        app.settings = change_settings(by=app.by)
        if app.workspace is not None:
            app.workspace.by = app.by
        app.notify(f"What you record is signed {app.by}.", timeout=3, markup=False)

    hint = "everything you record is signed with them; ctrl+p changes them later"
    app.push_screen(TextPrompt("Your initials", app.by, hint, wrong), answered)
