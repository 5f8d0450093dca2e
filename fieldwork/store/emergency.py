"""The emergency journal: entries that the inspection file cannot take go to the laptop's own disk (STORAGE rule 5).

It is a journal like the one beside the file, in the user's state folder. The next opening of the file finds it; it is
removed once everything in it is in the file.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fieldwork.paths import make_private
from fieldwork.store.disk import Disk
from fieldwork.store.journal import Journal
from fieldwork.store.names import emergency_path


class Emergency:
    """Keeps what could not be written to `path`. It never raises: it is the second line, and says whether it held."""

    def __init__(self, disk: Disk, path: Path, inspection: str) -> None:
        self.path = emergency_path(path)
        self._disk = disk
        self._for = path
        self._inspection = inspection
        self._journal: Journal | None = None
        self._kept: list[dict[str, Any]] = []

    def keep(self, documents: Sequence[dict[str, Any]]) -> bool:
        """Keep documents that are not kept yet; gives whether all of them are on the laptop's disk now."""
        known = {document["id"] for document in self._kept}
        new = [document for document in documents if document["id"] not in known]
        try:
            if self._journal is None:
                make_private(self.path.parent)
                self._journal = Journal(
                    self._disk, self.path, "", file=str(self._for.absolute()), inspection=self._inspection
                )
                new = [*self._kept, *new]
            if new:
                self._journal.append(new)
        except Exception:  # noqa: BLE001 (whatever went wrong here, the first error is the one to tell)
            self._journal = None
            return False
        self._kept.extend(document for document in new if document["id"] not in known)
        return True

    def remove(self) -> None:
        """Everything is in the file: nothing need be kept."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None
        self._kept.clear()
        with contextlib.suppress(OSError):
            self._disk.remove(self.path)
