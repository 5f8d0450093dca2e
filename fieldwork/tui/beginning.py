"""A new inspection: area, programme, file, and as many cases as there are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fieldwork.paths import free_path, inspections_folder, make_private
from fieldwork.programme.loading import find_programme, load_programme, shipped_programmes
from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.record.sitting import new_subject
from fieldwork.text import clean, file_stem
from fieldwork.tui.asking import ask_until_done
from fieldwork.tui.opening import may_leave
from fieldwork.tui.screens.prompt import ChoicePrompt, TextPrompt
from fieldwork.workspace import Workspace, new_inspection

if TYPE_CHECKING:  # the app imports this module
    from fieldwork.tui.app import FieldworkApp

LONGEST_AREA = 200
MOST_CASES = 999


def ask_new(app: FieldworkApp) -> None:
    """Ask for the area, then for the rest; Esc anywhere makes nothing."""
    if not may_leave(app):
        return

    def wrong(text: str) -> str | None:
        area = clean(text, lines=False).strip()
        return None if 0 < len(area) <= LONGEST_AREA else f"An area has 1 to {LONGEST_AREA} characters."

    def named(text: str | None) -> None:
        if text is not None:
            _ask_programme(app, clean(text, lines=False).strip())

    app.push_screen(TextPrompt("Which area is inspected?", hint="as the report will call it", validate=wrong), named)


def _ask_programme(app: FieldworkApp, area: str) -> None:
    offered = [(name, f"{load_programme(path).title} ({name})") for name, path in shipped_programmes().items()]

    def chosen(programme: str | None) -> None:
        if programme is not None:
            _ask_cases(app, area, programme)

    app.push_screen(ChoicePrompt(f"{area}: by which programme?", offered), chosen)


def _ask_cases(app: FieldworkApp, area: str, programme: str) -> None:
    def wrong(text: str) -> str | None:
        count = how_many(text)
        return None if count is not None else f"Expected a number up to {MOST_CASES}, found {text.strip()[:20]}."

    def counted(text: str | None) -> None:
        if text is not None:
            _ask_file(app, area, programme, how_many(text) or 0)

    hint = "they are called 01, 02, … and can be changed; 0 or nothing for none yet"
    app.push_screen(TextPrompt("How many cases are in the sample?", hint=hint, validate=wrong), counted)


def how_many(text: str) -> int | None:
    """The number typed, 0 for nothing; None where it is none."""
    text = text.strip() or "0"
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(MOST_CASES)):
        return None
    return int(text)


def numbered_cases(count: int) -> list[Statement]:
    """What makes `count` cases: 01, 02, … as wide as the last."""
    width = max(2, len(str(count)))
    return [Statement(new_subject("case"), names.REFERENCE, str(number).zfill(width)) for number in range(1, count + 1)]


def _ask_file(app: FieldworkApp, area: str, programme: str, count: int) -> None:
    def make(text: str) -> Workspace:
        path = Path(text.strip()).expanduser()
        if path.parent == inspections_folder():
            make_private(path.parent)
        new_inspection(path, find_programme(programme), area, app.by, numbered_cases(count))
        return Workspace.open_or_read(path, app.by)

    ask_until_done(
        app,
        "Keep it in which file?",
        make,
        app.take,
        initial=str(free_path(inspections_folder(), file_stem(f"{area} {programme}"), ".json")),
        hint="one file that holds everything; Enter makes it",
    )
