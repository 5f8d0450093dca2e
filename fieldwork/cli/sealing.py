"""`fieldwork seal`, `unseal` and `passphrase`: a passphrase for an inspection file, none, or another."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fieldwork.cli.output import heading, line, paragraph
from fieldwork.cli.passphrases import PASSPHRASES, asking_possible
from fieldwork.errors import BadInputError
from fieldwork.store import InspectionFile, Seal, is_sealed_file
from fieldwork.store.copies import in_clear
from fieldwork.store.key_slots import USUAL, cipher_module
from fieldwork.store.reading import require_file
from fieldwork.text import counted, shown

COST = USUAL
"""Of the keys that are made here."""


def run(args: argparse.Namespace) -> int:
    """Seal, unseal, or change the passphrase.

    Raises:
        PartlySealedError: the file is done, but not every copy; says which.
        FieldworkError: what is wrong; the file is as it was.
    """
    path: Path = args.file
    require_file(path)
    cipher_module()
    {"seal": _seal, "unseal": _unseal, "passphrase": _change}[args.command](path, args)
    return 0


def _seal(path: Path, _: argparse.Namespace) -> None:
    if is_sealed_file(path):
        _seal_the_rest(path)
        return
    with _open(path, None) as file:
        paragraph(
            "What is sealed opens with the passphrase or the recovery code only: a forgotten passphrase cannot be "
            "recovered by anybody."
        )
        seal, code = Seal.new(PASSPHRASES.new(what=f"Passphrase for {path.name}"), COST)
        _show(code, path)
        file.reseal(seal)
        line(f"Sealed {path}, with {_copies(file)}.")
    paragraph(
        "Not sealed are copies made elsewhere (sticks, mail, shared folders). What lay there in clear before may still "
        "be read from unused blocks of the disk, above all of an SSD: encrypt the disk as well."
    )


def _seal_the_rest(path: Path) -> None:
    """Sealed already: reach what a crash, or a damaged copy that is mended now, left in clear."""
    seal = PASSPHRASES.seal_of(path)
    if not in_clear(path):
        line(f"{path} is sealed already, and so is all that lies beside it.")
        return
    with _open(path, seal) as file:
        file.reseal(seal)
        line(f"{path} was sealed already; sealed now with {_copies(file)}.")


def _unseal(path: Path, _: argparse.Namespace) -> None:
    if not is_sealed_file(path):
        raise BadInputError(f"{path.name} is not sealed.")
    with _open(path, PASSPHRASES.seal_of(path)) as file:
        file.reseal(None)
        line(f"Unsealed {path}, with {_copies(file)}: whoever has the files can read them.")


def _change(path: Path, args: argparse.Namespace) -> None:
    if not is_sealed_file(path):
        raise BadInputError(f"{path.name} is not sealed; fieldwork seal FILE seals it.")
    old = PASSPHRASES.seal_of(path)
    if old is None:
        return
    with _open(path, old) as file:
        if args.code:
            seal, code = old.with_new_code(COST)
        else:
            new = args.new_passphrase_file
            if new is None and not asking_possible():
                raise BadInputError("--new-passphrase-file F reads the new passphrase where there is no terminal.")
            seal, code = old.with_passphrase(PASSPHRASES.new(new) if new else PASSPHRASES.typed(), COST)
        _show(code, path)
        file.reseal(seal)
        done = "recovery code" if args.code else "passphrase and recovery code"
        line(f"The {done} of {path} and of {_copies(file)} changed: the old opens none of them any more.")
    line("Copies made elsewhere still open with the old.")


@contextmanager
def _open(path: Path, seal: Seal | None) -> Iterator[InspectionFile]:
    file = InspectionFile(path, seal=seal)
    try:
        _tell(file)
        yield file
        _tell(file)
    finally:
        file.close()


def _tell(file: InspectionFile) -> None:
    for sentence in file.news():
        print(f"fieldwork: {shown(sentence)}", file=sys.stderr)


def _copies(file: InspectionFile) -> str:
    return counted(len(file.copies), "backup or kept copy", "backups and kept copies")


def _show(code: str, path: Path) -> None:
    """The recovery code, once, before anything is written.

    Raises:
        BadInputError: nobody says that it is written down.
    """
    line()
    heading(f"Recovery code of {path.name}: {code}")
    line()
    paragraph(
        "It opens the file where the passphrase is forgotten. It is shown this once: write it down or print it, and "
        "lock it away, not with the laptop."
    )
    if asking_possible():
        try:
            input("Press Enter when you have it; ctrl+c leaves everything as it was. ")
        except EOFError:
            raise BadInputError("Nothing was changed.") from None
