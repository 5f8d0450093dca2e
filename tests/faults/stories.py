"""Stories that a file lives through on a recording disk, and what must be true of it after a crash at any moment."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from faults.crashes import FULL, LIGHT, Effort, Image, Model, RecordingDisk, image_of, put_back

from fieldwork.errors import FieldworkError
from fieldwork.record.entry import Entry, entry_to_dict
from fieldwork.store import InspectionFile, Seal, is_sealed_file, write_new
from fieldwork.store.backups import backups
from fieldwork.store.names import journal_path, kept_files
from fieldwork.store.recovery import recover

NAME = "Kylie"
WORDS = (NAME.encode(), b"Smalltown", b"Tinyville", b"case/k", b"answer:")
"""What may stand nowhere in clear once a file is sealed."""
TORN = "ends in the middle"


def an_entry(sitting: str, number: int, value: str | None = "yes") -> Entry:
    """A small entry, always the same."""
    name = f"{sitting}-{number}"
    return Entry(name, name, "case/k", f"answer:{number}", value, "JN", "2009-06-01T10:12:00+01:00")


BASE = (
    Entry("base-1", "base-1", "inspection/small", "area", "Smalltown", "JN", "2009-06-01T09:00:00+01:00"),
    an_entry("base", 2),
    an_entry("base", 3, "no – “é”"),
)


def said(entry: Entry) -> str:
    """An entry in one line of text, to compare by."""
    return json.dumps(entry_to_dict(entry), sort_keys=True, ensure_ascii=False)


class Mark(NamedTuple):
    """Something that happened after so many operations."""

    at: int
    what: str
    """``said``, ``saved``, ``blanking``, ``blanked``, ``theirs``; ``sealing``, ``sealed``, ``unsealing``."""
    entries: tuple[Entry, ...] = ()


class Seen(NamedTuple):
    """What somebody finds who opens the file."""

    trouble: str
    entries: tuple[str, ...]
    aside: frozenset[str]
    """Entries in copies kept aside, and in a journal that was not applied."""
    notices: tuple[str, ...]
    backups: tuple[frozenset[str], ...]
    everything: bytes
    """All bytes of all files."""
    main: bytes


@dataclass
class Story:
    """A recording of what was done, said and saved."""

    root: Path
    base: tuple[Entry, ...] = BASE
    sitting: str = "s"
    notices: tuple[str, ...] = ()
    """What may be said after a crash in this story."""
    aside: frozenset[str] = frozenset()
    """What was kept aside, or not applied, before the story began."""
    seal: Seal | None = None
    """What opens the file, whenever it is sealed."""
    sealed: bool = False
    """Whether it is sealed from the beginning."""
    marks: list[Mark] = field(default_factory=list)
    count: int = 0

    def __post_init__(self) -> None:
        self.disk = RecordingDisk(self.root)
        self.start: Image = image_of(self.root)

    @property
    def path(self) -> Path:
        """The inspection file."""
        return self.root / "work" / "x.json"

    def begin(self) -> InspectionFile:
        """Open the file on the recording disk; what is there now is where the story begins."""
        if not self.disk.ops:
            self.start = image_of(self.root)
        return InspectionFile(self.path, disk=self.disk, seal=seal_for(self.path, self.seal))

    def make(self) -> None:
        """Write the file that the story begins with."""
        write_new(self.path, self.base, seal=self.seal if self.sealed else None)

    def as_sealed(self, inside: bytes) -> bytes:
        """A file that says what these bytes say, sealed where the story is."""
        return self.seal.file(inside) if self.seal is not None and self.sealed else inside

    def mark(self, what: str, *entries: Entry) -> None:
        """Remember that something happened now."""
        self.marks.append(Mark(len(self.disk.ops), what, entries))

    def say(self, file: InspectionFile, count: int = 1, value: str = "yes") -> tuple[Entry, ...]:
        """Say some entries and wait for the light; it is remembered what it said."""
        entries = tuple(an_entry(self.sitting, self.count + n, value) for n in range(1, count + 1))
        self.count += count
        self.mark("said", *entries)
        file.append(entries)
        self.settle(file)
        return entries

    def settle(self, file: InspectionFile) -> None:
        """Wait for the light and remember what it says."""
        state = file.flush()
        if state.saved or (state.error is not None and "kept safe on this laptop" in str(state.error)):
            self.mark("saved", *(entry for mark in self.marks if mark.what == "said" for entry in mark.entries))

    def until(self, position: int, what: str) -> dict[str, Entry]:
        """The entries that a kind of mark up to this moment names, by id."""
        return {e.id: e for mark in self.marks if mark.at <= position and mark.what == what for e in mark.entries}


def seal_for(path: Path, seal: Seal | None) -> Seal | None:
    """The seal, where there is something for it to open."""
    return seal if is_sealed_file(path) else None


def look(root: Path, path: Path, seal: Seal | None = None) -> Seen:
    """Open the file as a reader and see what is there."""
    files = [one for one in root.rglob("*") if one.is_file() and one.suffix != ".lock"]
    everything = b"\n".join(one.read_bytes() for one in files)
    main = path.read_bytes() if path.exists() else b""
    try:
        file = InspectionFile(path, write=False, seal=seal_for(path, seal))
        found = file._storage._found
        assert found is not None
        aside = {json.dumps(document, sort_keys=True, ensure_ascii=False) for document in found.strange}
        for kept in kept_files(path):
            aside |= _documents(kept, seal)
        copies = tuple(frozenset(_documents(one.path, seal)) for one in backups(path))
        return Seen("", tuple(map(said, file.entries)), frozenset(aside), file.news(), copies, everything, main)
    except FieldworkError as error:
        return Seen(str(error), (), frozenset(), (), (), everything, main)


def _documents(path: Path, seal: Seal | None) -> set[str]:
    found = recover(path, seal_for(path, seal)).documents.values()
    return {json.dumps(one, sort_keys=True, ensure_ascii=False) for one in found}


class Rules(NamedTuple):
    """What a story's crashes are judged by, besides that nothing saved is lost."""

    beside: bool = False
    """Saved entries may be in a copy kept aside: another program has changed the file."""
    in_backups: bool = False
    """Saved entries may be in a backup: an older one was put in the place of the file."""
    untouched: bool = False
    """What another program wrote stays as it is."""
    missing: bool = False
    """There may be no file yet (it was being made), or no more (another program removed it)."""


def wrongs(story: Story, position: int, seen: Seen, torn: bool, rules: Rules) -> Iterator[str]:
    """What is wrong with what was found after a crash at this moment of the story."""
    saved = story.until(position, "saved")
    if seen.trouble:
        if not (rules.missing and "There is no file" in seen.trouble and not saved):
            yield f"unreadable: {seen.trouble}"
        return
    yield from _wrong_entries(story, position, seen, rules)
    yield from _wrong_to_others(story, position, seen, rules)
    yield from _wrong_notices(story, seen, torn)
    yield from _wrong_backups(story, position, seen, rules)
    yield from _in_clear(story, position, seen)


def _in_clear(story: Story, position: int, seen: Seen) -> Iterator[str]:
    """What stands in clear where it should be sealed: in any file of whatever a crash leaves."""
    sealed = story.sealed
    for mark in story.marks:
        if mark.at <= position and mark.what in ("sealed", "unsealing"):
            sealed = mark.what == "sealed"
    for word in WORDS if sealed else ():
        if word in seen.everything:
            yield f"{word.decode()} stands in clear"


def written_in_clear(story: Story) -> Iterator[str]:
    """What was written in clear while the file was sealed or being sealed, wherever, and if only for a moment."""
    changes = [mark for mark in story.marks if mark.what in ("sealing", "unsealing")]
    for position, op in enumerate(story.disk.ops):
        sealed = story.sealed
        for mark in changes:
            sealed = mark.what == "sealing" if mark.at <= position else sealed
        if sealed and op.kind == "write" and any(word in op.data for word in WORDS):
            yield f"operation {position}: {op.path}"


def _wrong_entries(story: Story, position: int, seen: Seen, rules: Rules) -> Iterator[str]:
    saved = story.until(position, "saved")
    blanked, blanking = story.until(position, "blanked"), story.until(position, "blanking")
    theirs = story.until(position, "theirs")
    everyone = {e.id: e for e in (*story.base, *story.until(position, "said").values())}
    allowed = {said(e) for e in (*everyone.values(), *blanking.values(), *blanked.values(), *theirs.values())}
    must = {**{e.id: e for e in story.base}, **saved} if not theirs else saved
    there = {*seen.entries, *(seen.aside if rules.beside else ())}
    if rules.in_backups:
        there = there.union(*seen.backups)
    ids = {json.loads(one)["id"] for one in there}
    if lost := sorted(must.keys() - ids):
        yield f"lost: {', '.join(lost)}"
    if invented := sorted({*seen.entries, *seen.aside} - allowed - story.aside):
        yield f"never said: {invented[0]}"
    if len(set(seen.entries)) != len(seen.entries):
        yield "an entry stands twice"
    for entry in blanked.values():
        if said(entry) not in there:
            yield f"not redacted: {entry.id}"
    if blanked and NAME.encode() in seen.everything:
        yield "the redacted word is still on the disk"


def _wrong_to_others(story: Story, position: int, seen: Seen, rules: Rules) -> Iterator[str]:
    theirs = next((op.data for op in story.disk.ops[:position] if op.kind == "external" and op.data), b"")
    if not theirs:
        return
    if rules.untouched and seen.main != theirs:
        yield "what another program wrote was written over"
    if seen.main == theirs and set(seen.entries) - {said(e) for e in story.until(position, "theirs").values()}:
        yield "something was added to another program's file unasked"


def _wrong_backups(story: Story, position: int, seen: Seen, rules: Rules) -> Iterator[str]:
    saved, theirs = story.until(position, "saved"), story.until(position, "theirs")
    if saved and not theirs and seen.backups and not any({said(e) for e in story.base} <= one for one in seen.backups):
        yield "no backup holds what was there before"
    if saved and not seen.backups and not rules.missing and not _is_untouched(story, position):
        yield "there is no backup"


def _is_untouched(story: Story, position: int) -> bool:
    """Whether nothing was written to the inspection itself yet: what is saved is safe elsewhere."""
    return not any(op.kind == "replace" and op.target == "work/x.json" for op in story.disk.ops[:position])


def _wrong_notices(story: Story, seen: Seen, torn: bool) -> Iterator[str]:
    for notice in seen.notices:
        if TORN in notice and torn:
            continue
        if not any(re.search(pattern, notice) for pattern in story.notices):
            yield f"not true: {notice}"


class Explored(NamedTuple):
    """What an exploration came to."""

    moments: int
    images: int
    wrong: tuple[str, ...]


Telling = Callable[[Story], None]


def explore(
    story: Story, rules: Rules, effort: Effort = FULL, *, every: int = 1, again: int = 0, stop: bool = False
) -> Explored:
    """Crash after each operation of a story that was told, in every way, and open what is left.

    `again`: out of so many different folders one is used to go on, save and close, and that is crashed as well.
    """
    model = Model(story.start, stale=not any(mark.what == "sealing" for mark in story.marks))
    known: dict[frozenset[tuple[str, bytes | None]], Seen] = {}
    found: list[str] = []
    tries = nested = 0
    for position in range(len(story.disk.ops) + 1):
        if position:
            model.take(story.disk.ops[position - 1])
        if position % every and position != len(story.disk.ops):
            continue
        torn = model.unflushed(".journal")
        for image in model.images(effort):
            tries += 1
            key = frozenset(image.items())
            if key not in known:
                put_back(story.root, image)
                known[key] = look(story.root, story.path, story.seal)
                if again and len(known) % again == 0 and not known[key].trouble:
                    inner = _go_on(story, known[key], rules, f"n{len(known)}")
                    nested += inner.images
                    found.extend(f"after {position} operations, gone on: {one}" for one in inner.wrong)
            found.extend(
                f"after {position} operations: {one}" for one in wrongs(story, position, known[key], torn, rules)
            )
            if stop and found:
                return Explored(position, tries + nested, tuple(found))
    return Explored(len(story.disk.ops) + 1, tries + nested, tuple(dict.fromkeys(found)))


def _go_on(outer: Story, seen: Seen, rules: Rules, sitting: str) -> Explored:
    """Open what a crash left, say something, close; and crash in all of that."""
    base = tuple(_entry(json.loads(one)) for one in seen.entries)
    story = Story(outer.root, base, sitting, (*outer.notices, *map(re.escape, seen.notices)), seen.aside)
    story.seal = outer.seal
    file = story.begin()
    story.say(file)
    file.close()
    story.mark("closed")
    return explore(story, rules._replace(beside=True), LIGHT)


def _entry(document: dict) -> Entry:
    return Entry(**{**document, "after": tuple(document.get("after", ()))})


def tell(root: Path, telling: Telling, **more: object) -> Story:
    """A story told from the beginning in a folder of its own."""
    (root / "work").mkdir(parents=True, exist_ok=True)
    story = Story(root, **more)
    telling(story)
    return story


def journal_of(story: Story) -> Path:
    """The journal beside the story's file."""
    return journal_path(story.path)


def documents(entries: Iterable[Entry]) -> dict[str, dict]:
    """The entries as a table."""
    return {str(number): entry_to_dict(entry) for number, entry in enumerate(entries, 1)}
