"""`fieldwork erase`: an inspection and all that fieldwork made of it, for good, after asking."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fieldwork.cli.output import line, paragraph
from fieldwork.errors import BadInputError, CheckFailedError, NothingFoundError
from fieldwork.settings import forget_file
from fieldwork.store.erasing import CANNOT_PROMISE, erase, what_to_erase
from fieldwork.text import counted
from fieldwork.workspace import word_to_erase


def run(args: argparse.Namespace) -> int:
    """Show what goes, ask for the area's name, erase.

    Raises:
        NothingFoundError: nothing of it is there.
        CheckFailedError: something else was typed.
        InUseError: another window has it open.
        FieldworkError: what could not be removed.
    """
    path: Path = args.file
    gone = what_to_erase(path)
    if not gone.files and not gone.folders:
        raise NothingFoundError(f"Nothing of {path} is there.")
    if not args.yes and not sys.stdin.isatty():
        raise BadInputError("Nothing was erased: there is no terminal to ask at; --yes erases without asking.")
    for one in (*gone.files, *gone.folders):
        line(str(one))
    paragraph(CANNOT_PROMISE)
    if not args.yes:
        _ask(path)
    erase(path)
    forget_file(path)
    line(f"Erased: {counted(len(gone.files), 'file')} of {path.name}.")
    return 0


def _ask(path: Path) -> None:
    """Ask for the name of the area; of a file that is sealed or cannot be read, for its own.

    Raises:
        CheckFailedError: something else was typed.
    """
    word, what = word_to_erase(path)
    try:
        typed = input(f"It cannot be undone. Type {what}, {word}, to go on: ")
    except EOFError:
        typed = ""
    if typed.strip().casefold() != word.casefold():
        raise CheckFailedError("Nothing was erased.")
