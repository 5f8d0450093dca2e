"""`fieldwork forms batch` and `fieldwork forms list`: what went out, and what came back of it."""

from __future__ import annotations

import argparse
from datetime import date

from fieldwork.analysis.responses import BatchResponse, Responses, response_words, responses
from fieldwork.cli.files import changing, reading
from fieldwork.cli.importing import questionnaire_named
from fieldwork.cli.making import initials
from fieldwork.cli.output import heading, line, paragraph, print_json, table
from fieldwork.errors import BadInputError
from fieldwork.record import names
from fieldwork.record.batches import Batch, BatchDetails, batches, begin_batch, change_batch, issued_outside, span_words
from fieldwork.record.dates import parse_day
from fieldwork.record.describing import value_words
from fieldwork.text import counted
from fieldwork.workspace import Workspace


def record(args: argparse.Namespace) -> int:
    """Record a batch, or what is new of one that is there: the one with the same numbers.

    Raises:
        FieldworkError: what does not hold together; nothing was changed.
    """
    by = initials(args.by)
    if (args.first is None) != (args.last is None):
        raise BadInputError("--from and --to go together: the first and the last running number.")
    numbers = None if args.first is None else (args.first, args.last)
    with changing(args.file, by) as workspace:
        questionnaire = questionnaire_named(workspace, args.questionnaire)
        there = batches(workspace.record, questionnaire.id)
        known = next((one for one in there if numbers and one.details.numbers == numbers), None)
        outside = issued_outside(workspace.record, questionnaire.id)
        before = known.details if known is not None else BatchDetails(questionnaire.id, None, numbers=numbers)
        if args.issued is None and before.issued is None:
            raise BadInputError("--issued N is missing: how many copies went out.")
        details = BatchDetails(
            questionnaire.id,
            before.issued if args.issued is None else args.issued,
            before.sent if args.sent is None else _day(args.sent),
            before.back if args.back is None else _day(args.back),
            numbers,
            before.check_digit or args.check_digits,
        )
        said = begin_batch(workspace.record, details) if known is None else change_batch(known, details)
        workspace.say(said)
        found = known or Batch(workspace.record, said[0].subject)
        words = " · ".join(part for part in _batch_words(workspace, found) if part)
    what = "Recorded" if known is None else "Changed" if said else "Nothing new of"
    line(f"{what} a batch of {questionnaire.id}: {words}.")
    if outside is not None and outside != details.issued:
        line(f"What was recorded as gone out before, {outside:,}, counts no more: now the batches do.")
    return 0


def _day(text: str) -> str:
    return parse_day(text, near=date.today()).isoformat()  # noqa: DTZ011 (the day as it is here)


def _batch_words(workspace: Workspace, batch: Batch) -> tuple[str, ...]:
    """Its form numbers, how many went out, when, and when they came back."""
    return (
        span_words(batch.details),
        "copies disputed" if batch.issued is None else counted(batch.issued, "copy", "copies"),
        f"sent {value_words(workspace.record, names.SENT, batch.sent)}" if batch.sent else "",
        f"back {value_words(workspace.record, names.BACK, batch.back)}" if batch.back else "",
    )


def show(args: argparse.Namespace) -> int:
    """List the batches of one questionnaire or of all, with what came back.

    Raises:
        FieldworkError: the inspection cannot be read, or has no such questionnaire.
    """
    with reading(args.file) as workspace:
        wanted = workspace.inspection.questionnaires
        if args.questionnaire is not None:
            wanted = {args.questionnaire: questionnaire_named(workspace, args.questionnaire)}
        found = {one: responses(workspace.record, one) for one in wanted}
        issued = {one: workspace.inspection.issued(one) for one in wanted}
        rates = workspace.programme.scores
        if args.json:
            print_json({"questionnaires": {one: _json(found[one], issued[one], rates=rates) for one in wanted}})
            return 0
        for number, (one, questionnaire) in enumerate(wanted.items()):
            if number:
                line()
            heading(f"{questionnaire.title} ({one})")
            line(f"  {response_words(len(found[one].returned), issued[one], rates=rates)}")
            for row in table([_row(workspace, part, rates=rates) for part in found[one].batches], "lrllr", indent=2):
                line(row)
            for warning in found[one].warnings:
                paragraph(f"! {warning}", "  ")
    return 0


def _row(workspace: Workspace, part: BatchResponse, *, rates: bool) -> tuple[str, ...]:
    came = "" if part.returned is None else f"{len(part.returned):,} returned"
    rate = f" = {part.percent}%" if rates and part.percent is not None else ""
    return (*_batch_words(workspace, part.batch), came + rate)


def _json(found: Responses, issued: int | None, *, rates: bool) -> dict[str, object]:
    return {
        "issued": issued,
        "returned": len(found.returned),
        "batches": [
            {
                "from": None if part.batch.numbers is None else part.batch.serial(part.batch.numbers[0]),
                "to": None if part.batch.numbers is None else part.batch.serial(part.batch.numbers[-1]),
                "issued": part.batch.issued,
                "sent": part.batch.sent,
                "back": part.batch.back,
                "returned": None if part.returned is None else len(part.returned),
                "percent": part.percent if rates else None,
            }
            for part in found.batches
        ],
        "stray": list(found.stray),
    }
