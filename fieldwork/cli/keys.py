"""`fieldwork keys`: every key with what it does and where, a file to start from, and what is wrong with a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from fieldwork.cli.output import line, paragraph, table
from fieldwork.errors import CheckFailedError, NothingFoundError
from fieldwork.settings import keys_file
from fieldwork.text import counted
from fieldwork.tui.bindings import Keyboard, keyboard
from fieldwork.tui.key_file import read_wanted, template, value_of
from fieldwork.tui.keymap import Checked, checked


def run(args: argparse.Namespace) -> int:
    """List the keys in force, print a file to start from, or check a file.

    Raises:
        FieldworkError: the file cannot be read; something in it cannot hold.
    """
    board = keyboard()
    if args.action == "check":
        return _check(board, args.file)
    if args.toml:
        print(template(board), end="")
        return 0
    found = _read(board, keys_file())
    _list(board, found.own)
    if found.complaints:
        line()
        _complain(found, keys_file())
    return 0


def _check(board: Keyboard, path: Path | None) -> int:
    path = path or keys_file()
    if not path.is_file():
        raise NothingFoundError(f"There is no file {path}; fieldwork keys --toml prints one to start from.")
    found = _read(board, path)
    if found.complaints:
        _complain(found, path)
    line(f"{path} is sound: {counted(len(found.own), 'action')} with other keys.")
    return 0


def _read(board: Keyboard, path: Path) -> Checked:
    wanted, complaints = read_wanted(path)
    found = checked(board, wanted, str(path))
    return Checked(found.own, (*complaints, *found.complaints))


def _complain(found: Checked, path: Path) -> None:
    for sentence in found.complaints:
        paragraph(sentence, "  ")
    raise CheckFailedError(f"{path}: {counted(len(found.complaints), 'line')} cannot hold, the others do.")


def _list(board: Keyboard, own: dict[str, str]) -> None:
    rows = [("action", "keys", "what it does", "where")]
    for action in board.actions.values():
        keys = value_of(",".join(board.keys(own, action.id)))
        rows.append((action.id, f"{keys} *" if action.id in own else keys, action.description, action.where))
    for row in table(rows, "lltl"):
        line(row)
    if own:
        line("* your own")
