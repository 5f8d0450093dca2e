"""`fieldwork check`: is an inspection file whole, and does what it says fit together?"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from fieldwork.analysis.scoring import score_all
from fieldwork.analysis.tallies import Tally
from fieldwork.cli.files import reading
from fieldwork.cli.output import counted, line
from fieldwork.cli.tally import tallies
from fieldwork.errors import (
    BadInputError,
    CheckFailedError,
    DamagedFileError,
    DefinitionError,
    RecordError,
)
from fieldwork.programme.models import ANSWERS
from fieldwork.record import names
from fieldwork.workspace import Workspace


def run(args: argparse.Namespace) -> int:
    """Check the file; it is only read.

    Raises:
        CheckFailedError: it is damaged, or what it says does not fit together.
        StoreError: it cannot be read.
    """
    if args.repair:
        raise BadInputError("This version of fieldwork can check a file but not repair it; nothing was changed.")
    try:
        with reading(args.file) as workspace:
            entries, cases = len(workspace.record), len(workspace.cases)
            score_all(workspace.programme, workspace.all_judgements)
            found = list(_problems(workspace, tallies(workspace, None)))
    except (DamagedFileError, RecordError, DefinitionError) as error:
        raise CheckFailedError(str(error)) from None
    if found:
        more = f" ({counted(len(found) - 1, 'more problem')})" if len(found) > 1 else ""
        raise CheckFailedError(f"{args.file.name} does not fit together: {found[0]}{more}.")
    line(f"{args.file.name} is whole: {counted(entries, 'entry', 'entries')}, {counted(cases, 'case')}.")
    return 0


def _problems(workspace: Workspace, found: list[Tally]) -> Iterator[str]:
    """What a file that fieldwork wrote never says."""
    record = workspace.record
    for entry in record:
        if missing := [other for other in entry.after if other not in record]:
            yield f"entry {entry.id} replaces entry {missing[0]}, which is not there"
        if entry.undoes is not None and not record.act(entry.undoes):
            yield f"entry {entry.id} undoes act {entry.undoes}, which is not there"
    yield from _unknown_answers(workspace)
    for one in found:
        yield from (problem.what for problem in one.problems if "does not know" in problem.what)


def _unknown_answers(workspace: Workspace) -> Iterator[str]:
    for case in workspace.cases:
        for question in workspace.programme.questions:
            for head in workspace.record.heads(case.id, names.answer(question.id)):
                if head.value is not None and head.value not in ANSWERS:
                    yield f"case {case.reference} answers {question.id} with '{head.value}'"
