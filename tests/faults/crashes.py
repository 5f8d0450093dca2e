"""A disk that remembers every operation, and all the folders that a crash after each of them can leave.

What a crash may do (after ALICE, OSDI 2014, and SQLite's simulated disk):

- what was written and not flushed may be there, missing, zeroed, torn at any byte, without its beginning, or be what
  stood in those blocks before;
- what was written before a flush that failed is never made durable by a later flush;
- a creation, renaming or removal is durable only after its folder was flushed; before that any of them may be there
  and any may not, independently of data: names without data, data without names.
"""

from __future__ import annotations

import errno
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from fieldwork.store.disk import Disk

Image = dict[str, bytes | None]
"""Paths below the root, with the contents of files; None for folders."""


class Op(NamedTuple):
    """One operation on the disk."""

    kind: str
    path: str = ""
    file: int = 0
    place: int = 0
    data: bytes = b""
    target: str = ""


def _never(_kind: str, _path: Path) -> bool:
    return False


class RecordingDisk(Disk):
    """Does what the store asks below `root` and writes it down; flushes only into the book. `fails` says what fails."""

    def __init__(self, root: Path, fails: Callable[[str, Path], bool] | None = None) -> None:
        self.ops: list[Op] = []
        self.fails = fails or _never
        self._root = root
        self._files: dict[int, tuple[int, Path, int]] = {}
        self._numbers: dict[str, int] = {}

    def know(self, image: Mapping[str, bytes | None]) -> None:
        """What stands there before anything is done, for who writes into a file in place; by the model's numbers."""
        self._numbers = {path: _at_rest(number) for number, path in enumerate(image, 1)}

    def _name(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix()

    def _stop(self, kind: str, path: Path) -> None:
        if self.fails(kind, path):
            raise OSError(errno.ENOSPC, "No space left on device")

    def _opened(self, descriptor: int, path: Path, number: int) -> int:
        self._files[descriptor] = number, path, 0
        return descriptor

    def create(self, path: Path) -> int:
        self._stop("create", path)
        descriptor = super().create(path)
        number = len(self.ops) + 1
        self._numbers[self._name(path)] = number
        self.ops.append(Op("create", self._name(path), number))
        return self._opened(descriptor, path, number)

    def open_to_write(self, path: Path) -> int:
        self._stop("open", path)
        return self._opened(super().open_to_write(path), path, self._numbers.get(self._name(path), 0))

    def write(self, descriptor: int, data: bytes, place: int | None = None) -> None:
        number, path, at = self._files[descriptor]
        begin = at if place is None else place
        fails = self.fails("write", path)
        data = data[: len(data) // 2] if fails else data
        self._files[descriptor] = number, path, begin + len(data)
        super().write(descriptor, data, place)
        self.ops.append(Op("write", self._name(path), number, begin, bytes(data)))
        if fails:
            raise OSError(errno.ENOSPC, "No space left on device")

    def sync(self, descriptor: int) -> None:
        number, path, _ = self._files[descriptor]
        if self.fails("sync", path):
            self.ops.append(Op("sync failed", self._name(path), number))
            raise OSError(errno.EIO, "Input/output error")
        self.ops.append(Op("sync", self._name(path), number))

    def close(self, descriptor: int) -> None:
        del self._files[descriptor]
        super().close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        self._stop("replace", target)
        super().replace(source, target)
        self._numbers[self._name(target)] = self._numbers.pop(self._name(source), 0)
        self.ops.append(Op("replace", self._name(source), target=self._name(target)))

    def remove(self, path: Path) -> None:
        self._stop("remove", path)
        super().remove(path)
        self.ops.append(Op("remove", self._name(path)))

    def make_folder(self, path: Path) -> None:
        self._stop("make_folder", path)
        super().make_folder(path)
        self.ops.append(Op("folder", self._name(path)))

    def sync_folder(self, folder: Path) -> None:
        self._stop("sync_folder", folder)
        self.ops.append(Op("sync folder", self._name(folder)))

    def external(self, path: Path, data: bytes | None) -> None:
        """Another program writes or removes a file, and its work is on the disk at once."""
        path.unlink(missing_ok=True)
        if data is not None:
            path.write_bytes(data)
        self.ops.append(Op("external", self._name(path), file=-len(self.ops) - 1, data=data or b""))


@dataclass
class _File:
    writes: list[tuple[int, bytes, str]] = field(default_factory=list)
    stale: bytes = b""
    """What may stand in its blocks before they are written."""

    def contents(self, states: str) -> bytearray:
        """With the writes whose state is among `states` (s synced, p pending, d doomed by a failed flush)."""
        made = bytearray()
        for place, data, state in self.writes:
            if state in states:
                _put(made, place, data)
        return made

    @property
    def pending(self) -> bool:
        return any(state != "s" for *_, state in self.writes)


def _put(into: bytearray, place: int, data: bytes) -> None:
    if len(into) < place:
        into.extend(bytes(place - len(into)))
    into[place : place + len(data)] = data


class NameChange(NamedTuple):
    """A change of names that is not durable yet."""

    folder: str
    made: tuple[tuple[str, int | None], ...]
    gone: tuple[str, ...]


class Effort(NamedTuple):
    """How much is tried: cuts in what was not flushed, and mixtures of name changes."""

    cuts: int
    mixtures: int


SHORT = Effort(4, 4)
FULL = Effort(24, 16)
LIGHT = Effort(2, 3)


class Model:
    """What the disk holds for certain and what it may hold, after some operations on a folder that was at rest."""

    def __init__(self, image: Mapping[str, bytes | None], *, stale: bool = True) -> None:
        """`stale`: whether what stood in blocks before may come to light in a file that is being written."""
        self._stale = stale
        self._files: dict[int, _File] = {}
        self._durable: dict[str, int | None] = {}
        self._changes: list[NameChange] = []
        self._last = ""
        for number, (path, data) in enumerate(image.items(), 1):
            self._durable[path] = None if data is None else _at_rest(number)
            if data is not None:
                self._files[_at_rest(number)] = _File([(0, data, "s")])

    # -- taking operations in --------------------------------------------------------------------------------------

    def take(self, op: Op) -> None:
        """One operation more."""
        self._last = op.kind
        getattr(self, "_" + op.kind.replace(" ", "_"))(op)

    def _change(self, path: str, *made: tuple[str, int | None], gone: tuple[str, ...] = ()) -> None:
        self._changes.append(NameChange(_parent(path), made, gone))

    def _create(self, op: Op) -> None:
        self._files[op.file] = _File()
        self._change(op.path, (op.path, op.file))

    def _write(self, op: Op) -> None:
        self._files[op.file].writes.append((op.place, op.data, "p"))

    def _sync(self, op: Op) -> None:
        file = self._files[op.file]
        file.writes = [(place, data, "s" if state == "p" else state) for place, data, state in file.writes]

    def _sync_failed(self, op: Op) -> None:
        file = self._files[op.file]
        file.writes = [(place, data, "d" if state == "p" else state) for place, data, state in file.writes]

    def _replace(self, op: Op) -> None:
        names = self.names(self._changes)
        number, old = names[op.path], names.get(op.target)
        if old is not None and number is not None and self._stale:
            self._files[number].stale = bytes(self._files[old].contents("spd"))
        self._change(op.target, (op.target, number), gone=(op.path,))

    def _remove(self, op: Op) -> None:
        self._change(op.path, gone=(op.path,))

    def _folder(self, op: Op) -> None:
        self._change(op.path, (op.path, None))

    def _sync_folder(self, op: Op) -> None:
        done = [change for change in self._changes if change.folder == op.path]
        self._durable = self._after(done)
        self._changes = [change for change in self._changes if change.folder != op.path]

    def _external(self, op: Op) -> None:
        self._durable = self._after(self._changes)
        self._changes = []
        self._durable.pop(op.path, None)
        if op.data:
            self._files[op.file] = _File([(0, op.data, "s")])
            self._durable[op.path] = op.file

    # -- what may be there ------------------------------------------------------------------------------------------

    def names(self, changes: list[NameChange]) -> dict[str, int | None]:
        """The names where just these changes reached the disk, in folders that did."""
        found = self._after(changes)
        return {path: number for path, number in found.items() if _reachable(path, found)}

    def _after(self, changes: list[NameChange]) -> dict[str, int | None]:
        found = dict(self._durable)
        for change in changes:
            for path in change.gone:
                found.pop(path, None)
            found.update(change.made)
        return found

    def unflushed(self, suffix: str) -> bool:
        """Whether a file of such a name has data that is not flushed."""
        names = self.names(self._changes)
        return any(
            number is not None and self._files[number].pending
            for path, number in names.items()
            if path.endswith(suffix)
        )

    def images(self, effort: Effort) -> Iterator[Image]:
        """What a crash now can leave; a mere kill first."""
        views = [self.names(changes) for changes in self._mixtures(effort.mixtures)]
        for view in views:
            yield self._image(view, lambda file: file.contents("spd"))
            if any(number is not None and self._files[number].pending for number in view.values()):
                yield self._image(view, lambda file: file.contents("s"))
                yield self._image(view, _zeroed)
        for view in views[:2]:
            yield from self._torn(view, effort.cuts if self._last in ("write", "sync failed") else 2)

    def _image(self, view: Mapping[str, int | None], contents: Callable[[_File], bytearray]) -> Image:
        return {path: None if n is None else bytes(contents(self._files[n])) for path, n in view.items()}

    def _mixtures(self, most: int) -> Iterator[list[NameChange]]:
        """All changes, none, each beginning, and others: in order, each there or not."""
        changes = self._changes
        tried = [changes, [], *(changes[:stop] for stop in range(1, len(changes)))]
        more = (
            list(itertools.compress(changes, pattern))
            for pattern in itertools.product((1, 0), repeat=min(len(changes), 8))
        )
        seen: list[list[NameChange]] = []
        for one in itertools.chain(tried, more):
            if len(seen) >= max(most, 2):
                return
            if one not in seen:
                seen.append(one)
                yield one

    def _torn(self, view: Mapping[str, int | None], cuts: int) -> Iterator[Image]:
        for path, number in view.items():
            if number is None or not self._files[number].pending:
                continue
            file = self._files[number]
            for contents in _partly(file, cuts if path.endswith(".journal") else min(cuts, 4)):
                yield self._image(
                    view, lambda one, file=file, made=contents: made if one is file else one.contents("s")
                )


def _at_rest(number: int) -> int:
    """The number of a file that was there before."""
    return -1_000_000 - number


def _parent(path: str) -> str:
    return path.rpartition("/")[0] or "."


def _reachable(path: str, names: Mapping[str, int | None]) -> bool:
    parent = _parent(path)
    return parent == "." or (parent in names and _reachable(parent, names))


def _zeroed(file: _File) -> bytearray:
    """As long as if all were written, but of what was not flushed only zeroes."""
    made, whole = file.contents("s"), file.contents("spd")
    return made + bytearray(max(0, len(whole) - len(made)))


def _partly(file: _File, most: int) -> Iterator[bytearray]:
    """Torn at a byte, begun with zeroes, or with what stood there before: the last write that is not flushed."""
    place, data, _ = next(write for write in reversed(file.writes) if write[2] != "s")
    for cut in _cuts(data, most):
        made = file.contents("s")
        _put(made, place, data[:cut])
        yield made
        made = _zeroed(file)
        _put(made, place + cut, data[cut:])
        yield made
    before = file.stale[place : place + len(data)]
    if before:
        made = file.contents("s")
        _put(made, place, before)
        yield made


def _cuts(data: bytes, most: int) -> list[int]:
    """Places to tear: near the beginning and the end and around line ends, the rest evenly."""
    near = [1, 2, len(data) - 1, len(data) - 2, len(data) - 3, 32, 33, 34]
    evenly = [len(data) * step // (most + 1) for step in range(1, most + 1)]
    wanted = [*near, *evenly] if most > 4 else [*near[:4], *evenly][:most]
    return sorted({cut for cut in wanted if 0 < cut < len(data)})


def image_of(root: Path) -> Image:
    """What stands below `root` now."""
    found: Image = {}
    for path in sorted(root.rglob("*")):
        if path.suffix != ".lock":
            found[path.relative_to(root).as_posix()] = None if path.is_dir() else path.read_bytes()
    return found


def put_back(root: Path, image: Mapping[str, bytes | None]) -> None:
    """Make `root` hold just this image."""
    wanted: dict[str, Any] = dict(image)
    for path in sorted(root.rglob("*"), reverse=True):
        if path.relative_to(root).as_posix() not in wanted:
            path.rmdir() if path.is_dir() else path.unlink()
    for name, data in sorted(wanted.items()):
        path = root / name
        if data is None:
            path.mkdir(parents=True, exist_ok=True)
        elif not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
