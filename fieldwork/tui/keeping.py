"""Until when an inspection is kept, and erasing one, in the app."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from fieldwork.errors import BadInputError
from fieldwork.record import names
from fieldwork.record.dates import parse_day
from fieldwork.record.record import Statement
from fieldwork.record.retention import keep_until, proposed
from fieldwork.settings import forget_file, remember_retention
from fieldwork.store.erasing import CANNOT_PROMISE, Erasure, erase, what_to_erase
from fieldwork.text import counted, shown
from fieldwork.tui.asking import in_thread
from fieldwork.tui.opening import behind
from fieldwork.tui.screens.prompt import TextPrompt
from fieldwork.workspace import word_to_erase

if TYPE_CHECKING:  # the app imports this module
    from fieldwork.tui.app import FieldworkApp


def ask_day(app: FieldworkApp) -> None:
    """Ask until when the open inspection is kept; nothing takes the day away."""
    workspace = app.open_workspace
    today = date.today()  # noqa: DTZ011 (the day where the user sits)
    day = keep_until(workspace.inspection) or proposed(workspace.inspection)

    def wrong(text: str) -> str | None:
        try:
            _day(text, today)
        except BadInputError as error:
            return str(error)
        return None

    def typed(text: str | None) -> None:
        if text is None:
            return
        until = _day(text, today)
        value = until.isoformat() if until else None
        if app.say([Statement(workspace.inspection.id, names.KEEP_UNTIL, value)]):
            remember_retention(workspace.path, until)
            app.notify(f"Kept until {value}." if value else "No day is set any more.", markup=False)

    hint = "the day by which it is to be erased; proposed is six months after publication; nothing for no day"
    app.push_screen(TextPrompt("Keep this inspection until", day.isoformat() if day else "", hint, wrong), typed)


def _day(text: str, today: date) -> date | None:
    return parse_day(text, near=today) if text.strip() else None


def ask_erase(app: FieldworkApp, path: Path) -> None:
    """Say what would go and ask for a name; then erase it and show Home anew."""
    if app.workspace is not None and app.workspace.path.absolute() == path.absolute():
        app.notify("It is open here: open another one first, or erase it after quitting.", markup=False)
        return

    def looked(found: tuple[Erasure, tuple[str, str]]) -> None:
        gone, (word, what) = found
        app.push_screen(
            TextPrompt(
                f"Erase {shown(path.name)} for good, {counted(len(gone.files), 'file')}? Type {what}, {shown(word)}",
                hint=CANNOT_PROMISE,
                validate=lambda text: None if text.strip().casefold() == word.casefold() else f"That is not {what}.",
            ),
            typed,
        )

    def typed(text: str | None) -> None:
        if text is not None:
            behind(app, f"erasing {path.name}", lambda: erase(path), erased)

    def erased(gone: Erasure) -> None:
        forget_file(path)
        app.go_to("home")
        app.notify(f"Erased: {counted(len(gone.files), 'file')} of {shown(path.name)}.", markup=False)

    def failed(error: Exception) -> None:
        app.notify(str(error), severity="warning", markup=False)

    in_thread(app, lambda: (what_to_erase(path), word_to_erase(path)), looked, failed)
