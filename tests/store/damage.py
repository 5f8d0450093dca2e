"""An inspection of three sittings with a backup, and ways to spoil it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from builders import CASE_07, CASE_08, answered, said, sitting, small_record

from fieldwork.record.entry import Entry
from fieldwork.record.record import Record
from fieldwork.store import InspectionFile, write_new
from fieldwork.store.database import storage_of
from fieldwork.store.snapshot import snapshot_bytes


def lived_in(path: Path) -> Record:
    """Make an inspection file that two sittings have worked in: closed, with two backups."""
    record = small_record()
    write_new(path, record)
    for name, answer in (("aa", "yes"), ("bb", "no")):
        file = InspectionFile(path)
        file.append(answered(record, sitting("JN", name), CASE_07, q1_1_1=answer, q1_1_10="yes"))
        file.append(said(record, sitting("MB", f"{name}n"), (f"note/{name}", "text", f"Note of {name}")))
        assert file.close().saved
    return record


def crashed(path: Path, record: Record, name: str = "cc", case: str = CASE_08) -> None:
    """Add a sitting of two lines that ends without closing: a journal stays."""
    file = InspectionFile(path)
    file.append(answered(record, sitting("JN", name), case, q1_1_1="yes"))
    assert file.flush().saved
    file.append(answered(record, sitting("JN", f"{name}2"), case, q1_1_10="no"))
    assert file.flush().saved
    storage_of(file._db)._abandon_journal()
    file._release()


def read_back(path: Path) -> dict[str, Entry]:
    """The entries of a file by id, read strictly."""
    file = InspectionFile(path, write=False)
    assert file.news() == ()
    file.close()
    return {entry.id: entry for entry in file.entries}


def edited(path: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    """Change the file as a person with an editor does."""
    data = json.loads(path.read_text("utf-8"))
    edit(data)
    path.write_text(json.dumps(data, indent=1), "utf-8")


def rewritten(path: Path, lines: list[bytes]) -> None:
    """A file of these document lines whose digest fits."""
    path.write_bytes(snapshot_bytes(lines, follows=None, upto=0, is_open=False)[0])


def line_with(path: Path, text: bytes) -> int:
    """The number of the first line that holds `text`."""
    return next(n for n, line in enumerate(path.read_bytes().split(b"\n"), 1) if text in line)
