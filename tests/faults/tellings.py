"""The stories: every way in which a file is written, as short as it can be told."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from faults.stories import BASE, NAME, Rules, Story, an_entry, documents
from store.sealing import CHEAP

from fieldwork.errors import StoreError
from fieldwork.store import InspectionFile, write_new
from fieldwork.store.backups import backups, take_backup
from fieldwork.store.disk import DISK
from fieldwork.store.names import journal_path
from fieldwork.store.restoring import restore
from fieldwork.store.seal import inside_of


class Tale(NamedTuple):
    """A story with what it is judged by."""

    tell: Callable[[Story], None]
    rules: Rules = Rules()
    notices: tuple[str, ...] = ()


def first_save(story: Story) -> None:
    """A fresh file gets its first answers; the window is killed."""
    story.make()
    file = story.begin()
    story.say(file)
    story.say(file, 2)
    story.say(file)
    _drop(file)


def open_and_close(story: Story) -> None:
    """Two sittings, both closed properly."""
    story.make()
    for _ in range(2):
        file = story.begin()
        story.say(file)
        story.say(file, 2, "no")
        file.close()


def folding(story: Story) -> None:
    """The journal is folded at a quiet moment, twice, and work goes on."""
    story.make()
    file = story.begin()
    for long in (1, 6):  # a long line stands where several short ones of the journal before it stood
        story.say(file, 2)
        for count in (long, 1, 1, 1):
            story.say(file, count)
        file._storage.fold()
    story.say(file)
    file.close()


def after_a_crash(story: Story) -> None:
    """A window was killed; the next one goes on from snapshot and journal, twice."""
    story.make()
    for _ in range(3):
        file = story.begin()
        story.say(file)
        story.say(file)
        _drop(file)


def many_backups(story: Story) -> None:
    """There are so many backups already that some are let go of."""
    story.make()
    long_ago = datetime.now().astimezone() - timedelta(days=40)
    raw = story.path.read_bytes()
    for number in range(12):
        take_backup(DISK, story.path, raw, long_ago + timedelta(hours=number))
    file = story.begin()
    story.say(file)
    file.close()


def full_disk(story: Story) -> None:
    """The disk is full for a while, even within a write; entries go to the laptop, then to the file."""
    story.make()
    file = story.begin()
    story.say(file)
    story.disk.fails = lambda kind, path: kind in ("create", "write") and path.parent.name == "work"
    story.say(file)
    story.say(file)
    story.disk.fails = _never
    story.say(file)
    file.close()


def full_before_the_first(story: Story) -> None:
    """The disk is full in one sitting and still at the beginning of the next."""
    story.make()
    story.disk.fails = lambda kind, path: kind in ("create", "write") and "work" in path.parts
    for _ in range(2):
        file = story.begin()
        story.say(file)
        _drop(file)
    story.disk.fails = _never
    file = story.begin()
    story.say(file)
    file.close()


def flush_fails(story: Story) -> None:
    """A flush fails once; what was written before it may never reach the disk."""
    story.make()
    file = story.begin()
    story.say(file)
    broken = [True]

    def fails(kind: str, path: Path) -> bool:
        return kind == "sync" and path.name == "x.json.journal" and bool(broken) and broken.pop()

    story.disk.fails = fails
    story.say(file)
    story.say(file)
    story.say(file)
    _drop(file)


def folder_flush_fails(story: Story) -> None:
    """Flushing the folder fails after the snapshot was renamed, and then works again."""
    story.make()
    file = story.begin()
    story.say(file)
    story.disk.fails = lambda kind, path: kind == "sync_folder" and path.name == "work"
    file._storage.fold()
    story.say(file)
    story.disk.fails = _never
    story.say(file)
    story.say(file)
    file.close()


def kept_aside(story: Story) -> None:
    """After a kill the file is replaced by an older one; what the journal adds is kept aside."""
    story.make()
    old = story.path.read_bytes()
    file = story.begin()
    story.say(file)
    story.say(file)
    _drop(file)
    story.mark("theirs", *BASE)
    story.disk.external(story.path, old)
    file = story.begin()
    story.say(file)
    file.close()


def moved_beside(story: Story) -> None:
    """Another program replaces the file under the running app."""
    story.make()
    inside = inside_of(story.path.read_bytes(), "x.json", story.seal)
    file = story.begin()
    story.say(file)
    story.mark("theirs", *BASE)
    story.disk.external(story.path, story.as_sealed(inside.replace(b"Smalltown", b"Tinyville")))
    story.mark("theirs", BASE[0]._replace(value="Tinyville"))
    story.say(file)
    story.say(file)
    file.close()


def removed(story: Story) -> None:
    """The file is removed under the running app: it is written again with the next answer."""
    story.make()
    file = story.begin()
    story.say(file)
    journal = journal_path(story.path)
    story.disk.external(journal, None)
    story.marks[:] = [mark for mark in story.marks if mark.what != "saved"]  # its journal went: all bets are off
    story.say(file)
    story.say(file)
    file.close()


def redaction(story: Story) -> None:
    """A child's name is blanked, in the file, its backups and its journal."""
    story.make()
    file = story.begin()
    (entry,) = story.say(file, 1, f"{NAME} said so")
    file.close()
    file = story.begin()
    story.say(file)
    blank = entry._replace(value=None, redacted="JN")
    story.mark("blanking", blank)
    file.redact([blank])
    story.mark("blanked", blank)
    story.say(file)
    file.close()


def restoring(story: Story) -> None:
    """After a kill an older backup is put in the place of the file."""
    story.make()
    file = story.begin()
    story.say(file)
    story.say(file)
    _drop(file)
    restore(story.path, backups(story.path)[-1], story.disk, story.seal)
    file = story.begin()
    story.say(file)
    file.close()


def format_1(story: Story) -> None:
    """A file of the first format, written by hand, is upgraded with its first answer."""
    tables = {"fieldwork": {"1": {"format": 1, "written_by": "fieldwork 0.0"}}, "entries": documents(story.base)}
    story.path.write_bytes(story.as_sealed(json.dumps(tables).encode()))
    file = story.begin()
    story.say(file)
    story.say(file)
    file.close()


def writing_new(story: Story) -> None:
    """A new file is made."""
    write_new(story.path, story.base, story.disk, story.seal)
    story.mark("saved", *story.base)


def sealing(story: Story) -> None:
    """A file with a backup, a copy kept aside and the journal of a killed window is sealed, and work goes on."""
    _lived_in(story)
    file = story.begin()
    story.mark("sealing")
    file.reseal(story.seal)
    story.mark("sealed")
    story.say(file)
    file.close()


def sealing_while_working(story: Story) -> None:
    """The same in the middle of a sitting, after entries had to be kept on the laptop; and the window is killed."""
    _lived_in(story)
    file = story.begin()
    story.say(file)
    story.disk.fails = lambda kind, path: kind in ("create", "write") and path.parent.name == "work"
    story.say(file)
    _drop(file)
    story.disk.fails = _never
    file = story.begin()
    story.mark("sealing")
    file.reseal(story.seal)
    story.mark("sealed")
    story.say(file)
    _drop(file)


def unsealing(story: Story) -> None:
    """The seal is taken off, and work goes on."""
    _lived_in(story)
    file = story.begin()
    story.mark("unsealing")
    file.reseal(None)
    story.say(file)
    file.close()


def another_passphrase(story: Story) -> None:
    """The passphrase is changed in the middle of a sitting, and work goes on."""
    _lived_in(story)
    file = story.begin()
    story.say(file)
    assert story.seal is not None
    story.seal, _ = story.seal.with_passphrase("another horse battery", CHEAP)
    file.reseal(story.seal)
    story.say(file)
    file.close()


def sealing_on_a_full_disk(story: Story) -> None:
    """The disk is full while the file is being sealed: it stays as it was, and is sealed the second time."""
    story.make()
    file = story.begin()
    story.say(file)
    story.mark("sealing")
    story.disk.fails = lambda kind, path: kind == "write" and path.parent.name == "work"
    with contextlib.suppress(StoreError):
        file.reseal(story.seal)
    story.disk.fails = _never
    file.reseal(story.seal)
    story.mark("sealed")
    story.say(file)
    file.close()


def _lived_in(story: Story) -> None:
    """A file with a backup, a copy kept aside, and a journal."""
    story.make()
    file = InspectionFile(story.path, seal=story.seal if story.sealed else None)
    more = (an_entry("before", 1), an_entry("before", 2))
    file.append(more)
    assert file.flush().saved
    _drop(file)
    story.base = (*story.base, *more)
    kept = story.path.with_name("x.kept-2009-06-08-101200.json")
    write_new(kept, BASE, seal=story.seal if story.sealed else None)


def _never(_kind: str, _path: Path) -> bool:
    return False


def _drop(file: InspectionFile) -> None:
    """As a kill does: nothing is closed, nothing folded; only the lock goes."""
    file._storage._abandon_journal()
    file._writer.close()
    file._release()


RESCUED = "What could not be written to x.json last time"
STRANGE = "belongs to another state of it"
KEPT = r"Beside x\.json lies x\.kept-"
CHANGED = r"x\.json was changed outside fieldwork"

TALES = {
    "first save": Tale(first_save),
    "open and close": Tale(open_and_close),
    "folding": Tale(folding),
    "after a crash": Tale(after_a_crash),
    "many backups": Tale(many_backups),
    "full disk": Tale(full_disk, notices=(RESCUED,)),
    "full before the first": Tale(full_before_the_first, notices=(RESCUED,)),
    "flush fails": Tale(flush_fails, notices=(RESCUED,)),
    "folder flush fails": Tale(folder_flush_fails, notices=(RESCUED,)),
    "kept aside": Tale(kept_aside, Rules(beside=True), (STRANGE, KEPT)),
    "moved beside": Tale(moved_beside, Rules(beside=True, untouched=True), (STRANGE, KEPT, CHANGED)),
    "removed": Tale(removed, notices=("is without its journal",)),
    "redaction": Tale(redaction),
    "restoring": Tale(restoring, Rules(beside=True, in_backups=True), (STRANGE, KEPT)),
    "format 1": Tale(format_1),
    "writing new": Tale(writing_new, Rules(missing=True)),
}

CLEAR = r"x\.json is sealed, but beside it lies in clear"

SEALED_TALES = {
    "sealing": Tale(sealing, notices=(KEPT, CLEAR)),
    "sealing while working": Tale(sealing_while_working, notices=(KEPT, CLEAR, RESCUED)),
    "sealing on a full disk": Tale(sealing_on_a_full_disk, notices=(CLEAR,)),
    "unsealing": Tale(unsealing, notices=(KEPT, CLEAR)),
    "another passphrase": Tale(another_passphrase, notices=(KEPT,)),
}
"""What only a seal can go through; the first three begin in clear."""
BEGIN_IN_CLEAR = tuple(SEALED_TALES)[:3]
