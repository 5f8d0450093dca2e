"""`fieldwork forms`: questionnaires on paper, printed and counted in batches."""

from __future__ import annotations

import argparse
from datetime import date

from fieldwork.cli.batches import record, show
from fieldwork.cli.files import changing, reading, refuse_existing
from fieldwork.cli.importing import questionnaire_named
from fieldwork.cli.making import initials
from fieldwork.cli.output import line
from fieldwork.errors import FieldworkError
from fieldwork.printing import PrintJob, plan, require_ending
from fieldwork.workspace import Workspace


def run(args: argparse.Namespace) -> int:
    """Print forms, record a batch, or list the batches.

    Raises:
        FieldworkError: what cannot be done, and why; nothing was changed.
    """
    status: int = {"print": _print, "batch": record, "list": show}[args.action](args)
    return status


def _print(args: argparse.Namespace) -> int:
    by = initials(args.by)
    require_ending(args.to)
    if args.no_batch:
        with reading(args.file) as workspace:
            job = _planned(workspace, args)
        refuse_existing([job.target], force=args.force)
        job.write(job.content())
        line(f"Wrote {job.words}")
        return 0
    with changing(args.file, by) as workspace:
        job = _planned(workspace, args)
        _record_and_write(workspace, job, force=args.force)
    line(f"Wrote {job.words}")
    return 0


def _planned(workspace: Workspace, args: argparse.Namespace) -> PrintJob:
    return plan(
        workspace,
        questionnaire_named(workspace, args.questionnaire),
        args.copies,
        args.to,
        date.today(),  # noqa: DTZ011 (the day as it is here)
        first=args.first,
        large=args.large,
        trial=args.no_batch,
    )


def _record_and_write(workspace: Workspace, job: PrintJob, *, force: bool) -> None:
    """Paper that is recorded nowhere would do harm, a batch without its paper would not: so the batch comes first."""
    refuse_existing([job.target], force=force)
    content = job.content()
    workspace.say(job.statements)
    workspace.require_saved()
    try:
        job.write(content)
    except FieldworkError:
        workspace.say(job.taking_back)
        raise
