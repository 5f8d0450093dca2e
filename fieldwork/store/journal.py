"""The journal: beside the snapshot, one line for each commit, flushed before the screen says *saved* (STORAGE rule 1).

The first line names the snapshot that the journal goes with. Each line begins with a checksum over the checksum of the
line before it and its own text, and says of which journal it is, so that none can be changed, moved, left out or taken
from another journal unnoticed. After the last line stands a mark, which the next line takes the place of: a journal
whose end was cut off has none. A line only adds entries by id: replaying it twice is harmless. A journal is never added
to by another process than the one that made it; after a failed write or flush it is left alone for good.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from fieldwork.errors import DamagedFileError
from fieldwork.store.disk import Disk, replace_durably
from fieldwork.store.snapshot import document_text

_SUM = 32
"""Hexadecimal digits of the checksum at the beginning of each line."""
END = b"-\n"
"""The mark after the last line: no line begins so."""


class JournalContents(NamedTuple):
    """What stands in a journal file."""

    snapshot: str
    """The digest of the snapshot that it goes with."""
    lines: tuple[tuple[dict[str, Any], ...], ...]
    """The documents that each whole line adds; the first has sequence number 1."""
    unfinished: int
    """Bytes after the last whole line that are not the mark: a save that was not finished, or a loss since."""
    ended: bool
    """Whether the mark stands at the end: nothing was begun after the last line, and nothing cut off."""
    info: dict[str, Any]
    """What else the first line says."""


def _line(before: str, text: bytes) -> tuple[bytes, str]:
    digest = hashlib.sha256(before.encode() + text).hexdigest()[:_SUM]
    return digest.encode() + b" " + text + b"\n", digest


class Journal:
    """A journal open for appending, made fresh by this process."""

    def __init__(self, disk: Disk, path: Path, snapshot: str, texts: Sequence[bytes] = (), **info: Any) -> None:
        """Begin a journal for the snapshot with this digest; it is on the disk when this returns.

        `texts` are documents, each as JSON, that it holds from the beginning.

        Raises:
            OSError: it could not be made.
        """
        self.path = path
        self.sequence = 0
        self._disk = disk
        self._id = secrets.token_hex(4)
        first, self._before = _line("", document_text({"journal": 1, "id": self._id, "snapshot": snapshot, **info}))
        if texts:
            line, self._before = _line(self._before, self._next(texts))
            first += line
            self.sequence = 1
        replace_durably(disk, path, [first, END])
        self.size = len(first)
        """Bytes without the mark at the end."""
        self._descriptor: int | None = disk.open_to_write(path)
        self._number = os.fstat(self._descriptor).st_ino

    @property
    def in_place(self) -> bool:
        """Whether the file of this name is still the one that is open, as long as it was left."""
        try:
            found = os.stat(self.path)  # noqa: PTH116 (asked for with every answer; half the time of Path.stat)
        except OSError:
            return False
        return found.st_ino == self._number and found.st_size == self.size + len(END)

    def append(self, texts: Sequence[bytes]) -> None:
        """Add a line that holds documents, each as JSON; it is on the disk when this returns.

        Raises:
            OSError: it is not certain that it is; the journal must not be used again.
        """
        if self._descriptor is None:
            raise OSError("the journal is closed")
        line, before = _line(self._before, self._next(texts))
        try:
            self._disk.write(self._descriptor, line + END, self.size)
            self._disk.sync(self._descriptor)
        except BaseException:
            self.close()
            raise
        self._before = before
        self.sequence += 1
        self.size += len(line)

    def _next(self, texts: Sequence[bytes]) -> bytes:
        head = b'{"of":"%b","seq":%d,"entries":[' % (self._id.encode(), self.sequence + 1)
        return head + b",".join(texts) + b"]}"

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            self._disk.close(descriptor)


def read_journal(raw: bytes, name: str) -> JournalContents | None:
    """What a journal file holds; None where it is empty.

    What follows the last whole line and is not the mark is left out where a save that a crash cut off can have left it:
    anything at all (also what stood in those blocks of the disk before), but not two lines of this journal.

    Raises:
        DamagedFileError: a line that was finished is not what was written; says which.
    """
    parsed, end = _whole(raw)
    rest = raw[end:]
    if not parsed:
        if raw.strip(b"\0"):
            raise DamagedFileError(f"{name}: line 1 is damaged.")
        return None
    head, *body = parsed
    if not isinstance(head.get("snapshot"), str) or not isinstance(head.get("id"), str):
        raise DamagedFileError(f"{name}: the first line does not name a snapshot.")
    _, *more = rest.removeprefix(END).split(b"\n")
    if any(b'"of":"%b"' % head["id"].encode() in line for line in more):
        raise DamagedFileError(f"{name}: line {len(parsed) + 1} is damaged, and it is not the last.")
    ended = rest in (END, END[:1])
    documents = tuple(_documents(data, number, head["id"], name) for number, data in enumerate(body, 1))
    return JournalContents(head["snapshot"], documents, 0 if ended else len(rest), ended, head)


def _whole(raw: bytes) -> tuple[list[dict[str, Any]], int]:
    """The lines up to the first that is not whole, and where that begins."""
    parsed: list[dict[str, Any]] = []
    before, begin = "", 0
    while begin < len(raw):
        stop = raw.find(b"\n", begin)
        line = raw[begin : stop if stop >= 0 else len(raw)]
        data = _checked(line, before)
        if data is None:
            break
        parsed.append(data)
        before, begin = line[:_SUM].decode(), begin + len(line) + (stop >= 0)
    return parsed, begin


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


def _documents(data: dict[str, Any], number: int, identity: str, name: str) -> tuple[dict[str, Any], ...]:
    documents = data.get("entries")
    if data.get("seq") != number or data.get("of") != identity or not isinstance(documents, list):
        raise DamagedFileError(f"{name}: line {number + 1} is not the one that belongs there.")
    if not all(isinstance(document, dict) for document in documents):
        raise DamagedFileError(f"{name}: line {number + 1} does not hold entries.")
    return tuple(documents)
