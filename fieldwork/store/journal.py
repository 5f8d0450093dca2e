"""The journal: beside the snapshot, one line for each commit, flushed before the screen says *saved* (STORAGE rule 1).

The first line names the snapshot that the journal goes with. Each line begins with a checksum over the line before it
and its own text, so that none can be changed, moved, left out or taken from another journal unnoticed. A line only adds
entries by id: replaying it twice is harmless. A journal is never appended to by another process than the one that made
it; after a failed write or flush it is left alone for good.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from fieldwork.errors import DamagedFileError
from fieldwork.store.disk import Disk, replace_durably

_SUM = 32
"""Hexadecimal digits of the checksum at the beginning of each line."""


class JournalContents(NamedTuple):
    """What stands in a journal file."""

    snapshot: str
    """The digest of the snapshot that it goes with."""
    lines: tuple[tuple[dict[str, Any], ...], ...]
    """The documents that each whole line adds; the first has sequence number 1."""
    unfinished: int
    """Bytes of a last line that was never finished, and so never called saved."""
    info: dict[str, Any]
    """What else the first line says."""


def _line(before: str, data: Mapping[str, Any]) -> tuple[bytes, str]:
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    digest = hashlib.sha256(before.encode() + text).hexdigest()[:_SUM]
    return digest.encode() + b" " + text + b"\n", digest


class Journal:
    """A journal open for appending, made fresh by this process."""

    def __init__(self, disk: Disk, path: Path, snapshot: str, **info: Any) -> None:
        """Begin a journal for the snapshot with this digest; it is on the disk, empty, when this returns.

        Raises:
            OSError: it could not be made.
        """
        self.path = path
        self.size = 0
        self.sequence = 0
        self._disk = disk
        first, self._before = _line("", {"journal": 1, "snapshot": snapshot, **info})
        replace_durably(disk, path, [first])
        self._descriptor: int | None = disk.open_to_append(path)
        self.size = len(first)

    def append(self, documents: Sequence[Mapping[str, Any]]) -> None:
        """Add a line; it is on the disk when this returns.

        Raises:
            OSError: it is not certain that it is; the journal must not be used again.
        """
        if self._descriptor is None:
            raise OSError("the journal is closed")
        line, before = _line(self._before, {"seq": self.sequence + 1, "entries": list(documents)})
        try:
            self._disk.write(self._descriptor, line)
            self._disk.sync(self._descriptor)
        except BaseException:
            self.close()
            raise
        self._before = before
        self.sequence += 1
        self.size += len(line)

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            self._disk.close(descriptor)


def read_journal(raw: bytes, name: str) -> JournalContents | None:
    """What a journal file holds; None where not even its first line was finished.

    Raises:
        DamagedFileError: a finished line is not what was written; says which.
    """
    *whole, rest = raw.split(b"\n")
    before = ""
    parsed: list[dict[str, Any]] = []
    for number, line in enumerate(whole, 1):
        data = _checked(line, before)
        if data is None:
            raise DamagedFileError(f"{name}: line {number} of {len(whole)} is damaged.")
        before = line[:_SUM].decode()
        parsed.append(data)
    if rest and (data := _checked(rest, before)) is not None:  # only its line end is missing
        parsed.append(data)
        rest = b""
    if not parsed:
        return None
    head, *body = parsed
    if not isinstance(head.get("snapshot"), str):
        raise DamagedFileError(f"{name}: the first line does not name a snapshot.")
    return JournalContents(
        head["snapshot"], tuple(_documents(data, n, name) for n, data in enumerate(body, 1)), len(rest), head
    )


def whole_lines(raw: bytes) -> list[tuple[int, dict[str, Any]]]:
    """For repair: the lines of a damaged journal that can be proven whole, each with its number.

    A line proves itself by its checksum over the checksum that stands before it.
    """
    found: list[tuple[int, dict[str, Any]]] = []
    before = ""
    for number, line in enumerate(raw.split(b"\n"), 1):
        data = _checked(line, before)
        if data is not None:
            found.append((number, data))
        before = line[:_SUM].decode("ascii", "replace")
    return found


def _checked(line: bytes, before: str) -> dict[str, Any] | None:
    digest, text = line[:_SUM], line[_SUM + 1 :]
    made = hashlib.sha256(before.encode() + text).hexdigest()[:_SUM].encode()
    if line[_SUM : _SUM + 1] != b" " or made != digest:
        return None
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _documents(data: dict[str, Any], number: int, name: str) -> tuple[dict[str, Any], ...]:
    documents = data.get("entries")
    if data.get("seq") != number or not isinstance(documents, list):
        raise DamagedFileError(f"{name}: line {number + 1} is not the one that belongs there.")
    if not all(isinstance(document, dict) for document in documents):
        raise DamagedFileError(f"{name}: line {number + 1} does not hold entries.")
    return tuple(documents)
