"""Asking how far one is with a case, and recording it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fieldwork.analysis.progress import case_progress
from fieldwork.analysis.status import STATUSES, derived_status, known_status
from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.record.views import Case
from fieldwork.text import shown
from fieldwork.tui.screens.prompt import ChoicePrompt

if TYPE_CHECKING:  # the app imports this module
    from fieldwork.tui.app import FieldworkApp

NOBODY = "nobody"


def ask_status(app: FieldworkApp, case_id: str, done: Callable[[], object] = lambda: None) -> None:
    """Ask for the status of a case (its subject), record it, and call `done`; nothing is said twice."""
    workspace = app.open_workspace
    case = Case(workspace.record, case_id)
    derived = derived_status(case_progress(workspace.programme, case_id, workspace.judgements(case_id)))
    choices = [*((one, one) for one in STATUSES), (NOBODY, f"what is answered decides: {derived}")]
    now = case.status
    disputed = workspace.record.disputed(case_id, names.STATUS)

    def chosen(status: str | None) -> None:
        if status is None:
            return
        value = None if status == NOBODY else status
        if value != now or disputed:
            app.say([Statement(case_id, names.STATUS, value)])
        done()

    initial = NOBODY if now is None else known_status(now)
    app.push_screen(ChoicePrompt(f"Case {shown(case.reference)}: how far is it?", choices, initial=initial), chosen)
