"""Printing forms from a screen: how many, how large, where to; made in a thread, never over a file without asking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from fieldwork.errors import BadInputError, FieldworkError
from fieldwork.paths import is_private_copy, is_there
from fieldwork.programme.models import Questionnaire
from fieldwork.text import counted, file_stem, shown
from fieldwork.tui.asking import in_thread
from fieldwork.tui.output_files import ask_over, ask_where
from fieldwork.tui.screens.prompt import ChoicePrompt, TextPrompt

if TYPE_CHECKING:  # the app imports the screens
    from fieldwork.printing import PrintJob
    from fieldwork.tui.app import FieldworkApp

Done = Callable[[str], None]
"""Hears the subject of the new batch."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """What was asked for so far."""

    questionnaire: Questionnaire
    copies: int
    large: bool


def print_forms(app: FieldworkApp, questionnaire: Questionnaire, done: Done) -> None:
    """Ask how many copies, how large and where to; then print, and record the batch."""
    from fieldwork.printing import MOST_COPIES  # noqa: PLC0415 (only who prints pays for what makes the file)

    def wrong(typed: str) -> str | None:
        text = typed.strip()
        if text.isascii() and text.isdecimal() and len(text) <= len(str(MOST_COPIES)) and 1 <= int(text) <= MOST_COPIES:
            return None
        return f"Expected a whole number from 1 to {MOST_COPIES:,}, found {shown(text)[:20] or 'nothing'}."

    def copies(typed: str | None) -> None:
        if typed is not None:
            _ask_size(app, questionnaire, int(typed), done)

    title = f"How many copies for {questionnaire.respondents}?"
    app.push_screen(TextPrompt(title, "", "they are recorded as a batch, with the next form numbers", wrong), copies)


def _ask_size(app: FieldworkApp, questionnaire: Questionnaire, copies: int, done: Done) -> None:
    def chosen(size: str | None) -> None:
        if size is not None:
            wish = _Wish(questionnaire, copies, size == "large")
            _ask_target(app, wish, _offered(app, questionnaire, size), "", done)

    sizes = [("usual", "usual print: 12 points"), ("large", "large print: 18 points")]
    app.push_screen(ChoicePrompt(f"{counted(copies, 'copy', 'copies')}: which print?", sizes), chosen)


def _offered(app: FieldworkApp, questionnaire: Questionnaire, size: str) -> str:
    day = date.today().isoformat()  # noqa: DTZ011 (the day as it is here)
    name = f"{file_stem(questionnaire.id)}{'-large' if size == 'large' else ''}-{day}.docx"
    there = app.open_workspace.path.absolute().parent
    return str((Path.home() if is_private_copy(there) else there) / name)  # a sample's copy goes when the app closes


def _ask_target(app: FieldworkApp, wish: _Wish, offered: str, complaint: str, done: Done) -> None:
    hint = "ending in .docx for Word or .html for a browser"
    ask_where(app, "Into which file?", offered, hint, lambda path: _plan(app, wish, path, done), complaint=complaint)


def _plan(app: FieldworkApp, wish: _Wish, target: Path, done: Done) -> None:
    from fieldwork.printing import plan  # noqa: PLC0415 (as above)

    def again(error: FieldworkError) -> None:
        _ask_target(app, wish, str(target), str(error), done)

    try:
        today = date.today()  # noqa: DTZ011 (the day as it is here)
        job = plan(app.open_workspace, wish.questionnaire, wish.copies, target, today, large=wish.large)
    except FieldworkError as error:
        again(error)
        return

    def there(found: bool) -> None:
        if found:
            other = BadInputError("Type another name.")
            ask_over(app, target, lambda: _make(app, job, again, done), lambda: again(other))
        else:
            _make(app, job, again, done)

    in_thread(app, lambda: is_there(target), there, again)


def _make(app: FieldworkApp, job: PrintJob, again: Callable[[FieldworkError], None], done: Done) -> None:
    """Make the file, record the batch, write the file; take the batch back where that fails."""
    space = app.open_workspace

    def made(content: bytes) -> None:
        if app.say(job.statements):
            in_thread(app, lambda: write(content), written, not_written)

    def write(content: bytes) -> None:
        space.require_saved()  # paper that is recorded nowhere would do harm
        job.write(content)

    def written(_: None) -> None:
        app.notify(f"Wrote {job.words}", markup=False)
        done(job.statements[0].subject)

    def not_written(error: FieldworkError) -> None:
        app.say(job.taking_back)
        again(error)

    app.notify(f"Making {counted(len(job.form.serials), 'copy', 'copies')} …", timeout=2, markup=False)
    in_thread(app, job.content, made, again)
