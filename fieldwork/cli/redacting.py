"""`fieldwork redact`: takes what was typed by mistake, a child's name above all, out of a file and its copies for good.

Without a choice it lists the notes with their numbers. A number stays that of its note, redacted or not, as long as no
other file is merged in.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from fieldwork.cli.files import changing, reading
from fieldwork.cli.making import initials
from fieldwork.cli.output import line, table
from fieldwork.errors import BadInputError, CheckFailedError, NothingFoundError
from fieldwork.exchange.tables import quoted
from fieldwork.record import names
from fieldwork.record.describing import field_name, subject_name
from fieldwork.record.record import Record
from fieldwork.record.redaction import Redaction, redaction_words
from fieldwork.record.views import is_named, reference_key
from fieldwork.text import counted
from fieldwork.workspace import Workspace

WORD = "redact"
_WRITTEN = ("finding", "recommendation", "remark")
"""The kinds of subjects that inspectors write of a report, besides its parts."""

Field = tuple[str, str]
"""A subject, and a field of it."""


def run(args: argparse.Namespace) -> int:
    """List the notes, or redact what is chosen, after asking.

    Raises:
        NothingFoundError: there is nothing there to redact.
        CheckFailedError: the user did not say the word.
        FieldworkError: what is wrong; nothing was changed, or what was is named.
    """
    by = initials(args.by)
    _check(args)
    if args.note is None and args.case is None and args.form is None and args.report is None:
        return _list(args)
    if not args.yes and not sys.stdin.isatty():
        raise BadInputError("Nothing was redacted: there is no terminal to ask at; --yes redacts without asking.")
    with changing(args.file, by) as workspace:
        found = list(_redactions(workspace, args))
        if not found:
            reached = workspace.redact_copies() if _redacted_before(workspace, args) else 0
            if reached:
                copies = counted(reached, "backup or copy", "backups and copies")
                line(f"That was redacted before, and {copies} had kept it: it is gone from there too.")
                return 0
            raise NothingFoundError("There is nothing to redact there.")
        for redaction in found:
            place = field_name(workspace.inspection, redaction.subject, redaction.field)
            line(f"{place}: {redaction_words(redaction, len(workspace.copies))}")
        if not args.yes:
            _ask()
        for redaction in found:
            workspace.redact(redaction.subject, redaction.field, earlier=args.earlier)
    line(f"Redacted: {counted(sum(len(one.entries) for one in found), 'entry', 'entries')}, by {by}.")
    return 0


def _check(args: argparse.Namespace) -> None:
    """Refuse what does not go together.

    Raises:
        BadInputError: says what goes with what.
    """
    for option, needed in (("question", "case"), ("attribute", "case"), ("item", "form"), ("questionnaire", "form")):
        if getattr(args, option) is not None and getattr(args, needed) is None:
            raise BadInputError(f"--{option} goes with --{needed}.")
    if args.form is not None and (args.item is None or args.questionnaire is None):
        raise BadInputError("--form needs --questionnaire ID and --item ID.")


def _list(args: argparse.Namespace) -> int:
    with reading(args.file) as workspace:
        record = workspace.record
        rows = []
        for number, note in enumerate(record.subjects("note"), 1):
            texts = [entry.value for entry in record.history(note, names.TEXT) if entry.value is not None]
            if texts:
                now = [head.value for head in record.heads(note, names.TEXT) if head.value is not None]
                earlier = len(set(texts)) - len(set(now))
                more = f" (and {counted(earlier, 'earlier text')})" if earlier else ""
                by = record.history(note, names.TEXT)[0].by
                text = " / ".join(now) or "taken away"
                rows.append((str(number), subject_name(record, note), by, f"{text}{more}"))
    if not rows:
        raise NothingFoundError("There is no note to redact.")
    for one in table(rows, "rllt"):
        line(one)
    return 0


def _ask() -> None:
    """Ask for the word.

    Raises:
        CheckFailedError: something else was typed.
    """
    try:
        typed = input(f"It cannot be undone. Type {WORD} to go on: ")
    except EOFError:
        typed = ""
    if typed.strip().casefold() != WORD:
        raise CheckFailedError("Nothing was redacted.")


# -- what is chosen --------------------------------------------------------------------------------------------------


def _redactions(workspace: Workspace, args: argparse.Namespace) -> Iterator[Redaction]:
    for subject, field in _chosen(workspace, args):
        try:
            yield workspace.redaction(subject, field, earlier=args.earlier)
        except NothingFoundError:
            continue


def _redacted_before(workspace: Workspace, args: argparse.Namespace) -> bool:
    """Whether something was redacted there already: a crash may have kept that from a backup."""
    return any(
        entry.redacted is not None
        for subject, field in _chosen(workspace, args)
        for entry in workspace.record.history(subject, field)
    )


def _chosen(workspace: Workspace, args: argparse.Namespace) -> list[Field]:
    if args.note is not None:
        return [_note(workspace.record, args.note)]
    if args.form is not None:
        return _answers(workspace, args)
    if args.report is not None:
        return _of_report(workspace.record, args.report)
    return _of_case(workspace, args)


def _note(record: Record, number: int) -> Field:
    notes = record.subjects("note")
    if not 1 <= number <= len(notes):
        raise NothingFoundError(f"There is no note {number}; fieldwork redact FILE lists them.")
    return notes[number - 1], names.TEXT


def _of_report(record: Record, part: str) -> list[Field]:
    """What was written in a part of the report, of a finding, of a recommendation or as the reason of a remark."""
    subject = part if names.kind_of(part) in _WRITTEN else names.report_part(part)
    if not record.fields(subject):
        raise NothingFoundError(
            f"Nothing was written in {quoted(part)}; fieldwork report FILE --check --json names the parts, "
            "fieldwork history FILE tells what was written."
        )
    return [(subject, field) for field in (names.TEXT, names.WORDING, names.RESPONSIBILITY, names.REASON)]


def _of_case(workspace: Workspace, args: argparse.Namespace) -> list[Field]:
    """The notes on a question of the case, what was typed for an attribute, else what the case is called."""
    record, programme = workspace.record, workspace.programme
    case = workspace.inspection.case(args.case)
    if case is None:
        raise NothingFoundError(f"There is no case {quoted(args.case)}.")
    if args.question is not None:
        if args.question not in programme.question:
            raise BadInputError(f"{programme.id} has no question {quoted(args.question)}.")
        return [
            (note, names.TEXT)
            for note in record.subjects("note")
            if record.value(note, names.CASE) == case.id and record.value(note, names.QUESTION) == args.question
        ]
    if args.attribute is not None:
        if args.attribute not in programme.attribute:
            raise BadInputError(f"{programme.id} has no attribute {quoted(args.attribute)}.")
        return [(case.id, names.attribute(args.attribute))]
    return [(case.id, names.REFERENCE)]


def _answers(workspace: Workspace, args: argparse.Namespace) -> list[Field]:
    """What stands beside an item in every keying of a form, and what it was settled to say."""
    record = workspace.record
    questionnaire = workspace.inspection.questionnaires.get(args.questionnaire)
    if questionnaire is None or all(item.id != args.item for item in questionnaire.items):
        raise BadInputError(f"There is no item {quoted(args.item)} of a questionnaire {quoted(args.questionnaire)}.")
    return [
        (form, field)
        for form in record.subjects("return")
        if record.value(form, names.QUESTIONNAIRE) == args.questionnaire
        and is_named(record, form, names.SERIAL)
        and reference_key(str(record.value(form, names.SERIAL))) == reference_key(args.form)
        for field in (names.item(args.item), names.settled(args.item))
    ]
