"""Files that a screen writes: where they are proposed, and what is asked before one is written over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from fieldwork.paths import inspections_folder, is_private_copy
from fieldwork.record.sealed_marking import FILE_WORD
from fieldwork.text import shown
from fieldwork.tui.screens.prompt import ChoicePrompt, TextPrompt

if TYPE_CHECKING:  # the app imports what writes
    from fieldwork.tui.app import FieldworkApp


def proposed(app: FieldworkApp, name: str, ending: str, *, marked: bool = True) -> Path:
    """A file beside the inspection, called after it; the copy of a sample goes, so what it gives is put elsewhere.

    Args:
        app: with an inspection open.
        name: what stands behind the name of the inspection, without an ending.
        ending: such as ``.html``.
        marked: whether the name bears the marking of a sealed inspection, where it is one.
    """
    inspection = app.open_workspace.path.absolute()
    folder = inspections_folder().absolute() if is_private_copy(inspection) else inspection.parent
    word = f"-{FILE_WORD}" if marked and app.open_workspace.seal is not None else ""
    return folder / f"{inspection.stem}-{name}{word}{ending}"


def ask_where(
    app: FieldworkApp, title: str, proposal: str, hint: str, take: Callable[[Path], None], *, complaint: str = ""
) -> None:
    """Ask which file to write; `take` hears of it. A complaint says why the one named before would not do."""

    def answered(text: str | None) -> None:
        if text is not None:
            take(Path(text.strip()).expanduser())

    def wrong(text: str) -> str | None:
        return None if text.strip() else "Nothing was typed."

    app.push_screen(TextPrompt(title, proposal, hint, wrong, complaint=complaint, goes_on=True), answered)


def ask_over(app: FieldworkApp, path: Path, over: Callable[[], None], other: Callable[[], None]) -> None:
    """Ask whether a file that is there goes; `over` writes over it, `other` asks for another name."""

    def chosen(what: str | None) -> None:
        if what == "over":
            over()
        elif what == "other":
            other()

    choices = [("other", "another name"), ("over", "write over it"), ("leave", "leave it")]
    app.push_screen(ChoicePrompt(f"{shown(path.name)} is already there.", choices), chosen)
