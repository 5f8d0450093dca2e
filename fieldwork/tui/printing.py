"""Putting a page on paper: asking where to, writing it in a thread, and sending it to the printer where there is one.

What is written holds case data: its owner's alone (0600), beside the inspection, never over another file unasked.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from fieldwork.errors import BadInputError, FieldworkError
from fieldwork.paths import is_there, make_private, write_private
from fieldwork.record.sealed_marking import WARNING, marked
from fieldwork.report.case_pages import ENDINGS, rendered
from fieldwork.report.document import Document
from fieldwork.text import clip, file_stem, shown
from fieldwork.tui.asking import in_thread
from fieldwork.tui.output_files import ask_over, ask_where, proposed
from fieldwork.tui.screens.prompt import ChoicePrompt

if TYPE_CHECKING:  # the app imports what prints
    from fieldwork.tui.app import FieldworkApp

PRINTER = "lp"
_ONE_PAGE = ("-o", "lpi=8", "-o", "cpi=12")
"""Eight lines and twelve columns to the inch: what `PAGE_LINES` counts on."""

LONGEST_WAIT = 20.0
"""Seconds until a printer that says nothing is given up."""


def print_page(app: FieldworkApp, document: Document, name: str, *, compact: bool = False) -> None:
    """Ask where to write a page, write it, say where it is, and offer the printer.

    Args:
        app: the app.
        document: what it says.
        name: what the file is called after the inspection, without an ending.
        compact: whether it is set to fit one page.
    """
    sealed = app.open_workspace.seal is not None
    document = replace(document, marking=marked(document.marking, sealed=sealed))
    _ask(app, document, str(proposed(app, file_stem(name, "case"), ".html")), compact=compact)


def _ask(app: FieldworkApp, document: Document, proposal: str, *, compact: bool, complaint: str = "") -> None:
    def take(path: Path) -> None:
        def again(complaint: str = "") -> None:
            _ask(app, document, str(path), compact=compact, complaint=complaint)

        def write(*, over: bool = False) -> None:
            in_thread(app, lambda: _write(document, path, compact=compact, over=over), written, failed)

        def written(done: Path | None) -> None:
            if done is None:
                ask_over(app, path, lambda: write(over=True), again)
            else:
                _say_where(app, document, done)

        def failed(error: FieldworkError) -> None:
            again(str(error))

        write()

    clear = f"{WARNING} this file; " if app.open_workspace.seal is not None else ""
    hint = f"{clear}it holds case data; {ENDINGS[0]} for a browser and the printer, {ENDINGS[1]} or {ENDINGS[2]}"
    ask_where(app, "Write the page to which file?", proposal, hint, take, complaint=complaint)


def _write(document: Document, path: Path, *, compact: bool, over: bool) -> Path | None:
    """Write the page; None where a file is there already and nobody said that it may go.

    Raises:
        BadInputError: the name ends in something else, or a folder stands there.
        FieldworkError: it cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise BadInputError(f"The name should end in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}.")
    try:
        if is_there(path) and not over:
            return None
        make_private(path.absolute().parent)
        write_private(path, rendered(document, ending, compact=compact).encode())
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise FieldworkError(f"Cannot write {shown(path)}: {shown(reason)}.") from None
    return path.absolute()


def _say_where(app: FieldworkApp, document: Document, path: Path) -> None:
    """Where it is, in a prompt: a message would lie over what is asked next."""

    def sent(answer: str) -> None:
        app.notify(answer, markup=False)

    def refused(error: FieldworkError) -> None:
        app.notify(str(error), severity="warning", markup=False)

    def chosen(what: str | None) -> None:
        if what == "print":
            in_thread(app, lambda: _send(document), sent, refused)

    choices = [("keep", "that is all")]
    if shutil.which(PRINTER) is not None:
        choices.append(("print", "send it to the printer too"))
    app.push_screen(ChoicePrompt(f"Written to {path}. It holds case data.", choices), chosen)


def _send(document: Document) -> str:
    """Send a page as text to the printer; gives what it answered.

    Raises:
        FieldworkError: it did not take it.
    """
    command = shutil.which(PRINTER)
    if command is None:
        raise FieldworkError("There is no printer here.")
    try:
        done = subprocess.run(  # noqa: S603 (the system's own printer command; what is printed goes in as text)
            [command, *_ONE_PAGE, "-"],
            input=rendered(document, ".txt").encode(),
            capture_output=True,
            timeout=LONGEST_WAIT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise FieldworkError(f"The printer did not take it: {clip(shown(error), 200)}.") from None
    answer = clip(shown((done.stdout or done.stderr).decode(errors="replace")).strip(), 200)
    if done.returncode:
        raise FieldworkError(f"The printer did not take it: {answer or 'it says nothing'}.")
    return f"Sent to the printer: {answer}" if answer else "Sent to the printer."
