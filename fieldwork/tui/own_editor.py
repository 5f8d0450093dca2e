"""Writing a text in one's own editor: `$VISUAL`, else `$EDITOR`. fieldwork waits, and the terminal is the editor's.

The text lies in a file of its own in fieldwork's private folder, readable by its owner only, and is gone afterwards
whatever happens. What an editor itself leaves elsewhere (swap files, an undo history) is beyond fieldwork's reach.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from fieldwork.errors import BadInputError, FieldworkError
from fieldwork.paths import make_private, state_folder, write_private
from fieldwork.text import clean, shown

PREFIX = "note-"
LONGEST_EDITING = 24 * 60 * 60
"""Seconds after which nobody is writing in the file any more."""

LARGEST = 1_000_000
"""Bytes that a note may have when it comes back."""


def own_editor() -> list[str]:
    """The command of the user's editor, in words.

    Raises:
        BadInputError: none is set, or what is set is no command.
    """
    for name in ("VISUAL", "EDITOR"):
        if command := os.environ.get(name, "").strip():
            try:
                return shlex.split(command, posix=os.name != "nt")
            except ValueError:
                raise BadInputError(f"${name} should be a command, found {shown(command)!r}.") from None
    raise BadInputError("No editor is set: let $VISUAL or $EDITOR name one, such as nano.")


def edited(app: App[Any], text: str) -> str:
    """`text` as it came back from the editor.

    Raises:
        FieldworkError: there is none, it could not be started, it ended badly, or what came back cannot be used.
    """
    if getattr(getattr(app, "workspace", None), "seal", None) is not None:
        raise FieldworkError("The inspection is sealed, and an editor would have the text in clear: type it here.")
    command = own_editor()
    try:
        with _private_file(text) as path:
            status = _run(app, [*command, str(path)])
            if status:
                raise FieldworkError(f"{shown(command[0])} ended with status {status}: the note is as it was.")
            return _read(path)
    except SuspendNotSupported:
        raise FieldworkError("This terminal cannot be lent to an editor; the note is as it was.") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise FieldworkError(f"Cannot use the editor {shown(command[0])}: {reason}; the note is as it was.") from None


def _run(app: App[Any], command: list[str]) -> int:
    """The exit status of a command that has the terminal to itself.

    Textual does not take the terminal back where an exception leaves `suspend`: none may.

    Raises:
        OSError: it could not be started.
    """
    with app.suspend():
        try:
            return subprocess.run(command, check=False).returncode  # noqa: S603 (the user's own editor)
        except OSError as error:
            failed = error
    raise failed


@contextmanager
def _private_file(text: str) -> Iterator[Path]:
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=make_private(state_folder())))
    try:
        path = folder / "note.txt"
        write_private(path, text.encode())
        yield path
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep() -> None:
    """Take away what an editor left whose fieldwork was killed under it, unless it may still be at work."""
    for left in state_folder().glob(f"{PREFIX}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > LONGEST_EDITING:
                shutil.rmtree(left, ignore_errors=True)


def _read(path: Path) -> str:
    if path.stat().st_size > LARGEST:
        raise FieldworkError("What came back is no note any more, it is over a megabyte; the note is as it was.")
    try:
        return clean(path.read_text("utf-8")).rstrip("\n")
    except UnicodeDecodeError:
        raise FieldworkError("What came back is not UTF-8 text; the note is as it was.") from None
