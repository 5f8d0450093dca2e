"""The screens: one module each, imported when it is first shown."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a screen is imported when it is shown
    from fieldwork.tui.screens.base import WorkScreen

_CLASSES = {
    "home": "HomeScreen",
    "cases": "CasesScreen",
    "checklist": "ChecklistScreen",
    "questionnaires": "QuestionnairesScreen",
    "batches": "BatchesScreen",
    "keying": "KeyingScreen",
    "findings": "FindingsScreen",
    "report": "ReportScreen",
    "charts": "ChartsScreen",
    "notes": "NotesScreen",
    "cases_behind": "CasesBehindScreen",
    "mismatches": "MismatchesScreen",
    "comments": "CommentsScreen",
    "groups": "GroupsScreen",
}


def make_screen(name: str, **where: str) -> WorkScreen:
    """The screen called `name`, made anew; `where` goes to its constructor.

    Raises:
        KeyError: there is no such screen.
    """
    class_name = _CLASSES[name]
    module = import_module(f"fieldwork.tui.screens.{name}")
    screen: WorkScreen = getattr(module, class_name)(**where)
    return screen
