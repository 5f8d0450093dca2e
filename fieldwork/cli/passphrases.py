"""Passphrases for commands: asked on the terminal without echo, or read from a file for scripts; never an argument.

`--passphrase-file F`, or `FIELDWORK_PASSPHRASE_FILE`, names a file with a passphrase or recovery code a line; each is
tried. Where there is neither a file nor a terminal the command says so and does nothing.
"""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable
from pathlib import Path

from fieldwork.errors import BadInputError, DamagedFileError, WrongPassphraseError
from fieldwork.store import Seal, is_sealed_file, unlock
from fieldwork.store.backups import backups
from fieldwork.store.key_slots import require_strong
from fieldwork.store.reading import read_bytes
from fieldwork.store.seal import head_of, unlock_for_repair
from fieldwork.text import shown

VARIABLE = "FIELDWORK_PASSPHRASE_FILE"
_TRIES = 3
_LARGEST = 10_000
_MOST_LINES = 10


class Passphrases:
    """What was given to this command, and the seals it has opened: copies of one file are asked for once."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._opened: list[Seal] = []

    def seal_of(self, path: Path) -> Seal | None:
        """The opened seal of the file at `path`; None where it is not sealed, or not there.

        Raises:
            WrongPassphraseError: nothing that was given opens it.
            BadInputError: there is nobody to ask, or the file of passphrases is none.
            DamagedFileError: the file is not as it was written: then nobody is asked.
        """
        if not is_sealed_file(path):
            return None
        head = head_of(read_bytes(path), path.name)
        for seal in self._opened:
            if seal.key_id == head.key_id:
                return seal.adopting(head.slots)
        return self._kept(self._tried(path, lambda text: unlock(path, text)))

    def seal_for_repair(self, path: Path) -> Seal | None:
        """The seal of a file that may be damaged, of its own slots or of those of its backups.

        Raises:
            WrongPassphraseError: nothing that was given opens it.
            BadInputError: there is nobody to ask.
        """
        copies = [path, *(backup.path for backup in backups(path))]
        if not any(map(is_sealed_file, copies)):
            return None
        try:
            return self.seal_of(path) or self._kept(self._tried(path, lambda text: unlock_for_repair(copies, text)))
        except DamagedFileError:
            return self._kept(self._tried(path, lambda text: unlock_for_repair(copies, text)))

    def seal_if_given(self, path: Path) -> Seal | None:
        """The same as `seal_of`; None too where there is no terminal to ask at, or who is asked just presses Enter."""
        if self._source() is None and is_sealed_file(path):
            if not asking_possible():
                return None
            head_of(read_bytes(path), path.name)
            text = asked(f"Passphrase of {path.name} (Enter: go on without it): ")
            return self._kept(unlock(path, text)) if text else None
        return self.seal_of(path)

    def _kept(self, seal: Seal | None) -> Seal | None:
        if seal is not None:
            self._opened.append(seal)
        return seal

    def _tried(self, path: Path, opening: Callable[[str], Seal | None]) -> Seal | None:
        source = self._source()
        given = lines_of(source) if source is not None else None
        if given is None and not asking_possible():
            raise BadInputError(
                f"{path.name} is sealed, and there is no terminal to ask for its passphrase at: --passphrase-file F "
                "reads it from a file."
            )
        for left in range(len(given) if given is not None else _TRIES, 0, -1):
            text = given[-left] if given is not None else asked(f"Passphrase of {path.name}: ")
            try:
                return opening(text)
            except WrongPassphraseError as error:
                if left == 1:
                    raise
                if given is None:
                    print(f"fieldwork: {shown(error)}", file=sys.stderr)
        return None

    def _source(self) -> Path | None:
        named = os.environ.get(VARIABLE)
        return self._file or (Path(named) if named else None)

    def new(self, file: Path | None = None, *, what: str = "New passphrase") -> str:
        """A new passphrase: the first line of `file` (or of the file given), else what is typed.

        Raises:
            BadInputError: it is easy to guess, the two differ, or there is nobody to ask.
        """
        source = file or self._source()
        if source is not None:
            passphrase = lines_of(source)[0]
            require_strong(passphrase)
            return passphrase
        return self.typed(what)

    def typed(self, what: str = "New passphrase") -> str:
        """A new passphrase, asked twice until it is strong.

        Raises:
            BadInputError: it is easy to guess, the two differ, or there is nobody to ask.
        """
        if not asking_possible():
            raise BadInputError("There is no terminal to ask for a passphrase at: --passphrase-file F reads one.")
        for left in range(_TRIES, 0, -1):
            try:
                return _typed_twice(what)
            except BadInputError as error:
                if left == 1:
                    raise
                print(f"fieldwork: {shown(error)}", file=sys.stderr)
        raise BadInputError("No passphrase was typed; nothing was done.")


def _typed_twice(what: str) -> str:
    passphrase = asked(f"{what}: ")
    require_strong(passphrase)
    if asked("The same again: ") != passphrase:
        raise BadInputError("The two are not the same.")
    return passphrase


PASSPHRASES = Passphrases()
"""Those of the command that runs."""


def begin(file: Path | None) -> None:
    """A command begins: forget what the last one in this process was given."""
    PASSPHRASES.__init__(file)  # type: ignore[misc]  # the one object that every module has by name


def asking_possible() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def asked(prompt: str) -> str:
    """What is typed, without echo.

    Raises:
        BadInputError: nothing more can be typed.
    """
    try:
        return getpass.getpass(shown(prompt))
    except EOFError:
        raise BadInputError("No passphrase was typed; nothing was done.") from None


def lines_of(path: Path) -> list[str]:
    """The passphrases in a file, one a line; blanks at their ends count.

    Raises:
        BadInputError: there is no such file, or it is none of passphrases.
    """
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST).decode("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is not UTF-8 text"
        raise BadInputError(f"Cannot read the passphrase in {shown(path)}: {reason}.") from None
    lines = [line.removesuffix("\r") for line in text.split("\n") if line.strip()]
    if not 1 <= len(lines) <= _MOST_LINES:
        raise BadInputError(f"{shown(path)} should hold a passphrase a line, one to {_MOST_LINES}; found {len(lines)}.")
    return lines
