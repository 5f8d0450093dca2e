"""Allocating cases to inspectors: one by hand, or those shown to one or evenly to several, after a look at it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from fieldwork.analysis.allocation import ToAllocate
from fieldwork.errors import BadInputError
from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.record.views import Case
from fieldwork.settings import checked_initials
from fieldwork.text import counted, shown
from fieldwork.tui.cases_table import INSPECTOR
from fieldwork.tui.screens.prompt import TextPrompt

if TYPE_CHECKING:  # the app imports this module
    from fieldwork.tui.app import FieldworkApp
    from fieldwork.workspace import Workspace


def initials_of(text: str) -> list[str]:
    """The initials in a text, parted by blanks or commas, each once.

    Raises:
        BadInputError: one of them is none.
    """
    return list(dict.fromkeys(checked_initials(one) for one in text.replace(",", " ").split()))


def what_is_wrong(text: str) -> str | None:
    """What keeps a text from being initials; None where nothing does."""
    try:
        initials_of(text)
    except BadInputError as error:
        return str(error)
    return None


def to_allocate(workspace: Workspace) -> list[ToAllocate]:
    """All cases with whose they are and of what kind: phases, and the RoSH that is known (her own before the YOT's)."""
    programme = workspace.programme
    first = programme.classifications[0] if programme.classifications else None

    def of(case: Case) -> ToAllocate:
        level = (case.attribute(first.own) or case.attribute(first.recorded)) if first else None
        mix = (case.phases or "", str(level or ""))
        return ToAllocate(case.id, case.reference, str(case.attribute(INSPECTOR) or ""), mix)

    return [of(case) for case in workspace.cases]


def ask_inspector(app: FieldworkApp, case_id: str, done: Callable[[], object]) -> None:
    """Ask whose one case is, record it, and call `done`."""
    record = app.open_workspace.record
    case = Case(record, case_id)
    now = case.attribute(INSPECTOR)
    field = names.attribute(INSPECTOR)

    def wrong(text: str) -> str | None:
        if len(text.replace(",", " ").split()) > 1:
            return "One case is one inspector's; A allocates all that are shown."
        return what_is_wrong(text)

    def answered(text: str | None) -> None:
        if text is None:
            return
        value = next(iter(initials_of(text)), None)
        if value != now or record.disputed(case_id, field):
            app.say([Statement(case_id, field, value)])
        done()

    title = f"Whose is case {shown(case.reference)}?"
    hint = f"initials; empty: nobody's. {_team_words(app)}"
    app.push_screen(TextPrompt(title, str(now or app.by), hint, wrong), answered)


def ask_allocation(app: FieldworkApp, chosen: Sequence[str], done: Callable[[], object]) -> None:
    """Ask to whom the cases shown (their subjects) go, show how, record it as one act, and call `done`."""

    def wrong(text: str) -> str | None:
        return what_is_wrong(text) or (None if text.strip(" ,") else "Expected initials, one or several.")

    def answered(text: str | None) -> None:
        if text is None:
            return
        from fieldwork.tui.screens.allocation import AllocationScreen  # noqa: PLC0415 (imported when it is shown)

        team = initials_of(text)
        screen = AllocationScreen(to_allocate(app.open_workspace), frozenset(chosen), team)

        def decided(given: dict[str, str] | None) -> None:
            if given:
                field = names.attribute(INSPECTOR)
                app.say([Statement(case, field, inspector) for case, inspector in given.items()])
                said = f"{counted(len(given), 'case')} allocated; {app.key('app.undo', 'u')} takes it back."
                app.notify(said, timeout=4, markup=False)
            done()

        app.push_screen(screen, decided)

    title = f"To whom do the {counted(len(chosen), 'case')} shown go?"
    hint = f"one: all to her; several: evenly. {_team_words(app)}"
    app.push_screen(TextPrompt(title, " ".join(_team(app)), hint, wrong), answered)


def _team(app: FieldworkApp) -> list[str]:
    """Who has cases already, and who sits here where nobody has."""
    space = app.open_workspace
    found = {str(name) for case in space.cases if (name := case.attribute(INSPECTOR))}
    return sorted(one for one in found if what_is_wrong(one) is None) or [app.by]


def _team_words(app: FieldworkApp) -> str:
    return f"So far: {', '.join(_team(app))}"
