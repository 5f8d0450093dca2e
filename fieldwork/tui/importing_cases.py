"""Taking in a list of cases: ask for the file, look at it once, and remember how it is laid out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fieldwork.errors import BadInputError
from fieldwork.exchange.case_columns import targets_of
from fieldwork.exchange.case_layout import Heading, Layout, Preview, guessed, headings_of, left_empty, previewed
from fieldwork.exchange.tables import Table, read_csv_file, table_of
from fieldwork.layouts import remember_layout, remembered_layout
from fieldwork.record import names
from fieldwork.text import counted, shown
from fieldwork.tui.asking import ask_until_done

if TYPE_CHECKING:  # the app imports this module
    from fieldwork.tui.app import FieldworkApp
    from fieldwork.workspace import Workspace


@dataclass(frozen=True)
class Looked:
    """A list that was read. `known`: it was imported before, and nothing in it has to be asked."""

    table: Table
    headings: tuple[Heading, ...]
    layout: Layout
    preview: Preview
    known: bool


def path_of(text: str) -> Path:
    """The path that was typed, ~ and all.

    Raises:
        BadInputError: it begins with the home of somebody who is not there.
    """
    try:
        return Path(text.strip()).expanduser()
    except RuntimeError:
        raise BadInputError(f"There is nobody called {shown(text.strip().partition('/')[0])} on this laptop.") from None


def look(workspace: Workspace, path: Path) -> Looked:
    """Read a list of cases and say what it would change. Takes its time: for a thread.

    Raises:
        BadInputError: it cannot be read, or is no table.
    """
    programme = workspace.programme
    table = table_of(read_csv_file(path), path.name)
    headings = headings_of(table, programme)
    layout = _remembered(table, headings, workspace)
    known = layout is not None
    layout = layout or guessed(table, programme)
    preview = previewed(table, layout, programme, workspace.cases)
    return Looked(table, headings, layout, preview, known and not preview.problem and not preview.unknown)


def _remembered(table: Table, headings: tuple[Heading, ...], workspace: Workspace) -> Layout | None:
    """The layout remembered for these headings, as far as it fits this programme and takes in nothing personal."""
    found = remembered_layout(table.headings)
    if found is None:
        return None
    columns, values = found
    targets = targets_of(workspace.programme)
    personal = {one.name for one in headings if one.personal}
    fits = all(column in targets for column in columns.values()) and not personal & columns.keys()
    return Layout(columns, values) if fits else None


def ask_case_list(app: FieldworkApp, done: Callable[[], object], *, ask_again: bool = False) -> None:
    """Ask for the file of a list of cases and take it in; `done` is called when the inspection changed.

    A list with headings that were seen before is taken in at once, unless it is to be asked again.
    """
    from fieldwork.tui.screens.case_import import CaseImportScreen  # noqa: PLC0415 (imported when it is shown)

    workspace = app.open_workspace

    def take(table: Table, layout: Layout, preview: Preview) -> None:
        if preview.statements and not app.say(preview.statements):
            return
        remember_layout(table.headings, layout.columns, layout.values)
        new = {one.subject for one in preview.statements if one.field == names.REFERENCE}
        if preview.statements:
            empty = left_empty(layout, preview)
            parts = [counted(len(new), "new case"), f"{preview.changed:,} changed"]
            parts += [f"{counted(empty, 'value')} left empty"] if empty else []
            said = f"{table.file}: {', '.join(parts)}; {app.key('app.undo', 'u')} takes it back."
            app.notify(said, timeout=6, markup=False)
        else:
            app.notify(f"{table.file}: nothing that is not here already.", timeout=4, markup=False)
        done()

    def looked(one: Looked) -> None:
        if one.known and not ask_again:
            take(one.table, one.layout, one.preview)
            return
        screen = CaseImportScreen(
            one.table, one.headings, one.layout, lambda layout, preview: take(one.table, layout, preview)
        )
        screen.lay_out_for(app.size)
        app.push_screen(screen)

    ask_until_done(
        app,
        "Import the cases of which list?",
        lambda text: look(workspace, path_of(text)),
        looked,
        hint="the path of its CSV file; nothing is recorded before you have seen it"
        if ask_again
        else "the path of its CSV file, with whatever columns; I asks again what is what",
    )
