"""`fieldwork programmes`: list the programmes, show one, check a definition."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import Any

from fieldwork.cli.making import programme_named
from fieldwork.cli.output import heading, line, print_json, table
from fieldwork.programme.loading import (
    find_programme,
    programme_from_dict,
    questionnaire_from_dict,
    read_toml,
    shipped_programmes,
)
from fieldwork.programme.models import Programme
from fieldwork.text import counted


def run(args: argparse.Namespace) -> int:
    """Do what the action says; without one, list the programmes.

    Raises:
        DefinitionError: the definition is not there, or does not hold together.
    """
    if args.action == "show":
        programme = programme_named(args.id)
        if args.json:
            print_json(programme_to_json(programme))
        else:
            _show(programme)
    elif args.action == "check":
        _check(args.file)
    else:
        _list()
    return 0


def programme_to_json(programme: Programme) -> dict[str, Any]:
    """What `programmes show ID --json` prints (DESIGN 6)."""
    return {
        "id": programme.id,
        "title": programme.title,
        "questions": [
            {
                "id": question.id,
                "section": programme.criterion[question.criterion].section,
                "criterion": question.criterion,
                "threads": list(question.threads),
                "text": question.text,
            }
            for question in programme.questions
        ],
        "bands": [dataclasses.asdict(band) for band in programme.bands],
    }


def _list() -> None:
    found = [find_programme(programme_id) for programme_id in shipped_programmes()]
    for row in table([(one.id, one.title, counted(len(one.questions), "question")) for one in found], "ltr"):
        line(row)


def _show(programme: Programme) -> None:
    heading(f"{programme.id} · {programme.title}")
    line(f"{counted(len(programme.questions), 'question')}. Source: {programme.source}")
    for section in programme.sections:
        line()
        heading(f"{section.id} {section.title}")
        for criterion in (one for one in programme.criteria if one.section == section.id):
            line(f"{criterion.id} {criterion.title}")
            rows = [
                (question.id, question.text, ", ".join(question.threads), "assumed" if question.assumed else "")
                for question in programme.by_criterion[criterion.id]
            ]
            for row in table(rows, "ltll", indent=2):
                line(row)
    if programme.bands:
        line()
        heading("Comments")
        for row in table([(f"from {one.start}%", one.comment, one.edge) for one in programme.bands], "rll"):
            line(row)
    line()
    line(f"Questionnaires: {', '.join(programme.questionnaires) or 'none'}")


def _check(path: Path) -> None:
    data = read_toml(path)
    if "items" in data:
        questionnaire = questionnaire_from_dict(data, path.name)
        what = f"questionnaire {questionnaire.id}, {counted(len(questionnaire.items), 'item')}"
    else:
        programme = programme_from_dict(data, path.name)
        rules = sum(question.rule is not None for question in programme.questions)
        what = f"programme {programme.id}, {counted(len(programme.questions), 'question')}, {counted(rules, 'rule')}"
    line(f"{path.name} is sound: {what}.")
