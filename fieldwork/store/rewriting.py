"""Backups and kept copies written anew in their places: blanked where something was redacted, or under another seal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from fieldwork.errors import StoreError
from fieldwork.store.disk import Disk, replace_durably
from fieldwork.store.names import journal_path
from fieldwork.store.reading import read_bytes
from fieldwork.store.recovery import Recovered, recover
from fieldwork.store.seal import Seal, file_bytes, head_of, is_sealed, resealed
from fieldwork.store.snapshot import document_line


def each_copy(copies: Iterable[Path], rewrite: Callable[[Path], object]) -> dict[Path, str]:
    """Rewrite every copy; one that cannot be done does not keep the others from it. Gives these, and why."""
    failed: dict[Path, str] = {}
    for copy in copies:
        try:
            rewrite(copy)
        except (OSError, StoreError) as error:
            failed[copy] = str(error).rstrip(".")
    return failed


def blank_copy(disk: Disk, copy: Path, seal: Seal | None, blanked: Mapping[str, Mapping[str, Any]]) -> bool:
    """Put blanked documents (by entry id) in the place of those with their ids; gives whether the copy held any.

    Raises:
        OSError: the copy could not be written; it is as it was.
        StoreError: it cannot be read, or a journal beside it belongs to another state of it.
    """
    found = _whole(copy, seal)
    documents = {n: blanked.get(document.get("id", ""), document) for n, document in found.documents.items()}
    if documents == found.documents and not journal_path(copy).exists():
        return False
    _replace_folded(disk, copy, documents, seal)
    return True


def reseal_copy(disk: Disk, copy: Path, old: Seal | None, new: Seal | None) -> None:
    """Put a copy under the new seal as it stands; where a journal is beside it, with what that holds.

    Raises:
        OSError: the copy could not be written; it is as it was.
        StoreError: it cannot be read, or a journal beside it belongs to another state of it.
    """
    raw = read_bytes(copy)
    key = head_of(raw, copy.name).key_id if is_sealed(raw) else None
    own = next((seal for seal in (old, new) if seal is not None and seal.key_id == key), old)
    if journal_path(copy).exists():
        _replace_folded(disk, copy, _whole(copy, own).documents, new)
    else:
        replace_durably(disk, copy, [resealed(raw, copy.name, own, new)])


def _whole(copy: Path, seal: Seal | None) -> Recovered:
    found = recover(copy, seal)
    if found.strange or found.locked:
        raise StoreError(f"the journal beside it belongs to another state of it ({journal_path(copy).name})")
    return found


def _replace_folded(disk: Disk, copy: Path, documents: Mapping[str, Mapping[str, Any]], seal: Seal | None) -> None:
    """A snapshot of `documents` in the place of the copy; the journal beside it is in that, and goes."""
    lines = [document_line(int(number), document) for number, document in documents.items()]
    replace_durably(disk, copy, [file_bytes(lines, seal)[0]])
    disk.remove(journal_path(copy))
