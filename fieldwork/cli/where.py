"""`fieldwork where`: every path that fieldwork uses, for a file or altogether."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from fieldwork.cli.output import heading, line
from fieldwork.paths import data_folder, inspections_folder, state_folder
from fieldwork.settings import keys_file, recent_file, retention_file, retention_of, settings_file
from fieldwork.store.copies import repaired_files
from fieldwork.store.names import backups_folder, emergency_path, journal_path, kept_files, lock_path

Named = Iterator[tuple[str, Path]]


def run(args: argparse.Namespace) -> int:
    """Print the paths; nothing is made."""
    _print("fieldwork", _of_fieldwork())
    if args.file is not None:
        line()
        _print(str(args.file.absolute()), _of_file(args.file.absolute()))
        day = retention_of(args.file)
        if day is not None:
            line(f"  to be erased by {day.isoformat()}")
    return 0


def _of_fieldwork() -> Named:
    yield "settings", settings_file()
    yield "own keys", keys_file()
    yield "state", state_folder()
    yield "recent inspections", recent_file()
    yield "kept until when", retention_file()
    yield "emergency journals", state_folder() / "emergency"
    yield "new inspections", inspections_folder()
    yield "data", data_folder()


def _of_file(path: Path) -> Named:
    yield "inspection", path
    yield "journal", journal_path(path)
    yield "lock", lock_path(path)
    yield "backups", backups_folder(path)
    yield "emergency journal", emergency_path(path)
    for kept in kept_files(path):
        yield "kept, to be merged", kept
    for twin in repaired_files(path):
        yield "repaired", twin


def _print(title: str, paths: Named) -> None:
    heading(title)
    found = list(paths)
    wide = max(len(name) for name, _ in found)
    for name, path in found:
        line(f"  {name.ljust(wide)}  {path}{'' if _is_there(path) else '  (not there)'}")


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
