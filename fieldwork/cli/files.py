"""The inspection file as commands use it: read it, or change it and be sure that the change is on the disk."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from fieldwork.cli.passphrases import PASSPHRASES
from fieldwork.errors import BadInputError, FieldworkError
from fieldwork.paths import is_there, real_path
from fieldwork.record.sealed_marking import WARNING
from fieldwork.store.disk import DISK, replace_durably
from fieldwork.text import shown
from fieldwork.workspace import Workspace


@contextmanager
def reading(path: Path) -> Iterator[Workspace]:
    """The inspection at `path`, open for reading only: it works while another window writes. A sealed one is asked for.

    Raises:
        WrongPassphraseError: what was given or typed does not open it.
        StoreError: it cannot be read.
        DamagedFileError: it is not an inspection file, or not whole.
    """
    with Workspace.open(path, "", write=False, seal=PASSPHRASES.seal_of(path)) as workspace:
        _tell(workspace)
        yield workspace


@contextmanager
def changing(path: Path, by: str) -> Iterator[Workspace]:
    """The inspection at `path`, open for writing; at the end everything said is on the disk, or an error says why not.

    Raises:
        InUseError: it is open in another window.
        StoreError: it cannot be read or written.
        DamagedFileError: it is not an inspection file, or not whole.
    """
    with Workspace.open(path, by, seal=PASSPHRASES.seal_of(path)) as workspace:
        _tell(workspace)
        yield workspace
        workspace.require_saved()
        _tell(workspace)


def _tell(workspace: Workspace) -> None:
    """What befell the file, on standard error: the output stays what scripts expect."""
    for sentence in workspace.news():
        print(f"fieldwork: {shown(sentence)}", file=sys.stderr)


def warn_of_clear(target: Path, more: str = "") -> None:
    """Say on standard error that what was written of a sealed inspection is not sealed."""
    print(f"fieldwork: {WARNING} {shown(target)}. {more}".rstrip(), file=sys.stderr)


def write_files(files: Mapping[Path, bytes], *, force: bool) -> None:
    """Write each file whole, readable by its owner only; none of them if one is already there and not `force`.

    Raises:
        BadInputError: a file is already there, or a folder stands in its place.
        FieldworkError: one cannot be written.
    """
    refuse_existing(files, force=force)
    for path, content in files.items():
        try:
            replace_durably(DISK, real_path(path), [content])
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else error
            raise FieldworkError(f"Cannot write {shown(path)}: {shown(reason)}.") from None


def refuse_existing(paths: Iterable[Path], *, force: bool) -> None:
    """Refuse to write where a folder stands, or a file that is already there and not `force`.

    Raises:
        BadInputError: one does.
    """
    for path in paths:
        if is_there(path) and not force:
            raise BadInputError(f"{shown(path)} is already there and was left as it is; --force writes over it.")
