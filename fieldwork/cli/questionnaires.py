"""`fieldwork questionnaires`: list, show and check definitions, take them in and out, add and revise them."""

from __future__ import annotations

import argparse
from pathlib import Path

from fieldwork.cli.files import changing, reading, write_files
from fieldwork.cli.importing import questionnaire_named
from fieldwork.cli.making import initials
from fieldwork.cli.output import heading, line, paragraph, print_json, table
from fieldwork.errors import BadInputError
from fieldwork.exchange.definitions import definition_file, read_definition, whole_definition
from fieldwork.exchange.tables import quoted
from fieldwork.exchange.xlsform import Taken
from fieldwork.programme.loading import find_questionnaire, questionnaire_to_dict, shipped_questionnaires
from fieldwork.programme.models import Questionnaire
from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.record.returns import returns
from fieldwork.record.skips import skip_words
from fieldwork.text import counted

_KINDS = {"one": "one box", "many": "many boxes", "text": "free text"}


def run(args: argparse.Namespace) -> int:
    """Do what the action says; without one, list the questionnaires that ship.

    Raises:
        FieldworkError: what cannot be read, taken or written, and why; then nothing was changed.
    """
    actions = {"show": _show, "check": _check, "export": _export, "import": _import, "add": _add, "revise": _revise}
    return actions[args.action](args) if args.action else _list()


def _list() -> int:
    found = [find_questionnaire(questionnaire_id) for questionnaire_id in shipped_questionnaires()]
    for row in table([(one.id, one.title, counted(len(one.items), "item")) for one in found], "ltr"):
        line(row)
    return 0


def _named(name: str, file: Path | None) -> Questionnaire:
    """The questionnaire with an id, of an inspection or as it ships; or the one in a file."""
    if file is not None:
        with reading(file) as workspace:
            return questionnaire_named(workspace, name)
    if name.lower().endswith((".toml", ".xlsx")):
        return whole_definition(Path(name))
    return find_questionnaire(name)


def _show(args: argparse.Namespace) -> int:
    form = _named(args.id, args.file)
    if args.json:
        print_json(questionnaire_to_dict(form))
        return 0
    heading(f"{form.id} · {form.title}")
    line(f"{counted(len(form.items), 'item')} for {form.respondents}. Source: {form.source}")
    for item in form.items:
        line()
        paragraph(f"{item.id} {item.text} ({_KINDS[item.kind]}{', assumed' if item.assumed else ''})", "  ")
        if item.asked_when:
            paragraph(f"  asked only where {skip_words(item)}", "    ")
        for option in item.options:
            line(f"  {option.value} {option.label}{' +' if option.value in item.favourable else ''}")
    return 0


def _check(args: argparse.Namespace) -> int:
    taken = read_definition(args.file, args.language or "")
    _print_remarks(taken)
    form = taken.questionnaire
    if form is None:
        raise BadInputError(f"{args.file.name} holds nothing that can be keyed.")
    what = f"questionnaire {form.id}, {counted(len(form.items), 'item')}{_language(taken)}"
    if taken.losses:
        line(f"{args.file.name} can be taken but for {counted(len(taken.losses), 'place')}: {what}.")
        return 1
    line(f"{args.file.name} is sound: {what}.")
    return 0


def _export(args: argparse.Namespace) -> int:
    form = _named(args.id, args.file)
    write_files({args.to: definition_file(form, args.to)}, force=args.force)
    line(f"Exported {form.id} to {args.to}: {counted(len(form.items), 'item')}.")
    return 0


def _import(args: argparse.Namespace) -> int:
    taken = read_definition(args.file, args.language or "")
    _print_remarks(taken)
    form = taken.questionnaire
    if form is None:
        raise BadInputError(f"{args.file.name} holds nothing that can be keyed; nothing was written.")
    write_files({args.to: definition_file(form, args.to)}, force=args.force)
    lost = f"; {counted(len(taken.losses), 'place')} could not be taken" if taken.losses else ""
    line(f"Wrote {args.to}: questionnaire {form.id}, {counted(len(form.items), 'item')}{_language(taken)}{lost}.")
    return 1 if taken.losses else 0


def _print_remarks(taken: Taken) -> None:
    for remark in taken.remarks:
        paragraph(f"{'✗' if remark.loss else '·'} {remark}", "  ")


def _language(taken: Taken) -> str:
    others = ", ".join(one or "no language" for one in taken.languages if one != taken.language)
    if not others:
        return f", in {taken.language}" if taken.language else ""
    return f", in {taken.language or 'no language'} (and not in {others})"


def _add(args: argparse.Namespace) -> int:
    by = initials(args.by)
    form = whole_definition(args.definition, args.language or "")
    with changing(args.file, by) as workspace:
        if form.id in workspace.inspection.questionnaires:
            raise BadInputError(
                f"{args.file.name} has a questionnaire {quoted(form.id)} already; "
                f"fieldwork questionnaires revise shows what another definition of it does."
            )
        workspace.say([Statement(f"questionnaire/{form.id}", names.DEFINITION, questionnaire_to_dict(form))])
    line(f"Added {form.id} to {args.file}: {form.title}, {counted(len(form.items), 'item')}, by {by}.")
    return 0


def _revise(args: argparse.Namespace) -> int:
    from fieldwork.analysis.revising import revision_effects

    by = initials(args.by)
    new = whole_definition(args.definition, args.language or "")
    with reading(args.file) as workspace:
        old = questionnaire_named(workspace, new.id)
        effects = revision_effects(old, new, returns(workspace.record, new.id))
    if not effects:
        line(f"{args.definition.name} is what {args.file.name} holds already; nothing was changed.")
        return 0
    for effect in effects:
        paragraph(f"{effect.item or new.id}: {effect.words}", "  ")
    if not args.yes:
        line(f"Nothing was recorded. --yes records the revision of {new.id}; undo takes it back.")
        return 0
    with changing(args.file, by) as workspace:
        workspace.say([Statement(f"questionnaire/{new.id}", names.DEFINITION, questionnaire_to_dict(new))])
    line(f"Revised {new.id} in {args.file}, by {by}.")
    return 0
