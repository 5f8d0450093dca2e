"""Inspections to measure on: the Stockport sample with one case still to judge, and a very large one."""

from __future__ import annotations

import shutil
from pathlib import Path

from fieldwork.programme.loading import find_programme
from fieldwork.record import names
from fieldwork.record.record import Statement
from fieldwork.workspace import Workspace, new_inspection

OPEN = "case/0000000open"


def inspection_with_open_case(sample: Path, path: Path) -> None:
    """A copy of `sample` with a case 900 of which nothing is judged."""
    shutil.copy(sample, path)
    with Workspace.open(path, "ME") as workspace:
        workspace.say([Statement(OPEN, names.REFERENCE, "900"), Statement(OPEN, names.PHASES, "both")])
        workspace.require_saved()


def many_cases(path: Path, count: int) -> None:
    """A new inspection of `count` cases, all but case 900 judged throughout."""
    programme = find_programme("cci-2009")
    statements = [Statement(OPEN, names.REFERENCE, "900"), Statement(OPEN, names.PHASES, "both")]
    for number in range(1, count):
        case = f"case/{number:012x}"
        statements += [Statement(case, names.REFERENCE, f"{number:03}"), Statement(case, names.PHASES, "both")]
        statements += [
            Statement(case, names.answer(question.id), "no" if (number + place) % 3 == 0 else "yes")
            for place, question in enumerate(programme.questions)
        ]
    new_inspection(path, programme, "Large", "ME", statements)
