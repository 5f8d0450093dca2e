"""`fieldwork check`: is an inspection file whole, and does what it says fit together? With `--repair`: save what is."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from fieldwork.analysis.scoring import score_all
from fieldwork.analysis.tallies import Tally
from fieldwork.cli.output import heading, line
from fieldwork.cli.passphrases import PASSPHRASES
from fieldwork.cli.tally import tallies
from fieldwork.errors import (
    BadInputError,
    CheckFailedError,
    DamagedFileError,
    DefinitionError,
    RecordError,
    StoreError,
)
from fieldwork.programme.models import ANSWERS
from fieldwork.record import names
from fieldwork.store import Seal, is_sealed_file
from fieldwork.store.checking import FileCheck, check_file
from fieldwork.store.repairing import Repaired, repair, repaired_path
from fieldwork.text import counted, shown
from fieldwork.workspace import Workspace

_MOST_LISTED = 40


def run(args: argparse.Namespace) -> int:
    """Check the file, which is only read; a repair goes into a new one.

    Raises:
        CheckFailedError: it is damaged, or what it says does not fit together, or a repair could not save everything.
        StoreError: it cannot be read.
    """
    path: Path = args.file
    if args.to is not None and not args.repair:
        raise BadInputError("--to goes with --repair.")
    seal = _seal(path, repairing=args.repair)
    found = check_file(path, seal)
    whole, unfit = _folded(path, seal)
    if args.repair and found.problems:
        return _repair(path, args.to, found, seal)
    problems = _without_doubles([*found.problems, *unfit])
    if problems:
        _list(f"{shown(path.name)}: {counted(len(problems), 'thing')} wrong", problems)
        _remarks(found)
        raise CheckFailedError(_verdict(path, found, repairing=args.repair))
    line(whole)
    _remarks(found)
    if args.repair:
        line("There is nothing to repair.")
    return 0


def _seal(path: Path, *, repairing: bool) -> Seal | None:
    """The seal of the file; None where it is not sealed, or nobody can be asked: checksums need no passphrase."""
    if repairing:
        return PASSPHRASES.seal_for_repair(path)
    try:
        return PASSPHRASES.seal_if_given(path)
    except DamagedFileError:
        return None


def _folded(path: Path, seal: Seal | None) -> tuple[str, list[str]]:
    """Whether the entries make an inspection: the good news, and what does not fit."""
    if seal is None and is_sealed_file(path):
        return f"{path.name} is whole as far as that can be told without its passphrase.", []
    try:
        with Workspace.open(
            path, "", write=False, seal=seal
        ) as workspace:  # its news are among the problems and remarks
            entries, cases = len(workspace.record), len(workspace.cases)
            score_all(workspace.programme, workspace.all_judgements)
            unfit = list(_misfits(workspace, tallies(workspace, None)))
    except (StoreError, RecordError, DefinitionError) as error:  # what cannot be read at all was refused before
        return "", [str(error)]
    whole = f"{path.name} is whole: {counted(entries, 'entry', 'entries')}, {counted(cases, 'case')}."
    return whole, unfit


def _without_doubles(problems: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(shown(one) for one in problems))


def _list(title: str, lines: Sequence[str], most: int = _MOST_LISTED) -> None:
    heading(title)
    for one in lines[:most]:
        line(f"  {one}")
    if len(lines) > most:
        line(f"  and {len(lines) - most:,} more")


def _remarks(found: FileCheck) -> None:
    for one in found.remarks:
        line(one)


def _verdict(path: Path, found: FileCheck, *, repairing: bool) -> str:
    if not found.problems:
        more = " There is nothing that a repair could mend." if repairing else ""
        return f"{path.name} does not fit together.{more}"
    return (
        f"{path.name} is not whole; it was left as it is. fieldwork check FILE --repair saves what can be proven whole "
        "in a new file, fieldwork backups FILE lists its backups."
    )


# -- repairing ---------------------------------------------------------------------------------------------------


def _repair(path: Path, to: Path | None, found: FileCheck, seal: Seal | None) -> int:
    _list(f"{shown(path.name)}: {counted(len(found.problems), 'thing')} wrong", found.problems)
    try:
        done = repair(path, to or repaired_path(path), seal)
    except StoreError as error:
        _remarks(found)
        raise CheckFailedError(str(error)) from None
    line(f"Saved {counted(done.saved, 'entry', 'entries')} in {done.target}{_origins(done)}.")
    line(f"{path} was left as it is.")
    if done.lost:
        _list(f"Lost: {len(done.lost):,}", done.lost, len(done.lost))
        raise CheckFailedError(f"{path.name} could not be repaired without loss.{_unusable(done)}")
    if done.unusable:
        raise CheckFailedError(f"{path.name} was repaired as far as it can be.{_unusable(done)}")
    line("Nothing is lost.")
    return 0


def _origins(done: Repaired) -> str:
    parts = [f"{done.from_journal:,} of them from the journal"] if done.from_journal else []
    parts += [f"{done.from_backups:,} from backups"] if done.from_backups else []
    return f" ({', '.join(parts)})" if parts else ""


def _unusable(done: Repaired) -> str:
    return f" The new file cannot be opened yet: {done.unusable}" if done.unusable else ""


# -- what the entries say ----------------------------------------------------------------------------------------


def _misfits(workspace: Workspace, found: list[Tally]) -> Iterator[str]:
    """What a file that fieldwork wrote never says."""
    yield from _unknown_answers(workspace)
    for one in found:
        yield from (problem.what for problem in one.problems if "does not know" in problem.what)


def _unknown_answers(workspace: Workspace) -> Iterator[str]:
    for case in workspace.cases:
        for question in workspace.programme.questions:
            for head in workspace.record.heads(case.id, names.answer(question.id)):
                if head.value is not None and head.value not in ANSWERS:
                    yield f"case {case.reference} answers {question.id} with '{head.value}'"
