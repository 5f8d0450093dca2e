"""Short questions about a note: which criterion, which source, what to write it on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from fieldwork.programme.models import Programme
from fieldwork.record import names
from fieldwork.record.describing import subject_name
from fieldwork.tui.note_draft import Place
from fieldwork.tui.screens.prompt import ChoicePrompt
from fieldwork.workspace import Workspace

NONE = "none"
_CRITERION, _CASE = "criterion", "case"


def ask_criterion(app: App[Any], programme: Programme, present: str | None, done: Callable[[str | None], None]) -> None:
    """Ask for a criterion, or none; Esc leaves it as it is."""
    choices = [(one.id, f"{one.id} {one.title}") for one in programme.criteria]
    _ask(app, "About which criterion is it?", [*choices, (NONE, "none in particular")], present, done)


def ask_source(app: App[Any], present: str | None, done: Callable[[str | None], None]) -> None:
    """Ask where the area's own evidence comes from; Esc leaves it as it is."""
    choices = [(one, one) for one in names.SOURCES]
    _ask(app, "Where does it come from?", [*choices, (NONE, "somewhere else")], present, done)


def _ask(
    app: App[Any], title: str, choices: list[tuple[str, str]], present: str | None, done: Callable[[str | None], None]
) -> None:
    def answered(value: str | None) -> None:
        if value is not None:
            done(None if value == NONE else value)

    app.push_screen(ChoicePrompt(title, choices, present or NONE), answered)


def ask_place(app: App[Any], workspace: Workspace, here: Place, done: Callable[[Place], None]) -> None:
    """Ask what a note is to be on, seen from a question of a case: the criterion, the case, or the area.

    `done` hears which.
    """
    criterion = workspace.programme.criterion[workspace.programme.question[here.question or ""].criterion]
    case = subject_name(workspace.record, here.case or "")
    choices = [
        (_CRITERION, f"{criterion.id} {criterion.title}, in {case}"),
        (_CASE, case),
        *((one, f"the area, from a {one}") for one in names.SOURCES),
    ]

    def answered(value: str | None) -> None:
        if value == _CRITERION:
            done(Place(here.case, criterion=criterion.id))
        elif value == _CASE:
            done(Place(here.case))
        elif value is not None:
            done(Place(source=value))

    app.push_screen(ChoicePrompt("Note on", choices, hint="its number; Esc writes none"), answered)
