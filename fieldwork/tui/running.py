"""Running the app from its start to its end: what is opened before it, what is closed after it."""

from __future__ import annotations

import gc
from pathlib import Path

from fieldwork.paths import size_of
from fieldwork.store import is_sealed_file
from fieldwork.tui.app import FieldworkApp
from fieldwork.tui.closing import close
from fieldwork.workspace import Workspace

LARGEST_AT_ONCE = 4_000_000
"""Bytes: a larger inspection is opened behind a screen that says so; smaller ones before the first paint."""


def run(path: Path | None, by: str, *, ask_initials: bool = False, case: str | None = None) -> int:
    """Run the app on an inspection (or on Home) until the user quits; gives the exit status.

    Args:
        path: the inspection; None shows Home.
        by: initials of who sits here.
        ask_initials: whether to ask for them first, with `by` as what is proposed.
        case: the reference of the case to begin in; by default the cases are shown.

    Raises:
        StoreError: the inspection cannot be read, or could not be saved when the user left.
        DamagedFileError: it is not an inspection file, or not whole.
    """
    gc.disable()  # opening makes a hundred thousand small values that stay: half its time would go to counting them
    later = path is not None and (size_of(path) > LARGEST_AT_ONCE or is_sealed_file(path))
    workspace = Workspace.open_or_read(path, by) if path is not None and not later else None
    app = FieldworkApp(workspace, by=by, ask_initials=ask_initials, opening=path if later else None, case=case)
    try:
        app.run()
    finally:
        gc.enable()
        if app.workspace is not None:
            close(app.workspace)
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
