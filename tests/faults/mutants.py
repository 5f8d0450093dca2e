"""The safety steps of the store, taken out one by one: the crash enumeration must catch each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from faults.crashes import RecordingDisk

import fieldwork.store.emergency as emergency_module
import fieldwork.store.journal as journal_module
import fieldwork.store.recovery as recovery_module
import fieldwork.store.rewriting as rewriting_module
import fieldwork.store.storage as storage_module
from fieldwork.errors import DamagedFileError
from fieldwork.store import InspectionFile, Seal
from fieldwork.store.disk import Disk, Stamp, stamp_of
from fieldwork.store.emergency import Emergency
from fieldwork.store.journal import Journal, JournalContents
from fieldwork.store.names import journal_path
from fieldwork.store.storage import InspectionStorage

Patch = pytest.MonkeyPatch


class Mutant(NamedTuple):
    """A safety step taken out, and the story in which it is missed."""

    tale: str
    apply: Callable[[Patch], None]


def _unflushed(patch: Patch, where: Callable[[Path], bool]) -> None:
    real = RecordingDisk.sync

    def sync(self: RecordingDisk, descriptor: int) -> None:
        if not where(self._files[descriptor][1]):
            real(self, descriptor)

    patch.setattr(RecordingDisk, "sync", sync)


def no_file_is_flushed(patch: Patch) -> None:
    _unflushed(patch, lambda _: True)


def journal_lines_are_not_flushed(patch: Patch) -> None:
    _unflushed(patch, lambda path: path.name == "x.json.journal")


def fresh_journals_are_not_flushed(patch: Patch) -> None:
    _unflushed(patch, lambda path: path.name.startswith(".x.json.journal."))


def snapshots_are_not_flushed(patch: Patch) -> None:
    _unflushed(patch, lambda path: path.name.endswith(".tmp") and ".journal." not in path.name)


def backups_are_not_flushed(patch: Patch) -> None:
    _unflushed(patch, lambda path: path.parent.name.endswith(".backups"))


def the_emergency_journal_is_not_flushed(patch: Patch) -> None:
    _unflushed(patch, lambda path: path.parent.name == "emergency")


def no_folder_is_flushed(patch: Patch) -> None:
    patch.setattr(RecordingDisk, "sync_folder", lambda *_: None)


def the_folder_of_the_file_is_not_flushed(patch: Patch) -> None:
    real = RecordingDisk.sync_folder
    patch.setattr(
        RecordingDisk, "sync_folder", lambda self, folder: None if folder.name == "work" else real(self, folder)
    )


def the_emergency_folders_name_is_not_flushed(patch: Patch) -> None:
    def make(disk: Disk, folder: Path) -> None:
        if not folder.is_dir():
            make(disk, folder.parent)
            disk.make_folder(folder)

    patch.setattr(emergency_module, "make_folders_durably", make)


def the_journal_is_begun_before_the_snapshot(patch: Patch) -> None:
    real = InspectionStorage._replace

    def replace(self: InspectionStorage, contents: bytes, digest: str) -> None:
        self._new_journal(digest).close()
        real(self, contents, digest)

    patch.setattr(InspectionStorage, "_replace", replace)


def there_is_an_open_snapshot_before_its_journal(patch: Patch) -> None:
    patch.setattr(storage_module, "journal_path", lambda path: _Always(journal_path(path)))


class _Always(type(Path())):  # type: ignore[misc]  # the class of paths differs by platform
    """A path that says it is there."""

    def exists(self, **_: Any) -> bool:
        return True


def files_are_written_in_place(patch: Patch) -> None:
    def write(disk: Disk, path: Path, pieces: Iterable[bytes]) -> Stamp | None:
        disk.remove(path)
        descriptor = disk.create(path)
        for piece in pieces:
            disk.write(descriptor, piece)
        disk.sync(descriptor)
        disk.close(descriptor)
        disk.sync_folder(path.parent)
        return stamp_of(path)

    for module in (storage_module, rewriting_module):
        patch.setattr(module, "replace_durably", write)


def a_failed_flush_is_tried_again(patch: Patch) -> None:
    real = RecordingDisk.sync

    def sync(self: RecordingDisk, descriptor: int) -> None:
        try:
            real(self, descriptor)
        except OSError:
            real(self, descriptor)

    patch.setattr(RecordingDisk, "sync", sync)


def a_failed_write_is_taken_for_done(patch: Patch) -> None:
    real = RecordingDisk.write

    def write(self: RecordingDisk, descriptor: int, data: bytes, place: int | None = None) -> None:
        try:
            real(self, descriptor, data, place)
        except OSError:
            return

    patch.setattr(RecordingDisk, "write", write)


def lines_have_no_checksum(patch: Patch) -> None:
    def checked(line: bytes, _before: str) -> dict[str, Any] | None:
        try:
            data = json.loads(line[33:])
        except ValueError:
            return None
        return data if isinstance(data, dict) else None

    patch.setattr(journal_module, "_checked", checked)


def lines_do_not_say_of_which_journal_they_are(patch: Patch) -> None:
    patch.setattr(journal_module, "secrets", SimpleNamespace(token_hex=lambda _: "00000000"))


def a_torn_end_counts_as_damage(patch: Patch) -> None:
    real = journal_module.read_journal

    def read(raw: bytes, name: str, seal: Seal | None) -> JournalContents | None:
        found = real(raw, name, seal)
        if found is not None and not found.ended:
            raise DamagedFileError(f"{name}: the last line is damaged.")
        return found

    patch.setattr(recovery_module, "read_journal", read)


def a_journal_of_another_state_is_applied(patch: Patch) -> None:
    def pair(journal: JournalContents | None, *_: object, **__: object) -> tuple[str, tuple]:
        lines = journal.lines if journal is not None else ()
        return "applied", tuple(document for line in lines for document in line)

    patch.setattr(recovery_module, "_pair", pair)


def what_a_snapshot_holds_is_applied_again(patch: Patch) -> None:
    patch.setattr(recovery_module, "_not_yet", lambda _, new: tuple(new))


def what_does_not_fit_is_not_kept_aside(patch: Patch) -> None:
    patch.setattr(InspectionStorage, "_keep_aside", lambda *_: None)


def nobody_looks_whose_file_it_is(patch: Patch) -> None:
    patch.setattr(InspectionStorage, "_is_ours", lambda _: True)


def nobody_looks_whether_the_journal_is_still_there(patch: Patch) -> None:
    patch.setattr(Journal, "in_place", True)


def no_backup_is_taken(patch: Patch) -> None:
    patch.setattr(storage_module, "take_backup", lambda *_: None)


def the_emergency_journal_goes_before_the_file_has_its_entries(patch: Patch) -> None:
    real = InspectionFile._save

    def save(self: InspectionFile, documents: list[dict]) -> None:
        self._emergency.remove()
        real(self, documents)

    patch.setattr(InspectionFile, "_save", save)


def the_emergency_journal_forgets_what_it_held(patch: Patch) -> None:
    real = Emergency._begin

    def begin(self: Emergency, documents: list[dict]) -> None:
        real(self, documents[-1:])

    patch.setattr(Emergency, "_begin", begin)


def the_journal_goes_before_the_last_snapshot(patch: Patch) -> None:
    real = InspectionStorage.finish

    def finish(self: InspectionStorage) -> None:
        if self._journal is not None:
            self._disk.remove(journal_path(self.path))
        real(self)

    patch.setattr(InspectionStorage, "finish", finish)


def backups_are_not_redacted(patch: Patch) -> None:
    patch.setattr(InspectionStorage, "redact_copies", lambda *_: None)


def _mutant(tale: str, apply: Callable[[Patch], None]) -> tuple[str, Mutant]:
    return apply.__name__.replace("_", " "), Mutant(tale, apply)


MUTANTS = dict(
    (
        _mutant("first save", no_file_is_flushed),
        _mutant("first save", journal_lines_are_not_flushed),
        _mutant("folding", fresh_journals_are_not_flushed),
        _mutant("first save", snapshots_are_not_flushed),
        _mutant("first save", backups_are_not_flushed),
        _mutant("full disk", the_emergency_journal_is_not_flushed),
        _mutant("first save", no_folder_is_flushed),
        _mutant("folding", the_folder_of_the_file_is_not_flushed),
        _mutant("full disk", the_emergency_folders_name_is_not_flushed),
        _mutant("folding", the_journal_is_begun_before_the_snapshot),
        _mutant("first save", there_is_an_open_snapshot_before_its_journal),
        _mutant("folding", files_are_written_in_place),
        _mutant("flush fails", a_failed_flush_is_tried_again),
        _mutant("full disk", a_failed_write_is_taken_for_done),
        _mutant("folding", lines_have_no_checksum),
        _mutant("folding", lines_do_not_say_of_which_journal_they_are),
        _mutant("first save", a_torn_end_counts_as_damage),
        _mutant("kept aside", a_journal_of_another_state_is_applied),
        _mutant("after a crash", what_a_snapshot_holds_is_applied_again),
        _mutant("kept aside", what_does_not_fit_is_not_kept_aside),
        _mutant("moved beside", nobody_looks_whose_file_it_is),
        _mutant("removed", nobody_looks_whether_the_journal_is_still_there),
        _mutant("first save", no_backup_is_taken),
        _mutant("full disk", the_emergency_journal_goes_before_the_file_has_its_entries),
        _mutant("full before the first", the_emergency_journal_forgets_what_it_held),
        _mutant("open and close", the_journal_goes_before_the_last_snapshot),
        _mutant("redaction", backups_are_not_redacted),
    )
)
