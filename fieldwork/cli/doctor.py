"""`fieldwork doctor`: what a report of a defect needs. No case data, no names of files or people."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import stat
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from fieldwork import __version__
from fieldwork.cli.output import line
from fieldwork.errors import FieldworkError
from fieldwork.paths import inspections_folder, settings_folder, state_folder
from fieldwork.settings import load_settings
from fieldwork.store.backups import backups
from fieldwork.store.checking import check_file
from fieldwork.store.names import emergency_path, journal_path, kept_files, lock_path
from fieldwork.store.reading import require_file
from fieldwork.store.restoring import entries_in
from fieldwork.text import counted

_PACKAGES = ("textual", "rich", "tinydb", "filelock", "platformdirs", "xlsxwriter", "cryptography")
_VARIABLES = ("TERM", "COLORTERM", "TERM_PROGRAM", "NO_COLOR", "COLUMNS", "LINES", "LANG", "LC_ALL", "PYTHONUTF8")

Facts = Iterator[tuple[str, str]]


def run(args: argparse.Namespace) -> int:
    """Print the facts.

    Raises:
        StoreError: the file named is not there.
    """
    if args.file is not None:
        require_file(args.file)
    for name, value in _facts(args.file):
        line(f"{name}: {value}")
    return 0


def _facts(path: Path | None) -> Facts:
    yield "fieldwork", __version__
    yield "Python", f"{platform.python_version()} ({platform.python_implementation()})"
    for package in _PACKAGES:
        yield package, _version(package)
    yield "platform", platform.platform()
    yield from _terminal()
    yield from _folders()
    if path is not None:
        yield from _file(path)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"


def _terminal() -> Facts:
    size = shutil.get_terminal_size((0, 0))
    attached = sys.stdout is not None and sys.stdout.isatty()
    yield "terminal", f"{size.columns} × {size.lines}, {'attached' if attached else 'not attached'}"
    yield "encoding", str(getattr(sys.stdout, "encoding", None))
    for name in _VARIABLES:
        yield name, repr(os.environ[name]) if name in os.environ else "not set"


def _folders() -> Facts:
    yield "FIELDWORK_HOME", "set" if os.environ.get("FIELDWORK_HOME") else "not set"
    yield "settings folder", _rights(settings_folder())
    yield "settings", "cannot be read" if load_settings().complaint else "fine"
    yield "state folder", _rights(state_folder())
    yield "inspections folder", _rights(inspections_folder())


def _rights(path: Path) -> str:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return "not there yet"
    except OSError as error:
        return f"cannot be looked at ({error.strerror})"
    return f"{'writable' if os.access(path, os.W_OK) else 'not writable'}, {mode:04o}"


def _file(path: Path) -> Facts:
    """The health of a file in figures: not its name, and not a word of what stands in it."""
    yield "file", f"{path.stat().st_size:,} bytes, {_rights(path)}"
    yield "its folder", _rights(path.absolute().parent)
    yield "entries", str(entries_in(path) or "cannot be counted")
    try:
        found = check_file(path)
        yield "problems", f"{len(found.problems):,} (fieldwork check FILE lists them)" if found.problems else "none"
    except FieldworkError as error:
        yield "problems", f"cannot be read ({type(error).__name__})"
    beside = {"journal": journal_path(path), "lock": lock_path(path), "emergency journal": emergency_path(path)}
    for name, one in beside.items():
        yield name, f"{one.stat().st_size:,} bytes" if one.is_file() else "none"
    yield "backups", counted(len(backups(path)), "backup")
    yield "kept files", str(len(kept_files(path)))
