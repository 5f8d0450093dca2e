"""Undo and redo: one's newest act is taken back or brought back, said in words, and shown where it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from fieldwork.errors import CannotUndoError, FieldworkError
from fieldwork.record.describing import describe_act
from fieldwork.record.entry import Entry

if TYPE_CHECKING:  # the app imports this module
    from fieldwork.tui.app import FieldworkApp

SHOWN_FOR = 2.0
"""Seconds that the words are shown."""


def undo(app: FieldworkApp) -> None:
    """Take back one's newest act and show what changed."""
    _take_back(app, app.open_workspace.undo, "Undone")


def redo(app: FieldworkApp) -> None:
    """Bring back what was undone."""
    _take_back(app, app.open_workspace.redo, "Redone")


def _take_back(app: FieldworkApp, action: Callable[[], tuple[Entry, ...]], word: str) -> None:
    try:
        entries = action()
    except CannotUndoError as error:
        app.notify(str(error), timeout=SHOWN_FOR, markup=False)
        return
    except FieldworkError as error:
        app.notify(str(error), severity="warning", markup=False)
        return
    screen = app.work_screen
    words = (screen.undone_words(entries) if screen is not None else "") or _words(app, entries)
    app.notify(f"{word}: {words}", timeout=SHOWN_FOR, markup=False)
    if screen is not None:
        screen.show_saving()
        screen.show_changed(entries)


def _words(app: FieldworkApp, entries: Sequence[Entry]) -> str:
    return describe_act(app.open_workspace.inspection, entries[0].act)
