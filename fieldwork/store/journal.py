"""The journal: beside the snapshot, one line for each commit, flushed before the screen says *saved* (STORAGE rule 1).

The first line names the snapshot that the journal goes with. Each line begins with a checksum over the checksum of the
line before it and its own text, and says of which journal it is, so that none can be changed, moved, left out or taken
from another journal unnoticed. After the last line stands a mark, which the next line takes the place of: a journal
whose end was cut off has none. Under a seal what a line says is encrypted within it; the chain of checksums, which has
no key, stays as it is, and tells damage. A line only adds entries by id: replaying it twice is harmless. A journal is
never added to by another process than the one that made it; after a failed write or flush it is left alone for good.
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
from fieldwork.store.seal import Seal
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
    sealed: bool = False
    """Whether what the lines say is sealed."""
    locked: bool = False
    """Whether it is, and the seal that was at hand is not its own: then there are no documents in the lines."""


def _line(before: str, text: bytes) -> tuple[bytes, str]:
    digest = hashlib.sha256(before.encode() + text).hexdigest()[:_SUM]
    return digest.encode() + b" " + text + b"\n", digest


class Journal:
    """A journal open for appending, made fresh by this process."""

    def __init__(
        self,
        disk: Disk,
        path: Path,
        snapshot: str,
        texts: Sequence[bytes] = (),
        seal: Seal | None = None,
        **info: Any,
    ) -> None:
        """Begin a journal for the snapshot with this digest; it is on the disk when this returns.

        `texts` are documents, each as JSON, that it holds from the beginning.

        Raises:
            OSError: it could not be made.
        """
        self.path = path
        self.sequence = 0
        self._disk = disk
        self._seal = seal
        self._id = secrets.token_hex(4)
        self._snapshot = snapshot
        first, self._before = _line("", self._first(info))
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

    def _first(self, info: dict[str, Any]) -> bytes:
        head = {"journal": 1, "id": self._id, "snapshot": self._snapshot}
        if self._seal is None:
            return document_text({**head, **info})
        text = self._seal.sealed(document_text(info), _bound(self._seal, self._id, self._snapshot, 0))
        return document_text({**head, "key": self._seal.key_id, "sealed": text.decode()})

    def _next(self, texts: Sequence[bytes]) -> bytes:
        number = self.sequence + 1
        head = b'{"of":"%b","seq":%d,' % (self._id.encode(), number)
        entries = b"[" + b",".join(texts) + b"]"
        if self._seal is None:
            return head + b'"entries":' + entries + b"}"
        text = self._seal.sealed(entries, _bound(self._seal, self._id, self._snapshot, number))
        return head + b'"sealed":"' + text + b'"}'

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            self._disk.close(descriptor)


def _bound(seal: Seal, journal: str, snapshot: str, number: int) -> bytes:
    """What a line is bound to: the data key, its journal, the state of the file that goes with, and its number."""
    return "\n".join(("fieldwork journal", seal.key_id, journal, snapshot, str(number))).encode("utf-8", "replace")


def read_journal(raw: bytes, name: str, seal: Seal | None = None) -> JournalContents | None:
    """What a journal file holds; None where it is empty. Without its `seal` a sealed one is `locked`.

    What follows the last whole line and is not the mark is left out where a save that a crash cut off can have left it:
    anything at all (also what stood in those blocks of the disk before), but not two lines of this journal.

    Raises:
        DamagedFileError: a line that was finished is not what was written, or not what was sealed there; says which.
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
    unfinished = 0 if ended else len(rest)
    sealed = "sealed" in head
    if sealed and (seal is None or seal.key_id != head.get("key")):
        locked = tuple(() for _ in body)
        return JournalContents(head["snapshot"], locked, unfinished, ended, {}, sealed=True, locked=True)
    if sealed and seal is not None:
        opened = [_opened(seal, head, data, number) for number, data in enumerate(parsed)]
        if None in opened:
            raise DamagedFileError(
                f"{name}: line {opened.index(None) + 1} is not what was sealed there: it was changed, moved or taken "
                "from elsewhere."
            )
        head, *body = [data for data in opened if data is not None]
    documents = tuple(_documents(data, number, head["id"], name) for number, data in enumerate(body, 1))
    return JournalContents(head["snapshot"], documents, unfinished, ended, head, sealed=sealed)


def _opened(seal: Seal, head: dict[str, Any], data: dict[str, Any], number: int) -> dict[str, Any] | None:
    """A line of a sealed journal as it would be unsealed; None where it is not the one that was sealed there."""
    text = data.get("sealed")
    if not isinstance(text, str) or "entries" in data or (number and data.get("seq") != number):
        return None
    inside = seal.opened(text.encode(), _bound(seal, str(head.get("id")), str(head.get("snapshot")), number))
    try:
        made = None if inside is None else json.loads(inside)
    except (ValueError, RecursionError):
        return None
    if number:
        return {**data, "entries": made} if isinstance(made, list) else None
    return {**made, **data} if isinstance(made, dict) else None


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


def whole_lines(raw: bytes, seal: Seal | None = None) -> list[tuple[int, dict[str, Any]]]:
    """For repair: the lines of a damaged journal that can be proven whole, each with its number.

    A line proves itself by its checksum over the checksum that stands before it, and under a seal by that.
    """
    found = _proven_lines(raw)
    head = next((data for number, data in found if number == 1), {})
    if seal is None or not any("sealed" in data for _, data in found):
        return found
    opened = ((number, _opened(seal, head, data, number - 1)) for number, data in found)
    return [(number, data) for number, data in opened if data is not None]


def _proven_lines(raw: bytes) -> list[tuple[int, dict[str, Any]]]:
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
