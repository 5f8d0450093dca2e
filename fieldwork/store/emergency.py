"""The emergency journal: entries that the inspection file cannot take go to the laptop's own disk (STORAGE rule 5).

It is a journal like the one beside the file, in the user's state folder. The next opening of the file finds it; it is
removed once everything in it is in the file. One that belongs to another inspection, or that is damaged, is never
removed: it is put aside under a name of its own.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from fieldwork.errors import DamagedFileError
from fieldwork.store.disk import Disk, make_folders_durably
from fieldwork.store.journal import Journal, read_journal, whole_lines
from fieldwork.store.names import emergency_path
from fieldwork.store.seal import Seal
from fieldwork.store.snapshot import document_text


class Found(NamedTuple):
    """What lay in the emergency journal of a file when that was opened."""

    documents: tuple[dict[str, Any], ...] = ()
    """What belongs to this inspection."""
    there: bool = False
    """Whether there is an emergency journal at all."""
    strange: bool = False
    """Whether it holds something else besides: another inspection, or damage."""
    notice: str = ""
    """What the user should know of it."""


def read_emergency(path: Path, inspection: str, seal: Seal | None = None) -> Found:
    """What was kept for the inspection file at `path`, which holds this inspection; `seal` is that of the file."""
    kept = emergency_path(path)
    try:
        raw = kept.read_bytes()
    except OSError:
        return Found()
    try:
        journal = read_journal(raw, kept.name, seal)
        if journal is not None and journal.locked:
            return Found(there=True, strange=True, notice=_locked(path, kept))
        if journal is None:
            return Found(there=True, notice=f"{kept}, for what could not be written last time, is empty.")
        lines, info = journal.lines, journal.info
        notice = "" if journal.ended else _torn(kept)
    except DamagedFileError as error:
        whole = [data for _, data in whole_lines(raw, seal)]
        info = next((data for data in whole if "inspection" in data), {})
        lines = tuple(tuple(data["entries"]) for data in whole if isinstance(data.get("entries"), list))
        notice = f"What could not be written last time was kept in {kept}, which is damaged: {error}"
    if info.get("inspection") != inspection:
        return Found(there=True, strange=True, notice=notice or _another(path, kept))
    documents = tuple(document for line in lines for document in line)
    return Found(documents, there=True, strange="is damaged" in notice, notice=notice)


def _torn(kept: Path) -> str:
    return (
        f"What could not be written last time was kept in {kept}, which ends in the middle: fieldwork was stopped "
        "before it said that it was kept, or its end was lost since."
    )


def _locked(path: Path, kept: Path) -> str:
    return (
        f"What could not be written to {path.name} once is kept in {kept}, sealed with a passphrase that the file no "
        "longer has; it was left there."
    )


def _another(path: Path, kept: Path) -> str:
    return (
        f"Entries of another inspection, which could not be written when it was {path.name}, are still kept in the "
        f"folder {kept.parent}."
    )


class Emergency:
    """Keeps what could not be written to `path`. It never raises: it is the second line, and says whether it held."""

    def __init__(
        self,
        disk: Disk,
        path: Path,
        inspection: str,
        found: Found = Found(),  # noqa: B008 (a tuple)
        seal: Seal | None = None,
    ) -> None:
        self.path = emergency_path(path)
        self.seal = seal
        self._disk = disk
        self._for = path
        self._inspection = inspection
        self._journal: Journal | None = None
        self._there = found.there
        self._strange = found.strange
        self._kept: list[dict[str, Any]] = list(found.documents)

    def keep(self, documents: Sequence[dict[str, Any]]) -> bool:
        """Keep documents that are not kept yet; gives whether all of them are on the laptop's disk now."""
        known = {document["id"] for document in self._kept}
        new = [document for document in documents if document["id"] not in known]
        try:
            if self._journal is None or not self._journal.in_place:
                self._begin([*self._kept, *new])
            elif new:
                self._journal.append([document_text(document) for document in new])
        except Exception:  # noqa: BLE001 (whatever went wrong here, the first error is the one to tell)
            self._close()
            return False
        self._kept.extend(new)
        return True

    def _begin(self, documents: Sequence[dict[str, Any]]) -> None:
        """A fresh journal, holding `documents` from its first moment on: it may take the place of one that has some."""
        self._close()
        make_folders_durably(self._disk, self.path.parent)
        self._put_aside()
        self._journal = Journal(
            self._disk,
            self.path,
            "",
            [document_text(document) for document in documents],
            self.seal,
            file=str(self._for.absolute()),
            inspection=self._inspection,
        )
        self._there = True

    def forget(self) -> None:
        """Close it, and forget what it holds: the inspection is being locked."""
        self._close()
        self._kept.clear()

    def remove(self) -> None:
        """Everything is in the file: nothing need be kept."""
        if not self._there:
            return
        self._close()
        with contextlib.suppress(OSError):
            self._put_aside()
            self._disk.remove(self.path)
            self._kept.clear()
            self._there = False
            self._disk.sync_folder(self.path.parent)  # it may have been in clear: it must not come back

    def _put_aside(self) -> None:
        if self._strange:
            moment = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
            self._disk.replace(self.path, self.path.with_name(f"{self.path.stem}.kept-{moment}.journal"))
            self._strange = False

    def _close(self) -> None:
        if self._journal is not None:
            with contextlib.suppress(OSError):
                self._journal.close()
            self._journal = None
