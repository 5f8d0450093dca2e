"""`fieldwork import`: cases, judgements, notes or returns from a CSV file, all of it or nothing."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from fieldwork.cli.files import changing
from fieldwork.cli.making import initials
from fieldwork.cli.output import line
from fieldwork.errors import BadInputError
from fieldwork.exchange.tables import Table, UnknownColumnError, quoted, read_csv_file
from fieldwork.programme.models import Programme, Questionnaire
from fieldwork.record.record import Statement
from fieldwork.record.returns import returns
from fieldwork.text import counted
from fieldwork.workspace import Workspace

KINDS = ("cases", "judgements", "notes", "returns")


def run(args: argparse.Namespace) -> int:
    """Import the file; what the inspection says already is not said again.

    Raises:
        FieldworkError: what is wrong, and where; nothing was changed.
    """
    by = initials(args.by)
    kind = next(kind for kind in KINDS if getattr(args, kind) is not None)
    path: Path = getattr(args, kind)
    if kind == "returns" and not args.questionnaire:
        raise BadInputError("--returns needs --questionnaire ID; fieldwork tally FILE shows those of the inspection.")
    if kind != "returns" and args.questionnaire:
        raise BadInputError("--questionnaire goes with --returns.")
    if args.map and kind != "cases":
        raise BadInputError("--map goes with --cases.")
    text = read_csv_file(path)
    with changing(args.file, by) as workspace:
        if kind == "cases":
            statements = _cases(workspace, text, path.name, args.map)
        else:
            statements = _statements(workspace, kind, text, path.name, args.questionnaire)
        workspace.say(statements)
        doubtful = _of_no_batch(workspace, statements) if kind == "returns" else ()
    if not statements:
        line(f"{path.name}: nothing that {args.file.name} does not say already; nothing was changed.")
        return 0
    line(f"Imported {kind} from {path.name}: {counted(len(statements), 'entry', 'entries')}, by {by}.")
    for sentence in doubtful:
        line(f"! {sentence}")
    return 0


def _of_no_batch(workspace: Workspace, statements: Iterable[Statement]) -> tuple[str, ...]:
    """Of the serials taken in, those that the key would have refused, and why: the forms are kept all the same.

    A file may have been keyed elsewhere before its batches were recorded here, so that such a serial is no error in it.
    """
    from fieldwork.record import names
    from fieldwork.record.batches import batches, why_refused

    new = [str(one.value) for one in statements if one.field == names.SERIAL and isinstance(one.value, str)]
    form = next((str(one.value) for one in statements if one.field == names.QUESTIONNAIRE), "")
    among = batches(workspace.record, form)
    why = [sentence for serial in dict.fromkeys(new) if (sentence := why_refused(serial, among))]
    more = f"{counted(len(why) - _MOST_NAMED, 'more form')} like these; fieldwork forms list names all of them."
    return tuple([*why[:_MOST_NAMED], more] if len(why) > _MOST_NAMED else why)


_MOST_NAMED = 10


def _cases(workspace: Workspace, text: str, name: str, mapped: list[str]) -> tuple[Statement, ...]:
    """What a table of cases says: with the columns of `cases.csv`, or with those that `--map` names."""
    from fieldwork.exchange.cases import cases_from_csv
    from fieldwork.exchange.tables import table_of

    if not mapped:
        try:
            return cases_from_csv(text, name, workspace.programme, workspace.cases)
        except UnknownColumnError as error:
            raise BadInputError(f"{error.wrong} {_other_layout(table_of(text, name), workspace.programme)}") from None
    from fieldwork.exchange.case_layout import cases_by_layout, checked_layout, headings_of

    table = table_of(text, name)
    pairs = [(heading.strip(), column.strip()) for heading, _, column in (one.rpartition("=") for one in mapped)]
    layout = checked_layout(pairs, table, workspace.programme)
    statements = cases_by_layout(table, layout, workspace.programme, workspace.cases)
    for one in headings_of(table, workspace.programme):
        if one.name not in layout.columns:
            line(f"Left out: {one.name}{f' ({one.personal})' if one.personal else ''}.")
    return statements


def _other_layout(table: Table, programme: Programme) -> str:
    """What a list with other columns has, and what would take it in, as far as that can be guessed."""
    from shlex import quote

    from fieldwork.exchange.case_layout import guessed

    pairs = [f"{heading}={column}" for heading, column in guessed(table, programme).columns.items()]
    hint = " ".join(f"--map {quote(pair)}" for pair in pairs) or '--map "COLUMN=case"'
    return f"To take such a list in say what its columns are: {hint}. It has: {', '.join(table.headings)}."


def _statements(
    workspace: Workspace, kind: str, text: str, name: str, questionnaire_id: str | None
) -> tuple[Statement, ...]:
    programme, cases, inspection = workspace.programme, workspace.cases, workspace.inspection
    if kind == "judgements":
        from fieldwork.exchange.judgements import judgements_from_csv

        return judgements_from_csv(text, name, programme, cases, inspection.notes)
    if kind == "notes":
        from fieldwork.exchange.notes import notes_from_csv

        return notes_from_csv(text, name, programme, cases, inspection.notes)
    from fieldwork.exchange.returns import returns_from_csv

    questionnaire = questionnaire_named(workspace, questionnaire_id or "")
    return returns_from_csv(text, name, questionnaire, returns(workspace.record, questionnaire.id))


def questionnaire_named(workspace: Workspace, questionnaire_id: str) -> Questionnaire:
    """The questionnaire of the inspection with an id.

    Raises:
        BadInputError: there is none; says which there are.
    """
    there = workspace.inspection.questionnaires
    if questionnaire_id not in there:
        raise BadInputError(
            f"This inspection has no questionnaire {quoted(questionnaire_id)}; it has: {', '.join(there) or 'none'}."
        )
    return there[questionnaire_id]
