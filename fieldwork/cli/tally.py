"""`fieldwork tally`: what the questionnaires say, item by item."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from fieldwork.analysis.groups import SideBySide, side_by_side, sides_to_json
from fieldwork.analysis.phrases import sentence
from fieldwork.analysis.second_keying import measured, report_line
from fieldwork.analysis.small_numbers import OF_A_TABLE, is_small, risks
from fieldwork.analysis.tallies import ItemTally, Tally, tallies_to_json, tally
from fieldwork.cli.files import reading
from fieldwork.cli.groups import print_groups
from fieldwork.cli.importing import questionnaire_named
from fieldwork.cli.output import (
    heading,
    line,
    paragraph,
    print_json,
    table,
    unicode_shown,
)
from fieldwork.errors import BadInputError
from fieldwork.programme.sharewords import load_share_words
from fieldwork.programme.twice import twice_rules
from fieldwork.record.batches import batches
from fieldwork.record.returns import PaperForm, paper_forms, returns
from fieldwork.text import counted
from fieldwork.workspace import Workspace

BAR = 20
"""Cells of a bar that stands for every answer."""


def run(args: argparse.Namespace) -> int:
    """Print the tallies of one questionnaire or of all.

    Raises:
        FieldworkError: the inspection cannot be read, or has no such questionnaire.
    """
    with reading(args.file) as workspace:
        found = tallies(workspace, args.questionnaire)
        sides = None if args.by is None else _side_by_side(workspace, found, args.by)
        if args.json:
            data = tallies_to_json(found)
            if sides is not None:
                data["questionnaires"][sides.questionnaire.id]["groups"] = sides_to_json(sides)
            print_json(data)
            return 0
        heading(f"{workspace.inspection.area} · {workspace.programme.title}")
        if workspace.inspection.synthetic:
            paragraph(workspace.inspection.synthetic)
        if sides is not None:
            print_groups(sides)
            return 0
        for one in found:
            _print_tally(one)
            _print_keying(
                one,
                paper_forms(returns(workspace.record, one.questionnaire.id)),
                rates=workspace.programme.scores,
            )
    return 0


def _side_by_side(workspace: Workspace, found: Sequence[Tally], by: str) -> SideBySide:
    """The groups of the one questionnaire that is asked for.

    Raises:
        BadInputError: there are several, or no groups can be made by that.
    """
    if len(found) != 1:
        there = ", ".join(workspace.inspection.questionnaires) or "none"
        raise BadInputError(f"--by needs --questionnaire ID, one of: {there}.")
    form = found[0].questionnaire
    return side_by_side(
        form,
        returns(workspace.record, form.id),
        by,
        load_share_words(),
        among=batches(workspace.record, form.id),
        rates=workspace.programme.scores,
    )


def tallies(workspace: Workspace, questionnaire_id: str | None) -> list[Tally]:
    """The tallies of the questionnaire with an id, or of all.

    Raises:
        BadInputError: the inspection has no such questionnaire.
    """
    inspection = workspace.inspection
    forms = inspection.questionnaires.values()
    if questionnaire_id is not None:
        forms = {questionnaire_id: questionnaire_named(workspace, questionnaire_id)}.values()
    words = load_share_words()
    rates = workspace.programme.scores
    return [
        tally(form, returns(workspace.record, form.id), inspection.issued(form.id), words, rates=rates)
        for form in forms
    ]


def _print_tally(found: Tally) -> None:
    form = found.questionnaire
    line()
    issued = "" if found.issued is None else f" of {found.issued:,} issued"
    heading(f"{form.title} ({form.id}) · {found.returned:,} returned{issued}")
    for item in found.items.values():
        line()
        paragraph(f"{item.item.id} {item.item.text}", "  ")
        for row in table(_option_rows(item), "rtlrl", indent=2):
            line(row)
        paragraph(f"  {_summary(item)}", "  ")
        if said := sentence(item):
            paragraph(f"  “{said}”", "  ")
        if told := [risk.words for risk in risks(item) if risk.printed]:
            paragraph(f"  ! somebody could be known: {'; '.join(told)}", "  ")
    if any(is_small(len(serials)) for item in found.items.values() for serials in item.answers.values()):
        line()
        paragraph(f"! {OF_A_TABLE}", "  ")
    for problem in found.problems:
        apart = f" (not counted: {', '.join(problem.items)})" if problem.items else ""
        paragraph(f"! {problem.what}{apart}", "  ")


def _print_keying(found: Tally, forms: Sequence[PaperForm], *, rates: bool) -> None:
    """How well it was keyed, where forms were keyed twice."""
    words = report_line(measured(found.questionnaire, forms, twice_rules()), len(forms), rates=rates)
    if words:
        line()
        paragraph(words, "  ")


def _option_rows(item: ItemTally) -> list[tuple[str, ...]]:
    labels = {option.value: option.label for option in item.item.options}
    good = item.item.favourable
    block = "█" if unicode_shown() else "#"
    return [
        (
            value,
            labels.get(value, value) + (" +" if value in good else ""),
            (block * round(BAR * len(serials) / item.of) if item.of else "").ljust(1),
            f"{len(serials):,}",
            "!" if is_small(len(serials)) else "",
        )
        for value, serials in item.answers.items()
    ]


def _summary(item: ItemTally) -> str:
    parts = [counted(item.of, "answer")]
    if item.favourable is not None and item.of:
        share = "" if item.percent is None else f" = {item.percent}%"
        parts.append(f"{len(item.favourable):,} of {item.of:,} favourable{share} ({item.words})")
    marks = (
        ("blank", item.blank),
        ("unreadable", item.unreadable),
        ("two boxes ticked", item.multiple),
        ("not asked", item.not_asked),
        ("not settled", item.unsettled),
        ("not keyed or disputed", tuple(one for one in item.pending if one not in item.unsettled)),
    )
    parts += [f"{len(serials):,} {name}" for name, serials in marks if serials]
    return " · ".join(parts)
